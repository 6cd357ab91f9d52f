"""The `dataclass` of the standard library, for frozen records whose methods are made when they are first called.

There making a class compiles six methods at once, half a millisecond. A start makes hundreds of classes, and most of
their methods are never called. Type checkers see the standard library's; what is not for frozen records is its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "field_names", "replace"]

_FIELDS = "__dataclass_fields__"
_OWN = "_fields_of_this_class"
_Method = Callable[..., Any]
_NAMES: dict[type, tuple[str, ...]] = {}


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
    ) -> Callable[[type], type]:
        """Make a class of records, as `dataclasses.dataclass` does."""
        if order or not frozen:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, order=order)
        return lambda cls: _made(cls, slots=slots, kw_only=kw_only)

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

    def __init__(self, owner: type, name: str, make: Callable[[type], Any]) -> None:
        self.owner, self.name, self.make = owner, name, make

    def __get__(self, instance: object, asked: type) -> Any:
        made = self.make(self.owner)
        setattr(self.owner, self.name, made)
        return made.__get__(instance, asked) if callable(made) else made


class _Own:
    """What a class says of its own fields: their names and types, their defaults, whether they go by name only."""

    __slots__ = ("defaults", "kw_only", "types")

    def __init__(self, types: Mapping[str, str], defaults: Mapping[str, Any], *, kw_only: bool) -> None:
        self.types, self.defaults, self.kw_only = types, defaults, kw_only


def _made(cls: type, *, slots: bool, kw_only: bool) -> type:
    written = dict(cls.__dict__)
    types = {name: said for name, said in written.get("__annotations__", {}).items() if _is_field(said)}
    own = _Own(types, {name: written[name] for name in types if name in written}, kw_only=kw_only)
    if slots:
        cls = _with_slots(cls, written, own)
    else:
        for name, default in own.defaults.items():
            _let_stand(cls, name, default)
    setattr(cls, _OWN, own)
    names = tuple(name for name, one in _fields(cls).items() if not one.kw_only)
    members = {"__match_args__": names, "__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    for name, member in members.items():
        if name not in written:
            setattr(cls, name, member)
    for name, make in (_MADE_LATER | _STATE if slots else _MADE_LATER).items():
        if name not in written or (name == "__hash__" and written[name] is None):
            setattr(cls, name, _Later(cls, name, make))
    return cls


def _is_field(written: str) -> bool:
    return not written.startswith(("ClassVar", "typing.ClassVar"))


def _with_slots(cls: type, written: dict[str, Any], own: _Own) -> type:
    """Make the class anew with a slot for each field, as there is no other way."""
    taken = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    members = {name: member for name, member in written.items() if name not in own.defaults}
    for name in ("__dict__", "__weakref__"):
        members.pop(name, None)
    members["__slots__"] = tuple(name for name in own.types if name not in taken)
    made = type(cls)(cls.__name__, cls.__bases__, members)
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
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    places: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for name, one in _fields(cls).items():
        parameter, line = _parameter(name, one, known)
        (by_name if one.kw_only else places).append(parameter)
        lines.append(line)
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *places, *(["*"] if by_name else []), *by_name])
    return _compiled(cls, f"__init__({parameters})", lines or ["pass"], known)


def _parameter(name: str, one: _Field, known: dict[str, Any]) -> tuple[str, str]:
    default = one.default
    if isinstance(default, dataclasses.Field):
        if default.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = default.default_factory
            value = f"_make_{name}() if {name} is _missing else {name}"
            return f"{name}=_missing", f"_set(self, {name!r}, {value})"
        default = default.default
    if default is dataclasses.MISSING:
        return name, f"_set(self, {name!r}, {name})"
    known[f"_default_{name}"] = default
    return f"{name}=_default_{name}", f"_set(self, {name!r}, {name})"


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


_MADE_LATER: dict[str, Callable[[type], Any]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    _FIELDS: _of_library,
}
_STATE: dict[str, Callable[[type], Any]] = {"__getstate__": _get_state, "__setstate__": _set_state}


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
