"""What staff do in a week, each a line or an entry in one file: everything that tells of it follows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.calendars.readers import python_sees
from tests.conftest import SiteWriter
from tests.making import made, places, read_site
from tests.texts import settings

CALENDAR = "content/events/2024-spring.yaml"
COHORT = "content/cohorts/2024-spring.md"
SITE = {
    "content/site.yaml": settings(url="https://northlight.example", as_of="2024-01-20"),
    COHORT: "---\ntitle: The spring cohort\nlabel: Spring cohort 2024\nsummary: Twelve people.\nstart_date: 2024-03-04\n"
    "end_date: 2024-05-30\napplications_open: 2024-01-08\napplications_close: 2024-02-01\n---\n",
    CALENDAR: "- id: spring-start\n  title: Kick-off\n  start_date: 2024-03-04\n  start_time: 16:00\n  end_time: 19:00\n"
    "  cohort: 2024-spring\n"
    "- id: cv-workshop\n  title: A CV that fits\n  start_date: 2024-03-14\n  start_time: 16:00\n  end_time: 19:00\n"
    "  cohort: 2024-spring\n",
}
"""A site of which nobody has changed anything since it was announced."""
CALENDARS = ("events/calendar.ics", "cohorts/2024-spring/calendar.ics")


def entry(pages: dict[str, str], calendar: str, uid: str) -> str:
    """Give an event of a calendar file, unfolded."""
    text = pages[calendar].replace("\r\n ", "")
    (found,) = [e for e in text.split("BEGIN:VEVENT")[1:] if f"UID:{uid}@" in e]
    return found


def sequence(pages: dict[str, str], calendar: str, uid: str) -> int:
    found = re.search(r"SEQUENCE:(\d+)", entry(pages, calendar, uid))
    assert found is not None
    return int(found[1])


def edited(folder: Path, path: str, before: str, after: str) -> None:
    """Change one place of a file as staff would."""
    text = (folder / path).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (folder / path).write_text(text.replace(before, after), encoding="utf-8")


def test_a_workshop_is_added_in_one_line(site: SiteWriter) -> None:
    folder = site(SITE)
    with (folder / CALENDAR).open("a", encoding="utf-8") as file:
        file.write(
            "- { id: pitch, title: Two minutes, category: workshop, start_date: 2024-04-11, cohort: 2024-spring }\n"
        )
    pages = made(folder)
    for page in ("events/index.html", "events/pitch/index.html"):
        assert "Two minutes" in pages[page]
    assert "Thursday, all day" in pages["events/index.html"]
    for calendar in CALENDARS:
        assert "DTSTART;VALUE=DATE:20240411" in entry(pages, calendar, "pitch")
    assert '"startDate":"2024-04-11"' in pages["events/pitch/index.html"]
    assert "https://northlight.example/events/pitch/" in pages["sitemap.xml"]


def test_a_workshop_is_cancelled_in_one_line(site: SiteWriter) -> None:
    folder = site(SITE)
    before = made(folder)
    edited(folder, CALENDAR, "title: A CV that fits", "title: A CV that fits\n  event_status: cancelled")
    pages = made(folder)
    row = re.search(
        r'<li class="event cancelled" id="cv-workshop">.*?</li>', pages["events/index.html"], re.DOTALL
    )
    assert row is not None
    assert ("Cancelled" in row[0], "Add to calendar" in row[0]) == (True, False)
    assert "Cancelled" in pages["events/cv-workshop/index.html"]
    assert "EventCancelled" in pages["events/cv-workshop/index.html"]
    for calendar in (*CALENDARS, "events/cv-workshop/event.ics"):
        assert "STATUS:CANCELLED" in entry(pages, calendar, "cv-workshop")
        assert sequence(pages, calendar, "cv-workshop") > sequence(before, calendar, "cv-workshop")
        assert len(python_sees(pages[calendar].encode())) == len(python_sees(before[calendar].encode()))


def test_the_deadline_is_moved_in_one_line(site: SiteWriter) -> None:
    folder = site(SITE)
    before = made(folder)
    edited(folder, COHORT, "applications_close: 2024-02-01", "applications_close: 2024-02-09")
    pages = made(folder)
    for page in ("index.html", "cohorts/2024-spring/index.html", "events/index.html"):
        assert "close in 20 days, on 9 February 2024" in pages[page]
        assert "1 February 2024" not in pages[page]
    assert "Apply by 9 February 2024" in pages["cohorts/2024-spring/index.html"]
    for calendar in CALENDARS:
        assert "DTSTART;VALUE=DATE:20240209" in entry(pages, calendar, "2024-spring.closes")
        assert sequence(pages, calendar, "2024-spring.closes") > sequence(
            before, calendar, "2024-spring.closes"
        )
        assert len(python_sees(pages[calendar].encode())) == len(python_sees(before[calendar].encode()))


@pytest.mark.parametrize(
    ("day", "is_open"), [("2024-02-01", True), ("2024-02-09", True), ("2024-02-10", False)]
)
def test_the_button_stays_until_the_moved_deadline(site: SiteWriter, day: str, *, is_open: bool) -> None:
    folder = site(SITE)
    edited(folder, COHORT, "applications_close: 2024-02-01", "applications_close: 2024-02-09")
    pages = made(folder, now=day)
    assert ("Apply by 9 February 2024" in pages["cohorts/2024-spring/index.html"]) is is_open
    assert json.loads(pages["build.json"])["next_change"]["date"] > day


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "start_date: 2024-03-14",
            "start_date: 2024-03-21\n  event_status: rescheduled\n  previous_start_date: 2024-03-14",
        ),
        ("start_date: 2024-03-14", "start_date: 2024-03-07\n  last_modified: 2024-01-19"),
        (
            "start_time: 16:00\n  end_time: 19:00\n  cohort: 2024-spring\n",
            "start_time: 17:00\n  end_time: 19:00\n  sequence: 1\n",
        ),
        ("title: A CV that fits", "title: A CV that fits\n  event_status: postponed"),
    ],
)
def test_whoever_takes_an_event_in_again_gets_the_change_and_no_double(
    site: SiteWriter, before: str, after: str
) -> None:
    folder = site({**SITE, CALENDAR: SITE[CALENDAR].partition("- id: cv")[2].join(("- id: cv", ""))})
    old = made(folder)
    edited(folder, CALENDAR, before, after)
    new = made(folder)
    kept: dict[str, str] = {}
    for pages in (old, new):
        file = pages["events/cv-workshop/event.ics"]
        (seen,) = python_sees(file.encode())
        kept[seen.uid] = seen.start + seen.status
    assert len(kept) == 1
    path = "events/cv-workshop/event.ics"
    assert sequence(new, path, "cv-workshop") > sequence(old, path, "cv-workshop")


def test_each_edit_leaves_the_site_without_a_mistake(site: SiteWriter) -> None:
    assert places(read_site(site(SITE)).diagnostics, "EW") == []
