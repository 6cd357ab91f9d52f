"""What a startup does on the site, step by step, with the mouse, the keyboard, or without scripts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.conftest import PATIENCE_MS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DIRECTORY = "mentees/index.html"
CARDS = "[data-results] > li:visible"
FURTHEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Hold an open browser window: the site's base address, the page, and the mails that were begun."""

    base: str
    context: BrowserContext
    page: Page
    letters: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.base + path)
        return self.page

    def letter(self) -> str:
        """Wait for a mail to be begun, and give the address that begins it; there is no other."""
        until(self.page, lambda: bool(self.letters))
        (address,) = self.letters
        return address

    def tab(self) -> Visit:
        """Open a second tab of the same window."""
        return Visit(base=self.base, context=self.context, page=self.context.new_page(), letters=self.letters)


@contextmanager
def visiting(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    """Open a window of 1280 × 900, or of the viewport in the options of Playwright's new_context."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
    with browser.new_context(**options) as context:
        context.set_default_timeout(PATIENCE_MS)
        visit = Visit(base=base, context=context, page=context.new_page())
        visit.page.on(
            "request", lambda request: visit.letters.append(request.url) if is_letter(request.url) else None
        )
        yield visit


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Let the browser go on until something holds that only we can see."""
    ends = time.monotonic() + PATIENCE_MS / 1000
    while not condition():
        assert time.monotonic() < ends, "it has not come to hold"
        page.wait_for_timeout(20)


def is_letter(address: str) -> bool:
    """Tell whether an address opens the mail program."""
    return address.startswith("mailto:")


def listed(page: Page) -> list[str]:
    """Give the names that the directory shows, in order."""
    return page.locator(f"{CARDS} h2").all_inner_texts()


def choose(page: Page, name: str, value: str) -> None:
    """Tick a choice of a facet, where it may be folded away."""
    unfold(page)
    page.locator(f"#filters input[name='{name}'][value='{value}']").check()


def unfold(page: Page) -> None:
    """Open all that the filters fold away."""
    page.locator("#filters").evaluate(
        "(form) => { for (const fold of form.querySelectorAll('details')) fold.open = true; }"
    )


def shortlist(page: Page, name: str) -> None:
    """Put somebody on the shortlist from their card."""
    page.get_by_role("button", name=f"Shortlist {name}", exact=True).click()


def fill_in(page: Page) -> None:
    """Write what the contact form asks for; the message is as the site began it."""
    page.get_by_label("Your name").fill("Kari Åsen")
    page.get_by_label("Email").fill("kari@startup.example")
    page.get_by_label("Company").fill("Fjord & sønn")


def walk_to(page: Page, selector: str, *, key: str = "Tab") -> None:
    """Press a key until what has the focus matches the selector."""
    for _ in range(FURTHEST):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not come to {selector}")
