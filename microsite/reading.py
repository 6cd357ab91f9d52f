"""A site folder -> the site, linked, planned and themed; or everything that is wrong with it, all together."""

from __future__ import annotations

from collections.abc import Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, has_errors
from microsite.core.scanning import SourceFile
from microsite.model import (
    clock,
    consent,
    contact,
    figures,
    links,
    names,
    news,
    occurrences,
    pictures,
    privacy,
    selection,
)
from microsite.model import collect as collecting
from microsite.model.entry import Entry, of_kind, settings_of
from microsite.model.file_entries import Known
from microsite.model.forgotten import forgotten
from microsite.model.renditions import ImageHeader, PictureFile
from microsite.model.schema.event import Event
from microsite.model.schema.site import SiteSettings
from microsite.model.site import Site
from microsite.model.terms import terms_of
from microsite.options import Options
from microsite.plan.planning import Plan, plan
from microsite.render import renditions
from microsite.render import theme as themes
from microsite.render.renditions import WorkerPool
from microsite.render.theme import Theme
from microsite.sources import Sources, no_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A site that was read: linked, planned and themed when nothing is wrong; `files` are its sources by path."""

    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, SourceFile]
    site: Site | None = None
    plan: Plan | None = None
    theme: Theme | None = None
    collected: collecting.Collected = collecting.NOTHING
    good_until: float | None = None

    @property
    def sound(self) -> tuple[Site, Plan, Theme]:
        """Give site, plan and theme of a reading without mistakes. Raises ValueError for another."""
        if has_errors(self.diagnostics) or self.site is None or self.plan is None or self.theme is None:
            raise ValueError("there are mistakes in this site")
        return self.site, self.plan, self.theme


def read(sources: Sources, options: Options, pool: WorkerPool, *, known: Known = lambda _: None) -> Reading:
    """Read, validate, admit, link and plan; every mistake of the site together."""
    collected = collecting.at_address(
        collecting.collect(sources.files, known=known, processes=pool.workers), options.url
    )
    settings = settings_of(collected.entries)
    files = {file.path: file for file in sources.files}
    if settings is None:
        missing = no_site(options)
        own = (missing,) if missing else links.lost_references(collected)
        return Reading(diagnostics=(*sources.diagnostics, *collected.diagnostics, *own), files=files)
    today, clock_problems = clock.today(settings, options.now)
    admitted = consent.admit(collected.entries, day=today, drafts=options.drafts, future=options.future)
    chosen = pictures.choose(admitted, media=collected.media, people=collected.people)
    linked = links.link(admitted, chosen, collected, today=today)
    theme, theme_problems = theme_of(settings, options)
    planned, unfit = _plan(linked.site, theme, options, pool)
    diagnostics = (
        *(*sources.diagnostics, *collected.diagnostics, *clock_problems, *admitted.diagnostics),
        *(*chosen.diagnostics, *linked.diagnostics, *theme_problems, *unfit, *contact.check(settings)),
        *(figures.check(admitted.entries, linked.site) if linked.site else ()),
        *(*privacy.check((*admitted.entries, *collected.remnants), settings), *names.named_anyway(admitted)),
        *forgotten(admitted, chosen, media=collected.media, today=today, unread=collected.unread),
        *occurrences.check(of_kind(admitted.entries, Event), zone=settings.fields.timezone),
    )
    return Reading(
        site=linked.site,
        plan=planned,
        theme=theme,
        collected=collected,
        diagnostics=diagnostics,
        files=files,
        good_until=clock.good_until(settings, options.now, today),
    )


def theme_of(settings: Entry[SiteSettings], options: Options) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Load the theme that the site chooses, or the one that is asked for instead; None with what is wrong."""
    choice = settings.fields.theme
    is_own = options.theme in (None, choice.name)
    return themes.load(
        options.theme or choice.name,
        site_folder=options.site,
        choices=choice.options if is_own else {},
        at=_where_chosen(settings) if is_own else lambda *_, **__: None,
    )


def _where_chosen(settings: Entry[SiteSettings]) -> themes.At:
    return lambda *loc, of_key=False: settings.position("theme", *loc, of_key=of_key)


def _plan(
    site: Site | None, theme: Theme | None, options: Options, pool: WorkerPool
) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    headers, unfit = _measure(site, options, pool)
    if site is None or theme is None:
        return None, unfit
    terms, unfit_terms = terms_of(site)
    planned = plan(site, terms=terms, headers=headers, profiles=theme.profiles, selection=theme.selection)
    unfit_tags = news.check(site.updates.values())
    lost = selection.check(site, theme.selection, chosen_at=theme.selected_at)
    return planned, (*unfit, *unfit_terms, *unfit_tags, *planned.diagnostics, *lost)


def _measure(
    site: Site | None, options: Options, pool: WorkerPool
) -> tuple[Mapping[str, ImageHeader], tuple[Diagnostic, ...]]:
    if site is None:
        return {}, ()
    named = [
        PictureFile(path=file.absolute, source_path=path, fingerprint=file.fingerprint)
        for path, file in sorted(site.media.items())
        if path in site.pictures
    ]
    measured = renditions.measure_all(named, cache=options.cache, pool=pool)
    headers = {path: found for path, found in measured.items() if isinstance(found, ImageHeader)}
    return headers, tuple(found for found in measured.values() if isinstance(found, Diagnostic))
