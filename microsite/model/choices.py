"""A mentee -> the choices of the directory that find them and are not written as such: level, start, hours, status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from microsite.model.entry import Entry
from microsite.model.fields.values import Percents
from microsite.model.outcomes import state_on
from microsite.model.schema.mentee import Mentee, State

SOON = timedelta(days=31)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
STATES = ("open", "training", "study", "founder", "job", "paused")
HOURS: Mapping[str, tuple[int, int]] = {"full": (90, 100), "most": (60, 89), "half": (0, 59)}
"""The percent of a full-time post that each choice of hours stands for."""


def availability_key(mentee: Entry[Mentee], today: date) -> str:
    """Say when a mentee can start: `now`, `within-a-month` or `from-YYYY-MM`; empty when not open to offers."""
    availability = mentee.fields.availability
    if availability is None or state_on(mentee.fields, today).state is not State.OPEN:
        return ""
    if availability.start_date <= today:
        return "now"
    if availability.start_date <= today + SOON:
        return "within-a-month"
    return f"from-{availability.start_date:%Y-%m}"


def availability_order(key: str) -> tuple[bool, bool, str]:
    """Sort what `availability_key` gives by time."""
    return key != "now", key != "within-a-month", key


def hours_of(workload: Percents | None) -> tuple[str, ...]:
    """Give the choices of hours that a workload allows."""
    if workload is None:
        return ()
    return tuple(key for key, (low, high) in HOURS.items() if workload.low <= high and low <= workload.high)


def hours_keys(mentee: Entry[Mentee], today: date) -> tuple[str, ...]:
    """Give the hours that a mentee who is open to offers can work."""
    availability = mentee.fields.availability
    return hours_of(availability.workload_percent) if availability and availability_key(mentee, today) else ()


def levels_reached(code: str, level: str) -> tuple[str, ...]:
    """Give what finds a speaker: `nb:A1 nb:A2 nb:B1` for Norwegian B1."""
    return tuple(f"{code}:{reached}" for reached in LEVELS[: LEVELS.index(level) + 1])


def levels_held(mentee: Entry[Mentee], code: str) -> tuple[str, ...]:
    """Give the level at which a mentee speaks a language, as a tuple that is empty when they do not."""
    return tuple(language.level for language in mentee.fields.languages if language.code == code)
