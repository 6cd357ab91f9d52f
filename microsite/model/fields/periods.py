"""One written value -> a time of which only the month, the season or the year is known."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, PlainValidator

from microsite.model.fields.dates import first_year, last_year
from microsite.model.fields.mistakes import UnfitError, reading
from microsite.model.fields.values import Period, Season

period_help = "write a month, 2024-03, a season, 2024-spring, or a year, 2024"
_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})|([a-z]+)))?", re.ASCII)


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
    Field(examples=["2024-03"]),
]
