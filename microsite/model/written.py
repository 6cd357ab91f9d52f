"""A stretch of a text -> where it stands in its file, also where the file writes the text in another way.

YAML folds lines, doubles quotes and sets blocks in; what people are shown must be the characters that they typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.source.nodes import Group, Listing, Node, Scalar, position_of
from microsite.source.source_text import SourceText

Locate = Callable[[int, int], Position]
"""Point at a text from one of its characters to before another, as far as they stand on one line."""

_ESCAPE = regex(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|\n)")


def in_body(text: str, *, path: str, first_line: int) -> Locate:
    """Give the way to the places of a body, which begins on line `first_line` of the file at `path`."""
    return SourceText(text=text, path=path, first_line=first_line).position


def in_field(node: Node, loc: Sequence[str | int], text: str) -> Locate:
    """Give the way to the places of a text that is the value of a field at `loc`; to all of it when it is no text."""

    def locate(start: int, end: int) -> Position:
        scalar = _value_at(node, loc)
        if not isinstance(scalar, Scalar):
            return position_of(node, loc)
        return _Written(scalar, text).position(start, end)

    return locate


def as_written(node: Node, loc: Sequence[str | int]) -> tuple[Position, str] | None:
    """Give where the text at `loc` stands, and how it is written, with its quotes; None where no text is."""
    scalar = _value_at(node, loc)
    if not isinstance(scalar, Scalar):
        return None
    return scalar.position, scalar.source.text[scalar.start : scalar.end]


def _value_at(node: Node, loc: Sequence[str | int]) -> Node | None:
    found: Node | None = node
    for step in loc:
        if isinstance(found, Listing) and isinstance(step, int) and step < len(found.items):
            found = found.items[step]
        elif isinstance(found, Group) and (pair := found.pair(str(step))):
            found = pair[1]
        else:
            return None
    return found


class _Written:
    """A text beside the characters it was written with; these are looked for only when a place is asked for."""

    def __init__(self, scalar: Scalar, text: str) -> None:
        self._scalar, self._text = scalar, text

    def position(self, start: int, end: int) -> Position:
        places = self._places
        if not places:
            return self._scalar.position
        last = len(places) - 1
        return self._scalar.source.position(
            places[min(start, last)], places[min(max(start, end - 1), last)] + 1
        )

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(_aligned(self._text, self._scalar))


def _aligned(text: str, scalar: Scalar) -> Iterator[int]:
    """Give for each character of a text where it was written, walking along both."""
    raw, at = scalar.source.text, _first_character(scalar)
    for character in text:
        if not character.isspace():
            at = _past_spaces(raw, at, scalar.end)
        yield at
        if raw.startswith("\\", at) and character != "\\":
            escape = _ESCAPE.match(raw, at)
            at = escape.end() if escape else at
        elif raw.startswith(("''", "\\\\"), at) and character in "'\\":
            at += 2
        elif raw.startswith(character, at) or (character.isspace() and raw[at : at + 1].isspace()):
            at += 1


def _first_character(scalar: Scalar) -> int:
    raw, start = scalar.source.text, scalar.start
    if raw.startswith(("|", ">"), start):
        return raw.find("\n", start) + 1
    return start + 1 if raw.startswith(('"', "'"), start) else start


def _past_spaces(raw: str, at: int, end: int) -> int:
    while at < end and raw[at].isspace():
        at += 1
    return at
