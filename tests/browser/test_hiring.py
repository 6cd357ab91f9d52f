"""From "who is there?" to one message: filter, open, shortlist three, ask. In every way people use a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import hiring
from tests.browser.hiring import CARDS, DIRECTORY, visiting
from tests.letters import letter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
PUBLIC = "https://lovepats.example/mentees/"


@pytest.fixture(params=["hosted", "from a disk"])
def base(request: pytest.FixtureRequest, lovepats: Path, site_url: str) -> str:
    return site_url if request.param == "hosted" else f"{lovepats.as_uri()}/"


def ids_of(page: Page, names: list[str]) -> list[str]:
    return [
        page.locator(f"[data-save][data-name='{name}']").first.get_attribute("data-save") or ""
        for name in names
    ]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_startup_filters_opens_shortlists_three_and_asks(
    browser: Browser, base: str, viewport: dict[str, int]
) -> None:
    with visiting(browser, base, viewport=viewport) as visit:
        page = visit.open(DIRECTORY)
        hiring.choose(page, "skill", "analytics")
        names = hiring.listed(page)[:3]
        assert len(names) == 3
        ids = ids_of(page, names)
        page.locator(f"{CARDS} h2 a").first.click()
        expect(page.locator("h1")).to_have_text(names[0])
        page.get_by_role("button", name="Add to shortlist").click()
        page.go_back()
        assert hiring.listed(page)[:3] == names
        for name in names[1:]:
            hiring.shortlist(page, name)
        page.get_by_role("link", name="Ask for introductions").click()
        expect(page.locator("[data-who]")).to_contain_text(names[2])
        hiring.fill_in(page)
        page.get_by_role("button", name="Send to Andrea").click()
        expect(page.get_by_role("heading", name="Your message is ready")).to_be_visible()
        address = visit.letter()
    message = letter(address)
    assert message["To"] == "andrea@oslobusinessregion.no"
    assert message["Subject"] == "Lovepats: Meeting one or more mentees"
    body = message.get_content()
    for name, id in zip(names, ids, strict=True):
        assert f"{name}, {PUBLIC}{id}/" in body.splitlines()
    assert "Kari Åsen\nFjord & sønn\nkari@startup.example" in body


def test_it_all_works_with_the_keyboard_alone(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        keys = page.keyboard
        hiring.walk_to(page, "#q")
        keys.type("sql")
        hiring.walk_to(page, "input[name=language][value='nb:B1']")
        keys.press("Space")
        names = hiring.listed(page)
        assert len(names) >= 3
        hiring.walk_to(page, f"[data-name='{names[0]}'] h2 a")
        keys.press("Enter")
        expect(page.locator("h1")).to_have_text(names[0])
        hiring.walk_to(page, "button[data-save]:not(.save)")
        keys.press("Enter")
        expect(page.locator("button[data-save]:not(.save)")).to_have_attribute("aria-pressed", "true")
        hiring.walk_to(page, ".crumbs a", key="Shift+Tab")
        keys.press("Enter")
        page.wait_for_url("**/mentees/index.html?*")
        assert hiring.listed(page) == names
        for name in names[1:3]:
            hiring.walk_to(page, f"button[data-save][data-name='{name}']")
            keys.press("Space")
        hiring.walk_to(page, "[data-ask]")
        keys.press("Enter")
        page.wait_for_url("**/contact/index.html?*")
        hiring.walk_to(page, "#c-name")
        keys.type("Kari")
        hiring.walk_to(page, "#c-email")
        keys.type("kari@startup.example")
        hiring.walk_to(page, "main button[type=submit]")
        keys.press("Enter")
        expect(page.locator("[data-panel]")).to_be_focused()
        address = visit.letter()
    body = letter(address).get_content()
    assert all(name in body for name in names[:3])
    assert body.count(PUBLIC) == 3


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_scripts_people_are_ticked_and_asked_for_with_one_message(
    browser: Browser, base: str, viewport: dict[str, int]
) -> None:
    with visiting(browser, base, java_script_enabled=False, viewport=viewport) as visit:
        page = visit.open(DIRECTORY)
        page.get_by_role("link", name="Python", exact=True).click()
        expect(page.locator("h1")).to_have_text("Python")
        boxes = page.get_by_role("checkbox", name="Introduce me")
        everyone = boxes.count()
        assert everyone > 3
        ids = []
        for number in range(3):
            boxes.nth(number).check()
            ids.append((boxes.nth(number).get_attribute("value") or "").partition(",")[0])
        page.get_by_role("link", name="Ask for introductions").click()
        expect(page.get_by_text("You are asking to meet:")).to_be_in_viewport()
        expect(page.locator(".people > li:visible")).to_have_count(3)
        page.get_by_role("link", name="Back to everyone").click()
        expect(page.locator(".people > li:visible")).to_have_count(everyone)
        page.get_by_role("link", name="Ask for introductions").click()
        page.get_by_role("button", name="Send to Andrea").click()
        address = visit.letter()
    message = letter(address)
    assert message["To"] == "andrea@oslobusinessregion.no"
    assert message["Subject"] == "Lovepats: introductions"
    for id in ids:
        assert f"introduce={id}, {PUBLIC}{id}/" in message.get_content().splitlines()


def test_without_scripts_the_keyboard_alone_ticks_and_comes_to_the_form(
    browser: Browser, site_url: str
) -> None:
    with visiting(browser, site_url, java_script_enabled=False) as visit:
        page = visit.open(DIRECTORY)
        for _ in range(3):
            hiring.walk_to(page, "input[name=introduce]:not(:checked)")
            page.keyboard.press("Space")
        hiring.walk_to(page, ".asking a")
        page.keyboard.press("Enter")
        hiring.walk_to(page, "#ask button")
        page.keyboard.press("Enter")
        address = visit.letter()
    assert letter(address).get_content().count("introduce=") == 3


def test_without_scripts_a_profile_opens_a_message_about_the_person(browser: Browser, base: str) -> None:
    with visiting(browser, base, java_script_enabled=False) as visit:
        page = visit.open("mentees/zofia-wisniewska/index.html")
        address = page.get_by_role("link", name="Introduce me to Zofia").get_attribute("href") or ""
    message = letter(address)
    assert message["To"] == "andrea@oslobusinessregion.no"
    assert message["Subject"] == "Lovepats: introduction to Zofia Wiśniewska"


def test_without_scripts_the_contact_form_opens_a_message_about_its_topic(
    browser: Browser, base: str
) -> None:
    with visiting(browser, base, java_script_enabled=False) as visit:
        page = visit.open("contact/index.html")
        page.get_by_label("It is about").select_option("mentor")
        page.get_by_role("button", name="Send to Andrea").click()
        address = visit.letter()
    message = letter(address)
    assert message["Subject"] == "Lovepats"
    assert message.get_content().split() == ["topic=mentor"]


def test_previous_and_next_stay_inside_the_list_one_came_from(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(f"{DIRECTORY}?skill=analytics&sort=name")
        names = hiring.listed(page)
        page.locator(f"{CARDS} h2 a").first.click()
        for number, name in enumerate(names, start=1):
            expect(page.locator("h1")).to_have_text(name)
            expect(page.locator("[data-position]").last).to_have_text(
                f"{number} of {len(names)} in your list"
            )
            if number < len(names):
                page.locator("[data-step='1']").click()
        expect(page.locator("[data-step='1']")).to_be_hidden()
        page.get_by_role("link", name="All mentees").click()
        assert hiring.listed(page) == names


def test_each_profile_prints_on_one_page_of_a4_with_a_code(browser: Browser, lovepats: Path) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    pages = {}
    with visiting(browser, f"{lovepats.as_uri()}/") as visit:
        for folder in sorted((lovepats / "mentees").iterdir()):
            if (folder / "resume.json").exists():
                visit.open(f"mentees/{folder.name}/index.html")
                pdf = PdfReader(BytesIO(visit.page.pdf(prefer_css_page_size=True)))
                pages[folder.name] = [(round(p.mediabox.width), round(p.mediabox.height)) for p in pdf.pages]
                page = visit.page
                page.emulate_media(media="print")
                code = page.locator("img.qr")
                assert code.is_visible()
                assert code.evaluate("(image) => image.complete && image.naturalWidth > 0")
                page.emulate_media(media="null")
    assert pages
    assert {id: sizes for id, sizes in pages.items() if sizes != [(595, 842)]} == {}
