from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import pytest

from microsite.render.feeds import atom, json_feed
from microsite.render.views import SiteView, UpdateView
from tests.render.samples import absolute, author, html, lovepats, nowhere, picture, update

BASE = "https://lovepats.example/site"
BODY = html('<p>See <a href="site:/mentees/index.html#all">the mentees</a> &amp; more.</p>')
A = "{http://www.w3.org/2005/Atom}"


def feed(write: Callable[..., bytes | None], *updates: UpdateView, site: SiteView | None = None) -> bytes:
    written = write(
        site or lovepats(),
        updates,
        self_path="updates/feed.xml",
        timezone="Europe/Oslo",
        absolute=absolute,
    )
    assert written is not None
    return written


def atom_read(*updates: UpdateView, site: SiteView | None = None) -> Any:
    parsed = feedparser.parse(
        feed(atom, *updates, site=site), sanitize_html=False, resolve_relative_uris=False
    )
    assert not parsed.bozo
    return parsed


def json_read(*updates: UpdateView) -> Any:
    return json.loads(feed(json_feed, *updates))


def test_a_feed_says_what_it_is_and_where() -> None:
    read = atom_read(update(), site=lovepats(description="News of the program"))
    assert read.version == "atom10"
    assert (read.feed.title, read.feed.subtitle, read.feed.language) == (
        "Lovepats",
        "News of the program",
        "en",
    )
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": f"{BASE}/updates/",
        "self": f"{BASE}/updates/feed.xml",
    }
    assert (read.feed.id, read.feed.author) == (f"{BASE}/updates/feed.xml", "Oslo Business Region")


def test_an_entry_has_the_whole_text_with_absolute_links() -> None:
    (entry,) = atom_read(update(body=BODY)).entries
    assert (entry.title, entry.summary, entry.link) == (
        "A lifeline",
        "In short.",
        f"{BASE}/updates/2023-12-06-a-lifeline/",
    )
    assert entry.content[0].value == f'<p>See <a href="{BASE}/mentees/#all">the mentees</a> &amp; more.</p>'
    assert entry.content[0].type == "text/html"


def test_an_entry_is_published_when_its_day_begins_where_the_program_runs() -> None:
    (entry,) = atom_read(update(date=date(2023, 7, 1))).entries
    assert entry.published == entry.updated == "2023-07-01T00:00:00+02:00"


def test_a_feed_was_updated_with_its_newest_entry() -> None:
    read = atom_read(update("a", date=date(2023, 9, 6)), update("b", date=date(2023, 10, 5)))
    assert read.feed.updated == "2023-10-05T00:00:00+02:00"


def test_an_empty_feed_was_updated_on_the_day_of_the_build() -> None:
    assert atom_read().feed.updated == "2023-12-06T00:00:00+01:00"


def test_an_entry_is_by_its_author_or_else_by_the_organisation() -> None:
    by_andrea, by_all = atom_read(update("b", authors=(author("Andrea"),)), update("a")).entries
    assert {by_andrea.author, by_all.author} == {"Andrea", "Oslo Business Region"}


def test_a_summary_is_text_even_where_feeds_expect_html() -> None:
    root = ET.fromstring(feed(atom, update(summary="Less is <b>more</b> & so on")))  # noqa: S314
    summary = root.find(f"{A}entry/{A}summary")
    assert summary is not None
    assert (summary.get("type"), summary.text) == ("html", "Less is &lt;b&gt;more&lt;/b&gt; &amp; so on")


def test_the_lead_picture_comes_first_with_its_credit() -> None:
    (entry,) = atom_read(update(image=picture(caption='The "roof".'), body=html("<p>Text</p>"))).entries
    assert entry.content[0].value == (
        f'<figure><img src="{BASE}/media/roof.jpg" alt="A roof" width="960" height="640"/>'
        "<figcaption>The &#34;roof&#34;. Illustration, CC0</figcaption></figure><p>Text</p>"
    )


@pytest.mark.parametrize("corrected", [lovepats(url="http://lovepats.example/site"), lovepats()])
def test_an_id_outlives_https_a_corrected_day_and_new_shapes_of_addresses(corrected: SiteView) -> None:
    moved = update(path="news/a-lifeline.html", date=date(2023, 12, 7))
    (entry,) = atom_read(moved, site=corrected).entries
    assert entry.id == "tag:lovepats.example,2023:site/2023-12-06-a-lifeline"


def test_the_twenty_newest_are_listed_newest_first() -> None:
    updates = [update(f"u{day:02}", date=date(2023, 10, day)) for day in range(1, 31)]
    expected = [f"tag:lovepats.example,2023:site/u{day:02}" for day in range(30, 10, -1)]
    assert [entry.id for entry in atom_read(*updates).entries] == expected
    assert [item["id"] for item in json_read(*updates)["items"]] == expected


def test_news_of_one_day_have_an_order_of_their_own() -> None:
    one, other = update("a"), update("b")
    assert feed(atom, one, other) == feed(atom, other, one)


def test_equal_views_give_equal_bytes() -> None:
    for write in (atom, json_feed):
        assert feed(write, update(body=BODY)) == feed(write, update(body=BODY))


def test_a_site_without_an_address_has_no_feed() -> None:
    for write in (atom, json_feed):
        homeless = lovepats(url="")
        assert write(homeless, [update()], self_path="f", timezone="Europe/Oslo", absolute=nowhere) is None


def test_other_scripts_are_written_as_they_are() -> None:
    title = "Ærlig talt: 李さん, שלום 🎉"
    assert title in feed(atom, update(title=title)).decode()
    assert title in feed(json_feed, update(title=title)).decode()


def test_a_json_feed_follows_version_1_1() -> None:
    assert json_read(update(body=BODY, authors=(author("Andrea"),), image=picture(caption=""))) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lovepats",
        "description": "A mentor program in Oslo",
        "home_page_url": f"{BASE}/updates/",
        "feed_url": f"{BASE}/updates/feed.xml",
        "language": "en",
        "authors": [{"name": "Oslo Business Region"}],
        "items": [
            {
                "id": "tag:lovepats.example,2023:site/2023-12-06-a-lifeline",
                "url": f"{BASE}/updates/2023-12-06-a-lifeline/",
                "title": "A lifeline",
                "summary": "In short.",
                "content_html": (
                    f'<figure><img src="{BASE}/media/roof.jpg" alt="A roof" width="960" height="640"/>'
                    "<figcaption>Illustration, CC0</figcaption></figure>"
                    f'<p>See <a href="{BASE}/mentees/#all">the mentees</a> &amp; more.</p>'
                ),
                "date_published": "2023-12-06T00:00:00+01:00",
                "authors": [{"name": "Andrea"}],
                "image": f"{BASE}/media/roof.jpg",
            }
        ],
    }
