"""Decorators for presenters: a property, or a mapping, each of whose answers is computed once and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar, overload

from microsite.incremental.memory import Memory

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741 (what identifies an answer: a text, or some)
Id = str | tuple[str, ...]
_JOINT = "\x1f"


class Presenter(Protocol):
    """Whoever computes answers: it knows the memory they are kept in."""

    @property
    def memory(self) -> Memory:
        """The memory of this run."""


class answered(Generic[T]):  # noqa: N801 (it stands where `cached_property` would)
    """Compute a property once, in a frame of its own; whoever reads it has asked it."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        """Take the method that computes it."""
        self._compute, self.__doc__ = compute, compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Name the rule after the class and the property."""
        self.rule = f"{owner.__name__}.{name}"

    def serve(self, presenter: Presenter) -> None:
        """Let the memory compute the answer for this presenter."""
        presenter.memory.rule(self.rule, lambda _: self._compute(presenter))

    @overload
    def __get__(self, presenter: None, owner: type) -> answered[T]: ...
    @overload
    def __get__(self, presenter: Presenter, owner: type) -> T: ...
    def __get__(self, presenter: Presenter | None, owner: type) -> answered[T] | T:
        """Give the answer."""
        if presenter is None:
            return self
        return presenter.memory.answer(self.rule, "")  # type: ignore[no-any-return]


class answers(Generic[I, T]):  # noqa: N801 (it stands where `cached_property` would)
    """Compute a mapping's values one by one, each once and in a frame of its own.

    `ids` gives what there is, in order; the decorated method computes the value of one. An id that is not there is a
    KeyError.
    """

    def __init__(self, ids: Callable[[Any], Mapping[I, Any]]) -> None:
        """Take what tells which ids there are."""
        self._ids = ids

    def __call__(self, compute: Callable[[Any, I], T]) -> answers[I, T]:
        """Take the method that computes one."""
        self._compute, self.__doc__ = compute, compute.__doc__
        return self

    def __set_name__(self, owner: type, name: str) -> None:
        """Name the rule after the class and the mapping."""
        self.rule = f"{owner.__name__}.{name}"

    def serve(self, presenter: Presenter) -> None:
        """Let the memory compute the answers for this presenter."""
        presenter.memory.rule(self.rule, lambda id: self._compute(presenter, _parted(id)))

    @overload
    def __get__(self, presenter: None, owner: type) -> answers[I, T]: ...
    @overload
    def __get__(self, presenter: Presenter, owner: type) -> Mapping[I, T]: ...
    def __get__(self, presenter: Presenter | None, owner: type) -> answers[I, T] | Mapping[I, T]:
        """Give the mapping."""
        if presenter is None:
            return self
        return _Answers(presenter.memory, self.rule, self._ids(presenter))


class _Answers(Mapping[I, T]):
    def __init__(self, memory: Memory, rule: str, ids: Mapping[I, Any]) -> None:
        self._memory, self._rule, self._ids = memory, rule, ids

    def __getitem__(self, id: I) -> T:
        if id not in self._ids:
            raise KeyError(id)
        return self._memory.answer(self._rule, _joined(id))  # type: ignore[no-any-return]

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[I]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def serve(presenter: Presenter) -> None:
    """Let the memory compute all that a presenter answers."""
    for name in dir(type(presenter)):
        rule = getattr(type(presenter), name)
        if isinstance(rule, answered | answers):
            rule.serve(presenter)


def _joined(id: Any) -> str:
    return id if isinstance(id, str) else _JOINT.join(id)


def _parted(id: str) -> Any:
    return tuple(id.split(_JOINT)) if _JOINT in id else id


def joined(ids: Iterable[str]) -> str:
    """Make one text of several; for rules whose ids are made of parts."""
    return _JOINT.join(ids)
