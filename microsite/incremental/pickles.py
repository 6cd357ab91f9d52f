"""Answers as bytes and back: what an answer holds of another one is written as a reference to it.

The bytes are this program's own, from its state folder or a process of its own, and are never taken from elsewhere.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microsite.incremental.records import Asked, Later, key_of

if TYPE_CHECKING:
    from microsite.incremental.memory import Memory


_TEXT = b"t"


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> tuple[str, str] | None:
        key = key_of(obj)
        return None if key is None else (type(obj).__name__, key)


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, memory: Memory) -> None:
        super().__init__(io.BytesIO(data))
        self._memory = memory

    def persistent_load(self, pid: tuple[str, str]) -> Asked | Later:
        kind, key = pid
        return (Later if kind == "Later" else Asked)(self._memory, self._memory.reference(key))


def pickled(value: object) -> bytes:
    """Write an answer; a text as it is, behind a byte that no pickle begins with."""
    if type(value) is str:
        return _TEXT + value.encode("utf-8", "surrogatepass")
    written = io.BytesIO()
    _Pickler(written, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


def unpickled(data: bytes, memory: Memory) -> Any:
    """Give an answer back, in a memory that has, or will have, those that it refers to."""
    if data.startswith(_TEXT):
        return data[1:].decode("utf-8", "surrogatepass")
    return _Unpickler(data, memory).load()


def packed(reads: Mapping[str, int]) -> bytes:
    """Write what an answer read."""
    return marshal.dumps(dict(reads))


def unpacked(data: bytes) -> Mapping[str, int]:
    """Give back what an answer read."""
    return marshal.loads(data)  # type: ignore[no-any-return]  # noqa: S302 (our own)
