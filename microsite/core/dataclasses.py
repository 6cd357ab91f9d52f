"""The `dataclass` of the standard library, for records whose methods are made when they are first called.

There making a class compiles six methods at once, half a millisecond. A start makes hundreds of classes, and most of
their methods are never called. Type checkers see the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "field_names", "replace"]

_FIELDS = "__dataclass_fields__"
_OWN = "_fields_of_this_class"
_Method = Callable[..., Any]
_Maker = Callable[[type], Any]
_NAMES: dict[type, tuple[str, ...]] = {}


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
    ) -> Callable[[type], type]:
        """Make a class of records, as `dataclasses.dataclass` does."""
        late = (
            _MADE_LATER
            | (_HASH if frozen else {})
            | (_STATE if frozen and slots else {})
            | (_ORDER if order else {})
        )
        return lambda cls: _made(cls, late, frozen=frozen, slots=slots, kw_only=kw_only)

    def replace(record: object, /, **changes: object) -> object:
        """Make a record like another but for some fields, as `dataclasses.replace` does."""
        cls = type(record)
        if not hasattr(cls, _OWN):
            return dataclasses.replace(record, **changes)
        return cls(
            **{name: getattr(record, name) for name in field_names(cls) if name not in changes}, **changes
        )


class _Later:
    """Stand for a member of a class until somebody asks for it; then make it."""

    __slots__ = ("make", "name", "owner")

    def __init__(self, name: str, make: _Maker) -> None:
        self.name, self.make = name, make

    def __set_name__(self, owner: type, _: str) -> None:
        self.owner = owner

    def __get__(self, instance: object, asked: type) -> Any:
        made = self.make(self.owner)
        setattr(self.owner, self.name, made)
        return made.__get__(instance, asked) if callable(made) else made


class _Own:
    """What a class says of its own fields: their names and types, their defaults, whether they go by name only."""

    __slots__ = ("defaults", "frozen", "kw_only", "types")

    def __init__(
        self, types: Mapping[str, str], defaults: Mapping[str, Any], *, frozen: bool, kw_only: bool
    ) -> None:
        self.types, self.defaults, self.frozen, self.kw_only = types, defaults, frozen, kw_only


def _made(cls: type, late: Mapping[str, _Maker], *, frozen: bool, slots: bool, kw_only: bool) -> type:
    written = cls.__dict__
    types = {name: said for name, said in written.get("__annotations__", {}).items() if _is_field(said)}
    defaults = {name: written[name] for name in types if name in written}
    plain = _FROZEN if frozen else _FREE
    members: dict[str, Any] = {name: member for name, member in plain.items() if name not in written}
    members[_OWN] = _Own(types, defaults, frozen=frozen, kw_only=kw_only)
    for name, make in late.items():
        if name not in written or (name == "__hash__" and written[name] is None):
            members[name] = _Later(name, make)
    return _with_slots(cls, types, defaults, members) if slots else _with(cls, defaults, members)


def _with(cls: type, defaults: Mapping[str, Any], members: Mapping[str, Any]) -> type:
    for name, default in defaults.items():
        _let_stand(cls, name, default)
    for name, member in members.items():
        setattr(cls, name, member)
        if isinstance(member, _Later):
            member.__set_name__(cls, name)
    return cls


def _is_field(written: str) -> bool:
    return not written.startswith(("ClassVar", "typing.ClassVar"))


def _with_slots(
    cls: type, types: Mapping[str, str], defaults: Mapping[str, Any], members: Mapping[str, Any]
) -> type:
    """Make the class anew with a slot for each field, as there is no other way."""
    taken = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    written = {name: member for name, member in cls.__dict__.items() if name not in defaults}
    for name in ("__dict__", "__weakref__"):
        written.pop(name, None)
    written["__slots__"] = tuple(name for name in types if name not in taken)
    made = type(cls)(cls.__name__, cls.__bases__, {**written, **members})
    made.__qualname__ = cls.__qualname__
    return made


def _let_stand(cls: type, name: str, default: Any) -> None:
    """Leave a plain default on the class, where it can be read."""
    if not isinstance(default, dataclasses.Field):
        return
    if default.default is dataclasses.MISSING:
        delattr(cls, name)
    else:
        setattr(cls, name, default.default)


class _Field:
    """What is asked of a field: its default (perhaps a `dataclasses.Field`), and whether it goes by name only."""

    __slots__ = ("default", "kw_only")

    def __init__(self, default: Any, *, kw_only: bool) -> None:
        self.default, self.kw_only = default, kw_only

    def is_for(self, purpose: str) -> bool:
        """Tell whether a method (`repr`, `compare`) looks at it."""
        return not isinstance(self.default, dataclasses.Field) or bool(getattr(self.default, purpose))


def _fields(cls: type) -> dict[str, _Field]:
    found: dict[str, _Field] = {}
    for base in reversed(cls.__mro__):
        own: _Own | None = base.__dict__.get(_OWN)
        for name in own.types if own else ():
            default = own.defaults.get(name, dataclasses.MISSING) if own else None
            found[name] = _Field(default, kw_only=own is not None and own.kw_only)
    return found


def field_names(cls: type) -> tuple[str, ...]:
    """Give the names of the fields of a class of records; none for another class."""
    if hasattr(cls, _OWN):
        if cls not in _NAMES:
            _NAMES[cls] = tuple(_fields(cls))
        return _NAMES[cls]
    return tuple(one.name for one in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else ()


def _init(cls: type) -> _Method:
    is_frozen = getattr(cls, _OWN).frozen
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    places: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for name, one in _fields(cls).items():
        parameter, value = _parameter(name, one, known)
        (by_name if one.kw_only else places).append(parameter)
        lines.append(f"_set(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *places, *(["*"] if by_name else []), *by_name])
    return _compiled(cls, f"__init__({parameters})", lines or ["pass"], known)


def _parameter(name: str, one: _Field, known: dict[str, Any]) -> tuple[str, str]:
    """Write a field as a parameter, and what it is set to."""
    default = one.default
    if isinstance(default, dataclasses.Field):
        if default.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = default.default_factory
            value = f"_make_{name}() if {name} is _missing else {name}"
            return f"{name}=_missing", value
        default = default.default
    if default is dataclasses.MISSING:
        return name, name
    known[f"_default_{name}"] = default
    return f"{name}=_default_{name}", name


def _repr(cls: type) -> _Method:
    shown = ", ".join(f"{name}={{self.{name}!r}}" for name, one in _fields(cls).items() if one.is_for("repr"))
    return _compiled(cls, "__repr__(self)", [f'return f"{{self.__class__.__qualname__}}({shown})"'], {})


def _eq(cls: type) -> _Method:
    values = _values(cls)

    def is_equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return is_equal


def _hash(cls: type) -> _Method:
    values = _values(cls)
    return lambda self: hash(values(self))


def _ordered(compare: Callable[[Any, Any], bool]) -> _Maker:
    def make(cls: type) -> _Method:
        values = _values(cls)

        def is_so(self: object, other: object) -> bool:
            return (
                compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
            )

        return is_so

    return make


def _match_args(cls: type) -> tuple[str, ...]:
    return tuple(name for name, one in _fields(cls).items() if not one.kw_only)


def _values(cls: type) -> Callable[[object], tuple[object, ...]]:
    names = [name for name, one in _fields(cls).items() if one.is_for("compare")]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _compiled(cls: type, head: str, lines: list[str], known: dict[str, Any]) -> _Method:
    made: dict[str, Any] = {}
    exec(f"def {head}:\n " + "\n ".join(lines), known, made)  # noqa: S102 (nothing in it but names of fields)
    (method,) = made.values()
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    return method  # type: ignore[no-any-return]


def _of_library(cls: type) -> Mapping[str, Any]:
    """Give the fields as the standard library describes them."""
    bases = (base.__dict__[_OWN] for base in reversed(cls.__mro__) if _OWN in base.__dict__)
    return dict(described for own in bases for described in _described(cls, own))


def _described(cls: type, own: _Own) -> Iterator[tuple[str, Any]]:
    written = {"__annotations__": dict(own.types), "__module__": cls.__module__, **own.defaults}
    plain = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=own.kw_only)
    made: Any = plain(type(cls.__name__, (), written))
    yield from made.__dataclass_fields__.items()


def _get_state(cls: type) -> _Method:
    names = tuple(_fields(cls))
    return lambda self: [getattr(self, name) for name in names]


def _set_state(cls: type) -> _Method:
    names, put = tuple(_fields(cls)), object.__setattr__

    def recall(self: object, state: list[object]) -> None:
        for name, value in zip(names, state, strict=True):
            put(self, name, value)

    return recall


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_MADE_LATER: dict[str, _Maker] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__match_args__": _match_args,
    _FIELDS: _of_library,
}
_HASH: dict[str, _Maker] = {"__hash__": _hash}
_STATE: dict[str, _Maker] = {"__getstate__": _get_state, "__setstate__": _set_state}
_ORDER: dict[str, _Maker] = {
    "__lt__": _ordered(lt),
    "__le__": _ordered(le),
    "__gt__": _ordered(gt),
    "__ge__": _ordered(ge),
}
_FROZEN = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
_FREE = {"__hash__": None}
