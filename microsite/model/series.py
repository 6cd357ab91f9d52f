"""A series as it is written -> the days that it falls on, what becomes of each, and what is wrong with them.

Knows days and written hours, and no moments. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.schema.event import Event, EventStatus, MovedDay, Repeat

Loc = tuple[str | int, ...]
At = Callable[[Sequence[str | int]], Position | None]
"""Tell where the field at a path of keys and indexes stands: `at(("repeats", "except_on", 0))`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day that an event takes place, or was to: its hours as written, and where those are written.

    `series_day` is the day of the series; None when the event is none.
    """

    day: date
    last_day: date
    status: EventStatus
    previous_start_date: date | None
    start_time: time | None
    end_time: time | None
    start_loc: Loc = ("start_time",)
    end_loc: Loc = ("end_time",)
    series_day: date | None = None


def series_dates(
    first: date, *, every_weeks: int, until: date, except_on: Sequence[date] = ()
) -> tuple[date, ...]:
    """List the days of a series in order: `first` and every so many weeks, to `until` inclusive."""
    weeks = range(0, (until - first).days + 1, 7 * every_weeks)
    return tuple(day for day in (first + timedelta(days=days) for days in weeks) if day not in except_on)


def planned_days(event: Event) -> Iterator[PlannedDay]:
    """Give the days of an event, in the order of its series; the one that is expected when no day is fixed."""
    repeats = event.repeats
    if repeats is None:
        yield _planned(event, event.first_day, last_day=event.last_day)
        return
    moved = {one.previous_start_date: (number, one) for number, one in enumerate(repeats.moved)}
    days = series_dates(
        event.first_day, every_weeks=repeats.every_weeks, until=repeats.until, except_on=repeats.except_on
    )
    takes_place = event.event_status not in (EventStatus.CANCELLED, EventStatus.POSTPONED)
    for day in days:
        if takes_place and day in repeats.cancelled_on:
            yield _planned(event, day, status=EventStatus.CANCELLED, series_day=day)
        elif takes_place and day in moved:
            yield _moved(event, *moved[day])
        else:
            yield _planned(event, day, series_day=day)


def _planned(
    event: Event,
    day: date,
    *,
    last_day: date | None = None,
    status: EventStatus | None = None,
    series_day: date | None = None,
) -> PlannedDay:
    return PlannedDay(
        day=day,
        last_day=last_day or day + (event.last_day - event.first_day),
        status=status or event.event_status,
        previous_start_date=event.previous_start_date,
        start_time=event.start_time,
        end_time=event.end_time,
        series_day=series_day,
    )


def _moved(event: Event, number: int, moved: MovedDay) -> PlannedDay:
    loc: Loc = ("repeats", "moved", number)
    return PlannedDay(
        day=moved.start_date,
        last_day=moved.start_date + (event.last_day - event.first_day),
        status=EventStatus.RESCHEDULED,
        previous_start_date=moved.previous_start_date,
        start_time=moved.start_time or event.start_time,
        end_time=moved.end_time or event.end_time,
        start_loc=(*loc, "start_time") if moved.start_time else ("start_time",),
        end_loc=(*loc, "end_time") if moved.end_time else ("end_time",),
        series_day=moved.previous_start_date,
    )


def series_mistakes(event: Event, at: At) -> Iterator[Diagnostic]:
    """Find the mistakes in the days of a series."""
    repeats = event.repeats
    if repeats is None:
        return
    if repeats.until < event.first_day:
        message = "`until` must not be before `start_date`"
        yield Diagnostic(
            code="E231", message=message, position=at(("repeats", "until")), help="check both dates"
        )
        return
    days = series_dates(event.first_day, every_weeks=repeats.every_weeks, until=repeats.until)
    named: dict[date, str] = {}
    for key, day, loc in _named_days(repeats):
        if day not in days:
            yield _not_of_series(key, day, days, at(loc))
        elif day in named:
            yield _named_twice(key, day, named[day], at(loc))
        named.setdefault(day, key)
    if not set(days) - set(repeats.except_on):
        yield _nothing_left(at)
    yield from _unfit_hours(event, repeats, at)


def _named_days(repeats: Repeat) -> Iterator[tuple[str, date, Loc]]:
    for number, day in enumerate(repeats.except_on):
        yield "except_on", day, ("repeats", "except_on", number)
    for number, day in enumerate(repeats.cancelled_on):
        yield "cancelled_on", day, ("repeats", "cancelled_on", number)
    for number, moved in enumerate(repeats.moved):
        loc = ("repeats", "moved", number, "previous_start_date")
        yield "previous_start_date", moved.previous_start_date, loc


def _not_of_series(key: str, day: date, days: Sequence[date], position: Position | None) -> Diagnostic:
    nearest = min(days, key=lambda known: abs(known - day))
    name = "a day" if key == "previous_start_date" else "days"
    return Diagnostic(
        code="E239",
        message=f"`{key}` must name {name} of the series",
        position=position,
        label=f"the series falls on {days[0]:%A}s, and this is a {day:%A}"
        if day.weekday() != days[0].weekday()
        else "the series does not fall on this day",
        help=f"the nearest day of the series is {nearest}",
    )


def _named_twice(key: str, day: date, other: str, position: Position | None) -> Diagnostic:
    return Diagnostic(
        code="E243",
        message=f"`{key}` names a day of which something was said already",
        position=position,
        label=f"{day} is named twice" if key == other else f"`{other}` names {day} too",
        help="a day is left out, cancelled or moved; say one of them, once",
    )


def _nothing_left(at: At) -> Diagnostic:
    return Diagnostic(
        code="E239",
        message="`except_on` must leave at least one day of the series",
        position=at(("repeats", "except_on")),
        label="these are all of its days",
        help="take one of them out; or write `event_status: cancelled` if it does not take place",
    )


def _unfit_hours(event: Event, repeats: Repeat, at: At) -> Iterator[Diagnostic]:
    for number, moved in enumerate(repeats.moved):
        starts, ends = moved.start_time or event.start_time, moved.end_time or event.end_time
        loc = ("repeats", "moved", number, "end_time" if moved.end_time else "start_time")
        if event.start_time is None and (moved.start_time or moved.end_time):
            message = f"`{loc[-1]}` needs a `start_time` of the series"
            help = "add `start_time` to the event, or take this out: the series lasts all day"
            yield Diagnostic(code="E232", message=message, position=at(loc), help=help)
        elif starts and ends and ends <= starts and event.last_day == event.first_day:
            message = "`end_time` must be after `start_time`"
            help = f"check both times: that day it begins at {starts:%H:%M} and ends at {ends:%H:%M}"
            yield Diagnostic(code="E231", message=message, position=at(loc), help=help)
