"""The store of answers -> the site and the plan of the last build, of which only what is asked for is loaded."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from microsite.core.dataclasses import dataclass, field
from microsite.incremental import Store
from microsite.model.consent import Admitted
from microsite.model.entry import Entry
from microsite.model.file_entries import Outcome, outcomes_in
from microsite.model.outcomes import Counted
from microsite.model.renditions import RenditionJob
from microsite.model.schema.consent import Cover
from microsite.model.schema.site import SiteSettings
from microsite.model.site import Site
from microsite.model.terms import TAXONOMIES, Term
from microsite.plan import DocumentJob, PageJob
from microsite.render.outside import COLLECTIONS, key_of

V = TypeVar("V")
Read = Mapping[str, tuple[Outcome, ...]]


@dataclass(frozen=True)
class Shelf:
    """Everything that was kept of a build's site and plan, but for the files that were read anew since."""

    store: Store
    read: Read = field(default_factory=dict)
    _entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)

    def value(self, key: str) -> Any:
        """Give what is kept under a key. Raises KeyError."""
        data = self.store.answer(key)
        if data is None:
            raise KeyError(key)
        return unpickled(data)

    def entry(self, key: str) -> Entry[Any]:
        """Give an entry by its key. Raises KeyError."""
        path = self.store.place(key)
        if path is None:
            raise KeyError(key)
        if path not in self._entries:
            outcomes = self.read[path] if path in self.read else outcomes_of(self.store, path)
            self._entries[path] = entries_of(outcomes)
        return self._entries[path][key]


@dataclass(frozen=True)
class Kept(Mapping[str, V]):
    """A mapping of what is kept: its ids are looked up once they are asked for, each value by itself."""

    knows: Callable[[str], bool]
    value: Callable[[str], V]
    ids: Callable[[], tuple[str, ...]]
    _loaded: dict[str, V] = field(default_factory=dict)

    def __getitem__(self, id: str) -> V:
        if id not in self._loaded:
            self._loaded[id] = self.value(id)
        return self._loaded[id]

    def __contains__(self, id: object) -> bool:
        return id in self._loaded or self.knows(str(id))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids())

    def __len__(self) -> int:
        return len(self.ids())


@dataclass(frozen=True)
class _Destinations(Mapping[tuple[str, str], Any]):
    """Where links lead, by the file that they were written in and their words."""

    files: Mapping[str, Mapping[str, Any]]

    def __getitem__(self, place: tuple[str, str]) -> Any:
        return self.files[place[0]][place[1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        raise TypeError("links are looked up one by one")

    def __len__(self) -> int:
        raise TypeError("links are looked up one by one")


@dataclass(frozen=True)
class _Consents:
    """What people's consents cover, as far as drawing asks for it."""

    shelf: Shelf

    def covers(self, person_id: str, cover: Cover) -> bool:
        """Tell whether a person is admitted with a consent that covers `cover`."""
        key = f"consent:{person_id}"
        return self.shelf.store.knows_answer(key) and cover in self.shelf.value(key)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """Give the people who are counted."""
        return cast("tuple[Counted, ...]", self.shelf.value("counted"))


@dataclass(frozen=True)
class _Paths:
    """The planned paths."""

    store: Store

    def __contains__(self, path: object) -> bool:
        return self.store.knows_answer(f"path:{path}")


@dataclass(frozen=True)
class StandingPlan:
    """The plan of the last build, as presenters ask it."""

    shelf: Shelf

    @cached_property
    def pages(self) -> tuple[PageJob, ...]:
        """Give all page jobs."""
        return cast("tuple[PageJob, ...]", self.shelf.value("plan.pages"))

    @cached_property
    def by_path(self) -> Mapping[str, PageJob]:
        """Give the page jobs by output path."""
        return _kept(self.shelf, "page")

    @cached_property
    def documents_by_path(self) -> Mapping[str, DocumentJob]:
        """Give the document jobs by output path."""
        return _kept(self.shelf, "document")

    @cached_property
    def renditions(self) -> Mapping[str, RenditionJob]:
        """Give the rendition jobs by the source path of the picture."""
        return _kept(self.shelf, "rendition")

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Give the terms of each taxonomy."""
        return {taxonomy: _kept(self.shelf, f"terms.{taxonomy}") for taxonomy in TAXONOMIES}

    @property
    def paths(self) -> _Paths:
        """Give what is published where."""
        return _Paths(self.shelf.store)


def standing_site(shelf: Shelf, settings: Entry[SiteSettings]) -> Site:
    """Give the site of the last build, with the entries of files that were read anew."""
    collections: dict[str, Any] = {name: _entries(shelf, name) for name in COLLECTIONS.values()}
    return Site(
        settings=settings,
        today=shelf.value("site"),
        pictures=_kept(shelf, "picture"),
        media=_kept(shelf, "media"),
        destinations=_Destinations(_kept(shelf, "destinations")),
        admitted=cast("Admitted", _Consents(shelf)),
        **collections,
    )


def _entries(shelf: Shelf, name: str) -> Kept[Entry[Any]]:
    return Kept(
        knows=lambda id: shelf.store.place(f"{name}:{id}") is not None,
        value=lambda id: shelf.entry(f"{name}:{id}"),
        ids=lambda: shelf.store.members(name),
    )


def _kept(shelf: Shelf, prefix: str) -> Kept[Any]:
    return Kept(
        knows=lambda id: shelf.store.knows_answer(f"{prefix}:{id}"),
        value=lambda id: shelf.value(f"{prefix}:{id}"),
        ids=lambda: shelf.value(prefix),
    )


def outcomes_of(store: Store, path: str) -> tuple[Outcome, ...]:
    """Give what was read of a file. Raises KeyError."""
    data = store.latest(path)
    if data is None:
        raise KeyError(path)
    return outcomes_in(data)


def entries_of(outcomes: tuple[Outcome, ...]) -> dict[str, Entry[Any]]:
    """Give the entries that were read, by key."""
    return {key_of(outcome.entry): outcome.entry for outcome in outcomes if outcome.entry is not None}


def unpickled(data: bytes) -> Any:
    """Give back what this program kept in its own folder."""
    return pickle.loads(data)  # noqa: S301 (our own file, in our own folder)
