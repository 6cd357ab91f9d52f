"""Admitted entries -> Site: every reference and link resolved, or a diagnostic for each that is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.core.scanning import SourceFile
from microsite.model.collect import Collected
from microsite.model.consent import Admitted, Withheld
from microsite.model.destinations import Destination, Refusal, Signposts, find
from microsite.model.entry import Entry, of_kind, settings_of
from microsite.model.fields.record import Record
from microsite.model.kinds import PEOPLE, Kind, is_document
from microsite.model.named_files import broken_files
from microsite.model.pictures import Pictures, beside
from microsite.model.schema.cohort import Cohort
from microsite.model.schema.consent import Cover
from microsite.model.schema.event import Event
from microsite.model.schema.gallery import Gallery
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.page import Page
from microsite.model.schema.partner import Partner
from microsite.model.schema.site import SiteSettings
from microsite.model.schema.skill import Skill
from microsite.model.schema.testimonial import Testimonial
from microsite.model.schema.update import Update
from microsite.model.site import Site

F = TypeVar("F", bound=Record)
REFERENCES: Mapping[Kind, Mapping[str, tuple[Kind, ...]]] = {
    Kind.SITE: {"current_cohort": (Kind.COHORT,)},
    Kind.MENTEE: {"cohort": (Kind.COHORT,), "mentor": (Kind.MENTOR,)},
    Kind.MENTOR: {"works_for": (Kind.PARTNER,)},
    Kind.EVENT: {"cohort": (Kind.COHORT,), "speakers.*": PEOPLE, "host": (Kind.PARTNER,)},
    Kind.COHORT: {
        "organisers.*": (Kind.PARTNER,),
        "partners.*": (Kind.PARTNER,),
        "mentors.*": (Kind.MENTOR,),
    },
    Kind.GALLERY: {"cohort": (Kind.COHORT,), "event": (Kind.EVENT,)},
    Kind.UPDATE: {
        "cohort": (Kind.COHORT,),
        "event": (Kind.EVENT,),
        "mentions.*": PEOPLE,
        "authors.*.person": PEOPLE,
    },
    Kind.PAGE: {"cohort": (Kind.COHORT,), "testimonials.*": (Kind.TESTIMONIAL,)},
    Kind.TESTIMONIAL: {"person": PEOPLE},
}
"""Which fields name other entries, and of which kinds."""

FALLS_AWAY = {
    (Kind.MENTEE, "mentor"),
    (Kind.COHORT, "mentors.*"),
    (Kind.UPDATE, "authors.*.person"),
    (Kind.PAGE, "testimonials.*"),
    (Kind.TESTIMONIAL, "person"),
}
"""References that simply go with a person who may not be shown; all others name the person in a sentence."""

WAITS = {(Kind.EVENT, "speakers.*")}
"""References to a person that wait, when the consent begins on a later day: they stand in a list of their own."""

LINKS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SITE: ("navigation.*.to", "footer.columns.*.links.*.to"),
    Kind.PAGE: ("actions.*.to", "doors.*.action.to"),
}
BLOCK_ANCHORS: Mapping[Kind, frozenset[str]] = {
    Kind.PAGE: frozenset({"apply", "faq", "months", "events", "main"}),
    Kind.COHORT: frozenset(
        {"outcomes", "mentors", "mentees", "months", "apply", "faq", "dates", "events", "main"}
    ),
}
"""Places on pages that the theme makes; `check` proves that they are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The site, None when the settings are missing, and every reference that leads nowhere."""

    site: Site | None
    diagnostics: tuple[Diagnostic, ...]


def link(admitted: Admitted, pictures: Pictures, collected: Collected, *, today: date) -> Linked:
    """Resolve everything. References to entries with mistakes are not broken; those entries are checked as well.

    What files with mistakes would have said of the pictures beside them is not known.
    """
    names = collected.known | {entry.name for entry in admitted.entries}
    everything = (*admitted.entries, *collected.remnants)
    problems = [d for entry in everything for d in _broken_references(entry, names, admitted.withheld)]
    problems += [d for entry in admitted.entries for d in _uncovered_mentions(entry, admitted)]
    empty = _empty_galleries(admitted, pictures)
    signposts = _signposts(admitted, names, collected, empty)
    destinations: dict[tuple[str, str], Destination] = {}
    for entry in everything:
        for written, position in written_links(entry):
            found = find(written, path=entry.path, name=entry.name, signposts=signposts)
            if isinstance(found, Refusal):
                problems.append(
                    Diagnostic(code=found.code, message=found.message, position=position, help=found.help)
                )
            else:
                destinations[entry.path, written] = found
                problems += _leads_to_the_list(found, admitted, position)
        problems += broken_files(entry, pictures, media=collected.media, unread=collected.unread)
    settings = settings_of(admitted.entries)
    media = collected.media
    site = _site(settings, admitted, pictures, media, destinations, today, empty) if settings else None
    return Linked(site=site, diagnostics=tuple(problems))


def lost_references(collected: Collected) -> tuple[Diagnostic, ...]:
    """Find references to nobody in a site without settings, of which neither the day nor the links are known."""
    everything = (*collected.entries, *collected.remnants)
    names = collected.known
    return tuple(d for entry in everything for d in _broken_references(entry, names, withheld={}))


def _broken_references(
    entry: Entry[Record], names: frozenset[str], withheld: Mapping[str, Withheld]
) -> Iterator[Diagnostic]:
    for pattern, kinds in REFERENCES.get(entry.kind, {}).items():
        for loc, id in entry.values(pattern):
            candidates = [f"{kind}:{id}" for kind in kinds]
            held_back = next((withheld[n] for n in candidates if n in withheld), None)
            if held_back is None:
                if names.isdisjoint((*candidates, *(f"{kind}:" for kind in kinds))):
                    yield _unknown(id, kinds, names, entry.position(*loc))
            elif held_back.comes_by_itself and (entry.kind, pattern) in WAITS:
                message = f"`{id}` is left out here until {held_back.returns_on}, when the consent begins"
                yield Diagnostic(code="N303", message=message, position=entry.position(*loc))
            elif not _falls_away(entry, pattern, held_back):
                yield _held_back(id, held_back, entry.position(*loc))


def _falls_away(entry: Entry[Record], pattern: str, held_back: Withheld) -> bool:
    return (entry.kind, pattern) in FALLS_AWAY and (
        held_back.is_person or held_back.entry.kind is Kind.TESTIMONIAL
    )


def _held_back(id: str, held_back: Withheld, position: Position) -> Diagnostic:
    also = "" if held_back.is_person else f", or change that in `{held_back.position.path}`"
    return Diagnostic(
        code="E302",
        message=f"`{id}` is not on the site: {held_back.reason}",
        position=position,
        help=f"take it out here{also}",
    )


def _leads_to_the_list(found: Destination, admitted: Admitted, position: Position) -> Iterator[Diagnostic]:
    """Tell of a link to news that is still to come."""
    if found.instead_of and (day := admitted.withheld[found.instead_of].returns_on):
        message = f"until {day}, when `{found.instead_of}` is published, this leads to the list of news"
        yield Diagnostic(code="N303", message=message, position=position)


def _unknown(id: str, kinds: Iterable[Kind], names: frozenset[str], position: Position) -> Diagnostic:
    ids = {name.partition(":")[2] for name in names if name.partition(":")[0] in set(kinds)} - {""}
    kind = " or ".join(kinds)
    return Diagnostic(
        code="E301",
        message=f"there is no {kind} called `{id}`",
        position=position,
        help=did_you_mean(id, ids, otherwise=_listed(kind, ids)),
    )


def _listed(kind: str, ids: Iterable[str]) -> str:
    known = sorted(ids)
    if not known or len(known) > 6:
        return f"write the id of a {kind}, which is the name of its file or folder, or the `id` in its list"
    return f"there is {' and '.join(', '.join(f'`{id}`' for id in known).rsplit(', ', 1))}"


def _uncovered_mentions(entry: Entry[Record], admitted: Admitted) -> Iterator[Diagnostic]:
    if not isinstance(entry.fields, Update):
        return
    for loc, person in (
        *entry.values("mentions.*"),
        *entry.values("authors.*.person"),
    ):
        if person in admitted.consents and not admitted.covers(person, Cover.NEWS):
            yield Diagnostic(
                code="E311",
                message=f"the consent of `{person}` does not cover `news`",
                position=entry.position(*loc),
                help="take the person out of the text, or ask them",
            )


def _empty_galleries(admitted: Admitted, pictures: Pictures) -> frozenset[str]:
    """Name the galleries of whose pictures none may be shown: they are not on the site."""
    return frozenset(
        entry.name
        for entry in of_kind(admitted.entries, Gallery)
        if all(beside(entry.path, photo.file) not in pictures.shown for photo in entry.fields.photos)
    )


def _signposts(
    admitted: Admitted, names: frozenset[str], collected: Collected, empty: frozenset[str]
) -> Signposts:
    settings = settings_of(admitted.entries)
    lists = {entry.path for entry in admitted.entries if not entry.path.endswith(".md")}
    return Signposts(
        by_path={e.path: e.name for e in admitted.entries if e.path not in lists or e.kind is Kind.GALLERY},
        withheld={name: item.reason for name, item in admitted.withheld.items()}
        | dict.fromkeys(empty, "none of its pictures may be shown"),
        known=names,
        topics=frozenset(topic.id for topic in settings.fields.contact_form.topics)
        if settings
        else frozenset(),
        anchors={
            e.name: e.body.anchors | BLOCK_ANCHORS.get(e.kind, frozenset())
            for e in (*admitted.entries, *collected.remnants)
            if e.kind in (Kind.PAGE, Kind.COHORT, Kind.UPDATE)
        },
        documents=frozenset(filter(is_document, collected.media)),
        news_of_other_days=frozenset(
            name
            for name, item in admitted.withheld.items()
            if item.entry.kind is Kind.UPDATE and (item.has_expired or item.comes_by_itself)
        ),
        kept=frozenset(path for path in collected.media if path.startswith("mentees/")) - _cvs(admitted),
        has_address=settings is not None and settings.fields.url is not None,
    )


def _cvs(admitted: Admitted) -> frozenset[str]:
    """Give the CVs that people allow everyone to have."""
    return frozenset(
        beside(entry.path, entry.fields.cv)
        for entry in of_kind(admitted.entries, Mentee)
        if entry.fields.cv and admitted.covers(entry.id, Cover.CV)
    )


def written_links(entry: Entry[Record]) -> Iterator[tuple[str, Position]]:
    """Give every link that was written in an entry, in its texts and its fields, with its position."""
    for fragment in entry.fragments:
        for mention in fragment.mentions:
            if not mention.is_picture:
                yield mention.written, mention.position
    for pattern in LINKS.get(entry.kind, ()):
        for loc, written in entry.values(pattern):
            yield written, entry.position(*loc)


def _site(
    settings: Entry[SiteSettings],
    admitted: Admitted,
    pictures: Pictures,
    media: Mapping[str, SourceFile],
    destinations: Mapping[tuple[str, str], Destination],
    today: date,
    empty: frozenset[str],
) -> Site:
    def of(
        schema: type[F], key: Callable[[Entry[F]], Any] = lambda _: 0, *, newest_first: bool = False
    ) -> dict[str, Entry[F]]:
        found = sorted(of_kind(admitted.entries, schema), key=key, reverse=newest_first)
        return {entry.id: entry for entry in found}

    far = date.max
    return Site(
        settings=settings,
        today=today,
        pages=of(Page),
        cohorts=of(Cohort, lambda e: (e.fields.start_date or far, e.id)),
        mentees=of(Mentee, lambda e: (e.fields.name.casefold(), e.id)),
        mentors=of(Mentor, lambda e: (e.fields.name.casefold(), e.id)),
        partners=of(Partner),
        events=of(Event, lambda e: (e.fields.first_day, str(e.fields.start_time or ""), e.id)),
        updates=of(Update, lambda e: (e.fields.date, e.id), newest_first=True),
        galleries={
            id: gallery
            for id, gallery in of(Gallery, lambda e: (e.fields.date, e.id), newest_first=True).items()
            if gallery.name not in empty
        },
        testimonials=of(Testimonial),
        skills=of(Skill),
        pictures=pictures.shown,
        media=media,
        destinations=destinations,
        admitted=admitted,
    )
