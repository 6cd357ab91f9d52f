"""A person's mistake as a value: what, where, how to repair; and its rendering as text or data.

Who prints it, and whether it stops a build, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from microsite.core.dataclasses import dataclass
from microsite.core.positions import Position
from microsite.core.regexes import regex

type_of_letter = {"E": "error", "W": "warning", "N": "notice"}
widest_excerpt = 120
"""Characters of a source line that are shown."""

# Content must not steer the terminal: tabs become arrows, what else is invisible a mark, one for one.
_INVISIBLE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Severity(StrEnum):
    """Say how much a diagnostic matters: errors stop the build, warnings stop it with `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Point at a second place that a diagnostic speaks of, such as the first of two equal keys."""

    position: Position
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Describe one mistake.

    `code` is a letter (E error, W warning, N notice) and three digits, stable, with a page in the docs;
    `label` stands under the marked characters; `help` says how to repair.
    """

    code: str
    message: str
    position: Position | None = None
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """Tell the severity, which is the letter of the code."""
        return Severity(type_of_letter[self.code[0]])


LineOf = Callable[[Position], str | None]
"""Give the text of the line a position is on, or None when it cannot be shown."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether one of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, line and column, then code; each once."""
    nowhere = Position(path="", line=0, column=0)
    return sorted(set(diagnostics), key=lambda d: (d.position or nowhere, d.code, d.message))


def near(name: str, known: Iterable[str]) -> list[str]:
    """Find at most three of `known` that `name` may have been meant as, nearest first; capitals count as small."""
    from difflib import get_close_matches

    folded: dict[str, list[str]] = {}
    for each in sorted(set(known)):
        folded.setdefault(each.casefold(), []).append(each)
    found = get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)
    return [each for match in found for each in folded[match]][:3]


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Word the nearest of `known` as a help line; `otherwise` when nothing is near."""
    return did_you_mean_one_of(near(name, known), otherwise=otherwise)


def did_you_mean_one_of(found: Iterable[str], *, otherwise: str = "") -> str:
    """Word names as a help line; `otherwise` when there are none."""
    names = [f"`{name}`" for name in found]
    if not names:
        return otherwise
    return f"did you mean {' or '.join(', '.join(names).rsplit(', ', 1))}?"


def render(diagnostic: Diagnostic, line_of: LineOf) -> str:
    """Word a diagnostic as the block of text that people read."""
    lines = [f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"]
    if diagnostic.position is not None:
        lines += _excerpt(diagnostic.position, diagnostic.label, line_of)
    for related in diagnostic.related:
        lines += [f"  note: {related.message}", *_excerpt(related.position, "", line_of)]
    if diagnostic.help:
        lines.append(f"  help: {diagnostic.help}")
    return visible("\n".join(lines))


def visible(text: str) -> str:
    """Give a text in which nothing is hidden and nothing steers: tabs are arrows, what else is unseen is a mark."""
    return _INVISIBLE.sub("\ufffd", text).replace("\t", "→")


def _excerpt(position: Position, label: str, line_of: LineOf) -> list[str]:
    lines = [f"   --> {position}"]
    text = line_of(position)
    if text is None:
        return [*lines, f"    | {label}"] if label else lines
    text, column = _window(text, position.column)
    number = str(position.line).rjust(3)
    carets = "^" * max(1, min(position.length, len(text) - column + 1))
    gap = " " * (column - 1)
    return [
        *lines,
        f"{number} | {text}".rstrip(),
        f"{' ' * len(number)} | {gap}{carets} {label}".rstrip(),
    ]


def _window(text: str, column: int) -> tuple[str, int]:
    """Cut a long line to what stands around `column`; give it with the column's place in it."""
    first = max(0, min(column - 1 - widest_excerpt // 3, len(text) - widest_excerpt))
    shown = text[first : first + widest_excerpt]
    if first > 0:
        shown = f"…{shown[1:]}"
    if first + widest_excerpt < len(text):
        shown = f"{shown[:-1]}…"
    return shown, column - first


def as_data(diagnostic: Diagnostic) -> dict[str, object]:
    """Give a diagnostic as JSON-ready data, with the same content as its text."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.position),
        "label": diagnostic.label,
        "help": diagnostic.help,
        "related": [{"message": r.message, **_place(r.position)} for r in diagnostic.related],
    }


def from_data(data: Mapping[str, Any]) -> Diagnostic:
    """Give back the diagnostic that `as_data` gave."""
    return Diagnostic(
        code=data["code"],
        message=data["message"],
        position=_position(data),
        label=data["label"],
        help=data["help"],
        related=tuple(
            Related(position=place, message=row["message"])
            for row in data["related"]
            if (place := _position(row)) is not None
        ),
    )


def _position(data: Mapping[str, Any]) -> Position | None:
    if data["path"] is None:
        return None
    return Position(path=data["path"], line=data["line"], column=data["column"], length=data["length"])


def _place(position: Position | None) -> dict[str, object]:
    if position is None:
        return {"path": None, "line": None, "column": None, "length": None}
    return {
        "path": position.path,
        "line": position.line,
        "column": position.column,
        "length": position.length,
    }


def render_all(diagnostics: Sequence[Diagnostic], line_of: LineOf) -> str:
    """Word diagnostics in order, with an empty line between two."""
    return "\n\n".join(render(diagnostic, line_of) for diagnostic in in_order(diagnostics))
