"""An edit that decides nothing but what is drawn leaves all else unread, and tells and gives what a whole reading would."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from microsite.pipeline import BuildReport, build
from tests.conftest import SiteWriter
from tests.making import options_for, places
from tests.test_rebuilding import ANNA, BO, PROFILE, built_from_nothing, contents, edit

WITHDRAWN = "expires_on: 2024-12-31\n  withdrawn_on: 2023-10-01"


def told(report: BuildReport) -> list[str]:
    """Give what was told, but for W305, which is told of what was published before, and not of the site."""
    return places(each for each in report.diagnostics if each.code != "W305")


@pytest.fixture
def folder(site: SiteWriter) -> Path:
    """Build a site of three mentees, one of whom may not be shown any more; another's page has something to be said of."""
    folder = site(
        {
            BO: PROFILE.replace("Anna Berg", "Bo Dahl").replace("I count", "TODO, I count"),
            "mentees/cleo-eng/index.md": PROFILE.replace("Anna Berg", "Cleo Eng").replace(
                "expires_on: 2024-12-31", WITHDRAWN
            ),
        }
    )
    assert build(options_for(folder)).published
    return folder


def rebuilt(folder: Path, elsewhere: Path) -> BuildReport:
    """Build again; the site is what a build from nothing gives, and so is what is told of it."""
    report = build(options_for(folder))
    assert report.published, report.diagnostics
    assert contents(folder / "output") == built_from_nothing(folder, elsewhere)
    whole = build(options_for(elsewhere))
    assert told(report) == told(whole)
    return report


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ANNA, "I count small things", "I count whales"),
        (ANNA, "headline: Marine", "headline: Famous marine"),
        (ANNA, "cohort: 2023-autumn", "location: Oslo\ncohort: 2023-autumn"),
        ("content/pages/index.md", "Read on", "Do read on"),
        ("content/pages/index.md", "title: Three months", "title: Four months"),
        ("content/events/2023-autumn.yaml", "title: ", "title: The "),
        ("content/mentors/jonas-b.md", "job_title: ", "job_title: Former "),
        ("content/cohorts/2023-autumn.md", "It rained", "{figure:2023-autumn.people.words} came, it rained"),
    ],
)
def test_what_is_drawn_alone_is_not_read_with_all_else(
    folder: Path, tmp_path: Path, path: str, old: str, new: str
) -> None:
    edit(folder, path, old, new)
    report = rebuilt(folder, tmp_path / "whole")
    assert report.made.is_as_before
    assert report.drawn
    assert report.published
    assert len(report.published.written) < len(report.artifacts) // 2


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ANNA, "name: Anna Berg", "name: Anna Bergh"),
        (ANNA, "skills: [Marine biology", "skills: [Biology"),
        (ANNA, "I count", "I [count](events)"),
        (ANNA, "covers: [profile, photo", "covers: [profile"),
        (BO, "TODO, I", "TODO: I"),
        ("content/site.yaml", "name: Northlight", "name: Southlight"),
    ],
)
def test_what_decides_more_is_read_with_all_else(
    folder: Path, tmp_path: Path, path: str, old: str, new: str
) -> None:
    edit(folder, path, old, new)
    assert not rebuilt(folder, tmp_path / "whole").made.is_as_before


def test_a_word_that_was_forgotten_is_told_until_it_is_written(folder: Path, tmp_path: Path) -> None:
    edit(folder, ANNA, "I count", "FIXME I count")
    first = rebuilt(folder, tmp_path / "whole")
    assert first.made.is_as_before
    assert f"W302 {ANNA}:23:1" in places(first.diagnostics)
    edit(folder, "content/pages/index.md", "Read on", "Do read on")
    assert places(rebuilt(folder, tmp_path / "whole").diagnostics) == places(first.diagnostics)
    edit(folder, ANNA, "FIXME I count", "I do count")
    assert not [place for place in places(rebuilt(folder, tmp_path / "whole").diagnostics) if ANNA in place]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("I am at anna@home.example, and count", "E350"),
        ("Cleo Eng and I count", "E320"),
        ("{figure:2023-autumn.peple} count", "E424"),
        ("I ![count", ""),
    ],
)
def test_a_mistake_in_what_is_drawn_alone_is_found(folder: Path, new: str, code: str) -> None:
    edit(folder, ANNA, "I count", new)
    report = build(options_for(folder))
    assert [d.code for d in report.diagnostics if d.code.startswith("E")] == ([code] if code else [])
    assert (report.published is None) == bool(code)


def test_another_theme_day_or_address_is_another_site(folder: Path) -> None:
    edit(folder, ANNA, "I count small things", "I count whales")
    for asked in ({"now": "2023-12-01"}, {"url": "https://other.example"}, {"drafts": True}):
        report = build(options_for(folder, **asked))
        assert report.published
        assert not report.made.is_as_before


@pytest.mark.parametrize(("path", "is_published"), [("templates/own.html", True), ("assets/con.css", False)])
def test_a_theme_that_the_site_begins_to_build_on_is_read(
    folder: Path, path: str, is_published: object
) -> None:
    edit(folder, ANNA, "I count small things", "I count whales")
    own = folder / "themes/default" / path
    own.parent.mkdir(parents=True)
    own.write_text("", encoding="utf-8")
    report = build(options_for(folder))
    assert bool(report.published) is is_published
    assert not report.made.is_as_before


def test_two_runs_that_look_at_once_do_not_disturb_each_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def replaced_by_another(source: str, target: str) -> None:
        if target.endswith("fingerprints.state"):
            Path(source).unlink()
        replace(source, target)

    monkeypatch.setattr(os, "replace", replaced_by_another)
    edit(folder, ANNA, "I count small things", "I count whales")
    assert build(options_for(folder)).published
