"""Events -> an iCalendar file that can be downloaded or subscribed to.

Equal views give equal bytes: nothing here knows a clock. Persons are not named, as copies in the calendars of
others cannot be taken back when somebody withdraws. https://www.rfc-editor.org/rfc/rfc5545
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2s
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from microsite.core.clock_changes import ClockChange, clock_changes
from microsite.core.dataclasses import dataclass
from microsite.incremental import replaced
from microsite.model.series import series_dates
from microsite.render.links import Absolute
from microsite.render.views import ChangedDay, EventView, SiteView

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_DAY_ZERO = date(1990, 1, 1)
_ONE_DAY, _NO_TIME = timedelta(days=1), timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """When an entry begins and ends: two days, the last excluded, or two moments; no end if it is unknown."""

    start: date
    end: date | None

    def moved(self, by: timedelta) -> Stretch:
        """Give the same local times on other days."""
        return Stretch(start=self.start + by, end=None if self.end is None else self.end + by)


def calendar(site: SiteView, events: Sequence[EventView], *, name: str, absolute: Absolute) -> bytes:
    """Write a calendar, ordered by beginning; all occurrences of a series become one entry.

    `name` is what calendar applications call it.
    """
    chosen = [event for event in _each_once(events) if not event.expected]
    document = _head(name)
    for zone in sorted({event.timezone for event in chosen if event.starts_at is not None} - {"UTC"}):
        document.add_component(_zone(zone, [event for event in chosen if event.timezone == zone]))
    for event in chosen:
        for entry in _entries(site, event, absolute):
            document.add_component(entry)
    return bytes(document.to_ical())


def _each_once(events: Sequence[EventView]) -> list[EventView]:
    in_order = sorted(events, key=lambda event: (event.start_date, event.start_time or time(), event.id))
    return list({event.id: event for event in reversed(in_order)}.values())[::-1]


def _head(name: str) -> Calendar:
    """Begin a calendar; without X-WR-TIMEZONE, by which readers move what is in UTC when clocks change there."""
    from icalendar import Calendar

    document = Calendar()
    document.add("version", "2.0")
    document.add("prodid", "-//microsite//microsite//EN")
    document.add("calscale", "GREGORIAN")
    document.add("method", "PUBLISH")
    document.calendar_name = name
    document.add("refresh-interval", _ONE_DAY, parameters={"value": "DURATION"})
    document.add("x-published-ttl", "P1D")
    return document


def _entries(site: SiteView, event: EventView, absolute: Absolute) -> Iterator[Event]:
    """Write an event; of a series also, each by itself, the days that are cancelled or moved."""
    days = _days(event)
    changed = [day for day in event.repeats_changed if day.series_day in days]
    if len(days) == 1 and changed:
        yield _entry(site, _on(event, changed[0]), absolute)
        return
    entry = _entry(site, event, absolute)
    yield entry
    if len(days) > 1:
        by_rule = stretch_of(event)
        _add_series(entry, event, days, by_rule)
        for day in changed:
            override = _entry(site, _on(event, day), absolute, sequence=_sequence(event))
            override.add("recurrence-id", by_rule.moved(day.series_day - days[0]).start)
            yield override


def _on(event: EventView, day: ChangedDay) -> EventView:
    """Give what a changed day of a series is by itself."""
    return replaced(
        event,
        start_date=day.start_date,
        end_date=day.end_date,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        event_status=day.event_status,
        repeats_every_weeks=0,
    )


def _entry(site: SiteView, event: EventView, absolute: Absolute, *, sequence: int | None = None) -> Event:
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{event.id}@{_home(site)}")
    entry.add("dtstamp", datetime.combine(site.now, time(), tzinfo=UTC))
    entry.add("summary", event.title)
    entry.add("status", _STATUS.get(event.event_status, "CONFIRMED"))
    entry.add("sequence", _sequence(event) if sequence is None else sequence)
    if event.last_modified is not None:
        entry.add("last-modified", datetime.combine(event.last_modified, time(), tzinfo=UTC))
    if event.event_status == "cancelled":
        entry.add("transp", "TRANSPARENT")
    stretch = stretch_of(event)
    entry.add("dtstart", _clear(stretch.start))
    if stretch.end is not None:
        entry.add("dtend", _clear(stretch.end))
    if event.latitude is not None and event.longitude is not None:
        entry.add("geo", (event.latitude, event.longitude))
    _add_filled(
        entry,
        description="\n\n".join(filter(None, (event.summary, event.registration_url, event.place_url))),
        location=", ".join(filter(None, (event.place_name or event.attendance_label, event.place_address))),
        url=absolute(event.path) if site.url else "",
        categories=[label for label in (event.category_label, event.audience_label) if label],
    )
    return entry


def _add_filled(entry: Event, **fields: str | list[str]) -> None:
    for name, value in fields.items():
        if value:
            entry.add(name, value)


def _home(site: SiteView) -> str:
    """Give the part of an id that tells sites apart: the host, or else a mark made of the site's name."""
    mark = blake2s(site.name.encode(), digest_size=6).hexdigest()
    return urlsplit(site.url).hostname or f"{mark}.invalid"


def _sequence(event: EventView) -> int:
    """Count every change that the content shows, and those that people count; the day of the last one comes on top."""
    shown = (event.event_status != "scheduled") + len(event.repeats_except) + len(event.repeats_changed)
    days = (event.last_modified - _DAY_ZERO).days if event.last_modified else 0
    return event.sequence + shown + days


def stretch_of(event: EventView) -> Stretch:
    """Give when an event begins and ends; a series, on the first day of its rule that is not left out."""
    days = _days(event)
    if not days:
        return _stretch(event)
    by_rule = _by_rule(event)
    return _stretch(by_rule).moved(days[0] - by_rule.start_date)


def _by_rule(event: EventView) -> EventView:
    """Give a series on its first day, in the hours of its rule, whichever day is shown."""
    if event.repeats_from is None or event.rule_end_date is None:
        return event
    return replaced(
        event,
        start_date=event.repeats_from,
        end_date=event.rule_end_date,
        starts_at=event.rule_starts_at,
        ends_at=event.rule_ends_at,
    )


def rule_of(event: EventView) -> str:
    """Give the rule by which a series repeats, as RFC 5545 writes it; empty without one."""
    from icalendar import vRecur

    days = _days(event)
    if len(days) < 2:
        return ""
    written: bytes = vRecur(_rule(event, days, stretch_of(event))).to_ical()  # type: ignore[no-untyped-call]
    return written.decode()


def _stretch(event: EventView) -> Stretch:
    the_day_after = event.end_date + _ONE_DAY
    if event.starts_at is None:
        return Stretch(start=event.start_date, end=the_day_after)
    if event.ends_at is None and event.end_date > event.start_date:
        return Stretch(
            start=event.starts_at, end=datetime.combine(the_day_after, time(), event.starts_at.tzinfo)
        )
    return Stretch(start=event.starts_at, end=event.ends_at)


def _clear(value: date) -> date:
    """Write one of two equal local times in UTC: readers differ in which of them the local time means."""
    if not isinstance(value, datetime):
        return value
    other = value.replace(fold=1 - value.fold)
    return value.astimezone(UTC) if value.utcoffset() != other.utcoffset() else value


def _days(event: EventView, *, except_on: Sequence[date] | None = None) -> tuple[date, ...]:
    """List the days of the event's series, or nothing."""
    if not event.repeats_every_weeks or event.repeats_from is None or event.repeats_until is None:
        return ()
    return series_dates(
        event.repeats_from,
        every_weeks=event.repeats_every_weeks,
        until=event.repeats_until,
        except_on=event.repeats_except if except_on is None else except_on,
    )


def _add_series(entry: Event, event: EventView, days: Sequence[date], stretch: Stretch) -> None:
    """Add the rule, from the first day not left out: some calendars show DTSTART even when EXDATE has it."""
    entry.add("rrule", _rule(event, days, stretch))
    left_out = [day for day in _days(event, except_on=()) if days[0] < day < days[-1] and day not in days]
    if left_out:
        entry.add("exdate", [stretch.moved(day - days[0]).start for day in left_out])


def _rule(event: EventView, days: Sequence[date], stretch: Stretch) -> dict[str, object]:
    last = stretch.moved(days[-1] - days[0]).start
    until = last.astimezone(UTC) if isinstance(last, datetime) else last
    return {"freq": "weekly", "interval": event.repeats_every_weeks, "until": until}


def _zone(name: str, events: Sequence[EventView]) -> Timezone:
    """Describe a zone from the year before the first event to the year after the last.

    Not with icalendar's own `Timezone.from_tzinfo`: as of 7.3 it writes what clocks show after a change where
    they showed another hour before it, so that summer time begins an hour late.
    """
    from icalendar import Timezone

    days = [day for event in events for day in _span(event)]
    first, last = min(days).year - 1, max(days).year + 1
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_first_observance(datetime(first, 1, 1, tzinfo=ZoneInfo(name))))
    for change in clock_changes(ZoneInfo(name), date(first, 1, 2), date(last, 12, 31)):
        component.add_component(_observance(change))
    return component


def _span(event: EventView) -> Iterator[date]:
    yield from (event.repeats_from or event.start_date, event.repeats_until or event.end_date)
    for day in event.repeats_changed:
        yield from (day.start_date, day.end_date)


def _first_observance(since: datetime) -> TimezoneStandard | TimezoneDaylight:
    from icalendar import TimezoneDaylight, TimezoneStandard

    kind = TimezoneDaylight if (since.dst() or _NO_TIME) > _NO_TIME else TimezoneStandard
    observance = kind()
    observance.DTSTART = since.replace(tzinfo=None)
    observance.TZOFFSETFROM = observance.TZOFFSETTO = since.utcoffset() or _NO_TIME
    observance.add("tzname", since.tzname() or "")
    return observance


def _observance(change: ClockChange) -> TimezoneStandard | TimezoneDaylight:
    from icalendar import TimezoneDaylight, TimezoneStandard

    kind = TimezoneDaylight if change.offset_to > change.offset_from else TimezoneStandard
    observance = kind()
    observance.DTSTART = change.shown_before
    observance.TZOFFSETFROM = change.offset_from
    observance.TZOFFSETTO = change.offset_to
    observance.add("tzname", change.name)
    return observance
