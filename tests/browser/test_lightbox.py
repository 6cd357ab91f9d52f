"""The picture viewer, row by row of the modal dialog pattern: https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageOpener
from tests.browser.pages import page_of_type
from tests.browser.test_accessibility import SCHEMES, findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

VIEWER = "dialog[data-module=lightbox]"
LINKS = "a[data-light]"
SWIPE = """([from, to]) => {
  const stage = document.querySelector('[data-box-stage]');
  const at = (x) => ({ bubbles: true, pointerId: 7, pointerType: 'touch', clientX: x, clientY: 300 });
  stage.dispatchEvent(new PointerEvent('pointerdown', at(from)));
  stage.dispatchEvent(new PointerEvent('pointerup', at(to)));
}"""


def opened(page: Page, number: int = 0) -> Locator:
    """Open a picture with the keyboard and give the viewer."""
    page.locator(LINKS).nth(number).focus()
    page.keyboard.press("Enter")
    viewer = page.locator(VIEWER)
    expect(viewer).to_be_visible()
    return viewer


def position(page: Page) -> str:
    return page.locator("[data-box-position]").inner_text()


def test_it_is_a_modal_dialog_with_a_name(visit: PageOpener) -> None:
    page = visit("gallery")
    viewer = opened(page)
    assert page.evaluate("document.querySelector('dialog[open]').matches(':modal')")
    expect(page.get_by_role("dialog", name="Picture viewer")).to_be_visible()
    expect(viewer.locator("img")).to_have_attribute(
        "alt", page.locator(LINKS).first.locator("img").get_attribute("alt") or ""
    )


def test_focus_moves_into_it_and_tab_cycles_inside(visit: PageOpener) -> None:
    page = visit("gallery")
    viewer = opened(page)
    buttons = viewer.locator("button").count()
    seen = []
    for _ in range(buttons + 1):
        assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert len(set(seen)) == buttons
    assert seen[0] == seen[-1]


def test_shift_tab_cycles_backwards_inside_it(visit: PageOpener) -> None:
    page = visit("gallery")
    opened(page)
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")


def test_escape_closes_it_and_focus_returns_to_the_picture_shown_last(visit: PageOpener) -> None:
    page = visit("gallery")
    viewer = opened(page, 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator(LINKS).nth(2)).to_be_focused()


def test_its_close_button_closes_it(visit: PageOpener) -> None:
    page = visit("gallery")
    viewer = opened(page)
    viewer.get_by_role("button", name="Close").click()
    expect(viewer).to_be_hidden()
    expect(page.locator(LINKS).first).to_be_focused()


def test_arrows_home_and_end_turn_the_pictures_and_go_round(visit: PageOpener) -> None:
    page = visit("gallery")
    opened(page)
    total = page.locator(LINKS).count()
    for key, number in (
        ("ArrowRight", 2),
        ("End", total),
        ("ArrowRight", 1),
        ("ArrowLeft", total),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        assert position(page) == f"{number} of {total}"


def test_the_position_is_announced_politely_with_what_is_seen(visit: PageOpener) -> None:
    page = visit("gallery")
    viewer = opened(page)
    live = viewer.locator("[aria-live=polite]")
    page.keyboard.press("ArrowRight")
    expect(live).to_contain_text("2 of")
    expect(live).to_contain_text(page.locator(LINKS).nth(1).locator("img").get_attribute("alt") or "")


def test_caption_and_credit_stay_visible(visit: PageOpener) -> None:
    page = visit("gallery")
    viewer = opened(page)
    caption = page.locator(LINKS).first.locator("xpath=..").locator("figcaption").inner_text()
    for words in caption.split("\n"):
        expect(viewer.locator("[data-box-caption]")).to_contain_text(words.strip())


def test_a_swipe_turns_the_picture_and_a_tap_does_not(visit: PageOpener) -> None:
    page = visit("gallery", screen="small phone", has_touch=True)
    opened(page)
    page.evaluate(SWIPE, [300, 100])
    assert position(page).startswith("2 of")
    page.evaluate(SWIPE, [100, 110])
    assert position(page).startswith("2 of")
    page.evaluate(SWIPE, [100, 300])
    assert position(page).startswith("1 of")


def test_each_picture_has_an_address_that_opens_it_and_back_closes_it(visit: PageOpener) -> None:
    page = visit("gallery")
    before = page.url
    viewer = opened(page, 3)
    address = page.url
    assert re.search(r"#.+", address)
    page.go_back()
    expect(viewer).to_be_hidden()
    assert page.url == before
    page.goto("about:blank")
    page.goto(address)
    expect(viewer).to_be_visible()
    assert position(page).startswith("4 of")


def test_it_works_from_a_disk(browser: Browser, lovepats: Path) -> None:
    page = browser.new_page()
    page.goto((lovepats / page_of_type(lovepats, "gallery")).as_uri())
    viewer = opened(page)
    page.keyboard.press("ArrowRight")
    assert position(page).startswith("2 of")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    page.close()


def test_without_scripts_a_picture_links_to_its_file(visit: PageOpener) -> None:
    page = visit("gallery", java_script_enabled=False)
    with page.expect_response(re.compile(r"/media/.+\.(jpg|png)$")) as loaded:
        page.locator(LINKS).first.click()
    assert loaded.value.ok


@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_axe_finds_nothing_in_it(visit: PageOpener, screen: str, scheme: str) -> None:
    page = visit("gallery", screen=screen, bypass_csp=True, **SCHEMES[scheme])
    opened(page)
    assert findings(page) == []
