"""Public texts -> what should not be public: private e-mail addresses, phone numbers, national identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.consent import Admitted, public_texts
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.schema.site import SiteSettings

_EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|&#64;|%40)\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w.-])(?:\+|00)\d{1,3}[\s.-]?(?:\(0\))?(?:[\s.-]?\d{2,4}){2,5}(?![\w-])")
_IDENTITY = re.compile(r"(?<!\d)\d{6}\s?\d{5}(?!\d)")
_ADDRESS = re.compile(r"https?://\S+")


def check(admitted: Admitted, settings: Entry[SiteSettings]) -> tuple[Diagnostic, ...]:
    """Find private data in everything that would be published; the coordinator's address alone is public."""
    allowed = settings.fields.coordinator.email.casefold()
    return tuple(
        problem
        for entry in admitted.entries
        for position, text in public_texts(entry)
        if not (entry.kind is Kind.SITE and text.casefold() == allowed)
        for problem in _in_text(text, position, allowed)
    )


def _in_text(text: str, position: Position, allowed: str) -> Iterator[Diagnostic]:
    for found in _EMAIL.finditer(text):
        if found[0].casefold() != allowed:
            yield _problem(
                "E350",
                "an e-mail address would be public",
                found,
                position,
                "take it out: messages go through the contact form to the coordinator",
            )
    without_links = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    for found in _IDENTITY.finditer(without_links):
        if _is_identity_number(re.sub(r"\s", "", found[0])):
            yield _problem(
                "E352", "a national identity number would be public", found, position, "take it out"
            )
    for found in _PHONE.finditer(without_links):
        yield _problem(
            "E351",
            "a phone number would be public",
            found,
            position,
            "take it out: messages go through the contact form to the coordinator",
        )


def _problem(code: str, message: str, found: re.Match[str], position: Position, help: str) -> Diagnostic:
    is_one_line = "\n" not in found.string
    at = Position(
        path=position.path,
        line=position.line,
        column=position.column + (found.start() if is_one_line else 0),
        length=len(found[0]) if is_one_line else position.length,
    )
    return Diagnostic(code=code, message=message, position=at, help=help)


def _is_identity_number(digits: str) -> bool:
    """Tell a Norwegian identity number by its two check digits."""
    weights = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return all(sum(int(d) * w for d, w in zip(digits, ws, strict=False)) % 11 == 0 for ws in weights)
