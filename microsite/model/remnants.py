"""An entry with mistakes -> what can be checked of it all the same, so that one run tells all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Self

from microsite.core.dataclasses import dataclass, replace
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.kinds import Kind
from microsite.source.nodes import Group, Listing, Node, plain_value

NO_FIELDS = Record()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remnant(Entry[Record]):
    """An entry that is not on the site, because of mistakes in its fields; `fields` is empty.

    Its values are texts as they were written, but for those at the places in `refused`, where a mistake is told.
    """

    refused: frozenset[Position]

    @classmethod
    def of(cls, node: Node, *, kind: Kind, id: str, path: str, told: Iterable[Diagnostic]) -> Self:
        """Keep what was written of an entry, and of the mistakes `told` in it where they are."""
        refused = frozenset(_spot(problem.position) for problem in told if problem.position)
        return cls(kind=kind, id=id, path=path, fields=NO_FIELDS, node=node, refused=refused)

    @property
    def is_draft(self) -> bool:
        """Tell whether it waits: what is not finished is not looked at."""
        pair = self.node.pair("draft") if isinstance(self.node, Group) else None
        return pair is not None and plain_value(pair[1]) is True

    def values(self, pattern: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        """Give the texts that a pattern finds in what was written, each with its path."""
        for loc, node in _nodes_at(self.node, pattern):
            value = plain_value(node)
            if isinstance(value, str) and value and _spot(node.position) not in self.refused:
                yield loc, value


def _spot(position: Position) -> Position:
    return replace(position, length=1)


def _nodes_at(node: Node, pattern: str) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    first, _, rest = pattern.partition(".")
    pairs: Iterable[tuple[str | int, Node]] = ()
    if first == "*" and isinstance(node, Listing):
        pairs = enumerate(node.items)
    elif isinstance(node, Group) and (pair := node.pair(first)):
        pairs = ((first, pair[1]),)
    for key, value in pairs:
        if not rest:
            yield (key,), value
        else:
            yield from (((key, *loc), found) for loc, found in _nodes_at(value, rest))
