"""Decorators for presenters: a property, or a mapping, each of whose answers is computed once and remembered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar, overload

from microsite.incremental.memory import Memory

T = TypeVar("T")
_JOINT = "\x1f"


class Presenter(ABC):
    """Whoever computes answers: it knows the memory they are kept in, and serves it once it is made."""

    def __post_init__(self) -> None:
        """Let the memory compute all that is answered here."""
        serve(self)
        _ = self.beneath

    @property
    def beneath(self) -> tuple[Presenter | None, ...]:
        """Give others who must serve the memory before anything is asked by its key."""
        return ()

    @property
    @abstractmethod
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


def answers(ids: Callable[[Any], Mapping[str, Any]]) -> Callable[[Callable[[Any, str], T]], Each[T]]:
    """Compute a mapping's values one by one, each once and in a frame of its own.

    `ids` gives what there is, in order; the decorated method computes the value of one. An id that is not there is a
    KeyError.
    """
    return lambda compute: Each(ids, compute)


class Each(Generic[T]):
    """A mapping of answers, as a property."""

    def __init__(self, ids: Callable[[Any], Mapping[str, Any]], compute: Callable[[Any, str], T]) -> None:
        """Take what tells which ids there are, and the method that computes one."""
        self._ids, self._compute, self.__doc__ = ids, compute, compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Name the rule after the class and the mapping."""
        self.rule = f"{owner.__name__}.{name}"

    def serve(self, presenter: Presenter) -> None:
        """Let the memory compute the answers for this presenter."""
        presenter.memory.rule(self.rule, lambda id: self._compute(presenter, id))

    @overload
    def __get__(self, presenter: None, owner: type) -> Each[T]: ...
    @overload
    def __get__(self, presenter: Presenter, owner: type) -> Mapping[str, T]: ...
    def __get__(self, presenter: Presenter | None, owner: type) -> Each[T] | Mapping[str, T]:
        """Give the mapping."""
        if presenter is None:
            return self
        return _Answers(presenter.memory, self.rule, self._ids(presenter))


class _Answers(Mapping[str, T]):
    def __init__(self, memory: Memory, rule: str, ids: Mapping[str, Any]) -> None:
        self._memory, self._rule, self._ids = memory, rule, ids

    def __getitem__(self, id: str) -> T:
        if id not in self._ids:
            raise KeyError(id)
        return self._memory.answer(self._rule, id)  # type: ignore[no-any-return]

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class asked(Generic[T]):  # noqa: N801 (a decorator of methods)
    """Compute what a method answers to some texts once, each in a frame of its own."""

    def __init__(self, compute: Callable[..., T]) -> None:
        """Take the method, whose arguments are texts."""
        self._compute, self.__doc__ = compute, compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Name the rule after the class and the method."""
        self.rule = f"{owner.__name__}.{name}"

    def serve(self, presenter: Presenter) -> None:
        """Let the memory compute the answers for this presenter."""
        presenter.memory.rule(self.rule, lambda id: self._compute(presenter, *id.split(_JOINT)))

    @overload
    def __get__(self, presenter: None, owner: type) -> asked[T]: ...
    @overload
    def __get__(self, presenter: Presenter, owner: type) -> Callable[..., T]: ...
    def __get__(self, presenter: Presenter | None, owner: type) -> asked[T] | Callable[..., T]:
        """Give the method."""
        if presenter is None:
            return self
        memory, rule = presenter.memory, self.rule
        return lambda *texts: memory.answer(rule, _JOINT.join(texts))


def serve(presenter: Presenter) -> None:
    """Let the memory compute all that a presenter answers."""
    members: dict[str, object] = {}
    for cls in reversed(type(presenter).__mro__):
        members |= vars(cls)  # as written: to get them would have those made that are made late
    for _, rule in sorted(members.items()):
        if isinstance(rule, answered | Each | asked):
            rule.serve(presenter)
