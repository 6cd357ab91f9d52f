"""The repository's site in Chromium: hosted, and opened as different people open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import page_of_type
from tests.conftest import PATIENCE_MS, FolderHost

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH_PX = {"phone": 320, "small phone": 360, "tablet": 768, "desktop": 1280}
HEIGHT_PX = {"phone": 640, "small phone": 800, "tablet": 1024, "desktop": 900}

PageOpener = Callable[..., "Page"]


@pytest.fixture(scope="session")
def site_url(lovepats: Path, served: FolderHost) -> str:
    """Host the built site at a root for all tests of this process."""
    return served(lovepats).url


@pytest.fixture
def visit(browser: Browser, site_url: str, lovepats: Path) -> Iterator[PageOpener]:
    """Open the page of a type: `visit("profile", screen="phone", color_scheme="dark")`.

    More options are those of Playwright's new_context. Motion is off, so that screenshots are stable.
    """
    contexts = []

    def open_page(page_type: str, *, screen: str = "desktop", **context_options: object) -> Page:
        options: dict[str, Any] = {"reduced_motion": "reduce", **context_options}
        context = browser.new_context(
            viewport={"width": WIDTH_PX[screen], "height": HEIGHT_PX[screen]}, **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.goto(site_url + page_of_type(lovepats, page_type))
        return page

    yield open_page
    for context in contexts:
        context.close()
