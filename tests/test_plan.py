from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microsite.model.terms import terms_of
from microsite.plan import LIST_PATHS, document_path, path_of
from microsite.plan.planning import Plan, plan
from tests.conftest import SiteWriter
from tests.making import places, read_site, said_of, sound
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, gallery, mentee, page, photo, update
from tests.texts import settings as site_settings

SLUGS = st.sampled_from(
    [
        "a",
        "feed",
        "404",
        "contact",
        "thanks",
        "mentees",
        "events",
        "updates",
        "galleries",
        "cohorts",
        "skills",
        "media",
        "index",
    ]
)
PDF = b"%PDF-1.7\n"


def planned(site: SiteWriter, files: dict[str, str | bytes], **asked: object) -> Plan:
    reading = read_site(site(files), **asked)
    assert reading.plan is not None
    return reading.plan


def paths(found: Plan) -> list[str]:
    groups = ([job.path for job in jobs] for jobs in (found.pages, found.documents, found.copies))
    return [path for group in groups for path in group]


def test_every_entry_has_a_page_and_every_list_that_is_not_empty(site: SiteWriter) -> None:
    found = planned(
        site,
        {
            "content/pages/faq.md": page(),
            "content/updates/2023-10-05-news.md": update(),
            "content/site.yaml": site_settings(url="https://northlight.example"),
        },
    )
    assert paths(found) == [
        *("index.html", "contact/index.html", "contact/thanks/index.html", "404.html"),
        *("mentees/index.html", "events/index.html", "updates/index.html", "outcomes/index.html"),
        *("cohorts/2023-autumn/index.html", "mentees/anna-berg/index.html"),
        *(
            "events/kick-off/index.html",
            "events/closing/index.html",
            "updates/news/index.html",
            "faq/index.html",
        ),
        *("mentees/status/open/index.html", "mentees/availability/now/index.html"),
        *("mentees/skills/marine-biology/index.html", "mentees/skills/python/index.html"),
        *("mentees/languages/english/index.html", "mentees/languages/norwegian/index.html"),
        "updates/2023/index.html",
        *("sitemap.xml", "updates/feed.xml", "updates/feed.json", "robots.txt", "events/calendar.ics"),
        *("events/kick-off/event.ics", "events/closing/event.ics", "cohorts/2023-autumn/calendar.ics"),
        *("outcomes/outcomes.csv", "outcomes/outcomes.json"),
        *("cohorts/2023-autumn/outcomes.csv", "cohorts/2023-autumn/outcomes.json"),
        *("mentees/index.json", "mentees/anna-berg/resume.json", "mentees/anna-berg/qr.svg"),
    ]


def test_what_needs_an_address_is_not_planned_without_one(site: SiteWriter) -> None:
    found = paths(planned(site, {"content/updates/2023-10-05-news.md": update()}))
    assert {"sitemap.xml", "updates/feed.xml", "updates/feed.json", "mentees/anna-berg/qr.svg"}.isdisjoint(
        found
    )


def test_a_list_that_is_linked_is_a_page_even_while_it_is_empty(site: SiteWriter) -> None:
    found = paths(planned(site, {"content/pages/faq.md": page("[a](updates) [b](galleries)")}))
    assert {"updates/index.html", "galleries/index.html"} <= set(found)


def test_pages_know_the_file_they_come_from(site: SiteWriter) -> None:
    sources = {job.path: job.source for job in planned(site, {}).pages}
    assert sources["index.html"] == "content/pages/index.md"
    assert sources["404.html"] == sources["mentees/index.html"] == "content/site.yaml"
    assert sources["mentees/skills/python/index.html"] == "mentees/anna-berg/index.md"
    assert sources["events/kick-off/index.html"] == "content/events/2023-autumn.yaml"


def test_documents_are_copied_when_a_person_agrees_or_a_text_links_to_them(site: SiteWriter) -> None:
    found = planned(
        site,
        {
            "mentees/lea-lind/index.md": mentee("Lea Lind", "cv: secret-name.pdf\n"),
            "mentees/lea-lind/secret-name.pdf": PDF,
            "mentees/ada-moe/index.md": mentee("Ada Moe", "cv: ada.pdf\n", covers="profile"),
            "mentees/ada-moe/ada.pdf": PDF,
            "content/pages/faq.md": page(
                "[a](program.pdf) [b](program.pdf) [c](../../mentees/lea-lind/secret-name.pdf)"
            ),
            "content/pages/program.pdf": PDF,
        },
    )
    assert [(copy.path, copy.file.path) for copy in found.copies] == [
        ("mentees/lea-lind/cv.pdf", "mentees/lea-lind/secret-name.pdf"),
        ("documents/program.pdf", "content/pages/program.pdf"),
    ]
    assert document_path("mentees/lea-lind/secret-name.pdf") == "mentees/lea-lind/cv.pdf"


def test_two_documents_of_one_name_are_told(site: SiteWriter) -> None:
    folder = site(
        {
            "content/pages/faq.md": page("[a](a.pdf) [b](../updates/a.pdf)"),
            "content/pages/a.pdf": PDF,
            "content/updates/a.pdf": PDF,
        }
    )
    assert "would be published at `documents/a.pdf`, which is made from `content/pages/a.pdf`" in said_of(
        folder, read_site(folder).diagnostics, "E804"
    )


def test_every_picture_that_is_shown_is_made_in_the_way_of_its_use(site: SiteWriter) -> None:
    portrait = "photo: lea.jpg\nphoto_alt: Lea\nphoto_credit: Illustration\nphoto_focal_point: 20% 80%\n"
    jpg = jpeg(quadrants(400, 300))
    found = planned(
        site,
        {
            "mentees/lea-lind/index.md": mentee("Lea Lind", portrait),
            "mentees/lea-lind/lea.jpg": jpg,
            "content/galleries/autumn/gallery.yaml": gallery(photo(depicts="[lea-lind]")),
            "content/galleries/autumn/table.jpg": jpg,
        },
    )
    assert {
        path: (job.profile.name, job.focal_point, job.people) for path, job in found.renditions.items()
    } == {
        "content/galleries/autumn/table.jpg": ("photo", (0.5, 0.5), ("lea-lind",)),
        "mentees/lea-lind/lea.jpg": ("portrait", (0.2, 0.8), ("lea-lind",)),
    }


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "content/pages/contact.md",
            "this would be published at `contact/`, which is a page that every site has",
        ),
        (
            "content/pages/mentees.md",
            "this would be published at `mentees/`, which is a page that every site has",
        ),
    ],
)
def test_an_address_that_is_taken_is_told_at_the_file_that_can_be_renamed(
    site: SiteWriter, path: str, message: str
) -> None:
    folder = site({path: page()})
    assert said_of(folder, read_site(folder).diagnostics).startswith(
        f"error[E804]: {message}\n   --> {path}:1:1"
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    pages=st.sets(SLUGS),
    mentees=st.sets(SLUGS),
    events=st.sets(SLUGS),
    skills=st.lists(st.sampled_from(["C", "c", "C++", "C#", "c-sharp", "A/B"]), min_size=1),
)
def test_no_two_jobs_have_one_path_or_it_is_told(
    site: SiteWriter, pages: set[str], mentees: set[str], events: set[str], skills: list[str]
) -> None:
    base = sound(site({}))
    anna, kick_off, front = base.mentees["anna-berg"], base.events["kick-off"], base.pages["index"]
    skilled = replace(anna.fields, skills=tuple(skills))
    moved = replace(
        base,
        pages={id: replace(front, id=id) for id in sorted(pages)},
        mentees={id: replace(anna, id=id, fields=skilled) for id in sorted(mentees)},
        events={id: replace(kick_off, id=id) for id in sorted(events)},
    )
    terms, mistakes = terms_of(moved)
    found = plan(moved, terms=terms, headers={}, profiles={})
    twice = [path for path, count in Counter(path.casefold() for path in paths(found)).items() if count > 1]
    assert bool(twice) == bool([*mistakes, *found.diagnostics])


def test_paths_of_lists_and_entries_are_one_table() -> None:
    assert [path_of(kind, "") for kind in LIST_PATHS] == list(LIST_PATHS.values())
    assert (path_of("page", "index"), path_of("page", "faq"), path_of("cohort", "a")) == (
        "index.html",
        "faq/index.html",
        "cohorts/a/index.html",
    )


def test_a_cancelled_event_keeps_its_page(site: SiteWriter) -> None:
    folder = site({"content/events/a.md": event("event_status: cancelled\n")})
    reading = read_site(folder)
    assert places(reading.diagnostics) == []
    assert reading.plan is not None
    assert "events/a/index.html" in paths(reading.plan)


OWN_THEME = {"content/site.yaml": site_settings(theme="\n  name: own", url="https://northlight.example")}


def test_a_theme_leaves_out_pages_documents_and_terms(site: SiteWriter) -> None:
    theme = """\
name: own
extends: default
pages: [mentees, mentee, term, events]
documents: [sitemap, calendar]
taxonomies: [skills]
"""
    assert paths(planned(site, {**OWN_THEME, "themes/own/theme.yaml": theme})) == [
        *("index.html", "mentees/index.html", "events/index.html", "mentees/anna-berg/index.html"),
        *("mentees/skills/marine-biology/index.html", "mentees/skills/python/index.html"),
        *("sitemap.xml", "events/calendar.ics"),
    ]


def test_a_theme_takes_each_list_from_the_nearest_that_has_one(site: SiteWriter) -> None:
    found = planned(
        site,
        {
            **OWN_THEME,
            "themes/own/theme.yaml": "name: own\nextends: other\ndocuments: [robots]\n",
            "themes/other/theme.yaml": "name: other\nextends: default\npages: []\ndocuments: []\n",
        },
    )
    assert paths(found) == ["index.html", "robots.txt"]


def test_a_link_to_what_the_theme_leaves_out_is_told_with_its_place(site: SiteWriter) -> None:
    folder = site(
        {
            "content/site.yaml": site_settings(theme="\n  name: own", url="https://northlight.example"),
            "content/pages/faq.md": page("[a](feed) [b](event:kick-off) [c](mentees) [d](https://a.example)"),
            "themes/own/theme.yaml": "name: own\nextends: default\npages: [mentees, page, contact]\ndocuments: []\n",
        }
    )
    told = said_of(folder, read_site(folder).diagnostics, "E717")
    assert "`feed` leads nowhere: the theme leaves `atom` out" in told
    assert "`event:kick-off` leads nowhere: the theme leaves `event` out" in told
    assert told.count("themes/own/theme.yaml:3:1") == told.count("error[E717]") == 2
