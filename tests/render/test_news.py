from __future__ import annotations

import json
import re

import pytest

from tests.conftest import SiteWriter
from tests.making import made, places, read_site, said_of
from tests.texts import mentor, page, settings, update


def news(site: SiteWriter) -> dict[str, str]:
    return made(
        site(
            {
                "content/site.yaml": settings(url="https://northlight.example"),
                "content/updates/2022-11-01-first.md": update(
                    "One.", "tags: [Hiring, CV]\n", "2022-11-01", "First"
                ),
                "content/updates/2023-10-05-second.md": update(
                    "Two.", "tags: [hiring]\n", "2023-10-05", "Second"
                ),
                "content/updates/2023-11-05-third.md": update("Three.", "", "2023-11-05", "Third"),
            }
        )
    )


def titles(html: str) -> list[str]:
    return re.findall(r'<h2><a href="[^"]*">([^<]*)</a></h2>', html)


def test_news_has_a_page_for_every_tag_however_it_is_written_and_for_every_year(site: SiteWriter) -> None:
    files = news(site)
    assert titles(files["updates/tags/hiring/index.html"]) == ["Second", "First"]
    assert titles(files["updates/tags/cv/index.html"]) == ["First"]
    assert titles(files["updates/2023/index.html"]) == ["Third", "Second"]
    assert titles(files["updates/2022/index.html"]) == ["First"]
    assert "tags/hiring/index.html" in files["updates/index.html"]
    assert "2022/index.html" in files["updates/index.html"]


def test_the_first_page_has_the_newest_and_the_others_stand_by_year(site: SiteWriter) -> None:
    many: dict[str, str | bytes] = {
        f"content/updates/2023-10-{day:02}-n{day}.md": update("News.", "", f"2023-10-{day:02}", f"News {day}")
        for day in range(1, 16)
    }
    files = made(site(many))
    assert titles(files["updates/index.html"]) == [f"News {day}" for day in range(15, 3, -1)]
    assert len(titles(files["updates/2023/index.html"])) == 15


def test_related_news_shares_a_tag(site: SiteWriter) -> None:
    files = news(site)
    related = re.findall(
        r'<li><a href="([^"]*)"', files["updates/second/index.html"].partition("related-title")[2]
    )
    assert related[:1] == ["../first/index.html"]
    assert "related-title" not in files["updates/third/index.html"]


def test_tags_are_in_both_feeds(site: SiteWriter) -> None:
    files = news(site)
    by_title = {item["title"]: item.get("tags") for item in json.loads(files["updates/feed.json"])["items"]}
    assert by_title == {"Third": None, "Second": ["Hiring"], "First": ["Hiring", "CV"]}
    assert '<category term="CV">' in files["updates/feed.xml"].replace("/>", ">")


def test_two_tags_with_one_address_are_told_with_both_places(site: SiteWriter) -> None:
    folder = site(
        {
            "content/updates/2023-10-05-a.md": update("A.", "tags: [Job talks]\n"),
            "content/updates/2023-10-06-b.md": update("B.", "tags: [job-talks, '!!']\n", "2023-10-06"),
        }
    )
    reading = read_site(folder)
    assert places(reading.diagnostics, "E") == [
        "E803 content/updates/2023-10-05-a.md:5:8",
        "E805 content/updates/2023-10-06-b.md:5:19",
    ]
    said = said_of(folder, reading.diagnostics, "E803")
    assert "`job-talks` and `Job talks` would have one address, `updates/tags/job-talks/`" in said
    assert "the other one is here" in said


@pytest.mark.parametrize(("day", "is_there"), [("2023-10-20", True), ("2023-10-21", False)])
def test_news_leaves_after_its_last_day_and_links_to_it_lead_to_the_list(
    site: SiteWriter, day: str, *, is_there: bool
) -> None:
    files = made(
        site(
            {
                "content/site.yaml": settings(as_of=day, url="https://northlight.example"),
                "content/updates/2023-10-05-offer.md": update(
                    "Come.", "expires_on: 2023-10-20\ntags: [Offers]\n"
                ),
                "content/pages/faq.md": page("[The offer](update:offer)"),
            }
        )
    )
    assert ("updates/offer/index.html" in files) is is_there
    assert ("updates/tags/offers/index.html" in files) is is_there
    assert ("Pizza and plans" in files.get("updates/feed.xml", "")) is is_there
    link = "../updates/offer/index.html" if is_there else "../updates/index.html"
    assert f'<a href="{link}">The offer</a>' in files["faq/index.html"]


def test_the_site_is_due_the_day_after_news_expires(site: SiteWriter) -> None:
    files = made(site({"content/updates/2023-10-05-offer.md": update("Come.", "expires_on: 2023-12-07\n")}))
    assert "2023-12-08" in json.dumps(json.loads(files["build.json"])["next_change"])


def test_news_cannot_end_before_it_begins(site: SiteWriter) -> None:
    reading = read_site(site({"content/updates/2023-10-05-a.md": update("A.", "expires_on: 2023-10-04\n")}))
    assert places(reading.diagnostics, "E") == ["E231 content/updates/2023-10-05-a.md:5:13"]


def test_an_author_who_may_no_longer_be_shown_goes_and_the_news_stays(site: SiteWriter) -> None:
    written = update("Fine.", "authors: [{person: ola-m}, {name: Kari}]\n")
    folder = site({"content/mentors/ola-m.md": mentor("Ola M."), "content/updates/2023-10-05-a.md": written})
    assert "by Ola M., Kari" in re.sub(r"<[^>]*>", "", made(folder)["updates/a/index.html"])
    site({"content/mentors/ola-m.md": mentor("Ola M.", expires_on="2023-12-01")})
    assert "by Kari" in re.sub(r"<[^>]*>", "", made(folder)["updates/a/index.html"])


def test_an_author_must_agree_to_be_in_the_news(site: SiteWriter) -> None:
    reading = read_site(
        site(
            {
                "content/mentors/ola-m.md": mentor("Ola M.", covers="profile"),
                "content/updates/2023-10-05-a.md": update("Fine.", "authors: [{person: ola-m}]\n"),
            }
        )
    )
    assert places(reading.diagnostics, "E") == ["E311 content/updates/2023-10-05-a.md:5:20"]
