from __future__ import annotations

import json
import re

import pytest

from tests.conftest import SiteWriter
from tests.making import made
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, gallery, mentee, page, photo, settings, update

NORWEGIAN = "language: nb\n"
COHORT = """---
title: En høst
summary: Sytten mennesker.
start_date: 2023-09-01
{fields}---
Slik gikk det.
"""
ENTRIES: dict[str, tuple[str, str]] = {
    "mentees/ada/index.html": (
        "mentees/ada/index.md",
        mentee("Ada X", NORWEGIAN, "Jeg teller.", headline="Teller"),
    ),
    "cohorts/host/index.html": ("content/cohorts/host.md", COHORT.format(fields=NORWEGIAN)),
    "events/one/index.html": ("content/events/one.md", event(NORWEGIAN, "En kveld", body="Velkommen.")),
    "updates/one/index.html": ("content/updates/one.md", update("Det var fint.", NORWEGIAN, title="Fint")),
    "faq/index.html": ("content/pages/faq.md", page("Hva?", NORWEGIAN)),
    "galleries/a/index.html": (
        "content/galleries/a/gallery.yaml",
        gallery(photo(alt="Et bord"), fields=NORWEGIAN),
    ),
}
TABLE: dict[str, str | bytes] = {"content/galleries/a/table.jpg": jpeg(quadrants(400, 300))}


def marked(text: str) -> list[str]:
    return re.findall(r'<(\w+)[^>]* lang="nb" dir="auto">', text)


@pytest.mark.parametrize("path", ENTRIES)
def test_texts_in_another_language_are_marked_on_the_page_of_their_entry(site: SiteWriter, path: str) -> None:
    source, text = ENTRIES[path]
    drawn = made(site({source: text, **(TABLE if "galleries" in source else {})}))[path]
    assert '<html lang="en"' in drawn
    assert {"h1", "div"} & set(marked(drawn))


def test_lists_mark_the_words_of_such_entries_and_no_others(site: SiteWriter) -> None:
    others = {
        "content/updates/two.md": update(title="English"),
        "content/events/two.md": event(title="English", day="2023-12-20"),
    }
    entries = dict(ENTRIES.values())
    pages = made(site({**TABLE, **entries, **others}))
    assert marked(pages["updates/index.html"]) == ["h2", "p"]
    assert marked(pages["mentees/index.html"]) == ["p"]
    assert marked(pages["galleries/index.html"]) == ["h2", "div"]


def test_nothing_is_marked_where_the_site_speaks_that_language_itself(site: SiteWriter) -> None:
    source, text = ENTRIES["updates/one/index.html"]
    pages = made(site({source: text, "content/site.yaml": settings(languages="[nb]")}))
    assert '<html lang="nb"' in pages["updates/one/index.html"]
    assert marked(pages["updates/one/index.html"]) == []


def test_the_feed_tells_the_language_of_an_update_in_another(site: SiteWriter) -> None:
    source, text = ENTRIES["updates/one/index.html"]
    address = {"content/site.yaml": settings(url="https://northlight.example")}
    feed = json.loads(made(site({source: text, **address}))["updates/feed.json"])
    assert (feed["language"], feed["items"][0]["language"]) == ("en", "nb")
