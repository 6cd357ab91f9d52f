from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.render.structured_rules import faults, kinds

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
EXPECTED = {
    "index.html": {"WebSite", "Organization"},
    "updates/a-lifeline-for-lovepats/index.html": {"NewsArticle", "BreadcrumbList"},
    "events/oslo-innovation-week/index.html": {"Event", "BreadcrumbList"},
    "cohorts/2024-spring/index.html": {"EducationalOccupationalProgram", "FAQPage", "BreadcrumbList"},
    "program/index.html": {"EducationalOccupationalProgram", "FAQPage", "BreadcrumbList"},
    "about/index.html": {"BreadcrumbList"},
    "events/index.html": {"BreadcrumbList"},
    "outcomes/index.html": {"BreadcrumbList"},
    "updates/index.html": {"BreadcrumbList"},
    "updates/tags/results/index.html": {"BreadcrumbList"},
    "updates/2023/index.html": {"BreadcrumbList"},
    "contact/index.html": {"BreadcrumbList"},
}
WITHOUT_A_TRAIL = {"index.html", "404.html", "contact/thanks/index.html"}
OPEN_GRAPH = (
    "og:title",
    "og:type",
    "og:url",
    "og:image",
    "og:image:alt",
    "og:site_name",
    "og:locale",
    "og:description",
)


def described(page: Path) -> dict[str, Any] | None:
    found = SCRIPT.search(page.read_text(encoding="utf-8"))
    return json.loads(found[1]) if found else None


def test_everything_that_is_described_has_what_its_readers_require(lovepats: Path) -> None:
    wrong = {}
    for page in sorted(lovepats.rglob("*.html")):
        document = described(page)
        if document and (found := faults(document)):
            wrong[page.relative_to(lovepats).as_posix()] = found
    assert wrong == {}


def test_every_page_that_search_engines_may_have_tells_the_way_to_it(lovepats: Path) -> None:
    without = set()
    for page in lovepats.rglob("*.html"):
        if '<meta name="robots" content="noindex' not in page.read_text(encoding="utf-8"):
            document = described(page)
            if document is None or "BreadcrumbList" not in kinds(document):
                without.add(page.relative_to(lovepats).as_posix())
    assert without <= WITHOUT_A_TRAIL


@pytest.mark.parametrize("path", EXPECTED)
def test_a_page_describes_what_it_is_about(path: str, lovepats: Path) -> None:
    document = described(lovepats / path)
    assert document is not None
    assert set(kinds(document)) == EXPECTED[path]


@pytest.mark.parametrize("path", EXPECTED)
def test_a_page_says_how_it_looks_where_it_is_shared(path: str, lovepats: Path) -> None:
    html = (lovepats / path).read_text(encoding="utf-8")
    said = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html))
    assert [name for name in OPEN_GRAPH if not said.get(name)] == []
    assert said["og:image"].startswith("https://")
    is_article = "NewsArticle" in EXPECTED[path]
    assert said["og:type"] == ("article" if is_article else "website")
    assert ("article:published_time" in said) is is_article


def test_the_rules_find_what_is_missing() -> None:
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 2, "name": "A"}],
    }
    event = {"@type": "Event", "name": "Walk", "startDate": "soon", "url": "/events/"}
    found = faults({"@context": "https://schema.org", "@graph": [trail, event]})
    assert found == [
        "the positions of a trail are [2]",
        "ListItem has no item",
        "Event has no eventStatus",
        "Event has no eventAttendanceMode",
        "Event has no organizer",
        "Event.startDate is no date: soon",
        "Event.url is no address: /events/",
    ]
