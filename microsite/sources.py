"""A site folder -> the files that its site is made from, each with a fingerprint; what is known of them is kept."""

from __future__ import annotations

import time
from contextlib import suppress

from microsite.core import scanning
from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint
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


def scan(options: Options) -> Sources:
    """Find the source files; those that were not touched since the last scan are not read again."""
    known, notices = scanning.recall(options.fingerprints)
    began_ns = time.time_ns()
    found, problems = scanning.scan(options.site, *SOURCES, known=known)
    if not known.is_all_of(found) and options.state.is_dir():
        with suppress(
            FileNotFoundError, FileExistsError
        ):  # a preview or a check keeps the same at that moment
            scanning.remember(found, options.fingerprints, scanned_at_ns=began_ns)
    return Sources(files=found, diagnostics=(*notices, *problems))
