from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite.serve.preview import Preview
from microsite.serve.shown import MISTAKES, Shown
from tests.conftest import SiteWriter
from tests.making import options_for
from tests.test_messages import CODES, read_page
from tests.texts import page, settings

FAQ = "content/pages/faq.md"


@pytest.fixture
def told() -> list[str]:
    return []


def made(folder: Path, told: list[str], before: Shown | None = None, **asked: object) -> Shown:
    with Preview(options_for(folder, **asked), told.append) as preview:
        return preview.make(before or Shown())


def test_the_last_good_site_stays_behind_mistakes(site: SiteWriter, told: list[str]) -> None:
    good = made(site({}), told)
    wrong = made(site({FAQ: page("# b")}), told, good)
    assert wrong.files == good.files
    assert set(wrong.mistakes) == {MISTAKES, f"-/source/{FAQ}"}
    assert re.fullmatch(r"made \d+ pages in \d+ ms", told[0])
    assert told[1].startswith("error[E402]: a page has one main heading, and that is its title\n")
    assert told[1].endswith("\n\n1 mistake keeps the site from being made")


def test_warnings_are_mistakes_where_they_are_asked_to_be(site: SiteWriter, told: list[str]) -> None:
    folder = site({"content/pages/faq.md": page("## \u200bInvisible")})
    assert made(folder, told).mistakes == {}
    assert made(folder, told, strict=True).mistakes != {}


def test_a_mistake_of_ours_does_not_end_the_preview(site: SiteWriter, told: list[str]) -> None:
    good = made(site({}), told)
    wrong = made(site({}), told, good, now=2023)  # no command line gives a number
    assert wrong.files == good.files
    assert "Traceback" in told[1]
    message, help = read_page(CODES / "E921.md").message.split("\n  help: ")
    shown = wrong.mistakes[MISTAKES].decode()
    assert f'<h2><span class="kind">error[E921]:</span> {message.partition(": ")[2]}</h2>' in shown
    assert f"<strong>help:</strong> {help}" in shown


def test_a_preview_is_over_when_its_day_is(site: SiteWriter, told: list[str]) -> None:
    folder = site({"content/site.yaml": settings(as_of="")})
    with Preview(options_for(folder), told.append) as preview:
        assert not preview.is_over
        preview.make(Shown())
        assert not preview.is_over
