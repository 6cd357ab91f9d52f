"""What a page of a long list costs does not grow with the list."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from microsite.incremental.pickles import unpacked
from microsite.pipeline import build
from tests.conftest import SiteWriter
from tests.crowd import crowd
from tests.making import options_for

PER_PAGE = 10


def people_asked_about(site: Path) -> dict[str, int]:
    """Give how many people each page asks about, by its path."""
    rows = sqlite3.connect(site / ".microsite/answers.sqlite").execute(
        "select key, reads from nodes where key like 'Contents.by_path:mentees/%page/%'"
    )
    people = ("People.mentees:", "mentees:")
    return {
        key.partition(":")[2]: sum(read.startswith(people) for read in unpacked(reads)) for key, reads in rows
    }


def test_a_page_of_a_list_asks_about_those_who_stand_on_it(site: SiteWriter) -> None:
    folder = site(crowd(90, on_one_page=30, per_page=PER_PAGE))
    assert build(options_for(folder)).published
    asked = people_asked_about(folder)
    assert len(asked) > 20
    assert {path: count for path, count in asked.items() if count > PER_PAGE} == {}
