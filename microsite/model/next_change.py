"""Site -> the next day on which it will say something else; it must be built again by then.

The day is public. Why is said in words that tell nothing of a consent, and name nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from microsite.model.choices import SOON
from microsite.model.cohort_states import days_of_change
from microsite.model.entry import Entry
from microsite.model.occurrences import occurrences
from microsite.model.schema.consent import Consent
from microsite.model.schema.event import Event
from microsite.model.schema.mentee import Mentee
from microsite.model.site import Site

DAY = timedelta(days=1)
REASON = "something that is shown begins or ends on that day"


def next_change(site: Site) -> date | None:
    """Give the first day after the one it is built for that changes the site; None when nothing is coming."""
    return min((day for day in _changes(site) if day > site.today), default=None)


def _changes(site: Site) -> Iterator[date]:
    for consent in (*site.admitted.consents.values(), *site.admitted.counted_consents):
        yield from _of_a_consent(consent)
    yield from (step.since for person in site.admitted.counted for step in person.status)
    for mentee in site.mentees.values():
        yield from _of_a_mentee(mentee.fields)
    for event in site.events.values():
        yield from _of_an_event(event, site)
    for cohort in site.cohorts.values():
        yield from days_of_change(cohort.fields, site.today)
        if cohort.fields.applications_open:
            yield cohort.fields.applications_open + DAY  # from then on it is among what has been
    yield from (u.fields.expires_on + DAY for u in site.updates.values() if u.fields.expires_on)
    yield from (item.returns_on for item in site.admitted.withheld.values() if item.returns_on)


def _of_a_consent(consent: Consent) -> Iterator[date]:
    yield consent.expires_on + DAY
    if consent.withdrawn_on:
        yield consent.withdrawn_on


def _of_a_mentee(mentee: Mentee) -> Iterator[date]:
    if mentee.availability:
        yield mentee.availability.start_date
        yield mentee.availability.start_date - SOON


def _of_an_event(event: Entry[Event], site: Site) -> Iterator[date]:
    zone = event.fields.timezone or site.settings.fields.timezone
    found, _ = occurrences(event.fields, zone=zone, at=lambda _: None)
    yield from (one.end_date + DAY for one in found)
