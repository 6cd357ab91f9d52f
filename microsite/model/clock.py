"""The day a site is built for: asked for, else pinned by the site, else SOURCE_DATE_EPOCH, else today there."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex

if TYPE_CHECKING:
    from microsite.model.entry import Entry
    from microsite.model.schema.site import SiteSettings

YEARS = range(1990, 2101)
_MOMENT = regex(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?", re.ASCII)
_EPOCH = regex(r"\d{1,11}", re.ASCII)


def today(settings: Entry[SiteSettings], now: str | None) -> tuple[date, tuple[Diagnostic, ...]]:
    """Give the day of the build in the site's time zone. `now` is like 2026-11-23 or 2026-11-23T12:00.

    When `now` cannot be read, it is the day as if nobody had asked for one.
    """
    day = _asked_for(now) if now is not None else None
    problems = (_not_a_day(now),) if now is not None and day is None else ()
    return day or settings.fields.as_of or _now().astimezone(_zone(settings)).date(), problems


def good_until(settings: Entry[SiteSettings], now: str | None, day: date) -> float | None:
    """Give the time, in seconds since 1970, at which `day` ends where the program runs; None when the day is pinned."""
    if now is not None or _epoch() is not None or settings.fields.as_of is not None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=_zone(settings)).timestamp()


def _zone(settings: Entry[SiteSettings]) -> tzinfo:
    zone: ZoneInfo = settings.fields.timezone
    return zone


def _now() -> datetime:
    epoch = _epoch()
    return datetime.now(UTC) if epoch is None else datetime.fromtimestamp(epoch, UTC)


def _epoch() -> int | None:
    """Read the time that a reproducible build is told: https://reproducible-builds.org/specs/source-date-epoch ."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(written) if _EPOCH.fullmatch(written) else None


def _asked_for(now: str) -> date | None:
    try:
        day = datetime.fromisoformat(now).date() if _MOMENT.fullmatch(now) else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def _not_a_day(now: str | None) -> Diagnostic:
    return Diagnostic(
        code="E810",
        message=f"`--now {now}` is not a day",
        help="write it like 2026-11-23 or 2026-11-23T12:00",
    )
