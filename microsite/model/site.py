"""The linked site: every entry that may be shown, by kind and id, and the questions that pages ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from microsite.core.dataclasses import dataclass
from microsite.model.cohort_states import CohortState, Standing, last_day_to_apply, standing
from microsite.model.entry import Entry
from microsite.model.outcomes import Outcomes, outcomes_on, together
from microsite.model.pictures import Photograph, beside
from microsite.model.schema.cohort import Cohort
from microsite.model.schema.consent import Cover
from microsite.model.schema.event import Category, Event
from microsite.model.schema.gallery import Gallery
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.page import Page
from microsite.model.schema.partner import Partner
from microsite.model.schema.site import SiteSettings
from microsite.model.schema.skill import Skill
from microsite.model.schema.testimonial import Testimonial
from microsite.model.schema.update import Update

if TYPE_CHECKING:
    from microsite.core.scanning import SourceFile
    from microsite.model.consent import Admitted
    from microsite.model.destinations import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that may be shown on `today`, the day of the build in the site's time zone.

    Mappings are by id, in the order people expect: people by name, events and cohorts by date, news and
    galleries newest first, other entries as written. `destinations` resolves what was written in an entry's
    file (path, words) to where it leads; `pictures` and `media` are by source path.
    """

    settings: Entry[SiteSettings]
    today: date
    pages: Mapping[str, Entry[Page]]
    cohorts: Mapping[str, Entry[Cohort]]
    mentees: Mapping[str, Entry[Mentee]]
    mentors: Mapping[str, Entry[Mentor]]
    partners: Mapping[str, Entry[Partner]]
    events: Mapping[str, Entry[Event]]
    updates: Mapping[str, Entry[Update]]
    galleries: Mapping[str, Entry[Gallery]]
    testimonials: Mapping[str, Entry[Testimonial]]
    skills: Mapping[str, Entry[Skill]]
    pictures: Mapping[str, Photograph]
    media: Mapping[str, SourceFile]
    destinations: Mapping[tuple[str, str], Destination]
    admitted: Admitted

    def mentees_of(self, cohort_id: str) -> tuple[Entry[Mentee], ...]:
        """Give the mentees of a cohort."""
        return tuple(e for e in self.mentees.values() if e.fields.cohort == cohort_id)

    def mentored_by(self, mentor_id: str) -> tuple[Entry[Mentee], ...]:
        """Give the mentees of a mentor."""
        return tuple(e for e in self.mentees.values() if e.fields.mentor == mentor_id)

    def events_of(self, cohort_id: str) -> tuple[Entry[Event], ...]:
        """Give the events of a cohort."""
        return tuple(e for e in self.events.values() if e.fields.cohort == cohort_id)

    def events_with(self, person_id: str) -> tuple[Entry[Event], ...]:
        """Give the events at which a person speaks."""
        return tuple(e for e in self.events.values() if person_id in e.fields.speakers)

    def events_of_mentor(self, mentor_id: str) -> tuple[Entry[Event], ...]:
        """Give the events that a mentor takes part in: as a speaker, or as every mentor of the cohort does."""
        cohorts = {id for id, cohort in self.cohorts.items() if mentor_id in cohort.fields.mentors}
        return tuple(
            e
            for e in self.events.values()
            if mentor_id in e.fields.speakers
            or (
                e.fields.category is Category.MENTOR_SESSION
                and not e.fields.speakers
                and e.fields.cohort in cohorts
            )
        )

    def has_dates(self, cohort: Entry[Cohort]) -> bool:
        """Tell whether there is anything to put into a cohort's calendar."""
        deadlines = (cohort.fields.applications_open, last_day_to_apply(cohort.fields))
        return any(deadlines) or any(e.fields.start_date for e in self.events_of(cohort.id))

    @property
    def has_calendar(self) -> bool:
        """Tell whether the calendar of everything has anything in it."""
        return bool(self.events) or any(self.has_dates(cohort) for cohort in self.cohorts.values())

    def galleries_of_cohort(self, cohort_id: str) -> tuple[Entry[Gallery], ...]:
        """Give the galleries of a cohort."""
        return tuple(e for e in self.galleries.values() if e.fields.cohort == cohort_id)

    def gallery_of_event(self, event_id: str) -> Entry[Gallery] | None:
        """Give the first gallery of an event."""
        return next((e for e in self.galleries.values() if e.fields.event == event_id), None)

    def outcomes_of(self, cohort_id: str, day: date | None = None) -> Outcomes:
        """Count the results of a cohort; without `day`, on the day that it is counted on."""
        reporting = self.cohorts[cohort_id].fields.outcomes
        counted_on = reporting.counted_on if reporting else None
        people = (person for person in self.admitted.counted if person.cohort == cohort_id)
        return outcomes_on(people, day or counted_on or self.today)

    def outcomes_of_all(self, day: date | None = None) -> Outcomes | None:
        """Count the results of all cohorts that report them; None when none does."""
        counted = [self.outcomes_of(id, day) for id in self.reporting]
        return together(counted) if counted else None

    @property
    def reporting(self) -> tuple[str, ...]:
        """Give the ids of the cohorts whose results are counted and that somebody is counted in."""
        peopled = {person.cohort for person in self.admitted.counted}
        return tuple(id for id, e in self.cohorts.items() if e.fields.outcomes and id in peopled)

    def cv_of(self, mentee: Entry[Mentee]) -> SourceFile | None:
        """Give the file of a mentee's CV; None without one, or when the consent does not cover it."""
        if not mentee.fields.cv or not self.admitted.covers(mentee.id, Cover.CV):
            return None
        return self.media.get(beside(mentee.path, mentee.fields.cv))

    def standing_of(self, cohort: Entry[Cohort]) -> Standing:
        """Tell where a cohort stands on the day of the build."""
        return standing(cohort.fields, self.today)

    @property
    def called_cohort(self) -> Entry[Cohort] | None:
        """Give the cohort to apply to: the open one that closes first, else the next one that opens."""
        for state in (CohortState.OPEN, CohortState.OPENS):
            stands = [(self.standing_of(entry), entry) for entry in self.cohorts.values()]
            found = [(s.on or date.max, entry.id) for s, entry in stands if s.state is state]
            if found:
                return self.cohorts[min(found)[1]]
        return None

    @property
    def current_cohort(self) -> Entry[Cohort] | None:
        """Give the cohort that the front page shows: the one chosen, else the latest that has begun, else the first."""
        if chosen := self.cohorts.get(self.settings.fields.current_cohort or ""):
            return chosen
        begun = [
            e for e in self.cohorts.values() if e.fields.start_date and e.fields.start_date <= self.today
        ]
        return begun[-1] if begun else next(iter(self.cohorts.values()), None)

    @property
    def next_cohort(self) -> Entry[Cohort] | None:
        """Give the first cohort that has not begun."""
        return next(
            (e for e in self.cohorts.values() if not e.fields.start_date or e.fields.start_date > self.today),
            None,
        )
