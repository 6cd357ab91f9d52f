from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from microsite.incremental import Memory
from microsite.model.cohort_states import CohortState, Standing, days_of_change, standing
from microsite.model.next_change import next_change
from microsite.model.schema.cohort import Cohort
from microsite.model.validation import validated
from microsite.render.environment import Environment
from microsite.render.present.scene import Scene
from microsite.render.present.standings import Standings
from microsite.render.questions import AskedPlan, asked_site
from tests.conftest import ROOT, SiteWriter
from tests.making import made, read_site
from tests.texts import mentee, mentor

GOLDEN = ROOT / "tests" / "golden" / "cohort-life.txt"
FIRST, LAST = date(2023, 5, 20), date(2023, 12, 20)
QUIET = {
    "content/events/2023-autumn.yaml": "[]\n",
    "mentees/anna-berg/index.md": mentee("Anna Berg", given_on="2023-01-01", expires_on="2024-12-31"),
    "content/mentors/jonas-b.md": mentor("Jonas B.", given_on="2023-01-01", expires_on="2024-12-31"),
    "content/cohorts/2023-autumn.md": """---
title: The autumn cohort
label: Autumn cohort 2023
summary: Twelve people.
start_date: 2023-09-05
end_date: 2023-12-07
applications_open: 2023-06-01
applications_close: 2023-08-15
---
""",
}
"""A cohort from before one can apply to after its end. Nothing else on that site changes."""


def cohort(**fields: str) -> Cohort:
    return validated(Cohort, {"title": "Autumn", "summary": "S.", "expected": "soon", **fields})


@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        ({}, "2023-06-01", (CohortState.ANNOUNCED, None, None)),
        ({"start_date": "2023-09-05"}, "2023-06-01", (CohortState.ANNOUNCED, "2023-09-05", None)),
        ({"start_date": "2023-09-05"}, "2023-09-05", (CohortState.RUNNING, None, None)),
        ({"applications_open": "2023-06-01"}, "2023-05-31", (CohortState.OPENS, "2023-06-01", None)),
        ({"applications_open": "2023-06-01"}, "2024-05-31", (CohortState.OPEN, None, None)),
        ({"applications_close": "2023-06-01"}, "2023-05-30", (CohortState.OPEN, "2023-06-01", 2)),
        ({"applications_close": "2023-06-01"}, "2023-06-02", (CohortState.CLOSED, "2023-06-01", None)),
    ],
)
def test_a_cohort_with_few_dates_stands_where_they_say(
    fields: dict[str, str], day: str, expected: tuple[CohortState, str | None, int | None]
) -> None:
    state, on, left = expected
    stands = standing(cohort(**fields), date.fromisoformat(day))
    assert stands == Standing(state=state, on=date.fromisoformat(on) if on else None, days_left=left)


def test_without_a_last_day_one_can_apply_until_the_program_begins() -> None:
    open_ended = cohort(start_date="2023-09-05", applications_open="2023-06-01")
    assert standing(open_ended, date(2023, 9, 4)).days_left == 0
    assert standing(open_ended, date(2023, 9, 5)).state is CohortState.RUNNING


def test_on_its_first_day_one_can_still_apply_when_that_is_the_last_day() -> None:
    late = cohort(start_date="2023-09-05", applications_open="2023-06-01", applications_close="2023-09-05")
    assert standing(late, date(2023, 9, 5)).state is CohortState.OPEN
    assert standing(late, date(2023, 9, 6)).state is CohortState.RUNNING


offsets = st.none() | st.integers(0, 40)


@given(opens=offsets, closes=offsets, starts=offsets, ends=offsets)
def test_a_cohort_changes_only_on_the_days_that_are_foretold(
    opens: int | None, closes: int | None, starts: int | None, ends: int | None
) -> None:
    first = date(2023, 1, 10)
    given_days = sorted(number for number in (opens, closes, starts, ends) if number is not None)
    names = [
        name
        for name, number in zip(
            ("applications_open", "applications_close", "start_date", "end_date"),
            (opens, closes, starts, ends),
            strict=True,
        )
        if number is not None
    ]
    fields = {
        name: str(first + timedelta(days=number)) for name, number in zip(names, given_days, strict=True)
    }
    one = cohort(**fields)
    for day in (first + timedelta(days=number) for number in range(-3, 45)):
        if standing(one, day) != standing(one, day - timedelta(days=1)):
            assert day in days_of_change(one, day - timedelta(days=1))


def test_each_day_of_a_cohorts_life_has_its_state_button_and_next_change(site: SiteWriter) -> None:
    folder = site(QUIET)
    assert "".join(_lived(folder)) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "button", "is_called"),
    [
        ("2023-05-31", "Hear when applications open", False),
        ("2023-06-01", "Apply by 15 August 2023", True),
        ("2023-08-15", "Apply by 15 August 2023", True),
        ("2023-08-16", "", False),
        ("2023-09-05", "", False),
        ("2023-12-08", "", False),
    ],
)
def test_buttons_menu_and_banner_follow_the_day(
    site: SiteWriter, day: str, button: str, *, is_called: bool
) -> None:
    pages = made(site(QUIET), now=day)
    main = pages["cohorts/2023-autumn/index.html"].partition("<main")[2]
    buttons = re.findall(r'<a class="btn"[^>]*>([^<]*)</a>', main)
    assert [words for words in buttons if words != "Browse the mentees"] == ([button] if button else [])
    assert ('<a class="btn" href="../../contact/index.html?about=apply"' in main) is is_called
    for path in ("index.html", "mentees/index.html", "cohorts/2023-autumn/index.html"):
        assert ('class="banner' in pages[path]) is is_called
        assert (">Apply</a></li>" in pages[path]) is is_called


def _lived(folder: Path) -> Iterator[str]:
    """Tell of every day: state, sentence, button, and when the site must be built again."""
    words = None
    for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)):
        reading = read_site(folder, now=str(day))
        assert reading.site
        assert reading.plan
        assert reading.theme
        if words is None:
            words = Environment(reading.theme).speak("en")
        memory = Memory()
        scene = Scene(
            site=asked_site(reading.site, memory, words),
            plan=AskedPlan(memory, reading.plan),
            words=words,
            draw_figure=lambda _: Markup(""),
        )
        stands = Standings(scene=scene).of(reading.site.cohorts["2023-autumn"])
        button = f"[{stands.action.label}]" if stands.action else "-"
        due = next_change(reading.site)
        yield f"{day} | {stands.state} | {stands.sentence} | {button} | {due}\n"
