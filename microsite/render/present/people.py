"""Mentees, mentors, partners, testimonials -> their views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from microsite.core.dataclasses import dataclass, replace
from microsite.incremental import answered, answers, asked
from microsite.model.choices import availability_key
from microsite.model.entry import Entry
from microsite.model.outcomes import state_on
from microsite.model.schema.consent import Cover
from microsite.model.schema.mentee import Education, Experience, Mentee, State, Status
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.partner import Partner
from microsite.model.terms import folded, skill_names
from microsite.plan import cv_path, path_of
from microsite.render.present.facets import slugs_of
from microsite.render.present.scene import ScenePresenter
from microsite.render.views import (
    AvailabilityView,
    DownloadView,
    EducationView,
    ExperienceView,
    LanguageView,
    LinkView,
    MenteeView,
    MentorView,
    PartnerView,
    PersonLink,
    StatusView,
    Target,
    TermView,
    TestimonialView,
)


@dataclass(frozen=True, kw_only=True)
class People(ScenePresenter):
    """Presents everyone of a scene, each once."""

    @answers(lambda people: people.scene.site.partners)
    def partners(self, id: str) -> PartnerView:
        """Partners by id."""
        return self._partner(self.scene.site.partners[id])

    @answers(lambda people: people.scene.site.mentors)
    def mentors(self, id: str) -> MentorView:
        """Mentors by id."""
        return self._mentor(self.scene.site.mentors[id])

    @answers(lambda people: people.scene.site.mentees)
    def mentees(self, id: str) -> MenteeView:
        """Mentees by id, in order of name."""
        return self._mentee(self.scene.site.mentees[id])

    @answered
    def _published(self) -> Mapping[date, int]:
        """The days on which people were published, numbered from the latest."""
        days = {_published_on(mentee.fields) for mentee in self.scene.site.mentees.values()}
        return {day: number for number, day in enumerate(sorted(days, reverse=True))}

    @asked
    def _place_in_order(self, id: str) -> int:
        return self._published[_published_on(self.scene.site.mentees[id].fields)]

    @answered
    def available_first(self) -> tuple[MenteeView, ...]:
        """Mentees in the order of the directory: by availability, then by name."""
        return tuple(sorted(self.mentees.values(), key=lambda mentee: mentee.rank))

    @answers(lambda people: people.scene.site.testimonials)
    def testimonials(self, id: str) -> TestimonialView:
        """Testimonials by id; those of people who may not be shown are not among them."""
        fields = self.scene.site.testimonials[id].fields
        return TestimonialView(
            id=id, quote=fields.quote, person=self.person(fields.person, fields.role or "")
        )

    def person(self, id: str, role: str = "") -> PersonLink:
        """Give a mentee or mentor by id."""
        if mentee := self.mentees.get(id):
            return PersonLink(
                id=id,
                name=mentee.name,
                role=role or mentee.headline,
                path=mentee.path,
                photo=mentee.photo,
                may_be_indexed=mentee.may_be_indexed,
            )
        mentor = self.mentors[id]
        company = f", {mentor.works_for.name}" if mentor.works_for else ""
        return PersonLink(
            id=id,
            name=mentor.name,
            role=role or f"{mentor.job_title}{company}",
            path=self._shown_on(id),
            fragment=f"mentor-{id}" if self._shown_on(id) else "",
            photo=mentor.photo,
            may_be_indexed=self.may_be_indexed([id]),
        )

    def _shown_on(self, mentor_id: str) -> str:
        """Give the page of the latest cohort that a mentor takes part in; empty without one."""
        cohorts = [e for e in self.scene.site.cohorts.values() if mentor_id in e.fields.mentors]
        return path_of(cohorts[-1].kind, cohorts[-1].id) if cohorts else ""

    def may_be_indexed(self, person_ids: Iterable[str]) -> bool:
        """Tell whether all of them allow search engines."""
        admitted = self.scene.site.admitted
        return all(admitted.covers(id, Cover.SEARCH_ENGINES) for id in person_ids)

    def _partner(self, entry: Entry[Partner]) -> PartnerView:
        fields = entry.fields
        return PartnerView(
            id=entry.id,
            name=fields.name,
            role=fields.role.value,
            url=fields.url or "",
            summary=fields.summary or "",
            logo=self.scene.image_beside(entry, fields.logo),
        )

    def _mentor(self, entry: Entry[Mentor]) -> MentorView:
        fields = entry.fields
        return MentorView(
            id=entry.id,
            language=self.scene.language(entry),
            name=fields.name,
            monogram="".join(part[0] for part in fields.name.split()[:2]).upper(),
            job_title=fields.job_title,
            works_for=self.partners.get(fields.works_for or ""),
            photo=self.scene.image_beside(entry, fields.photo),
            body=self.scene.html(entry, entry.body),
        )

    def _mentee(self, entry: Entry[Mentee]) -> MenteeView:
        fields, scene = entry.fields, self.scene
        status = state_on(fields, scene.site.today)
        availability = self._availability(entry)
        languages = tuple(self._language(language.code, language.level) for language in fields.languages)
        view = MenteeView(
            id=entry.id,
            language=self.scene.language(entry),
            path=scene.made(path_of(entry.kind, entry.id)),
            name=fields.name,
            first_name=fields.name.split()[0],
            headline=fields.headline,
            pitch=scene.html(entry, entry.body),
            seeks=scene.html(entry, entry.texts["seeks"]) if "seeks" in entry.texts else Markup(""),
            status=self._status(status),
            history=tuple(self._history(fields.status)),
            cohort_id=fields.cohort,
            cohort_label=scene.cohort_label(fields.cohort),
            cohort_path=scene.cohort_path(fields.cohort),
            mentor=self.mentors.get(fields.mentor or ""),
            photo=scene.image_beside(entry, fields.photo),
            skills=tuple(self._terms("skills", fields.skills)),
            languages=languages,
            local_level=self._local_level(languages),
            industries=tuple(self._terms("industries", fields.industries)),
            roles_sought=fields.roles_sought,
            availability=availability,
            location=fields.location or "",
            moved_from=fields.moved_from or "",
            work_permit=fields.work_permit or "",
            experience=tuple(self._experience(post) for post in fields.experience),
            education=tuple(self._education(course) for course in fields.education),
            links=tuple(LinkView(label=link.label, target=Target(address=link.url)) for link in fields.links),
            cv=self._cv(entry),
            may_be_indexed=self.may_be_indexed([entry.id]),
            rank=availability.rank if availability else _rank_of(status.state),
            order=self._place_in_order(entry.id),
            address=scene.address(scene.made(path_of(entry.kind, entry.id))),
        )
        return self._with_facets(view, fields)

    def _with_facets(self, view: MenteeView, fields: Mentee) -> MenteeView:
        workload = fields.availability.workload_percent if fields.availability else None
        local = self.scene.site.settings.fields.local_language or ""
        return replace(view, facets=slugs_of(view, workload=workload, local_language=local))

    def _history(self, steps: Iterable[Status]) -> Iterable[StatusView]:
        begun = (step for step in steps if step.since <= self.scene.site.today)
        return (self._status(step) for step in sorted(begun, key=lambda step: step.since))

    def _local_level(self, languages: Iterable[LanguageView]) -> str:
        local, words = self.scene.site.settings.fields.local_language, self.scene.words
        levels = (f"{view.name} {words.level_short(view.level)}" for view in languages if view.code == local)
        return next(levels, "")

    def _terms(self, taxonomy: str, names: Sequence[str]) -> Iterable[TermView]:
        """Give the terms of names in their order, each once."""
        shown = self._skill_names if taxonomy == "skills" else {}
        keys = dict.fromkeys(folded(shown.get(folded(name), name)) for name in names)
        return (self.scene.term_view(taxonomy, key) for key in keys)

    @answered
    def _skill_names(self) -> Mapping[str, str]:
        return skill_names(self.scene.site)

    def _status(self, status: Status) -> StatusView:
        return StatusView(
            key=status.state.value,
            label=self.scene.words.state(status.state.value),
            since=status.since,
            note=status.note or "",
        )

    def _language(self, code: str, level: str) -> LanguageView:
        return LanguageView(
            code=code,
            name=self.scene.words.language_name(code),
            level=level,
            level_label=self.scene.words.level_label(level),
            term=self.scene.term_view("languages", folded(code)),
        )

    def _availability(self, entry: Entry[Mentee]) -> AvailabilityView | None:
        key = availability_key(entry, self.scene.site.today)
        if not key or entry.fields.availability is None:
            return None
        term = self.scene.term_view("availability", folded(key))
        rank = list(self.scene.plan.terms["availability"]).index(folded(key))
        workload = entry.fields.availability.workload_percent
        return AvailabilityView(
            label=term.name, term=term, rank=rank, workload=str(workload) if workload else ""
        )

    def _experience(self, post: Experience) -> ExperienceView:
        return ExperienceView(
            job_title=post.job_title,
            organisation=post.organisation,
            period=self.scene.words.years(post.start_date, post.end_date),
            summary=post.summary or "",
            started=str(post.start_date),
            ended=str(post.end_date or ""),
        )

    def _education(self, course: Education) -> EducationView:
        return EducationView(
            study=course.study,
            organisation=course.organisation,
            period=str(course.end_date.year),
            ended=str(course.end_date),
        )

    def _cv(self, entry: Entry[Mentee]) -> DownloadView | None:
        file = self.scene.site.cv_of(entry)
        size = self.scene.paper(file.path).size if file else 0
        if not size:
            return None
        return DownloadView(path=cv_path(f"mentees/{entry.id}"), bytes=size, media_type="application/pdf")


def _published_on(mentee: Mentee) -> date:
    return mentee.published_on or mentee.consent.given_on


def _rank_of(state: State) -> int:
    """Sort those who are not open to offers behind all who are."""
    return {State.OPEN: 50, State.TRAINING: 60, State.STUDY: 65, State.FOUNDER: 70, State.JOB: 80}.get(
        state, 90
    )
