"""Page jobs -> what each page is made of: the values its template gets, and whom and what it shows.

Whom a page shows decides whether search engines may have it; a page that they may have names nobody who does not
allow them, so what is only shown in passing there is chosen among those who do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from microsite.core.dataclasses import dataclass, replace
from microsite.incremental import Memory, Presenter, asked, replaced
from microsite.plan import PageJob, qr_code_path, resume_path
from microsite.render import structured_data
from microsite.render.links import Absolute
from microsite.render.month_grid import calendar_months
from microsite.render.present.content import Content
from microsite.render.present.news_pages import NewsPages
from microsite.render.present.paging import in_parts
from microsite.render.present.whole import Whole
from microsite.render.views import ImageView, LinkView, MenteeView, Target, UpdateView

QUILT, AVAILABLE, UPCOMING, STRIP = 7, 4, 3, 6
NOT_YET = ()
"""Who stands on a page of a list: `in_parts` gives it those of its part."""


@dataclass(frozen=True, kw_only=True)
class Contents(Presenter):
    """Presents each page of a site."""

    whole: Whole
    absolute: Absolute

    @property
    def memory(self) -> Memory:
        """The memory of this run."""
        return self.whole.memory

    @asked
    def by_path(self, path: str) -> Content:
        """Give what the page at a path is made of."""
        return self.of(self.whole.scene.job_at(path))

    def of(self, job: PageJob) -> Content:
        """Give what a page is made of."""
        makers: Mapping[str, Callable[[str], Content]] = {
            "home": self._home,
            "mentees": self._mentees,
            "directory": self._directory,
            "mentee": self._mentee,
            "term": self._term,
            "cohort": self._cohort,
            "page": self._free_page,
            "events": self._events,
            "event": self._event,
            "galleries": self._galleries,
            "gallery": self._gallery,
            "outcomes": self._outcomes,
            "updates": self._news.updates,
            "update": self._news.update,
            "tag": self._news.tag,
            "year": self._news.year,
            "contact": self._contact,
            "thanks": self._thanks,
            "404": self._lost,
        }
        content = makers[job.template](job.subject)
        return in_parts(job, content, self.whole) if job.template in ("directory", "term") else content

    @property
    def _news(self) -> NewsPages:
        return NewsPages(whole=self.whole, absolute=self.absolute)

    def is_public(self, image: ImageView) -> bool:
        """Tell whether everyone whom a picture shows allows search engines."""
        return self.whole.people.may_be_indexed(self.whole.scene.depicts(image))

    def may_be_indexed(self, content: Content) -> bool:
        """Tell whether search engines may have a page of this content."""
        may_show = all(self.is_public(image) for image in content.pictures)
        return content.is_listed and may_show and self.whole.people.may_be_indexed(content.people)

    def _home(self, _: str) -> Content:
        program, site = self.whole.program, self.whole.view
        content, entry = program.pages.get("index"), self.whole.scene.site.pages.get("index")
        public = [mentee for mentee in site.mentees if mentee.may_be_indexed]
        chosen = content.strip if content and content.strip else self._newest_pictures()
        latest = next(iter(site.updates), None)
        return Content(
            title=site.name,
            description=site.description,
            values={
                "content": content,
                "quilt": tuple(m for m in public if m.photo)[:QUILT],
                "available": tuple(m for m in public if m.status.key == "open")[:AVAILABLE],
                "upcoming": self.whole.calendar.upcoming[:UPCOMING],
                "latest": self._with_public_image(latest) if latest else None,
                "strip": tuple(image for image in chosen if self.is_public(image))[:STRIP],
            },
            people=tuple(self._news.named_in_passing([latest] if latest else [])),
            pictures=self.whole.scene.pictures_in(entry) if entry else (),
            image=content.image if content else None,
            structured=structured_data.home(site, absolute=self.absolute),
        )

    def _newest_pictures(self) -> tuple[ImageView, ...]:
        galleries = self.whole.view.galleries
        return galleries[0].photos if galleries else ()

    def _with_public_image(self, update: UpdateView) -> UpdateView:
        return replaced(update, image=update.image if update.image and self.is_public(update.image) else None)

    def _mentees(self, _: str) -> Content:
        view = self.whole.view
        return replace(
            self._directory(""),
            values={"mentees": view.mentees, "facets": view.facets, "paging": None, "search": None},
        )

    def _directory(self, _: str) -> Content:
        view, search = self.whole.view, self.whole.search.view()
        return Content(
            title=view.sections["mentees"].title,
            description=view.sections["mentees"].lead or view.sections["mentees"].title,
            values={"mentees": NOT_YET, "facets": view.facets, "paging": None, "search": search},
            people=self.whole.indexes.everyone,
            structured=self._place("mentees"),
        )

    def _mentee(self, id: str) -> Content:
        people, indexes = self.whole.people, self.whole.indexes
        mentee = self._as_public(people.mentees[id])
        previous, following = (people.mentees.get(other) for other in indexes.beside(id))
        return Content(
            title=mentee.name,
            description=f"{mentee.name}: {mentee.headline}",
            values={
                "mentee": mentee,
                "similar": self.memory.later("Similarity.similar_to", id),
                "previous": _to_mentee(previous) if previous else None,
                "next": _to_mentee(following) if following else None,
                "qr_path": self.whole.scene.made(qr_code_path(id)),
                "resume_path": self.whole.scene.made(resume_path(id)),
                "events": tuple(self.whole.calendar.events[event] for event in indexes.events_with(id)),
            },
            people=(id,),
            image=mentee.photo,
            structured=structured_data.mentee(self.whole.view, mentee, absolute=self.absolute),
        )

    def _as_public(self, mentee: MenteeView) -> MenteeView:
        """Leave out a mentor who does not allow search engines where the mentee does."""
        mentor = mentee.mentor
        if mentor is None or not mentee.may_be_indexed or self.whole.people.may_be_indexed([mentor.id]):
            return mentee
        return replaced(mentee, mentor=None)

    def _term(self, subject: str) -> Content:
        taxonomy, _, key = subject.partition(":")
        term = self.whole.scene.term_view(taxonomy, key)
        facet = next(f for f in self.whole.view.facets if f.taxonomy == taxonomy)
        return Content(
            title=f"{facet.label}: {term.name}",
            description=f"{self.whole.view.sections['mentees'].title}: {term.name}",
            values={
                "term": term,
                "taxonomy": taxonomy,
                "taxonomy_label": facet.label,
                "facet_name": facet.name,
                "mentees": NOT_YET,
                "paging": None,
            },
            people=self.whole.indexes.in_term(taxonomy, key),
            structured=structured_data.part(
                self.whole.view, "mentees", term.name, term.path, absolute=self.absolute
            ),
        )

    def _place(self, section: str) -> object:
        return structured_data.section(self.whole.view, section, absolute=self.absolute)

    def _cohort(self, id: str) -> Content:
        cohort, site = self.whole.program.cohorts[id], self.whole.view
        entry = self.whole.scene.site.cohorts[id]
        strip = self.whole.program.pictures_of(entry)[:STRIP]
        following = site.next_cohort if site.next_cohort and site.next_cohort.id != id else None
        return Content(
            title=cohort.title,
            description=cohort.summary,
            values={
                "cohort": cohort,
                "next_cohort": following,
                "strip": strip,
                "earlier": self.whole.results.before(id),
            },
            people=(*(mentee.id for mentee in cohort.mentees), *(mentor.id for mentor in cohort.mentors)),
            pictures=(*strip, *self.whole.scene.pictures_in(entry)),
            image=cohort.image,
            structured=structured_data.cohort(site, cohort, absolute=self.absolute),
        )

    def _free_page(self, id: str) -> Content:
        content = self.whole.program.pages[id]
        entry = self.whole.scene.site.pages[id]
        return Content(
            title=entry.fields.nav_title or content.title,
            description=entry.fields.description or content.lead or content.title,
            values={
                "content": content,
                "earlier": self.whole.results.before(content.cohort.id) if content.cohort else (),
            },
            people=tuple(testimonial.person.id for testimonial in content.testimonials),
            pictures=self.whole.scene.pictures_in(entry),
            image=content.image,
            structured=structured_data.page(self.whole.view, content, absolute=self.absolute),
        )

    def _events(self, _: str) -> Content:
        section, calendar = self.whole.view.sections["events"], self.whole.calendar
        locale = self.whole.scene.words.locale
        return Content(
            title=section.title,
            description=section.lead or section.title,
            values={
                "months": calendar.months,
                "past": calendar.past,
                "calendar": calendar_months(calendar.occasions, self.whole.view.now, locale, at_most=2),
            },
            structured=self._place("events"),
        )

    def _event(self, id: str) -> Content:
        event = self.whole.calendar.events[id]
        return Content(
            title=event.title,
            description=event.summary or f"{event.title}, {event.dates}",
            values={"event": event, "next_dates": self.whole.calendar.days_of(id)},
            people=tuple(person.id for person in event.speakers),
            pictures=self.whole.scene.pictures_in(self.whole.scene.site.events[id]),
            image=event.image,
            structured=structured_data.event(self.whole.view, event, absolute=self.absolute),
        )

    def _galleries(self, _: str) -> Content:
        section, galleries = self.whole.view.sections["galleries"], self.whole.view.galleries
        return Content(
            title=section.title,
            description=section.lead or section.title,
            values={"galleries": galleries},
            structured=self._place("galleries"),
            pictures=tuple(photo for gallery in galleries for photo in gallery.photos),
        )

    def _gallery(self, id: str) -> Content:
        gallery = self.whole.program.galleries[id]
        return Content(
            title=gallery.title,
            description=gallery.summary or f"{gallery.title}: {gallery.count_label}",
            values={"gallery": gallery},
            pictures=gallery.photos,
            image=gallery.cover,
            structured=structured_data.gallery(self.whole.view, gallery, absolute=self.absolute),
        )

    def _outcomes(self, _: str) -> Content:
        section, results = self.whole.view.sections["outcomes"], self.whole.results
        return Content(
            title=section.title,
            description=section.lead or section.title,
            values={"all": results.of_all, "rows": results.rows},
            structured=self._place("outcomes"),
        )

    def _contact(self, _: str) -> Content:
        section = self.whole.view.sections["contact"]
        return Content(
            title=section.title,
            description=section.lead or section.title,
            values={},
            structured=self._place("contact"),
        )

    def _thanks(self, _: str) -> Content:
        title = self.whole.scene.words.gettext("Thank you")
        return Content(title=title, description=title, values={}, is_listed=False)

    def _lost(self, _: str) -> Content:
        title = self.whole.scene.words.gettext("Page not found")
        return Content(title=title, description=title, values={}, is_listed=False)


def _to_mentee(mentee: MenteeView) -> LinkView:
    return LinkView(label=mentee.name, target=Target(path=mentee.path))
