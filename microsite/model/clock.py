"""The day a site is built for: asked for, else pinned by the site, else SOURCE_DATE_EPOCH, else today there."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from microsite.core.diagnostics import Diagnostic

if TYPE_CHECKING:
    from microsite.model.entry import Entry
    from microsite.model.schema.types import Record

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?")


def today(settings: Entry[Record] | None, now: str | None) -> tuple[date, tuple[Diagnostic, ...]]:
    """Give the day of the build in the site's time zone. `now` is like 2026-11-23 or 2026-11-23T12:00."""
    if now is not None:
        return _asked_for(now)
    pinned = getattr(settings.fields, "as_of", None) if settings else None
    if pinned is not None:
        return pinned, ()
    zone = getattr(settings.fields, "timezone", None) if settings else None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.astimezone(zone or ZoneInfo("UTC")).date(), ()


def good_until(settings: Entry[Record] | None, now: str | None, day: date) -> float | None:
    """Give the time, in seconds since 1970, at which `day` ends where the program runs; None when the day is pinned."""
    is_pinned = now is not None or os.environ.get("SOURCE_DATE_EPOCH", "").isdigit()
    if is_pinned or settings is None or getattr(settings.fields, "as_of", None):
        return None
    zone = getattr(settings.fields, "timezone", None)
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone or ZoneInfo("UTC")).timestamp()


def _asked_for(now: str) -> tuple[date, tuple[Diagnostic, ...]]:
    try:
        if not _MOMENT.fullmatch(now):
            raise ValueError(now)
        return datetime.fromisoformat(now).date(), ()
    except ValueError:
        problem = Diagnostic(
            code="E810",
            message=f"`--now {now}` is not a day",
            help="write it like 2026-11-23 or 2026-11-23T12:00",
        )
        return date.min, (problem,)
