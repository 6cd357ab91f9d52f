from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microsite.model.outcomes import RESULTS
from microsite.model.schema.mentee import State
from tests.conftest import SiteWriter, write_site
from tests.making import made
from tests.texts import mentee, page, update
from tests.texts import settings as site_settings

TODAY = date(2023, 12, 6)
STEPS = st.lists(st.tuples(st.sampled_from(State), st.integers(-60, 20)), min_size=1, max_size=3)
NAMES = (*(state.value for state in State), "people", "results", "untold")
CITING = " · ".join(f"{name}={{figure:2023-autumn.{name}}}/{{figure:all.{name}}}" for name in NAMES)


def status(steps: list[tuple[State, int]]) -> str:
    return "".join(f"  - {{state: {state}, since: {TODAY + timedelta(days)}}}\n" for state, days in steps)


def citing(everyone: list[list[tuple[State, int]]], covers: list[bool]) -> dict[str, str | bytes]:
    """Write a site of these people, of whom some agreed only to be counted, and a page and news that cite figures."""
    people = {
        f"mentees/person-{number}/index.md": mentee(
            f"Person {number}", status=status(steps), covers="profile" if is_shown else "figures"
        )
        for number, (steps, is_shown) in enumerate(zip(everyone, covers, strict=False))
    }
    return {
        **people,
        "content/site.yaml": site_settings(url="https://northlight.example"),
        "content/pages/faq.md": page(CITING, f"lead: '{CITING}'\n"),
        "content/updates/2023-11-01-news.md": update(CITING),
    }


def figures_in(text: str) -> list[dict[str, tuple[int, int]]]:
    """Give every set of figures that a file cites, of the cohort and of all."""
    sets = re.findall(r"open=\d+/\d+(?: · [a-z]+=\d+/\d+)+", text)
    return [
        {name: (int(own), int(of_all)) for name, own, of_all in re.findall(r"([a-z]+)=(\d+)/(\d+)", each)}
        for each in sets
    ]


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=1, max_size=7), st.lists(st.booleans(), min_size=7, max_size=7))
def test_figures_on_pages_in_feeds_and_in_files_agree_after_any_changes_of_status(
    everyone: list[list[tuple[State, int]]], covers: list[bool]
) -> None:
    with TemporaryDirectory() as folder:
        files = made(write_site(Path(folder) / "site", citing(everyone, covers)))
    table = list(csv.DictReader(StringIO(files["outcomes/outcomes.csv"].removeprefix("\ufeff"))))
    counts = {row["state"]: int(row["people"]) for row in table if row["cohort"] == "all"}
    people = sum(counts.values())
    results = sum(counts[state] for state in RESULTS)
    assert people == len(everyone) + 1  # and the one of the small site
    expected = {**counts, "people": people, "results": results}
    citations = [
        cited
        for path in ("faq/index.html", "updates/news/index.html", "updates/feed.xml", "updates/feed.json")
        for cited in figures_in(files[path])
    ]
    assert len(citations) >= 4
    assert all(cited == {name: (expected[name], expected[name]) for name in NAMES} for cited in citations)
    for path in ("outcomes/outcomes.json", "cohorts/2023-autumn/outcomes.json"):
        for told in json.loads(files[path])["outcomes"]:
            assert (told["states"], told["people"], told["results"]) == (counts, people, results)
    for path in ("outcomes/index.html", "cohorts/2023-autumn/index.html"):
        shown = re.findall(r'<li data-s="(\w+)"><span><b>(\d+)</b>', files[path])
        assert {state: int(count) for state, count in shown} == {s: n for s, n in counts.items() if n}
    assert files["outcomes/index.html"].count("a28 28") == people  # an arch each


def test_a_figure_is_worded_as_the_text_asks(site: SiteWriter) -> None:
    cited = "{figure:all.people.words}, {figure:all.open.of_people}, {figure:all.counted_on}, {figure:all.job@2023-10-01}"
    files = made(
        site(
            {
                "content/pages/faq.md": page(cited),
                "mentees/ben-olsen/index.md": mentee("Ben", status=status([(State.JOB, -3)])),
            }
        )
    )
    assert "two, 1 of 2, 6 December 2023, 0" in files["faq/index.html"]


def test_a_cohort_may_cite_its_own_figures_whoever_asks_first(site: SiteWriter) -> None:
    cohort = (
        "---\ntitle: Autumn\nsummary: We are {figure:2023-autumn.people.words}.\nstart_date: 2023-09-05\n"
        "outcomes: {definition: Paid work.}\n---\n"
    )
    files = made(
        site(
            {
                "content/cohorts/2023-autumn.md": cohort,
                "content/pages/faq.md": page("{figure:all.people}"),
                "content/pages/about.md": page("{figure:2023-autumn.people}", "cohort: 2023-autumn\n"),
            }
        )
    )
    assert [path for path, text in files.items() if "{figure:" in text] == []
    assert "We are one." in files["cohorts/2023-autumn/index.html"]


def test_a_template_in_a_text_is_shown_and_never_run(site: SiteWriter) -> None:
    text = "{{ 7 * 7 }} {% raw %} {{ site.mentees }} \\{figure:all.people}"
    files = made(site({"content/pages/faq.md": page(text)}))
    assert "{{ 7 * 7 }} {% raw %} {{ site.mentees }} {figure:all.people}" in files["faq/index.html"]


def test_a_person_who_is_only_counted_is_in_the_figures_and_nowhere_else(site: SiteWriter) -> None:
    files = made(site({"mentees/quokka-zyx/index.md": mentee("Quokka Zyx", covers="figures")}))
    assert [path for path, text in files.items() if "uokka" in path or "uokka" in text] == []
    assert json.loads(files["outcomes/outcomes.json"])["outcomes"][-1]["people"] == 2


def test_a_consent_to_be_counted_ends_like_any_other(site: SiteWriter) -> None:
    gone = mentee("Quokka", covers="figures", consent="  withdrawn_on: 2023-12-01\n")
    over = mentee("Zyx", covers="figures", expires_on="2023-12-05")
    files = made(site({"mentees/a/index.md": gone, "mentees/b/index.md": over}))
    assert json.loads(files["outcomes/outcomes.json"])["outcomes"][-1]["people"] == 1
