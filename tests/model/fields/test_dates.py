from datetime import UTC, date, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.model.fields.values import YearMonth
from microsite.model.schema.types import Date, PartialDate, Time, UtcOffset
from tests.model.fields.verdicts import Mistake, help_for, label, verdict


@settings(deadline=None)  # a busy computer is no failure
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert verdict(Date, day.isoformat()) == day
    assert verdict(Date, day) == day


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2023-13-09", "there is no month 13"),
        ("2023-00-09", "there is no month 00"),
        ("2023-09-00", "there is no day 00"),
        ("2026-02-30", "February 2026 has only 28 days"),
        ("2024-02-30", "February 2024 has only 29 days"),
        ("2023-09-31", "September 2023 has only 30 days"),
        ("0026-01-01", "the year 0026 is not between 1990 and 2100"),
        ("9999-01-01", "the year 9999 is not between 1990 and 2100"),
        ("03/04/2026", "this can mean 3 April or 4 March"),
        ("3/3/2026", "the year comes first"),
        ("13/04/2026", "the year comes first"),
        ("3.4.2026", "the year comes first"),
        ("2026/4/3", "this is not written as year-month-day"),
        ("20260403", "this is not written as year-month-day"),
        ("2026-9-3", "this is not written as year-month-day"),
        ("2023", "the day is missing"),
        ("2023-09", "the day is missing"),
        ("2023-09-13 18:00", "there is something after the date"),
        ("soon", "this is not written as year-month-day"),
        ("२०२३-०९-१३", "this is not written as year-month-day"),
        ("true", "this is true or false"),
        (["2023-09-13"], "this is a list"),
        ({"day": 1}, "this is a group of fields"),
        (None, "nothing is written here"),
    ],
)
def test_what_is_not_a_day_is_told(written: object, said: str) -> None:
    assert label(Date, written) == said


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("03/04/2026", "write 2026-04-03 for 3 April, or 2026-03-04 for 4 March"),
        ("3/3/2026", "write 2026-03-03"),
        ("13/04/2026", "write 2026-04-13"),
        ("04/13/2026", "write 2026-04-13"),
        ("3.4.2026", "write 2026-04-03"),
        ("2026/4/3", "write 2026-04-03"),
        ("20260403", "write 2026-04-03"),
        ("2023-09-13 18:00", "write only the date, 2023-09-13"),
        ("22 January 2024", "write 2024-01-22"),
        ("1. Sept. 2023", "write 2023-09-01"),
        ("Dec 7th, 2023", "write 2023-12-07"),
        ("1 Ju 2023", "write year-month-day, for example 2023-09-13"),
        ("31 June 2023", "write year-month-day, for example 2023-09-13"),
        ("13/13/2026", "write year-month-day, for example 2023-09-13"),
        ("00/01/2026", "write year-month-day, for example 2023-09-13"),
    ],
)
def test_a_day_in_another_form_is_proposed_in_ours(written: str, help: str) -> None:
    assert help_for(Date, written) == help


@settings(deadline=None)  # a busy computer is no failure
@given(st.times())
def test_every_minute_is_read_as_it_is_written(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert verdict(Time, f"{minute:%H:%M}") == minute


@pytest.mark.parametrize(
    ("written", "said", "help"),
    [
        ("25:00", "there is no hour 25", "write hours:minutes, for example 18:00"),
        ("18:60", "there is no minute 60", "write hours:minutes, for example 18:00"),
        ("24:00", "the day ends at 23:59", "write 23:59, or 00:00 on the next day"),
        ("9:00", "this is not written as hours:minutes", "write 09:00"),
        ("18.00", "this is not written as hours:minutes", "write 18:00"),
        ("18", "this is not written as hours:minutes", "write 18:00"),
        ("18:00:00", "this is not written as hours:minutes", "write 18:00"),
        ("kl. 18", "this is not written as hours:minutes", "write 18:00"),
        ("6:30 pm", "this is not written as hours:minutes", "write 18:30"),
        ("12am", "this is not written as hours:minutes", "write 00:00"),
        ("99.99", "this is not written as hours:minutes", "write hours:minutes, for example 18:00"),
        ("evening", "this is not written as hours:minutes", "write hours:minutes, for example 18:00"),
    ],
)
def test_what_is_not_on_the_clock_is_told(written: str, said: str, help: str) -> None:
    assert verdict(Time, written) == Mistake(code="E211", label=said, help=help)


def test_a_year_may_come_with_its_month() -> None:
    assert verdict(PartialDate, "2019") == YearMonth(year=2019)
    assert verdict(PartialDate, "2019-06") == YearMonth(year=2019, month=6)
    assert [str(verdict(PartialDate, text)) for text in ("2019", "2019-06")] == ["2019", "2019-06"]
    assert YearMonth(year=2019) < YearMonth(year=2019, month=6) < YearMonth(year=2020)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2019-13", "there is no month 13"),
        ("2019-00", "there is no month 00"),
        ("1900", "the year 1900 is not between 1940 and 2100"),
        ("2019-06-12", "the day is more than is needed here"),
        ("June 2019", "this is not written as year-month"),
    ],
)
def test_what_is_not_a_year_or_month_is_told(written: str, said: str) -> None:
    assert label(PartialDate, written) == said


def test_a_day_in_place_of_a_month_is_proposed_without_its_day() -> None:
    assert help_for(PartialDate, "2019-06-12") == "write 2019-06"


def test_a_distance_from_utc_has_a_sign_hours_and_minutes() -> None:
    assert verdict(UtcOffset, "+02:00") == timezone(timedelta(hours=2))
    assert verdict(UtcOffset, "-03:30") == timezone(-timedelta(hours=3, minutes=30))
    assert verdict(UtcOffset, "Z") == UTC


@pytest.mark.parametrize("written", ["2", "+2", "02:00", "+02:60", "CET"])
def test_another_form_of_a_distance_is_told(written: str) -> None:
    assert label(UtcOffset, written) == "this is not a sign, hours and minutes"


def test_a_distance_that_no_clock_has_is_told() -> None:
    assert label(UtcOffset, "+15:00") == "no clock on Earth is that far from UTC"
