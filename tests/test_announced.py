"""An event that was published and has changed: calendars take the change, or it is told that they may not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from microsite import unchanged
from microsite.pipeline import BuildReport, build
from tests.calendars.readers import javascript_sees, python_sees
from tests.conftest import SiteWriter
from tests.making import made, make_site, message_in_docs, options_for, places, said_of
from tests.test_staff_trial import CALENDAR, COHORT, SITE, edited

ICS = "output/events/calendar.ics"
WORKSHOP = "- id: cv-workshop\n  title: A CV that fits\n  start_date: 2024-03-14\n  start_time: 16:00\n  end_time: 19:00\n"
LATER = "- id: cv-workshop\n  title: A CV that fits\n  start_date: 2024-03-14\n  start_time: 17:00\n  end_time: 19:00\n"
MARKED = "  last_modified: 2024-01-20\n"
AT_THE_WORKSHOP = f"W305 {CALENDAR}:9:15"


class Subscriber:
    """A calendar program that goes by UID: of two versions it shows the one with the higher number, else the first."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.zones: list[Any] = []

    def takes(self, file: bytes) -> None:
        calendar: Any = icalendar.Calendar.from_ical(file)
        self.zones = calendar.walk("VTIMEZONE")
        for event in calendar.walk("VEVENT"):
            uid = str(event["uid"]).partition("@")[0]
            if uid not in self.kept or event["sequence"] > self.kept[uid]["sequence"]:
                self.kept[uid] = event

    def shows(self, uid: str) -> tuple[str, str, str, str]:
        """Give when, where and whether, as two readers see it: of just one event."""
        calendar = icalendar.Calendar()
        for component in (*self.zones, self.kept[uid]):
            calendar.add_component(component)
        (seen,) = python_sees(calendar.to_ical())
        assert javascript_sees(calendar.to_ical()) == [[seen]]
        place, title = (str(self.kept[uid].get(name, "")) for name in ("location", "summary"))
        return seen.start, place, title, seen.status


def published(folder: Path, **asked: Any) -> BuildReport:
    report = build(options_for(folder, **asked))
    assert report.published is not None
    return report


def warnings(report: BuildReport) -> list[str]:
    return [place for place in places(report.diagnostics, "W") if place.startswith("W305")]


@pytest.fixture
def folder(site: SiteWriter) -> Path:
    """A site that was published once."""
    folder = site(SITE)
    assert warnings(published(folder)) == []
    return folder


UNMARKED = [
    pytest.param(CALENDAR, WORKSHOP, LATER, "cv-workshop", MARKED, id="hour"),
    pytest.param(
        CALENDAR, WORKSHOP, f"{WORKSHOP}  location: {{ name: Room 2 }}\n", "cv-workshop", MARKED, id="place"
    ),
    pytest.param(CALENDAR, WORKSHOP, WORKSHOP.replace("A CV", "A letter"), "cv-workshop", MARKED, id="title"),
    pytest.param(
        CALENDAR, WORKSHOP, WORKSHOP.replace("03-14", "03-13"), "cv-workshop", MARKED, id="another day"
    ),
    pytest.param(
        CALENDAR,
        f"{WORKSHOP}  event_status: cancelled\n",
        WORKSHOP,
        "cv-workshop",
        MARKED,
        id="not cancelled after all",
    ),
    pytest.param(
        COHORT,
        "applications_close: 2024-02-01\n",
        "applications_close: 2024-01-30\n",
        "2024-spring.closes",
        "sequence: 1\n",
        id="earlier deadline",
    ),
    pytest.param(
        COHORT,
        "applications_open: 2024-01-08\n",
        "applications_open: 2024-01-07\n",
        "2024-spring.opens",
        "sequence: 1\n",
        id="earlier opening",
    ),
]


@pytest.mark.parametrize(("path", "before", "after", "uid", "mark"), UNMARKED)
def test_a_change_that_no_calendar_will_notice_is_told_until_it_is_marked(
    site: SiteWriter, path: str, before: str, after: str, uid: str, mark: str
) -> None:
    first = SITE[path] if before in SITE[path] else SITE[path].replace(WORKSHOP, before)
    folder, subscriber = site({**SITE, path: first}), Subscriber()
    published(folder)
    subscriber.takes((folder / ICS).read_bytes())
    old, uids = subscriber.shows(uid), set(subscriber.kept)

    edited(folder, path, before, after)
    unmarked = published(folder)
    assert len(warnings(unmarked)) == 1
    assert mark.strip() in said_of(folder, unmarked.diagnostics, "W305")
    subscriber.takes((folder / ICS).read_bytes())
    assert subscriber.shows(uid) == old

    edited(folder, path, after, after + mark)
    assert warnings(published(folder)) == []
    subscriber.takes((folder / ICS).read_bytes())
    assert subscriber.shows(uid) != old
    assert set(subscriber.kept) == uids
    assert warnings(published(folder)) == []


def test_the_message_says_what_has_changed_and_which_line_to_write(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    assert said_of(folder, published(folder).diagnostics, "W305") == message_in_docs("W305")


@pytest.mark.parametrize(
    ("after", "mark"),
    [
        (WORKSHOP.replace("2024-03-14", "2024-03-21"), "event_status: rescheduled"),
        (WORKSHOP, "event_status: cancelled"),
        (WORKSHOP, "event_status: postponed"),
        (LATER, "last_modified: 2024-01-20"),
        (LATER, "sequence: 1"),
        (LATER, "repeats: { until: 2024-04-14, except_on: [2024-03-21] }"),
    ],
)
def test_a_change_that_is_marked_is_not_told(folder: Path, after: str, mark: str) -> None:
    edited(folder, CALENDAR, WORKSHOP, f"{after}  {mark}\n")
    assert warnings(published(folder)) == []


def test_a_second_change_on_one_day_is_counted(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER + MARKED)
    published(folder)
    edited(folder, CALENDAR, "start_time: 17:00", "start_time: 18:00")
    again = published(folder)
    assert warnings(again) == [AT_THE_WORKSHOP]
    assert "write `sequence: 1` beside it" in said_of(folder, again.diagnostics, "W305")
    edited(folder, CALENDAR, MARKED, f"{MARKED}  sequence: 1\n")
    assert warnings(published(folder)) == []


def test_the_warning_does_not_pass_by_building_again(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    assert warnings(published(folder)) == [AT_THE_WORKSHOP]
    edited(folder, COHORT, "Twelve people.", "Thirteen people.")
    again = published(folder)
    assert "events/index.html" not in again.drawn
    assert warnings(again) == [AT_THE_WORKSHOP]
    edited(folder, CALENDAR, LATER, WORKSHOP)
    assert warnings(published(folder)) == []


def test_a_build_that_changes_nothing_repeats_the_warning(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    published(folder)
    for path in folder.rglob("*.yaml"):
        path.touch()
    assert warnings(published(folder)) == [AT_THE_WORKSHOP]


def test_what_strict_refuses_is_not_taken_for_published(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    for _ in range(2):
        refused = build(options_for(folder, strict=True))
        assert (refused.published, warnings(refused)) == (None, [AT_THE_WORKSHOP])
    edited(folder, CALENDAR, LATER, LATER + MARKED)
    assert build(options_for(folder, strict=True)).published


def test_check_tells_it_too_and_keeps_nothing(folder: Path) -> None:
    kept = options_for(folder).announced.read_bytes()
    edited(folder, CALENDAR, WORKSHOP, LATER)
    assert warnings(make_site(folder)) == [AT_THE_WORKSHOP]
    assert options_for(folder).announced.read_bytes() == kept


def test_what_is_built_with_drafts_is_not_what_the_public_was_told(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    assert warnings(published(folder, drafts=True)) == []
    assert warnings(published(folder)) == [AT_THE_WORKSHOP]


def test_an_event_that_is_gone_or_not_announced_yet_is_not_told_of(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, "- id: pitch\n  title: Two minutes\n  start_date: 2024-03-15\n")
    assert warnings(published(folder)) == []


def test_a_damaged_memory_begins_anew_with_a_notice(folder: Path) -> None:
    options_for(folder).announced.write_bytes(b"spoilt")
    report = published(folder)
    assert "N901 None" in places(report.diagnostics, "N")
    edited(folder, CALENDAR, WORKSHOP, LATER)
    assert warnings(published(folder)) == [AT_THE_WORKSHOP]


def test_the_site_is_the_same_whatever_was_published_before(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    published(folder)
    fresh = made(folder)
    assert (folder / ICS).read_bytes() == fresh["events/calendar.ics"].encode()


def test_what_is_kept_names_nobody_and_no_event(folder: Path) -> None:
    kept = options_for(folder).announced.read_text(encoding="utf-8")
    assert re.search(r'"[0-9a-f]{12}":\[\d+,', kept)
    assert not re.search(r"(?i)workshop|cv|spring|northlight|room", kept)


def test_an_unchanged_site_repeats_it_without_building(folder: Path) -> None:
    edited(folder, CALENDAR, WORKSHOP, LATER)
    report = published(folder)
    beginning = unchanged.begin(options_for(folder))
    unchanged.remember(options_for(folder), beginning, report)
    value = options_for(folder).last_build.read_text(encoding="utf-8")
    assert '"W305"' in value
