"""What pages and calendars tell of events, from their files on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qs, urlsplit

from microsite.model.fields.values import Period, Season
from microsite.render.calendar_words import expected
from microsite.render.words import Words
from tests.conftest import SiteWriter
from tests.making import made
from tests.texts import event, settings

WORDS = Words(locale="en", gettext=str, ngettext=lambda one, many, n: one if n == 1 else many)


def row(pages: Mapping[str, str], anchor: str) -> str:
    """Give an event's item in the list of events, without its elements."""
    item = re.search(
        rf'<li class="event[^"]*" id="{anchor}">.*?\n</li>', pages["events/index.html"], re.DOTALL
    )
    assert item is not None, anchor
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", item[0]).split()))


def hrefs(html: str, start: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]+)"', html) if href.startswith(start)]


def test_a_mentor_has_a_calendar_and_the_pages_that_name_them_lead_to_it(site: SiteWriter) -> None:
    folder = site(
        {
            "content/events/talk.md": event(
                "cohort: 2023-autumn\nspeakers: [jonas-b]\n", title="Talk", day="2023-12-09"
            ),
            "content/events/hour.md": event(
                "cohort: 2023-autumn\ncategory: mentor_session\n", title="Hour", day="2023-12-10"
            ),
            "content/events/walk.md": event("cohort: 2023-autumn\n", title="Walk", day="2023-12-11"),
        }
    )
    pages = made(folder)
    calendar = pages["mentors/jonas-b/calendar.ics"]
    assert re.findall(r"UID:(\w+)@", calendar) == ["talk", "hour"]
    assert "Jonas" not in calendar
    assert 'href="../../mentors/jonas-b/calendar.ics"' in pages["cohorts/2023-autumn/index.html"]
    assert 'href="../../mentors/jonas-b/calendar.ics"' in pages["events/talk/index.html"]
    assert 'href="../../cohorts/2023-autumn/index.html#mentor-jonas-b"' in pages["events/talk/index.html"]
    assert 'id="mentor-jonas-b"' in pages["cohorts/2023-autumn/index.html"]


def test_an_event_without_a_day_is_listed_in_its_month_and_stays_out_of_calendars(site: SiteWriter) -> None:
    folder = site(
        {
            "content/events/fair.md": "---\ntitle: Fair\nexpected: 2024-03\n---\n",
            "content/events/camp.md": "---\ntitle: Camp\nexpected: 2024-spring\n---\n",
            "content/events/talk.md": event(title="Talk", day="2024-03-30"),
        }
    )
    pages = made(folder)
    headings = re.findall(r'id="month-[^"]*">([^<]+)<', pages["events/index.html"])
    assert headings == ["December 2023", "March 2024", "Spring 2024"]
    assert row(pages, "fair") == "Fair Date to come For the cohort"
    assert "Fair" not in pages["events/calendar.ics"]
    assert "events/fair/event.ics" not in pages
    assert "March 2024" in pages["events/fair/index.html"]
    assert "Fair" not in made(folder, now="2024-04-01")["events/index.html"].partition("Past events")[0]


def test_seasons_and_years_are_worded() -> None:
    assert expected(WORDS, Period(year=2024, season=Season.WINTER)) == "Winter 2024/25"
    assert expected(WORDS, Period(year=2024)) == "2024"
    assert Period(year=2024, season=Season.WINTER).last_day.isoformat() == "2025-02-28"


def test_a_cancelled_and_a_moved_day_of_a_series_are_shown_as_such(site: SiteWriter) -> None:
    folder = site(
        {
            "content/events/hour.md": event(
                "start_time: 08:30\nend_time: 09:30\nrepeats:\n  until: 2023-12-28\n  cancelled_on: [2023-12-14]\n"
                "  moved:\n    - { previous_start_date: 2023-12-21, start_date: 2023-12-20, start_time: 09:00 }\n",
                title="Hour",
                day="2023-12-07",
            )
        }
    )
    pages = made(folder)
    assert "Cancelled" in row(pages, "hour-2023-12-14")
    assert "Moved from 21 December 2023 Wednesday, 09:00–09:30" in row(pages, "hour-2023-12-21")
    assert "Cancelled" not in row(pages, "hour-2023-12-28")
    assert "(Cancelled)" in pages["events/index.html"]


def test_an_event_elsewhere_is_told_by_the_clocks_there(site: SiteWriter) -> None:
    text = event("start_time: 16:00\ntimezone: America/New_York\n", title="Call", day="2023-12-14")
    assert "Thursday, from 16:00, New York time" in row(made(site({"content/events/call.md": text})), "call")


def test_kind_way_and_place_are_told_to_readers_and_to_calendars(site: SiteWriter) -> None:
    text = event(
        "category: info_session\nattendance: online\naudience: open\nlast_modified: 2023-12-01\nlocation:\n"
        "  name: Room\n  latitude: 59.9075\n  longitude: 10.7581\n",
        title="Info",
        day="2023-12-14",
    )
    pages = made(site({"content/events/info.md": text}))
    assert row(pages, "info").startswith("14 Dec Info Thursday, all day Info session Room Open to all")
    assert "<dd>Online</dd>" in pages["events/info/index.html"]
    calendar = pages["events/info/event.ics"].split("\r\n")
    assert "CATEGORIES:Info session,Open to all" in calendar
    assert "GEO:59.9075;10.7581" in calendar
    assert "LAST-MODIFIED:20231201T000000Z" in calendar


def test_deadlines_are_in_the_list_and_in_calendars(site: SiteWriter) -> None:
    cohort = (
        "---\ntitle: The spring cohort\nlabel: Spring\nsummary: S.\nexpected: soon\n"
        "applications_open: 2024-01-08\napplications_close: 2024-02-01\n---\n"
    )
    pages = made(site({"content/cohorts/2024-spring.md": cohort}))
    assert "8 Jan Applications open: Spring Monday, all day Applications" in row(pages, r"2024-spring\.opens")
    for path in ("events/calendar.ics", "cohorts/2024-spring/calendar.ics"):
        assert re.findall(r"UID:2024-spring\.(\w+)@", pages[path]) == ["opens", "closes"]


def test_calendars_of_others_are_offered_the_event_and_the_calendar(site: SiteWriter) -> None:
    text = event("start_time: 16:00\nend_time: 18:00\n", title="Talk & tea", day="2023-12-14")
    pages = made(
        site({"content/events/talk.md": text, "content/site.yaml": settings(url="https://a.example/b")})
    )
    page = pages["events/talk/index.html"]
    (google,), (outlook,) = (
        hrefs(page, "https://calendar.google.com"),
        hrefs(page, "https://outlook.live.com"),
    )
    asked = parse_qs(urlsplit(google).query)
    assert (asked["text"], asked["dates"], asked["ctz"]) == (
        ["Talk & tea"],
        ["20231214T160000/20231214T180000"],
        ["Europe/Oslo"],
    )
    assert parse_qs(urlsplit(outlook).query)["startdt"] == ["2023-12-14T15:00:00Z"]
    subscribe = pages["events/index.html"].partition('id="subscribe"')[2]
    assert hrefs(subscribe, "webcal:")[0] == "webcal://a.example/b/events/calendar.ics"
    cid = parse_qs(urlsplit(hrefs(subscribe, "https://calendar.google.com")[0]).query)["cid"]
    assert cid == ["webcal://a.example/b/events/calendar.ics"]


def test_a_series_is_offered_to_google_with_its_rule_and_not_to_a_form_that_has_none(
    site: SiteWriter,
) -> None:
    text = event("start_time: 16:00\nrepeats: { until: 2023-12-28 }\n", title="Hour", day="2023-12-07")
    page = made(site({"content/events/hour.md": text}))["events/hour/index.html"]
    (google,) = hrefs(page, "https://calendar.google.com")
    assert parse_qs(urlsplit(google).query)["recur"] == [
        "RRULE:FREQ=WEEKLY;UNTIL=20231228T150000Z;INTERVAL=1"
    ]
    assert hrefs(page, "https://outlook.live.com") == []
