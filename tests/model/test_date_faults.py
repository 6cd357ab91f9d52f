"""Every fault of dates that people make, and exactly what they read: file, line, column, and what to write instead."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT, SiteWriter
from tests.making import make_site, said_of
from tests.texts import event

GOLDEN = ROOT / "tests" / "golden" / "date-faults.md"
WALK = "content/events/walk.md"
COHORT = "content/cohorts/2024-spring.md"


def cohort(fields: str) -> str:
    return f"---\ntitle: Spring\nsummary: S.\n{fields}---\n"


FAULTS = {
    "a day that the month does not have": (WALK, event(day="2026-02-30")),
    "a month that there is not": (WALK, event(day="2026-13-01")),
    "a day and a month that can be exchanged": (WALK, event(day="03/04/2026")),
    "a day before its month": (WALK, event(day="31.12.2026")),
    "a year of long ago": (WALK, event(day="0026-03-04")),
    "a year of a far future": (WALK, event(day="9999-03-04")),
    "a month without a day": (WALK, event(day="2026-03")),
    "a day that somebody meant to write": (WALK, event(day="FIXME")),
    "a last day to apply in words": (
        COHORT,
        cohort("start_date: 2024-03-04\napplications_close: mid February\n"),
    ),
    "an hour after the day": (WALK, event(day="2026-03-04T18:00")),
    "an hour that the day does not have": (WALK, event("start_time: 02:30\n", day="2024-03-31")),
    "an hour that the day has twice": (WALK, event("start_time: 02:30\n", day="2024-10-27")),
    "an hour of a series that one day does not have": (
        WALK,
        event("start_time: 02:30\nrepeats: { until: 2024-04-14 }\n", day="2024-03-24"),
    ),
    "an hour of a series that one day has twice": (
        WALK,
        event("start_time: 02:30\nrepeats: { until: 2024-11-10 }\n", day="2024-10-20"),
    ),
    "a moved day with an hour that it does not have": (
        WALK,
        event(
            "start_time: 18:00\nrepeats:\n  until: 2024-04-11\n  moved:\n"
            "    - { previous_start_date: 2024-03-28, start_date: 2024-03-31, start_time: 02:30 }\n",
            day="2024-03-21",
        ),
    ),
    "an offset that clocks do not have there": (
        WALK,
        event("start_time: 02:30\nutc_offset: '+05:00'\n", day="2024-10-27"),
    ),
    "an end before the beginning": (WALK, event("end_date: 2024-03-20\n", day="2024-03-21")),
    "an hour of end before that of beginning": (
        WALK,
        event("start_time: 18:00\nend_time: 17:00\n", day="2024-03-21"),
    ),
    "an hour of end of a whole day": (WALK, event("end_time: 17:00\n", day="2024-03-21")),
    "a series that ends before it begins": (
        WALK,
        event("repeats: { until: 2024-03-01 }\n", day="2024-03-21"),
    ),
    "a moved day that is none of the series": (
        WALK,
        event(
            "repeats:\n  until: 2024-04-11\n  moved:\n"
            "    - { previous_start_date: 2024-03-29, start_date: 2024-03-30 }\n",
            day="2024-03-21",
        ),
    ),
    "a cancelled day that is none of the series": (
        WALK,
        event("repeats: { until: 2024-04-11, cancelled_on: [2024-04-05] }\n", day="2024-03-21"),
    ),
    "a moved day that ends before it begins": (
        WALK,
        event(
            "start_time: 16:00\nend_time: 17:00\nrepeats:\n  until: 2024-04-11\n  moved:\n"
            "    - { previous_start_date: 2024-03-28, start_date: 2024-03-29, start_time: 18:00 }\n",
            day="2024-03-21",
        ),
    ),
    "an hour of one day in a series of whole days": (
        WALK,
        event(
            "repeats:\n  until: 2024-04-11\n  moved:\n"
            "    - { previous_start_date: 2024-03-28, start_date: 2024-03-29, start_time: 18:00 }\n",
            day="2024-03-21",
        ),
    ),
    "an event without a day": (WALK, "---\ntitle: Open evening\n---\n"),
    "an hour of an event without a day": (
        WALK,
        "---\ntitle: Open evening\nexpected: 2024-spring\nstart_time: 18:00\n---\n",
    ),
    "a season that there is not": (WALK, "---\ntitle: Open evening\nexpected: 2024-fall\n---\n"),
    "applications that close before they open": (
        COHORT,
        cohort("start_date: 2024-03-04\napplications_open: 2024-02-01\napplications_close: 2024-01-01\n"),
    ),
    "applications that close after the program has begun": (
        COHORT,
        cohort("start_date: 2024-03-04\napplications_open: 2024-02-01\napplications_close: 2024-03-05\n"),
    ),
    "a program that ends before it begins": (
        COHORT,
        cohort("start_date: 2024-03-04\nend_date: 2024-03-01\n"),
    ),
}


def messages() -> dict[str, str]:
    """Read the messages that are right, by the name of their fault."""
    text = GOLDEN.read_text(encoding="utf-8")
    return dict(re.findall(r"^## ([^\n]+)\n\n~~~text\n(.*?)\n~~~$", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_dates_is_told_with_its_place_and_its_repair(site: SiteWriter, name: str) -> None:
    path, text = FAULTS[name]
    folder = site({path: text})
    assert said_of(folder, make_site(folder).diagnostics) == messages()[name]


def test_every_message_belongs_to_a_fault() -> None:
    assert messages().keys() == FAULTS.keys()
