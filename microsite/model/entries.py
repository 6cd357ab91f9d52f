"""A tree of what people wrote -> one validated record, or all that is wrong with it, each at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from microsite.core.dataclasses import replace
from microsite.core.diagnostics import Diagnostic, in_order
from microsite.core.positions import Position
from microsite.model import field_words
from microsite.model.field_paths import FieldPlace, place_of
from microsite.model.field_words import Failure
from microsite.model.fields.record import Record
from microsite.model.validation import validated
from microsite.source.nodes import Group, Node, plain_value, position_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

S = TypeVar("S", bound=Record)


def load(schema: type[S], node: Node | None, *, path: str) -> tuple[S | None, tuple[Diagnostic, ...]]:
    """Validate the fields of one entry of the file at `path`; `node` is None when it has none.

    Either the record is given, or the diagnostics say why there is none, in the order of the file.
    """
    if not isinstance(node, Group):
        return None, (_without_fields(schema, node, path),)
    try:
        return validated(schema, plain_value(node), path=path), ()
    except ValidationError as error:
        failures = [_failure(schema, node, details) for details in error.errors(include_url=False)]
        return None, tuple(in_order(map(field_words.diagnose, _first_causes(_one_branch_each(failures)))))


def _without_fields(schema: type[Record], node: Node | None, path: str) -> Diagnostic:
    if node is None:
        return field_words.no_fields(schema, Position(path=path))
    return field_words.not_fields(schema, plain_value(node), node.position)


def _failure(schema: type[Record], node: Group, details: ErrorDetails) -> Failure:
    words = details.get("ctx", {})
    loc = (*details["loc"], words["field"]) if words.get("field") else details["loc"]
    place = place_of(schema, loc)
    return Failure(
        kind=details["type"],
        place=place,
        words=words,
        text=details["msg"],
        value=details["input"],
        written=_written_under(node, place),
        position=_position(node, place, kind=details["type"]),
    )


def _written_under(node: Group, place: FieldPlace) -> tuple[str, ...]:
    parent = _walk(node, place.loc[:-1])
    return tuple(key.text for key, _ in parent.pairs) if isinstance(parent, Group) else ()


def _walk(node: Node, loc: Sequence[str | int]) -> Node | None:
    for step in loc:
        if isinstance(node, Group) and (pair := node.pair(str(step))):
            node = pair[1]
        elif not isinstance(node, Group) and isinstance(step, int) and hasattr(node, "items"):
            node = node.items[step]
        else:
            return None
    return node


def _position(node: Group, place: FieldPlace, *, kind: str) -> Position:
    parent = _walk(node, place.loc[:-1])
    if isinstance(parent, Group) and place.loc and not parent.pair(str(place.loc[-1])):
        return _beginning(parent)
    return position_of(node, place.loc, of_key=kind in ("missing", "extra_forbidden"))


def _beginning(group: Group) -> Position:
    first = group.pairs[0][0].position if group.pairs else group.position
    is_in_braces = (first.line, first.column) != (group.position.line, group.position.column)
    return group.position if is_in_braces else replace(group.position, length=first.length)


def _first_causes(failures: Iterable[Failure]) -> Iterator[Failure]:
    """Leave out what follows from another mistake: a misspelt field is missing, a list lost a wrong item."""
    found = list(failures)
    misspelt = {field_words.meant(failure) for failure in found if failure.kind == "extra_forbidden"}
    for failure in found:
        is_misspelt = failure.kind == "missing" and failure.place.loc in misspelt
        is_too_short = failure.kind == "too_short" and len(failure.value) >= failure.words["min_length"]  # type: ignore[arg-type]
        if not is_misspelt and not is_too_short:
            yield failure


def _one_branch_each(failures: Iterable[Failure]) -> Iterator[Failure]:
    """Where a value may be of several types, keep what is wrong with the one that it is most like."""
    unions: dict[object, dict[str, list[Failure]]] = defaultdict(lambda: defaultdict(list))
    for failure in failures:
        if failure.place.union is None:
            yield failure
        else:
            unions[failure.place.union][failure.place.branch].append(failure)
    for branches in unions.values():
        yield from min(branches.values(), key=_unlikeness)


def _unlikeness(branch: Sequence[Failure]) -> tuple[bool, int]:
    is_of_another_kind = any(failure.place.loc == failure.place.union for failure in branch)
    return is_of_another_kind, len(branch)
