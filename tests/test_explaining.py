"""`build --explain PATH` says which question had another answer, what it was and what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.pipeline import build
from tests.conftest import MINIMAL_SITE, ROOT, SiteWriter
from tests.making import options_for

ANNA = "mentees/anna-berg/index.md"
PROFILE = (MINIMAL_SITE / ANNA).read_text(encoding="utf-8")
EVENT = "macros/event.html"
TEMPLATES = ROOT / "microsite" / "themes" / "default" / "templates"

Explain = Callable[[str], list[str]]


@pytest.fixture
def folder(site: SiteWriter) -> Path:
    folder = site({"mentees/bo-dahl/index.md": PROFILE.replace("Anna Berg", "Bo Dahl")})
    assert build(options_for(folder)).published
    return folder


@pytest.fixture
def explain(folder: Path) -> Explain:
    """Build, and give the explanation of an output."""

    def explain(path: str) -> list[str]:
        report = build(options_for(folder, explain=path))
        assert report.published, report.diagnostics
        return list(report.explanation)

    return explain


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_field_is_told_as_it_was_and_as_it_is(folder: Path, explain: Explain) -> None:
    edit(folder, ANNA, "Marine biologist who can explain plankton", "Counts whales")
    first, *reasons = explain("mentees/skills/python/index.html")
    assert first == "mentees/skills/python/index.html: made again"
    assert reasons[-2:] == [
        "  because the answer to `mentees:anna-berg` (headline) is another one",
        "    headline was 'Marine biologist who can explain plankton', is 'Counts whales'",
    ]


def test_a_changed_text_is_told_as_it_was_and_as_it_is(folder: Path, explain: Explain) -> None:
    edit(folder, ANNA, "I count small things for a living.", "I count whales.")
    assert explain("mentees/anna-berg/index.html")[-1] == (
        "    body was '<p>I count small things for a living.</p>', is '<p>I count whales.</p>'"
    )


def test_somebody_new_is_told_with_the_list_that_they_are_in(folder: Path, explain: Explain) -> None:
    new = folder / "mentees/cleo-eng/index.md"
    new.parent.mkdir()
    new.write_text(PROFILE.replace("Anna Berg", "Cleo Eng"), encoding="utf-8")
    assert explain("mentees/skills/python/index.html")[-1] == "    mentee_ids is with 'cleo-eng'"


def test_somebody_who_left_is_told_with_the_list_that_they_were_in(folder: Path, explain: Explain) -> None:
    (folder / "mentees/bo-dahl/index.md").unlink()
    assert explain("mentees/skills/python/index.html")[-1] == "    mentee_ids is without 'bo-dahl'"


def test_another_day_is_told_as_it_was_and_as_it_is(folder: Path, explain: Explain) -> None:
    edit(folder, "content/site.yaml", "as_of: 2023-12-06", "as_of: 2023-12-07")
    reasons = "\n".join(explain("events/index.html"))
    assert "2023, 12, 6" in reasons
    assert "2023, 12, 7" in reasons


def test_an_edited_template_is_named(folder: Path, explain: Explain) -> None:
    own = folder / "themes/default/templates" / EVENT
    own.parent.mkdir(parents=True)
    own.write_text((TEMPLATES / EVENT).read_text(encoding="utf-8") + "{# ours #}", encoding="utf-8")
    assert explain("events/index.html")[-1].startswith("  because the answer to `template:")


def test_what_stands_is_told_with_how_many_questions_it_asked(folder: Path, explain: Explain) -> None:
    edit(folder, ANNA, "I count small things", "I count whales")
    (told,) = explain("events/index.html")
    assert told.startswith("events/index.html: not made again, the answers to its ")


def test_what_is_made_for_the_first_time_and_what_is_not_made_is_said(folder: Path, explain: Explain) -> None:
    new = folder / "mentees/cleo-eng/index.md"
    new.parent.mkdir()
    new.write_text(PROFILE.replace("Anna Berg", "Cleo Eng"), encoding="utf-8")
    path = "mentees/cleo-eng/index.html"
    assert explain(path) == [f"{path}: made, as nothing of it stands from an earlier build"]
    assert explain("nowhere/index.html") == ["nowhere/index.html: no page or document is made there"]
