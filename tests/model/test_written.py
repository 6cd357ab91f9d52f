from __future__ import annotations

from functools import partial
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.model.written import in_body, in_field
from microsite.source import front_matter

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).map(partial(normalize, "NFC"))


def found_in(written: str, text: str, part: str) -> str:
    """Write `seeks: …`, and give line and column at which a part of its text is found."""
    node = front_matter.parse_yaml_file(written.encode(), path="a.yaml").node
    assert node is not None
    start = text.index(part)
    position = in_field(node, ("seeks",), text)(start, start + len(part))
    return f"{position.line}:{position.column} {position.length}"


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("seeks: a role in a team\n", "a role in a team", "1:20 4"),
        ('seeks: "a \\"role\\" in a team"\n', 'a "role" in a team', "1:25 4"),
        ("seeks: 'a role''s team'\n", "a role's team", "1:19 4"),
        ("seeks: a role\n  in a team\n", "a role in a team", "2:8 4"),
        ("seeks: >-\n  a role\n  in a\n\n  team\n", "a role in a\nteam", "5:3 4"),
        ("seeks: |\n  a role\n    in a team\n", "a role\n  in a team\n", "3:10 4"),
        ('seeks: "caf\\u00e9 team"\n', "café team", "1:19 4"),
        ('seeks: "one \\\\ team"\n', "one \\ team", "1:16 4"),
    ],
)
def test_a_part_of_a_field_is_found_where_it_was_written(written: str, text: str, expected: str) -> None:
    assert found_in(written, text, "team") == expected


@given(LINES)
def test_every_character_of_a_folded_text_is_found(text: str) -> None:
    folded = "seeks: >-\n" + "".join(f"  {word}\n" for word in text.split(" "))
    node = front_matter.parse_yaml_file(folded.encode(), path="a.yaml").node
    assert node is not None
    locate, lines = in_field(node, ("seeks",), text), folded.split("\n")
    for at, character in enumerate(text):
        position = locate(at, at + 1)
        assert character == " " or lines[position.line - 1][position.column - 1] == character


@given(LINES)
def test_every_character_of_a_quoted_text_is_found_where_it_stands_or_its_escape_begins(text: str) -> None:
    quoted = 'seeks: "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"\n'
    node = front_matter.parse_yaml_file(quoted.encode(), path="a.yaml").node
    assert node is not None
    locate = in_field(node, ("seeks",), text)
    for at, character in enumerate(text):
        written = quoted[locate(at, at + 1).column - 1]
        assert written in (character, "\\")


def test_a_value_that_is_no_text_is_pointed_at_as_a_whole() -> None:
    node = front_matter.parse_yaml_file(b"skills: [Python, C]\n", path="a.yaml").node
    assert node is not None
    assert in_field(node, ("skills",), "Python")(0, 6) == in_field(node, ("skills", 7), "x")(0, 1)


def test_an_empty_text_is_pointed_at_as_it_stands() -> None:
    node = front_matter.parse_yaml_file(b'seeks: ""\n', path="a.yaml").node
    assert node is not None
    assert str(in_field(node, ("seeks",), "")(0, 1)) == "a.yaml:1:8"


def test_a_body_is_counted_from_its_first_line() -> None:
    position = in_body("one\ntwo three", path="a.md", first_line=5)(8, 13)
    assert (str(position), position.length) == ("a.md:6:5", 5)
