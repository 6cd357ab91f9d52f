"""The cards that are shown where a page is shared: nobody is on one who does not allow search engines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import pyvips

from tests.conftest import SiteWriter
from tests.making import make_site, places
from tests.render.renditions.pictures import GREEN, jpeg, plain
from tests.texts import gallery, mentee, photo, settings, update

MAGENTA = (230, 0, 230)
PORTRAIT = "photo: {0}.jpg\nphoto_alt: {0}\nphoto_credit: Illustration\n"
Files = Mapping[str, bytes | Path]


@pytest.fixture
def files(site: SiteWriter) -> Files:
    """Make a site of Ada (green), whom search engines may have, and Bo (magenta), whom they may not."""
    folder = site(
        {
            "content/site.yaml": settings(url="https://northlight.example"),
            "mentees/ada/index.md": mentee(
                "Ada X", PORTRAIT.format("ada"), covers="profile, photo, gallery, news, search_engines"
            ),
            "mentees/ada/ada.jpg": jpeg(plain(GREEN, 800, 1000)),
            "mentees/bo/index.md": mentee(
                "Bo X", PORTRAIT.format("bo"), covers="profile, photo, gallery, news"
            ),
            "mentees/bo/bo.jpg": jpeg(plain(MAGENTA, 800, 1000)),
            "content/galleries/a/gallery.yaml": gallery(photo("both.jpg", depicts="[ada, bo]")),
            "content/galleries/a/both.jpg": jpeg(plain(MAGENTA, 1200, 800)),
            "content/updates/news.md": update(fields="image: ../galleries/a/both.jpg\n"),
        }
    )
    report = make_site(folder)
    assert places(report.diagnostics, "E") == []
    return {path: data for path, data in report.artifacts.items() if isinstance(data, bytes | Path)}


def cards_of(files: Files) -> dict[str, pyvips.Image]:
    """Read the card of each page that names one."""
    found = {}
    for path, data in files.items():
        if path.endswith(".html") and isinstance(data, bytes):
            address = re.search(
                r'property="og:image" content="https://northlight\.example/(.*?)"', data.decode()
            )
            if address:
                found[path] = pyvips.Image.new_from_file(str(files[address[1]]))
    return found


def shows(card: pyvips.Image, colour: tuple[int, ...]) -> bool:
    return bool(((card - list(colour)).abs().bandmean() < 20).max())


def test_every_page_has_a_card_of_the_size_that_networks_ask_for(files: Files) -> None:
    sizes = {(card.width, card.height) for card in cards_of(files).values()}
    assert sizes == {(1200, 630)}


def test_a_person_who_allows_search_engines_is_on_the_card_of_their_page(files: Files) -> None:
    assert shows(cards_of(files)["mentees/ada/index.html"], GREEN)


def test_nobody_is_on_a_card_who_does_not_allow_search_engines(files: Files) -> None:
    cards = cards_of(files)
    assert {"mentees/bo/index.html", "galleries/a/index.html", "updates/news/index.html"} <= set(cards)
    assert [path for path, card in cards.items() if shows(card, MAGENTA)] == []


def test_a_page_that_search_engines_may_not_have_has_the_card_of_the_site(files: Files) -> None:
    pages = {
        path: data.decode()
        for path, data in files.items()
        if path.endswith(".html") and isinstance(data, bytes)
    }
    image = r'property="og:image" content="(.*?)"'
    own, home = (re.search(image, pages[path]) for path in ("mentees/bo/index.html", "index.html"))
    assert own
    assert home
    assert own[1] == home[1]
