"""One written value -> a date, a time of day, a distance from UTC, or a year with or without its month."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import UTC, date, time, timedelta, timezone
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator

from microsite.model.fields.mistakes import UnfitError, reading
from microsite.model.fields.values import YearMonth

first_year, last_year = 1990, 2100
first_career_year = 1940
date_help = "write year-month-day, for example 2023-09-13"
first_day_help = f"{date_help}; while it is not fixed, take this line out and write `expected`"
time_help = "write hours:minutes, for example 18:00"
partial_help = "write a year, 2019, or a year and month, 2019-06"
offset_help = "write a sign, hours and minutes, for example +02:00"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_TIME = re.compile(r"(\d{2}):(\d{2})", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ]?)(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([/. -] ?)(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? (?P<month>[A-Za-z]{3,9})[.,]? (?P<year>\d{4})", re.ASCII
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.ASCII
)
_LOOSE_TIME = re.compile(
    r"(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})? ?(am|pm)?", re.ASCII | re.IGNORECASE
)


def _date(text: str) -> date:
    found = _DATE.fullmatch(text)
    if not found:
        raise _unfit_date(text)
    year, month, day = map(int, found.groups())
    _check_month(year, month, first=first_year)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise UnfitError(f"{month_name[month]} {year} has only {days} days" if day else "there is no day 00")
    return date(year, month, day)


def _first_day(text: str) -> date:
    """Read a date; where none is written, tell what to write while it is not known."""
    try:
        return _date(text)
    except UnfitError as unfit:
        if _DATE.match(text):
            raise
        raise UnfitError(unfit.label, unfit.help or first_day_help) from None


def _check_month(year: int, month: int, *, first: int) -> None:
    if not first <= year <= last_year:
        raise UnfitError(f"the year {year:04} is not between {first} and {last_year}")
    if not 1 <= month <= 12:
        raise UnfitError(f"there is no month {month:02}")


def _unfit_date(text: str) -> UnfitError:
    if found := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = found.groups()
        return UnfitError("this is not written as year-month-day", _proposal(year, month, day))
    if found := _YEAR_LAST.fullmatch(text):
        return _unfit_order(*found.groups())
    if found := _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return UnfitError("this is not written as year-month-day", _proposal_of_words(found))
    if _DATE.match(text):
        return UnfitError("there is something after the date", f"write only the date, {text[:10]}")
    return UnfitError(
        "the day is missing" if _MONTH.fullmatch(text) else "this is not written as year-month-day"
    )


def _unfit_order(first: str, separator: str, second: str, year: str) -> UnfitError:
    day_first, month_first = _date_or_none(year, second, first), _date_or_none(year, first, second)
    if separator == "/" and day_first and month_first and day_first != month_first:
        one, other = _in_words(day_first), _in_words(month_first)
        help = f"write {day_first} for {one}, or {month_first} for {other}"
        return UnfitError(f"this can mean {one} or {other}", help)
    return UnfitError(
        "the year comes first", _proposal(year, second, first) or _proposal(year, first, second)
    )


def _in_words(day: date) -> str:
    return f"{day.day} {month_name[day.month]}"


def _date_or_none(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _proposal_of_words(found: re.Match[str]) -> str:
    word = found["month"].casefold()
    numbers = [n for n in range(1, 13) if month_name[n].casefold().startswith(word)]
    return _proposal(found["year"], str(numbers[0]), found["day"]) if len(numbers) == 1 else ""


def _proposal(year: str, month: str, day: str) -> str:
    proposed = _date_or_none(year, month, day)
    return f"write {proposed}" if proposed else ""


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if not found:
        raise _unfit_time(text)
    if text == "24:00":
        raise UnfitError("the day ends at 23:59", "write 23:59, or 00:00 on the next day")
    hour, minute = map(int, found.groups())
    if hour > 23:
        raise UnfitError(f"there is no hour {hour}")
    if minute > 59:
        raise UnfitError(f"there is no minute {minute}")
    return time(hour, minute)


def _unfit_time(text: str) -> UnfitError:
    label = "this is not written as hours:minutes"
    found = _LOOSE_TIME.fullmatch(text)
    if not found:
        return UnfitError(label)
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").lower()
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return UnfitError(label, f"write {hour:02}:{minute}" if hour < 24 and int(minute) < 60 else "")


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    found = _OFFSET.fullmatch(text)
    if not found or int(found[3]) > 59:
        raise UnfitError("this is not a sign, hours and minutes")
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if away > timedelta(hours=14):
        raise UnfitError("no clock on Earth is that far from UTC")
    return timezone(away if found[1] == "+" else -away)


def _partial_date(text: str) -> YearMonth:
    found = _MONTH.fullmatch(text)
    if found:
        _check_month(int(found[1]), int(found[2] or 1), first=first_career_year)
        return YearMonth(year=int(found[1]), month=int(found[2] or 0))
    if _DATE.fullmatch(text):
        raise UnfitError("the day is more than is needed here", f"write {text[:7]}")
    raise UnfitError("this is not written as year-month")


Date = Annotated[
    date,
    BeforeValidator(reading(date, _date, code="E204", must="must be a date", help=date_help)),
    Field(examples=["2023-09-13"]),
]
FirstDay = Annotated[
    date,
    BeforeValidator(reading(date, _first_day, code="E204", must="must be a date", help=date_help)),
    Field(examples=["2023-09-13"]),
]
Time = Annotated[
    time,
    BeforeValidator(reading(time, _time, code="E211", must="must be a time of day", help=time_help)),
    Field(examples=["18:00"]),
]
UtcOffset = Annotated[
    timezone,
    PlainValidator(
        reading(
            timezone, _offset, code="E227", must="must be a distance from the time of UTC", help=offset_help
        )
    ),
    Field(examples=["+02:00"]),
]
PartialDate = Annotated[
    YearMonth,
    PlainValidator(
        reading(
            YearMonth,
            _partial_date,
            code="E224",
            must="must be a year, or a year and month",
            help=partial_help,
        )
    ),
    Field(examples=["2019-06"]),
]
