"""What was written, as a tree that remembers where; and the way from a tree to plain values and to places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.source.scalars import resolve
from microsite.source.source_text import SourceText


# Positions are worked out when they are asked for, which is only when something is wrong.
@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    source: SourceText
    start: int
    end: int

    @property
    def position(self) -> Position:
        """Point at it, as far as it stands on its first line."""
        return self.source.position(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(_Place):
    """Hold one text; `is_plain` when it was written without quotes and may mean a number, true or nothing."""

    text: str
    is_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(_Place):
    """Hold the items of a list, in order."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(_Place):
    """Hold fields: keys, all different, each with its value, in order."""

    pairs: tuple[tuple[Scalar, Node], ...]

    def pair(self, key: str) -> tuple[Scalar, Node] | None:
        """Find the key and the value of a field; None when it was not written."""
        return next((pair for pair in self.pairs if pair[0].text == key), None)


Node = Scalar | Listing | Group
Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """Hold a tree, None when there is nothing or it could not be read, and what was wrong."""

    node: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()


def plain_value(node: Node | None) -> Value:
    """Give the values as text, numbers that know how they were written, booleans, None, lists and dicts."""
    match node:
        case Scalar():
            return resolve(node.text) if node.is_plain else node.text
        case Listing():
            return [plain_value(item) for item in node.items]
        case Group():
            return {key.text: plain_value(value) for key, value in node.pairs}
    return None


def position_of(node: Node, loc: Sequence[str | int], *, of_key: bool = False) -> Position:
    """Point at the value that `loc` leads to, or with `of_key` at its key.

    Where a step leads nowhere, the nearest value above is meant.
    """
    position = node.position
    for step in loc:
        if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            position = node.position
        elif isinstance(node, Group) and isinstance(step, str) and (pair := node.pair(step)):
            key, node = pair
            position = key.position if of_key else node.position
        else:
            break
    return position


def text_of(node: Node, key: str) -> str | None:
    """Give the text of one field as it was written; None when there is no such field or it is not a text."""
    pair = node.pair(key) if isinstance(node, Group) else None
    return pair[1].text if pair and isinstance(pair[1], Scalar) else None
