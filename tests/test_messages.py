"""Every code's page in the docs is its test: the example, laid over a small site, gives exactly the message shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from microsite.cli import line_in
from microsite.core.diagnostics import render_all
from microsite.model.pictures import beside
from microsite.options import Options
from microsite.pipeline import make
from tests.conftest import ROOT, SiteWriter
from tests.render.renditions.pictures import jpeg, plain

CODES = ROOT / "docs" / "reference" / "codes"
CODE = re.compile(r"\b[EWN]\d{3}\b")
_FILE = re.compile(r"^`([^`\n]+)`\n+(~~~~?)\w*\n(.*?)^\2\n", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"^ *- file: (\S+\.jpg)$", re.MULTILINE)
PHOTO = jpeg(plain((20, 90, 120), 60, 40))
_MESSAGE = re.compile(r"## What microsite says\n+(~~~~?)text\n(.*?)\n\1\n", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A code's page: the example's files by path, and the message."""

    code: str
    files: dict[str, str]
    message: str


def read_page(path: Path) -> Page:
    """Read a code's page."""
    text = path.read_text(encoding="utf-8")
    example = text.partition("## Example")[2].partition("## What microsite says")[0]
    message = _MESSAGE.search(text)
    files = {found[1]: found[3] for found in _FILE.finditer(example)}
    return Page(code=path.stem, files=files, message=message[2] if message else "")


PAGES = [read_page(path) for path in sorted(CODES.glob("[EWN]*.md"))]


def messages_of(site: Path) -> str:
    """Make a site without publishing it, and give what is said."""
    report = make(Options(site=site, output=site / "output"))
    return render_all(report.diagnostics, line_in(site))


def pictures_of(page: Page) -> dict[str, bytes]:
    """Give the pictures that an example describes, which a page of text cannot hold; not those that are to be missing."""
    named = [beside(path, file) for path, text in page.files.items() for file in _PICTURE.findall(text)]
    return {path: PHOTO for path in named if f"there is no file `{path}`" not in page.message}


@pytest.mark.parametrize("page", [page for page in PAGES if page.files], ids=lambda page: page.code)
def test_the_example_of_a_code_gives_exactly_its_message(page: Page, site: SiteWriter) -> None:
    assert messages_of(site({**page.files, **pictures_of(page)})) == page.message


def test_every_code_in_the_source_has_a_page_and_every_page_a_code() -> None:
    in_source = {
        code
        for file in (ROOT / "microsite").rglob("*.py")
        for code in re.findall(r'"([EWN]\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert {page.code for page in PAGES} == in_source


def test_every_code_without_an_example_has_its_message_in_a_test() -> None:
    tested = {
        code
        for file in (ROOT / "tests").rglob("test_*.py")
        for code in CODE.findall(file.read_text(encoding="utf-8"))
    }
    assert {page.code for page in PAGES if not page.files} <= tested
