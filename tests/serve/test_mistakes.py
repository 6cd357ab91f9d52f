from __future__ import annotations

from microsite.core.diagnostics import Diagnostic, Related
from microsite.core.positions import Position
from microsite.serve.mistakes import MOST_SHOWN, pages
from microsite.serve.shown import MISTAKES

FILE = "content/a b.md"
LINES = {FILE: ["one", "two", "<b>\tthree & four</b>", "five", "six", "seven"]}


def shown(*diagnostics: Diagnostic) -> str:
    return pages(diagnostics, lambda path: LINES.get(path, ()))[MISTAKES].decode()


def found(**words: object) -> Diagnostic:
    place = Position(path=FILE, line=3, column=5, length=5)
    return Diagnostic(**{"code": "E301", "message": "no `three`", "position": place, **words})  # type: ignore[arg-type]


def test_a_mistake_is_shown_with_the_lines_around_it() -> None:
    page = shown(found(label="this", help="write `3`"))
    assert (
        '<h1 id="mistakes-title" tabindex="-1" autofocus>1 mistake keeps the site from being made</h1>'
        in page
    )
    assert '<h2><span class="kind">error[E301]:</span> no <code>three</code></h2>' in page
    assert '<a href="/-/source/content/a%20b.md#line-3">content/a b.md:3:5</a>' in page
    assert (
        '<span class="number"> 1 |</span> one\n'
        '<span class="number"> 2 |</span> two\n'
        '<span class="number"> 3 |</span> &lt;b&gt;→<mark>three</mark> &amp; four&lt;/b&gt;\n'
        '<span class="number">   |</span>     <strong>^^^^^ this</strong>\n'
        '<span class="number"> 4 |</span> five\n'
        '<span class="number"> 5 |</span> six</pre>'
    ) in page
    assert '<p class="help"><strong>help:</strong> write <code>3</code></p>' in page


def test_the_whole_file_is_shown_with_the_lines_of_its_mistakes_marked() -> None:
    source = pages([found()], lambda path: LINES.get(path, ()))["-/source/content/a b.md"].decode()
    assert '<li id="line-2"><code>two</code></li>' in source
    assert '<li id="line-3" class="marked"><code>&lt;b&gt;→three &amp; four&lt;/b&gt;</code></li>' in source


def test_a_place_that_cannot_be_shown_is_named() -> None:
    page = shown(found(position=Position(path="content/gone.md", line=2, column=1), label="here"))
    assert '<p class="place">content/gone.md:2:1</p>\n<p>here</p>' in page


def test_a_mistake_in_two_places_names_both() -> None:
    other = Related(position=Position(path=FILE, line=1, column=1, length=3), message="and here")
    page = shown(found(related=(other,)))
    assert "<p>note: and here</p>" in page
    assert "<mark>one</mark>" in page


def test_a_line_that_has_ended_is_pointed_behind() -> None:
    page = shown(found(position=Position(path=FILE, line=2, column=4)))
    assert "two<mark></mark>" in page
    assert "   <strong>^</strong>" in page


def test_of_many_mistakes_the_first_are_shown() -> None:
    page = shown(*(found(message=f"mistake {n}") for n in range(MOST_SHOWN + 3)))
    assert page.count("<section") == MOST_SHOWN
    assert f"{MOST_SHOWN + 3} mistakes keep the site from being made" in page
    assert "And 3 more, which your terminal shows." in page


def test_nothing_that_content_says_becomes_a_part_of_the_page() -> None:
    page = shown(found(message="<script>`<b>`", help="<i>", label="<u>"))
    assert "<script>" not in page
    assert "&lt;script&gt;<code>&lt;b&gt;</code>" in page
