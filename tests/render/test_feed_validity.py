"""Feeds of whole sites, held to what they promise: Atom by the schema of RFC 4287, JSON Feed by its rules."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
import rnc2rng  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from microsite.render.feeds import atom, json_feed
from tests.conftest import SiteWriter
from tests.making import made
from tests.render.samples import absolute, author, html, lovepats, term, update
from tests.texts import settings as site_settings
from tests.texts import update as written

SCHEMA = Path(__file__).parent / "schemas" / "atom.rnc"
A = "{http://www.w3.org/2005/Atom}"
WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
)


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """Read the schema; an empty namespace cannot be bound to a prefix in XML, and needs none."""
    compact = rnc2rng.dumps(rnc2rng.load(str(SCHEMA))).replace(' xmlns:local=""', "")
    return etree.RelaxNG(etree.fromstring(compact.encode()))


def assert_atom(data: bytes, schema: etree.RelaxNG) -> None:
    """Hold a feed to the schema and to what it says in prose: one author at least, one alternate link of a type."""
    tree = etree.fromstring(data)
    assert schema.validate(tree), schema.error_log
    for entry in tree.findall(f"{A}entry"):
        assert entry.findall(f"{A}author") or tree.findall(f"{A}author")
        assert entry.find(f"{A}summary") is not None
        assert [link.get("rel", "alternate") for link in entry.findall(f"{A}link")].count("alternate") == 1
    assert [link.get("rel") for link in tree.findall(f"{A}link")].count("self") == 1
    ids = [entry.findtext(f"{A}id") for entry in tree.findall(f"{A}entry")]
    assert len(ids) == len(set(ids))
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    assert parsed.version == "atom10"


def assert_json_feed(data: bytes) -> None:
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"] or item.get("content_text") is not None or item["content_html"] == ""
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(item_author["name"] for item_author in item["authors"])


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "poster", "cite"):
                self.found.append(value or "")
            if name == "srcset":
                self.found += [each.split()[0] for each in (value or "").split(",")]


def addresses_in(content: str) -> list[str]:
    parser = _Addresses()
    parser.feed(content)
    return parser.found


def test_the_feeds_of_a_site_are_valid_and_whole_with_absolute_links_only(
    site: SiteWriter, schema: etree.RelaxNG
) -> None:
    body = (
        "See [all](mentees), [this](#a) & <b>.\n\n## Ä {#a}\n\n> Said.\n>\n> — Kari\n\n{figure:all.people}\n"
    )
    folder = site(
        {
            "content/site.yaml": site_settings(url="https://northlight.example/sub"),
            "content/updates/2023-10-05-a.md": written(
                body, "authors: [{name: Kari & Ola}, {name: Lea}]\ntags: ['R&D']\n"
            ),
            "content/updates/2023-10-06-b.md": written("", "", "2023-10-06", "Nothing to say"),
        }
    )
    files = made(folder)
    assert_atom(files["updates/feed.xml"].encode(), schema)
    assert_json_feed(files["updates/feed.json"].encode())
    contents = [item["content_html"] for item in json.loads(files["updates/feed.json"])["items"]]
    contents += [
        entry.findtext(f"{A}content") or ""
        for entry in etree.fromstring(files["updates/feed.xml"].encode()).iter(f"{A}entry")
    ]
    links = [address for content in contents for address in addresses_in(content)]
    assert len(links) >= 4
    assert all(link.startswith("https://northlight.example/sub/") for link in links)
    assert all("site:" not in content and "figure:" not in content for content in contents)
    assert "<h2" in contents[1]


def test_a_site_without_news_that_links_to_its_feed_has_a_valid_one(
    site: SiteWriter, schema: etree.RelaxNG
) -> None:
    navigation = "\n  - {label: Feed, to: feed}"
    folder = site({"content/site.yaml": site_settings(url="https://a.example", navigation=navigation)})
    assert_atom(made(folder)["updates/feed.xml"].encode(), schema)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, st.lists(WORDS, max_size=3)), max_size=4))
def test_feeds_are_valid_whatever_people_write(
    schema: etree.RelaxNG, news: list[tuple[str, str, str, list[str]]]
) -> None:
    updates = [
        update(
            f"n{number}",
            title=title,
            summary=summary,
            authors=tuple(author(name) for name in (by, "Kari")),
            tags=tuple(term(tag) for tag in tags),
            body=html("<p>Text &amp; more</p>"),
        )
        for number, (title, summary, by, tags) in enumerate(news)
    ]
    for write, check in ((atom, lambda data: assert_atom(data, schema)), (json_feed, assert_json_feed)):
        data = write(
            lovepats(), updates, self_path="updates/feed.xml", timezone="Asia/Kathmandu", absolute=absolute
        )
        assert data is not None
        check(data)


def test_the_schema_refuses_what_is_no_feed(schema: etree.RelaxNG) -> None:
    data = atom(
        lovepats(), [update()], self_path="updates/feed.xml", timezone="Europe/Oslo", absolute=absolute
    )
    assert data is not None
    without_id = re.sub(rb"<id>[^<]*</id>", b"", data)
    assert not schema.validate(etree.fromstring(without_id))
