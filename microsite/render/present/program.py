"""Cohorts, galleries, news and free pages -> their views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from markupsafe import Markup

from microsite.core.dataclasses import dataclass
from microsite.incremental import answers
from microsite.model.cohort_states import last_day_to_apply
from microsite.model.entry import Entry
from microsite.model.schema.cohort import Cohort
from microsite.model.schema.gallery import Gallery
from microsite.model.schema.page import Page
from microsite.plan import cohort_calendar_path, path_of
from microsite.render.present.events import Calendar
from microsite.render.present.indexes import Indexes
from microsite.render.present.outcomes import Results
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter
from microsite.render.present.standings import Standings
from microsite.render.views import (
    CohortView,
    DoorView,
    FactView,
    FreePageView,
    GalleryView,
    ImageView,
    ListedStepView,
    QuestionView,
    StepView,
    TestimonialView,
)

BLOCKS = ("steps", "dates", "events", "costs", "partners")
"""What a free page can show of a cohort."""


@dataclass(frozen=True, kw_only=True)
class Program(ScenePresenter):
    """Presents what the program tells of itself."""

    people: People
    calendar: Calendar
    results: Results
    indexes: Indexes

    @property
    def galleries(self) -> Mapping[str, GalleryView]:
        """Galleries by id, newest first; one of whose photos none may be shown is not among them."""
        return {id: view for id, view in self._galleries.items() if view is not None}

    @answers(lambda program: program.scene.site.galleries)
    def _galleries(self, id: str) -> GalleryView | None:
        return self._gallery(self.scene.site.galleries[id])

    @answers(lambda program: program.scene.site.cohorts)
    def cohorts(self, id: str) -> CohortView:
        """Cohorts by id, in order of time."""
        return self._cohort(self.scene.site.cohorts[id])

    @answers(lambda program: program.scene.site.pages)
    def pages(self, id: str) -> FreePageView:
        """Free pages by id; the front page is `index`."""
        return self._page(self.scene.site.pages[id])

    def _gallery(self, entry: Entry[Gallery]) -> GalleryView | None:
        fields, scene = entry.fields, self.scene
        photos = tuple(
            image for photo in fields.photos if (image := scene.image_beside(entry, photo.file)) is not None
        )
        if not photos:
            return None
        event = scene.site.events.get(fields.event or "")
        return GalleryView(
            id=entry.id,
            language=self.scene.language(entry),
            path=scene.made(path_of(entry.kind, entry.id)),
            title=fields.title,
            summary=fields.summary or "",
            period=scene.words.period(fields.date, fields.end_date or fields.date),
            count_label=scene.words.pictures(len(photos)),
            cover=scene.image_beside(entry, fields.cover) or photos[0],
            photos=photos,
            cohort_label=scene.cohort_label(fields.cohort),
            cohort_path=scene.cohort_path(fields.cohort),
            event_title=event.fields.title if event else "",
            event_path=scene.made(path_of(event.kind, event.id)) if event else "",
        )

    def _cohort(self, entry: Entry[Cohort]) -> CohortView:
        fields, scene, people = entry.fields, self.scene, self.people
        return CohortView(
            id=entry.id,
            language=self.scene.language(entry),
            path=scene.made(path_of(entry.kind, entry.id)),
            title=fields.title,
            label=fields.label or fields.title,
            period=self._period(fields),
            standing=self._standings.of(entry),
            summary=fields.summary,
            body=scene.html(entry, entry.body),
            image=scene.image_beside(entry, fields.image),
            start_date=fields.start_date,
            end_date=fields.end_date,
            facts=tuple(self._facts(fields)),
            steps=tuple(StepView(label=s.label, title=s.title, items=s.items) for s in fields.steps),
            is_for=fields.is_for,
            how_to=tuple(ListedStepView(title=s.title, text=s.text) for s in fields.how_to),
            costs=tuple(FactView(term=cost.item, value=cost.price) for cost in fields.costs),
            questions=tuple(self._questions(entry)),
            testimonials=tuple(self._voices(entry)),
            applications_open=fields.applications_open,
            applications_close=fields.applications_close,
            last_day_to_apply=last_day_to_apply(fields),
            price=fields.price or "",
            places=fields.places or 0,
            organisers=tuple(people.partners[id] for id in fields.organisers),
            partners=tuple(people.partners[id] for id in fields.partners),
            mentors=tuple(people.mentors[id] for id in fields.mentors if id in people.mentors),
            mentees=tuple(people.mentees[id] for id in self.indexes.mentees_of(entry.id)),
            events=self.calendar.views_of(self.indexes.events_of(entry.id)),
            galleries=tuple(self._albums(entry)),
            outcomes=self.results.of_cohorts.get(entry.id),
            calendar=self.calendar.subscription(
                cohort_calendar_path(entry.id),
                name=f"{scene.site.settings.fields.name}: {scene.cohort_label(entry.id)}",
            ),
        )

    def _albums(self, cohort: Entry[Cohort]) -> Iterable[GalleryView]:
        found = self.scene.site.galleries_of_cohort(cohort.id)
        return (self.galleries[gallery.id] for gallery in found if gallery.id in self.galleries)

    @cached_property
    def _standings(self) -> Standings:
        return Standings(scene=self.scene)

    def _period(self, fields: Cohort) -> str:
        if fields.start_date is None:
            return self.scene.words.capital(fields.expected or "")
        if fields.end_date is None:
            return self.scene.words.date(fields.start_date)
        return self.scene.words.months(fields.start_date, fields.end_date)

    def _facts(self, fields: Cohort) -> Iterable[FactView]:
        words = self.scene.words
        dated = (
            (words.fact("opens"), fields.applications_open),
            (words.fact("closes"), fields.applications_close),
            (words.fact("answer"), fields.answer_by),
            (words.fact("kick-off"), fields.start_date),
            (words.fact("closing"), fields.end_date),
        )
        if fields.start_date is None and fields.expected:
            yield FactView(term=words.fact("starts"), value=words.capital(fields.expected))
        for term, day in dated:
            if day is not None:
                yield FactView(term=term, value=words.date(day))
        if fields.places:
            yield FactView(term=words.fact("places"), value=words.number(fields.places))
        if fields.location:
            yield FactView(term=words.fact("where"), value=fields.location)
        if fields.price:
            yield FactView(term=words.fact("price"), value=fields.price)

    def _page(self, entry: Entry[Page]) -> FreePageView:
        fields, scene = entry.fields, self.scene
        return FreePageView(
            id=entry.id,
            language=self.scene.language(entry),
            path=scene.made(path_of(entry.kind, entry.id)),
            title=fields.title,
            kicker=fields.kicker or "",
            lead=fields.lead or "",
            body=scene.html(entry, entry.body),
            actions=tuple(scene.link(entry, a.label, a.to) for a in fields.actions),
            image=scene.image_beside(entry, fields.image),
            cohort=self.cohorts.get(fields.cohort or ""),
            **{f"shows_{what}": what in fields.shows for what in BLOCKS},
            is_for=fields.is_for,
            is_not_needed=fields.is_not_needed,
            how_to=tuple(ListedStepView(title=s.title, text=s.text) for s in fields.how_to),
            how_to_title=fields.how_to_title or "",
            testimonials=tuple(
                self.people.testimonials[id] for id in fields.testimonials if id in self.people.testimonials
            ),
            questions=tuple(self._questions(entry)),
            doors=tuple(
                DoorView(
                    title=door.title,
                    text=door.text,
                    audience=door.audience,
                    action=scene.link(entry, door.action.label, door.action.to),
                )
                for door in fields.doors
            ),
            mentors_title=fields.mentors_title or "",
            mentors_text=fields.mentors_text or "",
            strip=tuple(
                image for file in fields.strip if (image := scene.image_beside(entry, file)) is not None
            ),
        )

    def _voices(self, cohort: Entry[Cohort]) -> Iterable[TestimonialView]:
        """Give what the mentees and mentors of a cohort say."""
        site = self.scene.site
        for id, voice in site.testimonials.items():
            person = site.mentees.get(voice.fields.person)
            is_mentee = person is not None and person.fields.cohort == cohort.id
            if is_mentee or voice.fields.person in cohort.fields.mentors:
                yield self.people.testimonials[id]

    def _questions(self, entry: Entry[Page] | Entry[Cohort]) -> Iterable[QuestionView]:
        for number, question in enumerate(entry.fields.questions):
            fragment = entry.texts.get(f"questions.{number}.answer")
            answer = self.scene.html(entry, fragment) if fragment else Markup("")
            yield QuestionView(id=f"question-{number + 1}", question=question.question, answer=answer)

    def pictures_of(self, entry: Entry[Cohort]) -> tuple[ImageView, ...]:
        """Give the first pictures of a cohort's galleries."""
        return tuple(photo for gallery in self.cohorts[entry.id].galleries for photo in gallery.photos)
