"""What the disk or another process refuses, to an exception that carries a diagnostic and an exit code.

A mistake in the content is a value and never comes here; this is for what makes going on impossible.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from microsite.core.diagnostics import Diagnostic

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_MEANWHILE = frozenset({errno.ENOENT, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY})
_REFUSED = frozenset({errno.EACCES, errno.EPERM})


class DiagnosedError(Exception):
    """Stop, for the reason that `diagnostic` tells people; the process ends with `exit_code`."""

    exit_code: ClassVar[int] = 70

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class PublishingError(DiagnosedError):
    """The site could not be written."""

    exit_code = 73


class ReadingError(DiagnosedError):
    """A source file could not be read."""

    exit_code = 74


class AlreadyBuildingError(DiagnosedError):
    """Another build of this site is running."""

    exit_code = 75


Shown = Callable[[str], str]
"""Shorten an absolute path to what people know it by."""


@contextmanager
def diagnosing(shown: Shown) -> Iterator[None]:
    """Turn what the operating system refuses inside into a PublishingError."""
    try:
        yield
    except OSError as error:
        raise PublishingError(refused_by_disk(error, shown)) from error


def refused_by_disk(error: OSError, shown: Shown) -> Diagnostic:
    """Word a refusal to write, for people."""
    name = shown(os.fsdecode(error.filename)) if error.filename else ""
    place = f"`{name}`" if name else "the site"
    if name and error.errno in _MEANWHILE:
        return changed_meanwhile(name)
    if error.errno in _FULL:
        return Diagnostic(
            code="E902",
            message=f"the disk is full: {place} could not be written",
            help="make room on the disk and build again; the published site is as it was",
        )
    if error.errno == errno.EROFS:
        return _not_allowed(
            f"{place} is on a disk that can only be read", "build on a disk that can be written"
        )
    if error.errno in _REFUSED:
        advice = "close programs that have it open, or ask who owns it to let you change it"
        return _not_allowed(f"you are not allowed to change {place}", advice)
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Diagnostic(
        code="E904",
        message=f"the disk failed at {place}: {reason}",
        help="build again; when it happens again, have the disk looked at; the published site is as it was",
    )


def changed_meanwhile(name: str) -> Diagnostic:
    """Word that a file is not any more what it was when the build began; `name` is what people know it by."""
    return Diagnostic(
        code="E908",
        message=f"`{name}` was changed by something else while the site was built",
        help="build again; the published site is as it was",
    )


def _not_allowed(message: str, advice: str) -> Diagnostic:
    return Diagnostic(
        code="E903", message=message, help=f"{advice}, and build again; the published site is as it was"
    )
