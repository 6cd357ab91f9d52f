"""axe-core finds nothing on any type of page, in any colour scheme, narrow or wide, nor in what opens."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import PageOpener
from tests.browser.pages import PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@cache
def axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """List what axe finds on a page, and what it cannot decide.

    In forced colours the browser chooses them; axe would compare some of its with some of ours.
    """
    has_own_colours = not page.evaluate("matchMedia('(forced-colors: active)').matches")
    options = {
        "runOnly": TAGS,
        "rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": has_own_colours}},
        "resultTypes": ["violations", "incomplete"],
    }
    page.evaluate(axe_source())
    result: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{kind} {finding['id']} at {node['target'][0]}: {node['failureSummary']}"
        for kind in ("violations", "incomplete")
        for finding in result[kind]
        for node in finding["nodes"]
    ]


@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize("page_type", list(PAGE_TYPES))
def test_axe_finds_nothing(visit: PageOpener, page_type: str, scheme: str, screen: str) -> None:
    assert findings(visit(page_type, screen=screen, **SCHEMES[scheme])) == []


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_axe_finds_nothing_in_the_open_menu(visit: PageOpener, scheme: str) -> None:
    page = visit("home", screen="phone", **SCHEMES[scheme])
    page.locator("header button[popovertarget]").click()
    assert page.locator("nav:popover-open").is_visible()
    assert findings(page) == []


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_axe_finds_nothing_in_the_open_picture(visit: PageOpener, scheme: str) -> None:
    page = visit("gallery", screen="desktop", **SCHEMES[scheme])
    page.locator("main figure a").first.click()
    assert page.locator("dialog[open]").is_visible()
    assert findings(page) == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_axe_finds_nothing_without_javascript(visit: PageOpener, screen: str) -> None:
    page = visit("mentees", screen=screen, color_scheme="light")
    page.context.route("**/*.js", lambda route: route.abort())
    page.reload()
    assert findings(page) == []
