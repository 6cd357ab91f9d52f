"""A class of records -> what validates its fields: the validation library's model, made when it is first asked for."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

# What is valid must not depend on what else is installed. Looking for plugins would read about each package that is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model, model_validator
from pydantic_core import core_schema

from microsite.core.dataclasses import field_names
from microsite.model.fields.record import Record, rules_of
from microsite.model.schema import types

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

R = TypeVar("R", bound=Record)


class _Model(BaseModel):
    """Stand under the models of all records."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_fields(cls, fields: Any) -> Any:
        if not isinstance(fields, dict):
            return fields
        return {
            key: value for key, value in fields.items() if value is not None or key not in cls.model_fields
        }


_ADAPTERS: dict[type[Record], TypeAdapter[Any]] = {}
_MODELS: dict[type[Record], type[_Model]] = {}


def validated(schema: type[R], fields: object, *, path: str = "") -> R:
    """Make a record of plain values that the file at `path` has. Raises pydantic.ValidationError."""
    return _adapter(schema).validate_python(fields, context={"path": path})


def fields_of(record: type[Record]) -> Mapping[str, FieldInfo]:
    """Give what is known of the fields of a class of records, by name, in the order that they are written in."""
    return _model_of(record).model_fields


def hints_of(record: type[Record]) -> Mapping[str, Any]:
    """Give the types of the fields of a class of records, by name."""
    hints = get_type_hints(record, localns=vars(types), include_extras=True)
    return {name: hints[name] for name in field_names(record)}


def core_schema_of(record: type[R], handler: GetCoreSchemaHandler) -> CoreSchema:
    """Tell how a record is made: its model validates each field, then its own rules see the whole."""
    rules = tuple(rules_of(record))

    def make(model: _Model) -> R:
        made = object.__new__(record)
        made.__dict__.update(model.__dict__)
        for check in rules:
            check(made)
        return made

    return core_schema.no_info_after_validator_function(make, handler.generate_schema(_model_of(record)))


def _adapter(schema: type[R]) -> TypeAdapter[R]:
    if schema not in _ADAPTERS:
        _ADAPTERS[schema] = TypeAdapter(schema)
    return _ADAPTERS[schema]


def _model_of(record: type[Record]) -> type[_Model]:
    if record not in _MODELS:
        said = {one.name: one for one in dataclasses.fields(record)}
        fields: dict[str, Any] = {
            name: (hint, _described(said[name])) for name, hint in hints_of(record).items()
        }
        _MODELS[record] = create_model(record.__name__, __base__=_Model, __doc__=record.__doc__, **fields)
    return _MODELS[record]


def _described(said: dataclasses.Field[Any]) -> FieldInfo:
    defaults = {name: getattr(said, name) for name in ("default", "default_factory")}
    given = {name: value for name, value in defaults.items() if value is not dataclasses.MISSING}
    described: FieldInfo = Field(**given, **said.metadata)
    return described
