"""What a site and its plan answer, hashed; and what of it another version answers in another way.

Keys: `mentees:anna` is an entry and `mentees:anna/fields` its fields, `mentees` the order of all; likewise for
pictures, media, destinations (by the file they were written in), terms, renditions and planned paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from microsite.core.dataclasses import replace
from microsite.incremental import ALL, bit_of, changed_bits
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.site import Site

if TYPE_CHECKING:
    from microsite.plan.planning import Plan

COLLECTIONS: Mapping[Kind, str] = {
    Kind.PAGE: "pages",
    Kind.COHORT: "cohorts",
    Kind.MENTEE: "mentees",
    Kind.MENTOR: "mentors",
    Kind.PARTNER: "partners",
    Kind.EVENT: "events",
    Kind.UPDATE: "updates",
    Kind.GALLERY: "galleries",
    Kind.TESTIMONIAL: "testimonials",
    Kind.SKILL: "skills",
}
SETTINGS = "settings:"
TODAY = {"site": bit_of(Site, "today")}


def outside(site: Site, plan: Plan) -> dict[str, tuple[bytes, object]]:
    """Give what a site and its plan answer, but for the entries themselves: key → digest and value.

    `standing` gives the values back; what nobody asks for by its key has none.
    """
    return {key: (digest(said), value) for key, said, value in _answers(site, plan)}


def digest(said: object) -> bytes:
    """Hash what is said, by how it is written."""
    return blake2b(repr(said).encode(), digest_size=12).digest()


def _answers(site: Site, plan: Plan) -> Iterator[tuple[str, object, object]]:
    yield "site", site.today, site.today
    for name in COLLECTIONS.values():
        yield name, tuple(getattr(site, name)), None
    for id, consent in site.admitted.consents.items():
        yield f"consent:{id}", sorted(consent.covers), consent.covers
    yield "counted", site.admitted.counted, site.admitted.counted
    yield from _each("picture", site.pictures)
    yield "media", tuple(site.media), tuple(site.media)
    yield from ((f"media:{path}", file.fingerprint, file) for path, file in site.media.items())
    written: dict[str, dict[str, object]] = {}
    for (path, words), destination in site.destinations.items():
        written.setdefault(path, {})[words] = destination
    yield "destinations", tuple(site.destinations.values()), None
    yield from ((f"destinations:{path}", leads_to, leads_to) for path, leads_to in written.items())
    yield "plan.pages", plan.pages, plan.pages
    yield from ((f"page:{page.path}", page, page) for page in plan.pages)
    yield from ((f"document:{document.path}", document, document) for document in plan.documents)
    for taxonomy, terms in plan.terms.items():
        yield from _each(f"terms.{taxonomy}", terms)
    yield from _each("rendition", plan.renditions)
    yield from ((f"path:{path}", True, None) for path in plan.paths)


def _each(prefix: str, values: Mapping[str, object]) -> Iterable[tuple[str, object, object]]:
    yield prefix, tuple(values), tuple(values)
    yield from ((f"{prefix}:{id}", value, value) for id, value in values.items())


def key_of(entry: Entry[Any]) -> str:
    """Give the key of an entry."""
    return SETTINGS if entry.kind is Kind.SITE else f"{COLLECTIONS[entry.kind]}:{entry.id}"


def changes_of(key: str, old: Entry[Any] | None, new: Entry[Any] | None) -> dict[str, int]:
    """Give what differs between an entry as it was and as it is: key → bits. The fields have a key of their own."""
    if old is None or new is None:
        return {key: ALL, f"{key}/fields": ALL}
    bits = changed_bits(replace(old, node=new.node, fields=new.fields), new)
    return {key: bits, f"{key}/fields": changed_bits(old.fields, new.fields)}


def differing(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, int]:
    """Give what is answered in another way than before: key → bits."""
    keys = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return {key: TODAY.get(key, ALL) for key in keys}
