"""Diagnostics and the text they speak of -> what a person reads; and checks that hold for every diagnostic."""

from __future__ import annotations

from collections.abc import Iterable

from microsite.core.diagnostics import Diagnostic, render_all
from microsite.core.positions import Position


def said(diagnostics: Iterable[Diagnostic], text: str) -> str:
    """Render diagnostics about one text."""

    def line_of(position: Position) -> str | None:
        lines = text.split("\n")
        return lines[position.line - 1] if position.line <= len(lines) else None

    return render_all(tuple(diagnostics), line_of)


def places(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Give code, line and column of each diagnostic."""
    return [f"{d.code} {d.position.line}:{d.position.column}" if d.position else d.code for d in diagnostics]


def is_inside(position: Position, text: str) -> bool:
    """Tell whether a position points into a text: at a character, or at the end of an empty line."""
    lines = text.split("\n")
    if not 1 <= position.line <= len(lines):
        return False
    last = max(len(lines[position.line - 1]), position.column)
    return 1 <= position.column <= last and position.column - 1 + position.length <= last


def positions_of(diagnostics: Iterable[Diagnostic]) -> list[Position]:
    """Give every position that the diagnostics name."""
    found = list(diagnostics)
    related = [note.position for d in found for note in d.related]
    return [d.position for d in found if d.position] + related
