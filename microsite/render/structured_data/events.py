"""Events -> their nodes: when, as far as it is known, where, how one takes part, and whether it takes place.

What is written follows what those who read it ask for: the status and the previous day of an event that was moved, a
place or an address for each way to take part. https://developers.google.com/search/docs/appearance/structured-data/event
"""

from __future__ import annotations

from datetime import datetime

from microsite.render.links import Absolute
from microsite.render.structured_data.nodes import Node, addresses, node, organisation, person
from microsite.render.views import ChangedDay, EventView, SiteView

_STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
    "rescheduled": "https://schema.org/EventRescheduled",
}
_ATTENDANCE = {
    "in_person": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "mixed": "https://schema.org/MixedEventAttendanceMode",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def event_node(site: SiteView, event: EventView, absolute: Absolute) -> Node:
    """Describe an event; a series on the day that its page shows, with its rule."""
    changed = next((day for day in event.repeats_changed if day.start_date == event.start_date), None)
    host = node("Organization", name=event.host.name, url=event.host.url) if event.host else None
    return node(
        "Event",
        name=event.title,
        description=event.summary,
        url=absolute(event.path),
        startDate=_start(event),
        endDate=_end(event),
        previousStartDate=_previous(event, changed),
        eventStatus=_STATUS[changed.event_status if changed else event.event_status],
        eventAttendanceMode=_ATTENDANCE[event.attendance],
        eventSchedule=_schedule(event),
        location=_location(event, absolute),
        organizer=host or organisation(site),
        performer=[person(one, absolute) for one in event.speakers if one.may_be_indexed],
        image=addresses([event.image], absolute),
    )


def _start(event: EventView) -> str:
    """Give the beginning as precisely as it is known: a moment, a day, a month, a year.

    A season has no form of its own in ISO 8601: it is given by its year, or not at all when it has two.
    """
    if not event.expected:
        return (event.starts_at or event.start_date).isoformat()
    first, last = event.start_date, event.end_date
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return str(first.year) if first.year == last.year else ""


def _end(event: EventView) -> str:
    if event.expected:
        return ""
    if event.starts_at is None:
        return event.end_date.isoformat()
    return event.ends_at.isoformat() if event.ends_at else ""


def _previous(event: EventView, changed: ChangedDay | None) -> str:
    is_moved = changed is not None and changed.event_status == "rescheduled"
    previous = changed.series_day if changed and is_moved else event.previous_start_date
    return previous.isoformat() if previous else ""


def _schedule(event: EventView) -> Node | None:
    """Describe the rule of a series; days that are cancelled or moved are not among its own."""
    if not event.repeats_every_weeks or event.repeats_from is None or event.repeats_until is None:
        return None
    changed = (day.series_day for day in event.repeats_changed)
    return node(
        "Schedule",
        repeatFrequency=f"P{event.repeats_every_weeks}W",
        byDay=f"https://schema.org/{_WEEKDAYS[event.repeats_from.weekday()]}",
        startDate=event.repeats_from.isoformat(),
        endDate=event.repeats_until.isoformat(),
        startTime=_clock(event.rule_starts_at),
        endTime=_clock(event.rule_ends_at),
        scheduleTimezone=event.timezone if event.rule_starts_at else "",
        exceptDate=[day.isoformat() for day in sorted({*event.repeats_except, *changed})],
    )


def _clock(moment: datetime | None) -> str:
    return f"{moment:%H:%M:%S}" if moment else ""


def _location(event: EventView, absolute: Absolute) -> Node | list[Node] | None:
    """Give the place, or the address at which one takes part, or both; without an address of its own, the page's."""
    online = node(
        "VirtualLocation",
        name=event.place_name if event.attendance == "online" else "",
        url=event.place_url or event.registration_url or absolute(event.path),
    )
    if event.attendance == "online":
        return online
    if not event.place_name:
        return online if event.attendance == "mixed" else None
    place = node(
        "Place",
        name=event.place_name,
        address=event.place_address,
        geo=_geo(event),
        url=event.place_url,
    )
    return [place, online] if event.attendance == "mixed" else place


def _geo(event: EventView) -> Node | None:
    if event.latitude is None or event.longitude is None:
        return None
    return node("GeoCoordinates", latitude=event.latitude, longitude=event.longitude)
