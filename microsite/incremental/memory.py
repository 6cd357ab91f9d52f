"""Keys -> answers: computed when asked for, kept from build to build, computed anew when they may have changed.

An answer that was computed has a *level*, one above the highest of those it read; what comes from outside (the site's
entries, a template) has level 0. After an edit `update` takes what has changed outside and goes upwards level by
level: a reader of something that changed is computed anew, and only if its own answer differs are its readers.
That is the early cutoff. (Verifying traces: Mokhov, Mitchell, Peyton Jones, "Build systems à la carte", 2018.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from microsite.core.dataclasses import dataclass
from microsite.incremental.pickles import unpickled
from microsite.incremental.records import ALL, WHOLE, Asked, Later, changed_bits, is_record
from microsite.incremental.updates import Update

Compute = Callable[[str], Any]
_UNSEEN = -1
"""The level of an answer that nobody has looked at in this run."""


@dataclass(slots=True)
class Node:
    """An answer: what it is, its level, and what it read (key → bits).

    `is_new` when this run computed it, `is_at_hand` when its value can be used as it is: it was loaded, and nothing
    waits to change it.
    """

    key: str
    level: int = _UNSEEN
    value: Any = None
    reads: Mapping[str, int] | None = None
    is_new: bool = False
    is_at_hand: bool = False


class Kept(Protocol):
    """Answers of earlier builds."""

    def node(self, key: str, /) -> tuple[int, bytes] | None:
        """Give the level and the stored value of an answer."""

    def reads(self, key: str, /) -> Mapping[str, int]:
        """Give what an answer read."""

    def readers(self, key: str, /) -> Mapping[str, int]:
        """Give who read an answer."""

    def is_read(self, key: str, /) -> bool:
        """Tell whether anybody read an answer."""


@dataclass(frozen=True, slots=True)
class _Nothing:
    def node(self, _: str) -> None:
        return None

    def reads(self, _: str) -> Mapping[str, int]:
        return {}

    def readers(self, _: str) -> Mapping[str, int]:
        return {}

    def is_read(self, _: str) -> bool:
        return False


@dataclass(slots=True)
class Stored:
    """A value as it is written; it is read once it is asked for."""

    data: bytes


class _TooSoonError(Exception):
    """An answer was asked for that may itself be out of date still."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.level = level


class UnansweredError(Exception):
    """An answer cannot be given, for a reason that whoever needs it reports."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why an answer was computed anew: a key that it read, and the bits of it that had changed."""

    key: str
    bits: int


class Memory:
    """Every answer of a run. `frame` collects what the answer in the making reads; None outside of all.

    `why` says of each answer that an update computed anew which question it was for; `lost` are the keys of those that
    an update could not give.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        """Begin with the answers of the build before, if there are any."""
        self.kept: Kept = kept or _Nothing()
        self.frame: dict[str, int] | None = None
        self.nodes: dict[str, Node] = {}
        self.gone: set[str] = set()
        self.why: dict[str, Why] = {}
        self.lost: set[str] = set()
        self._rules: dict[str, Compute] = {}
        self._readers: dict[str, dict[str, int]] = {}
        self._news_of_readers: dict[str, dict[str, int]] = {}
        self._update: Update | None = None

    def rule(self, name: str, compute: Compute) -> None:
        """Say how the answers of one kind are computed from their ids."""
        self._rules[name] = compute

    def read(self, key: str, bits: int = WHOLE) -> None:
        """Record that the answer in the making reads something."""
        if self.frame is not None:
            self.frame[key] = self.frame.get(key, 0) | bits

    def answer(self, rule: str, id: str) -> Any:
        """Give an answer; a record is given as what can be asked for its attributes."""
        node = self.node(f"{rule}:{id}")
        value = self.value(node)
        if is_record(value):
            return Asked(self, node)
        self.read(node.key)
        return value

    def later(self, rule: str, id: str) -> Later:
        """Give an answer that is no record without computing it yet."""
        return Later(self, self.reference(f"{rule}:{id}"))

    def again(self, rule: str, id: str) -> Any:
        """Give an answer that is computed now, whatever is kept of it."""
        node = self.node(f"{rule}:{id}")
        self._take(node, self._computed(node.key), self.reads_of(node))
        return self.answer(rule, id)

    def outside(self, key: str, value: Any) -> Any:
        """Give what comes from outside under a key, a record as what can be asked for its attributes."""
        if not is_record(value):
            self.read(key)
            return value
        node = self.reference(key)
        node.level, node.value, node.is_at_hand = 0, value, True
        return Asked(self, node)

    def value(self, node: Node) -> Any:
        """Give the value of an answer, once it is known to be up to date. Raises KeyError when it is gone."""
        if not node.is_at_hand:
            node = self.node(node.key)
            self._wait_for(node)
            self._loaded(node)
            node.is_at_hand = self._update is None or node.is_new
        return node.value

    def node(self, key: str) -> Node:
        """Give an answer: of this run, of an earlier one, or computed now. Raises KeyError when it is gone."""
        if key in self.gone:
            raise KeyError(key)
        return self._recalled(key) or self._make(key)

    def reference(self, key: str) -> Node:
        """Give the node of an answer that another one holds, without looking at it."""
        node = self.nodes.get(key) or Node(key=key)
        if key not in self.gone:
            self.nodes[key] = node
        return node

    def knows(self, key: str) -> bool:
        """Tell whether there is an answer already."""
        return self._recalled(key) is not None

    @property
    def forgotten(self) -> set[str]:
        """Give the keys of answers that there are no more."""
        return self.gone | {key for key in self.lost if key not in self.nodes or not self.nodes[key].is_new}

    def made(self) -> Iterable[Node]:
        """Give the answers that this run computed."""
        return (node for node in self.nodes.values() if node.is_new)

    def is_read(self, key: str) -> bool:
        """Tell whether any answer read something; asked after an update."""
        if key in self._readers or 0 in self._news_of_readers.get(key, {}).values():
            return any(self._readers_of(key).values())
        return key in self._news_of_readers or self.kept.is_read(key)

    def reads_of(self, node: Node) -> Mapping[str, int]:
        """Give what an answer read."""
        if node.reads is None:
            node.reads = self.kept.reads(node.key)
        return node.reads

    def update(self, changed: Mapping[str, int]) -> None:
        """Compute anew whatever reads what has changed outside (key → bits), and what reads that, and so on."""
        self._update = update = Update()
        for outside, bits in changed.items():
            self._push_readers(outside, bits)
        while (key := update.pop()) is not None:
            self._renew(key, update)
        self._update = None

    def _renew(self, key: str, update: Update) -> None:
        node = self.node(key)
        before, old = self.reads_of(node), self._loaded(node)
        try:
            made = self._computed(key)
        except _TooSoonError as sooner:
            update.push(sooner.level + 1, key)
            return
        except Exception as problem:  # noqa: BLE001 (perhaps nobody needs it any more; who does meets it then)
            (self.gone if isinstance(problem, KeyError) else self.lost).add(key)
            self._drop(node, before)
            return
        self._take(node, made, before)
        if bits := changed_bits(old, node.value):
            self._push_readers(key, bits)

    def _drop(self, node: Node, before: Mapping[str, int]) -> None:
        del self.nodes[node.key]
        for read in before:
            self._note_reader(read, node.key, 0)
        self._push_readers(node.key, ALL)

    def _push_readers(self, key: str, changed: int) -> None:
        for reader, bits in sorted(self._readers_of(key).items()):
            node = self._recalled(reader) if bits & changed else None
            if node is not None and self._update is not None:
                node.is_at_hand = False
                self.why.setdefault(reader, Why(key=key, bits=bits & changed))
                self._update.push(node.level, reader)

    def _readers_of(self, key: str) -> dict[str, int]:
        if key not in self._readers:
            self._readers[key] = {**self.kept.readers(key), **self._news_of_readers.pop(key, {})}
        return self._readers[key]

    def _note_reader(self, read: str, reader: str, bits: int) -> None:
        """Take down who reads what (0: no more), without loading who else does: that may be every page."""
        known = self._readers if read in self._readers else self._news_of_readers
        known.setdefault(read, {})[reader] = bits

    def _wait_for(self, node: Node) -> None:
        if self._update is None:
            return
        waits = self._update.waiting.get(node.key)
        if waits is not None or (not node.is_new and node.level >= self._update.level):
            raise _TooSoonError(max(node.level, waits or 0))

    def _recalled(self, key: str) -> Node | None:
        node = self.nodes.get(key)
        if (node is not None and node.level != _UNSEEN) or key in self.gone:
            return node
        if key in self.lost or (found := self.kept.node(key)) is None:
            return None
        node = self.reference(key)
        node.level, node.value = found[0], Stored(found[1])
        return node

    def _loaded(self, node: Node) -> Any:
        if type(node.value) is Stored:
            node.value = unpickled(node.value.data, self)
        return node.value

    def _make(self, key: str) -> Node:
        made = self._computed(key)
        node = self.reference(key)
        self._take(node, made, {})
        return node

    def _computed(self, key: str) -> tuple[int, Any, Mapping[str, int]]:
        rule, _, id = key.partition(":")
        outer, self.frame = self.frame, {}
        try:
            value, reads = self._rules[rule](id), self.frame
        finally:
            self.frame = outer
        nodes = self.nodes
        return 1 + max((nodes[read].level for read in reads if read in nodes), default=0), value, reads

    def _take(self, node: Node, made: tuple[int, Any, Mapping[str, int]], before: Mapping[str, int]) -> None:
        node.level, node.value, node.reads = made
        node.is_new = node.is_at_hand = True
        if self._update is None:
            return
        for read in before.keys() - made[2].keys():
            self._note_reader(read, node.key, 0)
        for read, bits in made[2].items():
            self._note_reader(read, node.key, bits)
