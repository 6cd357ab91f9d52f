"""Site -> the next day on which it will say something else, and why; it must be built again by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from microsite.model.site import Site

DAY = timedelta(days=1)


def next_change(site: Site) -> tuple[date, str] | None:
    """Give the first day after today that changes the site, with the reason; None when nothing is coming."""
    coming = sorted(change for change in _changes(site) if change[0] > site.today)
    return coming[0] if coming else None


def _changes(site: Site) -> Iterator[tuple[date, str]]:
    yield from _of_people(site)
    yield from _of_the_program(site)
    for name, item in site.admitted.withheld.items():
        if item.returns_on:
            yield item.returns_on, f"{name} may be shown"


def _of_people(site: Site) -> Iterator[tuple[date, str]]:
    consents = {id: mentee.fields.consent for id, mentee in site.mentees.items()}
    consents |= {id: mentor.fields.consent for id, mentor in site.mentors.items()}
    for id, consent in consents.items():
        yield consent.expires_on + DAY, f"the consent of {id} expires"
        if consent.withdrawn_on:
            yield consent.withdrawn_on, f"the consent of {id} is withdrawn"
    for id, mentee in site.mentees.items():
        yield from ((status.since, f"the status of {id} changes") for status in mentee.fields.status)
        if mentee.fields.availability:
            yield mentee.fields.availability.start_date, f"{id} becomes available"


def _of_the_program(site: Site) -> Iterator[tuple[date, str]]:
    for id, event in site.events.items():
        fields = event.fields
        last = fields.repeats.until if fields.repeats else fields.end_date or fields.start_date
        yield last + DAY, f"the event {id} is over"
    for id, cohort in site.cohorts.items():
        first_days = (cohort.fields.start_date, cohort.fields.applications_open)
        last_days = (cohort.fields.end_date, cohort.fields.applications_close)
        for day in (*first_days, *(day and day + DAY for day in last_days)):
            if day:
                yield day, f"the cohort {id} changes"
