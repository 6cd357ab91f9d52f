"""Answers of earlier builds in one file that is opened, not loaded: an SQLite database.

What one build adds is written in one transaction, so that a kill leaves the answers of the build before. A database
that is damaged, or was written by another version, is set aside. Values are pickled: the file is this program's own,
in its own state folder, and is never taken from elsewhere.
"""

from __future__ import annotations

import io
import marshal
import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from microsite.incremental.memory import Memory
from microsite.incremental.records import Asked, key_of

_SCHEMA = """
    create table about (name text primary key, value text) without rowid;
    create table nodes (id integer primary key, key text, level integer, value blob, reads blob);
    create table readers (source integer, reader integer, bits integer, primary key (source, reader)) without rowid;
    create table outside (key text primary key, digest blob, value blob) without rowid;
    create table files (path text primary key, fingerprint text, value blob) without rowid;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a build adds beside answers: the keys that are gone and the rows that are new, and words `about` all.

    Rows of `outside` are (key, digest, value), those of `files` (path, fingerprint, value).
    """

    outside: tuple[Iterable[str], Iterable[tuple[str, bytes, bytes]]] = ((), ())
    files: tuple[Iterable[str], Iterable[tuple[str, str, bytes]]] = ((), ())
    about: Mapping[str, str] = field(default_factory=dict)


class Store:
    """The answers in one database file. Raises sqlite3.Error when it cannot be read or written."""

    def __init__(self, path: Path, *, world: str) -> None:
        """Open it; answers that were given in another `world` (version, theme, options) are forgotten."""
        self._path = path
        self._memory: Memory | None = None
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self.is_fresh = self.about("world") != world
        if self.is_fresh:
            self._begin_anew(world)

    def about(self, name: str) -> str:
        """Give a word about the answers: `world`, `published`."""
        try:
            row = self._database.execute("select value from about where name = ?", (name,)).fetchone()
        except sqlite3.OperationalError:
            return ""
        return str(row[0]) if row else ""

    def node(self, key: str) -> tuple[int, bytes] | None:
        """Give the level and the stored value of an answer."""
        row = self._database.execute("select level, value from nodes where id = ?", (_id(key),)).fetchone()
        return (row[0], row[1]) if row else None

    def reads(self, key: str) -> Mapping[str, int]:
        """Give what an answer read."""
        row = self._database.execute("select reads from nodes where id = ?", (_id(key),)).fetchone()
        return _unpacked(row[0]) if row else {}

    def readers(self, key: str) -> Mapping[str, int]:
        """Give who read an answer."""
        query = "select key, bits from readers join nodes on id = reader where source = ?"
        return dict(self._database.execute(query, (_id(key),)))

    def load(self, data: bytes, memory: Memory) -> Any:
        """Give back a value that was stored."""
        return _Unpickler(data, memory).load()

    def keys(self, rule: str) -> frozenset[str]:
        """Give the keys of all answers of a rule."""
        query = "select key from nodes where key >= ? and key < ?"
        return frozenset(key for (key,) in self._database.execute(query, (f"{rule}:", f"{rule};")))

    def digests(self) -> Mapping[str, bytes]:
        """Give what came from outside, by key."""
        return dict(self._database.execute("select key, digest from outside"))

    def file(self, path: str, fingerprint: str) -> Any:
        """Give what was read of a file when it had this fingerprint; None without."""
        query = "select value from files where path = ? and fingerprint = ?"
        row = self._database.execute(query, (path, fingerprint)).fetchone()
        return pickle.loads(row[0]) if row else None  # noqa: S301 (our own file; see the module's docstring)

    def fingerprints(self) -> Mapping[str, str]:
        """Give the fingerprints of all files that were read."""
        return dict(self._database.execute("select path, fingerprint from files"))

    def keep(self, memory: Memory, news: News) -> None:
        """Write what a build has found out, all or nothing."""
        with closing(self._database.cursor()) as cursor:
            cursor.execute("begin immediate")
            self._keep_nodes(memory, cursor)
            for table, kept in (("outside", news.outside), ("files", news.files)):
                gone, rows = kept
                cursor.executemany(_DELETE[table], ((key,) for key in gone))
                cursor.executemany(_INSERT[table], rows)
            cursor.executemany("insert or replace into about values (?, ?)", news.about.items())
            cursor.execute("commit")

    def _keep_nodes(self, memory: Memory, cursor: sqlite3.Cursor) -> None:
        made = list(memory.made())
        before = {node.key: {} if self.is_fresh else self.reads(node.key) for node in made}
        before |= {key: self.reads(key) for key in memory.gone}
        after = {node.key: node.reads or {} for node in made}
        cursor.executemany("delete from nodes where id = ?", ((_id(key),) for key in memory.gone))
        cursor.executemany(
            "insert or replace into nodes values (?, ?, ?, ?, ?)",
            sorted(
                (_id(n.key), n.key, n.level, _pickled(n.value), marshal.dumps(dict(n.reads or {})))
                for n in made
            ),
        )
        cursor.executemany(
            "delete from readers where source = ? and reader = ?",
            (
                (_id(read), _id(key))
                for key, reads in before.items()
                for read in reads.keys() - after.get(key, {}).keys()
            ),
        )
        cursor.executemany(
            "insert or replace into readers values (?, ?, ?)",
            sorted(
                (_id(read), _id(key), bits) for key, reads in after.items() for read, bits in reads.items()
            ),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _begin_anew(self, world: str) -> None:
        with closing(self._database.cursor()) as cursor:
            cursor.execute("begin immediate")
            for (table,) in cursor.execute("select name from sqlite_master where type = 'table'").fetchall():
                cursor.execute(f'drop table "{table}"')
            for statement in filter(str.strip, _SCHEMA.split(";")):
                cursor.execute(statement)
            cursor.execute("insert into about values ('world', ?)", (world,))
            cursor.execute("commit")


_DELETE = {"outside": "delete from outside where key = ?", "files": "delete from files where path = ?"}
_INSERT = {
    "outside": "insert or replace into outside values (?, ?, ?)",
    "files": "insert or replace into files values (?, ?, ?)",
}


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        return key_of(obj)


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, memory: Memory) -> None:
        super().__init__(io.BytesIO(data))
        self._memory = memory

    def persistent_load(self, pid: str) -> Asked:
        return Asked(self._memory, self._memory.reference(pid))


def _pickled(value: object) -> bytes:
    written = io.BytesIO()
    _Pickler(written, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


def _unpacked(reads: bytes) -> Mapping[str, int]:
    return marshal.loads(reads)  # type: ignore[no-any-return]  # noqa: S302 (our own file)


@lru_cache(maxsize=1 << 16)
def _id(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)
