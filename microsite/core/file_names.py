"""A name of a file or folder, to what is wrong with it: a site must open on every system. Pure text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from microsite.core.dataclasses import dataclass
from microsite.core.regexes import regex

MOST_BYTES = 100
_PLAIN = regex(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)?")
"""Names as most are; two of them that differ are two names everywhere."""
_FOR_WINDOWS = frozenset('<>:"\\|?*')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)
# https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProblem:
    """Say what is wrong with a name: a diagnostic's code, message and help."""

    code: str
    message: str
    help: str


def is_ignored(name: str) -> bool:
    """Tell whether a name is one that systems and editors leave behind, and nobody means to publish."""
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".swp", ".swo"))
        or (len(name) > 1 and name[0] == name[-1] == "#")
        or name.casefold() in {"thumbs.db", "desktop.ini", "__macosx", "icon\r"}
    )


def normal(name: str) -> str:
    """Give the one way to write a name: systems write `ö` as one character or as two."""
    return unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """Give what two names share when some system takes them for the same."""
    return normal(normal(name).casefold())


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps a name for itself, whatever follows its first dot."""
    return name.partition(".")[0].rstrip(" ").casefold() in _RESERVED


def shown(name: str) -> str:
    """Write a name so that it can be read and printed: what cannot is written as its code."""
    return "".join(_shown(character) for character in name)


def problem_of(name: str) -> NameProblem | None:
    """Say what is wrong with one name; None when nothing is."""
    is_plain = _PLAIN.fullmatch(name) and len(name) <= MOST_BYTES and not is_reserved(name)
    return None if is_plain else _problem_of(name)


def _problem_of(name: str) -> NameProblem | None:
    if any("\ud800" <= character <= "\udfff" for character in name):
        return _not_text(name)
    if strange := [c for c in name if unicodedata.category(c) == "Cc" or c in _TURNING]:
        return _invisible(name, strange[0])
    if strange := [c for c in name if c in _FOR_WINDOWS]:
        return _not_for_windows(name, strange[0])
    if name[-1] in ". ":
        return _bad_end(name)
    if is_reserved(name):
        return _reserved(name)
    return _too_long(name) if len(normal(name).encode()) > MOST_BYTES else None


def twins(names: Iterable[str]) -> list[list[str]]:
    """Group the names in one folder that some system takes for the same; sorted, groups of two or more."""
    groups: dict[str, list[str]] = {}
    listed = sorted(names)
    if all(map(_PLAIN.fullmatch, listed)):
        return []
    for name in listed:
        groups.setdefault(folded(name), []).append(name)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def _shown(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}"


def _not_text(name: str) -> NameProblem:
    return NameProblem(
        code="E159",
        message=f"the name `{shown(name)}` is not written in UTF-8",
        help="type the name again; it was made by an old program or archive",
    )


def _invisible(name: str, character: str) -> NameProblem:
    return NameProblem(
        code="E158",
        message=f"the name `{shown(name)}` holds a character that cannot be seen: `{shown(character)}`",
        help="type the name again, without copying it from elsewhere",
    )


def _not_for_windows(name: str, character: str) -> NameProblem:
    return NameProblem(
        code="E161",
        message=f"the name `{shown(name)}` holds `{character}`, which Windows does not allow",
        help="use letters, digits, `-`, `_` and `.` in names",
    )


def _bad_end(name: str) -> NameProblem:
    end = "dot" if name.endswith(".") else "space"
    return NameProblem(
        code="E154",
        message=f"the name `{name}` ends in a {end}, which Windows cuts off",
        help=f"take the {end} off the end of the name",
    )


def _reserved(name: str) -> NameProblem:
    return NameProblem(
        code="E153",
        message=f"the name `{name}` is one that Windows keeps for itself",
        help=f"give it another name, for example `{_longer(name)}`",
    )


def _longer(name: str) -> str:
    start, dot, end = name.partition(".")
    return f"{start.strip()}-1{dot}{end}"


def _too_long(name: str) -> NameProblem:
    return NameProblem(
        code="E155",
        message=f"the name `{name}` is {len(normal(name).encode())} bytes long, and {MOST_BYTES} is the most",
        help="shorten it; letters like `å` count as two or more",
    )
