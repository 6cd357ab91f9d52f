"""Events -> the months of the calendar page, as grids of weeks and as lists.

Weeks begin on the day on which the language's weeks begin. Knows no clock: `today` is given.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from microsite.render import wording
from microsite.render.views import CalendarDay, CalendarMonth, EventMonth, EventView

DaysOfEvents = dict[date, list[EventView]]


def calendar_months(
    events: Sequence[EventView], today: date, locale: str, *, at_most: int = 3
) -> tuple[CalendarMonth, ...]:
    """Draw the next months in which something takes place from `today` on, in order.

    A grid shows all events of its month, also past ones; an event of several days is on each of them.
    """
    by_day = _by_day(events)
    coming = sorted({(day.year, day.month) for day in by_day if day >= today})[:at_most]
    return tuple(_month(year, month, by_day, today, locale) for year, month in coming)


def event_months(events: Sequence[EventView], locale: str) -> tuple[EventMonth, ...]:
    """Group events by the month in which they begin, in order of their beginning."""
    groups: dict[tuple[date, str], list[EventView]] = {}
    for event in sorted(events, key=_beginning):
        first = event.start_date.replace(day=1)
        label = event.expected or _label(first, locale)
        groups.setdefault((first, label), []).append(event)
    return tuple(
        EventMonth(id=_id(first, label, locale), label=label, events=tuple(members))
        for (first, label), members in groups.items()
    )


def _id(first: date, label: str, locale: str) -> str:
    return f"{first:%Y-%m}" if label == _label(first, locale) else f"{first:%Y-%m}-expected"


def _beginning(event: EventView) -> tuple[date, bool, date, bool, str, str]:
    """Sort by day; what lasts all day comes before what has an hour; equal ones by id.

    What is expected in a month comes after all that has a day in it.
    """
    clock = event.start_time.isoformat() if event.start_time is not None else ""
    day = event.start_date
    return day.replace(day=1), bool(event.expected), day, event.start_time is not None, clock, event.id


def _by_day(events: Sequence[EventView]) -> DaysOfEvents:
    days: DaysOfEvents = {}
    for event in sorted(events, key=_beginning):
        for day in _days_of(event):
            days.setdefault(day, []).append(event)
    return days


def _days_of(event: EventView) -> Iterator[date]:
    if event.expected:
        return
    for number in range((event.end_date - event.start_date).days + 1):
        yield event.start_date + timedelta(days=number)


def _label(first: date, locale: str) -> str:
    return wording.capital(wording.date(first, "month_and_year", locale), locale)


def _month(year: int, month: int, by_day: DaysOfEvents, today: date, locale: str) -> CalendarMonth:
    first = date(year, month, 1)
    weeks = Calendar(wording.first_weekday(locale)).monthdatescalendar(year, month)
    return CalendarMonth(
        id=f"{first:%Y-%m}",
        label=_label(first, locale),
        weekdays=wording.weekdays(locale),
        weeks=tuple(
            tuple(_cell(day, by_day, today, locale) if day.month == month else None for day in week)
            for week in weeks
        ),
    )


def _cell(day: date, by_day: DaysOfEvents, today: date, locale: str) -> CalendarDay:
    events = sorted(by_day.get(day, []), key=lambda event: event.event_status == "cancelled")
    written = wording.date(day, "long", locale)
    titles = "; ".join(
        " ".join(filter(None, (event.title, event.change and f"({event.change})"))) for event in events
    )
    return CalendarDay(
        number=day.day,
        date=day,
        is_today=day == today,
        event=events[0] if events else None,
        label=f"{written}: {titles}" if titles else written,
    )
