from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.source.nodes import Group, Listing, Node, Parsed, Scalar
from microsite.source.yaml_marks import parse, plain_value, position_of, text_of
from tests.wording import is_inside, places, positions_of, said

PATH = "content/a.yaml"
NEAR_YAML = st.text(alphabet="ab1 \n\n  :-[]{}'\"#&*!|>%@`,?\\~<=.\té😀\u2028\u200b\r\x85")


def read(text: str) -> Parsed:
    return parse(text, path=PATH)


def every_node(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Listing():
            for item in node.items:
                yield from every_node(item)
        case Group():
            for key, value in node.pairs:
                yield key
                yield from every_node(value)


def test_fields_lists_and_groups_become_plain_values() -> None:
    text = "title: A story\nplaces: 17\nprice: 1.10\nis_open: true\nnothing:\n"
    text += "list: [a, 'b', \"c\"]\nplace:\n  name: Oslo\n"
    assert plain_value(read(text).node) == {
        "title": "A story",
        "places": 17,
        "price": 1.1,
        "is_open": True,
        "nothing": None,
        "list": ["a", "b", "c"],
        "place": {"name": "Oslo"},
    }


def test_quotes_make_text_of_everything() -> None:
    assert plain_value(read("- '17'\n- \"true\"\n- ''\n- !x").node) == ["17", "true", "", None]


def test_texts_over_several_lines_are_read() -> None:
    text = "a: |\n  one\n  two\nb: >\n  three\n  four\nc: five\n  six\n"
    assert plain_value(read(text).node) == {"a": "one\ntwo\n", "b": "three four\n", "c": "five six"}


def test_an_empty_text_is_no_mistake_here() -> None:
    assert read("") == Parsed(node=None)
    assert plain_value(None) is None
    assert read("# only a comment\n") == Parsed(node=None)


def test_a_position_counts_characters_from_one() -> None:
    node = read("æ: ø😀 b\nlist: [d, 'e']\n").node
    assert node
    assert str(position_of(node, ["æ"])) == f"{PATH}:1:4"
    assert position_of(node, ["æ"]).length == 4
    assert str(position_of(node, ["list", 1])) == f"{PATH}:2:11"
    assert position_of(node, ["list"]).length == 8


def test_lines_count_from_the_line_the_text_begins_on() -> None:
    node = parse("a: b", path=PATH, first_line=12).node
    assert node
    assert position_of(node, ["a"]).line == 12


def test_a_step_that_leads_nowhere_points_at_the_nearest_value_above() -> None:
    node = read("place:\n  name: Oslo\n  street:\n").node
    assert node
    assert str(position_of(node, ["place", "name"])) == f"{PATH}:2:9"
    assert str(position_of(node, ["place", "name"], of_key=True)) == f"{PATH}:2:3"
    assert str(position_of(node, ["place", "town"])) == f"{PATH}:2:3"
    assert str(position_of(node, ["place", "name", "x"])) == f"{PATH}:2:9"
    assert str(position_of(node, ["else", 3])) == f"{PATH}:1:1"


def test_a_value_that_was_left_empty_is_its_key() -> None:
    node = read("a: 1\nname:\n").node
    assert node
    assert str(position_of(node, ["name"])) == f"{PATH}:2:1"
    assert position_of(node, ["name"]).length == 4


def test_a_text_over_several_lines_is_marked_on_its_first() -> None:
    node = read('a: "one\n  two"\n').node
    assert node
    assert position_of(node, ["a"]).length == 4


def test_the_text_of_one_field_is_given_as_it_was_written() -> None:
    node = read("id: 1.10\nlist: [a]\n").node
    assert node
    assert text_of(node, "id") == "1.10"
    assert text_of(node, "list") is None
    assert text_of(node, "other") is None


def test_all_fields_that_are_written_twice_are_told_and_the_first_ones_kept() -> None:
    text = "a: 1\nb: 2\na: 3\nb: {c: 1, c: 2}\na: 4\n"
    parsed = read(text)
    assert plain_value(parsed.node) == {"a": 1, "b": 2}
    assert places(parsed.diagnostics) == ["E110 3:1", "E110 4:11", "E110 4:1", "E110 5:1"]
    assert said(parsed.diagnostics[:1], text) == (
        "error[E110]: `a` is written twice\n"
        "   --> content/a.yaml:3:1\n"
        "  3 | a: 3\n"
        "    | ^ this is the second one\n"
        "  note: the first one is here\n"
        "   --> content/a.yaml:1:1\n"
        "  1 | a: 1\n"
        "    | ^\n"
        "  help: keep one of the two lines"
    )


def test_mistakes_before_a_broken_place_are_told_with_it() -> None:
    assert places(read("a: 1\na: 2\nb: @c\n").diagnostics) == ["E110 2:1", "E126 3:4"]


BOMBS = {
    "aliases": "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a]\n" for n in range(20)),
    "flow lists": "a: " + "[" * 10_000,
    "flow groups": "{a: " * 10_000,
    "hyphens": "- " * 10_000,
    "indentation": "\n".join(" " * depth + "a:" for depth in range(1_000)),
    "digits": "a: " + "9" * 5_000,
    "two megabytes": "a: b\n" * 400_000,
    "an endless quote": "a: '" + "x\n" * 400_000,
}


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        ("aliases", "E111"),
        ("flow lists", "E115"),
        ("flow groups", "E115"),
        ("hyphens", "E115"),
        ("indentation", "E115"),
        ("digits", "E122"),
        ("two megabytes", "E104"),
        ("an endless quote", "E116"),
    ],
)
def test_a_bomb_is_refused(bomb: str, code: str) -> None:
    diagnostics = read(BOMBS[bomb]).diagnostics
    assert diagnostics[0].code == code
    assert all(len(said([diagnostic], BOMBS[bomb])) < 1_000 for diagnostic in diagnostics)


def test_twenty_lists_inside_of_each_other_are_read() -> None:
    assert read("[" * 20 + "]" * 20).diagnostics == ()


def test_text_behind_a_space_and_a_hash_is_not_lost_without_a_word() -> None:
    parsed = read("a: We are #1\nb: '#1' # ours\nc: C#, F#\nd: x # a comment\n")
    assert plain_value(parsed.node) == {"a": "We are", "b": "#1", "c": "C#, F#", "d": "x"}
    assert places(parsed.diagnostics) == ["W102 1:11"]


@settings(deadline=None)  # a busy computer is no failure
@given(st.text() | NEAR_YAML)
def test_reading_never_fails_and_every_position_lies_inside_of_the_text(text: str) -> None:
    parsed = read(text)
    assert all(is_inside(position, text) for position in positions_of(parsed.diagnostics))
    said(parsed.diagnostics, text)
    if parsed.node:
        plain_value(parsed.node)
        assert all(is_inside(node.position, text) for node in every_node(parsed.node))


@settings(deadline=None)  # a busy computer is no failure
@given(st.text(alphabet="ab1 \n\n  :-[]{}'\"#,é"))
def test_the_place_of_a_text_is_where_it_was_written(text: str) -> None:
    node = read(text).node
    for found in every_node(node) if node else ():
        if (
            isinstance(found, Scalar)
            and found.is_plain
            and found.text
            and "\n" not in text[found.start : found.end]
        ):
            position = found.position
            line = text.split("\n")[position.line - 1]
            assert line[position.column - 1 :][: position.length] == found.text


@pytest.mark.parametrize(
    "text", ["a: b\nc: [d, {e: f}]\n", "a: 'b\n", "a: [b\n", "a: b: c\n", "a\nb: c\n", "- a\nb: c\n"]
)
def test_without_the_fast_library_the_same_is_read_and_said(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = read(text)
    monkeypatch.delattr(yaml, "CBaseLoader")
    assert read(text) == fast
