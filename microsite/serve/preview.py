"""A site folder -> what is shown of it, again and again, in one process that keeps warm what the next making needs.

The site is made in memory, so that drafts and mistakes never reach `output/`.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from microsite import traces
from microsite.core.diagnostics import Diagnostic, Severity, render_all
from microsite.core.failures import DiagnosedError, refused_by_disk
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.positions import Position
from microsite.core.publishing import Kept
from microsite.options import SOURCES, Options
from microsite.pipeline import BuildReport, make, stops
from microsite.render.renditions import WorkerPool
from microsite.render.theme import BUILT_IN
from microsite.serve.mistakes import pages, title_of
from microsite.serve.shown import Shown
from microsite.serve.watching import ANYTHING, Touched
from microsite.source.front_matter import decode
from microsite.sources import Sources, WatchedSources
from microsite.traces import Traces

CHANGED_MEANWHILE = "E160"
MOST_TRIES = 5
"""So often is what came of a site whose files changed meanwhile not shown."""

QUIET_S = 5.0
"""So long after the last save everything is looked at: seldom while somebody writes, as a save waits for it to end."""

Tell = Callable[[str], None]


class Preview:
    """Makes what is shown; a context manager that ends its workers."""

    def __init__(self, options: Options, tell: Tell) -> None:
        """Take what is asked for, and whom to tell how it went."""
        self._options = options
        self._tell = tell
        self._pool = WorkerPool(options.workers)
        self._store = traces.unwritten()
        self._good: dict[str, str] = {}  # the fingerprints of the files of the last good site
        self._good_until: float | None = None
        self._sources = WatchedSources(options)
        self._quiet_from: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()
        self._store.close()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give the folders whose files the site is made from; not all need to be there."""
        return (*(self._options.site / name for name in (*SOURCES, "themes")), BUILT_IN)

    def is_due(self) -> bool:
        """Tell, while nothing is saved, whether the day has ended that the site was made for, or a save was missed.

        The system may lose a word when many files are saved at once, so once it is quiet everything is looked at.
        """
        if self._quiet_from is not None and time.monotonic() >= self._quiet_from + QUIET_S:
            self._quiet_from = None
            if not self._sources.is_as_found():
                return True
        return self._good_until is not None and time.time() >= self._good_until

    def make(self, before: Shown, touched: Touched = ANYTHING) -> Shown:
        """Make the site anew after files were touched, and tell how it went; behind mistakes stays what was shown."""
        began = time.perf_counter()
        self._quiet_from = None if touched == ANYTHING else time.monotonic()
        self._good_until = None
        earlier = Traces(self._store, published=self._good)
        try:
            report = self._made(earlier, touched)
        except Exception:  # noqa: BLE001 (a mistake of ours must not end the preview of somebody who writes)
            return self._broken(before)
        self._good_until = report.good_until
        if stops(report.diagnostics, strict=self._options.strict):
            return Shown(files=before.files, mistakes=self._mistakes(report.diagnostics))
        earlier.keep(report.lasting)
        self._good = {path: _fingerprint(file) for path, file in report.artifacts.items()}
        number = sum(path.endswith(".html") for path in report.contents)
        self._tell(f"made {number} pages in {1000 * (time.perf_counter() - began):.0f} ms")
        return Shown(files=_files(report, before))

    def _made(self, earlier: Traces, touched: Touched) -> BuildReport:
        """Make the site, at once again while one of its files changes as it is made."""
        for _ in range(MOST_TRIES):
            report = self._made_once(earlier, touched)
            if not any(found.code == CHANGED_MEANWHILE for found in report.diagnostics):
                return report
            touched = ANYTHING
        return self._made_once(earlier, touched)

    def _made_once(self, earlier: Traces, touched: Touched) -> BuildReport:
        try:
            sources = self._sources.all() if touched == ANYTHING else self._sources.after(touched)
            return self._made_warm(earlier, sources)
        except DiagnosedError as error:
            return BuildReport(diagnostics=(error.diagnostic,), files={})
        except OSError as error:
            refused = refused_by_disk(error, lambda path: Path(path).name)
            return BuildReport(diagnostics=(refused,), files={})

    def _made_warm(self, earlier: Traces, sources: Sources) -> BuildReport:
        try:
            return make(self._options, earlier=earlier, pool=self._pool, sources=sources)
        except BaseException:  # it may have ended its workers
            self._pool.close()
            self._pool = WorkerPool(self._options.workers)
            raise

    def _mistakes(self, diagnostics: Sequence[Diagnostic]) -> dict[str, bytes]:
        stopping = (Severity.ERROR, Severity.WARNING) if self._options.strict else (Severity.ERROR,)
        found = {d for d in diagnostics if d.severity in stopping}
        self._tell(f"{render_all(tuple(found), self._line)}\n\n{title_of(len(found))}")
        return pages(found, self._lines)

    def _broken(self, before: Shown) -> Shown:
        self._tell(traceback.format_exc())
        found = Diagnostic(
            code="E921",
            message="microsite has stumbled over a mistake of its own",
            help="the terminal says more; change and save a file to try again",
        )
        return Shown(files=before.files, mistakes=pages((found,), self._lines))

    def _line(self, position: Position) -> str | None:
        lines = () if position == Position(path=position.path) else self._lines(position.path)
        return lines[position.line - 1] if position.line <= len(lines) else None

    def _lines(self, path: str) -> Sequence[str]:
        file = self._options.site / path
        text = decode(file.read_bytes(), path).text if file.is_file() else None
        return () if text is None else text.split("\n")


def _fingerprint(file: bytes | Path | Kept) -> str:
    match file:
        case Kept(fingerprint=known):
            return known
        case bytes():
            return fingerprint(file)
    return of_file(file)


def _files(report: BuildReport, before: Shown) -> dict[str, bytes | Path]:
    """Give all files of a site; those that were not made again are those that were shown before."""
    return {
        path: before.files[path] if isinstance(file, Kept) else file
        for path, file in report.artifacts.items()
    }
