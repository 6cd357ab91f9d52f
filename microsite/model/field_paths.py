"""The path of a mistake, as the validation library tells it -> which field of which record it is.

The library's paths also have steps that nobody wrote: branches of a union, and validators.
"""

from __future__ import annotations

import collections.abc
import types
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from microsite.core.dataclasses import dataclass
from microsite.model.fields.record import Record
from microsite.model.validation import fields_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Loc = tuple[str | int, ...]
_LISTS = (list, tuple, set, frozenset, collections.abc.Sequence)
_DICTS = (dict, collections.abc.Mapping)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """Say where a mistake is: the steps people wrote, the record that holds the last key, and its field.

    `annotation` is the type that is expected there. `union` has the steps up to a value that may be of
    several types, and `branch` which of them this mistake speaks of; None and empty when there is but one.
    """

    loc: Loc
    record: type[Record] | None = None
    field: FieldInfo | None = None
    annotation: Any = None
    union: Loc | None = None
    branch: str = ""


@dataclass(slots=True)
class _Walk:
    annotation: Any
    loc: Loc = ()
    record: type[Record] | None = None
    field: FieldInfo | None = None
    union: Loc | None = None
    branch: str = ""


def place_of(schema: type[Record], loc: Sequence[str | int]) -> FieldPlace:
    """Follow the steps of `loc` through the fields of `schema`."""
    walk = _Walk(annotation=schema)
    for step in loc:
        _take(walk, step)
    return FieldPlace(
        loc=walk.loc,
        record=walk.record,
        field=walk.field,
        annotation=bare(walk.annotation),
        union=walk.union,
        branch=walk.branch,
    )


def _take(walk: _Walk, step: str | int) -> None:
    expected = bare(walk.annotation)
    origin = get_origin(expected)
    if isinstance(expected, type) and issubclass(expected, Record):
        walk.record, walk.field = expected, fields_of(expected).get(str(step))
        walk.loc, walk.annotation = (*walk.loc, step), walk.field.annotation if walk.field else None
    elif origin in _LISTS and isinstance(step, int):
        walk.loc, walk.annotation = (*walk.loc, step), _item_of(expected, step)
    elif origin in _DICTS and step != "[key]":
        walk.loc, walk.annotation = (*walk.loc, step), get_args(expected)[1]
    elif is_union(expected):
        if walk.union is None:
            walk.union, walk.branch = walk.loc, str(step)
        walk.annotation = _branch(get_args(expected), str(step))


def _item_of(expected: Any, index: int) -> Any:
    items = [arg for arg in get_args(expected) if arg is not Ellipsis]
    return items[min(index, len(items) - 1)] if items else None


def _branch(choices: Iterable[Any], name: str) -> Any:
    """Find the type of a branch: the library calls it by its name, or `function-after[…, Name]` where rules follow."""
    own = name.rpartition(", ")[2].rstrip("]")
    return next((choice for choice in map(bare, choices) if getattr(choice, "__name__", "") == own), None)


def is_union(annotation: Any) -> bool:
    """Tell whether a value may be of several types."""
    return get_origin(annotation) in (Union, types.UnionType)


def bare(annotation: Any) -> Any:
    """Take from a type what was noted about it, and that it may be left out."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if is_union(annotation):
        choices = [choice for choice in get_args(annotation) if choice is not types.NoneType]
        return bare(choices[0]) if len(choices) == 1 else reduce(or_, choices)
    return annotation
