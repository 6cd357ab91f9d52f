"""A directory of many cards on one page: what stands in the window is right at once, the rest in the next moments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.hiring import DIRECTORY, visiting
from tests.conftest import FolderHost, write_site
from tests.crowd import crowd
from tests.making import make_site, places

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COUNT = 90
AT_ONCE = 9
TYPE = """(words) => {
  const box = document.querySelector("#q"), list = [...document.querySelectorAll("[data-results] > li")];
  box.focus();
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return {
    count: parseInt(document.querySelector("[data-total]").textContent),
    listed: list.filter((li) => !li.hidden).map((li) => li.dataset.name),
    found: list.filter((li) => li.textContent.includes(words)).map((li) => li.dataset.name),
  };
}"""
LISTED = """(names) => {
  const list = [...document.querySelectorAll("[data-results] > li:not([hidden])")];
  return list.map((li) => li.dataset.name).join() === names.join();
}"""
GO_BACK = """() => {
  const box = document.querySelector("#q");
  box.value = "Wi";
  box.dispatchEvent(new Event("input", { bubbles: true })); // the address does not say so yet
  box.blur();
  dispatchEvent(new Event("popstate"));
  return [...document.querySelectorAll("[data-results] > li:not([hidden])")].map((li) => li.dataset.name);
}"""
WALK = """() => {
  dispatchEvent(new Event("pagehide"));
  const key = Object.keys(sessionStorage).find((key) => key.startsWith("shortlist:"));
  return JSON.parse(sessionStorage.getItem(key)).walk.map(([, name]) => name);
}"""


@pytest.fixture(scope="module")
def crowded_url(tmp_path_factory: pytest.TempPathFactory, served: FolderHost) -> str:
    """Serve a site with 91 people on one page."""
    folder = tmp_path_factory.mktemp("crowded")
    report = make_site(write_site(folder, crowd(COUNT)))
    assert places(report.diagnostics, "E") == []
    for path, data in report.artifacts.items():
        target = folder / "output" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(data, bytes | Path)
        target.write_bytes(data if isinstance(data, bytes) else data.read_bytes())
    return served(folder / "output").url


def test_the_first_who_are_found_stand_there_at_once_and_the_others_follow(
    browser: Browser, crowded_url: str
) -> None:
    with visiting(browser, crowded_url) as visit:
        page = visit.open(DIRECTORY)
        for words in ("Workshops", "Wi", "Park"):
            answer = page.evaluate(TYPE, words)
            assert len(answer["found"]) > AT_ONCE
            assert answer["count"] == len(answer["found"])
            assert answer["listed"][:AT_ONCE] == answer["found"][:AT_ONCE]
            page.wait_for_function(LISTED, arg=answer["found"])
        everyone = page.evaluate(TYPE, "")["found"]
        assert len(everyone) == COUNT + 1
        page.wait_for_function(LISTED, arg=everyone)


def test_whoever_comes_back_to_a_choice_finds_all_of_it_there_to_be_scrolled_to(
    browser: Browser, crowded_url: str
) -> None:
    with visiting(browser, crowded_url) as visit:
        page = visit.open(f"{DIRECTORY}?q=Workshops")
        found = page.evaluate(TYPE, "Workshops")["found"]
        assert page.evaluate(GO_BACK) == found


def test_a_profile_opened_meanwhile_knows_all_who_were_found(browser: Browser, crowded_url: str) -> None:
    with visiting(browser, crowded_url) as visit:
        page = visit.open(DIRECTORY)
        answer = page.evaluate(TYPE, "Workshops")
        assert page.evaluate(WALK) == answer["found"]
