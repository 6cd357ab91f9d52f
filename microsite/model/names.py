"""Admitted entries -> the texts that still name a person who may not be shown (E320)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from microsite.core.diagnostics import Diagnostic
from microsite.model.consent import Admitted, Withheld
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.public_texts import PublicText, public_texts

_BETWEEN = r"(?:[\s*_~`]|&nbsp;|&#160;)+"
"""What may stand between two parts of a name, and still show it: the end of a line, emphasis."""


def named_anyway(admitted: Admitted) -> tuple[Diagnostic, ...]:
    """Find the names of people whose consent keeps them back in everything that would be published."""
    return named(_people(admitted), admitted.entries)


def named(people: Collection[Withheld], entries: Iterable[Entry[Record]]) -> tuple[Diagnostic, ...]:
    """Find the names of some people in what would be published of some entries."""
    if not people:
        return ()
    pattern = re.compile("|".join(f"(?P<p{number}>{_pattern(p.title)})" for number, p in enumerate(people)))
    texts = (text for entry in entries for text in public_texts(entry))
    return tuple(problem for text in texts for problem in _named_in(text, pattern, people))


def _people(admitted: Admitted) -> tuple[Withheld, ...]:
    """Give those who are held back, without the names that somebody who may be shown bears too."""
    shown = {str(getattr(e.fields, "name", "")) for e in admitted.entries if e.id in admitted.consents}
    return tuple(p for p in admitted.withheld.values() if p.is_person and p.title not in shown)


def _pattern(name: str) -> str:
    """Find a name, also in other capitals or with a genitive s; a name of one word only as it is written."""
    words = _BETWEEN.join(re.escape(part) for part in name.split())
    ignoring_case = "(?i:{})" if " " in name.strip() else "(?:{})"
    return rf"(?<!\w){ignoring_case.format(words)}(?=(?:['’]?s)?(?!\w))"


def _named_in(text: PublicText, pattern: re.Pattern[str], people: Iterable[Withheld]) -> Iterator[Diagnostic]:
    by_group = {f"p{number}": person for number, person in enumerate(people)}
    for found in pattern.finditer(text.text):
        person = by_group[str(found.lastgroup)]
        yield Diagnostic(
            code="E320",
            message=f"this names {person.title}, who may not be shown: {person.reason}",
            position=text.locate(*found.span()),
            help="take the name out of the text",
        )
