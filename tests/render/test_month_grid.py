from __future__ import annotations

from datetime import date, time

import pytest

from microsite.render.month_grid import calendar_months, event_months
from microsite.render.views import CalendarDay, CalendarMonth, EventView
from tests.render.samples import event

TODAY = date(2023, 11, 6)
WORKSHOP = event("workshop", title="Workshop", start_date=date(2023, 11, 9), start_time=time(16))
CLOSING = event("closing", title="Closing evening", start_date=date(2023, 12, 7))


def months(*events: EventView, locale: str = "en") -> tuple[CalendarMonth, ...]:
    return calendar_months(events, TODAY, locale)


def cells(month: CalendarMonth) -> dict[int, CalendarDay]:
    return {day.number: day for week in month.weeks for day in week if day is not None}


def test_the_months_that_have_something_coming_are_drawn() -> None:
    january = event("january", start_date=date(2024, 1, 1))
    assert [month.id for month in months(CLOSING, WORKSHOP, january)] == ["2023-11", "2023-12", "2024-01"]


def test_no_more_months_are_drawn_than_wanted() -> None:
    assert [m.id for m in calendar_months([CLOSING, WORKSHOP], TODAY, "en", at_most=1)] == ["2023-11"]


def test_months_in_which_all_is_over_are_not_drawn() -> None:
    assert months(event(start_date=date(2023, 11, 5)), event(start_date=date(2023, 10, 5))) == ()


def test_a_month_shows_its_past_events_too() -> None:
    (month,) = months(event("past", start_date=date(2023, 11, 2)), WORKSHOP)
    assert [number for number, day in cells(month).items() if day.event] == [2, 9]


def test_weeks_are_whole_and_begin_on_the_first_day_of_the_locale() -> None:
    (month,) = months(WORKSHOP)
    (american,) = months(WORKSHOP, locale="en-US")
    assert {len(week) for week in (*month.weeks, *american.weeks)} == {7}
    assert [None if day is None else day.number for day in month.weeks[0]] == [None, None, 1, 2, 3, 4, 5]
    assert [None if day is None else day.number for day in american.weeks[0]] == [
        None,
        None,
        None,
        1,
        2,
        3,
        4,
    ]


@pytest.mark.parametrize(
    ("locale", "label", "weekday"),
    [("en", "November 2023", "Monday"), ("nb", "November 2023", "Mandag"), ("tr", "Kasım 2023", "Pazartesi")],
)
def test_a_month_is_labelled_in_the_language_of_the_page(locale: str, label: str, weekday: str) -> None:
    (month,) = months(WORKSHOP, locale=locale)
    assert (month.label, month.weekdays[0][0]) == (label, weekday)


def test_a_day_says_its_date_and_all_that_happens() -> None:
    whole_day = event("market", title="Market", start_date=date(2023, 11, 9))
    (month,) = months(WORKSHOP, whole_day)
    day = cells(month)[9]
    assert day.label == "Thursday, 9 November 2023: Market; Workshop"
    assert day.event == whole_day
    assert cells(month)[10].label == "Friday, 10 November 2023"


def test_an_event_of_several_days_is_on_each_of_them() -> None:
    (november, december) = months(event(start_date=date(2023, 11, 29), end_date=date(2023, 12, 1)))
    assert [number for number, day in cells(november).items() if day.event] == [29, 30]
    assert [number for number, day in cells(december).items() if day.event] == [1]


def test_an_event_that_has_begun_is_still_coming() -> None:
    (month,) = months(event(start_date=date(2023, 10, 30), end_date=TODAY))
    assert month.id == "2023-11"


def test_today_is_marked() -> None:
    (month,) = months(WORKSHOP)
    assert [number for number, day in cells(month).items() if day.is_today] == [6]


def test_lists_group_events_by_the_month_of_their_beginning() -> None:
    long = event("long", start_date=date(2023, 11, 9), end_date=date(2023, 12, 1))
    grouped = [
        (m.id, m.label, [e.id for e in m.events]) for m in event_months([CLOSING, WORKSHOP, long], "nb")
    ]
    assert grouped == [
        ("2023-11", "November 2023", ["long", "workshop"]),
        ("2023-12", "Desember 2023", ["closing"]),
    ]
