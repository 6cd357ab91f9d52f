"""What cannot be a source file -> words for the person whose folder it is in."""

from __future__ import annotations

import os
import stat

from microsite.core.diagnostics import Diagnostic, Related
from microsite.core.file_names import NameProblem, normal, shown
from microsite.core.positions import Position

MOST_FOLDERS = 20
"""So many folders may be in one another."""


def _at(path: str) -> Position:
    return Position(path=shown(normal(path)))


def misnamed(path: str, problem: NameProblem) -> Diagnostic:
    """Say that something has a name that cannot be published."""
    return Diagnostic(code=problem.code, message=problem.message, help=problem.help, position=_at(path))


def twins(folder: str, names: list[str]) -> Diagnostic:
    """Say that files of a folder have one name on some systems."""
    first, *others = names
    related = tuple(
        Related(position=_at(f"{folder}/{name}"), message="and here is the other") for name in others
    )
    if len({normal(name) for name in names}) == 1:
        return Diagnostic(
            code="E157",
            message=f"`{shown(normal(first))}` is here twice: its letters are stored in two ways",
            help="keep one of the two, and delete or rename the other",
            position=_at(f"{folder}/{first}"),
            related=related,
        )
    listed = " and ".join(f"`{shown(normal(name))}`" for name in names)
    return Diagnostic(
        code="E156",
        message=f"{listed} are one name on systems that do not tell capital letters from small ones",
        help="keep one of them, or rename it so that more than capital letters differ",
        position=_at(f"{folder}/{first}"),
        related=related,
    )


def too_deep(path: str) -> Diagnostic:
    """Say that a folder is in too many others."""
    return Diagnostic(
        code="E162",
        message=f"this is in more than {MOST_FOLDERS} folders, one in the other",
        help="move what is in it further up",
        position=_at(path),
    )


def no_file(path: str, mode: int) -> Diagnostic:
    """Say that something is neither a file nor a folder."""
    if stat.S_ISLNK(mode):
        return Diagnostic(
            code="E151",
            message="this is a link that leads to another place, not a file",
            help="delete the link, and copy the file that it leads to here",
            position=_at(path),
        )
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return Diagnostic(
        code="E152",
        message=f"this is {kind} of the system, not a file",
        help="delete it; a site is made of files and folders",
        position=_at(path),
    )


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Say why something cannot be read."""
    if isinstance(error, PermissionError):
        return Diagnostic(
            code="E150",
            message="you are not allowed to read this",
            help="ask who owns it to let you read it, or put a copy of your own in its place",
            position=_at(path),
        )
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Diagnostic(
        code="E150",
        message=f"the disk cannot give what is in this: {reason}",
        help="try again; when it happens again, put a copy from elsewhere in its place",
        position=_at(path),
    )


def changed(path: str) -> Diagnostic:
    """Say that a file was changed during the build."""
    return Diagnostic(
        code="E160",
        message="this was changed while the site was built from it",
        help="save all your work, and build again",
        position=_at(path),
    )
