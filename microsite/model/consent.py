"""Entries -> the entries that may be shown on a day. It fails closed: who is not clearly admitted is not there.

A person is admitted by a consent that is valid on the day and covers the profile. Drafts and news of the future
wait. What is held back is listed with its reason, for the build to say and for references to explain themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.schema.consent import Consent, Cover
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.testimonial import Testimonial
from microsite.model.schema.types import Record
from microsite.model.schema.update import Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """An entry that is not shown, and why; `is_person` when a consent decides it."""

    name: str
    title: str
    reason: str
    is_person: bool
    position: Position
    returns_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """The entries that may be shown, what is held back (by name), and which mistakes that makes visible."""

    entries: tuple[Entry[Record], ...]
    withheld: Mapping[str, Withheld]
    consents: Mapping[str, Consent]
    diagnostics: tuple[Diagnostic, ...]

    def covers(self, person_id: str, cover: Cover) -> bool:
        """Tell whether the person with this id is admitted with a consent that covers `cover`."""
        consent = self.consents.get(person_id)
        return consent is not None and cover in consent.covers


def admit(
    entries: Iterable[Entry[Record]], *, day: date, drafts: bool = False, future: bool = False
) -> Admitted:
    """Keep the entries that may be shown on `day`; with `drafts` and `future` also those that wait."""
    everyone = tuple(entries)
    reasons = {entry.name: _reason(entry, day, drafts=drafts, future=future) for entry in everyone}
    consents = {
        entry.id: entry.fields.consent
        for entry in everyone
        if isinstance(entry.fields, Mentee | Mentor) and not reasons[entry.name]
    }
    for entry in everyone:
        if isinstance(entry.fields, Testimonial) and not reasons[entry.name]:
            reasons[entry.name] = _reason_of_testimonial(entry.fields, consents, everyone)
    kept = tuple(entry for entry in everyone if not reasons[entry.name])
    withheld = {e.name: _withheld(e, reasons[e.name]) for e in everyone if reasons[e.name]}
    return Admitted(
        entries=kept,
        withheld=withheld,
        consents=consents,
        diagnostics=(*_notices(withheld.values()), *_named_anyway(kept, withheld.values())),
    )


def _reason(entry: Entry[Record], day: date, *, drafts: bool, future: bool) -> str:
    fields = entry.fields
    if getattr(fields, "draft", False) and not drafts:
        return "it is a draft"
    if isinstance(fields, Update) and fields.date > day and not future:
        return f"it is published on {fields.date}"
    if isinstance(fields, Mentee | Mentor):
        return _reason_of_consent(fields.consent, day)
    return ""


def _reason_of_consent(consent: Consent, day: date) -> str:
    if consent.withdrawn_on is not None and consent.withdrawn_on <= day:
        return f"the consent was withdrawn on {consent.withdrawn_on}"
    if consent.expires_on < day:
        return f"the consent expired on {consent.expires_on}"
    if consent.given_on > day:
        return f"the consent begins on {consent.given_on}"
    if Cover.PROFILE not in consent.covers:
        return "the consent does not cover the profile"
    return ""


def _reason_of_testimonial(
    fields: Testimonial, consents: Mapping[str, Consent], everyone: Iterable[Entry[Record]]
) -> str:
    consent = consents.get(fields.person)
    if consent is None:
        is_known = any(e.id == fields.person and e.kind in (Kind.MENTEE, Kind.MENTOR) for e in everyone)
        return "the person is not on the site" if is_known else ""
    return "" if Cover.NEWS in consent.covers else "the person's consent does not cover `news`"


def _withheld(entry: Entry[Record], reason: str) -> Withheld:
    return Withheld(
        name=entry.name,
        title=str(getattr(entry.fields, "name", "") or getattr(entry.fields, "title", entry.id)),
        reason=reason,
        is_person=isinstance(entry.fields, Mentee | Mentor) and "consent" in reason,
        position=entry.position("consent") if "consent" in reason else entry.position(),
        returns_on=_returns_on(entry.fields, reason),
    )


def _returns_on(fields: Record, reason: str) -> date | None:
    if isinstance(fields, Update) and "published on" in reason:
        return fields.date
    if isinstance(fields, Mentee | Mentor) and "begins on" in reason:
        return fields.consent.given_on
    return None


def _notices(withheld: Iterable[Withheld]) -> Iterator[Diagnostic]:
    for item in withheld:
        if item.is_person:
            yield Diagnostic(
                code="N301",
                message=f"`{item.name}` is not on the site: {item.reason}",
                position=item.position,
            )


def _named_anyway(entries: Iterable[Entry[Record]], withheld: Iterable[Withheld]) -> Iterator[Diagnostic]:
    """Find texts that still name a person who may not be shown."""
    gone = {person.title: person for person in withheld if person.is_person and len(person.title) > 3}
    if not gone:
        return
    patterns = {name: re.compile(rf"(?<!\w){re.escape(_folded(name))}(?!\w)") for name in gone}
    for entry in entries:
        for position, text in public_texts(entry):
            for name, pattern in patterns.items():
                if pattern.search(_folded(text)):
                    yield Diagnostic(
                        code="E320",
                        message=f"this text names {name}, who may not be shown: {gone[name].reason}",
                        position=position,
                        help="take the name out of the text",
                    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def public_texts(entry: Entry[Record]) -> Iterator[tuple[Position, str]]:
    """Give every text of an entry that the public may see, with its place."""
    yield from _field_texts(entry, entry.fields, ())
    for number, line in enumerate(entry.body.text.split("\n")):
        if line.strip():
            yield Position(path=entry.path, line=entry.body.first_line + number, length=len(line)), line


def _field_texts(
    entry: Entry[Record], value: object, loc: tuple[str | int, ...]
) -> Iterator[tuple[Position, str]]:
    match value:
        case str():
            yield entry.position(*loc), value
        case Consent():
            return
        case Record():
            for key in type(value).model_fields:
                yield from _field_texts(entry, getattr(value, key), (*loc, key))
        case list() | tuple():
            for number, item in enumerate(value):
                yield from _field_texts(entry, item, (*loc, number))
        case _:
            return
