"""Events -> an iCalendar file that can be downloaded or subscribed to.

Equal views give equal bytes: nothing here knows a clock. Persons are not named, as copies in the calendars of
others cannot be taken back when somebody withdraws. https://www.rfc-editor.org/rfc/rfc5545
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2s
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from microsite.core.clock_changes import ClockChange, clock_changes
from microsite.model.occurrences import series_dates
from microsite.render.links import Absolute
from microsite.render.views import EventView, SiteView

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_ONE_DAY, _NO_TIME = timedelta(days=1), timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """When an entry begins and ends: two days, the last excluded, or two moments; no end if it is unknown."""

    start: date
    end: date | None

    def moved(self, by: timedelta) -> Stretch:
        """Give the same local times on other days."""
        return Stretch(start=self.start + by, end=None if self.end is None else self.end + by)


def calendar(
    site: SiteView, events: Sequence[EventView], *, name: str, timezone: str, absolute: Absolute
) -> bytes:
    """Write a calendar, ordered by beginning; all occurrences of a series become one entry.

    `name` is what calendar applications call it, `timezone` the site's IANA zone.
    """
    chosen = _each_once(events)
    document = _head(name=name, timezone=timezone)
    for zone in sorted({event.timezone for event in chosen if event.starts_at is not None} - {"UTC"}):
        document.add_component(_zone(zone, [event for event in chosen if event.timezone == zone]))
    for event in chosen:
        document.add_component(_entry(site, event, absolute))
    return bytes(document.to_ical())


def _each_once(events: Sequence[EventView]) -> list[EventView]:
    in_order = sorted(events, key=lambda event: (event.start_date, event.start_time or time(), event.id))
    return list({event.id: event for event in reversed(in_order)}.values())[::-1]


def _head(*, name: str, timezone: str) -> Calendar:
    from icalendar import Calendar

    document = Calendar()
    document.add("version", "2.0")
    document.add("prodid", "-//microsite//microsite//EN")
    document.add("calscale", "GREGORIAN")
    document.add("method", "PUBLISH")
    document.calendar_name = name
    document.add("x-wr-timezone", timezone)
    document.add("refresh-interval", _ONE_DAY, parameters={"value": "DURATION"})
    document.add("x-published-ttl", "P1D")
    return document


def _entry(site: SiteView, event: EventView, absolute: Absolute) -> Event:
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{event.id}@{_home(site)}")
    entry.add("dtstamp", datetime.combine(site.now, time(), tzinfo=UTC))
    entry.add("summary", event.title)
    entry.add("status", _STATUS.get(event.event_status, "CONFIRMED"))
    entry.add("sequence", _sequence(event))
    if event.event_status == "cancelled":
        entry.add("transp", "TRANSPARENT")
    _add_times(entry, event)
    _add_filled(
        entry,
        description="\n\n".join(filter(None, (event.summary, event.registration_url, event.place_url))),
        location=", ".join(filter(None, (event.place_name, event.place_address))),
        url=absolute(event.path) if site.url else "",
        categories=[event.audience_label] if event.audience_label else "",
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
    """Count a change of status as one change, for those who did not."""
    return max(event.sequence, 0 if event.event_status == "scheduled" else 1)


def _add_times(entry: Event, event: EventView) -> None:
    stretch = _stretch(event)
    days = _days(event)
    if days:
        stretch = stretch.moved(days[0] - event.start_date)
    entry.add("dtstart", _second_hour_in_utc(stretch.start))
    if stretch.end is not None:
        entry.add("dtend", _second_hour_in_utc(stretch.end))
    if len(days) > 1:
        _add_series(entry, event, days, stretch)


def _stretch(event: EventView) -> Stretch:
    the_day_after = event.end_date + _ONE_DAY
    if event.starts_at is None:
        return Stretch(start=event.start_date, end=the_day_after)
    if event.ends_at is None and event.end_date > event.start_date:
        return Stretch(
            start=event.starts_at, end=datetime.combine(the_day_after, time(), event.starts_at.tzinfo)
        )
    return Stretch(start=event.starts_at, end=event.ends_at)


def _second_hour_in_utc(value: date) -> date:
    """Write the second of two equal local times in UTC: the local time alone would mean the first."""
    return value.astimezone(UTC) if isinstance(value, datetime) and value.fold else value


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
    last = stretch.moved(days[-1] - days[0]).start
    until = last.astimezone(UTC) if isinstance(last, datetime) else last
    entry.add("rrule", {"freq": "weekly", "interval": event.repeats_every_weeks, "until": until})
    left_out = [day for day in _days(event, except_on=()) if days[0] < day < days[-1] and day not in days]
    if left_out:
        entry.add("exdate", [stretch.moved(day - days[0]).start for day in left_out])


def _zone(name: str, events: Sequence[EventView]) -> Timezone:
    """Describe a zone from the year before the first event to the year after the last.

    Not with icalendar's own `Timezone.from_tzinfo`: as of 7.3 it writes what clocks show after a change where
    they showed another hour before it, so that summer time begins an hour late.
    """
    from icalendar import Timezone

    first = min((event.repeats_from or event.start_date).year for event in events) - 1
    last = max((event.repeats_until or event.end_date).year for event in events) + 1
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_first_observance(datetime(first, 1, 1, tzinfo=ZoneInfo(name))))
    for change in clock_changes(ZoneInfo(name), date(first, 1, 2), date(last, 12, 31)):
        component.add_component(_observance(change))
    return component


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
