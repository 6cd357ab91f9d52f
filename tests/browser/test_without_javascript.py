"""What a page says and where it leads does not depend on JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PageOpener
from tests.browser.pages import PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Page

ONLY_WITH_SCRIPTS = ".js-only, button, [role=status]"
VISIBLE_LINES = f"""(main) => {{
  for (const element of main.querySelectorAll("{ONLY_WITH_SCRIPTS}")) element.hidden = true;
  for (const fold of main.querySelectorAll("details")) fold.open = true;
  return main.innerText.split("\\n").map((line) => line.trim()).filter(Boolean);
}}"""
VISIBLE_LINKS = """(main) => [...main.querySelectorAll("a[href]")]
  .filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href"))"""


def read(page: Page) -> tuple[set[str], set[str]]:
    """Return the lines of text and the links that a person meets in the main part of a page."""
    main = page.locator("main")
    lines = set(main.evaluate(VISIBLE_LINES))
    return lines, set(main.evaluate(VISIBLE_LINKS))


@pytest.mark.parametrize("page_type", list(PAGE_TYPES))
def test_all_text_and_links_are_there_without_javascript(visit: PageOpener, page_type: str) -> None:
    lines, links = read(visit(page_type))
    lines_without, links_without = read(visit(page_type, java_script_enabled=False))
    assert lines_without
    assert lines - lines_without == set()
    assert links - links_without == set()


def test_the_menu_opens_without_javascript(visit: PageOpener) -> None:
    page = visit("home", screen="phone", java_script_enabled=False)
    page.locator("header button[popovertarget]").click()
    page.locator("header nav a").first.click()
    assert page.locator("h1").is_visible()
    assert page.url.endswith("/index.html")


def test_the_contact_form_can_be_sent_without_javascript(visit: PageOpener) -> None:
    form = visit("contact", java_script_enabled=False).locator("main form")
    assert (form.get_attribute("action") or "").startswith(("https://", "mailto:"))
    assert form.locator("button[type=submit]").is_visible()
