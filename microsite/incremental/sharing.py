"""Answers of one memory -> rows that another process, or the store, can take."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from microsite.incremental.memory import Memory, Node, Stored
from microsite.incremental.pickles import packed, pickled, unpacked


class Written(NamedTuple):
    """An answer as it is written: its key, its level, its value, and what it read."""

    key: str
    level: int
    value: bytes
    reads: bytes


def found(memory: Memory, *, before: Container[str]) -> list[Written]:
    """Give the answers that a memory has computed, but for the keys that it had before."""
    return [
        Written(node.key, node.level, written(node), packed(node.reads or {}))
        for node in memory.made()
        if node.key not in before
    ]


def adopt(memory: Memory, rows: Iterable[Written], *, values: Mapping[str, Any]) -> set[str]:
    """Take answers that another process has computed from the same sources, but for those that are there already.

    Some come with their `values` by key. Gives the keys of all that was read.
    """
    read: set[str] = set()
    for row in rows:
        node, reads = memory.reference(row.key), unpacked(row.reads)
        read.update(reads)
        if not node.is_new:
            node.level, node.reads, node.is_new = row.level, reads, True
            node.value, node.is_at_hand = values.get(row.key, Stored(row.value)), row.key in values
    return read


def written(node: Node) -> bytes:
    """Write the value of an answer."""
    return node.value.data if type(node.value) is Stored else pickled(node.value)
