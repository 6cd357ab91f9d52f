from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

import pytest

from microsite.core.dataclasses import dataclass, field, field_names, replace

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Ours."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)
    note: str = field(default="", compare=False, repr=False)
    KIND: ClassVar[str] = "point"

    @property
    def total(self) -> int:
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The standard library's."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)
    note: str = field(default="", compare=False, repr=False)
    KIND: ClassVar[str] = "point"

    @property
    def total(self) -> int:
        return self.x + self.y


@dataclass(frozen=True, slots=True, kw_only=True)
class Deep(Point):
    z: int = 3


@dataclass(frozen=True)
class Loose(Generic[T]):
    item: T
    others: list[T] = field(default_factory=list)
    plain: int = field(default=7)

    @cached_property
    def double(self) -> tuple[T, T]:
        return self.item, self.item


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True)
class Branch(ABC):
    name: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen.append(self.name)

    @abstractmethod
    def grow(self) -> None:
        pass


@dataclass(frozen=True)
class Twig(Branch):
    size: int = 1

    def grow(self) -> None:
        self.seen.append("grown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    x: int

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 5

    def __repr__(self) -> str:
        return "mine"


def both(**values: object) -> tuple[Point, Model]:
    return Point(**values), Model(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values", [{"x": 1}, {"x": 1, "y": 5}, {"x": 0, "names": ("a",), "more": {"b": 1}, "note": "n"}]
)
def test_a_record_is_as_one_of_the_standard_library(values: dict[str, object]) -> None:
    ours, theirs = both(**values)

    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("Model", "Point")
    assert (ours.total, ours.KIND) == (theirs.total, theirs.KIND)
    assert [f.name for f in dataclasses.fields(ours)] == [f.name for f in dataclasses.fields(theirs)]
    assert str(inspect.signature(Point)).replace("Point", "Model").count("=") == 4
    assert dataclasses.is_dataclass(Point)
    assert Point.__match_args__ == Model.__match_args__
    assert Point.__slots__ == Model.__slots__
    assert Point.__doc__ == "Ours."


def test_records_are_equal_and_hashed_by_what_is_compared() -> None:
    assert Point(x=1, note="a") == Point(x=1, note="b")
    assert Point(x=1) != Point(x=2)
    others: list[object] = [Model(x=1), Deep(x=1), Point(x=2)]
    assert Point(x=1) not in others
    assert len({Loose(1, [], 2).plain, Nothing(), Nothing()}) == 2
    assert hash(replace(Own(x=1), x=2)) == hash(Own(x=1))
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(x=1))


@pytest.mark.parametrize("values", [{}, {"x": 1, "w": 2}])
def test_what_is_not_fitting_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Point(**values)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Point(1)  # type: ignore[call-arg]


def test_a_record_stays_as_it_is() -> None:
    point, loose = Point(x=1), Loose("a")

    for record, name in ((point, "x"), (point, "w"), (loose, "item")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(record, name)
    assert loose.double == ("a", "a")
    assert Loose.plain == 7
    assert not hasattr(Loose, "others")


@pytest.mark.parametrize("record", [Point(x=1, names=("a",)), Deep(x=1, z=9), Loose(1, [2]), Nothing()])
def test_a_record_is_copied_and_kept(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 (our own)
    assert copy.copy(record) == record
    assert copy.deepcopy(record) == record


def test_a_record_is_made_like_another() -> None:
    ours, theirs = both(x=1, names=("a",), more={"b": 1}, note="n")

    assert dataclasses.asdict(replace(ours, x=5)) == dataclasses.asdict(dataclasses.replace(theirs, x=5))
    assert replace(Deep(x=1, z=9), x=2) == Deep(x=2, z=9)
    assert replace(Model(x=1), x=2) == Model(x=2)
    with pytest.raises(TypeError):
        replace(ours, unknown=1)  # type: ignore[call-arg]


def test_a_record_may_be_of_another_class_of_records() -> None:
    deep = Deep(x=1, names=("a",))

    assert (deep.x, deep.y, deep.z) == (1, 2, 3)
    assert field_names(Deep) == ("x", "y", "names", "more", "note", "z")
    assert list(Deep.__slots__) == ["z"]
    assert repr(deep) == "Deep(x=1, y=2, names=('a',), more={}, z=3)"
    assert replace(deep, x=4) == Deep(x=4, names=("a",))
    assert Twig("a", size=2).seen == ["a"]
    with pytest.raises(TypeError, match="abstract"):
        Branch("a")  # type: ignore[abstract]


def test_default_values_are_made_for_each() -> None:
    assert Point(x=1).more is not Point(x=1).more


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Own(x=1)) == "mine"
    assert Own(x=1) == Own(x=2)


def test_methods_are_made_when_they_are_first_called() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Late:
        x: int

    def made() -> set[str]:
        return {name for name, member in vars(Late).items() if inspect.isfunction(member)}

    assert "__init__" not in made()
    late = Late(x=1)
    assert {"__init__", "__eq__"} & made() == {"__init__"}
    assert late == Late(x=1)
    assert "__eq__" in made()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ordered:
    x: int
    name: str = ""


@dataclass(slots=True)
class Free:
    x: int
    seen: list[int] = field(default_factory=list)
    name: str = "free"


def test_records_stand_in_order() -> None:
    assert Ordered(x=1) < Ordered(x=2)
    assert Ordered(x=1, name="b") > Ordered(x=1, name="a")
    assert Ordered(x=1) <= Ordered(x=1) >= Ordered(x=1)
    assert max(Ordered(x=1), Ordered(x=3), Ordered(x=2)).x == 3
    with pytest.raises(TypeError, match="not supported"):
        _ = Ordered(x=1) < Free(1)  # type: ignore[operator]


def test_a_record_may_be_free_to_change() -> None:
    free = Free(1)
    free.x = 2
    free.seen.append(3)

    assert repr(free) == "Free(x=2, seen=[3], name='free')"
    assert free == Free(2, [3]) != Free(2)
    assert pickle.loads(pickle.dumps(free)) == free  # noqa: S301 (our own)
    assert replace(free, name="") == Free(2, [3], "")
    assert Free.__match_args__ == ("x", "seen", "name")
    assert not hasattr(free, "__dict__")
    with pytest.raises(TypeError, match="unhashable"):
        hash(free)


def test_names_of_fields_are_given_of_any_class() -> None:
    assert field_names(Free) == ("x", "seen", "name")
    assert field_names(Model) == ("x", "y", "names", "more", "note")
    assert field_names(int) == ()
