"""The site behind nginx, told by the file that is written for it: headers, lost visitors, and what scripts may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from microsite.core.publishing import publish
from tests.browser.hiring import visiting
from tests.conftest import write_site
from tests.making import make_site
from tests.nginx import asked, nginx
from tests.texts import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROTECTING = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
}
FOLDER = "programs"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small site in a folder of a host, as its `url` says."""
    own = tmp_path_factory.mktemp("nginx")
    text = settings(hosting="\n  provider: nginx", url=f"https://northlight.example/{FOLDER}")
    site = write_site(own / "site", {"content/site.yaml": text})
    output = own / "www" / FOLDER
    publish(make_site(site).artifacts, output=output, state=own / "state")
    with nginx(own / "www", output / "nginx.conf", own=own) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html"),
        ("mentees/", "text/html"),
        ("events/calendar.ics", "text/calendar"),
        ("mentees/index.json", "application/json"),
        ("sitemap.xml", "text/xml"),
    ],
)
def test_every_file_arrives_with_all_headers_and_is_asked_for_anew(
    address: str, path: str, kind: str
) -> None:
    status, headers, _ = asked(address, f"/{FOLDER}/{path}")
    assert (status, headers["content-type"]) == (200, kind)
    assert headers.keys() >= PROTECTING
    assert headers["content-security-policy"].endswith("; frame-ancestors 'none'")
    assert headers["cache-control"] == "no-cache"


def test_assets_are_kept_for_a_year_and_have_all_headers_too(address: str) -> None:
    _, _, page = asked(address, f"/{FOLDER}/index.html")
    path = page.decode().partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    status, headers, _ = asked(address, f"/{FOLDER}/{path}")
    assert (status, headers["cache-control"]) == (200, "max-age=31536000")
    assert headers.keys() >= PROTECTING


@pytest.mark.parametrize("path", ["nobody/", "nobody/at/all.html", "nginx.conf"])
def test_lost_visitors_get_the_page_for_them_at_any_depth(address: str, path: str) -> None:
    status, headers, body = asked(address, f"/{FOLDER}/{path}")
    _, _, page = asked(address, f"/{FOLDER}/404.html")
    assert (status, body) == (404, page)
    assert headers.keys() >= PROTECTING


def test_pages_work_under_the_headers_and_nothing_is_refused(browser: Browser, address: str) -> None:
    with visiting(browser, f"{address}{FOLDER}/") as visit:
        refused: list[str] = []
        visit.page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
        page = visit.open("mentees/")
        page.get_by_role("button", name="Shortlist Anna Berg", exact=True).click()
        expect(page.locator("[data-module~=shortlist]")).to_be_visible()
        page.get_by_role("link", name="Anna Berg").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg")
        assert refused == []
        visit.open("nobody/at/all/")
        expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
