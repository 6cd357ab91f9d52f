"""An event's written days and local times -> its occurrences, each with its moments; or diagnostics.

A series keeps its local time when clocks change. Where a field stands is asked of `at`, not of files.
Meaning of a series: https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from microsite.core.clock_changes import clock_changes, readings
from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.model.schema.event import Event, EventStatus
from microsite.model.series import At, Loc, PlannedDay, planned_days, series_mistakes

if TYPE_CHECKING:
    from microsite.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an event takes place.

    Without `starts_at` it lasts all day, to the end of `end_date`; without `ends_at` its end is not known.
    A `starts_at` with `fold` 1 is the second of two equal local times. In a series `series_day` is the day of the
    rule, from which a moved occurrence has gone.
    """

    start_date: date
    end_date: date
    starts_at: datetime | None
    ends_at: datetime | None
    status: EventStatus = EventStatus.SCHEDULED
    previous_start_date: date | None = None
    series_day: date | None = None


def occurrences(event: Event, *, zone: ZoneInfo, at: At) -> tuple[tuple[Occurrence, ...], list[Diagnostic]]:
    """List the occurrences of an event in order; those with mistakes are left out and diagnosed.

    `zone` is the event's, or else the site's.
    """
    mistakes = [*series_mistakes(event, at), *_needless_offset(event, at)]
    found = []
    for planned in planned_days(event):
        occurrence, unclear = _occurrence(event, planned, zone, at)
        mistakes += unclear
        found += [] if occurrence is None else [occurrence]
    if not mistakes:
        mistakes += _offset_mistakes(event, found, zone, at)
    return tuple(sorted(found, key=lambda one: (one.start_date, one.series_day or one.start_date))), mistakes


def check(entries: Iterable[Entry[Event]], *, zone: ZoneInfo) -> list[Diagnostic]:
    """Find the mistakes in the days and times of all events; `zone` is the site's."""
    return [mistake for entry in entries for mistake in _mistakes(entry, entry.fields.timezone or zone)]


def _mistakes(entry: Entry[Event], zone: ZoneInfo) -> list[Diagnostic]:
    return occurrences(entry.fields, zone=zone, at=lambda loc: entry.position(*loc))[1]


def _occurrence(
    event: Event, planned: PlannedDay, zone: ZoneInfo, at: At
) -> tuple[Occurrence | None, list[Diagnostic]]:
    starts_at = _moment(event, planned.start_time, planned.day, zone, at=at, loc=planned.start_loc)
    ends_at = _moment(event, planned.end_time, planned.last_day, zone, at=at, loc=planned.end_loc)
    mistakes = [moment for moment in (starts_at, ends_at) if isinstance(moment, Diagnostic)]
    if isinstance(starts_at, Diagnostic) or isinstance(ends_at, Diagnostic):
        return None, mistakes
    return Occurrence(
        start_date=planned.day,
        end_date=planned.last_day,
        starts_at=starts_at,
        ends_at=ends_at,
        status=planned.status,
        previous_start_date=planned.previous_start_date,
        series_day=planned.series_day,
    ), []


def _moment(
    event: Event, clock: time | None, day: date, zone: ZoneInfo, *, at: At, loc: Loc
) -> datetime | Diagnostic | None:
    if clock is None:
        return None
    moments = readings(day, clock, zone)
    if not moments:
        return _skipped(loc, day, zone, at)
    chosen = [moment for moment in moments if moment.utcoffset() == _written_offset(event)]
    if len(moments) == 2 and not chosen:
        return _repeated(event, loc, moments, zone, at)
    return (*chosen, *moments)[0]


def _written_offset(event: Event) -> timedelta | None:
    """Give the offset that tells two hours apart; a series has none: it would be wrong half the year."""
    offset: timezone | None = event.utc_offset
    return None if offset is None or event.repeats else offset.utcoffset(None)


def _skipped(loc: Loc, day: date, zone: ZoneInfo, at: At) -> Diagnostic:
    gaps = clock_changes(zone, day - timedelta(days=1), day + timedelta(days=1))
    change = next(gap for gap in gaps if day in (gap.shown_before.date(), gap.shown_after.date()))
    before, after = change.shown_before, change.shown_after
    return Diagnostic(
        code="E236",
        message=f"`{loc[-1]}` must be a time that the day has",
        position=at(loc),
        label=f"on {day} clocks in {zone.key} go from {before:%H:%M} to {after:%H:%M}",
        help=f"write a time before {before:%H:%M}, or from {after:%H:%M} on",
    )


def _repeated(event: Event, loc: Loc, moments: Sequence[datetime], zone: ZoneInfo, at: At) -> Diagnostic:
    one, other = (_as_offset(moment) for moment in moments)
    day = moments[0].date()
    help = f"add `utc_offset: {one}` for the first of the two, or `utc_offset: {other}` for the second"
    if event.repeats:
        help = f"leave {day} out with `except_on`, and write an event of its own for it"
    return Diagnostic(
        code="E237",
        message=f"`{loc[-1]}` must say which of two equal times is meant",
        position=at(loc),
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
