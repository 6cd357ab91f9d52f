"""Marks that are shown as they are: those that somebody meant are told, those that belong to a text are not."""

from __future__ import annotations

import pytest

from microsite.model import markup
from microsite.model.written import in_body


def told(text: str) -> list[str]:
    _, problems = markup.parse(text, locate=in_body(text, path="a.md", first_line=1))
    return [f"{problem.code} {problem.position}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the news] (https://news.example).", ["W403 a.md:1:5"]),
        ("See [the page] (page:faq) and [this]  (faq.md).", ["W403 a.md:1:5", "W403 a.md:1:31"]),
        ("**Free", ["W404 a.md:1:1"]),
        ("It is **free of\n\ncharge**.", ["W404 a.md:1:7", "W404 a.md:3:7"]),
        ("- **one**\n- **two", ["W404 a.md:2:3"]),
        ("| A | B |\n| --- |\n| 1 | 2 |", ["W405 a.md:2:1"]),
        ("x\n\nA | B\n--- | --- | ---\n1 | 2", ["W405 a.md:4:1"]),
    ],
)
def test_what_was_meant_as_markdown_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See [the news](https://news.example), [1] (of 2), \\[x] (page:faq) and `[a] (b.md)`.",
        "**Free** and **of\ncharge**, ***both***, \\*\\*not\\*\\*, `a ** b`.",
        "```\n**\n| A | B |\n| --- |\n```",
        "| A | B |\n| --- | :-: |\n| 1 | 2 |",
        "A \\| B\n\n---\n\na | b",
        "Title | subtitle\n----------------\n\nText.",
    ],
)
def test_what_is_right_is_not(text: str) -> None:
    assert told(text) == []
