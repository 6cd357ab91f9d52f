"""Every address leads somewhere, however the same bytes are hosted, and nothing comes from a third party."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.crawl import WITHOUT_TARGET, Crawl, crawl
from tests.conftest import FolderHost

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SUB_PATH = "/programs/lovepats/"
NOT_FOUND_PAGE = "404.html"
THANKS_PAGE = "contact/thanks/index.html"  # where the endpoint of the form leads
STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
PUBLIC_ADDRESS = re.compile(r"<(?:loc|id)>([^<]+)</|<link[^>]* href=\"([^\"]+)\"")


@pytest.fixture(
    scope="module",
    params=["root", "sub-path", "disk"],
)
def crawled(request: pytest.FixtureRequest, browser: Browser, lovepats: Path, served: FolderHost) -> Crawl:
    """Crawl the site at a root, under a path and from a disk; its 404 page, for a root, only there."""
    if request.param == "root":
        return crawl(browser, lovepats, served(lovepats).url)
    base = served(lovepats, prefix=SUB_PATH).url if request.param == "sub-path" else lovepats.as_uri() + "/"
    return crawl(browser, lovepats, base, leave_out=[NOT_FOUND_PAGE])


def test_every_page_answers(crawled: Crawl) -> None:
    assert [page.path for page in crawled.pages if page.status not in {0, 200}] == []


def test_every_link_leads_to_something_that_is_there(crawled: Crawl) -> None:
    assert crawled.broken("links") == []


def test_every_link_into_a_page_finds_its_place(crawled: Crawl) -> None:
    assert crawled.broken_fragments() == []


def test_every_picture_style_script_and_feed_is_there(crawled: Crawl) -> None:
    assert crawled.broken("parts") == []


def test_every_page_can_be_reached_from_the_home_page(crawled: Crawl) -> None:
    assert set(crawled.unreachable("index.html")) <= {NOT_FOUND_PAGE, THANKS_PAGE}


def test_no_page_asks_a_third_party_for_anything(crawled: Crawl) -> None:
    asked = {request for page in crawled.pages for request in page.requests}
    assert sorted(request for request in asked if not crawled.is_own(request)) == []


def test_no_page_has_a_part_that_a_third_party_would_send(crawled: Crawl) -> None:
    parts = {part for page in crawled.pages for part in page.parts}
    assert sorted(part for part in parts if not crawled.is_own(part)) == []


def test_the_browser_has_nothing_to_complain_about(crawled: Crawl) -> None:
    assert [f"{page.path}: {complaint}" for page in crawled.pages for complaint in page.complaints] == []


def test_every_outside_link_is_https(crawled: Crawl) -> None:
    outside = {link for page in crawled.pages for link in page.links if not crawled.is_own(link)}
    assert (
        sorted(
            link for link in outside if not link.startswith(("https://", *(f"{s}:" for s in WITHOUT_TARGET)))
        )
        == []
    )


def test_every_address_in_a_style_sheet_is_there(lovepats: Path) -> None:
    missing = [
        f"{sheet.relative_to(lovepats)} -> {address}"
        for sheet in sorted(lovepats.rglob("*.css"))
        for address in STYLE_ADDRESS.findall(sheet.read_text(encoding="utf-8"))
        if not address.startswith(("data:", "#"))
        and not (sheet.parent / address.split("#")[0].split("?")[0]).is_file()
    ]
    assert missing == []


def test_an_unknown_address_at_any_depth_shows_the_404_page_whole(
    browser: Browser, lovepats: Path, served: FolderHost
) -> None:
    hosted = served(lovepats)
    with browser.new_page() as page:
        answer = page.goto(hosted.url + "no/such/page/at/all")
        assert answer is not None
        assert answer.status == 404
        assert page.locator("h1").is_visible()
    assert [request for request in hosted.requests if request[1] >= 400] == [("/no/such/page/at/all", 404)]
    with browser.new_page() as page:
        page.goto(hosted.url + "no/such/page/at/all")
        page.locator("main a").first.click()
        assert page.url.startswith(hosted.url)
        assert page.locator("h1").is_visible()
    assert [
        request for request in hosted.requests if request[1] >= 400 and "/no/such/" not in request[0]
    ] == []


def test_the_addresses_told_to_search_engines_and_feed_readers_are_there(
    lovepats: Path, crawled: Crawl
) -> None:
    base = next(address for page in crawled.pages if page.path == "index.html" for address in page.public)
    texts = [(lovepats / path).read_text(encoding="utf-8") for path in ("sitemap.xml", "updates/feed.xml")]
    told = {one or other for text in texts for one, other in PUBLIC_ADDRESS.findall(text)}
    told |= {address for page in crawled.pages for address in page.public}
    public = Crawl(folder=lovepats, base=base, pages=())
    web = sorted(address for address in told if address.startswith("http"))
    assert base in web
    assert [address for address in web if not public.is_own(address) or public.target(address) is None] == []
