"""An entry -> every text of it that the public may see, with the way to its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.schema.consent import Consent
from microsite.model.written import Locate, in_body, in_field


class PublicText(NamedTuple):
    """A text of an entry; `loc` is the way to its field, None for the body."""

    text: str
    entry: Entry[Record]
    loc: tuple[str | int, ...] | None = None

    @property
    def locate(self) -> Locate:
        """Give what points at a stretch of it where it was written."""
        if self.loc is None:
            return in_body(self.text, path=self.entry.path, first_line=self.entry.body_line)
        return in_field(self.entry.node, self.loc, self.text)


def public_texts(entry: Entry[Record]) -> Iterator[PublicText]:
    """Give the texts of all fields but the consent, and the body."""
    yield from _field_texts(entry, entry.fields, ())
    if text := entry.body.text:
        yield PublicText(text, entry)


def _field_texts(entry: Entry[Record], value: object, loc: tuple[str | int, ...]) -> Iterator[PublicText]:
    if isinstance(value, str):
        yield PublicText(value, entry, loc)
        return
    for step, item in _items(value):
        if isinstance(item, str):
            yield PublicText(item, entry, (*loc, step))
        elif item is not None:
            yield from _field_texts(entry, item, (*loc, step))


def _items(value: object) -> Iterator[tuple[str | int, object]]:
    match value:
        case Record():
            return iter(value.__dict__.items()) if not isinstance(value, Consent) else iter(())
        case list() | tuple():
            return iter(enumerate(value))
        case dict():
            return iter(value.items())
    return iter(())
