"""A text is converted by what it needs alone, and comes out as if all were looked for."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.model import converting
from microsite.source import front_matter
from tests.conftest import ROOT

EVERYTHING = frozenset((*converting.EXTENSIONS.values(), *converting.PATTERNS.values()))
PIECES = (
    *(
        "word",
        "Ærlig",
        "1",
        "2.",
        "-",
        "*",
        "+",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~~~",
        "#",
        "## ",
        "=",
        "===",
        "---",
    ),
    *(
        "[",
        "]",
        "(",
        ")",
        "![",
        "](x)",
        "[^1]",
        "[^1]: ",
        ": ",
        ":",
        "|",
        "| a | b |",
        "--|--",
        "{",
        "}",
        "{#id}",
    ),
    *(
        "{figure:hired}",
        "<",
        ">",
        "<https://a.example>",
        "&",
        "&amp;",
        "\\",
        "\\*",
        '"',
        "'",
        "!",
        "    ",
        "\t",
    ),
    *(" ", "  ", "\n", "\n\n", "  \n", "\n: ", "\n> ", "\n- ", "\n1. ", "\n    ", "\u00a0", "\r\n", "[a]: b"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def converted(text: str, marks: frozenset[str]) -> tuple[str, list[str]]:
    tags: list[str] = []

    def look(root: Element) -> None:
        tags.extend(element.tag for element in root.iter())

    return converting._converter(marks).convert(text, look), tags


@given(TEXTS)
def test_nothing_is_lost_by_looking_for_what_has_marks_alone(text: str) -> None:
    assert converted(text, converting.marks_in(text)) == converted(text, EVERYTHING)


@pytest.mark.parametrize("path", sorted(ROOT.glob("content/**/*.md")), ids=lambda path: path.name)
def test_every_text_of_the_site_comes_out_the_same(path: Path) -> None:
    text = front_matter.parse(path.read_bytes(), path=path.name).body
    assert converted(text, converting.marks_in(text)) == converted(text, EVERYTHING)


def test_a_plain_text_needs_next_to_nothing() -> None:
    assert converting.marks_in("Ada builds bridges.\n\nShe likes tea.\n") == frozenset()


def test_a_blank_that_others_may_be_made_of_needs_all() -> None:
    assert converting.marks_in("Ada builds\tbridges.") == EVERYTHING
