"""What the last build was made from -> whether anything of it has changed since. When not, there is nothing to do.

Files are looked at by what the disk tells of them, and read where it tells of a change; only the standard library is
imported: this answers before anything that could build is loaded. A file of a theme or of this program that was touched
shortly before the build began is never believed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from microsite import __version__
from microsite.core import locks, publishing
from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, as_data, from_data
from microsite.core.disk import DISK
from microsite.core.state_files import Json, read_state, write_state
from microsite.options import Options
from microsite.sources import Sources, scan

if TYPE_CHECKING:
    from microsite.pipeline import BuildReport

MARGIN_NS = 2_000_000_000
PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a build begins from: the moment, its sources, what the disk tells of themes and of this program.

    `look` sees what stands of the last build.
    """

    at_ns: int
    sources: Sources
    stamps: Mapping[str, list[int]]
    look: publishing.Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What still stands from the last build: what it said, and how many pages and pictures it made."""

    diagnostics: tuple[Diagnostic, ...]
    pages: int
    pictures: int


def begin(options: Options, *, meanwhile: Callable[[], object] = int) -> Beginning:
    """Take down what a build begins from; on a large site something else can be done `meanwhile`."""
    at_ns = time.time_ns()
    look = publishing.look(output=options.output, state=options.state, may_fork=options.workers != 1)
    sources = scan(options, meanwhile=meanwhile)
    return Beginning(at_ns=at_ns, sources=sources, stamps=_stamps(options), look=look)


def remember(options: Options, beginning: Beginning, report: BuildReport) -> None:
    """Keep what a published build was made from. Raises OSError."""
    people = people_of_last_build(options) if report.made.is_as_before else report.made.people
    write_state(
        options.last_build,
        {
            "asked": _asked(options),
            "at_ns": beginning.at_ns,
            "sources": beginning.sources.digest,
            "stamps": beginning.stamps,
            "until": report.good_until,
            "diagnostics": [as_data(diagnostic) for diagnostic in report.diagnostics],
            "people": sorted(people),
            "files": len(report.artifacts),
            "pages": sum(path.endswith(".html") for path in report.artifacts),
            "pictures": sum(path.startswith("media/") for path in report.artifacts),
        },
    )


def _load_what_builds() -> None:
    for module in ("microsite.pipeline", "microsite.render.artifacts", "markdown"):
        import_module(module)


def people_of_last_build(options: Options) -> frozenset[str]:
    """Give the ids of the people whom the last build showed."""
    value, _ = read_state(options.last_build)
    people = value.get("people") if isinstance(value, dict) else None
    return frozenset(str(person) for person in people) if isinstance(people, list) else frozenset()


def recall(options: Options) -> Kept | Beginning | None:
    """Tell what still stands; what a build begins from, if that was looked at, when the site must be built.

    While a large site is looked at, what builds is loaded.
    """
    if not options.last_build.is_file():
        return None
    beginning = begin(options, meanwhile=_load_what_builds)
    with locks.build_lock(options.state):
        value, _ = read_state(options.last_build)
        if not isinstance(value, dict) or not _still_holds(value, options, beginning):
            return beginning
        published = publishing.published(output=options.output, state=options.state, look=beginning.look)
    if len(published) != value["files"]:
        return beginning
    return Kept(
        diagnostics=tuple(from_data(data) for data in _rows(value["diagnostics"])),
        pages=_number(value["pages"]),
        pictures=_number(value["pictures"]),
    )


def _still_holds(value: Mapping[str, Json], options: Options, beginning: Beginning) -> bool:
    until, at_ns, now = value["until"], _number(value["at_ns"]), beginning.stamps
    if value["asked"] != _asked(options) or (isinstance(until, int | float) and time.time() >= until):
        return False
    if value["stamps"] != now or any(
        max(mtime, ctime) + MARGIN_NS >= at_ns for _, mtime, ctime in now.values()
    ):
        return False
    return not beginning.sources.diagnostics and value["sources"] == beginning.sources.digest


def _asked(options: Options) -> list[Json]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return [
        __version__,
        str(options.output),
        options.theme,
        options.url,
        options.drafts,
        options.future,
        options.now,
        options.strict,
        epoch,
    ]


def _stamps(options: Options) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    folders = [os.fspath(root) for root in (options.site / "themes", PACKAGE)]
    while folders:
        for entry in _entries(folders.pop()):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                there = entry.stat(follow_symlinks=False)
                found[entry.path] = [there.st_size, there.st_mtime_ns, there.st_ctime_ns]
    return found


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """List a folder; one that is not there, or that nobody may list, has nothing (reading tells of it)."""
    try:
        return [entry for entry in DISK.entries(folder) if entry.name != "__pycache__"]
    except OSError:
        return []


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _rows(value: Json) -> list[dict[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
