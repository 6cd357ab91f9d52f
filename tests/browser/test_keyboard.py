"""Everything can be reached and left with the keyboard, and one always sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageOpener

if TYPE_CHECKING:
    from playwright.sync_api import Page

INTERACTIVE_PAGES = ["home", "mentees", "profile", "events", "gallery", "contact"]
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const box = element.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const path = [element.parentElement, element];
  const kind = path.map((each) => `${each.tagName}.${each.className}`).join(" > ");
  return { html: element.outerHTML.slice(0, 120), kind, seen };
}"""
TABBABLE = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary"


def test_the_first_stop_skips_to_the_content(visit: PageOpener) -> None:
    page = visit("home")
    page.keyboard.press("Tab")
    skip = page.locator("a[href='#main']")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("page_type", INTERACTIVE_PAGES)
def test_focus_passes_every_control_and_leaves_the_page(visit: PageOpener, page_type: str) -> None:
    page = visit(page_type)
    controls = page.locator(TABBABLE).count()
    stops = walk(page, limit=controls + 2)
    assert stops
    assert len(stops) <= controls
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0


def walk(page: Page, *, limit: int) -> list[dict[str, str]]:
    """Press Tab until the focus leaves the page; return each stop."""
    stops = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("page_type", INTERACTIVE_PAGES)
def test_focus_is_visible_at_every_stop(visit: PageOpener, page_type: str, color_scheme: str) -> None:
    page = visit(page_type, color_scheme=color_scheme)
    invisible, looked_at = [], set()
    for _ in range(page.locator(TABBABLE).count()):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        if stop["kind"] not in looked_at and not is_focus_visible(page):
            invisible.append(stop["html"])
        looked_at.add(stop["kind"])
    assert invisible == []


def is_focus_visible(page: Page) -> bool:
    """Tell whether the page looks different without the focus; give it back."""
    element = page.evaluate_handle("document.activeElement")
    with_focus = page.screenshot(animations="disabled", caret="hide")
    element.evaluate("(element) => element.blur()")
    without_focus = page.screenshot(animations="disabled", caret="hide")
    element.evaluate("(element) => element.focus({ preventScroll: true, focusVisible: true })")
    return with_focus != without_focus


def test_the_menu_opens_and_closes_with_the_keyboard(visit: PageOpener) -> None:
    page = visit("home", screen="small phone")
    button, menu = page.locator("header button[popovertarget]"), page.locator("header nav[popover]")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_a_picture_opens_turns_over_and_closes_with_the_keyboard(visit: PageOpener) -> None:
    page = visit("gallery")
    links, box = page.locator("main figure a"), page.locator("dialog")
    links.first.focus()
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    first = box.locator("img").get_attribute("src")
    page.keyboard.press("ArrowRight")
    expect(box.locator("img")).not_to_have_attribute("src", first or "")
    page.keyboard.press("ArrowLeft")
    expect(box.locator("img")).to_have_attribute("src", first or "")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(links.first).to_be_focused()


def test_focus_stays_in_the_open_picture(visit: PageOpener) -> None:
    page = visit("gallery")
    page.locator("main figure a").first.click()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )


def test_nothing_covers_what_has_the_focus(visit: PageOpener) -> None:
    """WCAG 2.4.11: also while the shortlist's tray stands at the foot of the window."""
    page = visit("mentees", screen="phone")
    page.locator("button[data-save]").first.click()
    covered = []
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(COVERED):
            covered.append(page.evaluate(FOCUSED)["html"])
    assert covered == []


COVERED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return false;
  const box = element.getBoundingClientRect();
  const points = [[.1, .1], [.9, .1], [.5, .5], [.1, .9], [.9, .9]];
  return points.every(([x, y]) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return !top || !(element.contains(top) || top.contains(element));
  });
}"""
