"""Admitted entries -> what somebody forgot: placeholders, pictures nobody shows, events that were never settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.model.consent import Admitted
from microsite.model.entry import Entry, of_kind
from microsite.model.fields.record import Record
from microsite.model.kinds import Kind
from microsite.model.pictures import Pictures, beside
from microsite.model.public_texts import public_texts
from microsite.model.schema.event import Event, EventStatus
from microsite.model.schema.mentee import Mentee

PLACEHOLDER = regex(r"\b(TODO|FIXME|TBD|XXX+|[Ll]orem ipsum)\b")
_TELLING = ("TODO", "FIXME", "TBD", "XXX", "orem ipsum")
"""What stands in every placeholder, and is looked for faster."""


def forgotten(
    admitted: Admitted,
    pictures: Pictures,
    *,
    media: Iterable[str],
    today: date,
    unread: frozenset[str] = frozenset(),
) -> tuple[Diagnostic, ...]:
    """Find forgotten work: E606 and W302 for placeholders, W601 for unused files, W304 for unsettled events.

    Of the files in the folders `unread` it is not known who uses them.
    """
    return (
        *placeholders(admitted.entries),
        *_unused(admitted, pictures, media, unread),
        *_unsettled(admitted, today),
    )


def placeholders(entries: Iterable[Entry[Record]]) -> Iterator[Diagnostic]:
    """Find words that stand for something that is still to be written (E606, W302)."""
    for entry in entries:
        for text in public_texts(entry):
            if not any(telling in text.text for telling in _TELLING):
                continue
            for found in PLACEHOLDER.finditer(text.text):
                is_all = entry.kind is Kind.GALLERY or text.text.strip() == found[0]
                yield Diagnostic(
                    code="E606" if is_all else "W302",
                    message=f"`{found[0]}` still stands where something should be written",
                    position=text.locate(*found.span()),
                    help="write it; a line that may be missing can go instead",
                )


def _unused(
    admitted: Admitted, pictures: Pictures, media: Iterable[str], unread: frozenset[str]
) -> Iterator[Diagnostic]:
    everyone = (*admitted.entries, *(item.entry for item in admitted.withheld.values()))
    documents = {beside(e.path, e.fields.cv) for e in of_kind(everyone, Mentee) if e.fields.cv}
    linked = {
        path
        for entry in everyone
        for fragment in entry.fragments
        for mention in fragment.mentions
        for written in (mention.written, unquote(mention.written))
        for path in (beside(entry.path, written), written.lstrip("/"))
    }
    used = documents | linked | {*pictures.shown, *pictures.dropped, *pictures.waiting}
    for path in sorted(set(media) - used):
        if path.rpartition("/")[0] not in unread:
            yield Diagnostic(
                code="W601",
                message="nothing shows this file",
                position=Position(path=path),
                help="describe it where it belongs, or move it out of the folder",
            )


def _unsettled(admitted: Admitted, today: date) -> Iterator[Diagnostic]:
    for entry in of_kind(admitted.entries, Event):
        is_over = entry.fields.last_day < today and entry.fields.repeats is None
        if is_over and entry.fields.event_status is EventStatus.POSTPONED:
            yield Diagnostic(
                code="W304",
                message=f"`{entry.id}` is still postponed, though its day has passed",
                position=entry.position("event_status"),
                help="write its new day and `event_status: rescheduled`, or `event_status: cancelled`",
            )
