"""The settings and everything presented -> the SiteView that every page shares."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from microsite.core.dataclasses import dataclass
from microsite.incremental import answered
from microsite.model.contact import FormContract, contract
from microsite.model.schema.page import Action
from microsite.model.schema.site import SiteSettings
from microsite.plan import LIST_PATHS, mentor_calendar_path
from microsite.render.present.events import Calendar
from microsite.render.present.facets import Facets
from microsite.render.present.indexes import Indexes
from microsite.render.present.news import News
from microsite.render.present.outcomes import Results
from microsite.render.present.people import People
from microsite.render.present.program import Program
from microsite.render.present.scene import ScenePresenter
from microsite.render.present.search import Search
from microsite.render.present.similar import Similarity
from microsite.render.views import (
    ContactFormView,
    CoordinatorView,
    FacetView,
    FieldView,
    FooterColumn,
    LinkView,
    SectionView,
    SiteView,
    SubscriptionView,
)

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


@dataclass(frozen=True, kw_only=True)
class Whole(ScenePresenter):
    """Presents a scene as one site."""

    @cached_property
    def people(self) -> People:
        """Everyone."""
        return People(scene=self.scene)

    @cached_property
    def calendar(self) -> Calendar:
        """All events."""
        return Calendar(scene=self.scene, people=self.people)

    @cached_property
    def program(self) -> Program:
        """Cohorts, galleries, news and pages."""
        return Program(
            scene=self.scene,
            people=self.people,
            calendar=self.calendar,
            results=self.results,
            indexes=self.indexes,
        )

    @cached_property
    def indexes(self) -> Indexes:
        """Who belongs to whom."""
        return Indexes(scene=self.scene, people=self.people)

    @cached_property
    def similarity(self) -> Similarity:
        """Who is like whom."""
        return Similarity(scene=self.scene, people=self.people)

    @cached_property
    def news(self) -> News:
        """The news."""
        return News(scene=self.scene, people=self.people)

    @cached_property
    def results(self) -> Results:
        """What became of people."""
        return Results(scene=self.scene)

    @cached_property
    def search(self) -> Search:
        """What a directory of several pages is searched by."""
        return Search(scene=self.scene, people=self.people)

    @answered
    def form(self) -> FormContract:
        """How the contact form is sent."""
        return contract(self._settings, thanks_path=LIST_PATHS["thanks"])

    @property
    def _settings(self) -> SiteSettings:
        return self.scene.site.settings.fields

    @answered
    def view(self) -> SiteView:
        """The site as templates see it."""
        settings, site = self._settings, self.scene.site
        language = settings.languages[0]
        return SiteView(
            name=settings.name,
            tagline=settings.tagline,
            description=settings.description or settings.tagline,
            language=language,
            direction="rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
            url=settings.url or "",
            now=site.today,
            as_of=settings.as_of,
            sample_notice=settings.sample_notice or "",
            organisation_name=settings.organisation.name,
            organisation_url=settings.organisation.url or "",
            coordinator=self._coordinator(),
            contact_form=self._contact_form(),
            navigation=tuple(self._links(settings.navigation)),
            footer_text=settings.footer.text or "",
            footer_note=settings.footer.note or "",
            footer_columns=tuple(
                FooterColumn(title=column.title, links=tuple(self._links(column.links)))
                for column in settings.footer.columns
            ),
            sections=self._sections(),
            **self._cohorts(),
            mentees=self.people.available_first,
            mentors=tuple(self.people.mentors.values()),
            partners=tuple(self.people.partners.values()),
            events=self.calendar.occasions,
            updates=tuple(self.news.updates.values()),
            galleries=tuple(self.program.galleries.values()),
            facets=self._facets(),
            has=self._parts(),
            feed_path=self.scene.made(LIST_PATHS["feed"]) if site.updates else "",
            calendar=self.calendar.subscription(LIST_PATHS["calendar"], name=settings.name)
            if site.has_calendar
            else None,
            mentor_calendars=self._mentor_calendars(),
        )

    def _cohorts(self) -> dict[str, Any]:
        site, cohorts = self.scene.site, self.program.cohorts
        chosen = {"current": site.current_cohort, "next": site.next_cohort, "called": site.called_cohort}
        return {
            "cohorts": tuple(cohorts.values()),
            **{f"{which}_cohort": cohorts[entry.id] if entry else None for which, entry in chosen.items()},
        }

    def _mentor_calendars(self) -> dict[str, SubscriptionView]:
        paths = {id: mentor_calendar_path(id) for id in self.scene.site.mentors}
        found = {id: self.calendar.subscription(path, name=self._settings.name) for id, path in paths.items()}
        return {id: view for id, view in found.items() if view}

    def _links(self, actions: Iterable[Action]) -> Iterable[LinkView]:
        entry = self.scene.site.settings
        return (self.scene.link(entry, action.label, action.to) for action in actions)

    def _coordinator(self) -> CoordinatorView:
        coordinator = self._settings.coordinator
        return CoordinatorView(
            name=coordinator.name,
            first_name=coordinator.name.split()[0],
            email=coordinator.email,
            job_title=coordinator.job_title or "",
            address=coordinator.address,
            promise=coordinator.promise or "",
        )

    def _contact_form(self) -> ContactFormView:
        words, form = self.scene.words, self._settings.contact_form
        topics = tuple((topic.id, topic.label) for topic in form.topics)
        return ContactFormView(
            provider=self.form.provider.value,
            action=self.form.action,
            method=self.form.method,
            enctype=self.form.enctype,
            hidden=tuple(FieldView(name=field.name, value=field.value) for field in self.form.hidden),
            honeypot=self.form.honeypot,
            field_names=self.form.field_names,
            choice=self.form.choice,
            topics=topics,
            privacy=form.privacy or words.gettext("We use your details to answer you, and for nothing else."),
        )

    def _sections(self) -> dict[str, SectionView]:
        words, own = self.scene.words, self._settings.sections
        gettext = words.gettext
        titles = {
            "mentees": gettext("Meet the mentees"),
            "events": gettext("Events"),
            "updates": gettext("Updates"),
            "galleries": gettext("Gallery"),
            "outcomes": gettext("What became of them"),
            "contact": gettext("Write to %(name)s") % {"name": self._settings.coordinator.name},
        }
        views = {}
        for name, title in titles.items():
            texts = getattr(own, name)
            views[name] = SectionView(
                title=texts.title if texts else title,
                lead=(texts.lead or "") if texts else "",
                path=LIST_PATHS[name],
            )
        return views

    def _parts(self) -> tuple[str, ...]:
        parts = {
            "mentees": self.people.available_first,
            "events": self.calendar.occasions,
            "galleries": self.program.galleries,
            "updates": self.news.updates,
        }
        return (*(name for name, members in parts.items() if members), "contact")

    def _facets(self) -> tuple[FacetView, ...]:
        scene = self.scene
        return Facets(
            terms={t: [scene.term_view(t, key) for key in terms] for t, terms in scene.plan.terms.items()},
            words=scene.words,
            local_language=self._settings.local_language or "",
        ).views()
