"""The contact form says what is missing, hands its message to the mail program, and to those who have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import hiring
from tests.browser.hiring import DIRECTORY, visiting
from tests.browser.test_accessibility import SCHEMES, findings
from tests.letters import letter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

SIGNED = "Kari Åsen\nFjord & sønn\nkari@startup.example"
SLOW_ANSWERS = """
const ask = fetch;
const asked = new Promise((answer) => { globalThis.answer = answer; });
globalThis.fetch = async (...question) => { await asked; return ask(...question); };
"""


def test_what_is_missing_is_said_in_words_beside_the_field(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open("contact/index.html")
        page.get_by_label("Email").fill("not an address")
        page.get_by_role("button", name="Send to Andrea").click()
        expect(page.get_by_label("Your name")).to_be_focused()
        expect(page.get_by_role("alert")).to_contain_text("Write your name.")
        for label, words in (
            ("Your name", "Write your name."),
            ("Email", "Write your e-mail address, like name@example.org."),
            ("Message", "Write a few words, so that Andrea knows what it is about."),
        ):
            field = page.get_by_label(label, exact=True)
            expect(field).to_have_attribute("aria-invalid", "true")
            expect(field).to_have_accessible_description(words)
        page.get_by_role("alert").get_by_role("link", name="Write your e-mail address").click()
        expect(page.get_by_label("Email")).to_be_focused()
        page.get_by_label("Email").fill("kari@startup.example")
        expect(page.get_by_label("Email")).not_to_have_attribute("aria-invalid", "true")
        assert visit.letters == []


def test_a_message_by_mail_can_be_copied_by_those_without_a_mail_program(
    browser: Browser, site_url: str
) -> None:
    with visiting(browser, site_url, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.open("contact/index.html")
        hiring.fill_in(page)
        page.get_by_label("Message", exact=True).fill("We would like to become mentors.")
        page.get_by_label("It is about").select_option(label="Becoming a mentor or partner")
        page.get_by_role("button", name="Send to Andrea").click()
        panel = page.locator("[data-panel]")
        expect(panel).to_be_focused()
        expect(page.get_by_label("To", exact=True)).to_have_value("andrea@oslobusinessregion.no")
        expect(page.get_by_label("Subject")).to_have_value("Lovepats: Becoming a mentor or partner")
        page.get_by_role("button", name="Copy the text").click()
        expect(panel.get_by_role("status")).to_have_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("We would like to become mentors.")
        assert letter(visit.letter()).get_content().replace("\r", "") == f"{text}\n"
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
        page.get_by_role("button", name="Copy the text").click()
        expect(panel.get_by_role("status")).to_contain_text("Selected")
        assert page.evaluate("getSelection().toString()").startswith("We would like")


def test_a_message_too_long_for_an_address_is_left_to_be_copied(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open("contact/index.html")
        hiring.fill_in(page)
        page.get_by_label("Message", exact=True).fill("Vær så god. " * 300)
        page.get_by_role("button", name="Send to Andrea").click()
        expect(page.locator("[data-panel]")).to_be_focused()
        expect(page.locator("[data-text]")).to_have_value(f"{('Vær så god. ' * 300).strip()}\n\n{SIGNED}")
        assert letter(visit.letter()).get_content().strip() == ""


def test_nothing_that_is_typed_or_linked_becomes_a_header(browser: Browser, site_url: str) -> None:
    evil = "x%0D%0ABcc:%20all@example.org&subject=y&bcc=all@example.org&body=z"
    with visiting(browser, site_url) as visit:
        page = visit.open(f"contact/index.html?about={evil}&people={evil}&re={evil}")
        page.get_by_label("Your name").fill("Kari\r\nBcc: all@example.org")
        page.get_by_label("Email").fill("kari@startup.example")
        page.get_by_label("Company").fill("?bcc=all@example.org&cc=x")
        page.get_by_role("button", name="Send to Andrea").click()
        expect(page.locator("[data-panel]")).to_be_focused()
        message = letter(visit.letter())
    assert message.keys() == ["To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    assert message["Subject"] == "Lovepats: Meeting one or more mentees"
    assert "?bcc=all@example.org&cc=x" in message.get_content()


def test_an_address_brings_topic_and_matter_into_the_form(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open("contact/index.html?about=mentor&re=Open+evening,%0A7+December")
        expect(page.get_by_label("It is about")).to_have_value("mentor")
        expect(page.get_by_label("Message", exact=True)).to_have_value(
            "Hello Andrea,\n\nThis is about: Open evening, 7 December\n\n"
        )


def test_an_event_leads_to_a_message_about_it(browser: Browser, site_url: str) -> None:
    path = "events/closing-evening/index.html"
    with visiting(browser, site_url) as visit:
        page = visit.open(path)
        title = page.locator("h1").inner_text()
        page.get_by_role("link", name="Ask about this event").click()
        expect(page.get_by_label("Message", exact=True)).to_have_value(
            f"Hello Andrea,\n\nThis is about: {title}, 7 December 2023\n\n"
        )
    with visiting(browser, site_url, java_script_enabled=False) as visit:
        link = visit.open(path).get_by_role("link", name="Ask about this event")
        assert letter(link.get_attribute("href") or "")["Subject"] == f"Lovepats: {title}, 7 December 2023"


def test_names_come_from_the_profiles_and_what_is_written_meanwhile_stays(
    browser: Browser, site_url: str
) -> None:
    with visiting(browser, site_url) as visit:
        visit.page.add_init_script(SLOW_ANSWERS)
        page = visit.open("contact/index.html?people=zofia-wisniewska,nobody-else")
        people, message = page.get_by_label("People you"), page.get_by_label("Message", exact=True)
        expect(people).to_have_value(re.compile("^Zofia Wisniewska, "))  # a guess, and at once
        expect(message).to_have_value(re.compile("We would like to meet Zofia Wisniewska and Nobody Else"))
        message.fill("We look for a biologist.")
        page.evaluate("answer()")
        expect(people).to_have_value(re.compile("^Zofia Wiśniewska, .*\nNobody Else, "))
        expect(page.locator("[data-who]")).to_have_text("Zofia Wiśniewska and Nobody Else")
        expect(message).to_have_value("We look for a biologist.")


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_axe_finds_nothing_with_filters_a_shortlist_an_offer_and_mistakes(
    browser: Browser, site_url: str, scheme: str
) -> None:
    for viewport in ({"width": 360, "height": 800}, {"width": 1280, "height": 900}):
        with visiting(browser, site_url, viewport=viewport, bypass_csp=True, **SCHEMES[scheme]) as visit:
            page = visit.open(f"{DIRECTORY}?skill=analytics&q=sql&shortlist=linh-dang")
            hiring.unfold(page)
            hiring.shortlist(page, hiring.listed(page)[0])
            page.get_by_role("button", name="Copy link").click()
            assert findings(page) == []
            page.locator("#q").fill("nobody at all")
            assert findings(page) == []
            visit.open("contact/index.html?people=zofia-wisniewska")
            page.get_by_label("Message", exact=True).fill("")
            page.get_by_role("button", name="Send to Andrea").click()
            expect(page.get_by_role("alert")).to_be_visible()
            assert findings(page) == []
            hiring.fill_in(page)
            page.get_by_label("Message", exact=True).fill("Hello")
            page.get_by_role("button", name="Send to Andrea").click()
            expect(page.locator("[data-panel]")).to_be_visible()
            assert findings(page) == []


def as_without_scripts(route: Route) -> None:
    """Give style sheets what browsers without scripts see of them, as axe itself is a script."""
    css = route.fetch().text()
    css = re.sub(r"\(scripting: ?none\)", "all", re.sub(r"\(scripting: ?enabled\)", "not all", css))
    route.fulfill(body=css, content_type="text/css")


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_axe_finds_nothing_where_people_are_asked_for_without_scripts(
    browser: Browser, site_url: str, scheme: str
) -> None:
    for viewport in ({"width": 320, "height": 800}, {"width": 1280, "height": 900}):
        with visiting(browser, site_url, viewport=viewport, bypass_csp=True, **SCHEMES[scheme]) as visit:
            visit.page.route("**/*.js", lambda route: route.abort())
            visit.page.route("**/*.css", as_without_scripts)
            page = visit.open(DIRECTORY)
            page.get_by_role("checkbox", name="Introduce me").first.check()
            assert findings(page) == []
            page.get_by_role("link", name="Ask for introductions").click()
            expect(page.get_by_text("You are asking to meet:")).to_be_visible()
            assert findings(page) == []
