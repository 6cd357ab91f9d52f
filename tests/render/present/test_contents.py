from __future__ import annotations

import json
import re
from collections.abc import Mapping

from tests.conftest import SiteWriter
from tests.making import made
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, gallery, mentee, mentor, page, photo, settings, update

JPEG = jpeg(quadrants(400, 300))
PUBLIC = "profile, photo, gallery, news, search_engines"
ADDRESS = {"content/site.yaml": settings(url="https://northlight.example")}
PORTRAIT = "photo: {0}.jpg\nphoto_alt: {0}\nphoto_credit: Illustration\n"


def noindex(pages: Mapping[str, str]) -> set[str]:
    return {path for path, text in pages.items() if '<meta name="robots" content="noindex">' in text}


def described(page: str) -> str:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return found[1] if found else ""


def people(**covers: str) -> dict[str, str]:
    """Write mentees by first name, who share a skill."""
    return {
        f"mentees/{name}/index.md": mentee(f"{name.title()} X", "industries: [Sea]\n", covers=words)
        for name, words in covers.items()
    }


def test_a_profile_that_search_engines_may_have_leads_only_to_others_they_may_have(site: SiteWriter) -> None:
    pages = made(site({**ADDRESS, **people(ada=PUBLIC, bo="profile", cy=PUBLIC, di=PUBLIC)}))
    for name, others in {"ada": {"cy", "di"}, "cy": {"ada", "di"}, "di": {"ada", "cy"}}.items():
        text = pages[f"mentees/{name}/index.html"]
        assert set(re.findall(r'href="\.\./(\w+)/index\.html"', text)) == others
        assert "Bo X" not in text
    assert {f"mentees/{name}/index.html" for name in ("ada", "cy", "di")}.isdisjoint(noindex(pages))


def test_a_profile_that_search_engines_may_not_have_leads_to_everyone(site: SiteWriter) -> None:
    pages = made(site({**ADDRESS, **people(ada=PUBLIC, bo="profile", cy="profile")}))
    assert "mentees/bo/index.html" in noindex(pages)
    assert set(re.findall(r'href="\.\./(\w+)/index\.html"', pages["mentees/bo/index.html"])) == {"ada", "cy"}
    assert described(pages["mentees/bo/index.html"]) == ""


def test_a_mentor_who_does_not_allow_search_engines_is_left_out_where_the_mentee_does(
    site: SiteWriter,
) -> None:
    files: dict[str, str | bytes] = {
        "mentees/ada/index.md": mentee("Ada X", "mentor: jonas-b\n", covers=PUBLIC),
        "mentees/bo/index.md": mentee("Bo X", "mentor: jonas-b\n", covers="profile"),
    }
    pages = made(site({**ADDRESS, **files}))
    assert "Jonas B." not in pages["mentees/ada/index.html"]
    assert "Jonas B." in pages["mentees/bo/index.html"]
    assert "cohorts/2023-autumn/index.html" in noindex(pages)


def test_the_front_page_shows_the_newest_update_and_its_picture_only_if_everyone_on_it_allows_search_engines(
    site: SiteWriter,
) -> None:
    files: dict[str, str | bytes] = {
        **people(ada=PUBLIC, bo="profile, gallery, news"),
        "content/galleries/a/gallery.yaml": gallery(
            photo("a.jpg", depicts="[ada]"), photo("b.jpg", depicts="[bo]")
        ),
        "content/galleries/a/a.jpg": JPEG,
        "content/galleries/a/b.jpg": jpeg(quadrants(300, 300)),
        "content/updates/old.md": update(
            title="Old news", day="2023-10-01", fields="image: ../galleries/a/a.jpg\n"
        ),
        "content/updates/new.md": update(
            title="New news", day="2023-11-01", fields="image: ../galleries/a/b.jpg\n"
        ),
    }
    folder = site({**ADDRESS, **files})
    pages = made(folder)
    assert "New news" in pages["index.html"]
    assert "Old news" not in pages["index.html"]
    assert "index.html" not in noindex(pages)
    latest = pages["index.html"].partition("Latest update")[2]
    assert "<img" not in latest.partition("</article>")[0]
    site(
        {
            "content/updates/new.md": update(
                title="New news", day="2023-11-01", fields="image: ../galleries/a/a.jpg\n"
            )
        }
    )
    latest = made(folder)["index.html"].partition("Latest update")[2]
    assert "<img" in latest.partition("</article>")[0]


def test_the_front_page_shows_only_people_and_pictures_that_search_engines_may_have(site: SiteWriter) -> None:
    portraits = {
        f"mentees/{name}/{name}.jpg": jpeg(quadrants(400, 300 + size))
        for size, name in enumerate(("ada", "bo"))
    }
    files: dict[str, str | bytes] = {
        "mentees/ada/index.md": mentee("Ada X", PORTRAIT.format("ada"), covers=PUBLIC),
        "mentees/bo/index.md": mentee("Bo X", PORTRAIT.format("bo"), covers="profile, photo, gallery"),
        "content/galleries/a/gallery.yaml": gallery(
            photo("a.jpg", depicts="[ada]"), photo("b.jpg", "Only Bo", depicts="[bo]")
        ),
        "content/galleries/a/a.jpg": JPEG,
        "content/galleries/a/b.jpg": jpeg(quadrants(300, 300)),
    }
    pages = made(site({**ADDRESS, **portraits, **files}))
    assert "Ada X" in pages["index.html"]
    assert "Bo X" not in pages["index.html"]
    assert "Only Bo" not in pages["index.html"]
    assert {"galleries/a/index.html", "galleries/index.html", "mentees/index.html"} <= noindex(pages)


def test_a_front_page_that_names_somebody_itself_follows_their_wish(site: SiteWriter) -> None:
    files: dict[str, str | bytes] = {
        **people(bo="profile, gallery, news"),
        "content/pages/index.md": page("![](a.jpg)", f"pictures:\n{photo('a.jpg', depicts='[bo]')}"),
        "content/pages/a.jpg": JPEG,
    }
    assert "index.html" in noindex(made(site({**ADDRESS, **files})))


def test_news_that_names_somebody_in_its_summary_is_not_listed_for_search_engines(site: SiteWriter) -> None:
    files: dict[str, str | bytes] = {
        **people(bo="profile, news"),
        "content/updates/a.md": update("Bo.", "mentions: [bo]\n", title="What Bo X found"),
    }
    pages = made(site({**ADDRESS, **files}))
    assert {"updates/a/index.html", "updates/index.html", "index.html"} <= noindex(pages)
    quiet = made(site({"content/updates/a.md": update("Bo.", "mentions: [bo]\n", title="What we found")}))
    assert {"updates/index.html", "index.html"}.isdisjoint(noindex(quiet))
    assert "updates/a/index.html" in noindex(quiet)


def test_a_speaker_decides_whether_search_engines_may_have_the_event(site: SiteWriter) -> None:
    files: dict[str, str | bytes] = {
        **people(ada=PUBLIC, bo="profile"),
        "content/events/one.md": event("speakers: [ada]\n"),
        "content/events/two.md": event("speakers: [ada, bo]\n"),
    }
    pages = made(site({**ADDRESS, **files}))
    assert "events/one/index.html" not in noindex(pages)
    assert "events/two/index.html" in noindex(pages)
    performers = json.loads(described(pages["events/one/index.html"]))["@graph"][0]["performer"]
    assert [person["name"] for person in performers] == ["Ada X"]


def test_albums_are_described_to_search_engines_when_they_may_have_them(site: SiteWriter) -> None:
    files: dict[str, str | bytes] = {
        "content/galleries/a/gallery.yaml": gallery(photo()),
        "content/galleries/a/table.jpg": JPEG,
    }
    pages = made(site({**ADDRESS, **files}))
    graph = json.loads(described(pages["galleries/a/index.html"]))["@graph"]
    assert graph[0]["@type"] == "ImageGallery"


def test_pages_that_are_no_use_to_search_engines_are_kept_from_them(site: SiteWriter) -> None:
    pages = made(site(ADDRESS))
    assert {"404.html", "contact/thanks/index.html"} <= noindex(pages)
    assert "canonical" not in pages["404.html"]


def test_a_resume_gives_the_years_of_posts_and_studies(site: SiteWriter) -> None:
    fields = (
        "experience:\n  - {job_title: A, organisation: B, start_date: 2019-02, end_date: 2023}\n"
        "  - {job_title: C, organisation: D, start_date: 2015}\n"
        "education:\n  - {study: E, organisation: F, end_date: 2014-06}\n"
    )
    pages = made(site({"mentees/ada/index.md": mentee("Ada X", fields)}))
    resume = json.loads(pages["mentees/ada/resume.json"])
    assert [(post["startDate"], post.get("endDate")) for post in resume["work"]] == [
        ("2019-02", "2023"),
        ("2015", None),
    ]
    assert resume["education"][0]["endDate"] == "2014-06"


def test_a_mentor_who_speaks_is_named_with_post_and_company(site: SiteWriter) -> None:
    files: dict[str, str | bytes] = {
        "content/mentors/ole-o.md": mentor("Ole O.", "works_for: northlight\n"),
        "content/events/one.md": event("speakers: [ole-o, jonas-b]\n"),
    }
    text = made(site(files))["events/one/index.html"]
    assert "Product lead, Northlight Foundation" in text


def test_what_people_wrote_is_shown_letter_for_letter(site: SiteWriter) -> None:
    files: dict[str, str | bytes] = {
        "content/pages/faq.md": page(
            "site:/mentees/x and {{ site.name }}", title="<b>Bold</b> {{ page.title }}"
        ),
    }
    text = made(site(files))["faq/index.html"]
    assert "<h1>&lt;b&gt;Bold&lt;/b&gt; {{ page.title }}</h1>" in text
    assert "site:&#47;mentees/x and {{ site.name }}" in text


def test_a_picture_in_a_text_is_drawn_as_a_figure_and_one_in_a_line_in_that_line(site: SiteWriter) -> None:
    pictures = "pictures:\n" + photo("a.jpg", alt="A > b")
    files: dict[str, str | bytes] = {
        "content/pages/faq.md": page("![](a.jpg)\n\nSee ![](a.jpg) here.", pictures),
        "content/pages/a.jpg": JPEG,
    }
    text = made(site(files))["faq/index.html"]
    assert "ref:" not in text
    assert text.count('alt="A &gt; b"') == 2
    assert "<p><figure" not in text.replace(" ", "")
