"""What one written value is once it is read, where Python has no type for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from microsite.core.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Percents:
    """Hold the least and the most percent, both from 0 to 100 and often the same."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low} %" if self.low == self.high else f"{self.low}–{self.high} %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """Hold the point of a picture that must stay visible: 0 to 1 from the left, 0 to 1 from the top."""

    x: float
    y: float

    def __str__(self) -> str:
        return f"{self.x * 100:g}% {self.y * 100:g}%"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class YearMonth:
    """Hold a year, and its month from 1 to 12; month 0 when only the year is known."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


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
