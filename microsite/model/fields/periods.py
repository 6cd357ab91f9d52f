"""One written value -> a time of which only the month, the season or the year is known."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from microsite.core.dataclasses import dataclass
from microsite.model.fields.dates import first_year, last_year
from microsite.model.fields.mistakes import UnfitError, reading

period_help = "write a month, 2024-03, a season, 2024-spring, or a year, 2024"
_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})|([a-z]+)))?", re.ASCII)


class Season(StrEnum):
    """A quarter of the year, as the north has it; winter is the one that begins in December."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


_FIRST_MONTHS = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9, Season.WINTER: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Hold a year with its month (1 to 12) or season; month 0 and no season when only the year is known."""

    year: int
    month: int = 0
    season: Season | None = None

    def __str__(self) -> str:
        if self.season:
            return f"{self.year:04}-{self.season}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def first_day(self) -> date:
        """Give the first day that it may be."""
        return date(self.year, _FIRST_MONTHS[self.season] if self.season else self.month or 1, 1)

    @property
    def last_day(self) -> date:
        """Give the last day that it may be."""
        last_month = self.month or 12
        if self.season:
            last_month = _FIRST_MONTHS[self.season] + 2
        year, month = self.year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
        return date(year, month, monthrange(year, month)[1])


def _period(text: str) -> Period:
    found = _PERIOD.fullmatch(text)
    if not found:
        raise UnfitError("this is not a month, a season or a year")
    year, month, season = int(found[1]), int(found[2] or 0), found[3]
    if not first_year <= year <= last_year:
        raise UnfitError(f"the year {year:04} is not between {first_year} and {last_year}")
    if found[2] and not 1 <= month <= 12:
        raise UnfitError(f"there is no month {month:02}")
    if season and season not in tuple(Season):
        raise UnfitError("the seasons are spring, summer, autumn and winter")
    return Period(year=year, month=month, season=Season(season) if season else None)


ExpectedTime = Annotated[
    Period,
    PlainValidator(
        reading(Period, _period, code="E241", must="must be a month, a season or a year", help=period_help)
    ),
    PlainSerializer(str),
    Field(examples=["2024-03"]),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^\d{4}(-(\d{2}|spring|summer|autumn|winter))?$"}
    ),
]
