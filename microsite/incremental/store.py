"""Answers of earlier builds in one file that is opened, not loaded: an SQLite database.

What one build adds is written in one transaction, so that a kill leaves the answers of the build before. A database
that is damaged, or was written by another version, is set aside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path

from microsite.core.dataclasses import dataclass, field
from microsite.incremental.memory import Memory, Node
from microsite.incremental.pickles import packed, unpacked
from microsite.incremental.sharing import written

_ANSWERS = """
    create table nodes (id integer primary key, key text, level integer, value blob, reads blob);
    create table readers (source integer, reader integer, bits integer, primary key (source, reader)) without rowid;
    create table answers (key text primary key, digest blob, value blob);
    create table members (name text primary key, ids text) without rowid;
    create table outputs (path text primary key, fingerprint text, card text) without rowid;
"""
_FILES = """
    create table about (name text primary key, value text) without rowid;
    create table files (path text primary key, fingerprint text, value blob) without rowid;
    create table code (name text primary key, data blob) without rowid;
    create table places (key text primary key, path text) without rowid;
"""
_FOUND = "create temp table found (source integer, reader integer, bits integer)"
MANY, MOST_AT_ONCE = 50, 500
"""So many answers that one has read are got at once, and in groups of so many."""
_OF_ANSWERS = ("nodes", "readers", "answers", "members", "outputs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is kept of one output: its fingerprint, and the file name of its card."""

    fingerprint: str
    card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a build adds beside answers that it computed: what is gone, and what is new or other than before.

    `answers` are what comes from outside by key, as a digest and perhaps as a stored value, `files` rows of path,
    fingerprint and what was read, `members` the ids of each collection, `places` the file of each key that is in one,
    `code` the code of templates that were compiled,
    and `about` what is to be known of the build itself.
    """

    answers: tuple[Iterable[str], Mapping[str, tuple[bytes, bytes | None]]] = ((), {})
    files: tuple[Iterable[str], Iterable[tuple[str, str, bytes]]] = ((), ())
    outputs: tuple[Iterable[str], Mapping[str, Row]] = ((), {})
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[Iterable[str], Mapping[str, str]] = ((), {})
    code: Mapping[str, bytes] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


class Store:
    """The answers in one database file. Raises sqlite3.Error when it cannot be read or written."""

    def __init__(self, path: Path, *, world: str) -> None:
        """Open it; what was found out in another `world` (version, libraries) is forgotten: it `is_of_another`."""
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("pragma secure_delete = on")
        self.is_fresh = self.is_of_another = False
        self._ahead: dict[str, tuple[int, bytes]] = {}
        if self.about("world") != world:
            self._begin_anew(world)

    def within(self, setting: str) -> None:
        """Forget answers that were given in another setting: theme, address or language."""
        if self.about("setting") == setting:
            return
        with self._transaction() as cursor:
            for table in _OF_ANSWERS:
                cursor.execute(f"delete from {table}")  # noqa: S608 (names of our own)
            cursor.execute("insert or replace into about values ('setting', ?)", (setting,))
        self._ahead.clear()
        self.is_fresh = True

    def about(self, name: str) -> str:
        """Give what is to be known of the build that was kept; empty when nothing is."""
        try:
            row = self._database.execute("select value from about where name = ?", (name,)).fetchone()
        except sqlite3.OperationalError:
            return ""
        return str(row[0]) if row else ""

    def node(self, key: str) -> tuple[int, bytes] | None:
        """Give the level and the stored value of an answer."""
        if key in self._ahead:
            return self._ahead.pop(key)
        row = self._database.execute("select level, value from nodes where id = ?", (_id(key),)).fetchone()
        return (row[0], row[1]) if row else None

    def reads(self, key: str) -> Mapping[str, int]:
        """Give what an answer read, and get ready to give those answers, which its renewal will ask for."""
        found = self._reads(key)
        if len(found) >= MANY:
            ids = [_id(read) for read in found]
            for first in range(0, len(ids), MOST_AT_ONCE):
                some = ids[first : first + MOST_AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"select key, level, value from nodes where id in ({marks})"  # noqa: S608 (marks alone)
                self._ahead |= {
                    key: (level, value) for key, level, value in self._database.execute(query, some)
                }
        return found

    def _reads(self, key: str) -> Mapping[str, int]:
        row = self._database.execute("select reads from nodes where id = ?", (_id(key),)).fetchone()
        return unpacked(row[0]) if row else {}

    def readers(self, key: str) -> Mapping[str, int]:
        """Give who read an answer."""
        query = "select key, bits from readers join nodes on id = reader where source = ?"
        return dict(self._database.execute(query, (_id(key),)))

    def is_read(self, key: str) -> bool:
        """Tell whether anybody read an answer."""
        query = "select 1 from readers where source = ? limit 1"
        return self._database.execute(query, (_id(key),)).fetchone() is not None

    def answers(self) -> dict[str, bytes]:
        """Give the digests of what came from outside, by key."""
        return dict(self._database.execute("select key, digest from answers"))

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Give the keys of what came from outside that begin in one way, with a colon: `asset:`."""
        query = "select key from answers where key >= ? and key < ?"
        return tuple(key for (key,) in self._database.execute(query, (prefix, f"{prefix[:-1]};")))

    def knows_answer(self, key: str) -> bool:
        """Tell whether something came from outside under a key."""
        return self._one("select 1 from answers where key = ?", key) is not None

    def answer(self, key: str) -> bytes | None:
        """Give the stored value of what came from outside under a key; None without one."""
        return self._one("select value from answers where key = ?", key)  # type: ignore[return-value]

    def place(self, key: str) -> str | None:
        """Give the file in which something stands."""
        return self._one("select path from places where key = ?", key)  # type: ignore[return-value]

    def code(self, name: str) -> bytes | None:
        """Give the code of a template that was compiled; None without."""
        return self._one("select data from code where name = ?", name)  # type: ignore[return-value]

    def all_code(self) -> dict[str, bytes]:
        """Give the code of all templates that were compiled, by name."""
        return dict(self._database.execute("select name, data from code"))

    def places(self) -> dict[str, str]:
        """Give the file in which each thing stands, by key."""
        return dict(self._database.execute("select key, path from places"))

    def _one(self, query: str, key: str) -> object:
        row = self._database.execute(query, (key,)).fetchone()
        return row[0] if row else None

    def members(self, name: str) -> tuple[str, ...]:
        """Give the ids that were in a collection."""
        row = self._database.execute("select ids from members where name = ?", (name,)).fetchone()
        return tuple(row[0].split()) if row else ()

    def outputs(self) -> dict[str, Row]:
        """Give what is kept of each output, by path."""
        rows = self._database.execute("select path, fingerprint, card from outputs")
        return {path: Row(fingerprint=made, card=card) for path, made, card in rows}

    def count_outputs(self) -> int:
        """Count the outputs of which something is kept."""
        (count,) = self._database.execute("select count(*) from outputs").fetchone()
        return int(count)

    def file(self, path: str, fingerprint: str) -> bytes | None:
        """Give what was read of a file when it had this fingerprint; None without."""
        query = "select value from files where path = ? and fingerprint = ?"
        row = self._database.execute(query, (path, fingerprint)).fetchone()
        return row[0] if row else None

    def latest(self, path: str) -> bytes | None:
        """Give what was last read of a file; None without."""
        return self._one("select value from files where path = ?", path)  # type: ignore[return-value]

    def fingerprints(self) -> dict[str, str]:
        """Give the fingerprints of all files that were read."""
        return dict(self._database.execute("select path, fingerprint from files"))

    def keep(self, memory: Memory, news: News) -> None:
        """Write what a build has found out, all or nothing."""
        outputs = ((path, row.fingerprint, row.card) for path, row in news.outputs[1].items())
        self._ahead.clear()
        with self._transaction() as cursor:
            self._keep_nodes(memory, cursor)
            cursor.executemany("delete from answers where key = ?", ((key,) for key in news.answers[0]))
            answers = ((key, *answer) for key, answer in news.answers[1].items())
            cursor.executemany("insert or replace into answers values (?, ?, ?)", answers)
            cursor.executemany("delete from files where path = ?", ((path,) for path in news.files[0]))
            cursor.executemany("insert or replace into files values (?, ?, ?)", news.files[1])
            cursor.executemany("delete from outputs where path = ?", ((path,) for path in news.outputs[0]))
            cursor.executemany("insert or replace into outputs values (?, ?, ?)", outputs)
            members = ((name, " ".join(ids)) for name, ids in news.members.items())
            cursor.executemany("insert or replace into members values (?, ?)", members)
            cursor.executemany("delete from places where key = ?", ((key,) for key in news.places[0]))
            cursor.executemany("insert or replace into places values (?, ?)", news.places[1].items())
            cursor.executemany("insert or replace into code values (?, ?)", news.code.items())
            cursor.executemany("insert or replace into about values (?, ?)", news.about.items())
        self.is_fresh = False

    def _keep_nodes(self, memory: Memory, cursor: sqlite3.Cursor) -> None:
        ids = _Ids()
        made = sorted(memory.made(), key=lambda node: ids[node.key])
        before = {} if self.is_fresh else self._drop_readers(made, memory.forgotten, ids, cursor)
        rows = ((ids[n.key], n.key, n.level, written(n), packed(n.reads or {})) for n in made)
        cursor.executemany("insert or replace into nodes values (?, ?, ?, ?, ?)", rows)
        found = (
            (ids[read], ids[n.key], bits)
            for n in made
            for known in (before.get(n.key, {}),)
            for read, bits in (n.reads.items() if n.reads else ())
            if known.get(read) != bits
        )
        cursor.execute(_FOUND)
        cursor.executemany("insert into found values (?, ?, ?)", found)
        # sorted by the database, which needs little memory for it: in this order the table grows at its end
        cursor.execute("insert or replace into readers select * from found order by source, reader")
        cursor.execute("drop table found")

    def _drop_readers(
        self, made: Iterable[Node], gone: Iterable[str], ids: _Ids, cursor: sqlite3.Cursor
    ) -> Mapping[str, Mapping[str, int]]:
        """Forget what answers read before that they do not read now; give what they read before."""
        after = {**{key: {} for key in gone}, **{node.key: node.reads or {} for node in made}}
        before = {key: self._reads(key) for key in after}
        dropped = [
            (ids[read], ids[key]) for key, reads in after.items() for read in before[key] if read not in reads
        ]
        cursor.executemany("delete from readers where source = ? and reader = ?", dropped)
        cursor.executemany("delete from nodes where id = ?", [(ids[key],) for key in gone])
        return before

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _begin_anew(self, world: str) -> None:
        tables = self._database.execute("select name from sqlite_master where type = 'table'").fetchall()
        with self._transaction() as cursor:
            for (table,) in tables:
                cursor.execute(f'drop table "{table}"')
            for statement in filter(str.strip, (_FILES + _ANSWERS).split(";")):
                cursor.execute(statement)
            cursor.execute("insert into about values ('world', ?)", (world,))
        self.is_fresh, self.is_of_another = True, bool(tables)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Cursor]:
        with closing(self._database.cursor()) as cursor:
            cursor.execute("begin immediate")
            try:
                yield cursor
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")


class _Ids(dict[str, int]):
    """The id of each key, computed once."""

    def __missing__(self, key: str) -> int:
        self[key] = _id(key)
        return self[key]


def _id(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)
