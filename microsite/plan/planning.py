"""Site -> everything that will exist: one output path a job, or a diagnostic that names both sources.

Knows what exists, not how it looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from microsite.core.dataclasses import dataclass, replace
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.paging import is_paged, part_path, parts_of, search_parts, search_path
from microsite.model.renditions import ImageHeader, PictureFile, Profile, RenditionJob
from microsite.model.selection import EVERYTHING, Selection
from microsite.model.site import Site
from microsite.model.terms import TAXONOMIES, Term
from microsite.plan.jobs import CopyJob, DocumentJob, PageJob
from microsite.plan.news import news_pages
from microsite.plan.paths import (
    HOSTING_PATHS,
    LIST_PATHS,
    SETTINGS,
    cohort_calendar_path,
    cv_path,
    document_path,
    event_calendar_path,
    mentor_calendar_path,
    outcomes_path,
    path_of,
    qr_code_path,
    resume_path,
)

NAMED_BY_TERMS = ("term", "tag")
"""Templates of pages whose addresses are checked with the terms and tags that name them."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Every job. `renditions` is by source path of the picture."""

    pages: tuple[PageJob, ...]
    documents: tuple[DocumentJob, ...]
    copies: tuple[CopyJob, ...]
    renditions: Mapping[str, RenditionJob]
    terms: Mapping[str, Mapping[str, Term]]
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def by_path(self) -> Mapping[str, PageJob]:
        """Give the page jobs by output path."""
        return {job.path: job for job in self.pages}

    @cached_property
    def documents_by_path(self) -> Mapping[str, DocumentJob]:
        """Give the document jobs by output path."""
        return {job.path: job for job in self.documents}

    @cached_property
    def paths(self) -> frozenset[str]:
        """Give the output path of every page, document and copy."""
        return frozenset(job.path for jobs in (self.pages, self.documents, self.copies) for job in jobs)


def plan(
    site: Site,
    *,
    terms: Mapping[str, Mapping[str, Term]],
    headers: Mapping[str, ImageHeader],
    profiles: Mapping[str, Profile],
    selection: Selection = EVERYTHING,
) -> Plan:
    """List everything of the site that the theme selects; `headers` are the measured pictures by source path."""
    shown = {taxonomy: terms[taxonomy] for taxonomy in TAXONOMIES if taxonomy in selection.taxonomies}
    pages = tuple(page for page in _pages(site, shown) if page.template in selection.templates)
    chosen = (document for document in _documents(site) if document.form in selection.forms)
    documents = (*chosen, *_hosting(site))
    copies = tuple(_copies(site))
    jobs = dict(_renditions(site, headers, profiles))
    named = [
        *(
            (page.path, page.source) for page in pages if page.template not in ("term", "tag")
        ),  # those are checked by their names
        *((document.path, document.source) for document in documents),
        *((copy.path, copy.file.path) for copy in copies),
    ]
    return Plan(
        pages=pages,
        documents=documents,
        copies=copies,
        renditions=jobs,
        terms=terms,
        diagnostics=tuple(_collisions(named)),
    )


def _pages(site: Site, terms: Mapping[str, Mapping[str, Term]]) -> Iterator[PageJob]:
    settings = site.settings.path
    templates = {"home": "home", "contact": "contact", "thanks": "thanks", "404": "404"}
    lists = {
        "mentees": site.mentees,
        "events": site.has_calendar,
        "updates": site.updates,
        "galleries": site.galleries,
        "outcomes": site.reporting,
    }
    linked = _linked(site)
    templates |= {name: name for name, entries in lists.items() if entries or name in linked}
    if "mentees" in templates and is_paged(site):
        templates["mentees"] = "directory"
    for name, template in templates.items():
        source = site.pages["index"].path if name == "home" and "index" in site.pages else settings
        page = PageJob(path=LIST_PATHS[name], template=template, subject="index", section=name, source=source)
        yield from _parts(site, page, len(site.mentees)) if template == "directory" else (page,)
    groups = (
        (site.cohorts, "cohort", "cohorts"),
        (site.mentees, "mentee", "mentees"),
        (site.events, "event", "events"),
        (site.updates, "update", "updates"),
        (site.galleries, "gallery", "galleries"),
        ({id: e for id, e in site.pages.items() if id != "index"}, "page", ""),
    )
    for entries, template, section in groups:
        for id, entry in entries.items():
            yield PageJob(
                path=path_of(entry.kind, id),
                template=template,
                subject=id,
                section=section or id,
                source=entry.path,
            )
    yield from _term_pages(site, terms)
    yield from news_pages(site)


def _term_pages(site: Site, terms: Mapping[str, Mapping[str, Term]]) -> Iterator[PageJob]:
    for taxonomy, found in terms.items():
        for key, term in found.items():
            first = PageJob(
                path=f"mentees/{taxonomy}/{term.slug}/index.html",
                template="term",
                subject=f"{taxonomy}:{key}",
                section="mentees",
                source=site.mentees[term.mentee_ids[0]].path,
            )
            yield from _parts(site, first, len(term.mentee_ids))


def _parts(site: Site, first: PageJob, count: int) -> Iterator[PageJob]:
    """Give every page of a list of people, by its first."""
    for part in parts_of(site, count):
        yield replace(first, path=part_path(first.path, part), part=part)


def _linked(site: Site) -> frozenset[str]:
    """Give the kinds that links lead to: a list page that is linked exists, even while it is empty."""
    return frozenset(destination.kind for destination in site.destinations.values())


def _documents(site: Site) -> Iterator[DocumentJob]:
    has_address, linked = site.settings.fields.url is not None, _linked(site)
    if has_address:
        yield DocumentJob(path="sitemap.xml", form="sitemap")
        if site.updates or "feed" in linked:
            yield DocumentJob(path="updates/feed.xml", form="atom")
            yield DocumentJob(path="updates/feed.json", form="json_feed")
    yield DocumentJob(path="robots.txt", form="robots")
    yield from _calendars(site, linked)
    yield from _outcome_files(site)
    if site.mentees:
        yield DocumentJob(path="mentees/index.json", form="mentees_index")
    for id, mentee in site.mentees.items():
        yield DocumentJob(path=resume_path(id), form="resume", subject=id, source=mentee.path)
        if has_address:
            yield DocumentJob(path=qr_code_path(id), form="qr_code", subject=id, source=mentee.path)
    yield from _search_index(site)


def _search_index(site: Site) -> Iterator[DocumentJob]:
    if is_paged(site):
        for name in search_parts(len(site.mentees)):
            yield DocumentJob(path=search_path(name), form="search", subject=name)


def _outcome_files(site: Site) -> Iterator[DocumentJob]:
    for id in ("", *site.reporting) if site.reporting else ():
        source = site.cohorts[id].path if id else SETTINGS
        for ending in ("csv", "json"):
            path = outcomes_path(id, ending)
            yield DocumentJob(path=path, form=f"outcomes_{ending}", subject=id, source=source)


def _calendars(site: Site, linked: frozenset[str]) -> Iterator[DocumentJob]:
    if site.has_calendar or "calendar" in linked:
        yield DocumentJob(path=LIST_PATHS["calendar"], form="calendar")
    for id, event in site.events.items():
        if event.fields.start_date:
            path = event_calendar_path(id)
            yield DocumentJob(path=path, form="event_calendar", subject=id, source=event.path)
    for id, cohort in site.cohorts.items():
        if site.has_dates(cohort):
            path = cohort_calendar_path(id)
            yield DocumentJob(path=path, form="cohort_calendar", subject=id, source=cohort.path)
    for id, mentor in site.mentors.items():
        if site.events_of_mentor(id):
            path = mentor_calendar_path(id)
            yield DocumentJob(path=path, form="mentor_calendar", subject=id, source=mentor.path)


def _hosting(site: Site) -> Iterator[DocumentJob]:
    """List what the host asks for, which is no theme's to leave out."""
    host = site.settings.fields.hosting.provider
    if host in HOSTING_PATHS:
        yield DocumentJob(path=HOSTING_PATHS[host], form="hosting", subject=host)


def _copies(site: Site) -> Iterator[CopyJob]:
    for id, mentee in site.mentees.items():
        if file := site.cv_of(mentee):
            yield CopyJob(path=cv_path(f"mentees/{id}"), file=file, subject=id)
    linked = {destination.media for destination in site.destinations.values() if destination.media}
    for source_path in sorted(linked):
        if not source_path.startswith("mentees/"):
            yield CopyJob(path=document_path(source_path), file=site.media[source_path])


def _renditions(
    site: Site, headers: Mapping[str, ImageHeader], profiles: Mapping[str, Profile]
) -> Iterator[tuple[str, RenditionJob]]:
    for path, photograph in sorted(site.pictures.items()):
        if path not in headers:
            continue
        file = site.media[path]
        yield (
            path,
            RenditionJob(
                picture=PictureFile(path=file.absolute, source_path=path, fingerprint=file.fingerprint),
                header=headers[path],
                profile=profiles[photograph.profile],
                focal_point=(photograph.focal_point.x, photograph.focal_point.y),
                people=photograph.depicts,
            ),
        )


def _collisions(named: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for path, source in named:
        key = path.casefold()
        if key in first:
            yield _collision(path, first[key], source)
        first.setdefault(key, source)


def _collision(path: str, other: str, source: str) -> Diagnostic:
    """Point at the file that can be renamed: an entry, rather than the settings that every site has."""
    of_the_site = "is a page that every site has" if other == SETTINGS else f"is made from `{other}`"
    return Diagnostic(
        code="E804",
        message=f"this would be published at `{path.removesuffix('index.html')}`, which {of_the_site}",
        position=Position(path=source),
        help="rename this file or folder, or the other one"
        if other != SETTINGS
        else "rename this file or folder",
    )
