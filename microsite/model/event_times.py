"""Events -> what is wrong with their times: hours that the clock skips or repeats, series that never fall."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from microsite.core.diagnostics import Diagnostic
from microsite.model.consent import Admitted
from microsite.model.entry import Entry, of_kind
from microsite.model.occurrences import occurrences
from microsite.model.schema.event import Event
from microsite.model.schema.site import SiteSettings


def event_mistakes(admitted: Admitted, settings: Entry[SiteSettings] | None) -> tuple[Diagnostic, ...]:
    """Find the events whose local times do not exist or are not clear."""
    zone = settings.fields.timezone if settings else ZoneInfo("UTC")
    events = of_kind(admitted.entries, Event)
    return tuple(problem for event in events for problem in _mistakes(event, zone))


def _mistakes(event: Entry[Event], zone: ZoneInfo) -> list[Diagnostic]:
    return occurrences(event.fields, zone=event.fields.timezone or zone, at=lambda loc: event.position(*loc))[
        1
    ]
