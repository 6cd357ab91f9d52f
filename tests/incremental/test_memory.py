"""Answers are computed once, and computed again only when something that they read has another answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from microsite.incremental import ALL, Memory, News, Presenter, Store, answered, answers, asked, bit_of
from microsite.incremental.store import MANY


@dataclass(frozen=True)
class Person:
    name: str
    headline: str
    pitch: str


@dataclass(frozen=True)
class View:
    name: str
    headline: str
    pitch: str


@dataclass(frozen=True)
class People(Mapping[str, Person]):
    asking: Memory
    people: Mapping[str, Person]

    def __getitem__(self, id: str) -> Person:
        self.asking.read(f"people:{id}")
        person: Person = self.asking.outside(f"people:{id}", self.people[id])
        return person

    def __contains__(self, id: object) -> bool:
        self.asking.read(f"people:{id}")
        return id in self.people

    def __iter__(self) -> Iterator[str]:
        self.asking.read("people")
        return iter(self.people)

    def __len__(self) -> int:
        self.asking.read("people")
        return len(self.people)


@dataclass(frozen=True)
class Desk(Presenter):
    """Presents people; `done` lists what was computed."""

    people: People
    done: list[str] = field(default_factory=list)

    @property
    def memory(self) -> Memory:
        return self.people.asking

    @answers(lambda desk: desk.people)
    def views(self, id: str) -> View:
        self.done.append(f"view {id}")
        person = self.people[id]
        return View(name=person.name, headline=person.headline.strip(), pitch=person.pitch)

    @answered
    def order(self) -> tuple[View, ...]:
        self.done.append("order")
        return tuple(sorted(self.views.values(), key=lambda view: view.name))

    @asked
    def page(self, id: str) -> str:
        self.done.append(f"page {id}")
        view = self.views[id]
        return f"{view.name}: {view.headline}; {view.pitch}"

    @asked
    def number(self, id: str) -> int:
        self.done.append(f"number {id}")
        return [*self.people].index(id)

    @answered
    def directory(self) -> str:
        self.done.append("directory")
        return ", ".join(f"{view.name} ({view.headline})" for view in self.order)


class Program:
    """A few people, built again and again with one store."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asks_for_numbers = folder, False
        self.people = {id: Person(name=id, headline=f"does {id}", pitch=f"I am {id}") for id in "abc"}

    def build(self, changed: Mapping[str, int] | None = None) -> list[str]:
        """Build what is due, compare it with a build from nothing, and tell what was computed."""
        store = Store(self.folder / "answers.sqlite", world="one")
        store.within("theme")
        memory = Memory(store)
        desk = Desk(people=People(memory, self.people))
        memory.update(changed or {})
        made = {id: desk.page(id) for id in self.people} | {"": desk.directory}
        if self.asks_for_numbers:
            assert [desk.number(id) for id in self.people] == [*range(len(self.people))]
        fresh = Memory()
        clean = Desk(people=People(fresh, self.people))
        assert made == {id: clean.page(id) for id in self.people} | {"": clean.directory}
        store.keep(memory, News())
        store.close()
        return desk.done

    def change(self, id: str, **fields: str) -> dict[str, int]:
        """Change a person; give what has changed as the builder is told it."""
        self.people[id] = replace(self.people[id], **fields)
        return {f"people:{id}": sum(bit_of(Person, name) for name in fields)}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    built = Program(tmp_path)
    built.build()
    return built


def test_what_has_not_changed_is_not_computed_again(program: Program) -> None:
    assert program.build() == []


def test_a_changed_attribute_reaches_only_those_who_read_it(program: Program) -> None:
    assert program.build(program.change("a", pitch="I am new")) == ["view a", "page a"]


def test_an_answer_that_comes_out_as_it_was_ends_the_matter(program: Program) -> None:
    assert program.build(program.change("a", headline=" does a ")) == ["view a"]


def test_a_shared_answer_reaches_all_who_read_it(program: Program) -> None:
    done = program.build(program.change("a", headline="sings"))
    assert sorted(done) == ["directory", "page a", "view a"]


def test_a_new_order_computes_what_depends_on_it(program: Program) -> None:
    done = program.build(program.change("a", name="zoe"))
    assert sorted(done) == ["directory", "order", "page a", "view a"]


def test_somebody_new_is_computed_and_listed(program: Program) -> None:
    program.people["d"] = Person(name="d", headline="", pitch="")
    done = program.build({"people": ALL, "people:d": ALL})
    assert sorted(done) == ["directory", "order", "page d", "view d"]


def test_somebody_gone_is_forgotten(program: Program) -> None:
    del program.people["b"]
    program.build({"people": ALL, "people:b": ALL})
    with Store_of(program) as store:
        assert store.node("Desk.views:b") is None
        assert store.node("Desk.page:b") is None


def test_an_answer_that_cannot_be_given_any_more_is_forgotten_until_it_is_needed(program: Program) -> None:
    """It is tried, and what it raises is told to nobody."""
    program.asks_for_numbers = True
    program.build()
    del program.people["b"]
    gone = {"people:b": ALL, "people": ALL}
    assert "number b" in program.build(gone)
    assert "number b" not in program.build({"people:a": ALL})
    program.people["b"] = Person(name="b", headline="is back", pitch="I am b")
    assert "number b" in program.build(gone)


def test_of_many_answers_that_one_has_read_only_what_changed_is_kept_anew(tmp_path: Path) -> None:
    crowd = [f"p{number:03}" for number in range(3 * MANY)]
    program = Program(tmp_path)
    program.people = {id: Person(name=id, headline=f"does {id}", pitch=f"I am {id}") for id in crowd}
    program.build()
    assert sorted(program.build(program.change("p007", headline="sings"))) == [
        "directory",
        "page p007",
        "view p007",
    ]
    gone = program.people.pop("p008")
    program.build({"people": ALL, "people:p008": ALL})
    with Store_of(program) as store:
        readers = store.readers("Desk.views:p007")
        assert store.reads("Desk.directory:").keys() >= {"Desk.views:p007", "Desk.views:p100"}
        assert set(readers) == {"Desk.directory:", "Desk.order:", "Desk.page:p007"}
        assert store.readers("Desk.views:p008") == {}
        assert store.node("Desk.views:p007") == store.node("Desk.views:p007")
    program.people["p008"] = gone
    assert "view p008" in program.build({"people": ALL, "people:p008": ALL})
    assert program.build() == []


def test_a_store_of_another_version_is_begun_anew(program: Program) -> None:
    store = Store(program.folder / "answers.sqlite", world="two")
    assert store.is_fresh
    assert store.node("Desk.views:a") is None
    store.close()


class Store_of:  # noqa: N801 (reads as a sentence)
    def __init__(self, program: Program) -> None:
        self.store = Store(program.folder / "answers.sqlite", world="one")

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()
