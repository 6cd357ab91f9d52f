from __future__ import annotations

from pathlib import Path

import pytest

from microsite.check import check, check_pages
from tests.conftest import SiteWriter
from tests.making import options_for, places
from tests.texts import page

SOURCES = {"about/index.html": "content/pages/about.md"}
FINE = "<h1>One</h1>"


def told(html: str, **others: str) -> list[str]:
    artifacts = {"about/index.html": html, "b.html": FINE, **others}
    return [d.code for d in check_pages({p: t.encode() for p, t in artifacts.items()}, SOURCES)]


@pytest.mark.parametrize(
    "html",
    [
        '<h1>One</h1><a href="../b.html">B</a><a href="?a=b">Self</a><a href="">Self</a><a href="..">Up</a>',
        '<h1 id="x">One</h1><a href="#x">X</a><a href="../about/#x">X</a><a href="../about/index.html#x">X</a>',
        '<h1>One</h1><a href="https://a.example/none">A</a><a href="mailto:a@b.example">M</a><a href="/rooted">R</a>',
        "<h1>One</h1><h2>Two</h2><h3>Three</h3><h2>Two</h2>",
        '<h1>One</h1><img src="../m.jpg" srcset="../m.jpg 1w, ../m.jpg 2w" alt="">',
        '<link rel="canonical" href="https://a.example/"><link rel="alternate" href="../f.xml"><h1>One</h1>',
        '<svg><symbol id="a"></symbol></svg><p id="a"></p><h1>One</h1>',
        '<h1>One</h1><a href="../m.jpg#part">File</a><img alt="">',
    ],
)
def test_a_page_in_order_has_nothing_to_tell(html: str) -> None:
    assert told(html, **{"m.jpg": "", "index.html": FINE}) == []


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<h1>One</h1><h1>Two</h1>", ["E820"]),
        ('<h1>One</h1><img srcset="none.jpg 1w" alt="">', ["E827"]),
        ('<h1>One</h1><img src="//a.example/b.jpg" alt="">', ["E826"]),
        ('<h1>One</h1><a href="../b.html#none">B</a>', ["E825"]),
        ('<h1>One</h1><a href="x.html">X</a><a href="x.html">Again</a>', ["E824"]),
    ],
)
def test_each_mistake_is_told_once(html: str, codes: list[str]) -> None:
    assert told(html) == codes


def test_files_that_are_not_pages_are_not_read(tmp_path: Path) -> None:
    assert check_pages({"a.html": tmp_path / "missing.html", "b.css": b"h1{}"}, {}) == ()


def test_a_site_in_order_is_in_order(site: SiteWriter) -> None:
    folder = site({})
    report = check(options_for(folder))
    assert (report.diagnostics, report.has_failed) == ((), False)
    assert not (folder / "output").exists()


def test_what_build_proves_is_proved_first_and_pages_only_then(site: SiteWriter) -> None:
    report = check(options_for(site({"content/pages/faq.md": page("[a](nowhere)\n\n## Main\n")})))
    assert places(report.diagnostics) == ["E414 content/pages/faq.md:4:5"]
    assert report.has_failed


def test_what_is_found_on_a_page_is_told_at_the_file_it_comes_from(site: SiteWriter) -> None:
    report = check(options_for(site({"content/pages/faq.md": page("## Main\n")})))
    assert places(report.diagnostics) == ["E822 content/pages/faq.md:1:1"]
    assert report.build.diagnostics == report.diagnostics


def test_warnings_fail_only_a_strict_check(site: SiteWriter) -> None:
    folder = site({"content/pages/faq.md": page("<b>x</b>")})
    assert [check(options_for(folder, strict=strict)).has_failed for strict in (False, True)] == [False, True]
