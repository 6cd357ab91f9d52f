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
    for people in (site.mentees, site.mentors):
        for id, person in people.items():
            yield person.fields.consent.expires_on + DAY, f"the consent of {id} expires"
            if withdrawn_on := person.fields.consent.withdrawn_on:
                yield withdrawn_on, f"the consent of {id} is withdrawn"
    for id, mentee in site.mentees.items():
        for status in mentee.fields.status:
            yield status.since, f"the status of {id} changes"
        if mentee.fields.availability:
            yield mentee.fields.availability.start_date, f"{id} becomes available"
    for id, event in site.events.items():
        last = (
            event.fields.repeats.until
            if event.fields.repeats
            else event.fields.end_date or event.fields.start_date
        )
        yield last + DAY, f"the event {id} is over"
    for id, cohort in site.cohorts.items():
        for day in (cohort.fields.start_date, cohort.fields.applications_open):
            if day:
                yield day, f"the cohort {id} changes"
        for last_day in (cohort.fields.end_date, cohort.fields.applications_close):
            if last_day:
                yield last_day + DAY, f"the cohort {id} changes"
    for name, item in site.admitted.withheld.items():
        if item.returns_on:
            yield item.returns_on, f"{name} may be shown"
