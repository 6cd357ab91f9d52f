"""Page jobs and the presented site -> HTML pages, each linked relative to itself.

Who a page shows decides whether search engines may have it: one person who does not allow them, and it says no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from microsite.core import urls
from microsite.plan import PageJob, qr_code_path
from microsite.render import structured_data
from microsite.render.assets import Assets
from microsite.render.environment import Environment
from microsite.render.month_grid import calendar_months
from microsite.render.present.whole import Whole
from microsite.render.theme import Theme
from microsite.render.views import ImageView, LinkView, MenteeView, PageView, Target, UpdateView

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
QUILT, AVAILABLE, UPCOMING, STRIP = 7, 4, 3, 6


@dataclass(frozen=True, kw_only=True)
class _Content:
    """What one kind of page is made of."""

    title: str
    description: str
    values: Mapping[str, Any]
    people: tuple[str, ...] = ()
    pictures: tuple[ImageView, ...] = ()
    image: ImageView | None = None
    structured: Any = None
    is_listed: bool = True


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Draws the pages of a presented site."""

    whole: Whole
    theme: Theme
    assets: Assets
    environment: Environment

    def draw(self, job: PageJob) -> str:
        """Draw one page."""
        content = self._content(job)
        values = {
            "site": self.whole.view,
            "page": self._page(job, content),
            "theme": self.theme.options,
            **content.values,
        }
        html = self.environment.draw(job.template, values, subject=f"`{job.path}` from {job.source}")
        return self.environment.finish(html, path=job.path, resolve=self._resolve)

    def is_indexed(self, job: PageJob) -> bool:
        """Tell whether search engines may have a page."""
        return self._may_be_indexed(self._content(job))

    def _content(self, job: PageJob) -> _Content:
        makers: Mapping[str, Callable[[str], _Content]] = {
            "home": self._home,
            "mentees": self._mentees,
            "mentee": self._mentee,
            "term": self._term,
            "cohort": self._cohort,
            "page": self._free_page,
            "events": self._events,
            "event": self._event,
            "galleries": self._galleries,
            "gallery": self._gallery,
            "updates": self._updates,
            "update": self._update,
            "contact": self._contact,
            "thanks": self._thanks,
            "404": self._lost,
        }
        return makers[job.template](job.subject)

    def _resolve(self, from_path: str, to_path: str) -> str:
        settings = self.whole.scene.site.settings.fields
        if from_path == "404.html":
            link = urls.rooted(settings.url or "", to_path)
            return link.removesuffix("index.html") if settings.hosting.pretty_urls else link
        return (urls.pretty if settings.hosting.pretty_urls else urls.relative)(from_path, to_path)

    def absolute(self, path: str) -> str:
        """Give the whole address of an output path; empty when the site has none."""
        url = self.whole.view.url
        return urls.canonical(url, path) if url else ""

    def _may_be_indexed(self, content: _Content) -> bool:
        shown = [*content.people, *(p for image in content.pictures for p in self.whole.scene.depicts(image))]
        return content.is_listed and self.whole.people.may_be_indexed(shown)

    def _page(self, job: PageJob, content: _Content) -> PageView:
        site = self.whole.view
        is_indexed = self._may_be_indexed(content)
        image = content.image if content.image and self._is_public(content.image) else None
        name = site.name if content.title == site.name else f"{content.title} · {site.name}"
        title = f"{site.name}: {site.tagline}" if job.template == "home" else name
        data = (
            structured_data.json_for_script(content.structured)
            if content.structured and is_indexed
            else Markup("")
        )
        return PageView(
            kind=job.template,
            path=job.path,
            title=title,
            description=content.description,
            language=site.language,
            section=job.section,
            canonical=self.absolute(job.path) if job.template != "404" else "",
            image_url=self.absolute(image.largest.path) if image else "",
            image_alt=image.alt if image else "",
            is_indexed=is_indexed,
            structured_data=data,
            policy=self.policy,
            calendar_subscription=self._subscription(site.calendar_path),
            stylesheets=(self.assets.stylesheet(),),
            scripts=tuple(self.assets.path(name) for name in self.theme.scripts(job.template)),
        )

    @cached_property
    def policy(self) -> str:
        """The Content-Security-Policy of every page, as a `meta` element may carry it."""
        form = {"form-action": " ".join(dict.fromkeys(("'self'", *self.whole.form.sources)))}
        return "; ".join(f"{name} {value}" for name, value in {**POLICY, **form}.items())

    def _subscription(self, calendar_path: str) -> str:
        return self.absolute(calendar_path).replace("https://", "webcal://", 1) if calendar_path else ""

    def _is_public(self, image: ImageView) -> bool:
        return self.whole.people.may_be_indexed(self.whole.scene.depicts(image))

    def _public(self, mentees: Iterable[MenteeView]) -> Iterator[MenteeView]:
        return (mentee for mentee in mentees if mentee.may_be_indexed)

    def _home(self, _: str) -> _Content:
        program, site = self.whole.program, self.whole.view
        content = program.pages.get("index")
        public = list(self._public(site.mentees))
        chosen = content.strip if content and content.strip else self._newest_pictures()
        strip = tuple(image for image in chosen if self._is_public(image))[:STRIP]
        return _Content(
            title=site.name,
            description=site.description,
            values={
                "content": content,
                "quilt": tuple(m for m in public if m.photo)[:QUILT],
                "available": tuple(m for m in public if m.status.key == "open")[:AVAILABLE],
                "upcoming": self.whole.calendar.upcoming[:UPCOMING],
                "latest": self._latest(),
                "strip": strip,
            },
            image=content.image if content else None,
            structured=structured_data.home(site, absolute=self.absolute),
        )

    def _latest(self) -> UpdateView | None:
        """Give the newest piece of news, without its picture where that may not be in search engines."""
        latest = next(iter(self.whole.view.updates), None)
        if latest and latest.image and not self._is_public(latest.image):
            return replace(latest, image=None)
        return latest

    def _newest_pictures(self) -> tuple[ImageView, ...]:
        galleries = self.whole.view.galleries
        return galleries[0].photos if galleries else ()

    def _mentees(self, _: str) -> _Content:
        section, mentees = self.whole.view.sections["mentees"], self.whole.view.mentees
        return _Content(
            title=section.title,
            description=section.lead or section.title,
            values={"mentees": mentees, "facets": self.whole.view.facets},
            people=tuple(mentee.id for mentee in mentees),
        )

    def _mentee(self, id: str) -> _Content:
        people = self.whole.people
        mentee, similar = people.mentees[id], people.similar(id)
        previous, following = people.neighbours(id)
        return _Content(
            title=mentee.name,
            description=f"{mentee.name}: {mentee.headline}",
            values={
                "mentee": mentee,
                "similar": similar,
                "previous": _to_mentee(previous),
                "next": _to_mentee(following),
                "qr_path": qr_code_path(id) if self.whole.view.url else "",
                "events": tuple(
                    self.whole.calendar.events[e.id] for e in self.whole.scene.site.events_with(id)
                ),
            },
            people=(id,),
            image=mentee.photo,
            structured=structured_data.mentee(self.whole.view, mentee, absolute=self.absolute),
        )

    def _term(self, subject: str) -> _Content:
        taxonomy, _, key = subject.partition(":")
        term = self.whole.scene.term_views[taxonomy, key]
        ids = set(self.whole.scene.plan.terms[taxonomy][key].mentee_ids)
        mentees = tuple(m for m in self.whole.people.available_first if m.id in ids)
        facet = next(f for f in self.whole.view.facets if f.taxonomy == taxonomy)
        return _Content(
            title=f"{facet.label}: {term.name}",
            description=f"{self.whole.view.sections['mentees'].title}: {term.name}",
            values={
                "term": term,
                "taxonomy": taxonomy,
                "taxonomy_label": facet.label,
                "facet": facet,
                "mentees": mentees,
            },
            people=tuple(sorted(ids)),
        )

    def _cohort(self, id: str) -> _Content:
        cohort, site = self.whole.program.cohorts[id], self.whole.view
        entry = self.whole.scene.site.cohorts[id]
        strip = self.whole.program.pictures_of(entry)[:STRIP]
        following = site.next_cohort if site.next_cohort and site.next_cohort.id != id else None
        return _Content(
            title=cohort.title,
            description=cohort.summary,
            values={"cohort": cohort, "next_cohort": following, "strip": strip},
            people=tuple(m.id for m in cohort.mentees),
            pictures=(*strip, *((cohort.image,) if cohort.image else ())),
            image=cohort.image,
        )

    def _free_page(self, id: str) -> _Content:
        content = self.whole.program.pages[id]
        fields = self.whole.scene.site.pages[id].fields
        return _Content(
            title=fields.nav_title or content.title,
            description=fields.description or content.lead or content.title,
            values={"content": content},
            people=tuple(t.person.id for t in content.testimonials),
            pictures=self.whole.scene.pictures_in(self.whole.scene.site.pages[id]),
            image=content.image,
            structured=structured_data.page(self.whole.view, content, absolute=self.absolute),
        )

    def _events(self, _: str) -> _Content:
        section, calendar = self.whole.view.sections["events"], self.whole.calendar
        locale = self.whole.scene.words.locale
        return _Content(
            title=section.title,
            description=section.lead or section.title,
            values={
                "months": calendar.months,
                "past": calendar.past,
                "calendar": calendar_months(calendar.occasions, self.whole.view.now, locale, at_most=2),
            },
        )

    def _event(self, id: str) -> _Content:
        event = self.whole.calendar.events[id]
        return _Content(
            title=event.title,
            description=event.summary or f"{event.title}, {event.dates}",
            values={"event": event, "next_dates": self.whole.calendar.days_of(id)},
            people=tuple(person.id for person in event.speakers),
            pictures=self.whole.scene.pictures_in(self.whole.scene.site.events[id]),
            image=event.image,
            structured=structured_data.event(self.whole.view, event, absolute=self.absolute),
        )

    def _galleries(self, _: str) -> _Content:
        section, galleries = self.whole.view.sections["galleries"], self.whole.view.galleries
        return _Content(
            title=section.title,
            description=section.lead or section.title,
            values={"galleries": galleries},
            pictures=tuple(photo for gallery in galleries for photo in gallery.photos),
        )

    def _gallery(self, id: str) -> _Content:
        gallery = self.whole.program.galleries[id]
        return _Content(
            title=gallery.title,
            description=gallery.summary or f"{gallery.title}: {gallery.count_label}",
            values={"gallery": gallery},
            pictures=gallery.photos,
            image=gallery.cover,
        )

    def _updates(self, _: str) -> _Content:
        section, updates = self.whole.view.sections["updates"], self.whole.view.updates
        return _Content(
            title=section.title,
            description=section.lead or section.title,
            values={"updates": updates},
            pictures=tuple(update.image for update in updates if update.image),
        )

    def _update(self, id: str) -> _Content:
        update = self.whole.program.updates[id]
        entry = self.whole.scene.site.updates[id]
        return _Content(
            title=update.title,
            description=update.summary,
            values={"update": update},
            people=entry.fields.mentions,
            pictures=self.whole.scene.pictures_in(entry),
            image=update.image,
            structured=structured_data.update(self.whole.view, update, absolute=self.absolute),
        )

    def _contact(self, _: str) -> _Content:
        section = self.whole.view.sections["contact"]
        return _Content(title=section.title, description=section.lead or section.title, values={})

    def _thanks(self, _: str) -> _Content:
        title = self.whole.scene.words.gettext("Thank you")
        return _Content(title=title, description=title, values={}, is_listed=False)

    def _lost(self, _: str) -> _Content:
        title = self.whole.scene.words.gettext("Page not found")
        return _Content(title=title, description=title, values={}, is_listed=False)


def _to_mentee(mentee: MenteeView | None) -> LinkView | None:
    if mentee is None:
        return None
    return LinkView(label=mentee.name, target=Target(path=mentee.path))
