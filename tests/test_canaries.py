"""Who may not be shown is gone from every byte of the site; who may be indexed by search engines is decided page by page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import write_site
from tests.making import make_site, places
from tests.whole_site import CANARY, ID, whole_site

GONE: dict[str, dict[str, str]] = {
    "withdrawn": {"consent": "  withdrawn_on: 2023-12-06\n"},
    "expired": {"expires_on": "2023-12-05"},
    "not yet given": {"given_on": "2023-12-07"},
    "for photos only": {"covers": "photo, gallery, news, cv"},
}
WORDS = [word.encode() for word in (CANARY, CANARY.lower(), CANARY.upper(), ID, "Zyx", "Mentorsen")]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def artifacts_of(folder: Path, **consent: str) -> dict[str, bytes]:
    """Make the whole site, and give all that would be published."""
    report = make_site(write_site(folder, whole_site(**consent)))
    assert places(report.diagnostics, "EW") == []
    return {
        path: data if isinstance(data, bytes) else data.read_bytes() for path, data in report.contents.items()
    }


def readable(data: bytes) -> Iterator[bytes]:
    """Give what stands in a file, and what is packed in it."""
    yield data
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def found_in(artifacts: dict[str, bytes]) -> set[str]:
    """Give the paths of the files that name the person, or hold a picture or paper of them."""
    return {
        path
        for path, data in artifacts.items()
        if any(word in text for word in WORDS for text in (path.encode(), *readable(data)))
    }


def test_a_person_who_agreed_is_found_wherever_the_site_shows_people(tmp_path: Path) -> None:
    found = found_in(artifacts_of(tmp_path))
    assert {
        *(
            "mentees/index.html",
            f"mentees/{ID}/index.html",
            "mentees/anna-berg/index.html",
            "mentees/skills/python/index.html",
        ),
        *(f"mentees/{ID}/cv.pdf", f"mentees/{ID}/resume.json", f"mentees/{ID}/qr.svg", "mentees/index.json"),
        *(
            "cohorts/2023-autumn/index.html",
            "faq/index.html",
            "galleries/autumn/index.html",
            "galleries/index.html",
        ),
        *("updates/news/index.html", "index.html", "sitemap.xml", "build.json", "updates/feed.xml"),
        "mentees/industries/quokkara-farming/index.html",
    } <= found


@pytest.mark.parametrize("consent", GONE.values(), ids=GONE)
def test_a_person_who_may_not_be_shown_is_in_no_byte_of_the_site(
    tmp_path: Path, consent: dict[str, str]
) -> None:
    with_them = artifacts_of(tmp_path / "with")
    without = artifacts_of(tmp_path / "without", **consent)
    assert found_in(without) == set()
    theirs = {path for path in with_them if path.startswith("media/")} - set(without)
    assert len(theirs) >= 3 * 4
    pictures = {path for path in without if path.startswith("media/") and not path.endswith("-1200.jpg")}
    assert pictures <= set(with_them)


def test_what_a_consent_does_not_cover_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    artifacts = artifacts_of(tmp_path, covers="profile")
    assert f"mentees/{ID}/index.html" in artifacts
    assert f"mentees/{ID}/cv.pdf" not in artifacts
    for path in (
        "faq/index.html",
        "galleries/autumn/index.html",
        "updates/news/index.html",
        "updates/feed.xml",
    ):
        assert CANARY.encode() not in artifacts[path]


def test_a_page_that_search_engines_may_have_names_nobody_who_does_not_allow_them(tmp_path: Path) -> None:
    artifacts = artifacts_of(tmp_path, covers="profile, photo, gallery, news, cv")
    indexed = {
        path: data.decode()
        for path, data in artifacts.items()
        if path.endswith(".html") and b'<meta name="robots" content="noindex">' not in data
    }
    hidden = [path for path, text in indexed.items() if any(word in text for word in (CANARY, "Shy Person"))]
    assert hidden == []
    sitemap = artifacts["sitemap.xml"].decode()
    assert {f"https://northlight.example/sub/{path.removesuffix('index.html')}" for path in indexed} == set(
        re.findall(r"<loc>(.*?)</loc>", sitemap)
    )
    assert {
        "index.html",
        "mentees/anna-berg/index.html",
        "updates/index.html",
        "events/walk/index.html",
    } <= set(indexed)
    assert {
        f"mentees/{ID}/index.html",
        "mentees/shy-person/index.html",
        "mentees/index.html",
        "faq/index.html",
    }.isdisjoint(indexed)


def test_people_who_do_not_allow_search_engines_are_not_described_to_them(tmp_path: Path) -> None:
    artifacts = artifacts_of(tmp_path, covers="profile, photo, gallery, news")
    described = [
        path
        for path, data in artifacts.items()
        for script in re.findall(rb'<script type="application/ld\+json">(.*?)</script>', data, re.DOTALL)
        if any(word in script for word in WORDS)
    ]
    assert described == []
