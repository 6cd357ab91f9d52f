"""An entry -> every text of it that the public may see, with the way to its place in the file."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.core.dataclasses import dataclass
from microsite.model.entry import Entry
from microsite.model.schema.consent import Consent
from microsite.model.schema.types import Record
from microsite.model.written import Locate, in_body, in_field


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """A text; `locate` points at a stretch of it where it was written."""

    text: str
    locate: Locate


def public_texts(entry: Entry[Record]) -> Iterator[PublicText]:
    """Give the texts of all fields but the consent, and the body."""
    yield from _field_texts(entry, entry.fields, ())
    if text := entry.body.text:
        yield PublicText(text=text, locate=in_body(text, path=entry.path, first_line=entry.body_line))


def _field_texts(entry: Entry[Record], value: object, loc: tuple[str | int, ...]) -> Iterator[PublicText]:
    match value:
        case str():
            yield PublicText(text=value, locate=in_field(entry.node, loc, value))
        case Consent():
            return
        case Record():
            for key in type(value).model_fields:
                yield from _field_texts(entry, getattr(value, key), (*loc, key))
        case list() | tuple():
            for number, item in enumerate(value):
                yield from _field_texts(entry, item, (*loc, number))
        case dict():
            for key, item in value.items():
                yield from _field_texts(entry, item, (*loc, key))
