"""A site folder -> the files that its site is made from, each with a fingerprint; what is known of them is kept."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from microsite.core import known_files, scanning
from microsite.core.dataclasses import dataclass, replace
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK
from microsite.core.files import folders_of, status
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.known_files import Stamp
from microsite.core.scanning import SourceFile
from microsite.options import SOURCES, Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files that a site is made from, sorted by path, and what is wrong with their names and bytes."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def digest(self) -> str:
        """Hash which files there are, and what is in them."""
        return fingerprint("\0".join(f"{file.path}\0{file.fingerprint}" for file in self.files).encode())


def no_site(options: Options) -> Diagnostic | None:
    """Say why a folder is not that of a site; None when it is."""
    from microsite.plan import SETTINGS

    if os.path.lexists(options.site / SETTINGS):
        return None
    return Diagnostic(
        code="E700",
        message=f"there is no `{SETTINGS}`, so this is not the folder of a site",
        help="go to the folder that holds `content/`, or begin a site with `microsite new site NAME`",
    )


def scan(options: Options, *, meanwhile: Callable[[], object] = int) -> Sources:
    """Find the source files; those that were not touched since the last scan are not read again.

    Where there are many, a fork looks at them too, and something else can be done `meanwhile`.
    """
    known, notices = known_files.recall(options.fingerprints)
    began_ns = time.time_ns()
    found, problems = scanning.scan(options.site, *SOURCES, known=known, meanwhile=meanwhile)
    if not known.serves(found) and options.state.is_dir():
        with suppress(
            FileNotFoundError, FileExistsError
        ):  # a preview or a check keeps the same at that moment
            known_files.remember(found, options.fingerprints, scanned_at_ns=began_ns)
    return Sources(files=found, diagnostics=(*notices, *problems))


class WatchedSources:
    """The sources of a site while its folders are watched: all are looked at once, and then those that were touched."""

    def __init__(self, options: Options) -> None:
        """Take whose sources they are; nothing is looked at yet."""
        self._options = options
        self._found = Sources(files=(), diagnostics=())
        self._numbers: dict[str, int] = {}
        self._folders: set[str] = set()

    def all(self) -> Sources:
        """Look at everything."""
        self._found = scan(self._options)
        self._numbers = {file.place: number for number, file in enumerate(self._found.files)}
        self._folders = folders_of(self._numbers)
        return self._found

    def after(self, touched: Iterable[str]) -> Sources:
        """Look at the files at these places; at everything where more than what is in them may be another."""
        files = list(self._found.files)
        for place in touched:
            number = self._numbers.get(place)
            file = _as_it_is(files[number]) if number is not None else None
            if number is not None and file is not None:
                files[number] = file
            elif number is not None or self._may_matter(place):
                return self.all()
        self._found = replace(self._found, files=tuple(files))
        return self._found

    def is_as_found(self) -> bool:
        """Look at everything, and tell whether it is as was last found."""
        before = self._found
        return self.all() == before

    def _may_matter(self, place: str) -> bool:
        """Tell whether something at a place where no known file is makes the sources others than they were."""
        is_outside = not any(place.startswith(f"{self._options.site / name}") for name in SOURCES)
        return place in self._folders or not (is_outside or status(place, DISK) is None)


def _as_it_is(file: SourceFile) -> SourceFile | None:
    """Describe a file as it is now; None when it is none any more, or cannot be read."""
    try:
        there = DISK.stat(file.place)
        if not stat.S_ISREG(there.st_mode):
            return None
        stamp = Stamp(there.st_size, there.st_mtime_ns, there.st_ctime_ns)
        return replace(file, stamp=stamp, fingerprint=of_file(file.place))
    except OSError:
        return None
