"""What earlier builds found out -> what of it still stands, and what this build found out in its place.

Opens the store of answers in the state folder, compares what comes from outside with what it was, lets the memory
compute anew what may have changed, and keeps the news once the site is published.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from microsite import __version__, resuming
from microsite.core import publishing
from microsite.core.dataclasses import replace
from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint
from microsite.core.publishing import Kept, Look
from microsite.core.scanning import SourceFile
from microsite.core.state_files import set_aside
from microsite.explaining import Changes, explain
from microsite.found import Found, found_in
from microsite.incremental import Memory, News, Row, Store
from microsite.model.file_entries import Outcome, outcomes_in
from microsite.options import Options
from microsite.plan import MEDIA_FOLDER
from microsite.render import outside, theme_files
from microsite.resuming import Lasting, Standing
from microsite.sources import Sources
from microsite.standing import entries_of, outcomes_of

if TYPE_CHECKING:
    from microsite.reading import Reading
    from microsite.render.artifacts import Drawn
    from microsite.render.environment import Compiled

V = TypeVar("V")
PACKAGE = Path(__file__).parent
_OF_ANOTHER = "was written by another version of microsite, or with other libraries,"


class Traces:
    """The answers of earlier builds of one site, while one more is made. Without a store there are none."""

    def __init__(self, store: Store | None = None, *, published: Mapping[str, str] | None = None) -> None:
        """Take the store, and the fingerprints of what stands in the output folder just as it was published."""
        self.store, self.published = store, published or {}
        self._memory, self._news = Memory(), News()
        self._changes: Changes = {}
        self._found: Found | None = None
        self._about: dict[str, str] = {}
        self.notices: tuple[Diagnostic, ...] = ()

    def outcomes(self, file: SourceFile) -> tuple[Outcome, ...] | None:
        """Give what was read of a file when it had the bytes that it has now."""
        data = self.store.file(file.path, file.fingerprint) if self.store else None
        return outcomes_in(data) if data is not None else None

    def standing(self, path: str) -> Kept | None:
        """Stand for what is in the output folder as it was published; None when it is not."""
        return Kept(fingerprint=self.published[path]) if path in self.published else None

    def resume(self, sources: Sources, options: Options) -> Standing | None:
        """Give the site of the last build as it is after an edit; None where it must be read, or drawn, as a whole."""
        if self.store is None or len(self.standing_rows) != self.store.count_outputs():
            return None
        return resuming.resume(sources, options, self.store, files=len(self.published))

    def draw(self, reading: Reading, options: Options, *, processes: int = 1) -> Drawn:
        """Draw what is not there yet, or was made from something that is not as it was; of a sound reading.

        So many processes may draw, where nothing is kept of an earlier build.
        """
        from microsite.render import artifacts
        from microsite.render.environment import Compiled, Environment

        site, plan, theme = reading.sound
        if self.store:
            language = site.settings.fields.languages[0]
            self.store.within(f"{theme.settings_fingerprint} {options.url} {language}")
            self.compiled = Compiled(self.store.all_code().get)  # at once, as a fork cannot ask the store
        known = self.store.answers() if self.store else {}
        kept = None if self.store is None or self.store.is_fresh else self.store
        self._memory = Memory(kept)
        environment = Environment(theme, memory=self._memory, compiled=self.compiled)
        of_theme = theme.fingerprint
        is_checked = self.store is not None and self.store.about(resuming.THEME) == of_theme
        if not is_checked and (refusals := (*theme_files.check(theme), *environment.check())):
            return artifacts.Drawn(faults=refusals)
        studio = artifacts.studio(site, plan, theme, environment, memory=self._memory)
        answers = outside.outside(site, plan) | _unvalued(environment.answers(known))
        answers[resuming.THEME] = of_theme.encode(), replace(theme)
        of_assets = _unvalued(environment.assets.answers(known))
        self._found = found = found_in(site, reading.collected, answers | of_assets)
        if kept:
            self._update(found, known, kept)
        environment.assets.keep(key for key in known if self._memory.is_read(key))
        standing = self.standing_rows if kept else {}
        drawn = artifacts.draw(studio, plan, standing, processes=1 if kept else processes)
        found = replace(found, answers=answers | _unvalued(environment.assets.answers(known)))
        self._news = self._difference(found, drawn, known)
        self._about = {
            resuming.ASKED: resuming.asked_for(options),
            resuming.OTHERS: resuming.digest_of_others(reading.files.values(), found.shown),
            resuming.THEME: of_theme,
        }
        return drawn

    def redraw(self, standing: Standing) -> Drawn:
        """Draw what an edit reaches that decides nothing but what is drawn of some entries."""
        from microsite.render import artifacts
        from microsite.render.environment import Environment

        store = standing.store
        self._memory = Memory(store)
        environment = Environment(standing.theme, memory=self._memory, compiled=self.compiled)
        studio = artifacts.studio(
            standing.site, standing.plan, standing.theme, environment, memory=self._memory
        )
        self._changes = standing.changes
        self._memory.update(_bits(self._changes))
        environment.assets.keep(key for key in store.keys("asset:") if self._memory.is_read(key))
        before = self.standing_rows
        drawn = artifacts.redraw(studio, before)
        files = [
            (path, standing.fingerprints[path], pickle.dumps(read)) for path, read in standing.read.items()
        ]
        self._news = News(files=((), files), outputs=_difference(before, drawn.rows))
        return drawn

    def explain(self, path: str) -> tuple[str, ...]:
        """Say why an output was made again in this build, or why not."""
        outside = self._found.beside(self.store) if self._found and self.store else lambda _: (None, None)
        return explain(path, self._memory, self._changes, outside)

    def keep(self, made: Lasting) -> None:
        """Keep what this build found out, all or nothing; once the site is published."""
        if self.store:
            about = {**self._about, **resuming.about(made)}
            self.store.keep(self._memory, replace(self._news, about=about, code=self.compiled.new))

    @cached_property
    def compiled(self) -> Compiled:
        """The code of templates that were compiled."""
        from microsite.render.environment import Compiled

        return Compiled(self.store.code) if self.store else Compiled()

    @cached_property
    def standing_rows(self) -> dict[str, Row]:
        """The outputs that stand as they were published, with their cards."""
        rows = self.store.outputs() if self.store else {}
        return {
            path: row
            for path, row in rows.items()
            if self.published.get(path) == row.fingerprint
            and (not row.card or f"{MEDIA_FOLDER}/{row.card}" in self.published)
        }

    def standing_cards(self) -> frozenset[str]:
        """Give the files of the cards of outputs that stand as they were published."""
        return frozenset(row.card for row in self.standing_rows.values() if row.card)

    def _update(self, found: Found, known: Mapping[str, bytes], store: Store) -> None:
        changed = outside.differing(known, found.digests)
        for name, ids in found.members.items():
            for id in set(ids) ^ set(store.members(name)) if name in changed else ():
                changed |= outside.changes_of(f"{name}:{id}", None, None)
        self._changes = _changed_entries(found, store)
        for key, bits in _bits(self._changes).items():
            changed[key] = changed.get(key, 0) | bits
        self._memory.update({key: bits for key, bits in changed.items() if bits})

    def _difference(self, found: Found, drawn: Drawn, known: Mapping[str, bytes]) -> News:
        if self.store is None:
            return News()
        fingerprints, shown = self.store.fingerprints(), found.shown
        places = {key: path for path in shown for key in entries_of(found.read[path].outcomes)}
        gone, changed = _difference(known, found.digests)
        return News(
            answers=(gone, {key: _kept(*found.answers[key]) for key in changed}),
            files=(
                [path for path in fingerprints if path not in shown],
                (  # written one by one: all of them together take much memory
                    (path, made, found.read[path].data)
                    for path, made in shown.items()
                    if fingerprints.get(path) != made
                ),
            ),
            outputs=_difference(self.store.outputs(), drawn.rows),
            members=found.members,
            places=_difference(self.store.places(), places),
        )


def _unvalued(digests: Mapping[str, bytes]) -> dict[str, tuple[bytes, object]]:
    return {key: (digest, None) for key, digest in digests.items()}


def _kept(digest: bytes, value: object) -> tuple[bytes, bytes | None]:
    return digest, None if value is None else pickle.dumps(value)


def _bits(changes: Changes) -> dict[str, int]:
    found = (outside.changes_of(key, *pair) for key, pair in changes.items())
    return {key: bits for changed in found for key, bits in changed.items() if bits}


def _changed_entries(found: Found, store: Store) -> Changes:
    known = store.fingerprints()
    paths = [path for path, made in found.fingerprints.items() if known.get(path) != made]
    gone = [path for path in known if path not in found.fingerprints]
    old = {
        k: e
        for path in (*paths, *gone)
        if path in known
        for k, e in entries_of(outcomes_of(store, path)).items()
    }
    new = {k: e for path in paths for k, e in entries_of(found.read[path].outcomes).items()}
    return {key: (old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())}


@contextmanager
def opened(options: Options, look: Look | None = None) -> Iterator[Traces]:
    """Open the answers of earlier builds; what is damaged, or of another version, is set aside (with a notice)."""
    store, notices = _store(options)
    try:
        published = publishing.published(output=options.output, state=options.state, look=look)
        if look:
            look.ahead()
        traces = Traces(store, published=published)
        traces.notices = notices
        yield traces
    finally:
        store.close()
        if look:
            look.end()


def unwritten() -> Store:
    """Give a store that lasts as long as this process, and leaves nothing on the disk."""
    return Store(Path(":memory:"), world="this process")


def _store(options: Options) -> tuple[Store, tuple[Diagnostic, ...]]:
    options.state.mkdir(parents=True, exist_ok=True)
    world = _world()
    try:
        store = Store(options.answers, world=world)
    except sqlite3.DatabaseError:
        forget(options)
        return Store(options.answers, world=world), (set_aside(options.answers, "is damaged"),)
    return store, (set_aside(options.answers, _OF_ANOTHER),) if store.is_of_another else ()


def forget(options: Options) -> None:
    """Remove all that is kept of earlier builds' answers."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{options.answers}{suffix}").unlink(missing_ok=True)


def _world() -> str:
    """Name what must be the same for an answer to be worth anything: this program and its libraries."""
    stamps = [
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder, _, _ in os.walk(PACKAGE)
        if not folder.endswith("__pycache__")
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.is_file()
    ]
    library = find_spec("jinja2")
    installed = Path(library.origin or "").parent.parent.stat().st_mtime_ns if library else 0
    return fingerprint(repr((__version__, sys.version, installed, stamps)).encode())


def _difference(old: Mapping[str, V], new: Mapping[str, V]) -> tuple[list[str], dict[str, V]]:
    return [key for key in old if key not in new], {key: v for key, v in new.items() if old.get(key) != v}
