"""One validated piece of content, with the place of every value in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from microsite.core.dataclasses import dataclass, field
from microsite.core.positions import Position
from microsite.model.fields.record import Record
from microsite.model.kinds import Kind
from microsite.model.markup import EMPTY, Fragment
from microsite.model.schema.site import SiteSettings
from microsite.model.values import values_at
from microsite.source.nodes import Node, position_of

F = TypeVar("F", bound=Record)
F_co = TypeVar("F_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[F_co]):
    """A piece of content: `fields` as typed values, `body` and the Markdown `texts` of fields as fragments.

    `path` is the source file, `node` what was written there for this entry, with positions (a list file holds
    many), `body_line` where the body begins. `texts` is keyed by the path of the field, such as
    `questions.0.answer`.
    """

    kind: Kind
    id: str
    path: str
    fields: F_co
    node: Node
    body: Fragment = EMPTY
    body_line: int = 1
    texts: Mapping[str, Fragment] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name the entry as other entries refer to it: `mentee:anna`."""
        return f"{self.kind}:{self.id}"

    def position(self, *loc: str | int, of_key: bool = False) -> Position:
        """Point at a value (with `of_key` at its key), or at the nearest that encloses it when it was not written."""
        return position_of(self.node, loc, of_key=of_key)

    def values(self, pattern: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        """Give the values of fields that a pattern such as `authors.*.person` finds, each with its path."""
        yield from values_at(self.fields, pattern)

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Give the body and all Markdown texts."""
        return (self.body, *self.texts.values())


def of_kind(entries: Iterable[Entry[Record]], schema: type[F]) -> list[Entry[F]]:
    """Give the entries whose fields are of one schema."""
    return [cast("Entry[F]", entry) for entry in entries if isinstance(entry.fields, schema)]


def settings_of(entries: Iterable[Entry[Record]]) -> Entry[SiteSettings] | None:
    """Give the settings of a site, None when they could not be read."""
    return next(iter(of_kind(entries, SiteSettings)), None)
