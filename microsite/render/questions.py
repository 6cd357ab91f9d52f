"""Site and plan -> the same, with every question that is asked of them recorded. Its keys are those of `outside`."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, Protocol, TypeVar, cast

from microsite.core.dataclasses import dataclass, field, replace
from microsite.incremental import ALL, Memory
from microsite.model.consent import Admitted
from microsite.model.entry import Entry
from microsite.model.outcomes import Counted
from microsite.model.renditions import RenditionJob
from microsite.model.schema.consent import Cover
from microsite.model.site import Site
from microsite.model.terms import Term
from microsite.plan import DocumentJob, PageJob
from microsite.render.citations import Figures
from microsite.render.outside import COLLECTIONS, SETTINGS
from microsite.render.words import Words

V = TypeVar("V")


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
        else:  # it is handed on as it is, and whoever gets it may read all of it
            self.memory.read(f"{self.prefix}:{id}", ALL)
            self.memory.read(f"{self.prefix}:{id}/fields", ALL)
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
    paths: Container[str]

    def __contains__(self, path: object) -> bool:
        self.memory.read(f"path:{path}")
        return path in self.paths


class Planned(Protocol):
    """What is asked of a plan, be it of this build or of an earlier one that stands."""

    @property
    def pages(self) -> tuple[PageJob, ...]:
        """Give all page jobs."""

    @property
    def by_path(self) -> Mapping[str, PageJob]:
        """Give the page jobs by output path."""

    @property
    def documents_by_path(self) -> Mapping[str, DocumentJob]:
        """Give the document jobs by output path."""

    @property
    def renditions(self) -> Mapping[str, RenditionJob]:
        """Give the rendition jobs by the source path of the picture."""

    @property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Give the terms of each taxonomy."""

    @property
    def paths(self) -> Container[str]:
        """Give what is published where."""


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """A plan, as presenters ask it."""

    memory: Memory
    plan: Planned

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
    figures = Figures(site=_counted_site(site, memory), words=words, ask=lambda: memory.read("site", ALL))
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
