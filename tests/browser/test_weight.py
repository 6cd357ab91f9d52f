"""What a first visit costs."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

HOME_LIMIT_BYTES = 60_000
SCRIPT_LIMIT_BYTES = 10_000


def test_the_home_page_is_light(browser: Browser, site_url: str) -> None:
    answers: list[Response] = []
    with browser.new_page() as page:
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright refuses a builtin
        page.goto(site_url + "index.html")
        sizes: Counter[str] = Counter()
        for answer in answers:
            if answer.request.resource_type in {"document", "stylesheet", "script"}:
                sizes[answer.request.resource_type] += len(gzip.compress(answer.body(), mtime=0))
    assert set(sizes) == {"document", "stylesheet", "script"}
    assert sizes.total() <= HOME_LIMIT_BYTES, sizes
    assert sizes["script"] <= SCRIPT_LIMIT_BYTES


def test_the_scripts_of_hiring_are_light_together() -> None:
    folder = ROOT / "microsite" / "themes" / "default" / "assets" / "js"
    sizes = {
        name: len(gzip.compress((folder / f"{name}.js").read_bytes(), mtime=0))
        for name in ("shortlist", "directory", "everyone", "contact")
    }
    assert sum(sizes.values()) <= SCRIPT_LIMIT_BYTES, sizes
