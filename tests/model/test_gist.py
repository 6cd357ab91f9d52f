"""What is said to be drawn alone decides nothing: admitting, linking and planning come to the same without it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import chain
from typing import Any

import pytest

from microsite.core.positions import Position
from microsite.model.collect import collect
from microsite.model.entry import Entry
from microsite.model.file_entries import Outcome
from microsite.model.gist import DRAWN_ALONE, decides_the_same
from microsite.model.kinds import SCHEMAS, Kind
from microsite.model.markup import Fragment, Mention
from microsite.model.next_change import next_change
from microsite.model.validation import fields_of
from microsite.reading import Reading, read
from microsite.render import outside
from microsite.render.renditions import WorkerPool
from microsite.sources import scan
from tests.conftest import ROOT
from tests.making import collected, options_for


def otherwise(value: object) -> object:
    match value:
        case Enum():
            return next((other for other in type(value) if other is not value), value)
        case str():
            return "Something else"
        case int():
            return value + 1
        case tuple():
            return value[:-1]
    return None


def drawn_otherwise(entry: Entry[Any]) -> Entry[Any]:
    """Change every field that is drawn alone, and what is said between the links of every text."""
    changed = {
        name: otherwise(getattr(entry.fields, name)) for name in DRAWN_ALONE.get(entry.kind, frozenset())
    }
    return replace(
        entry,
        fields=replace(entry.fields, **changed),
        body=said_otherwise(entry.body),
        texts={key: said_otherwise(text) for key, text in entry.texts.items()},
    )


def said_otherwise(text: Fragment) -> Fragment:
    return replace(text, html=f"{text.html}<p>Something else.</p>", headings=())


def test_only_fields_that_there_are_are_named() -> None:
    for kind, names in DRAWN_ALONE.items():
        assert names <= fields_of(SCHEMAS[kind]).keys()


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, Reading]:
    """Read this repository's site, and again with everything that is drawn alone changed."""
    state = tmp_path_factory.mktemp("gist")
    options = options_for(ROOT, output=state / "output")
    sources = scan(options)
    altered: dict[str, tuple[Outcome, ...]] = {
        path: tuple(
            o if o.entry is None else replace(o, entry=drawn_otherwise(o.entry)) for o in found.outcomes
        )
        for path, found in collect(sources.files).read.items()
    }
    with WorkerPool(1) as pool:
        one = read(sources, options, pool)
        return one, read(sources, options, pool, known=lambda file: altered[file.path])


def test_what_is_drawn_alone_decides_nothing(readings: tuple[Reading, Reading]) -> None:
    before, after = readings
    (site, plan, _), (other_site, other_plan, _) = before.sound, after.sound
    old, new = outside.outside(site, plan), outside.outside(other_site, other_plan)
    assert {key: digest for key, (digest, _) in new.items()} == {
        key: digest for key, (digest, _) in old.items()
    }
    assert next_change(other_site) == next_change(site)
    assert after.diagnostics == before.diagnostics
    assert all(decides_the_same(site.mentees[id], entry) for id, entry in other_site.mentees.items())
    assert any(site.mentees[id] != entry for id, entry in other_site.mentees.items())


def test_every_kind_is_among_what_was_changed(readings: tuple[Reading, Reading]) -> None:
    entries = chain(readings[1].collected.entries)
    assert {entry.kind for entry in entries} >= DRAWN_ALONE.keys()


@pytest.mark.parametrize("name", sorted(fields_of(SCHEMAS[Kind.MENTEE]).keys() - DRAWN_ALONE[Kind.MENTEE]))
def test_any_other_field_decides_more(name: str) -> None:
    entry = mentee()
    other = object() if name not in DRAWN_ALONE[Kind.MENTEE] else None
    assert not decides_the_same(entry, replace(entry, fields=replace(entry.fields, **{name: other})))


@pytest.mark.parametrize(
    "other",
    [
        Fragment(
            html='<p><a href="ref:0">us</a></p>',
            mentions=(Mention(written="events", is_picture=False, alt="", position=Position(path="x")),),
        ),
        Fragment(html='<h2 id="here">Here</h2>'),
    ],
    ids=["a link", "a place that links lead to"],
)
def test_a_text_that_leads_elsewhere_decides_more(other: Fragment) -> None:
    entry = mentee()
    assert not decides_the_same(entry, replace(entry, body=other))
    assert not decides_the_same(entry, replace(entry, texts={**entry.texts, "seeks": other}))


def mentee() -> Entry[Any]:
    found = collected(ROOT / "tests/sites/minimal").entries
    return next(entry for entry in found if entry.kind is Kind.MENTEE)
