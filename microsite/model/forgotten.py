"""Admitted entries -> what somebody forgot: placeholders, pictures nobody shows, events that were never settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.consent import Admitted, public_texts
from microsite.model.entry import of_kind
from microsite.model.kinds import Kind
from microsite.model.pictures import Pictures, beside
from microsite.model.schema.event import Event, EventStatus
from microsite.model.schema.mentee import Mentee

PLACEHOLDER = re.compile(r"\b(TODO|FIXME|TBD|XXX+|[Ll]orem ipsum)\b")
_MUST_BE_WRITTEN = ("alt", "caption", "credit", "photo_alt", "photo_credit")


def forgotten(
    admitted: Admitted, pictures: Pictures, *, media: Iterable[str], today: date
) -> tuple[Diagnostic, ...]:
    """Find forgotten work: E606 and W302 for placeholders, W601 for unused files, W304 for unsettled events."""
    return (
        *_placeholders(admitted),
        *_unused(admitted, pictures, media),
        *_unsettled(admitted, today),
    )


def _placeholders(admitted: Admitted) -> Iterator[Diagnostic]:
    for entry in admitted.entries:
        for position, text in public_texts(entry):
            found = PLACEHOLDER.search(text)
            if not found:
                continue
            is_picture = entry.kind is Kind.GALLERY or text.strip() == found[0]
            at = position
            if "\n" not in text:
                at = Position(
                    path=position.path,
                    line=position.line,
                    column=position.column + found.start(),
                    length=len(found[0]),
                )
            yield Diagnostic(
                code="E606" if is_picture else "W302",
                message=f"`{found[0]}` still stands where something should be written",
                position=at,
                help="write it, or take the line out",
            )


def _unused(admitted: Admitted, pictures: Pictures, media: Iterable[str]) -> Iterator[Diagnostic]:
    documents = {beside(e.path, e.fields.cv) for e in of_kind(admitted.entries, Mentee) if e.fields.cv}
    linked = {
        beside(entry.path, mention.written)
        for entry in admitted.entries
        for fragment in entry.fragments
        for mention in fragment.mentions
    }
    withheld = tuple(item.position.path.rpartition("/")[0] + "/" for item in admitted.withheld.values())
    for path in sorted(set(media) - set(pictures.shown) - set(pictures.dropped) - documents - linked):
        if not path.startswith(withheld):
            yield Diagnostic(
                code="W601",
                message="nothing shows this file",
                position=Position(path=path),
                help="describe it where it belongs, or move it out of the folder",
            )


def _unsettled(admitted: Admitted, today: date) -> Iterator[Diagnostic]:
    for entry in of_kind(admitted.entries, Event):
        is_over = (entry.fields.end_date or entry.fields.start_date) < today and entry.fields.repeats is None
        if is_over and entry.fields.event_status is EventStatus.POSTPONED:
            yield Diagnostic(
                code="W304",
                message=f"`{entry.id}` is still postponed, though its day has passed",
                position=entry.position("event_status"),
                help="write its new day and `event_status: rescheduled`, or `event_status: cancelled`",
            )
