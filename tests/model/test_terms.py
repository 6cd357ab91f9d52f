from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from microsite.model.choices import SOON, availability_key
from microsite.model.slugs import slug
from microsite.model.terms import TAXONOMIES, Term, terms_of
from tests.conftest import SiteWriter
from tests.making import places, read_site, said_of, sound
from tests.texts import mentee, settings

DAY = date(2023, 12, 6)
LEA, ADA = "mentees/lea-lind/index.md", "mentees/ada-moe/index.md"


def terms(site: SiteWriter, files: Mapping[str, str]) -> Mapping[str, Mapping[str, Term]]:
    found, problems = terms_of(sound(site(files)))
    assert problems == ()
    return found


def test_a_term_is_shared_by_all_who_write_it_in_some_way_and_shown_as_most_do(site: SiteWriter) -> None:
    skills = terms(
        site,
        {
            LEA: mentee("Lea Lind", skills="Python, data  Science"),
            ADA: mentee("Ada Moe", skills="PYTHON, Data Science"),
            "mentees/bo-by/index.md": mentee("Bo By", skills="Data Science"),
        },
    )["skills"]
    assert [(t.name, t.slug, t.mentee_ids) for t in skills.values()] == [
        ("Data Science", "data-science", ("ada-moe", "bo-by", "lea-lind")),
        ("Python", "python", ("ada-moe", "anna-berg", "lea-lind")),
        ("Marine biology", "marine-biology", ("anna-berg",)),
    ]


def test_c_and_its_relatives_are_different_skills(site: SiteWriter) -> None:
    skills = terms(site, {LEA: mentee("Lea Lind", skills='C, C++, "C#"')})["skills"]
    assert {t.name: t.slug for t in skills.values()} | {"Marine biology": "", "Python": ""} == {
        "C": "c",
        "C++": "c-plus-plus",
        "C#": "c-sharp",
        "Marine biology": "",
        "Python": "",
    }
    assert len({slug(name) for name in ("C", "C++", "C#")}) == 3


def test_synonyms_are_one_skill_under_the_name_that_the_list_gives_it(site: SiteWriter) -> None:
    skills = terms(
        site,
        {
            "content/skills.yaml": "- name: JavaScript\n  synonyms: [JS, ECMAScript]\n",
            LEA: mentee("Lea Lind", skills="js, Python"),
            ADA: mentee("Ada Moe", skills="javascript"),
        },
    )["skills"]
    assert skills["javascript"] == Term(
        taxonomy="skills",
        slug="javascript",
        name="JavaScript",
        mentee_ids=("ada-moe", "lea-lind"),
        synonyms=("JS", "ECMAScript"),
    )
    assert "js" not in skills


def test_languages_have_english_addresses(site: SiteWriter) -> None:
    spoken = mentee("Lea Lind").replace("  - code: en\n", "  - code: pt-BR\n    level: B1\n  - code: nb\n")
    languages = terms(site, {LEA: spoken})["languages"]
    assert {t.name: t.slug for t in languages.values()} == {
        "en": "english",
        "nb": "norwegian",
        "pt-BR": "portuguese-br",
    }


@pytest.mark.parametrize(
    ("starts", "state", "key"),
    [
        (DAY - timedelta(9), "open", "now"),
        (DAY, "open", "now"),
        (DAY + timedelta(1), "open", "within-a-month"),
        (DAY + SOON, "open", "within-a-month"),
        (DAY + SOON + timedelta(1), "open", "from-2024-01"),
        (DAY, "job", ""),
    ],
)
def test_availability_is_told_while_somebody_is_open_to_offers(
    site: SiteWriter, starts: date, state: str, key: str
) -> None:
    text = mentee(
        "Lea Lind",
        f"availability:\n  start_date: {starts}\n",
        status=f"  - state: {state}\n    since: 2023-09-05\n",
    )
    lea = sound(site({LEA: text})).mentees["lea-lind"]
    assert availability_key(lea, DAY) == key


def test_availability_comes_in_the_order_of_time(site: SiteWriter) -> None:
    files = {
        f"mentees/m-{number}/index.md": mentee(f"M {number}", f"availability:\n  start_date: {day}\n")
        for number, day in enumerate(["2024-06-01", "2023-12-20", "2024-03-01", "2023-12-01"])
    }
    assert list(terms(site, files)["availability"]) == [
        "now",
        "within-a-month",
        "from-2024-03",
        "from-2024-06",
    ]


def test_a_level_has_all_who_reach_it_and_only_levels_that_somebody_has_are_terms(site: SiteWriter) -> None:
    files = {
        "content/site.yaml": settings(local_language="nb"),
        LEA: mentee("Lea Lind").replace("  - code: en\n    level: C1", "  - code: nb\n    level: C1"),
        ADA: mentee("Ada Moe"),
    }
    assert {t.name: (t.slug, t.mentee_ids) for t in terms(site, files)["levels"].values()} == {
        "nb:A2": ("norwegian-a2", ("anna-berg", "lea-lind")),
        "nb:C1": ("norwegian-c1", ("lea-lind",)),
    }


def test_status_and_hours_are_terms_in_an_order_of_their_own(site: SiteWriter) -> None:
    works = "availability:\n  start_date: 2023-12-01\n  workload_percent: 50-100\n"
    files = {
        LEA: mentee("Lea Lind", status="  - state: job\n    since: 2023-09-05\n"),
        ADA: mentee("Ada Moe", f"{works}roles_sought: [Analyst]\n"),
    }
    found = terms(site, files)
    assert [(t.name, t.mentee_ids) for t in found["status"].values()] == [
        ("open", ("ada-moe", "anna-berg")),
        ("job", ("lea-lind",)),
    ]
    assert list(found["hours"]) == ["full", "most", "half"]
    assert found["roles"]["analyst"].mentee_ids == ("ada-moe",)


def test_two_terms_of_one_address_are_told_at_both_places(site: SiteWriter) -> None:
    folder = site(
        {
            LEA: mentee("Lea Lind", skills="Python, UI/UX"),
            ADA: mentee("Ada Moe", "industries: [Art, art!]\n", skills="UI UX"),
        }
    )
    reading = read_site(folder)
    assert places(reading.diagnostics) == [f"E803 {ADA}:12:19", f"E803 {LEA}:8:18"]
    assert "the other one is here\n   --> mentees/ada-moe/index.md:8:10" in said_of(
        folder, reading.diagnostics
    )


def test_a_term_without_letters_is_told(site: SiteWriter) -> None:
    assert places(read_site(site({LEA: mentee("Lea Lind", skills='Python, "+", 李, "🎨"')})).diagnostics) == [
        f"E805 {LEA}:8:26"
    ]


def test_nobody_who_is_held_back_makes_a_term(site: SiteWriter) -> None:
    found = terms(
        site, {LEA: mentee("Lea Lind", "industries: [Mining]\n", skills="Alchemy", expires_on="2023-12-05")}
    )
    assert "alchemy" not in found["skills"]
    assert found["industries"] == {}
    assert tuple(found) == TAXONOMIES
