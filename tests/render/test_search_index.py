"""The index finds whom the content names, in the words and orders of the directory, and knows nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.render.search_index import folded, steps, words_in
from tests.conftest import SiteWriter
from tests.crowd import crowd, person
from tests.making import made

COUNT = 60


def parts_of(files: dict[str, str]) -> dict[str, Any]:
    folder, parts = "mentees/search/", {}
    for path, text in files.items():
        if path.startswith(folder):
            name, _, value = text.removeprefix("everyone(").removesuffix(")\n").partition(",")
            assert json.loads(name) == path.removeprefix(folder).removesuffix(".js")
            parts[json.loads(name)] = json.loads(value)
    return parts


def numbers(written: list[int]) -> list[int]:
    return [sum(written[: n + 1]) for n in range(len(written))]


@pytest.fixture
def parts(site: SiteWriter) -> dict[str, Any]:
    return parts_of(made(site(crowd(COUNT, on_one_page=20, per_page=20))))


def people_in(parts: dict[str, Any]) -> list[list[Any]]:
    return [
        person
        for name in sorted(parts, key=key_of_part)
        if name.startswith("people")
        for person in parts[name]
    ]


def key_of_part(name: str) -> int:
    return int(name.rpartition("-")[2]) if name.startswith("people") else -1


def test_everyone_is_in_the_index_once(parts: dict[str, Any]) -> None:
    ids = [person[0] for person in people_in(parts)]
    assert sorted(ids) == ["anna-berg", *(f"p-{n:03}" for n in range(COUNT))]


def test_a_choice_finds_those_who_have_it(parts: dict[str, Any]) -> None:
    people = people_in(parts)
    found = {people[n][0] for n in numbers(parts["facets"]["status job"])}
    assert found == {f"p-{n:03}" for n in range(COUNT) if n % 5 == 3}
    reached = {people[n][0] for n in numbers(parts["facets"]["language nb:C2"])}
    assert {f"p-{n:03}" for n in range(COUNT) if n % 7 >= 5 and n % 4} == reached - {"anna-berg"}


def test_a_word_is_found_by_its_plain_letters_and_a_skill_by_its_other_names(parts: dict[str, Any]) -> None:
    people = people_in(parts)
    named = {people[n][1] for n in numbers(parts["words-w"]["wisniewska"])}
    assert named
    assert all(name.endswith("Wiśniewska") for name in named)
    assert parts["words-j"]["js"] == parts["words-j"]["javascript"]
    assert "c++" in parts["words-c"]
    assert {"ui", "ux"} <= {*parts["words-u"]}
    assert "naess" in parts["words-n"]


def test_the_orders_are_those_of_the_directory(parts: dict[str, Any]) -> None:
    everyone = list(range(COUNT + 1))
    assert sorted(parts["order-name"]) == sorted(parts["order-newest"]) == everyone
    assert parts["order-name"] != everyone


def test_a_small_site_has_no_index(site: SiteWriter) -> None:
    files = made(site(crowd(10)))
    assert not [
        path for path in files if path.startswith(("mentees/search", "mentees/page", "assets/everyone"))
    ]
    assert "trusted-types &#39;none&#39;" in files["mentees/index.html"]


def test_only_the_page_that_is_searched_may_load_the_index(site: SiteWriter) -> None:
    files = made(site(crowd(30, on_one_page=20, per_page=20)))
    loading = {path for path, page in files.items() if "trusted-types directory" in page}
    assert loading == {"mentees/index.html"}
    assert "trusted-types &#39;none&#39;" in files["mentees/page/2/index.html"]


def test_who_has_withdrawn_is_not_in_it(site: SiteWriter) -> None:
    folder = site(crowd(COUNT, on_one_page=20))
    gone = person(7).replace("text_version", "withdrawn_on: 2023-12-01, text_version")
    site({"mentees/p-007/index.md": gone.replace("Number 7 of many", "Cryptozoologist")})
    files = made(folder)
    assert not [path for path, text in files.items() if "Cryptozoologist" in text or "p-007" in text]


def test_the_same_people_give_the_same_index_and_a_change_another_version(site: SiteWriter) -> None:
    folder = site(crowd(COUNT, on_one_page=20))
    first, again = made(folder), made(folder)
    assert first == again
    site({"mentees/p-001/index.md": person(1).replace("Number 1 of many", "Number one of many")})
    assert version_in(made(folder)) != version_in(first)


def version_in(files: dict[str, str]) -> str:
    return files["mentees/index.html"].partition('data-version="')[2].partition('"')[0]


def test_content_cannot_end_a_script(site: SiteWriter, tmp_path: Path) -> None:
    folder = site(crowd(COUNT, on_one_page=20))
    site({"mentees/p-001/index.md": person(1).replace("Number 1 of many", "'</script><b>'")})
    assert not [p for p, text in made(folder).items() if p.startswith("mentees/search/") and "</" in text]


@given(st.sets(st.integers(min_value=0, max_value=20_000)))
def test_steps_lead_to_the_same_numbers(found: set[int]) -> None:
    assert numbers(steps(sorted(found))) == sorted(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wiśniewska", ["wisniewska"]),
        ("Mehmet Çağlar YILDIZ, Oslo.", ["mehmet", "caglar", "yildiz", "oslo"]),
        ("UI/UX & C++", ["ui", "ux", "c++"]),
        ("Næss-Hall (Node.js)", ["naess", "hall", "node.js"]),
        ("Straße", ["strasse"]),
    ],
)
def test_words_are_those_a_visitor_types(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words
    assert list(words_in(folded(text))) == words
