"""Entries that cite figures by name -> the same entries with the figures in their places, worded."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeVar

from microsite.core.dataclasses import dataclass, field_names, replace
from microsite.model import figures
from microsite.model.destinations import Refusal
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.figures import CITATION, COUNTED_ON
from microsite.model.markup import FIGURE, Fragment
from microsite.model.public_texts import public_texts
from microsite.model.schema.consent import Consent
from microsite.model.site import Site
from microsite.render.words import Words

F = TypeVar("F", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Put figures where they are cited; `ask` is called before the day of the site is read."""

    site: Site
    words: Words
    ask: Callable[[], None]

    def entry(self, entry: Entry[F]) -> Entry[F]:
        """Give an entry with its figures; the very same when it cites none."""
        if not any("{figure:" in text.text for text in public_texts(entry)):
            return entry
        return replace(
            entry,
            fields=self._in_record(entry.fields),
            texts={key: self._in_fragment(text) for key, text in entry.texts.items()},
            body=self._in_fragment(entry.body),
        )

    def word(self, written: str) -> str:
        """Word the figure of a citation; what is no citation stays as it is written."""
        self.ask()
        citation = figures.parse(written, self.site)
        if isinstance(citation, Refusal):
            return f"{{figure:{written}}}"
        counted = figures.outcomes_for(citation, self.site)
        if citation.name == COUNTED_ON:
            return self.words.date(counted.counted_on if counted else self.site.today)
        count = figures.count(citation.name, counted) if counted else 0
        match citation.form:
            case "words":
                return self.words.in_words(count)
            case "of_people":
                return self.words.so_many_of(count, counted.total if counted else 0)
        return self.words.number(count)

    def _in_fragment(self, fragment: Fragment) -> Fragment:
        if "figure:" not in fragment.html:
            return fragment
        html = FIGURE.sub(lambda found: escape(self.word(found[1]), quote=False), fragment.html)
        return replace(fragment, html=html)

    def _in_record(self, record: F) -> F:
        values = {key: getattr(record, key) for key in field_names(type(record))}
        changed = {key: self._in_value(value) for key, value in values.items()}
        changed = {key: value for key, value in changed.items() if value is not values[key]}
        return replace(record, **changed) if changed else record

    def _in_value(self, value: object) -> object:
        match value:
            case str() if "{figure:" in value:
                return CITATION.sub(lambda found: self.word(found[1]), value)
            case Consent():
                return value
            case Record():
                return self._in_record(value)
            case tuple():
                items = tuple(self._in_value(item) for item in value)
                return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        return value
