from __future__ import annotations

import re

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.core.diagnostics import Diagnostic
from microsite.model.markup import Fragment, Heading, parse
from microsite.model.written import in_body
from tests.wording import is_inside, places, positions_of

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *(
                "# ",
                "## ",
                "> ",
                "- ",
                "1. ",
                "| a | b |\n|---|---|\n",
                "    ",
                "\n",
                "\n\n",
                "***",
                "`",
                "```\n",
                "~~~\n",
            ),
            *(
                "<script>",
                "</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=a>",
                "<a href='javascript:a'>",
                "<!--",
                "-->",
            ),
            *(
                "[a](javascript:alert(1))",
                "[a](JaVa\tScript:a)",
                "[a](data:text/html,x)",
                "[a](//evil.example)",
                "![a](//evil)",
            ),
            *(
                "[a](mailto:a@b.example?bcc=c)",
                "<https://a.example>",
                "<javascript:a>",
                "[a]: javascript:a\n",
                "[a][a]",
                "[^1]",
                "[^1]: x\n",
            ),
            *(
                '{: onclick="a" href="//evil" }',
                '{: class="footnote-ref" }',
                "{#main}",
                '"',
                "'",
                ">",
                "<",
                "&#106;avascript:",
                "\\",
                "(",
                ")",
            ),
            *("[x](#fn:1)", "![alt > b](a.jpg)", "{: src=//evil }", "term\n: meaning\n", "word "),
        ]
    ),
    max_size=14,
).map("".join)
ATTRIBUTE = re.compile(r"\s([\w-]+)=\"([^\"]*)\"")


def parsed(text: str) -> tuple[Fragment, tuple[Diagnostic, ...]]:
    return parse(text, locate=in_body(text, path="a.md", first_line=1))


def html_of(text: str) -> str:
    return parsed(text)[0].html


def mentions_of(text: str) -> list[tuple[str, str]]:
    """Give what is written as each link or picture, and where."""
    return [(m.written, f"{m.position.line}:{m.position.column}") for m in parsed(text)[0].mentions]


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
@example("[a](x){: class=footnote-ref }")
@example('[a](x){: href="#fn:1" onclick="a" }')
def test_nothing_runs_and_no_address_comes_out_of_any_text(text: str) -> None:
    html = html_of(text)
    assert "<script" not in html.lower()
    assert "<svg" not in html.lower()
    for tag in re.findall(r"<[a-z][^<>]*>", html, re.IGNORECASE):
        for name, value in ATTRIBUTE.findall(tag):
            assert not name.startswith("on")
            if name in ("href", "src", "srcset", "action", "data", "style"):
                assert re.fullmatch(r"ref:\d+|#fn(ref\d*)?:[^\"<>]*", value), (name, value)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_what_comes_out_is_what_a_sanitiser_lets_through(text: str) -> None:
    html = html_of(text)
    assert (
        nh3.clean(html, tags=nh3.ALLOWED_TAGS | {"section", "footer", "figure"}, url_schemes={"ref"}).count(
            "<script"
        )
        == 0
    )
    assert html.count("<a ") == len(re.findall(r'<a [^>]*href="(?:ref:\d+|#fn[^"]*)"', html)) + html.count(
        "<a >"
    )


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_every_diagnostic_points_into_the_text(text: str) -> None:
    fragment, problems = parsed(text)
    found = [*positions_of(problems), *(mention.position for mention in fragment.mentions)]
    assert all(is_inside(position, text) for position in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A [events](events) list", [("events", "1:12")]),
        ("`[no](events)` [yes](events)", [("events", "1:22")]),
        ("[a](x) [b](x)", [("x", "1:5"), ("x", "1:12")]),
        ("[a][r] and more\n\n[r]: ../x.md", [("../x.md", "3:6")]),
        ("<https://a.example/b>", [("https://a.example/b", "1:2")]),
        ("[a](a\\_b.md)", [("a_b.md", "1:5")]),
        ('[a](<a b.md> "title")', [("a b.md", "1:6")]),
        ("![](x.jpg)", [("x.jpg", "1:5")]),
        ("[a]()", [("", "1:5")]),
        ("[a](a_(b).md)", [("a_(b).md", "1:5")]),
        ("> [a](x)", [("x", "1:7")]),
        ("Note[^1].\n\n[^1]: See [a](x).", [("x", "3:15")]),
    ],
)
def test_links_and_pictures_are_found_where_they_were_written(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert mentions_of(text) == expected


def test_a_picture_keeps_its_words() -> None:
    (mention,) = parsed('![a > "b"](x.jpg)')[0].mentions
    assert (mention.is_picture, mention.alt) == (True, 'a > "b"')


def test_headings_have_levels_words_and_anchors_and_equal_ones_differ() -> None:
    fragment = parsed("## What *it* costs\n\n### More\n\n## More\n\n## Kept {#other}\n")[0]
    assert fragment.headings == (
        Heading(level=2, text="What it costs", anchor="what-it-costs"),
        Heading(level=3, text="More", anchor="more"),
        Heading(level=2, text="More", anchor="more_1"),
        Heading(level=2, text="Kept", anchor="other"),
    )
    assert fragment.anchors == {"what-it-costs", "more", "more_1", "other"}


def test_a_quote_that_ends_in_a_name_is_a_pull_quote() -> None:
    assert '<blockquote class="pull">\n<p>It rained.</p>\n<footer>Anna</footer>' in html_of(
        "> It rained.\n> — Anna"
    )
    assert '<blockquote class="pull">\n<p>It rained.</p>\n<footer>Anna</footer>' in html_of(
        "> It rained.\n>\n> — Anna"
    )


@pytest.mark.parametrize("text", ["> It rained.\n> — *Anna*", "> It rained.", "> ## Heading", "> — \n> b"])
def test_other_quotes_stay_quotes(text: str) -> None:
    assert "pull" not in html_of(text)


def test_tables_lists_and_code_are_understood() -> None:
    html = html_of(
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n1. one\n2. two\n\nterm\n:   meaning\n\n```python\nx = 1\n```\n"
    )
    for part in ("<th>a</th>", "<td>2</td>", "<ol>", "<dt>term</dt>", '<code class="language-python">x = 1'):
        assert part in html


def test_a_fence_s_language_cannot_end_its_attribute() -> None:
    assert "onload" not in re.sub(r">[^<]*<", "><", html_of('```a" onload="alert(1)\nx\n```\n'))


def test_an_e_mail_address_in_angle_brackets_stays_text() -> None:
    assert html_of("<kari@northlight.example>") == "<p>&lt;kari@northlight.example&gt;</p>"


def test_a_table_of_contents_is_not_made_by_surprise() -> None:
    assert "[TOC]" in html_of("[TOC]\n\n## One\n")


def test_a_text_of_nothing_but_space_is_an_empty_fragment() -> None:
    assert parsed(" \n\n") == (Fragment(), ())


def test_a_conversion_that_goes_too_deep_is_a_diagnostic_and_harms_no_later_one() -> None:
    fragment, problems = parsed("1. " * 6000)
    assert (fragment.html, places(problems)) == ("", ["E404 1:1"])
    assert html_of("fine") == "<p>fine</p>"
