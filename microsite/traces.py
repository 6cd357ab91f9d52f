"""What earlier builds found out -> what of it still stands, and what this build found out in its place.

Opens the store of answers in the state folder, compares what comes from outside with what it was, lets the memory
compute anew what may have changed, and keeps the news once the site is published.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from microsite import __version__
from microsite.core import publishing
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint
from microsite.core.publishing import Kept
from microsite.core.scanning import SourceFile
from microsite.explaining import Changes, explain
from microsite.incremental import Memory, News, Row, Store
from microsite.model.collect import Collected, Outcome
from microsite.model.entry import Entry
from microsite.model.site import Site
from microsite.options import Options
from microsite.plan import MEDIA_FOLDER, Plan
from microsite.render import artifacts, questions, theme_files
from microsite.render.artifacts import Drawn
from microsite.render.environment import Environment
from microsite.render.theme import Theme

V = TypeVar("V")
PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a build found outside: what was read of each file, and what site, plan and theme answer.

    `members` has the ids of each collection. Nothing is kept of the files in `secret`, which are of people not shown.
    """

    fingerprints: Mapping[str, str]
    outcomes: Mapping[str, tuple[Outcome, ...]]
    answers: Mapping[str, bytes]
    members: Mapping[str, tuple[str, ...]]
    secret: frozenset[str]


class Traces:
    """The answers of earlier builds of one site, while one more is made. Without a store there are none."""

    def __init__(self, store: Store | None = None, *, published: Mapping[str, str] | None = None) -> None:
        """Take the store, and the fingerprints of what stands in the output folder just as it was published."""
        self._store, self._published = store, published or {}
        self._memory, self._news = Memory(), News()
        self._changes: Changes = {}
        self.notices: tuple[Diagnostic, ...] = ()

    def outcomes(self, file: SourceFile) -> tuple[Outcome, ...] | None:
        """Give what was read of a file when it had the bytes that it has now."""
        data = self._store.file(file.path, file.fingerprint) if self._store else None
        return _unpickled(data) if data is not None else None

    def standing(self, path: str) -> Kept | None:
        """Stand for what is in the output folder as it was published; None when it is not."""
        return Kept(fingerprint=self._published[path]) if path in self._published else None

    def draw(self, site: Site, plan: Plan, theme: Theme, collected: Collected) -> Drawn:
        """Draw what is not there yet, or was made from something that is not as it was."""
        if self._store:
            self._store.within(theme.settings_fingerprint)
        known = self._store.answers() if self._store else {}
        self._memory = Memory(self._store)
        environment = Environment(theme, memory=self._memory)
        if refusals := _refusals(theme, environment):
            return Drawn(faults=refusals)
        studio = artifacts.studio(site, plan, theme, environment, memory=self._memory)
        answers = questions.digests(site, plan) | environment.answers(known)
        found = _found(site, collected, {**answers, **environment.assets.answers(known)})
        self._update(found, known)
        environment.assets.keep(key for key in known if self._memory.is_read(key))
        drawn = artifacts.draw(studio, self._standing_rows())
        self._news = self._difference(
            replace(found, answers=answers | environment.assets.answers(known)), drawn
        )
        return drawn

    def explain(self, path: str) -> tuple[str, ...]:
        """Say why an output was made again in this build, or why not."""
        return explain(path, self._memory, self._changes)

    def keep(self) -> None:
        """Keep what this build found out, all or nothing; once the site is published."""
        if self._store:
            self._store.keep(self._memory, self._news)

    def _standing_rows(self) -> dict[str, Row]:
        rows = self._store.outputs() if self._store else {}
        return {
            path: row
            for path, row in rows.items()
            if self._published.get(path) == row.fingerprint
            and (not row.card or f"{MEDIA_FOLDER}/{row.card}" in self._published)
        }

    def _update(self, found: Found, known: Mapping[str, bytes]) -> None:
        if self._store is None:
            return
        changed = questions.differing(known, found.answers)
        for name, ids in found.members.items():
            for id in set(ids) ^ set(self._store.members(name)) if name in changed else ():
                changed |= questions.changes_of(f"{name}:{id}", None, None)
        for key, bits in self._changed_entries(found, self._store):
            changed[key] = changed.get(key, 0) | bits
        self._memory.update({key: bits for key, bits in changed.items() if bits})

    def _changed_entries(self, found: Found, store: Store) -> Iterator[tuple[str, int]]:
        known = store.fingerprints()
        paths = [path for path, made in found.fingerprints.items() if known.get(path) != made]
        gone = [path for path in known if path not in found.fingerprints]
        kept = [store.file(path, known[path]) for path in (*paths, *gone) if path in known]
        old = dict(_entries(_unpickled(data) for data in kept if data is not None))
        new = dict(_entries(found.outcomes[path] for path in paths))
        self._changes = {key: (old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())}
        for key, (before, after) in self._changes.items():
            yield from questions.changes_of(key, before, after).items()

    def _difference(self, found: Found, drawn: Drawn) -> News:
        if self._store is None:
            return News()
        known = self._store.fingerprints()
        shown = {path: made for path, made in found.fingerprints.items() if path not in found.secret}
        return News(
            answers=_difference(self._store.answers(), found.answers),
            files=(
                [path for path in known if path not in shown],
                [
                    (path, made, pickle.dumps(found.outcomes[path]))
                    for path, made in shown.items()
                    if known.get(path) != made
                ],
            ),
            outputs=_difference(self._store.outputs(), drawn.rows),
            members=found.members,
        )


def _refusals(theme: Theme, environment: Environment) -> tuple[Diagnostic, ...]:
    return (*theme_files.check(theme), *environment.check())


def _found(site: Site, collected: Collected, answers: Mapping[str, bytes]) -> Found:
    return Found(
        fingerprints=collected.fingerprints,
        outcomes=collected.read,
        answers=answers,
        members={name: tuple(getattr(site, name)) for name in questions.COLLECTIONS.values()},
        secret=frozenset(held_back.entry.path for held_back in site.admitted.withheld.values()),
    )


@contextmanager
def opened(options: Options) -> Iterator[Traces]:
    """Open the answers of earlier builds; what is damaged, or of another version, is set aside (with a notice)."""
    store, notices = _store(options)
    try:
        traces = Traces(store, published=publishing.published(output=options.output, state=options.state))
        traces.notices = notices
        yield traces
    finally:
        store.close()


def unwritten(options: Options) -> Store:
    """Give a store that lasts as long as this process, and leaves nothing on the disk."""
    return Store(Path(":memory:"), world=_world(options))


def _store(options: Options) -> tuple[Store, tuple[Diagnostic, ...]]:
    options.state.mkdir(parents=True, exist_ok=True)
    world = _world(options)
    try:
        return Store(options.answers, world=world), ()
    except sqlite3.DatabaseError:
        forget(options)
        return Store(options.answers, world=world), (_set_aside(options.answers),)


def forget(options: Options) -> None:
    """Remove all that is kept of earlier builds' answers."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{options.answers}{suffix}").unlink(missing_ok=True)


def _world(options: Options) -> str:
    """Name what must be the same for an answer to be worth anything: this program, its libraries, what it is asked."""
    stamps = [
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder, _, _ in os.walk(PACKAGE)
        if not folder.endswith("__pycache__")
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.is_file()
    ]
    library = find_spec("jinja2")
    installed = Path(library.origin or "").parent.parent.stat().st_mtime_ns if library else 0
    return fingerprint(repr((__version__, sys.version, installed, stamps, options.url)).encode())


def _entries(outcomes: Iterable[tuple[Outcome, ...]]) -> Iterator[tuple[str, Entry[Any]]]:
    for of_file in outcomes:
        for outcome in of_file:
            if outcome.entry is not None:
                yield questions.key_of(outcome.entry), outcome.entry


def _difference(old: Mapping[str, V], new: Mapping[str, V]) -> tuple[list[str], dict[str, V]]:
    return [key for key in old if key not in new], {key: v for key, v in new.items() if old.get(key) != v}


def _unpickled(data: bytes) -> tuple[Outcome, ...]:
    return pickle.loads(data)  # type: ignore[no-any-return]  # noqa: S301 (our own file, in our own folder)


def _set_aside(path: Path) -> Diagnostic:
    return Diagnostic(
        code="N901",
        message=f"`{path.parent.name}/{path.name}` is damaged and is not used",
        help="nothing needs to be done: it is made anew, which takes a little longer this once",
    )
