"""Events, deadlines and where cohorts stand -> sentences, in the words of one language."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from microsite.model.fields.values import Period, Season
from microsite.render import wording
from microsite.render.words import Words


def category(words: Words, key: str) -> str:
    """Name a kind of event."""
    return {
        "workshop": words.gettext("Workshop"),
        "mentor_session": words.gettext("Mentor session"),
        "mock_interviews": words.gettext("Mock interviews"),
        "industry_event": words.gettext("Industry event"),
        "social": words.gettext("Social"),
        "info_session": words.gettext("Info session"),
        "application": words.gettext("Applications"),
    }[key]


def attendance(words: Words, key: str) -> str:
    """Say how one takes part, where that is not by being there."""
    return {
        "in_person": "",
        "online": words.gettext("Online"),
        "mixed": words.gettext("On site and online"),
    }[key]


def elsewhere(words: Words, when: str, *, zone: str, home: str) -> str:
    """Say by whose clocks a time is told, where they are not those of the site."""
    if zone in ("", home):
        return when
    city = wording.city(zone, words.locale)
    return words.gettext("%(when)s, %(city)s time") % {"when": when, "city": city}


def change(words: Words, status: str, previous: dt.date | None) -> str:
    """Say what is different from what was announced; nothing when all is as it was."""
    match status:
        case "cancelled":
            return words.gettext("Cancelled")
        case "postponed":
            return words.gettext("Postponed, new date to come")
        case "rescheduled" if previous is not None:
            return words.gettext("Moved from %(date)s") % {"date": words.date(previous)}
        case "rescheduled":
            return words.gettext("New date")
    return ""


def expected(words: Words, period: Period) -> str:
    """Word a time of which the day is not known: March 2024, Spring 2024, Winter 2024/25, 2024."""
    if period.season:
        years = (
            f"{period.year}/{(period.year + 1) % 100:02}" if period.season is Season.WINTER else period.year
        )
        return {
            Season.SPRING: words.gettext("Spring %(year)s"),
            Season.SUMMER: words.gettext("Summer %(year)s"),
            Season.AUTUMN: words.gettext("Autumn %(year)s"),
            Season.WINTER: words.gettext("Winter %(year)s"),
        }[period.season] % {"year": years}
    return words.capital(words.date(period.first_day, "month_and_year")) if period.month else str(period.year)


def deadline(words: Words, key: Literal["opens", "closes"], cohort: str) -> str:
    """Name the first or the last day to apply as an event."""
    sentence = {
        "opens": words.gettext("Applications open: %(cohort)s"),
        "closes": words.gettext("Applications close: %(cohort)s"),
    }[key]
    return sentence % {"cohort": cohort}


def planned(words: Words, expected: str) -> str:
    """Say of a cohort without a first day when it is expected: Planned in spring 2024."""
    return words.gettext("Planned %(when)s") % {"when": expected} if expected else words.gettext("Planned")


def standing(words: Words, state: str, on: dt.date | None, days_left: int | None) -> str:
    """Say where a cohort stands."""
    if state == "open" and on is not None and days_left is not None:
        return _closing(words, on, days_left)
    if on is None:
        return {
            "open": words.gettext("Applications are open"),
            "running": words.gettext("Running"),
        }[state]
    return {
        "announced": words.gettext("Begins on %(day)s"),
        "opens": words.gettext("Applications open on %(day)s"),
        "closed": words.gettext("Applications closed on %(day)s"),
        "running": words.gettext("Running until %(day)s"),
        "finished": words.gettext("Finished on %(day)s"),
    }[state] % {"day": words.date(on)}


def _closing(words: Words, on: dt.date, days_left: int) -> str:
    match days_left:
        case 0:
            return words.gettext("Applications are open, and close today")
        case 1:
            return words.gettext("Applications are open, and close tomorrow")
    sentence = words.ngettext(
        "Applications are open, and close in %(number)s day, on %(day)s",
        "Applications are open, and close in %(number)s days, on %(day)s",
        days_left,
    )
    return sentence % {"number": words.number(days_left), "day": words.date(on)}


def apply(words: Words, by: dt.date | None) -> str:
    """Name the button of an open cohort: Apply by 15 August 2023."""
    return words.gettext("Apply by %(date)s") % {"date": words.date(by)} if by else words.gettext("Apply")


def hear_more(words: Words) -> str:
    """Name the button of a cohort to which one cannot apply yet."""
    return words.gettext("Hear when applications open")
