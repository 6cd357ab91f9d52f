"""A record and a dotted pattern -> the values it finds, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


def values_at(record: object, pattern: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Give the values that a pattern such as `footer.columns.*.links.*.to` finds; what was left out is passed over."""
    first, _, rest = pattern.partition(".")
    pairs: Iterable[tuple[str | int, Any]] = ((first, getattr(record, first, None)),)
    if first == "*":
        pairs = enumerate(record) if isinstance(record, tuple) else ()
    for key, value in pairs:
        if value is None:
            continue
        if not rest:
            yield (key,), value
        else:
            yield from (((key, *loc), found) for loc, found in values_at(value, rest))
