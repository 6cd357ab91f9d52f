"""The one orchestrator: calls the stages in order and returns what came of it. Decides nothing, prints nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from microsite import announced, traces, unchanged
from microsite.announced import NOTHING_NEW, Announced
from microsite.core import locks, publishing, scanning
from microsite.core.diagnostics import Diagnostic, Severity, has_errors
from microsite.core.publishing import Artifacts, Kept, PublishReport
from microsite.core.scanning import SourceFile
from microsite.model import (
    clock,
    consent,
    contact,
    figures,
    links,
    news,
    occurrences,
    pictures,
    privacy,
    selection,
)
from microsite.model import collect as collecting
from microsite.model.cards import key_of_file
from microsite.model.entry import Entry, of_kind, settings_of
from microsite.model.forgotten import forgotten
from microsite.model.names import named_anyway
from microsite.model.renditions import ImageHeader, PictureFile
from microsite.model.schema.event import Event
from microsite.model.schema.site import SiteSettings
from microsite.model.site import Site
from microsite.model.terms import terms_of
from microsite.options import SOURCES, Options
from microsite.plan import MEDIA_FOLDER, SETTINGS, Plan, plan
from microsite.render import renditions
from microsite.render import theme as themes
from microsite.render.renditions import Places, Progress, WorkerPool
from microsite.render.theme import Theme
from microsite.traces import Traces


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a site was made of: the ids of the people it shows, its rendition jobs, the fingerprints of its pictures."""

    people: frozenset[str] = frozenset()
    rendition_keys: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build came to; `published` is None when nothing was.

    `good_until` is the time (seconds since 1970) at which the day it was made for ends; None when that is pinned.
    `sources` has the file that each page comes from, by output path; `drawn` are the pages that were drawn, and not
    left as they stood. `explanation` says why the page that was asked about was drawn, or why not.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, SourceFile]
    artifacts: Artifacts = field(default_factory=dict)
    made: Made = field(default_factory=Made)
    published: PublishReport | None = None
    pictures: Progress = field(default_factory=Progress)
    good_until: float | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    drawn: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    announced: Announced = NOTHING_NEW

    @property
    def contents(self) -> Mapping[str, bytes | Path]:
        """Give the files that this build made, without those that stand from an earlier one."""
        return {path: file for path, file in self.artifacts.items() if not isinstance(file, Kept)}

    @property
    def has_failed(self) -> bool:
        """Tell whether mistakes kept the site from being published."""
        return self.published is None


def build(options: Options) -> BuildReport:
    """Build the site and publish it, whole or not at all.

    Raises DiagnosedError when the disk or another build stands in the way.
    """
    if refused := refusal(options):
        return BuildReport(diagnostics=(refused,), files={})
    with locks.build_lock(options.state) as notices:
        recovered = publishing.recover(output=options.output, state=options.state)
        began = unchanged.begin(options)
        with traces.opened(options) as earlier:
            report = make(options, earlier=earlier)
            diagnostics = (*notices, *recovered, *earlier.notices, *report.diagnostics)
            if stops(diagnostics, strict=options.strict):
                return replace(report, diagnostics=diagnostics)
            published = publishing.publish(report.artifacts, output=options.output, state=options.state)
            earlier.keep()
        _forget(options, report.made)
        announced.remember(options, report.announced)
        unchanged.remember(options, began, report)
    return replace(report, diagnostics=(*diagnostics, *published.notices), published=published)


def refusal(options: Options) -> Diagnostic | None:
    """Say why a site cannot be built from this folder, or not into that one; None when it can."""
    return _no_site(options) or _unsafe_output(options)


def _no_site(options: Options) -> Diagnostic | None:
    if os.path.lexists(options.site / SETTINGS):
        return None
    return Diagnostic(
        code="E700",
        message=f"there is no `{SETTINGS}`, so this is not the folder of a site",
        help="go to the folder that holds `content/`, or begin a site with `microsite new site NAME`",
    )


def _unsafe_output(options: Options) -> Diagnostic | None:
    return publishing.unsafe_output(
        options.output,
        site=options.site,
        sources=[options.site / name for name in (*SOURCES, "themes")],
        state=options.state,
    )


def _forget(options: Options, made: Made) -> None:
    """Keep nothing of an earlier site that this one does not show: its pictures, and all of it if a person is gone."""
    renditions.prune(options.cache, keys=made.rendition_keys, sources=made.sources)
    if unchanged.people_of_last_build(options) - made.people:
        publishing.purge((), output=options.output, state=options.state)
        traces.forget(options)


def stops(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> bool:
    """Tell whether nothing may be published: an error, or with `strict` a warning."""
    return has_errors(diagnostics) or (strict and any(d.severity is Severity.WARNING for d in diagnostics))


def make(options: Options, *, earlier: Traces | None = None, pool: WorkerPool | None = None) -> BuildReport:
    """Make every file of the site, but for those that `earlier` builds made and that stand, without publishing it.

    Done by workers of its own, or those of a pool that stays.
    """
    from microsite.render import artifacts

    earlier = earlier or Traces()
    with nullcontext(pool) if pool else WorkerPool(options.workers) as workers:
        reading = read(options, workers, known=earlier.outcomes)
        if has_errors(reading.diagnostics) or not (reading.site and reading.plan and reading.theme):
            return BuildReport(diagnostics=reading.diagnostics, files=reading.files)
        jobs = tuple(reading.plan.renditions.values())
        made = renditions.make_all(jobs, cache=options.cache, pool=workers, on_progress=options.on_progress)
        drawn = earlier.draw(reading.site, reading.plan, reading.theme, reading.collected)
        cards = renditions.make_cards(drawn.cards, cache=options.cache, pool=workers)
    told = announced.compare(options, drawn.files, reading.site)
    pictures_made = {**made.by_key, **cards.by_key}
    names = {*(file.name for files in pictures_made.values() for file in files), *drawn.standing_cards}
    media = _media(names, options, earlier)
    return BuildReport(
        diagnostics=(
            *(*reading.diagnostics, *made.diagnostics, *cards.diagnostics),
            *(*drawn.faults, *told.diagnostics),
        ),
        files=reading.files,
        artifacts=artifacts.with_manifest({**drawn.files, **media}, reading.site),
        made=Made(
            people=frozenset((*reading.site.mentees, *reading.site.mentors)),
            rendition_keys=frozenset((*pictures_made, *map(key_of_file, drawn.standing_cards))),
            sources=frozenset(job.picture.fingerprint for job in jobs),
        ),
        pictures=made.progress,
        good_until=reading.good_until,
        sources={page.path: page.source for page in reading.plan.pages},
        drawn=drawn.drawn,
        explanation=earlier.explain(options.explain) if options.explain else (),
        announced=told,
    )


def _media(names: Iterable[str], options: Options, earlier: Traces) -> dict[str, Path | Kept]:
    folder = Places(cache=options.cache).files
    paths = {f"{MEDIA_FOLDER}/{name}": name for name in names}
    return {path: earlier.standing(path) or folder / name for path, name in paths.items()}


def read(options: Options, pool: WorkerPool, *, known: collecting.Known = lambda _: None) -> Reading:
    """Read, validate, admit, link and plan; every mistake of the site together."""
    found, problems = _scan(options)
    collected = collecting.at_address(collecting.collect(found, known=known), options.url)
    settings = settings_of(collected.entries)
    files = {file.path: file for file in found}
    if settings is None:
        missing = _no_site(options)
        own = (missing,) if missing else links.lost_references(collected)
        return Reading(diagnostics=(*problems, *collected.diagnostics, *own), files=files)
    today, clock_problems = clock.today(settings, options.now)
    admitted = consent.admit(collected.entries, day=today, drafts=options.drafts, future=options.future)
    chosen = pictures.choose(admitted, media=collected.media, people=collected.people)
    linked = links.link(admitted, chosen, collected, today=today)
    theme, theme_problems = _theme(settings, options)
    planned, unfit = _plan(linked.site, theme, options, pool)
    diagnostics = (
        *(*problems, *collected.diagnostics, *clock_problems, *admitted.diagnostics, *chosen.diagnostics),
        *(*linked.diagnostics, *theme_problems, *unfit, *contact.check(settings)),
        *(figures.check(linked.site) if linked.site else ()),
        *(*privacy.check(admitted, settings, remnants=collected.remnants), *named_anyway(admitted)),
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


def _scan(options: Options) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Find the source files; those that were not touched since the last scan are not read again."""
    known, notices = scanning.recall(options.fingerprints)
    began_ns = time.time_ns()
    found, problems = scanning.scan(options.site, *SOURCES, known=known)
    if options.state.is_dir():
        scanning.remember(found, options.fingerprints, scanned_at_ns=began_ns)
    return found, (*notices, *problems)


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


def _where_chosen(settings: Entry[SiteSettings]) -> themes.At:
    return lambda *loc, of_key=False: settings.position("theme", *loc, of_key=of_key)


def _theme(settings: Entry[SiteSettings], options: Options) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    choice = settings.fields.theme
    is_own = options.theme in (None, choice.name)
    return themes.load(
        options.theme or choice.name,
        site_folder=options.site,
        choices=choice.options if is_own else {},
        at=_where_chosen(settings) if is_own else lambda *_, **__: None,
    )
