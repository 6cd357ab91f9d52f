from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from microsite.render import listings
from microsite.render.listings import ListedPage, NextChange
from microsite.render.views import (
    AvailabilityView,
    DownloadView,
    EducationView,
    ExperienceView,
    LanguageView,
    LinkView,
    MenteeView,
    MentorView,
    PartnerView,
    StatusView,
    Target,
)
from tests.conftest import SiteWriter
from tests.crowd import crowd
from tests.making import made
from tests.render.samples import absolute, html, lovepats, mentee, nowhere, picture, term, view

BASE = "https://lovepats.example/site"
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "index-json.md"
STATUS = view(StatusView, key="open", note="Since the summer")
ZOFIA = mentee(
    headline="UX researcher",
    pitch=html("<p>Eight years of forms.</p><p>And <em>queues</em>.</p>"),
    seeks=html("<p>A team.</p>"),
    status=STATUS,
    history=(STATUS,),
    cohort_id="2023-autumn",
    cohort_label="Autumn 2023",
    cohort_path="cohorts/2023-autumn/index.html",
    mentor=view(
        MentorView, name="Jonas B.", job_title="Product lead", works_for=view(PartnerView, name="Schibsted")
    ),
    photo=picture("zofia"),
    skills=(term("User research"), term("Workshops")),
    languages=(view(LanguageView, code="nb", name="Norwegian", level="B1", level_label="Everyday (B1)"),),
    industries=(term("Design & product"),),
    roles_sought=("UX researcher",),
    availability=view(AvailabilityView, label="Available now", workload="80–100 %"),
    location="Oslo",
    moved_from="Gdańsk, Poland",
    work_permit="EEA, none needed",
    experience=(
        view(
            ExperienceView,
            job_title="Lead",
            organisation="Transport",
            started="2019-06",
            ended="2023",
            summary="Much.",
        ),
    ),
    education=(
        view(EducationView, study="MA, Psychology", organisation="University of Gdańsk", ended="2014"),
    ),
    links=(LinkView(label="Portfolio", target=Target(address="https://zofia.example")),),
    cv=view(DownloadView, path="mentees/zofia-wisniewska/cv.pdf", bytes=180_000),
    may_be_indexed=True,
)


def written_index(*mentees: MenteeView, **site: Any) -> bytes:
    profiles = [listings.profile(mentee, absolute=absolute) for mentee in mentees]
    return listings.mentees_index(lovepats(mentees=mentees, **site), profiles)


def index(*mentees: MenteeView) -> Any:
    return json.loads(written_index(*mentees))


def resume(person: MenteeView) -> Any:
    return json.loads(listings.resume(lovepats(), person, absolute=absolute))


def paths(value: object, above: str = "") -> Iterator[str]:
    """Name every field, as the reference does."""
    if isinstance(value, dict):
        for key, below in value.items():
            here = f"{above}.{key}".lstrip(".")
            yield here
            yield from paths(below, here)
    if isinstance(value, list):
        for item in value:
            yield from paths(item, f"{above}[]")


def test_a_sitemap_lists_what_search_engines_may_have() -> None:
    pages = [
        ListedPage(path="updates/a/index.html", is_indexed=True, changed_on=date(2023, 12, 6)),
        ListedPage(path="mentees/anna/index.html", is_indexed=False),
        ListedPage(path="index.html", is_indexed=True),
    ]
    written = listings.sitemap(pages, absolute=absolute)
    assert written.decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f" <url>\n  <loc>{BASE}/</loc>\n </url>\n"
        f" <url>\n  <loc>{BASE}/updates/a/</loc>\n  <lastmod>2023-12-06</lastmod>\n </url>\n"
        "</urlset>\n"
    )
    assert ET.fromstring(written).tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"  # noqa: S314


def test_a_sitemap_does_not_depend_on_the_order_of_pages() -> None:
    pages = [ListedPage(path=f"{name}/index.html", is_indexed=True) for name in "cab"]
    assert listings.sitemap(pages, absolute=absolute) == listings.sitemap(pages[::-1], absolute=absolute)


def test_robots_may_read_everything() -> None:
    assert listings.robots() == b"User-agent: *\nAllow: /\n"


def test_robots_learn_of_the_sitemap() -> None:
    written = listings.robots(sitemap_url=f"{BASE}/sitemap.xml").decode()
    assert written == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}/sitemap.xml\n"


def test_the_manifest_names_every_file_and_the_next_day_that_matters() -> None:
    written = listings.manifest(
        generator="microsite",
        version="0.1.0",
        built_for=date(2023, 12, 6),
        files={"b.html": "02", "a.html": "01"},
        next_change=NextChange(date=date(2023, 12, 8), reason="an event is over"),
    )
    assert json.loads(written) == {
        "generator": "microsite",
        "version": "0.1.0",
        "built_for": "2023-12-06",
        "files": {"a.html": "01", "b.html": "02"},
        "next_change": {"date": "2023-12-08", "reason": "an event is over"},
    }
    assert written.index(b"a.html") < written.index(b"b.html")


def test_a_site_that_will_not_change_says_so() -> None:
    written = listings.manifest(
        generator="microsite", version="0.1.0", built_for=date(2023, 12, 6), files={}, next_change=None
    )
    assert json.loads(written)["next_change"] is None


def test_json_is_utf_8_in_order_and_ends_a_line() -> None:
    assert listings.as_json({"b": "æ", "a": 1}) == '{\n "a": 1,\n "b": "æ"\n}\n'.encode()


def test_the_index_holds_what_a_profile_shows() -> None:
    (zofia,) = index(ZOFIA)["mentees"]
    assert zofia["pitch"] == "Eight years of forms.\nAnd queues."
    assert zofia["status"] == {"state": "open", "since": "2023-12-06", "note": "Since the summer"}
    assert zofia["mentor"] == {"name": "Jonas B.", "job_title": "Product lead", "organisation": "Schibsted"}
    assert zofia["languages"] == [{"code": "nb", "name": "Norwegian", "level": "B1"}]
    assert zofia["url"] == f"{BASE}/mentees/zofia-wisniewska/"


def test_every_field_of_the_index_is_documented_and_no_other() -> None:
    documented = re.findall(r"^\| `([^`]+)` \|", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    everything = written_index(ZOFIA, sample_notice="Invented.")
    assert set(documented) == set(paths(json.loads(everything)))
    assert len(documented) == len(set(documented))


def test_what_a_person_does_not_say_is_left_out() -> None:
    (person,) = index(mentee(name="Anna", status=view(StatusView, key="open")))["mentees"]
    assert set(person) == {"id", "path", "url", "name", "search_engines", "status"}


def test_the_index_says_who_does_not_allow_search_engines() -> None:
    shown = {person["id"]: person["search_engines"] for person in index(ZOFIA, mentee("anna"))["mentees"]}
    assert shown == {"anna": False, "zofia-wisniewska": True}


def test_the_index_is_in_the_order_of_ids(site: SiteWriter) -> None:
    written = json.loads(made(site(crowd(12)))["mentees/index.json"])
    ids = [person["id"] for person in written["mentees"]]
    assert ids == sorted(ids)
    assert len(ids) == len(set(ids)) > 10


@pytest.mark.parametrize("mentees", [(), (ZOFIA,), (ZOFIA, mentee("anna"))])
def test_profiles_stand_in_the_index_as_if_it_were_written_at_once(mentees: tuple[MenteeView, ...]) -> None:
    written = written_index(*mentees)
    assert written == listings.as_json(json.loads(written))
    assert len(json.loads(written)["mentees"]) == len(mentees)


def test_a_profile_is_a_json_resume() -> None:
    assert resume(ZOFIA) == {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "meta": {"version": "v1.0.0"},
        "basics": {
            "name": "Zofia Wiśniewska",
            "label": "UX researcher",
            "summary": "Eight years of forms.\nAnd queues.",
            "image": f"{BASE}/media/zofia.jpg",
            "url": f"{BASE}/mentees/zofia-wisniewska/",
            "location": {"city": "Oslo"},
            "profiles": [{"network": "Portfolio", "url": "https://zofia.example"}],
        },
        "work": [
            {
                "name": "Transport",
                "position": "Lead",
                "startDate": "2019-06",
                "endDate": "2023",
                "summary": "Much.",
            }
        ],
        "education": [{"institution": "University of Gdańsk", "area": "MA, Psychology", "endDate": "2014"}],
        "skills": [{"name": "User research"}, {"name": "Workshops"}],
        "languages": [{"language": "Norwegian", "fluency": "Everyday (B1)"}],
    }


@pytest.mark.parametrize("key", ["email", "phone"])
def test_a_resume_has_no_way_to_reach_the_person(key: str) -> None:
    assert key not in resume(ZOFIA)["basics"]


def test_a_resume_of_a_sample_says_that_it_is_one() -> None:
    sample = lovepats(sample_notice="Mentees shown here are invented samples.")
    written = json.loads(listings.resume(sample, ZOFIA, absolute=absolute))
    assert written["meta"]["notice"] == "Mentees shown here are invented samples."


def test_a_site_without_an_address_has_resumes_without_addresses() -> None:
    basics = json.loads(listings.resume(lovepats(url=""), ZOFIA, absolute=nowhere))["basics"]
    assert not {"url", "image"} & set(basics)
