from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.contents import differences
from benchmarks.corpus import invent
from benchmarks.peers import microsite
from tests.conftest import SiteWriter
from tests.making import made

PROGRAM = invent(30)
PERSON = PROGRAM.people[0]
PROFILE = f"mentees/{PERSON.slug}/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("program") / "site"
    microsite.write(PROGRAM, folder)
    return made(folder)


def told(site: SiteWriter, files: dict[str, str]) -> list[str]:
    folder = site({}) / "built"
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(differences(folder, PROGRAM))


def test_a_site_that_has_all_of_the_program_differs_in_nothing(
    site: SiteWriter, built: dict[str, str]
) -> None:
    assert told(site, built) == []


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("mentees/index.html", lambda t: t.replace('class="card"', "", 1), "29 cards in the directory"),
        ("events/calendar.ics", lambda t: t.replace("BEGIN:VEVENT", "", 1), "2 events in the calendar"),
        ("events/index.html", lambda t: t.replace('class="event"', "", 1), "2 events in the list"),
        ("updates/feed.xml", lambda t: t.replace("<entry>", "", 1), "0 entries in the feed"),
        ("sitemap.xml", lambda t: t.replace("<loc>", "", 1), "addresses in the sitemap"),
        (PROFILE, lambda t: t.replace(PERSON.body.split()[-1], "", 1), f"another text of {PERSON.slug}"),
        (PROFILE, lambda t: t.replace(PERSON.headline, ""), f"does not say who {PERSON.slug} is"),
    ],
)
def test_what_a_site_lacks_is_told(
    site: SiteWriter, built: dict[str, str], path: str, change: Callable[[str], str], said: str
) -> None:
    assert said in "\n".join(told(site, {**built, path: change(built[path])}))


def test_pages_too_few_and_too_many_are_told(site: SiteWriter, built: dict[str, str]) -> None:
    files = {path: text for path, text in built.items() if path != PROFILE}
    found = told(site, {**files, "mentees/nobody/index.html": built[PROFILE]})
    assert f"lacks the page {PROFILE}" in found
    assert "has a page mentees/nobody/index.html too many" in found


def test_nothing_at_all_is_told(tmp_path: Path) -> None:
    assert "has 0 cards in the directory instead of 30" in list(differences(tmp_path, PROGRAM))
