from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.core.clock_changes import clock_changes
from microsite.model.series import series_dates
from microsite.render.calendars import calendar
from microsite.render.views import EventView, PersonLink, SiteView
from tests.render.samples import absolute, event, lovepats, nowhere, view

OSLO = ZoneInfo("Europe/Oslo")
ZONES = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/Oslo",
    "Pacific/Auckland",
    "UTC",
)


def written(*events: EventView, site: SiteView | None = None) -> bytes:
    return calendar(site or lovepats(), events, name="Lovepats", absolute=absolute)


def lines(*events: EventView, site: SiteView | None = None) -> list[str]:
    """Give the unfolded lines of the events."""
    text = written(*events, site=site).decode().replace("\r\n ", "")
    return text[text.index("BEGIN:VEVENT") :].split("\r\n")


def at(day: date, hour: int, zone: str = "Europe/Oslo", **fields: Any) -> EventView:
    starts_at = datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone))
    sample = {"start_date": day, "start_time": time(hour), "timezone": zone, "starts_at": starts_at}
    return event(**{**sample, "ends_at": starts_at + timedelta(hours=1), **fields})


def series(first: date, until: date, *, except_on: Iterable[date] = (), **fields: Any) -> EventView:
    return at(
        first,
        16,
        repeats_every_weeks=1,
        repeats_from=first,
        repeats_until=until,
        repeats_except=tuple(except_on),
        **fields,
    )


def test_a_calendar_says_who_made_it_and_how_it_is_called() -> None:
    head = written(event()).decode().split("\r\nBEGIN:VEVENT")[0].split("\r\n")
    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//microsite//microsite//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Lovepats",
        "X-WR-CALNAME:Lovepats",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]


def test_an_event_that_lasts_all_day_ends_before_the_next() -> None:
    days = lines(event(start_date=date(2023, 9, 25), end_date=date(2023, 9, 28)))
    assert "DTSTART;VALUE=DATE:20230925" in days
    assert "DTEND;VALUE=DATE:20230929" in days


def test_an_event_with_hours_has_those_of_its_zone() -> None:
    evening = lines(at(date(2023, 12, 7), 18))
    assert "DTSTART;TZID=Europe/Oslo:20231207T180000" in evening
    assert "DTEND;TZID=Europe/Oslo:20231207T190000" in evening


def test_an_event_without_an_end_has_none() -> None:
    assert not [line for line in lines(at(date(2023, 12, 7), 18, ends_at=None)) if line.startswith("DTEND")]


def test_an_event_of_several_days_with_only_a_first_hour_lasts_to_the_end_of_its_last_day() -> None:
    camp = at(date(2023, 12, 7), 18, ends_at=None, end_date=date(2023, 12, 9))
    assert "DTEND;TZID=Europe/Oslo:20231210T000000" in lines(camp)


def test_each_of_two_equal_hours_is_written_in_utc() -> None:
    night = datetime(2023, 10, 29, 2, 30, tzinfo=OSLO)
    first, second = (
        at(date(2023, 10, 29), 2, starts_at=night.replace(fold=fold), ends_at=None) for fold in (0, 1)
    )
    assert "DTSTART:20231029T003000Z" in lines(first)
    assert "DTSTART:20231029T013000Z" in lines(second)


def test_an_event_in_utc_needs_no_zone() -> None:
    assert "DTSTART:20231207T180000Z" in lines(at(date(2023, 12, 7), 18, "UTC"))
    assert b"VTIMEZONE" not in written(at(date(2023, 12, 7), 18, "UTC"), event())


@pytest.mark.parametrize(
    ("event_status", "expected"),
    [
        ("scheduled", ("CONFIRMED", "0")),
        ("cancelled", ("CANCELLED", "1")),
        ("postponed", ("TENTATIVE", "1")),
        ("rescheduled", ("CONFIRMED", "1")),
    ],
)
def test_a_change_of_status_keeps_the_uid_and_counts(event_status: str, expected: tuple[str, str]) -> None:
    changed = lines(event("closing-evening", event_status=event_status))
    assert "UID:closing-evening@lovepats.example" in changed
    assert f"STATUS:{expected[0]}" in changed
    assert f"SEQUENCE:{expected[1]}" in changed


def test_what_people_count_and_what_content_shows_add_up() -> None:
    assert "SEQUENCE:4" in lines(event(event_status="cancelled", sequence=3))


def test_a_cancelled_event_leaves_the_time_free() -> None:
    assert "TRANSP:TRANSPARENT" in lines(event(event_status="cancelled"))
    assert "TRANSP:TRANSPARENT" not in lines(event())


def test_an_event_tells_what_where_for_whom_and_where_to_read_on() -> None:
    told = lines(
        event(
            title="Talks, drinks; more",
            summary="Seventeen short talks.",
            registration_url="https://signup.example/a",
            place_name="Workshop room",
            place_address="Tøyengata 2, Oslo",
            place_url="https://meet.example/b",
            audience_label="Open to all",
        )
    )
    assert told[1:-3] == [
        "SUMMARY:Talks\\, drinks\\; more",
        "DTSTART;VALUE=DATE:20231206",
        "DTEND;VALUE=DATE:20231207",
        "DTSTAMP:20231206T000000Z",
        "UID:closing-evening@lovepats.example",
        "SEQUENCE:0",
        "CATEGORIES:Open to all",
        "DESCRIPTION:Seventeen short talks.\\n\\nhttps://signup.example/a\\n\\nhttps://meet.example/b",
        "LOCATION:Workshop room\\, Tøyengata 2\\, Oslo",
        "STATUS:CONFIRMED",
        "URL:https://lovepats.example/site/events/closing-evening/",
    ]


def test_a_calendar_names_no_person() -> None:
    speaker = view(PersonLink, name="Zofia Wiśniewska", may_be_indexed=True)
    assert "Zofia" not in written(event(speakers=(speaker,))).decode()


def test_a_site_without_an_address_still_has_calendars() -> None:
    homeless = lovepats(url="")
    text = calendar(homeless, [event()], name="Lovepats", absolute=nowhere).decode()
    assert "URL" not in text
    assert "UID:closing-evening@8035994356d9.invalid" in text


def test_every_occurrence_of_a_series_stands_for_the_whole() -> None:
    first, until = date(2023, 9, 14), date(2023, 10, 5)
    all_four = [
        series(first, until, anchor=str(day)) for day in series_dates(first, every_weeks=1, until=until)
    ]
    assert written(*all_four) == written(all_four[0])


def test_a_later_occurrence_gives_the_same_series() -> None:
    first, later, until = date(2023, 9, 14), date(2023, 11, 2), date(2023, 11, 30)
    shown = at(later, 16, repeats_every_weeks=1, repeats_from=first, repeats_until=until)
    assert written(shown) == written(series(first, until))


@pytest.mark.parametrize(
    ("name", "expected"), [("Pacific/Auckland", "DAYLIGHT"), ("Europe/Dublin", "STANDARD")]
)
def test_a_zone_begins_with_the_time_that_it_has_on_new_years_day(name: str, expected: str) -> None:
    assert f"TZID:{name}\r\nBEGIN:{expected}" in written(at(date(2023, 6, 1), 12, name)).decode()


def test_a_series_ends_with_its_last_day_in_utc() -> None:
    thursdays = lines(series(date(2023, 9, 14), date(2023, 12, 3)))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20231130T150000Z;INTERVAL=1" in thursdays


def test_a_series_of_whole_days_ends_with_a_day() -> None:
    first, until = date(2023, 9, 14), date(2023, 10, 12)
    days = lines(event(start_date=first, repeats_every_weeks=2, repeats_from=first, repeats_until=until))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20231012;INTERVAL=2" in days


def test_a_series_begins_on_the_first_day_that_is_not_left_out() -> None:
    left_out = (date(2023, 9, 14), date(2023, 9, 28), date(2023, 10, 12))
    days = lines(series(date(2023, 9, 14), date(2023, 10, 12), except_on=left_out))
    assert "DTSTART;TZID=Europe/Oslo:20230921T160000" in days
    assert "RRULE:FREQ=WEEKLY;UNTIL=20231005T140000Z;INTERVAL=1" in days
    assert "EXDATE;TZID=Europe/Oslo:20230928T160000" in days


def test_a_series_of_which_one_day_is_left_is_an_event() -> None:
    text = written(series(date(2023, 9, 14), date(2023, 9, 21), except_on=[date(2023, 9, 14)]))
    assert b"20230921T160000" in text
    assert b"RRULE" not in text


def test_events_are_in_the_order_of_their_beginning() -> None:
    late, early = event("a", start_date=date(2023, 12, 7)), event("b", start_date=date(2023, 9, 5))
    assert [line for line in lines(late, early) if line.startswith("UID")] == [
        "UID:b@lovepats.example",
        "UID:a@lovepats.example",
    ]


def test_a_calendar_without_events_can_be_read() -> None:
    assert icalendar.Calendar.from_ical(written()).events == []


def test_lines_end_as_the_standard_says_and_are_short() -> None:
    text = written(event(summary="Ærlig talt, æøå 🎉 " * 30))
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert text.decode()


@pytest.mark.parametrize("name", ZONES[:-1])
def test_the_zone_in_the_file_has_the_clocks_of_the_world(name: str) -> None:
    zone = ZoneInfo(name)
    (described,) = [tzical(StringIO(written(at(date(2023, 6, 1), 12, name)).decode())).get(name)]
    assert described is not None
    changes = [change.at for change in clock_changes(zone, date(2022, 1, 2), date(2024, 12, 30))]
    moments = [datetime(2022, 6, 1, tzinfo=UTC), datetime(2024, 11, 30, tzinfo=UTC)]
    for moment in [*moments, *(c + timedelta(hours=hours) for c in changes for hours in (-3, 3))]:
        assert moment.astimezone(described).utcoffset() == moment.astimezone(zone).utcoffset(), moment


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=90)
days = st.dates(date(1991, 1, 1), date(2037, 1, 1))


@settings(deadline=None, max_examples=40)
@given(title=texts, summary=texts, day=days, length=st.integers(0, 20))
def test_what_is_written_is_read_again(title: str, summary: str, day: date, length: int) -> None:
    last = day + timedelta(days=length)
    text = written(event(title=title, summary=summary, start_date=day, end_date=last))
    (read,) = icalendar.Calendar.from_ical(text).events
    assert (str(read["summary"]), str(read["description"])) == (title, summary)
    assert (read.start, read.end) == (day, last + timedelta(days=1))
    other = vobject.readOne(text.decode()).vevent
    assert (other.summary.value, other.description.value) == (title, summary)
    assert (other.dtstart.value, other.dtend.value) == (day, last + timedelta(days=1))


@settings(deadline=None, max_examples=40)
@given(
    zone=st.sampled_from(ZONES),
    first=days,
    hour=st.integers(9, 22),
    every_weeks=st.integers(1, 5),
    weeks=st.integers(0, 60),
    data=st.data(),
)
def test_a_series_is_read_as_the_days_it_was_written_for(
    zone: str, first: date, hour: int, every_weeks: int, weeks: int, data: st.DataObject
) -> None:
    until = first + timedelta(weeks=weeks)
    all_days = series_dates(first, every_weeks=every_weeks, until=until)
    left_out = data.draw(st.sets(st.sampled_from(all_days), max_size=len(all_days) - 1))
    text = written(
        at(
            first,
            hour,
            zone,
            repeats_every_weeks=every_weeks,
            repeats_from=first,
            repeats_until=until,
            repeats_except=tuple(left_out),
        )
    )
    described = None if zone == "UTC" else tzical(StringIO(text.decode())).get(zone)
    vobject.icalendar.registerTzid(zone, described or UTC)  # it would take the zone of an earlier file
    read = vobject.readOne(text.decode()).vevent
    found = read.getrruleset(addRDate=True) or [read.dtstart.value]
    expected = [datetime.combine(d, time(hour), tzinfo=ZoneInfo(zone)) for d in all_days if d not in left_out]
    assert [moment.astimezone(UTC) for moment in found] == [moment.astimezone(UTC) for moment in expected]
