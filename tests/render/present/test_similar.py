"""Similar profiles are those who share rare skills, and what they share is said."""

from __future__ import annotations

import re

from tests.conftest import SiteWriter
from tests.crowd import crowd, person
from tests.making import made


def similar_to(files: dict[str, str], id: str) -> tuple[list[str], list[str]]:
    page = files[f"mentees/{id}/index.html"].partition('id="h-similar"')[2]
    return re.findall(r'data-save="([\w-]+)"', page), re.findall(r"Shares ([^<]+)<", page)


def with_skills(number: int, skills: str) -> str:
    return re.sub(r"skills: \[.*\]", f"skills: [{skills}]", person(number))


def test_a_rare_skill_weighs_more_than_a_common_one(site: SiteWriter) -> None:
    people = {f"mentees/p-{n:03}/index.md": with_skills(n, "Common") for n in range(9)}
    people["mentees/p-000/index.md"] = with_skills(0, "Common, Rare")
    people["mentees/p-008/index.md"] = with_skills(8, "Rare")
    ids, shares = similar_to(made(site(crowd(9) | people)), "p-000")
    assert ids[0] == "p-008"
    assert shares[0] == "Rare"
    assert set(shares[1:]) == {"Common"}


def test_nobody_is_similar_to_somebody_who_shares_nothing(site: SiteWriter) -> None:
    alone = with_skills(0, "Only this").replace("industries: [Design & product]", "industries: [Only here]")
    assert (
        "h-similar"
        not in made(site(crowd(9) | {"mentees/p-000/index.md": alone}))["mentees/p-000/index.html"]
    )


def test_of_many_the_most_similar_are_still_found(site: SiteWriter) -> None:
    people = {f"mentees/p-{n:03}/index.md": with_skills(n, "Common") for n in range(230)}
    people["mentees/p-000/index.md"] = with_skills(0, "Common, Rare")
    people["mentees/p-229/index.md"] = with_skills(229, "Common, Rare")
    ids, shares = similar_to(made(site(crowd(230) | people)), "p-000")
    assert ids[0] == "p-229"
    assert shares[0] == "Common and Rare"
