"""What all groups of fields share: they do not change, and refuse keys that they do not know.

A record says which fields it has; `microsite.model.validation` makes of that what validates them, when something is to
be validated. So a build that reads no fields anew does without the validation library.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

from microsite.core.dataclasses import dataclass

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

R = TypeVar("R", bound="Record")
Rule = Callable[[R], None]
_IS_RULE = "_is_rule"


def field(
    *,
    description: str = "",
    examples: Sequence[Any] = (),
    default: Any = dataclasses.MISSING,
    default_factory: Any = dataclasses.MISSING,
    **limits: float,
) -> Any:
    """Describe a field of a record: what it means, how it may be written, what holds where it is left out.

    `limits` are those of the validation library: `ge`, `gt`, `le`, `lt`, `min_length` and `max_length`.
    """
    words = {"description": description, "examples": list(examples)}
    said = {**{name: word for name, word in words.items() if word}, **limits}
    return dataclasses.field(default=default, default_factory=default_factory, metadata=said)


def rule(method: Rule[R]) -> Rule[R]:
    """Mark a method that checks a whole record, each field of which is right: it raises a mistake, or nothing."""
    setattr(method, _IS_RULE, True)
    return method


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Record:
    """Stand under every group of fields. An optional field that is left empty is as if it were not written.

    `refused` names keys that must never be used, each with the reason that people are told.
    """

    refused: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        """Make the class one of frozen records."""
        dataclass(frozen=True, kw_only=True)(cls)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell the validation library how a record is made, of itself or as a part of another."""
        from microsite.model.validation import core_schema_of

        return core_schema_of(cls, handler)


def rules_of(record: type[R]) -> Iterator[Rule[R]]:
    """Give the rules of a class of records, in the order that they are written in."""
    members = (member for base in reversed(record.__mro__) for member in vars(base).values())
    return (member for member in members if getattr(member, _IS_RULE, False))
