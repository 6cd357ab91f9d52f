"""Public texts -> what should not be public: private e-mail addresses, phone numbers, national identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.public_texts import PublicText, public_texts
from microsite.model.schema.site import SiteSettings

_EMAIL = regex(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|&#64;|%40)\s?[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}",
    re.IGNORECASE,
)
_PHONE = regex(
    r"(?<![\w.-])(?:\+|00)\d{1,3}[ \u00a0.-]?(?:\(0\))?(?:[ \u00a0.-]?\d{2,4}){2,5}(?![\w-])"
    r"|(?<![\w.,-])(?:[49]\d{7}|[49]\d\d[ \u00a0]\d\d[ \u00a0]\d{3}|[2-79]\d(?:[ \u00a0]\d\d){3})(?![\w-]|[.,]\d)"
)
"""Numbers with a country code, and Norwegian ones as they are written in Norway."""
_IDENTITY = regex(r"(?<!\d)\d{6}[ \u00a0]?\d{5}(?!\d)")
_AT = ("@", "(at)", "[at]", "&#64;", "%40")
_DIGITS = regex(r"\d\d")
"""What every such address, and every such number, has: most texts have neither."""
_ADDRESS = regex(r"https?://\S+")
_ASK_INSTEAD = "take it out: messages go through the contact form to the coordinator"


def check(entries: Iterable[Entry[Record]], settings: Entry[SiteSettings]) -> tuple[Diagnostic, ...]:
    """Find private data in everything that would be published; the coordinator's address alone is public."""
    allowed = settings.fields.coordinator.email.casefold()
    texts = (text for entry in entries for text in public_texts(entry))
    return tuple(problem for text in texts for problem in _in_text(text, allowed))


def _in_text(text: PublicText, allowed: str) -> Iterator[Diagnostic]:
    for found in _EMAIL.finditer(text.text) if _may_have_address(text.text) else ():
        if found[0].casefold() != allowed:
            yield _problem("E350", "an e-mail address would be public", found, text, _ASK_INSTEAD)
    if not _DIGITS.search(text.text):
        return
    without_links = _ADDRESS.sub(lambda found: " " * len(found[0]), text.text)
    if not _DIGITS.search(without_links):
        return
    for found in _IDENTITY.finditer(without_links):
        if _is_identity_number(re.sub(r"\D", "", found[0])):
            yield _problem("E352", "a national identity number would be public", found, text, "take it out")
    for found in _PHONE.finditer(without_links):
        yield _problem("E351", "a phone number would be public", found, text, _ASK_INSTEAD)


def _may_have_address(text: str) -> bool:
    lowered = text.lower()
    return any(at in lowered for at in _AT)


def _problem(code: str, message: str, found: re.Match[str], text: PublicText, help: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, position=text.locate(*found.span()), help=help)


def _is_identity_number(digits: str) -> bool:
    """Tell a Norwegian identity number by its two check digits."""
    weights = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return all(sum(int(d) * w for d, w in zip(digits, ws, strict=False)) % 11 == 0 for ws in weights)
