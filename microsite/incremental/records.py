"""Records whose attributes are questions: reading one is recorded, what is read stays as it is.

An `Asked` stands before a frozen dataclass or a record of the content model. It is of the class of what it stands
for (`isinstance`, properties and methods work; what they read is recorded too), equals another by its key, and is
kept in the store as a reference.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

from microsite.core.dataclasses import field_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from microsite.incremental.memory import Memory, Node

R = TypeVar("R")
WHOLE = 1
"""The bit of a question about all of an answer, or about whether there is one at all."""
MOST_BITS = 62


class Asked:
    """Stand before a record, the value of a node of `memory`."""

    __slots__ = ("_memory", "_node")

    def __init__(self, memory: Memory, node: Node) -> None:
        """Take the node whose value is the record, or will be once it is read."""
        self._memory, self._node = memory, node

    def __getattr__(self, name: str) -> Any:
        """Answer a question about the record, and record it."""
        if name.startswith("__"):
            raise AttributeError(name)
        node, memory = self._node, self._memory
        value = node.value if node.is_at_hand else memory.value(node)
        bits, own = _LAYOUTS.get(type(value)) or layout_of(type(value))
        bit = bits.get(name)
        if bit is not None:
            frame = memory.frame
            if frame is not None:
                frame[node.key] = frame.get(node.key, 0) | bit
            return getattr(value, name)
        method = own.get(name)
        if isinstance(method, FunctionType):
            return method.__get__(self)
        if isinstance(method, property) and method.fget is not None:
            return method.fget(self)
        return getattr(value, name)

    @property  # type: ignore[misc] # it is for reading only
    def __class__(self) -> Any:
        """Be of the class of what it stands for."""
        return type(self._memory.value(self._node))

    def __eq__(self, other: object) -> bool:
        """Be equal to what stands for the same record."""
        return type(other) is Asked and key_of(other) == self._node.key

    def __hash__(self) -> int:
        """Agree with `==`."""
        return hash(self._node.key)

    def __repr__(self) -> str:
        """Show the key."""
        return f"Asked({self._node.key!r})"


def key_of(standing: object) -> str | None:
    """Give the key of what an Asked or a Later stands for; None for anything else."""
    return standing._node.key if type(standing) is Asked or type(standing) is Later else None  # noqa: SLF001 (of this module)


def replaced(record: R, **changes: Any) -> R:
    """Make a record like another but for some attributes, as `dataclasses.replace` does for what cannot be asked."""
    cls = record.__class__
    names = (name for name in field_names(cls) if name not in changes)
    return cls(**{name: getattr(record, name) for name in names}, **changes)


def is_record(value: object) -> bool:
    """Tell whether attributes of a value are questions of their own."""
    return type(value) is not Asked and bool((_LAYOUTS.get(type(value)) or layout_of(type(value)))[0])


_LAYOUTS: dict[type, tuple[Mapping[str, int], Mapping[str, Any]]] = {}


def layout_of(cls: type) -> tuple[Mapping[str, int], Mapping[str, Any]]:
    """Give the bit of each attribute of a class of records, and its other members by name."""
    names = field_names(cls)
    bits = {name: 2 << min(number, MOST_BITS - 2) for number, name in enumerate(names)}
    members = {name: member for base in reversed(cls.__mro__) for name, member in vars(base).items()}
    layout = bits, {name: member for name, member in members.items() if name not in bits}
    return _LAYOUTS.setdefault(cls, layout)


def bit_of(cls: type, name: str) -> int:
    """Give the bit of one attribute."""
    return layout_of(cls)[0][name]


def names_of(cls: type, bits: int) -> tuple[str, ...]:
    """Give the attributes that bits stand for."""
    return tuple(name for name, bit in layout_of(cls)[0].items() if bit & bits)


def changed_bits(old: object, new: object) -> int:
    """Compare two answers to one question: the bits of the attributes that differ, or all of it."""
    if type(old) is type(new) and is_record(new):
        return sum(
            {bit for name, bit in layout_of(type(new))[0].items() if getattr(old, name) != getattr(new, name)}
        )
    return 0 if type(old) is type(new) and old == new else ALL


ALL = (1 << 63) - 1
"""Every bit."""


class Later:
    """Stand for an answer that is no record, a tuple or so, until somebody looks into it."""

    __slots__ = ("_memory", "_node")

    def __init__(self, memory: Memory, node: Node) -> None:
        """Take the node that has the answer, or will have it."""
        self._memory, self._node = memory, node

    def _answer(self) -> Any:
        self._memory.read(self._node.key)
        return self._memory.value(self._node)

    def __iter__(self) -> Any:
        """Go through the answer."""
        return iter(self._answer())

    def __len__(self) -> int:
        """Tell how long the answer is."""
        return len(self._answer())

    def __eq__(self, other: object) -> bool:
        """Be equal to what stands for the same answer."""
        return type(other) is Later and key_of(other) == self._node.key

    def __hash__(self) -> int:
        """Agree with `==`."""
        return hash(self._node.key)
