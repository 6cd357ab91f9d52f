from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.model.prose import bombs, heading_mistakes, prose_of, raw_html
from microsite.model.written import in_body
from tests.wording import places

TEXT = st.text(st.sampled_from("`~\n #<>-a\\![](){}|"), max_size=60)


def bombs_in(text: str) -> list[str]:
    return places(bombs(text, in_body(text, path="a.md", first_line=1)))


def html_in(text: str) -> list[str]:
    return places(raw_html(text, in_body(text, path="a.md", first_line=1)))


def headings_in(text: str) -> list[str]:
    return places(heading_mistakes(text, in_body(text, path="a.md", first_line=1)))


@given(TEXT)
def test_prose_stands_where_the_text_has_it(text: str) -> None:
    prose = prose_of(text)
    assert len(prose) == len(text)
    assert all(left in (right, " ") for left, right in zip(prose, text, strict=True))
    assert prose.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "`<b>`",
        "``<b> ` ``",
        "```\n<b>\n```",
        "~~~html\n<b>\n~~~",
        "    <b>",
        "a < b > c",
        "[a](<b c.md>)",
        "<https://a.example>",
        "</b>",
        "\\`code `<b>` more",
    ],
)
def test_code_and_signs_are_no_html(text: str) -> None:
    assert html_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>c</b>", ["W401 1:3"]),
        ("one\n\ntwo <br>", ["W401 3:5"]),
        ("<script>alert(1)</script>", ["E401 1:1"]),
        ("<SCRIPT\nsrc=x>", ["E401 1:1"]),
        ("<img src=x onerror=alert(1)>", ["E401 1:1"]),
        ("<p onclick = a>", ["E401 1:1"]),
        ("a <!-- note -->", ["E405 1:3"]),
        ("- one\n\n    <iframe src=x>", ["E401 3:5"]),
        ("`a\n\n<b> `c`", ["W401 3:1"]),
        ("` <b> ``", ["W401 1:3"]),
    ],
)
def test_html_is_told_with_its_place(text: str, expected: list[str]) -> None:
    assert html_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## One\n\n### Two\n\n## Three", []),
        ("# One", ["E402 1:1"]),
        ("#One", ["E402 1:1"]),
        ("One\n===", ["E402 1:1"]),
        ("One\n---\n\n#### Two", ["E403 4:1"]),
        ("### One", ["E403 1:1"]),
        ("> # One", ["E402 1:3"]),
        ("```\n# One\n```", []),
        ("    # One", []),
        ("a\n\n---\n\nb", []),
        ("####### seven", []),
    ],
)
def test_headings_follow_each_other_level_by_level(text: str, expected: list[str]) -> None:
    assert headings_in(text) == expected


def test_a_second_main_heading_is_proposed_one_level_down() -> None:
    (mistake,) = heading_mistakes(
        "# What it costs #", in_body("# What it costs #", path="a.md", first_line=1)
    )
    assert mistake.help == "write `## What it costs`"


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000,
        "> " * 10_000,
        "[" * 10_000,
        "\n".join(["[" * 59] * 170),
        "\n".join(["[a](" * 50] * 200),
        "\n".join(["![a](" * 50] * 200),
        " ".join(["[a](b)"] * 301),
        "x" * 20_001,
        f"{' ' * 90}a",
        "a\n- " + "[" * 30 + "\n- " + "[" * 30,
        "| a [ |\n" * 50,
    ],
)
def test_a_bomb_is_refused_before_it_is_converted(text: str) -> None:
    assert bombs_in(f"fine\n\n{text}") != [] or bombs_in(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "> " * 12 + "a",
        "\n".join(f"- [link {number}](page:faq)" for number in range(400)),
        "| a | b |\n|---|---|\n" + "\n".join(f"| [a](b) | {number} |" for number in range(400)),
        "[[a](b)](c)",
        "a ) b ] c \\[ \\[",
    ],
)
def test_long_lists_and_tables_of_links_are_no_bombs(text: str) -> None:
    assert bombs_in(text) == []


@pytest.mark.parametrize(
    "text", ["[a](b)\n\n" * 2499 + "[a](b) [c](d)\n\n" * 2000, "a\n" * 5000, "a b " * 50_001]
)
def test_a_text_that_no_page_could_hold_is_a_bomb(text: str) -> None:
    assert "E404 1:1" in bombs_in(text)
