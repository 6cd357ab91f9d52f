from __future__ import annotations

from datetime import date

import pytest

from microsite.model.destinations import Refusal
from microsite.model.figures import NAMES, Citation, count, outcomes_for, parse
from microsite.model.site import Site
from tests.conftest import SiteWriter
from tests.making import places, read_site, sound
from tests.texts import mentee, page

JOB = "  - {state: open, since: 2023-09-05}\n  - {state: job, since: 2023-11-01}\n"


@pytest.fixture
def small(site: SiteWriter) -> Site:
    return sound(site({"mentees/ben-olsen/index.md": mentee("Ben Olsen", status=JOB)}))


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        ("2023-autumn.job", Citation(cohort="2023-autumn", name="job")),
        ("all.people.words", Citation(cohort="all", name="people", form="words")),
        (
            "all.results.of_people@2023-10-01",
            Citation(cohort="all", name="results", form="of_people", day=date(2023, 10, 1)),
        ),
        (" all.counted_on ", Citation(cohort="all", name="counted_on")),
    ],
)
def test_a_figure_is_cited_by_cohort_name_form_and_day(small: Site, written: str, citation: Citation) -> None:
    assert parse(written, small) == citation


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("2023-autum.job", "did you mean `2023-autumn.job`"),
        ("2023-autumn.jobb", "did you mean `2023-autumn.job`"),
        ("all.people.wrods", "did you mean `words`"),
        ("all.counted_on.words", "leave `.words` out"),
        ("all.job@yesterday", "year-month-day"),
        ("all.job@2023-12-07", "year-month-day"),
        ("all.job@", "year-month-day"),
        ("", "write COHORT.NAME"),
        ("__class__.__mro__", "write COHORT.NAME"),
    ],
)
def test_what_is_not_counted_is_refused_with_the_nearest_name(small: Site, written: str, help: str) -> None:
    refusal = parse(written, small)
    assert isinstance(refusal, Refusal)
    assert help in refusal.help


def test_a_figure_is_counted_on_the_day_that_is_cited(small: Site) -> None:
    before, now = parse("all.job@2023-10-31", small), parse("all.job", small)
    assert isinstance(before, Citation)
    assert isinstance(now, Citation)
    counted = [outcomes_for(citation, small) for citation in (before, now)]
    assert [count("job", found) for found in counted if found] == [0, 1]


def test_the_counts_of_all_states_and_the_untold_add_up_to_everybody(small: Site) -> None:
    counted = small.outcomes_of("2023-autumn")
    states = set(NAMES) - {"people", "results", "counted_on"}
    assert sum(count(name, counted) for name in states) == count("people", counted) == 2


def test_a_citation_with_a_mistake_is_told_where_it_stands_also_in_a_field_of_several_lines(
    site: SiteWriter,
) -> None:
    text = page("One\n\n- {figure:all.jobs}", "lead: >-\n  We count\n  {figure:nowhere.job} people.\n")
    reading = read_site(site({"content/pages/faq.md": text}))
    assert places(reading.diagnostics, "E") == [
        "E424 content/pages/faq.md:5:11",
        "E424 content/pages/faq.md:9:11",
    ]


def test_code_cites_nothing_and_runs_nothing(site: SiteWriter) -> None:
    text = page("`{figure:nowhere.job}` and `{{ 7 * 7 }}`\n\n~~~\n{figure:no} {% raw %}\n~~~")
    assert places(read_site(site({"content/pages/faq.md": text})).diagnostics, "EW") == []


def test_a_cohort_that_counts_no_results_says_so(site: SiteWriter) -> None:
    later = "---\ntitle: Later\nsummary: Soon.\nexpected: in 2024\n---\n"
    small = sound(site({"content/cohorts/2024-spring.md": later}))
    refusal = parse("2024-spring.job", small)
    assert isinstance(refusal, Refusal)
    assert refusal.help == "results of `2024-spring` are not counted: add `outcomes` to it"
