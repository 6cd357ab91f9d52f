"""What staff see as they write, in a real browser: pages follow, styles come alone, mistakes lie over the last good page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.test_accessibility import findings
from tests.conftest import SiteWriter
from tests.render.renditions.pictures import jpeg, plain
from tests.serve.conftest import PATIENCE_S, OpenPage, Start, change, follows, heads, holds
from tests.texts import mentee, page, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOME = "content/pages/index.md"
FAQ = "content/pages/faq.md"
COHORT = "content/cohorts/2023-autumn.md"
ANNA = "mentees/anna-berg/index.md"
TEMPLATE = '{% extends "layouts/base.html" %}{% block main %}<h1>Gone</h1>{% endblock %}'
OWN_STYLES = {
    "content/site.yaml": settings(theme="\n  name: own"),
    "themes/own/theme.yaml": "name: own\nextends: default\nstylesheets: [own.css]\n",
    "themes/own/assets/own.css": "main { outline-color: rgb(1, 2, 3) }\n",
}
COLOUR = "getComputedStyle(document.querySelector('main')).outlineColor"
LONG = "A line of a long answer.\n\n" * 200


def mark(page: Page) -> None:
    """Leave something in a page that goes when it is loaded anew."""
    follows(page)
    page.evaluate("window.kept = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.kept === true"))


def test_an_open_page_shows_what_was_changed(site: SiteWriter, start: Start, visit: OpenPage) -> None:
    folder = site({})
    page = visit(start(folder).address)
    heads(page, "Three months with a mentor")
    change(folder / HOME, "Three months", "Four months")
    heads(page, "Four months with a mentor")
    change(folder / HOME, "Four months", "Five months")
    heads(page, "Five months with a mentor")


def test_all_browsers_follow_and_pages_that_are_as_they_were_are_left_alone(
    site: SiteWriter, start: Start, visit: OpenPage, browser: Browser
) -> None:
    folder = site({FAQ: page("Old answer.")})
    address = start(folder).address
    other = browser.new_context().new_page()
    other.goto(f"{address}faq/")
    home, faq = visit(address), visit(f"{address}faq/index.html")
    mark(home)
    change(folder / FAQ, "Old answer", "New answer")
    for reader in (faq, other):
        reader.get_by_text("New answer.").wait_for()
    assert is_marked(home)
    other.context.close()


def test_new_styles_come_without_loading_the_page_again(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site(OWN_STYLES)
    page = visit(start(folder).address)
    mark(page)
    assert page.evaluate(COLOUR) == "rgb(1, 2, 3)"
    for before, after in (("1, 2, 3", "4, 5, 6"), ("4, 5, 6", "7, 8, 9")):
        change(folder / "themes/own/assets/own.css", before, after)
        holds(page, f"{COLOUR} === 'rgb({after})'")
    assert is_marked(page)


def test_a_mistake_lies_over_the_page_and_goes_when_it_is_mended(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({FAQ: page(LONG)})
    server = start(folder)
    home, faq = visit(server.address), visit(f"{server.address}faq/")
    title = faq.title()
    faq.evaluate("scrollTo(0, 900)")
    mark(faq)
    change(folder / COHORT, "start_date: 2023-09-05", "start_date: 2023-13-05")
    for open_page in (home, faq):
        heads(open_page, "1 mistake keeps the site from being made")
        said = open_page.get_by_role("dialog")
        assert "error[E204]: start_date must be a date" in said.inner_text()
        assert (
            "4 | start_date: 2023-13-05\n   |             ^^^^^^^^^^ there is no month 13"
            in said.inner_text()
        )
        assert said.get_by_role("link", name=f"{COHORT}:4:13").is_visible()
    change(folder / COHORT, "2023-13-05", "2023-09-05")
    faq.get_by_role("dialog").wait_for(state="detached")
    assert (faq.title(), faq.evaluate("scrollY"), is_marked(faq)) == (title, 900, True)


def test_a_page_that_was_mended_and_changed_comes_back_where_it_was(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({FAQ: page(LONG)})
    faq = visit(f"{start(folder).address}faq/")
    follows(faq)
    faq.evaluate("scrollTo(0, 900)")
    change(folder / FAQ, "title: Questions", "titel: Questions")
    heads(faq, "1 mistake keeps the site from being made")
    change(folder / FAQ, "titel: Questions", "title: Answers")
    heads(faq, "Answers")
    holds(faq, "scrollY === 900")
    assert faq.url.endswith("/faq/")


def test_mistakes_are_shown_on_every_page_that_is_opened_and_can_be_put_aside(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    address = start(folder).address
    change(folder / HOME, "title:", "titel:")
    page = visit(f"{address}mentees/anna-berg/index.html")
    page.get_by_role("dialog").wait_for()
    page.get_by_role("button", name="Look at the site as it was").click()
    heads(page, "Anna Berg")
    page.reload()
    page.get_by_role("dialog").wait_for()


def test_the_source_of_a_mistake_is_a_click_away(site: SiteWriter, start: Start, visit: OpenPage) -> None:
    folder = site({FAQ: page("<b>one</b>\n\n# two")})
    page_of_mistakes = visit(start(folder).address)
    page_of_mistakes.get_by_role("link", name=f"{FAQ}:6:1").click()
    heads(page_of_mistakes, FAQ)
    assert page_of_mistakes.locator("li.marked").inner_text() == "# two"
    assert page_of_mistakes.url.endswith(f"/-/source/{FAQ}#line-6")


def test_a_site_with_a_mistake_from_the_beginning_appears_when_it_is_mended(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({HOME: "---\ntitel: Hello\n---\n"})
    page = visit(f"{start(folder).address}mentees/anna-berg/")
    heads(page, "1 mistake keeps the site from being made")
    change(folder / HOME, "titel", "title")
    heads(page, "Anna Berg")


def test_a_page_comes_with_its_folder_and_goes_with_it(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    page = visit(f"{start(folder).address}mentees/ben-dahl/")
    follows(page)
    (folder / "mentees/ben-dahl").mkdir()
    (folder / "mentees/ben-dahl/index.md").write_text(mentee("Ben Dahl"), "utf-8")
    heads(page, "Ben Dahl")
    follows(page)
    shutil.rmtree(folder / "mentees/ben-dahl")
    holds(page, "!document.body.innerText.includes('Ben Dahl')")
    assert page.evaluate("fetch(location.href).then(({ status }) => status)") == 404


def test_a_file_that_is_exchanged_whole_is_followed_again_and_again(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    page = visit(start(folder).address)
    for words in ("Four months", "Five months", "Six months"):
        beside = folder / "content/pages/.index.md.part"
        beside.write_text(f"---\ntitle: {words}\n---\n", "utf-8")
        beside.replace(folder / HOME)
        heads(page, words)


def test_a_folder_that_is_taken_away_and_put_back_is_followed(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    page = visit(start(folder).address)
    (folder / "content").rename(folder / "away")
    heads(page, "1 mistake keeps the site from being made")
    (folder / "away").rename(folder / "content")
    heads(page, "Three months with a mentor")
    change(folder / HOME, "Three months", "Four months")
    heads(page, "Four months with a mentor")


def test_a_template_in_a_folder_that_was_not_there_is_followed(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    page = visit(f"{start(folder).address}nowhere/at/all")
    own = folder / "themes/default/templates/404.html"
    own.parent.mkdir(parents=True)
    own.write_text(TEMPLATE, "utf-8")
    heads(page, "Gone")
    change(own, "Gone", "Away")
    heads(page, "Away")


def test_a_portrait_that_is_replaced_is_shown(site: SiteWriter, start: Start, visit: OpenPage) -> None:
    fields = "photo: anna.jpg\nphoto_alt: Anna\nphoto_credit: Illustration\n"
    portrait = "mentees/anna-berg/anna.jpg"
    folder = site({ANNA: mentee("Anna Berg", fields), portrait: jpeg(plain((20, 90, 120), 330, 410))})
    page = visit(f"{start(folder).address}mentees/anna-berg/")
    picture = page.locator("main img[alt=Anna]").first
    before = picture.get_attribute("src")
    (folder / portrait).write_bytes(jpeg(plain((120, 90, 20), 330, 410)))
    holds(page, f"document.querySelector('main img[alt=Anna]').getAttribute('src') !== '{before}'")
    holds(page, "document.querySelector('main img[alt=Anna]').naturalWidth > 0")


def test_many_saves_at_once_are_few_builds_and_the_last_is_shown(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    server = start(folder)
    page = visit(server.address)
    for number in range(10):
        (folder / HOME).write_text(f"---\ntitle: Save {number}\n---\n", "utf-8")
    heads(page, "Save 9")
    assert server.builds <= 4


def test_a_build_that_changes_nothing_is_not_told(site: SiteWriter, start: Start, visit: OpenPage) -> None:
    folder = site({})
    server = start(folder)
    page = visit(server.address)
    mark(page)
    with (folder / HOME).open("a", encoding="utf-8") as file:
        file.write("\n\n")
    server.wait_for("made ", times=2)
    change(folder / COHORT, "start_date: 2023-09-05", "start_date: 2023-13-05")
    page.get_by_role("dialog").wait_for()  # so it was told of this, and of nothing before
    assert is_marked(page)


def test_changes_are_looked_for_where_the_system_tells_nothing(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    server = start(folder, "--poll")
    page = visit(server.address)
    assert "looking for changes every 0.5 seconds" in server.said
    change(folder / HOME, "Three months", "Four months")
    heads(page, "Four months with a mentor")


def test_a_page_finds_the_server_again_and_what_was_changed_meanwhile(
    site: SiteWriter, start: Start, visit: OpenPage
) -> None:
    folder = site({})
    server = start(folder)
    address = server.address
    page = visit(address)
    follows(page)
    assert server.stop() == 0
    change(folder / HOME, "Three months", "Four months")
    start(folder, "--port", address.rstrip("/").rpartition(":")[2])
    heads(page, "Four months with a mentor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_mistakes(
    site: SiteWriter, start: Start, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    folder = site({})
    address = start(folder).address
    change(folder / HOME, "title:", "titel:")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe sets styles of its own
    context.set_default_timeout(PATIENCE_S * 1000)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("dialog").wait_for()
    # What lies over a page axe cannot decide; the same words stand in the same colours on the page of the mistakes.
    assert [one for one in findings(page) if not one.startswith("incomplete color-contrast")] == []
    for path in ("-/mistakes", f"-/source/{HOME}"):
        page.goto(address + path)
        assert findings(page) == []
    context.close()


def test_a_folder_named_by_nobody_is_no_mistake(site: SiteWriter, start: Start, visit: OpenPage) -> None:
    folder: Path = site({})
    server = start(folder)
    page = visit(server.address)
    (folder / "content/pages/.swap").write_text("x", "utf-8")
    (folder / "notes").mkdir()
    change(folder / HOME, "Three months", "Four months")
    heads(page, "Four months with a mentor")
    assert server.builds == 2
