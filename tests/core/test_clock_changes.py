from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from microsite.core.clock_changes import clock_changes, readings

OSLO = ZoneInfo("Europe/Oslo")
HOUR = timedelta(hours=1)


def test_the_changes_of_a_year_are_found_to_the_second() -> None:
    spring, autumn = clock_changes(OSLO, date(2023, 1, 1), date(2023, 12, 31))
    assert spring.at == datetime(2023, 3, 26, 1, tzinfo=UTC)
    assert autumn.at == datetime(2023, 10, 29, 1, tzinfo=UTC)
    assert (spring.offset_from, spring.offset_to, spring.name) == (HOUR, 2 * HOUR, "CEST")
    assert (autumn.offset_from, autumn.offset_to, autumn.name) == (2 * HOUR, HOUR, "CET")


def test_a_change_tells_what_clocks_show_before_and_after_it() -> None:
    (spring,) = clock_changes(OSLO, date(2023, 3, 20), date(2023, 4, 1))
    assert spring.shown_before.isoformat() == "2023-03-26T02:00:00"
    assert spring.shown_after.isoformat() == "2023-03-26T03:00:00"


@pytest.mark.parametrize(("first", "last"), [("2023-03-26", "2023-03-26"), ("2023-03-26", "2023-03-27")])
def test_a_change_on_the_first_or_last_day_is_found(first: str, last: str) -> None:
    assert len(clock_changes(OSLO, date.fromisoformat(first), date.fromisoformat(last))) == 1


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "UTC", "Asia/Tokyo"])
def test_zones_that_keep_their_clocks_have_no_changes(zone: str) -> None:
    assert clock_changes(ZoneInfo(zone), date(2000, 1, 1), date(2030, 1, 1)) == ()


def test_a_zone_may_change_by_half_an_hour() -> None:
    changes = clock_changes(ZoneInfo("Australia/Lord_Howe"), date(2023, 1, 1), date(2023, 12, 31))
    assert [abs(change.offset_to - change.offset_from) for change in changes] == [HOUR / 2, HOUR / 2]


def test_most_local_times_have_one_reading() -> None:
    (moment,) = readings(date(2023, 10, 28), time(2, 30), OSLO)
    assert moment.astimezone(UTC) == datetime(2023, 10, 28, 0, 30, tzinfo=UTC)


def test_an_hour_that_clocks_skip_has_no_reading() -> None:
    assert readings(date(2023, 3, 26), time(2, 30), OSLO) == ()
    assert len(readings(date(2023, 3, 26), time(3, 0), OSLO)) == 1


def test_an_hour_that_clocks_repeat_has_two_readings_in_order() -> None:
    first, second = readings(date(2023, 10, 29), time(2, 30), OSLO)
    assert (first.utcoffset(), second.utcoffset()) == (2 * HOUR, HOUR)
    assert second.astimezone(UTC) - first.astimezone(UTC) == HOUR
