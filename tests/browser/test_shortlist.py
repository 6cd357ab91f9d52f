"""The shortlist is kept on this device, seen on every page, and shared by a link that overwrites nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import hiring
from tests.browser.hiring import DIRECTORY, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ZOFIA, LEA, LINH = "Zofia Wiśniewska", "Léa Fontaine", "Linh Dang"
SHARED = f"{DIRECTORY}?shortlist=zofia-wisniewska,lea-fontaine,nobody"


@pytest.fixture(params=["hosted", "from a disk"])
def base(request: pytest.FixtureRequest, lovepats: Path, site_url: str) -> str:
    return site_url if request.param == "hosted" else f"{lovepats.as_uri()}/"


def test_it_is_on_every_page_and_survives_a_reload(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        expect(page.get_by_role("region", name="Shortlist")).to_be_hidden()
        hiring.shortlist(page, ZOFIA)
        hiring.shortlist(page, LEA)
        page.reload()
        button = page.get_by_role("button", name=f"Shortlist {ZOFIA}")
        expect(button).to_have_attribute("aria-pressed", "true")
        for path in (
            "index.html",
            "events/index.html",
            "mentees/lea-fontaine/index.html",
            "contact/index.html",
        ):
            tray = visit.open(path).get_by_role("region", name="Shortlist")
            expect(tray).to_contain_text("2 people on your shortlist")
        page.get_by_role("button", name="Clear").click()
        expect(page.get_by_role("region", name="Shortlist")).to_be_hidden()
        expect(page.locator("main")).to_be_focused()


def test_it_is_announced_and_taken_back_with_the_same_button(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        said = page.locator("[data-shortlist-said]")
        hiring.shortlist(page, ZOFIA)
        expect(said).to_have_text("1 person on your shortlist")
        hiring.shortlist(page, ZOFIA)
        expect(said).to_have_text("0 people on your shortlist")
        expect(page.get_by_role("region", name="Shortlist")).to_be_hidden()


def test_two_tabs_show_the_same(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        other = visit.tab().open("mentees/zofia-wisniewska/index.html")
        hiring.shortlist(page, ZOFIA)
        expect(other.get_by_role("button", name="On your shortlist")).to_have_attribute(
            "aria-pressed", "true"
        )
        other.get_by_role("button", name="On your shortlist").click()
        expect(page.get_by_role("region", name="Shortlist")).to_be_hidden()


def test_a_link_carries_it_to_a_colleague_who_keeps_their_own(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        hiring.shortlist(page, LINH)
        hiring.shortlist(page, LEA)
        visit.open(SHARED)
        offer = page.locator("[data-offer]")
        expect(offer).to_contain_text(ZOFIA)
        expect(offer).not_to_contain_text(LEA)
        expect(page.get_by_role("region", name="Shortlist")).to_contain_text("2 people")
        page.get_by_role("button", name="Add this 1 person to your shortlist").click()
        expect(offer).to_be_hidden()
        expect(page.get_by_role("region", name="Shortlist")).to_contain_text("3 people")
        assert page.url.endswith(DIRECTORY)


def test_a_colleague_may_decline(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(SHARED)
        page.get_by_role("button", name="No, thanks").click()
        expect(page.locator("[data-offer]")).to_be_hidden()
        expect(page.get_by_role("region", name="Shortlist")).to_be_hidden()


def test_the_link_is_public_even_from_a_disk(browser: Browser, base: str) -> None:
    with visiting(browser, base, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.open(DIRECTORY)
        hiring.shortlist(page, ZOFIA)
        hiring.shortlist(page, LEA)
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator("[data-shortlist-said]")).to_have_text("Link copied")
        link = page.get_by_label("Link to this shortlist")
        expected = "https://lovepats.example/mentees/?shortlist=zofia-wisniewska,lea-fontaine"
        assert link.input_value() == expected


def test_without_leave_to_copy_the_link_is_shown_and_selected(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
        hiring.shortlist(page, ZOFIA)
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_label("Link to this shortlist")).to_be_visible()
        assert str(page.evaluate("getSelection().toString()")).endswith("?shortlist=zofia-wisniewska")


def test_whoever_left_the_site_leaves_the_shortlist(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        hiring.shortlist(page, ZOFIA)
        page.evaluate("""() => {
          const [key] = Object.keys(localStorage);
          const people = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify([...people, { id: "gone", name: "Somebody Gone" }]));
        }""")
        page.reload()
        expect(page.get_by_role("region", name="Shortlist")).to_contain_text("1 person")
        assert page.evaluate("() => !Object.values(localStorage).join().includes('Gone')")


def test_what_others_wrote_into_the_storage_does_no_harm(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        hiring.shortlist(page, ZOFIA)
        for text in (
            "{",
            "null",
            "[1, null]",
            '{"a": 1}',
            '[{"id": "<img src=x onerror=alert(1)>", "name": "x"}]',
        ):
            page.evaluate("(text) => localStorage.setItem(Object.keys(localStorage)[0], text)", text)
            page.reload()
            expect(page.locator("[data-total]")).to_have_text("17 mentees")
            hiring.shortlist(page, LEA)
            expect(page.get_by_role("region", name="Shortlist")).to_be_visible()


def test_nothing_is_kept_of_a_visitor_who_saves_nobody(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open("index.html")
        visit.open("contact/index.html")
        assert page.evaluate("localStorage.length") == 0
        assert visit.context.cookies() == []
