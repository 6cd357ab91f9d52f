"""What is said of events and programs in the words of schema.org, case by case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.render import structured_data
from microsite.render.views import ChangedDay, CohortView, FactView, PersonLink, TermView
from tests.conftest import MINIMAL_SITE, SiteWriter
from tests.making import made
from tests.render.samples import absolute, lovepats, picture, view
from tests.render.structured_rules import faults
from tests.render.test_structured_data import BASE, ORGANISATION, SITE, described, node

OSLO = ZoneInfo("Europe/Oslo")
PLACE = {"place_name": "Workshop room", "place_address": "Tøyengata 2, Oslo"}
ROOM = "https://meet.example/room"


def program(**fields: Any) -> Any:
    cohort = view(CohortView, path="cohorts/2024-spring/index.html", label="Spring 2024", **fields)
    return node(structured_data.cohort(SITE, cohort, absolute=absolute), "EducationalOccupationalProgram")


@pytest.mark.parametrize(
    ("first", "last", "start"),
    [
        pytest.param(date(2024, 3, 1), date(2024, 3, 31), "2024-03", id="month"),
        pytest.param(date(2024, 3, 1), date(2024, 5, 31), "2024", id="spring"),
        pytest.param(date(2024, 1, 1), date(2024, 12, 31), "2024", id="year"),
        pytest.param(date(2023, 12, 1), date(2024, 2, 29), None, id="winter"),
    ],
)
def test_a_day_that_is_not_fixed_is_not_made_up(first: date, last: date, start: str | None) -> None:
    to_come = described(expected="some time", start_date=first, end_date=last)
    assert (to_come.get("startDate"), to_come.get("endDate")) == (start, None)


@pytest.mark.parametrize(
    ("fields", "mode", "location"),
    [
        pytest.param(
            PLACE,
            "Offline",
            {"@type": "Place", "name": "Workshop room", "address": "Tøyengata 2, Oslo"},
            id="place",
        ),
        pytest.param({}, "Offline", None, id="place to come"),
        pytest.param(
            {"place_name": "The equator", "latitude": 0.0, "longitude": 10.7581},
            "Offline",
            {
                "@type": "Place",
                "name": "The equator",
                "geo": {"@type": "GeoCoordinates", "latitude": 0.0, "longitude": 10.7581},
            },
            id="degrees",
        ),
        pytest.param(
            {"attendance": "online", "place_name": "Video call", "place_url": ROOM},
            "Online",
            {"@type": "VirtualLocation", "name": "Video call", "url": ROOM},
            id="online",
        ),
        pytest.param(
            {"attendance": "online", "registration_url": "https://signup.example"},
            "Online",
            {"@type": "VirtualLocation", "url": "https://signup.example"},
            id="online for those who sign up",
        ),
        pytest.param(
            {"attendance": "online"},
            "Online",
            {"@type": "VirtualLocation", "url": f"{BASE}/events/closing-evening/"},
            id="online, address to come",
        ),
        pytest.param(
            {**PLACE, "attendance": "mixed", "place_url": ROOM},
            "Mixed",
            [
                {"@type": "Place", "name": "Workshop room", "address": "Tøyengata 2, Oslo", "url": ROOM},
                {"@type": "VirtualLocation", "url": ROOM},
            ],
            id="mixed",
        ),
    ],
)
def test_an_event_says_how_one_takes_part(fields: dict[str, Any], mode: str, location: object) -> None:
    talk = described(**fields)
    assert talk["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert talk.get("location") == location
    assert faults({"@context": "https://schema.org", "@graph": [talk]}) == []


def hour(day: int, clock: int = 17) -> datetime:
    return datetime(2023, 10, day, clock, tzinfo=OSLO)


def changed(series_day: date, day: datetime, status: str) -> ChangedDay:
    return ChangedDay(
        series_day=series_day,
        start_date=day.date(),
        end_date=day.date(),
        starts_at=day,
        ends_at=None,
        event_status=status,
    )


SERIES = {
    "repeats_every_weeks": 2,
    "repeats_from": date(2023, 10, 4),
    "repeats_until": date(2023, 11, 29),
    "repeats_except": (date(2023, 11, 15),),
    "repeats_changed": (
        changed(date(2023, 10, 18), hour(19), "rescheduled"),
        changed(date(2023, 11, 1), datetime(2023, 11, 1, 17, tzinfo=OSLO), "cancelled"),
    ),
    "rule_starts_at": hour(4),
    "rule_ends_at": hour(4, 18),
}


def test_a_series_is_described_by_its_rule_and_the_day_that_is_shown() -> None:
    weekly = described(**SERIES, start_date=date(2023, 10, 4), starts_at=hour(4), ends_at=hour(4, 18))
    assert weekly["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P2W",
        "byDay": "https://schema.org/Wednesday",
        "startDate": "2023-10-04",
        "endDate": "2023-11-29",
        "startTime": "17:00:00",
        "endTime": "18:00:00",
        "scheduleTimezone": "Europe/Oslo",
        "exceptDate": ["2023-10-18", "2023-11-01", "2023-11-15"],
    }
    assert weekly["startDate"] == "2023-10-04T17:00:00+02:00"
    assert weekly["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_moved_day_of_a_series_says_which_day_it_was() -> None:
    moved = described(**SERIES, start_date=date(2023, 10, 19), starts_at=hour(19))
    assert (moved["startDate"], moved["previousStartDate"], moved["eventStatus"]) == (
        "2023-10-19T17:00:00+02:00",
        "2023-10-18",
        "https://schema.org/EventRescheduled",
    )


def test_a_cancelled_day_of_a_series_is_described_as_cancelled() -> None:
    off = described(**SERIES, start_date=date(2023, 11, 1))
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    assert "previousStartDate" not in off


def test_a_series_that_lasts_all_day_has_no_hours() -> None:
    rule = described(repeats_every_weeks=1, repeats_from=date(2023, 10, 4), repeats_until=date(2023, 11, 1))[
        "eventSchedule"
    ]
    assert not rule.keys() & {"startTime", "endTime", "scheduleTimezone", "exceptDate"}


def test_a_program_is_described_with_everything_that_is_known_of_it() -> None:
    assert program(
        summary="Three months with a mentor.",
        start_date=date(2024, 3, 5),
        end_date=date(2024, 6, 6),
        applications_open=date(2024, 1, 22),
        applications_close=date(2024, 2, 15),
        last_day_to_apply=date(2024, 2, 15),
        places=17,
        is_for=("You live in Oslo", "You may work in Norway"),
        costs=(
            FactView(term="The program", value="Free"),
            FactView(term="The closing dinner", value="300 NOK"),
        ),
        price="Almost free",
        image=picture(),
    ) == {
        "@type": "EducationalOccupationalProgram",
        "name": "Lovepats: Spring 2024",
        "description": "Three months with a mentor.",
        "url": f"{BASE}/cohorts/2024-spring/",
        "provider": [ORGANISATION],
        "startDate": "2024-03-05",
        "endDate": "2024-06-06",
        "applicationStartDate": "2024-01-22",
        "applicationDeadline": "2024-02-15",
        "maximumEnrollment": 17,
        "programPrerequisites": ["You live in Oslo", "You may work in Norway"],
        "offers": [
            {"@type": "Offer", "name": "The program", "description": "Free"},
            {"@type": "Offer", "name": "The closing dinner", "description": "300 NOK"},
        ],
        "image": [f"{BASE}/media/roof.jpg"],
    }


def test_of_a_program_nothing_is_said_that_is_not_known() -> None:
    assert program(places=0).keys() == {"@type", "name", "url", "provider"}


def test_a_price_without_items_is_told_as_it_is_written() -> None:
    assert program(price="Free")["offers"] == [
        {"@type": "Offer", "name": "Spring 2024", "description": "Free"}
    ]


def test_a_part_of_a_list_tells_the_way_to_it() -> None:
    tag = view(TermView, name="Outcomes", path="updates/tags/outcomes/index.html")
    document = structured_data.part(SITE, "updates", tag.name, tag.path, absolute=absolute)
    assert [
        (step["position"], step["name"], step["item"])
        for step in node(document, "BreadcrumbList")["itemListElement"]
    ] == [
        (1, "Lovepats", f"{BASE}/"),
        (2, "Updates", f"{BASE}/updates/"),
        (3, "Outcomes", f"{BASE}/updates/tags/outcomes/"),
    ]
    steps = node(structured_data.section(SITE, "updates", absolute=absolute), "BreadcrumbList")[
        "itemListElement"
    ]
    assert [step["name"] for step in steps] == ["Lovepats", "Updates"]
    assert structured_data.section(lovepats(url=""), "updates", absolute=absolute) is None


def test_no_description_names_whom_search_engines_may_not_have() -> None:
    speaker = view(PersonLink, name="Zofia Wiśniewska", path="mentees/zofia/index.html")
    assert "performer" not in described(speakers=(speaker,))


def test_the_deadline_that_pages_show_is_the_one_that_is_described(site: SiteWriter) -> None:
    fields = "title: Autumn\nsummary: Ten.\nstart_date: 2024-09-02\napplications_open: 2024-05-02\n"
    settings = (
        f"{(MINIMAL_SITE / 'content/site.yaml').read_text(encoding='utf-8')}url: https://northlight.example\n"
    )
    files = made(
        site({"content/cohorts/2024-autumn.md": f"---\n{fields}---\n", "content/site.yaml": settings})
    )
    text = files["cohorts/2024-autumn/index.html"]
    assert '"applicationDeadline":"2024-09-01"' in text
    assert '"applicationStartDate":"2024-05-02"' in text


KNOWN = st.fixed_dictionaries(
    {
        "event_status": st.sampled_from(["scheduled", "cancelled", "postponed", "rescheduled"]),
        "attendance": st.sampled_from(["in_person", "online", "mixed"]),
        "start_date": st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    },
    optional={
        "expected": st.just("some time"),
        "place_name": st.just("Workshop room"),
        "place_url": st.just(ROOM),
        "registration_url": st.just("https://signup.example"),
        "latitude": st.floats(-90, 90),
        "longitude": st.floats(-180, 180),
        "repeats_every_weeks": st.integers(1, 3),
        "repeats_from": st.just(date(2023, 10, 4)),
        "repeats_until": st.just(date(2023, 11, 29)),
        "starts_at": st.just(hour(4)),
    },
)


@given(KNOWN)
def test_whatever_is_known_of_an_event_is_described_by_the_rules(fields: dict[str, Any]) -> None:
    is_moved = fields["event_status"] == "rescheduled"
    told = described(**fields, previous_start_date=date(1999, 1, 1) if is_moved else None)
    assert faults({"@context": "https://schema.org", "@graph": [told]}) == []
    assert "None" not in structured_data.json_for_script(told)
