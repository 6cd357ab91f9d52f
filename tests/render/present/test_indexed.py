"""Search engines get the pages, and the words for machines, of those alone who allow them."""

from __future__ import annotations

import re

from tests.conftest import SiteWriter
from tests.crowd import crowd, person
from tests.making import made

PUBLIC = ("covers: [profile]", "covers: [profile, search_engines]")


def with_skill(number: int, skill: str, *, consent: tuple[str, str] = ("", "")) -> str:
    return re.sub(r"skills: \[.*\]", f"skills: [{skill}]", person(number)).replace(*consent)


def test_a_term_is_in_the_sitemap_only_when_all_who_have_it_allow_it(site: SiteWriter) -> None:
    files = made(
        site(
            crowd(3)
            | {
                "mentees/p-000/index.md": with_skill(0, "Weaving, Both", consent=PUBLIC),
                "mentees/p-001/index.md": with_skill(1, "Both"),
                "mentees/p-002/index.md": with_skill(2, "Hidden"),
            }
        )
    )
    listed = re.findall(r"<loc>https://northlight.example/mentees/([^<]*)</loc>", files["sitemap.xml"])
    assert {path for path in listed if path.startswith("skills/")} == {"skills/weaving/"}
    assert "p-000/" in listed
    assert not {"p-001/", "p-002/", ""} & set(listed)
    for term, is_public in (("weaving", True), ("both", False), ("hidden", False)):
        page = files[f"mentees/skills/{term}/index.html"]
        assert ('<meta name="robots" content="noindex">' not in page) == is_public


def test_h_card_and_json_ld_are_written_only_of_those_who_allow_it(site: SiteWriter) -> None:
    files = made(site(crowd(2) | {"mentees/p-000/index.md": person(0).replace(*PUBLIC)}))
    for id, is_public in (("p-000", True), ("p-001", False)):
        page = files[f"mentees/{id}/index.html"]
        assert ("h-card" in page) == is_public
        assert ("application/ld+json" in page and '"Person"' in page) == is_public


def test_a_part_of_a_long_list_goes_by_those_who_stand_on_it(site: SiteWriter) -> None:
    people = {f"mentees/p-{n:03}/index.md": person(n).replace(*PUBLIC) for n in range(12)}
    files = made(site(crowd(12, on_one_page=4, per_page=4) | people))
    hidden = {
        path
        for path, page in files.items()
        if re.fullmatch(r"mentees/(page/\d/)?index.html", path) and 'content="noindex"' in page
    }
    [with_anna] = [path for path in hidden if ">Anna Berg<" in files[path]]
    assert hidden == {with_anna}
