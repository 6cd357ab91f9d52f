import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.source import front_matter
from microsite.source.front_matter import ParsedEntry
from microsite.source.yaml_marks import plain_value, position_of
from tests.wording import places, said


def read(text: str) -> ParsedEntry:
    return front_matter.parse(text.encode(), path="a.md")


def test_the_fields_stand_above_the_body_and_both_know_their_lines() -> None:
    entry = read("---\ntitle: One\nsummary: Two\n---\n\nThe body\n---\ngoes on.\n")
    assert entry.meta
    assert plain_value(entry.meta) == {"title": "One", "summary": "Two"}
    assert str(position_of(entry.meta, ["summary"])) == "a.md:3:10"
    assert (entry.body, entry.body_line) == ("\nThe body\n---\ngoes on.\n", 5)
    assert entry.diagnostics == ()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_ends_of_lines_of_other_systems_make_no_difference(end: str) -> None:
    text = "---\ntitle: One\n---\nBody\n"
    assert read(text.replace("\n", end)) == read(text)


def test_a_byte_order_mark_makes_no_difference() -> None:
    text = "---\ntitle: One\n---\n"
    assert front_matter.parse(text.encode("utf-8-sig"), path="a.md") == read(text)


def test_empty_lines_above_and_spaces_behind_the_hyphens_make_no_difference() -> None:
    entry = read("\n\n---  \ntitle: One\n--- \nBody")
    assert plain_value(entry.meta) == {"title": "One"}
    assert entry.meta
    assert position_of(entry.meta, ["title"]).line == 4
    assert (entry.body, entry.body_line) == ("Body", 6)


def test_a_body_may_be_missing() -> None:
    assert read("---\ntitle: One\n---").body == ""


@pytest.mark.parametrize(
    "text", ["Only a body.\n", "---\n---\nOnly a body.\n", "---\n# a comment\n---\nOnly a body.\n"]
)
def test_a_file_without_fields_is_left_to_who_knows_which_are_required(text: str) -> None:
    entry = read(text)
    assert (entry.meta, entry.body, entry.diagnostics) == (None, "Only a body.\n", ())


def test_a_missing_end_of_the_fields_is_told_where_they_begin() -> None:
    text = "\n---\ntitle: One\n\nBody\n"
    assert said(read(text).diagnostics, text) == (
        "error[E106]: the line that ends the fields is missing\n"
        "   --> a.md:2:1\n"
        "  2 | ---\n"
        "    | ^^^ the fields begin here\n"
        "  help: write --- on a line of its own below the last field, above the text"
    )


@pytest.mark.parametrize("line", ["—", "–––", "----", "--", "+++", "***", "```yaml"])
def test_what_only_resembles_three_hyphens_is_told(line: str) -> None:
    assert places(read(f"{line}\ntitle: One\n{line}\n").diagnostics) == ["E108 1:1"]


def test_mistakes_in_the_fields_and_characters_that_hide_are_told_together() -> None:
    entry = read("---\ntitle: @One\n---\npass\u200bword\n")
    assert entry.meta is None
    assert sorted(places(entry.diagnostics)) == ["E126 2:8", "W101 4:5"]


def test_markup_and_placeholders_in_a_title_are_text() -> None:
    entry = read("---\ntitle: <b>One</b>\nsummary: '{{ two }}'\n---\n")
    assert plain_value(entry.meta) == {"title": "<b>One</b>", "summary": "{{ two }}"}


def test_a_yaml_file_is_fields_from_beginning_to_end() -> None:
    parsed = front_matter.parse_yaml_file(b"\xef\xbb\xbf- id: one\r\n- id: two\r\n", path="a.yaml")
    assert plain_value(parsed.node) == [{"id": "one"}, {"id": "two"}]
    assert places(front_matter.parse_yaml_file(b"", path="a.yaml").diagnostics) == ["E107 1:1"]
    assert places(front_matter.parse_yaml_file(b"a: \xe5", path="a.yaml").diagnostics) == ["E101 1:4"]


@settings(deadline=None)  # a busy computer is no failure
@given(st.text(alphabet="-\n a:\r\u200bé#'"))
def test_reading_never_fails_and_loses_no_line(text: str) -> None:
    entry = read(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if entry.meta:
        assert entry.body == "\n".join(lines[entry.body_line - 1 :])
