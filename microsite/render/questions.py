"""Site and plan -> the same, with every question that is asked of them recorded; and what they answer, hashed.

Keys: `mentees:anna` is an entry and `mentees:anna/fields` its fields, `mentees` the order of all; likewise for
pictures, media, destinations (by the file they were written in), terms, renditions and planned paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, TypeVar, cast

from microsite.incremental import ALL, Memory, bit_of, changed_bits
from microsite.model.consent import Admitted
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.outcomes import Counted
from microsite.model.renditions import RenditionJob
from microsite.model.schema.consent import Cover
from microsite.model.site import Site
from microsite.model.terms import Term
from microsite.plan import DocumentJob, PageJob, Plan
from microsite.render.citations import Figures
from microsite.render.words import Words

V = TypeVar("V")
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


@dataclass(frozen=True, slots=True)
class AskedMapping(Mapping[str, V]):
    """A mapping whose order, members and values are questions; a record in it is asked for its attributes.

    `cite` puts figures where entries cite them, which asks for the figures too; `without_figures` are those that
    were looked at and cite none.
    """

    memory: Memory
    prefix: str
    values_by_id: Mapping[str, V]
    cite: Callable[[Entry[Any]], Entry[Any]] | None = None
    without_figures: set[str] = field(default_factory=set)

    def __getitem__(self, id: str) -> V:
        key = f"{self.prefix}:{id}"
        self.memory.read(key)
        value = self.values_by_id[id]
        if isinstance(value, Entry):
            if (cited := self._cited(id, value)) is not value:
                return cited
            value = cast("V", _asked_entry(self.memory, key, value))
        return cast("V", self.memory.outside(key, value))

    def _cited(self, id: str, entry: V) -> V:
        if self.cite is None or id in self.without_figures:
            return entry
        cited = self.cite(cast("Entry[Any]", entry))
        if cited is entry:
            self.without_figures.add(id)
        else:
            self.memory.read(f"{self.prefix}:{id}/fields")
        return cast("V", cited)

    def __contains__(self, id: object) -> bool:
        self.memory.read(f"{self.prefix}:{id}")
        return id in self.values_by_id

    def __iter__(self) -> Iterator[str]:
        self.memory.read(self.prefix)
        return iter(self.values_by_id)

    def __len__(self) -> int:
        self.memory.read(self.prefix)
        return len(self.values_by_id)


def _asked_entry(memory: Memory, key: str, entry: Entry[Any]) -> Entry[Any]:
    known = memory.nodes.get(key)
    if known is not None and known.is_at_hand:
        return cast("Entry[Any]", known.value)
    return replace(entry, fields=memory.outside(f"{key}/fields", entry.fields))


@dataclass(frozen=True, slots=True)
class AskedDestinations(Mapping[tuple[str, str], V]):
    """Where links lead; all that were written in one file are one question."""

    memory: Memory
    by_place: Mapping[tuple[str, str], V]

    def __getitem__(self, place: tuple[str, str]) -> V:
        self.memory.read(f"destinations:{place[0]}")
        return self.by_place[place]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        self.memory.read("destinations")
        return iter(self.by_place)

    def __len__(self) -> int:
        self.memory.read("destinations")
        return len(self.by_place)


@dataclass(frozen=True, slots=True)
class AskedConsents:
    """What people's consents cover; each person is a question."""

    memory: Memory
    admitted: Admitted

    def covers(self, person_id: str, cover: Cover) -> bool:
        """Tell whether a person is admitted with a consent that covers `cover`."""
        self.memory.read(f"consent:{person_id}")
        return self.admitted.covers(person_id, cover)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """Give the people who are counted, as one question."""
        self.memory.read("counted")
        return self.admitted.counted


@dataclass(frozen=True, slots=True)
class AskedPaths:
    """The planned paths; each is a question."""

    memory: Memory
    paths: frozenset[str]

    def __contains__(self, path: object) -> bool:
        self.memory.read(f"path:{path}")
        return path in self.paths


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """A plan, as presenters ask it."""

    memory: Memory
    plan: Plan

    @property
    def pages(self) -> tuple[PageJob, ...]:
        """Give all page jobs."""
        self.memory.read("plan.pages")
        return self.plan.pages

    def page_at(self, path: str) -> PageJob:
        """Give the job of one page. Raises KeyError without one."""
        self.memory.read(f"page:{path}")
        return self.plan.by_path[path]

    def document_at(self, path: str) -> DocumentJob:
        """Give the job of one document. Raises KeyError without one."""
        self.memory.read(f"document:{path}")
        return self.plan.documents_by_path[path]

    @property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Give the terms of each taxonomy."""
        return {
            name: AskedMapping(self.memory, f"terms.{name}", terms) for name, terms in self.plan.terms.items()
        }

    @property
    def renditions(self) -> Mapping[str, RenditionJob]:
        """Give the rendition jobs by the source path of the picture."""
        return AskedMapping(self.memory, "rendition", self.plan.renditions)

    @property
    def paths(self) -> AskedPaths:
        """Give what is published where."""
        return AskedPaths(self.memory, self.plan.paths)


def asked_site(site: Site, memory: Memory, words: Words) -> Site:
    """Let a site be asked, with its figures where they are cited."""
    asked: dict[str, Any] = {}
    figures = Figures(site=_counted_site(site, memory), words=words, ask=lambda: memory.read("site"))
    for name in COLLECTIONS.values():
        entries = getattr(site, name)
        asked[name] = AskedMapping(memory, name, entries, figures.entry)
    return cast(
        "Site",
        memory.outside(
            "site",
            replace(
                site,
                **asked,
                settings=memory.outside(SETTINGS, _asked_entry(memory, SETTINGS, site.settings)),
                pictures=AskedMapping(memory, "picture", site.pictures),
                media=AskedMapping(memory, "media", site.media),
                destinations=AskedDestinations(memory, site.destinations),
                admitted=cast("Admitted", AskedConsents(memory, site.admitted)),
            ),
        ),
    )


def _counted_site(site: Site, memory: Memory) -> Site:
    """Let a site be asked for its figures alone; what is cited there would be asked for them again."""
    return replace(
        site,
        cohorts=AskedMapping(memory, "cohorts", site.cohorts),
        admitted=cast("Admitted", AskedConsents(memory, site.admitted)),
    )


TODAY = {"site": bit_of(Site, "today")}


def digests(site: Site, plan: Plan) -> dict[str, bytes]:
    """Hash what a site and its plan answer, but for the entries themselves: key → digest."""
    return {
        key: blake2b(repr(value).encode(), digest_size=12).digest() for key, value in _answers(site, plan)
    }


def _answers(site: Site, plan: Plan) -> Iterator[tuple[str, object]]:
    yield "site", site.today
    for name in COLLECTIONS.values():
        yield name, tuple(getattr(site, name))
    yield from ((f"consent:{id}", sorted(consent.covers)) for id, consent in site.admitted.consents.items())
    yield "counted", site.admitted.counted
    yield from _each("picture", site.pictures)
    yield "media", tuple(site.media)
    yield from ((f"media:{path}", file.fingerprint) for path, file in site.media.items())
    written: dict[str, list[object]] = {}
    for (path, words), destination in site.destinations.items():
        written.setdefault(path, []).append((words, destination))
    yield "destinations", tuple(site.destinations.values())
    yield from ((f"destinations:{path}", leads_to) for path, leads_to in written.items())
    yield "plan.pages", plan.pages
    yield from ((f"page:{page.path}", page) for page in plan.pages)
    yield from ((f"document:{document.path}", document) for document in plan.documents)
    for taxonomy, terms in plan.terms.items():
        yield from _each(f"terms.{taxonomy}", terms)
    yield from _each("rendition", plan.renditions)
    yield from ((f"path:{path}", True) for path in plan.paths)


def _each(prefix: str, values: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    yield prefix, tuple(values)
    yield from ((f"{prefix}:{id}", value) for id, value in values.items())


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
