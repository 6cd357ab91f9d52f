"""The one orchestrator: calls the stages in order and returns what came of it. Decides nothing, prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from microsite import announced, traces, unchanged
from microsite.announced import NOTHING_NEW, Announced
from microsite.core import locks, publishing
from microsite.core.dataclasses import dataclass, field, replace
from microsite.core.diagnostics import Diagnostic, Severity, has_errors
from microsite.core.publishing import Artifacts, Kept, PublishReport
from microsite.core.scanning import SourceFile
from microsite.model.cards import key_of_file
from microsite.model.site import Site
from microsite.options import SOURCES, Options
from microsite.plan import MEDIA_FOLDER
from microsite.render import renditions
from microsite.render.renditions import Places, Progress, WorkerPool
from microsite.resuming import Lasting, Standing
from microsite.sources import Sources, no_site, scan
from microsite.traces import Traces
from microsite.unchanged import Beginning

if TYPE_CHECKING:
    from microsite.render.artifacts import Drawn

IN_MEDIA = f"{MEDIA_FOLDER}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a site was made of: the ids of the people it shows, its rendition jobs, the fingerprints of its pictures.

    With `is_as_before` all of them are those of the build before.
    """

    people: frozenset[str] = frozenset()
    rendition_keys: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    is_as_before: bool = False


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
    lasting: Lasting = field(default_factory=Lasting)

    @property
    def contents(self) -> Mapping[str, bytes | Path]:
        """Give the files that this build made, without those that stand from an earlier one."""
        return {path: file for path, file in self.artifacts.items() if not isinstance(file, Kept)}

    @property
    def has_failed(self) -> bool:
        """Tell whether mistakes kept the site from being published."""
        return self.published is None


def build(options: Options, beginning: Beginning | None = None) -> BuildReport:
    """Build the site and publish it, whole or not at all; `beginning` is what was taken down before, if anything was.

    Raises DiagnosedError when the disk or another build stands in the way.
    """
    if refused := refusal(options):
        return BuildReport(diagnostics=(refused,), files={})
    with locks.build_lock(options.state) as notices:
        recovered = publishing.recover(output=options.output, state=options.state)
        began = beginning or unchanged.begin(options)
        with traces.opened(options, began.look) as earlier:
            report = make(options, earlier=earlier, sources=began.sources)
            diagnostics = (*notices, *recovered, *earlier.notices, *report.diagnostics)
            if stops(diagnostics, strict=options.strict):
                return replace(report, diagnostics=diagnostics)
            published = publishing.publish(
                report.artifacts, output=options.output, state=options.state, look=began.look
            )
            earlier.keep(report.lasting)
        _forget(options, report.made)
        announced.remember(options, report.announced)
        unchanged.remember(options, began, report)
    return replace(report, diagnostics=(*diagnostics, *published.notices), published=published)


def refusal(options: Options) -> Diagnostic | None:
    """Say why a site cannot be built from this folder, or not into that one; None when it can."""
    return no_site(options) or _unsafe_output(options)


def _unsafe_output(options: Options) -> Diagnostic | None:
    return publishing.unsafe_output(
        options.output,
        site=options.site,
        sources=[options.site / name for name in (*SOURCES, "themes")],
        state=options.state,
    )


def _forget(options: Options, made: Made) -> None:
    """Keep nothing of an earlier site that this one does not show: its pictures, and all of it if a person is gone."""
    if made.is_as_before:
        return
    renditions.prune(options.cache, keys=made.rendition_keys, sources=made.sources)
    if unchanged.people_of_last_build(options) - made.people:
        publishing.purge((), output=options.output, state=options.state)
        traces.forget(options)


def stops(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> bool:
    """Tell whether nothing may be published: an error, or with `strict` a warning."""
    return has_errors(diagnostics) or (strict and any(d.severity is Severity.WARNING for d in diagnostics))


def make(
    options: Options,
    *,
    earlier: Traces | None = None,
    pool: WorkerPool | None = None,
    sources: Sources | None = None,
) -> BuildReport:
    """Make every file of the site, but for those that `earlier` builds made and that stand, without publishing it.

    Done by workers of its own, or those of a pool that stays; from `sources`, or those that are there now.
    """
    earlier = earlier or Traces()
    with nullcontext(pool) if pool else WorkerPool(options.workers) as workers:
        sources = sources or scan(options)
        if standing := earlier.resume(sources, options):
            return _made_again(standing, sources, options, earlier, workers)
        return _made(sources, options, earlier, workers)


def _made(sources: Sources, options: Options, earlier: Traces, pool: WorkerPool) -> BuildReport:
    from microsite.model.next_change import next_change
    from microsite.reading import read

    reading = read(sources, options, pool, known=earlier.outcomes)
    if has_errors(reading.diagnostics) or not (reading.site and reading.plan and reading.theme):
        return BuildReport(diagnostics=reading.diagnostics, files=reading.files)
    jobs = tuple(reading.plan.renditions.values())
    made = renditions.make_all(jobs, cache=options.cache, pool=pool, on_progress=options.on_progress)
    drawn = earlier.draw(reading, options, processes=pool.workers)
    cards = renditions.make_cards(drawn.cards, cache=options.cache, pool=pool)
    pictures_made = {**made.by_key, **cards.by_key}
    report = BuildReport(
        diagnostics=(*reading.diagnostics, *made.diagnostics, *cards.diagnostics),
        files=reading.files,
        made=Made(
            people=frozenset((*reading.site.mentees, *reading.site.mentors)),
            rendition_keys=frozenset((*pictures_made, *map(key_of_file, drawn.standing_cards))),
            sources=frozenset(job.picture.fingerprint for job in jobs),
        ),
        pictures=made.progress,
        good_until=reading.good_until,
        sources={page.path: page.source for page in reading.plan.pages},
    )
    names = {*(file.name for files in pictures_made.values() for file in files), *drawn.standing_cards}
    return _with_files(report, drawn, names, reading.site, next_change(reading.site), options, earlier)


def _made_again(
    standing: Standing, sources: Sources, options: Options, earlier: Traces, pool: WorkerPool
) -> BuildReport:
    """Make what an edit reaches that leaves all else as it was: people, pictures, and what is on which page."""
    drawn = earlier.redraw(standing)
    cards = renditions.make_cards(drawn.cards, cache=options.cache, pool=pool)
    count = standing.pictures
    report = BuildReport(
        diagnostics=(*standing.diagnostics, *cards.diagnostics),
        files={file.path: file for file in sources.files},
        made=Made(is_as_before=True),
        pictures=Progress(done=count, total=count, from_cache=count),
        good_until=standing.good_until,
    )
    pictures = {path.removeprefix(IN_MEDIA) for path in earlier.published if path.startswith(IN_MEDIA)}
    drawn_cards = {file.name for files in cards.by_key.values() for file in files}
    names = pictures - earlier.standing_cards() | drawn.standing_cards | drawn_cards
    return _with_files(report, drawn, names, standing.site, standing.due, options, earlier)


def _with_files(
    report: BuildReport,
    drawn: Drawn,
    media: Iterable[str],
    site: Site,
    due: date | None,
    options: Options,
    earlier: Traces,
) -> BuildReport:
    from microsite.render import artifacts

    told = announced.compare(options, drawn.files, site)
    files = artifacts.with_manifest(
        {**drawn.files, **_media(media, options, earlier)}, built_for=site.today, due=due
    )
    return replace(
        report,
        diagnostics=(*report.diagnostics, *drawn.faults, *told.diagnostics),
        artifacts=files,
        drawn=drawn.drawn,
        explanation=earlier.explain(options.explain) if options.explain else (),
        announced=told,
        lasting=Lasting(
            diagnostics=report.diagnostics, files=len(files), pictures=report.pictures.total, due=due
        ),
    )


def _media(names: Iterable[str], options: Options, earlier: Traces) -> dict[str, Path | Kept]:
    folder = Places(cache=options.cache).files
    paths = {f"{MEDIA_FOLDER}/{name}": name for name in names}
    return {path: earlier.standing(path) or folder / name for path, name in paths.items()}
