"""Calendars and events -> the addresses that put them into the calendars of others. Nothing is asked of anyone.

What Google's form takes: https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote, urlencode

from microsite.core.dataclasses import dataclass
from microsite.render.calendars import rule_of, stretch_of
from microsite.render.views import EventView, SubscriptionView

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0"
_TEXT_AT_MOST = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """The form of an event at Google and at Outlook; an empty address where that form cannot say it."""

    google_url: str
    outlook_url: str


def subscription(path: str, address: str, *, name: str) -> SubscriptionView:
    """Give the ways to follow a calendar at an output path; without an address there is only the download."""
    if not address:
        return SubscriptionView(path=path, webcal_url="", google_url="", outlook_url="")
    webcal = f"webcal://{address.partition('://')[2]}"
    return SubscriptionView(
        path=path,
        webcal_url=webcal,
        google_url=f"{_GOOGLE}?{_query(cid=webcal)}",
        outlook_url=f"{_OUTLOOK}/addfromweb?{_query(url=address, name=name)}",
    )


def invitation(event: EventView, *, address: str) -> Invitation:
    """Give the forms in which an event can be saved; `address` is that of its page, empty without one."""
    if event.expected or event.event_status in ("cancelled", "postponed"):
        return Invitation(google_url="", outlook_url="")
    stretch = stretch_of(event)
    start, end = stretch.start, stretch.end or _an_hour_later(stretch.start)
    details = "\n\n".join(filter(None, (event.summary[:_TEXT_AT_MOST], address)))
    place = ", ".join(filter(None, (event.place_name, event.place_address)))
    rule = rule_of(event)
    google = _query(
        action="TEMPLATE",
        text=event.title,
        dates=f"{_compact(start)}/{_compact(end)}",
        ctz=event.timezone if isinstance(start, datetime) else "",
        details=details,
        location=place,
        recur=f"RRULE:{rule}" if rule else "",
    )
    outlook = _query(
        path="/calendar/action/compose",
        rru="addevent",
        subject=event.title,
        startdt=_plain(start),
        enddt=_plain(end),
        allday="" if isinstance(start, datetime) else "true",
        body=details,
        location=place,
    )
    return Invitation(
        google_url=f"{_GOOGLE}?{google}", outlook_url="" if rule else f"{_OUTLOOK}/deeplink/compose?{outlook}"
    )


def _query(**fields: str) -> str:
    return urlencode({name: value for name, value in fields.items() if value}, quote_via=quote)


def _an_hour_later(start: date) -> date:
    return start + timedelta(hours=1)


def _compact(value: date) -> str:
    """Write a local time; the second of two equal ones in UTC, as the form would take the first."""
    if not isinstance(value, datetime):
        return f"{value:%Y%m%d}"
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}" if value.fold else f"{value:%Y%m%dT%H%M%S}"


def _plain(value: date) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else f"{value}"
