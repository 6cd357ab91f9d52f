"""Why an output was made again, or was not: from the question that had another answer to what changed outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from microsite.core.dataclasses import field_names
from microsite.incremental import Memory, is_record, names_of
from microsite.model.entry import Entry

RULES = ("Pages.at", "Documents.at")
LONGEST = 60
Changes = Mapping[str, tuple[Entry[Any] | None, Entry[Any] | None]]
"""Entries whose files have changed, as they were and as they are, by key."""
Outside = Callable[[str], tuple[object, object]]
"""What came from outside under a key, as it was and as it is; None for what nothing is kept of."""


def explain(path: str, memory: Memory, changes: Changes, outside: Outside) -> tuple[str, ...]:
    """Explain one output, in lines."""
    key = next((f"{rule}:{path}" for rule in RULES if memory.knows(f"{rule}:{path}")), None)
    if key is None:
        return (f"{path}: no page or document is made there",)
    node = memory.node(key)
    if not node.is_new:
        questions = len(memory.reads_of(node))
        return (f"{path}: not made again, the answers to its {questions} questions are as they were",)
    if key not in memory.why:
        return (f"{path}: made, as nothing of it stands from an earlier build",)
    return (f"{path}: made again", *_chain(key, memory, changes, outside))


def _chain(key: str, memory: Memory, changes: Changes, outside: Outside) -> Iterator[str]:
    """Go down from answer to answer; the last one came from outside."""
    seen: set[str] = set()
    while key in memory.why and key not in seen:
        seen.add(key)
        why = memory.why[key]
        names = _names(why.key, why.bits, memory, changes)
        what = f" ({', '.join(names)})" if names else ""
        yield f"  because the answer to {_shown(why.key)}{what} is another one"
        yield from _values(why.key, names, changes)
        key = why.key
    if _of_entry(key, changes) == (None, None):
        old, new = outside(key)
        yield from _compared("it", old, new) if old is not None and new is not None else ()


def _shown(key: str) -> str:
    return f"`{key.removesuffix('/fields').replace(chr(31), ' ')}`"


def _names(key: str, bits: int, memory: Memory, changes: Changes) -> tuple[str, ...]:
    old, new = _of_entry(key, changes)
    value = new if new is not None else old
    if value is None and memory.knows(key):
        value = memory.node(key).value
    return names_of(type(value), bits) if value is not None else ()


def _of_entry(key: str, changes: Changes) -> tuple[Any, Any]:
    name = key.removesuffix("/fields")
    old, new = changes.get(name, (None, None))
    if key == name:
        return old, new
    return old and old.fields, new and new.fields


def _values(key: str, names: tuple[str, ...], changes: Changes) -> Iterator[str]:
    old, new = _of_entry(key, changes)
    if (old is None) != (new is None):
        yield "    it is new" if old is None else "    it is gone"
    for name in names if old is not None and new is not None else ():
        yield from _compared(name, getattr(old, name, None), getattr(new, name, None))


def _compared(name: str, old: object, new: object) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, tuple) and isinstance(new, tuple) and set(map(repr, old)) != set(map(repr, new)):
        yield from (f"    {name} is without {_short(one)}" for one in old if one not in new)
        yield from (f"    {name} is with {_short(one)}" for one in new if one not in old)
    elif type(old) is type(new) and is_record(new) and not hasattr(new, "html"):
        for each in field_names(type(new)):
            yield from _compared(each, getattr(old, each), getattr(new, each))
    else:
        yield f"    {name} was {_short(old)}, is {_short(new)}"


def _short(value: object) -> str:
    text = repr(getattr(value, "html", value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
