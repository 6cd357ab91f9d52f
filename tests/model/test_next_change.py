from __future__ import annotations

import json
import re
from datetime import date

import pytest

from microsite.model.next_change import REASON, next_change
from tests.conftest import SiteWriter
from tests.making import made, sound
from tests.texts import event, mentee, mentor, settings, update

LEA = "mentees/lea-lind/index.md"
COHORT = "---\ntitle: Autumn\nsummary: S.\nstart_date: 2023-09-05\nend_date: 2023-12-07\n---\n"
QUIET = {
    "content/events/2023-autumn.yaml": "[]\n",
    "content/cohorts/2023-autumn.md": "---\ntitle: Autumn\nsummary: S.\nstart_date: 2021-01-01\n---\n",
    "content/mentors/jonas-b.md": mentor("Jonas B.", expires_on="2025-06-30"),
    "mentees/anna-berg/index.md": mentee("Anna Berg", expires_on="2025-06-30"),
}


def due(site: SiteWriter, files: dict[str, str], *, now: str = "2023-12-06") -> str:
    found = next_change(sound(site({**QUIET, **files}), now=now))
    return str(found)


@pytest.mark.parametrize(
    ("files", "day"),
    [
        ({}, "2025-07-01"),
        ({LEA: mentee("Lea Lind", expires_on="2023-12-06")}, "2023-12-07"),
        ({LEA: mentee("Lea Lind", consent="  withdrawn_on: 2023-12-20\n")}, "2023-12-20"),
        ({LEA: mentee("Lea Lind", given_on="2023-12-09")}, "2023-12-09"),
        ({"content/mentors/o.md": mentor("O O.", expires_on="2023-12-10")}, "2023-12-11"),
        (
            {
                LEA: mentee(
                    "Lea Lind",
                    status="  - state: open\n    since: 2023-09-05\n  - state: job\n    since: 2024-01-02\n",
                )
            },
            "2024-01-02",
        ),
        ({LEA: mentee("Lea Lind", "availability:\n  start_date: 2024-02-01\n")}, "2024-01-01"),
        ({LEA: mentee("Lea Lind", "availability:\n  start_date: 2023-12-24\n")}, "2023-12-24"),
        ({"content/events/a.md": event(day="2023-12-08")}, "2023-12-09"),
        ({"content/events/a.md": event("end_date: 2023-12-10\n", day="2023-12-08")}, "2023-12-11"),
        ({"content/events/a.md": event("repeats:\n  until: 2024-01-20\n", day="2023-12-01")}, "2023-12-09"),
        ({"content/updates/a.md": update(day="2023-12-31")}, "2023-12-31"),
        (
            {
                "content/cohorts/b.md": "---\ntitle: B\nsummary: S.\nstart_date: 2024-02-01\napplications_open: 2023-12-15\n---\n"
            },
            "2023-12-15",
        ),
        (
            {
                "content/cohorts/b.md": "---\ntitle: B\nsummary: S.\nstart_date: 2024-02-01\n"
                "applications_open: 2023-12-01\napplications_close: 2023-12-12\n---\n"
            },
            "2023-12-07",  # the days that are left are counted
        ),
    ],
)
def test_the_next_day_that_changes_the_site_is_known(
    site: SiteWriter, files: dict[str, str], day: str
) -> None:
    assert due(site, files) == day


def test_when_nothing_is_coming_no_day_is_named(site: SiteWriter) -> None:
    assert due(site, {}, now="2026-01-01") == "None"


def test_what_the_public_is_told_names_nobody_and_no_consent(site: SiteWriter) -> None:
    folder = site({LEA: mentee("Lea Lind", expires_on="2023-12-09"), "content/site.yaml": settings()})
    told = json.loads(made(folder)["build.json"])["next_change"]
    assert told == {"date": "2023-12-08", "reason": REASON}
    assert "consent" not in REASON


def test_from_one_change_to_the_next_every_page_stays_the_same(site: SiteWriter) -> None:
    folder = site(
        {
            "content/events/a.md": event("repeats:\n  until: 2023-12-20\n", day="2023-11-29"),
            LEA: mentee("Lea Lind", "availability:\n  start_date: 2024-01-09\n", expires_on="2023-12-15"),
            "content/updates/a.md": update(day="2023-12-12"),
            "content/site.yaml": settings().replace("as_of: 2023-12-06\n", ""),
            "content/cohorts/2023-autumn.md": COHORT,
        }
    )
    before, announced = None, date(2023, 12, 5)
    changed: list[str] = []
    for day in (date(2023, 12, number) for number in range(5, 18)):
        pages = _without_today(made(folder, now=str(day)))
        assert before is None or pages == before or day == announced, day
        if before is not None and pages != before:
            changed.append(str(day))
        if day >= announced:
            found = next_change(sound(folder, now=str(day)))
            assert found is not None
            announced = found
        before = pages
    assert changed == ["2023-12-07", "2023-12-08", "2023-12-09", "2023-12-12", "2023-12-14", "2023-12-16"]


def _without_today(pages: dict[str, str]) -> dict[str, str]:
    """Leave out what says which day it is: the mark in the month grid, the stamp of calendars, and build.json."""
    return {
        path: re.sub(r' aria-current="date"|DTSTAMP:\w+', "", text)
        for path, text in pages.items()
        if path != "build.json"
    }
