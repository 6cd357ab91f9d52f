"""Browsers choose files that fit: no picture is loaded much wider than it is shown, and none is shown blurred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PageOpener

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 1.5
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 500) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 30));
  }
}"""
LOADED = """() => [...document.images]
  .filter((image) => image.currentSrc && image.complete && image.clientWidth > 0)
  .map((image) => ({
    file: image.currentSrc.split('/').pop(),
    loaded: Number((image.currentSrc.match(/-(\\d+)\\.\\w+$/) || [])[1] || 0),
    shown: image.clientWidth * devicePixelRatio,
  }))
  .filter((image) => image.loaded)"""
IS_THERE = """() => {
  const image = document.querySelector('dialog[open] img');
  return image && image.currentSrc && image.complete && image.naturalWidth > 0;
}"""
ENLARGED = """() => {
  const image = document.querySelector('dialog[open] img');
  const shape = image.getAttribute('width') / image.getAttribute('height');
  const shown = Math.min(image.clientWidth, image.clientHeight * shape) * devicePixelRatio;
  return [Number((image.currentSrc.match(/-(\\d+)\\.\\w+$/) || [])[1] || 0), shown];
}"""
PAGES = [
    "home",
    "mentees",
    "profile",
    "cohort",
    "galleries",
    "gallery",
    "updates",
    "update",
    "event",
    "program",
]


def loaded_pictures(page: Page) -> list[dict[str, float]]:
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    pictures: list[dict[str, float]] = page.evaluate(LOADED)
    return pictures


@pytest.mark.parametrize("screen", ["small phone", "tablet", "desktop"])
@pytest.mark.parametrize("page_type", PAGES)
def test_no_picture_is_loaded_much_wider_than_it_is_shown(
    visit: PageOpener, page_type: str, screen: str
) -> None:
    pictures = loaded_pictures(visit(page_type, screen=screen))
    assert pictures
    assert [p for p in pictures if p["loaded"] > MOST * p["shown"] + 1] == []


@pytest.mark.parametrize("page_type", PAGES)
def test_every_picture_has_its_size_and_waits_below_the_fold(visit: PageOpener, page_type: str) -> None:
    page = visit(page_type)
    images = page.locator("main img")
    unsized = images.evaluate_all(
        "all => all.filter(i => !i.getAttribute('width') || !i.getAttribute('height')).length"
    )
    lazy = images.evaluate_all("all => all.filter(i => i.loading === 'lazy').length")
    assert unsized == 0
    assert page_type in ("profile", "event", "update", "program") or lazy > 0


@pytest.mark.parametrize("screen", ["small phone", "tablet", "desktop"])
def test_the_viewer_loads_no_picture_much_wider_than_it_shows_it(visit: PageOpener, screen: str) -> None:
    page = visit("gallery", screen=screen)
    page.locator("a[data-light]").first.click()
    for _ in range(3):
        page.wait_for_function(IS_THERE)
        loaded, shown = page.evaluate(ENLARGED)
        assert 0 < loaded <= MOST * shown + 1
        page.keyboard.press("ArrowRight")
