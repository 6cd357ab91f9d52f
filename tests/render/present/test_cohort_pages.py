"""The page of a cohort and that of the program: each section by itself, there when there is something to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from tests.conftest import SiteWriter
from tests.making import made
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, gallery, mentee, mentor, page, photo, settings

Files = Mapping[str, str | bytes]
COHORT = "content/cohorts/2024-spring.md"
PROGRAM = "content/pages/program.md"
PARTNERS = """- id: northlight
  name: Northlight Foundation
  role: organiser
- id: harbour
  name: Harbour Labs
  role: mentors
  url: https://harbour.example
- id: town
  name: The town
  role: sponsor
- id: library
  name: The library
  role: host
"""
LEA = {"mentees/lea-lind/index.md": mentee("Lea Lind").replace("2023-autumn", "2024-spring")}
OLE = {
    "content/mentors/ole-o.md": mentor("Ole O.", "works_for: harbour\n"),
    "content/partners.yaml": PARTNERS,
}
ALBUM = {
    "content/galleries/spring/gallery.yaml": gallery(photo(), fields="cohort: 2024-spring\n"),
    "content/galleries/spring/table.jpg": jpeg(quadrants(60, 40)),
}
VOICE = {"content/testimonials.yaml": "- id: lea\n  person: lea-lind\n  quote: It rained. I stayed.\n"}
WORKSHOP = {"content/events/cv.md": event("cohort: 2024-spring\n", title="A CV that fits", day="2024-03-14")}
COSTS = "costs:\n  - { item: The program, price: Free }\n  - { item: The closing dinner, price: 300 NOK }\n"
STEPS = "steps:\n  - { label: Mar, title: Find your way, items: [Kick-off, A mentor] }\n"
HOW_TO = "how_to:\n  - { title: Write to us, text: Half a page. }\n  - { title: Have a call, text: Half an hour. }\n"
IS_FOR = "is_for: [You live in Bergen, You may work in Norway]\n"
QUESTIONS = "questions:\n  - { question: May I bring a dog?, answer: If it is *small*. }\n"
RUN_BY = "organisers: [northlight]\npartners: [harbour, town, library]\n"


def cohort(fields: str = "", body: str = "") -> dict[str, str | bytes]:
    """Write a cohort of which nothing is known but what is said, beside the one of the autumn before."""
    plain = "title: The spring cohort\nlabel: Spring cohort 2024\nsummary: Twelve people.\nexpected: in spring 2024\n"
    return {
        "content/site.yaml": settings(url="https://northlight.example"),
        COHORT: f"---\n{plain}{fields}---\n{body}\n",
    }


def program(shows: str, fields: str = "") -> dict[str, str | bytes]:
    return {
        PROGRAM: page(
            "Three months.", f"cohort: 2024-spring\nshows: [{shows}]\n{fields}", title="The program"
        )
    }


def sections(pages: Mapping[str, str], path: str) -> dict[str, str]:
    """Give the words of each section of a page below its head, by its name, without white space between them."""
    document: Any = html.fromstring(pages[path].encode())
    found = {}
    for section in document.iterfind(".//main//section"):
        labelled = section.get("aria-labelledby")
        name = section.get("aria-label") or document.get_element_by_id(labelled).text_content()
        found[" ".join(name.split())] = " ".join(" ".join(section.itertext()).split())
    return found


def of_cohort(site: SiteWriter, files: Files) -> dict[str, str]:
    return sections(made(site(files)), "cohorts/2024-spring/index.html")


def of_program(site: SiteWriter, files: Files) -> dict[str, str]:
    return sections(made(site(files)), "program/index.html")


SECTIONS = [
    pytest.param(
        "Step by step", cohort(STEPS), ["Mar", "Find your way", "Kick-off", "A mentor"], id="timeline"
    ),
    pytest.param(
        "Workshops and evenings",
        {**cohort(), **WORKSHOP},
        ["A CV that fits", "14 March 2024"],
        id="workshops",
    ),
    pytest.param(
        "Mentors",
        {**cohort("mentors: [ole-o]\n"), **OLE},
        ["Ole O.", "Product lead, Harbour Labs"],
        id="mentors with their companies",
    ),
    pytest.param(
        "Behind the program",
        {**cohort(RUN_BY), **OLE},
        [
            "Run by Northlight Foundation",
            "Mentors from Harbour Labs",
            "Hosts The library",
            "Supported by The town",
        ],
        id="partners",
    ),
    pytest.param("The mentees", {**cohort(), **LEA}, ["Lea Lind"], id="mentees"),
    pytest.param("From the gallery", {**cohort(), **ALBUM}, ["All pictures"], id="gallery"),
    pytest.param(
        "In their words",
        {**cohort(), **LEA, **VOICE},
        ["“It rained. I stayed.”", "Lea Lind"],
        id="testimonials",
    ),
    pytest.param("Questions", cohort(QUESTIONS), ["May I bring a dog?", "If it is small ."], id="questions"),
    pytest.param(
        "How to apply",
        cohort(HOW_TO),
        ["How to apply Write to us Half a page. Have a call Half an hour."],
        id="how to apply",
    ),
    pytest.param(
        "How to apply",
        cohort(IS_FOR),
        ["Is it for you? You live in Bergen You may work in Norway"],
        id="eligibility",
    ),
    pytest.param(
        "How to apply",
        cohort(COSTS),
        ["What it costs The program Free The closing dinner 300 NOK"],
        id="costs",
    ),
    pytest.param("About this cohort", cohort(body="It *will* rain."), ["It will rain."], id="story"),
    pytest.param(
        "About this cohort",
        cohort("applications_open: 2024-01-22\nplaces: 12\nprice: Free\nlocation: Bergen\n"),
        ["Starts In spring 2024", "22 January 2024", "12", "Free", "Bergen"],
        id="dates and facts",
    ),
]
ALWAYS = {"What became of earlier cohorts", "About this cohort"}
"""Of the small site there is an earlier cohort, and every cohort has a date or words for it."""


@pytest.mark.parametrize(("name", "files", "said"), SECTIONS)
def test_a_cohort_has_a_section_for_what_is_written(
    site: SiteWriter, name: str, files: Files, said: list[str]
) -> None:
    found = of_cohort(site, files)
    with_people = {"The mentees"} if LEA.keys() <= files.keys() else set()
    assert set(found) - ALWAYS == {name, *with_people} - ALWAYS
    for words in said:
        assert words in found[name]


def test_a_cohort_of_which_little_is_known_has_no_empty_sections(site: SiteWriter) -> None:
    assert set(of_cohort(site, cohort())) == ALWAYS


def test_a_cohort_tells_what_became_of_earlier_ones_and_the_first_has_none(site: SiteWriter) -> None:
    pages = made(site(cohort()))
    earlier = sections(pages, "cohorts/2024-spring/index.html")["What became of earlier cohorts"]
    assert "The autumn cohort : One person Counted on 6 December 2023" in earlier
    assert "What became of earlier cohorts" not in sections(pages, "cohorts/2023-autumn/index.html")


def test_people_of_other_cohorts_are_not_on_the_page(site: SiteWriter) -> None:
    text = made(site({**cohort("mentors: [ole-o]\n"), **OLE, **LEA}))["cohorts/2024-spring/index.html"]
    assert ("Anna Berg" in text, "Jonas B." in text, "Lea Lind" in text) == (False, False, True)


def test_a_person_who_is_not_shown_leaves_their_section(site: SiteWriter) -> None:
    gone = {
        "content/mentors/ole-o.md": mentor("Ole O.", "works_for: harbour\n", expires_on="2023-12-05"),
        "mentees/lea-lind/index.md": LEA["mentees/lea-lind/index.md"].replace("2024-12-31", "2023-12-05"),
    }
    files = {**cohort("mentors: [ole-o]\n"), **OLE, **LEA, **VOICE, **gone}
    assert set(of_cohort(site, files)) == ALWAYS


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("event_status: cancelled\n", "A CV that fits Cancelled 14 March 2024"),
        (
            "event_status: rescheduled\nprevious_start_date: 2024-03-07\n",
            "A CV that fits Moved from 7 March 2024 14 March 2024",
        ),
        ("event_status: postponed\n", "A CV that fits Postponed, new date to come 14 March 2024"),
        ("repeats: { until: 2024-04-25 }\n", "A CV that fits Every week until 25 April 2024"),
    ],
)
def test_the_workshops_say_what_became_of_them(site: SiteWriter, fields: str, said: str) -> None:
    workshop = event(f"cohort: 2024-spring\n{fields}", title="A CV that fits", day="2024-03-14")
    found = of_cohort(site, {**cohort(), "content/events/cv.md": workshop})
    assert said in found["Workshops and evenings"]


def test_a_workshop_whose_day_is_not_fixed_is_listed_with_its_month(site: SiteWriter) -> None:
    workshop = "---\ntitle: A CV that fits\nexpected: 2024-03\ncohort: 2024-spring\n---\n"
    found = of_cohort(site, {**cohort(), "content/events/cv.md": workshop})
    assert "A CV that fits March 2024" in found["Workshops and evenings"]


SHOWN = [
    ("steps", "Step by step", "Find your way"),
    ("dates", "Dates", "In spring 2024"),
    ("events", "Workshops and evenings", "A CV that fits 14 March 2024"),
    ("costs", "What it costs", "The program Free The closing dinner 300 NOK"),
    ("partners", "Behind the program", "Run by Northlight Foundation"),
]


@pytest.mark.parametrize(("shows", "name", "said"), SHOWN)
def test_the_program_shows_of_a_cohort_what_it_asks_for(
    site: SiteWriter, shows: str, name: str, said: str
) -> None:
    found = of_program(site, {**cohort(STEPS + COSTS + RUN_BY), **OLE, **WORKSHOP, **program(shows)})
    assert set(found) - {"What became of earlier cohorts"} == {name}
    assert said in found[name]
    assert ("What became of earlier cohorts" in found) is (shows in ("steps", "dates"))


def test_the_program_shows_nothing_of_a_cohort_that_has_nothing(site: SiteWriter) -> None:
    shows = ", ".join(what for what, _, _ in SHOWN if what != "dates")
    assert of_program(site, {**cohort(), **program(shows)}) == {}


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        (HOW_TO, "How to apply", "Write to us Half a page. Have a call Half an hour."),
        (IS_FOR, "Who it is for", "Is it for you? You live in Bergen"),
        ("is_not_needed: [Norwegian]\n", "Who it is for", "You do not need Norwegian"),
        (QUESTIONS, "Questions", "May I bring a dog?"),
        ("testimonials: [lea]\n", "Stories", "“It rained. I stayed.”"),
    ],
)
def test_the_program_has_a_section_for_what_is_written(
    site: SiteWriter, fields: str, name: str, said: str
) -> None:
    found = of_program(site, {**cohort(), **LEA, **VOICE, **program("", fields)})
    assert said in found[name]
    assert set(found) == {name}
