"""An event's written days and local times -> its occurrences, each with its moments; or diagnostics.

A series keeps its local time when clocks change. Where a field stands is asked of `at`, not of files.
Meaning of a series: https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from microsite.core.clock_changes import clock_changes, readings
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position

if TYPE_CHECKING:
    from microsite.model.entry import Entry
    from microsite.model.schema.event import Event

At = Callable[[Sequence[str | int]], Position | None]
"""Tell where the field at a path of keys and indexes stands: `at(("repeats", "except_on", 0))`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an event takes place.

    Without `starts_at` it lasts all day, to the end of `end_date`; without `ends_at` its end is not known.
    A `starts_at` with `fold` 1 is the second of two equal local times.
    """

    start_date: date
    end_date: date
    starts_at: datetime | None
    ends_at: datetime | None


def series_dates(
    first: date, *, every_weeks: int, until: date, except_on: Sequence[date] = ()
) -> tuple[date, ...]:
    """List the days of a series in order: `first` and every so many weeks, to `until` inclusive."""
    weeks = range(0, (until - first).days + 1, 7 * every_weeks)
    return tuple(day for day in (first + timedelta(days=days) for days in weeks) if day not in except_on)


def occurrences(event: Event, *, zone: ZoneInfo, at: At) -> tuple[tuple[Occurrence, ...], list[Diagnostic]]:
    """List the occurrences of an event in order; those with mistakes are left out and diagnosed.

    `zone` is the event's, or else the site's.
    """
    mistakes = [*_series_mistakes(event, at), *_needless_offset(event, at)]
    found = []
    for day in _days(event):
        occurrence, unclear = _occurrence(event, day, zone, at)
        mistakes += unclear
        found += [] if occurrence is None else [occurrence]
    if not mistakes:
        mistakes += _offset_mistakes(event, found, zone, at)
    return tuple(found), mistakes


def check(entries: Iterable[Entry[Event]], *, zone: ZoneInfo) -> list[Diagnostic]:
    """Find the mistakes in the days and times of all events; `zone` is the site's."""
    return [mistake for entry in entries for mistake in _mistakes(entry, entry.fields.timezone or zone)]


def _mistakes(entry: Entry[Event], zone: ZoneInfo) -> list[Diagnostic]:
    return occurrences(entry.fields, zone=zone, at=lambda loc: entry.position(*loc))[1]


def _days(event: Event) -> tuple[date, ...]:
    repeats = event.repeats
    if repeats is None:
        return (event.start_date,)
    return series_dates(
        event.start_date, every_weeks=repeats.every_weeks, until=repeats.until, except_on=repeats.except_on
    )


def _occurrence(
    event: Event, day: date, zone: ZoneInfo, at: At
) -> tuple[Occurrence | None, list[Diagnostic]]:
    last_day = day + ((event.end_date or event.start_date) - event.start_date)
    starts_at = _moment(event, "start_time", day, zone, at)
    ends_at = _moment(event, "end_time", last_day, zone, at)
    mistakes = [moment for moment in (starts_at, ends_at) if isinstance(moment, Diagnostic)]
    if isinstance(starts_at, Diagnostic) or isinstance(ends_at, Diagnostic):
        return None, mistakes
    return Occurrence(start_date=day, end_date=last_day, starts_at=starts_at, ends_at=ends_at), []


def _moment(event: Event, key: str, day: date, zone: ZoneInfo, at: At) -> datetime | Diagnostic | None:
    clock: time | None = getattr(event, key)
    if clock is None:
        return None
    moments = readings(day, clock, zone)
    if not moments:
        return _skipped(key, day, zone, at)
    chosen = [moment for moment in moments if moment.utcoffset() == _written_offset(event)]
    if len(moments) == 2 and not chosen:
        return _repeated(event, key, moments, zone, at)
    return (*chosen, *moments)[0]


def _written_offset(event: Event) -> timedelta | None:
    """Give the offset that tells two hours apart; a series has none: it would be wrong half the year."""
    offset: timezone | None = event.utc_offset
    return None if offset is None or event.repeats else offset.utcoffset(None)


def _skipped(key: str, day: date, zone: ZoneInfo, at: At) -> Diagnostic:
    gaps = clock_changes(zone, day - timedelta(days=1), day + timedelta(days=1))
    change = next(gap for gap in gaps if day in (gap.shown_before.date(), gap.shown_after.date()))
    before, after = change.shown_before, change.shown_after
    return Diagnostic(
        code="E236",
        message=f"`{key}` must be a time that the day has",
        position=at((key,)),
        label=f"on {day} clocks in {zone.key} go from {before:%H:%M} to {after:%H:%M}",
        help=f"write a time before {before:%H:%M}, or from {after:%H:%M} on",
    )


def _repeated(event: Event, key: str, moments: Sequence[datetime], zone: ZoneInfo, at: At) -> Diagnostic:
    one, other = (_as_offset(moment) for moment in moments)
    day = moments[0].date()
    help = f"add `utc_offset: {one}` for the first of the two, or `utc_offset: {other}` for the second"
    if event.repeats:
        help = f"leave {day} out with `except_on`, and write an event of its own for it"
    return Diagnostic(
        code="E237",
        message=f"`{key}` must say which of two equal times is meant",
        position=at((key,)),
        label=f"on {day} clocks in {zone.key} show {moments[0]:%H:%M} twice",
        help=help,
    )


def _needless_offset(event: Event, at: At) -> Iterator[Diagnostic]:
    if event.utc_offset is None or (event.start_time is not None and event.repeats is None):
        return
    label = (
        "a series keeps its local time"
        if event.repeats
        else "an event that lasts all day has no hour to tell apart"
    )
    yield _offset_mistake(at, label, "take `utc_offset` out")


def _offset_mistakes(
    event: Event, found: Sequence[Occurrence], zone: ZoneInfo, at: At
) -> Iterator[Diagnostic]:
    """Compare the written offset with those of the clocks."""
    moments = [moment for one in found for moment in (one.starts_at, one.ends_at) if moment is not None]
    written = _written_offset(event)
    if written is None or not moments or written in [moment.utcoffset() for moment in moments]:
        return
    label = f"on {moments[0].date()} clocks in {zone.key} are at {_as_offset(moments[0])}"
    yield _offset_mistake(at, label, "take `utc_offset` out: it is only for the hour that comes twice")


def _offset_mistake(at: At, label: str, help: str) -> Diagnostic:
    message = "`utc_offset` must fit the clocks of that place"
    return Diagnostic(code="E238", message=message, position=at(("utc_offset",)), label=label, help=help)


def _as_offset(moment: datetime) -> str:
    return moment.isoformat()[-len("+00:00") :]


def _series_mistakes(event: Event, at: At) -> Iterator[Diagnostic]:
    repeats = event.repeats
    if repeats is None:
        return
    if repeats.until < event.start_date:
        message = "`until` must not be before `start_date`"
        yield Diagnostic(
            code="E231", message=message, position=at(("repeats", "until")), help="check both dates"
        )
        return
    days = series_dates(event.start_date, every_weeks=repeats.every_weeks, until=repeats.until)
    for number, day in enumerate(repeats.except_on):
        if day not in days:
            yield _not_of_series(day, days, at(("repeats", "except_on", number)))
    if not set(days) - set(repeats.except_on):
        yield _nothing_left(at)


def _not_of_series(day: date, days: Sequence[date], position: Position | None) -> Diagnostic:
    nearest = min(days, key=lambda known: abs(known - day))
    return Diagnostic(
        code="E239",
        message="`except_on` must name days of the series",
        position=position,
        label=f"the series falls on {days[0]:%A}s, and this is a {day:%A}"
        if day.weekday() != days[0].weekday()
        else "the series does not fall on this day",
        help=f"the nearest day of the series is {nearest}",
    )


def _nothing_left(at: At) -> Diagnostic:
    return Diagnostic(
        code="E239",
        message="`except_on` must leave at least one day of the series",
        position=at(("repeats", "except_on")),
        label="these are all of its days",
        help="take one of them out; or write `event_status: cancelled` if it does not take place",
    )
