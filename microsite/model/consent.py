"""Entries -> the entries that may be shown on a day. It fails closed: who is not clearly admitted is not there.

A person is admitted by a consent that is valid on the day and covers the profile. Drafts and news of the future
wait. What is held back is listed with its reason, for the build to say and for references to explain themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.entry import Entry, of_kind
from microsite.model.fields.record import Record
from microsite.model.kinds import Kind
from microsite.model.outcomes import Counted
from microsite.model.schema.consent import Consent, Cover
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.testimonial import Testimonial
from microsite.model.schema.update import Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """An entry that is not shown, and why.

    `is_person` when it is a person's, without a consent for that day; `has_expired` when it was news until a day;
    `comes_by_itself` when it will be shown from `returns_on` on, whatever else happens.
    """

    name: str
    title: str
    reason: str
    is_person: bool
    position: Position
    entry: Entry[Record]
    returns_on: date | None = None
    has_expired: bool = False
    comes_by_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """The entries that may be shown, what is held back (by name), the consents of people shown (by id), notices.

    `counted` has everyone whose results are counted, `counted_consents` the consents of those who are only counted.
    """

    entries: tuple[Entry[Record], ...]
    withheld: Mapping[str, Withheld]
    consents: Mapping[str, Consent]
    diagnostics: tuple[Diagnostic, ...]
    counted: tuple[Counted, ...] = ()
    counted_consents: tuple[Consent, ...] = ()

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
    mentees = [m for m in of_kind(everyone, Mentee) if not reasons[m.name] or _is_only_counted(m.fields, day)]
    withheld = {e.name: _withheld(e, reasons[e.name], day) for e in everyone if reasons[e.name]}
    return Admitted(
        entries=tuple(entry for entry in everyone if not reasons[entry.name]),
        withheld=withheld,
        consents=consents,
        diagnostics=tuple(_notices(withheld.values())),
        counted=tuple(_counted(mentee, is_shown=not reasons[mentee.name]) for mentee in mentees),
        counted_consents=tuple(m.fields.consent for m in mentees if reasons[m.name]),
    )


def _is_only_counted(mentee: Mentee, day: date) -> bool:
    """Tell whether somebody agreed to be counted, but not to be shown."""
    covers = mentee.consent.covers
    is_good = not mentee.draft and mentee.consent.is_valid_on(day)
    return is_good and Cover.FIGURES in covers and Cover.PROFILE not in covers


def _counted(mentee: Entry[Mentee], *, is_shown: bool) -> Counted:
    fields = mentee.fields
    return Counted(cohort=fields.cohort, status=fields.status, is_shown=is_shown)


def _reason(entry: Entry[Record], day: date, *, drafts: bool, future: bool) -> str:
    fields = entry.fields
    if getattr(fields, "draft", False) and not drafts:
        return "it is a draft"
    if isinstance(fields, Update) and fields.date > day and not future:
        return f"it is published on {fields.date}"
    if isinstance(fields, Update) and fields.expires_on is not None and fields.expires_on < day:
        return f"it expired on {fields.expires_on}"
    return _reason_of_consent(fields, day)


def _reason_of_consent(fields: Record, day: date) -> str:
    if not isinstance(fields, Mentee | Mentor):
        return ""
    consent = fields.consent
    if consent.withdrawn_on is not None and consent.withdrawn_on <= day:
        return f"the consent was withdrawn on {consent.withdrawn_on}"
    if consent.expires_on < day:
        return f"the consent expired on {consent.expires_on}"
    if consent.given_on > day:
        return f"the consent begins on {consent.given_on}"
    if Cover.PROFILE not in consent.covers:
        return "the consent does not cover `profile`"
    return ""


def _reason_of_testimonial(
    fields: Testimonial, consents: Mapping[str, Consent], everyone: Iterable[Entry[Record]]
) -> str:
    consent = consents.get(fields.person)
    if consent is None:
        is_known = any(e.id == fields.person and e.kind in (Kind.MENTEE, Kind.MENTOR) for e in everyone)
        return "the person is not on the site" if is_known else ""
    return "" if Cover.NEWS in consent.covers else "the person's consent does not cover `news`"


def _withheld(entry: Entry[Record], reason: str, day: date) -> Withheld:
    fields = entry.fields
    reason_of_consent, returns_on = _reason_of_consent(fields, day), _returns_on(fields, reason)
    return Withheld(
        name=entry.name,
        title=str(getattr(fields, "name", "") or getattr(fields, "title", entry.id)),
        reason=reason,
        is_person=bool(reason_of_consent),
        position=_position(entry, reason if reason == reason_of_consent else ""),
        entry=entry,
        returns_on=returns_on,
        has_expired=isinstance(fields, Update) and reason.startswith("it expired"),
        comes_by_itself=returns_on is not None and not _reason(entry, returns_on, drafts=False, future=False),
    )


def _position(entry: Entry[Record], reason_of_consent: str) -> Position:
    """Point at the field of the consent that decides it."""
    fields = {"withdrawn": "withdrawn_on", "expired": "expires_on", "begins": "given_on", "cover": "covers"}
    loc = next((("consent", key) for word, key in fields.items() if word in reason_of_consent), ())
    return entry.position(*loc)


def _returns_on(fields: Record, reason: str) -> date | None:
    if isinstance(fields, Update) and "published on" in reason:
        return fields.date
    if isinstance(fields, Mentee | Mentor) and "begins on" in reason:
        return fields.consent.given_on
    return None


def _notices(withheld: Iterable[Withheld]) -> Iterator[Diagnostic]:
    for item in withheld:
        if "consent" in item.reason and item.is_person:
            yield Diagnostic(
                code="N301",
                message=f"`{item.name}` is not on the site: {item.reason}",
                position=item.position,
            )
