"""No page scrolls sideways or cuts text off: on a narrow screen, with large text, with text spaced out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PageOpener
from tests.browser.pages import PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Page

TWICE_THE_USUAL_PX = 32
WCAG_TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 120));
}"""
CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const hides = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
  const has_text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const for_screen_readers = element.clientWidth <= 1 || element.clientHeight <= 1;
  return hides && has_text && !for_screen_readers && element.checkVisibility()
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120))"""


def mishaps(page: Page, style: str = "") -> list[str]:
    """List what sticks out of the page or is cut off, under one more style."""
    if style:
        page.add_style_tag(content=style)
    return [*page.evaluate(TOO_WIDE), *page.evaluate(CUT_OFF)]


@pytest.mark.parametrize("page_type", list(PAGE_TYPES))
def test_nothing_sticks_out_of_a_screen_of_320_pixels(visit: PageOpener, page_type: str) -> None:
    assert mishaps(visit(page_type, screen="phone")) == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("page_type", list(PAGE_TYPES))
def test_text_can_be_twice_as_large(visit: PageOpener, page_type: str, screen: str) -> None:
    page = visit(page_type, screen=screen)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": TWICE_THE_USUAL_PX}})
    page.reload()
    size_px = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size_px >= TWICE_THE_USUAL_PX
    assert mishaps(page) == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("page_type", list(PAGE_TYPES))
def test_text_can_be_spaced_out(visit: PageOpener, page_type: str, screen: str) -> None:
    assert mishaps(visit(page_type, screen=screen, bypass_csp=True), WCAG_TEXT_SPACING) == []


@pytest.mark.parametrize("page_type", list(PAGE_TYPES))
def test_nothing_sticks_out_without_javascript(visit: PageOpener, page_type: str) -> None:
    page = visit(page_type, screen="phone")
    page.context.route("**/*.js", lambda route: route.abort())
    page.reload()
    assert mishaps(page) == []
