from __future__ import annotations

from urllib.parse import quote, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.core.urls import canonical, pretty, relative, rooted

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name not in {".", ".."}
)
PATHS = st.lists(NAMES | st.sampled_from(["a", "b", "index.html"]), min_size=1, max_size=5).map("/".join)
ROOTS = ["https://example.org/", "https://example.org/sub/path/", "file:///home/anna/output/"]


def whole(root: str, path: str) -> str:
    return root + quote(path, safe="/")


@pytest.mark.parametrize(
    ("from_path", "to_path", "url"),
    [
        ("index.html", "assets/x.css", "assets/x.css"),
        ("mentees/anna/index.html", "assets/x.css", "../../assets/x.css"),
        ("mentees/anna/index.html", "mentees/index.html", "../index.html"),
        ("mentees/anna/index.html", "mentees/anna/photo.jpg", "photo.jpg"),
        ("mentees/anna/index.html", "mentees/anna/index.html", "index.html"),
        ("a/b/c.html", "a/x/c.html", "../x/c.html"),
        ("index.html", "files/søk & finn?.pdf", "files/s%C3%B8k%20%26%20finn%3F.pdf"),
        ("index.html", "a:b.html", "a%3Ab.html"),
    ],
)
def test_a_link_leads_from_page_to_page(from_path: str, to_path: str, url: str) -> None:
    assert relative(from_path, to_path) == url


@settings(deadline=None)
@given(from_path=PATHS, to_path=PATHS)
def test_a_relative_link_arrives_wherever_the_site_stands(from_path: str, to_path: str) -> None:
    for root in ROOTS:
        assert urljoin(whole(root, from_path), relative(from_path, to_path)) == whole(root, to_path)


@settings(deadline=None)
@given(from_path=PATHS, to_path=PATHS)
def test_a_pretty_link_arrives_at_the_folder_of_an_index(from_path: str, to_path: str) -> None:
    for root in ROOTS:
        arrived = urljoin(whole(root, from_path), pretty(from_path, to_path))
        assert arrived == canonical(root, to_path)


@pytest.mark.parametrize(
    ("from_path", "to_path", "url"),
    [
        ("index.html", "index.html", "./"),
        ("index.html", "mentees/index.html", "mentees/"),
        ("mentees/anna/index.html", "index.html", "../../"),
        ("mentees/anna/index.html", "mentees/anna/index.html", "./"),
        ("index.html", "feed/my-index.html", "feed/my-index.html"),
    ],
)
def test_a_pretty_link_has_no_index(from_path: str, to_path: str, url: str) -> None:
    assert pretty(from_path, to_path) == url


@pytest.mark.parametrize("base_url", ["https://example.org/sub", "https://example.org/sub/"])
def test_a_canonical_url_never_has_an_index(base_url: str) -> None:
    assert canonical(base_url, "index.html") == "https://example.org/sub/"
    assert canonical(base_url, "mentees/anna/index.html") == "https://example.org/sub/mentees/anna/"
    assert canonical(base_url, "events/calendar.ics") == "https://example.org/sub/events/calendar.ics"


def test_a_page_that_is_answered_at_any_depth_links_from_the_root_of_the_host() -> None:
    assert rooted("https://example.org", "assets/x.css") == "/assets/x.css"
    assert rooted("https://example.org/sub/", "index.html") == "/sub/index.html"
