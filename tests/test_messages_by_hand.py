"""The messages of codes that no content file brings about, each exactly as its page in the docs shows it."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from microsite.check import check_pages
from microsite.commands.new import new
from microsite.core.diagnostics import Diagnostic, render_all
from microsite.render.papers import without_metadata
from tests.conftest import SiteWriter
from tests.test_messages import CODES, read_page

PAGE = "about/index.html"
BROKEN = {
    "E820": "<h2>Two</h2>",
    "E821": "<h1>One</h1><h3>Three</h3>",
    "E822": '<h1 id="main">One</h1><p id="main">',
    "E823": '<h1>One</h1><img src="data:,">',
    "E824": '<h1>One</h1><a href="away/index.html">',
    "E825": '<h1>One</h1><a href="#two">',
    "E826": '<h1>One</h1><script src="https://scripts.example/a.js">',
    "E827": '<h1>One</h1><script src="a.js">',
}


def shown(*diagnostics: Diagnostic) -> str:
    return render_all(diagnostics, lambda _: None)


def expected(code: str) -> str:
    return read_page(CODES / f"{code}.md").message


@pytest.mark.parametrize("code", BROKEN)
def test_a_finished_page_with_a_mistake_is_told_with_the_file_it_comes_from(code: str) -> None:
    problems = check_pages({PAGE: BROKEN[code].encode()}, {PAGE: "content/pages/about.md"})
    assert expected(code) in shown(*problems)


def test_a_finished_page_without_mistakes_is_in_order() -> None:
    page = b'<h1>One</h1><h2 id="two">Two</h2><a href="#two">two</a><a href="https://other.example/">out</a>'
    assert check_pages({PAGE: page}, {}) == ()


@pytest.mark.parametrize(
    ("code", "kind", "slug"),
    [("E830", "mentee", "Anna Berg"), ("E831", "mentees", "anna-berg"), ("E832", "mentee", "anna-berg")],
)
def test_a_beginning_that_cannot_be_is_refused_and_nothing_is_written(
    code: str, kind: str, slug: str, site: SiteWriter
) -> None:
    folder = site({})
    before = sorted(folder.rglob("*"))
    made, problems = new(kind, slug, site=folder)
    assert (made, shown(*problems)) == ((), expected(code))
    assert sorted(folder.rglob("*")) == before


def test_a_folder_without_pictures_begins_no_gallery(site: SiteWriter) -> None:
    folder = site({})
    made, problems = new("gallery", "summer", site=folder, photos=folder / "mentees")
    assert (made, shown(*problems)) == ((), expected("E833"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "microsite", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_folder_that_is_no_site_is_told_apart(tmp_path: Path) -> None:
    done = run("build", "--site", str(tmp_path))
    assert done.returncode == 1
    assert expected("E700") in done.stderr


def test_an_address_without_its_beginning_is_refused(site: SiteWriter) -> None:
    done = run("build", "--site", str(site({})), "--base-url", "northlight.example")
    assert done.returncode == 2
    assert expected("E811") in done.stderr


def test_a_locked_cv_is_refused() -> None:
    writer, written = PdfWriter(), BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.encrypt("secret")
    writer.write(written)
    found = without_metadata(written.getvalue(), source_path="mentees/anna-berg/cv.pdf")
    assert isinstance(found, Diagnostic)
    assert shown(found) == expected("E520")


def test_a_cv_keeps_its_pages_and_loses_what_says_who_made_it() -> None:
    writer, written = PdfWriter(), BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.add_metadata({"/Author": "Secret Author", "/Title": "Secret title"})
    writer.add_attachment("notes.txt", b"secret notes")
    writer.write(written)
    paper = without_metadata(written.getvalue(), source_path="cv.pdf")
    assert isinstance(paper, bytes)
    assert b"ecret" not in paper
    assert paper == without_metadata(written.getvalue(), source_path="cv.pdf")


@pytest.mark.parametrize("kind", ["mentee", "event", "update", "cohort", "mentor", "page", "theme"])
def test_what_is_begun_builds_as_it_stands(kind: str, site: SiteWriter) -> None:
    folder = site({})
    made, problems = new(kind, "new-one", site=folder)
    assert made
    assert problems == ()
    done = run("check", "--site", str(folder))
    assert (done.returncode, "error[" in done.stderr) == (0, False), done.stderr


def test_a_site_that_is_begun_builds_as_it_stands(tmp_path: Path) -> None:
    new("site", "my-program", site=tmp_path)
    done = run("build", "--site", str(tmp_path / "my-program"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "my-program" / "output" / "index.html").is_file()
