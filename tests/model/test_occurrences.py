from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.occurrences import Occurrence, check, occurrences
from microsite.model.schema.event import Event
from microsite.model.series import series_dates
from microsite.model.validation import validated
from microsite.source.yaml_marks import parse

OSLO = ZoneInfo("Europe/Oslo")
THURSDAYS: Mapping[str, Any] = {
    "start_date": "2023-09-14",
    "start_time": "16:00",
    "end_time": "17:00",
    "repeats": {"until": "2023-11-30"},
}


def event(fields: Mapping[str, Any]) -> Event:
    return validated(Event, {"title": "Night swim", **fields})


def at(loc: Sequence[str | int]) -> Position:
    return Position(path="/".join(map(str, loc)))


def found(fields: Mapping[str, Any]) -> tuple[Occurrence, ...]:
    days, mistakes = occurrences(event(fields), zone=OSLO, at=at)
    assert mistakes == []
    return days


def mistake(fields: Mapping[str, Any]) -> Diagnostic:
    (diagnostic,) = occurrences(event(fields), zone=OSLO, at=at)[1]
    return diagnostic


def text(diagnostic: Diagnostic) -> list[str]:
    return [diagnostic.code, diagnostic.message, str(diagnostic.position), diagnostic.label, diagnostic.help]


def test_an_event_takes_place_once_at_its_local_time() -> None:
    (once,) = found({"start_date": "2023-12-07", "start_time": "18:00", "end_time": "21:00"})
    assert once == Occurrence(
        start_date=date(2023, 12, 7),
        end_date=date(2023, 12, 7),
        starts_at=datetime(2023, 12, 7, 18, tzinfo=OSLO),
        ends_at=datetime(2023, 12, 7, 21, tzinfo=OSLO),
    )


def test_an_event_without_times_lasts_all_day() -> None:
    (once,) = found({"start_date": "2023-09-25", "end_date": "2023-09-28"})
    assert (once.starts_at, once.ends_at, once.end_date) == (None, None, date(2023, 9, 28))


def test_an_event_may_end_on_the_next_day() -> None:
    (once,) = found(
        {"start_date": "2023-12-07", "start_time": "22:00", "end_date": "2023-12-08", "end_time": "01:00"}
    )
    assert once.ends_at == datetime(2023, 12, 8, 1, tzinfo=OSLO)


def test_a_series_keeps_its_local_time_when_clocks_change() -> None:
    hours = {day.starts_at.astimezone(UTC).hour for day in found(THURSDAYS) if day.starts_at}
    local_hours = {day.starts_at.hour for day in found(THURSDAYS) if day.starts_at}
    assert (hours, local_hours) == ({14, 15}, {16})


def test_a_series_leaves_out_the_days_it_names() -> None:
    days = found({**THURSDAYS, "repeats": {"until": "2023-10-05", "except_on": ["2023-09-28"]}})
    assert [str(day.start_date) for day in days] == ["2023-09-14", "2023-09-21", "2023-10-05"]


def test_a_series_may_fall_on_every_third_week() -> None:
    days = series_dates(date(2023, 9, 14), every_weeks=3, until=date(2023, 10, 31))
    assert [str(day) for day in days] == ["2023-09-14", "2023-10-05", "2023-10-26"]


@given(
    first=st.dates(date(1990, 1, 1), date(2099, 1, 1)),
    every_weeks=st.integers(1, 12),
    length=st.timedeltas(timedelta(), timedelta(days=900)),
)
def test_days_of_a_series_are_whole_weeks_apart_and_within_its_bounds(
    first: date, every_weeks: int, length: timedelta
) -> None:
    days = series_dates(first, every_weeks=every_weeks, until=first + length)
    assert days[0] == first
    assert days[-1] <= first + length < days[-1] + timedelta(weeks=every_weeks)
    assert all(later - day == timedelta(weeks=every_weeks) for day, later in pairwise(days))


def test_an_hour_that_clocks_skip_is_a_mistake() -> None:
    assert text(mistake({"start_date": "2023-03-26", "start_time": "02:30"})) == [
        "E236",
        "`start_time` must be a time that the day has",
        "start_time:1:1",
        "on 2023-03-26 clocks in Europe/Oslo go from 02:00 to 03:00",
        "write a time before 02:00, or from 03:00 on",
    ]


def test_the_end_of_an_event_may_not_be_in_a_skipped_hour_either() -> None:
    diagnostic = mistake({"start_date": "2023-03-26", "start_time": "01:00", "end_time": "02:30"})
    assert (diagnostic.code, str(diagnostic.position)) == ("E236", "end_time:1:1")


def test_an_hour_that_comes_twice_needs_an_offset() -> None:
    assert text(mistake({"start_date": "2023-10-29", "start_time": "02:30"})) == [
        "E237",
        "`start_time` must say which of two equal times is meant",
        "start_time:1:1",
        "on 2023-10-29 clocks in Europe/Oslo show 02:30 twice",
        "add `utc_offset: +02:00` for the first of the two, or `utc_offset: +01:00` for the second",
    ]


def test_an_offset_tells_the_two_equal_hours_apart() -> None:
    night = {"start_date": "2023-10-29", "start_time": "02:30"}
    (first,) = found({**night, "utc_offset": "+02:00"})
    (second,) = found({**night, "utc_offset": "+01:00"})
    assert first.starts_at is not None
    assert second.starts_at is not None
    assert [m.astimezone(UTC).hour for m in (first.starts_at, second.starts_at)] == [0, 1]
    assert second.starts_at.fold == 1


def test_an_offset_may_tell_when_only_the_end_comes_twice() -> None:
    (once,) = found(
        {"start_date": "2023-10-29", "start_time": "01:00", "end_time": "02:30", "utc_offset": "+01:00"}
    )
    assert once.ends_at is not None
    assert once.ends_at.astimezone(UTC).hour == 1


def test_an_offset_that_clocks_do_not_have_is_a_mistake() -> None:
    assert text(mistake({"start_date": "2023-12-07", "start_time": "18:00", "utc_offset": "+02:00"})) == [
        "E238",
        "`utc_offset` must fit the clocks of that place",
        "utc_offset:1:1",
        "on 2023-12-07 clocks in Europe/Oslo are at +01:00",
        "take `utc_offset` out: it is only for the hour that comes twice",
    ]


def test_a_foreign_offset_in_the_repeated_hour_asks_for_one_of_the_two() -> None:
    diagnostic = mistake({"start_date": "2023-10-29", "start_time": "02:30", "utc_offset": "+05:00"})
    assert diagnostic.code == "E237"


def test_a_series_takes_no_offset() -> None:
    diagnostic = mistake({**THURSDAYS, "utc_offset": "+02:00"})
    assert (diagnostic.code, diagnostic.label) == ("E238", "a series keeps its local time")


def test_an_event_that_lasts_all_day_takes_no_offset() -> None:
    diagnostic = mistake({"start_date": "2023-12-07", "utc_offset": "+01:00"})
    assert diagnostic.label == "an event that lasts all day has no hour to tell apart"


def test_a_series_leaves_out_a_night_on_which_its_hour_comes_twice() -> None:
    sundays = {"start_date": "2023-10-22", "start_time": "02:30", "repeats": {"until": "2023-11-05"}}
    days, (diagnostic,) = occurrences(event(sundays), zone=OSLO, at=at)
    assert diagnostic.help == "leave 2023-10-29 out with `except_on`, and write an event of its own for it"
    assert [str(day.start_date) for day in days] == ["2023-10-22", "2023-11-05"]


def test_a_day_left_out_must_be_one_of_the_series() -> None:
    assert text(mistake({**THURSDAYS, "repeats": {"until": "2023-11-30", "except_on": ["2023-10-06"]}})) == [
        "E239",
        "`except_on` must name days of the series",
        "repeats/except_on/0:1:1",
        "the series falls on Thursdays, and this is a Friday",
        "the nearest day of the series is 2023-10-05",
    ]


def test_a_day_left_out_after_the_end_of_the_series_is_a_mistake() -> None:
    diagnostic = mistake({**THURSDAYS, "repeats": {"until": "2023-11-30", "except_on": ["2023-12-07"]}})
    assert diagnostic.label == "the series does not fall on this day"
    assert diagnostic.help == "the nearest day of the series is 2023-11-30"


def test_a_series_needs_a_day_that_is_not_left_out() -> None:
    diagnostic = mistake({**THURSDAYS, "repeats": {"until": "2023-09-14", "except_on": ["2023-09-14"]}})
    assert diagnostic.message == "`except_on` must leave at least one day of the series"


def test_a_series_ends_after_it_begins() -> None:
    diagnostic = mistake({**THURSDAYS, "repeats": {"until": "2023-09-01"}})
    assert text(diagnostic)[:3] == ["E231", "`until` must not be before `start_date`", "repeats/until:1:1"]


def test_all_mistakes_of_an_event_are_told_together() -> None:
    fields = {"start_date": "2023-03-26", "start_time": "02:10", "end_time": "02:50"}
    codes = [diagnostic.code for diagnostic in occurrences(event(fields), zone=OSLO, at=at)[1]]
    assert codes == ["E236", "E236"]


def test_the_mistakes_of_all_events_are_found_where_they_stand() -> None:
    written = "start_date: 2023-10-06\nrepeats: {until: 2023-10-27, except_on: [2023-10-13, 2023-10-14]}\n"
    tree = parse(written, path="content/events/hour.md").node
    assert tree is not None
    fields = event(
        {
            "start_date": "2023-10-06",
            "repeats": {"until": "2023-10-27", "except_on": ["2023-10-13", "2023-10-14"]},
        }
    )
    entry = Entry(kind=Kind.EVENT, id="hour", path="content/events/hour.md", fields=fields, node=tree)
    (found_there,) = check([entry], zone=OSLO)
    assert (found_there.code, str(found_there.position)) == ("E239", "content/events/hour.md:2:54")
