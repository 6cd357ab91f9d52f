"""A time zone -> the moments its clocks change, and the moments a local time stands for.

Knows nothing of events or calendars. Rules of reading: https://peps.python.org/pep-0495/
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from microsite.core.dataclasses import dataclass

_WEEK, _DAY, _SECOND = timedelta(weeks=1), timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """A change of the distance from UTC: `at` is in UTC, `name` is that of the new time, like CEST."""

    at: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str

    @property
    def shown_before(self) -> datetime:
        """Tell what clocks would show at that moment had they not changed, without a zone."""
        return self.at.replace(tzinfo=None) + self.offset_from

    @property
    def shown_after(self) -> datetime:
        """Tell what clocks show once they have changed, without a zone."""
        return self.at.replace(tzinfo=None) + self.offset_to


@lru_cache
def clock_changes(zone: ZoneInfo, first: date, last: date) -> tuple[ClockChange, ...]:
    """Find every change from the beginning of `first` to the end of `last`, both days of UTC, in order.

    Looks once a week: since 1990 no zone has changed its clocks there and back within one.
    """
    end = _midnight(last) + _DAY
    moments = [_midnight(first) + _WEEK * number for number in range((last - first).days // 7 + 1)]
    stretches = pairwise([*moments, end])
    return tuple(
        _change(zone, one, other) for one, other in stretches if _offset(zone, one) != _offset(zone, other)
    )


def readings(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Find the moments at which clocks in `zone` show this: mostly one, none if skipped, two if repeated."""
    shown = datetime.combine(day, clock)
    found: dict[datetime, datetime] = {}
    for fold in (0, 1):
        moment = shown.replace(tzinfo=zone, fold=fold)
        if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == shown:
            found.setdefault(moment.astimezone(UTC), moment)
    return tuple(found.values())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> ClockChange:
    """Halve the stretch until its two ends are a second apart."""
    old = _offset(zone, before)
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    local = after.astimezone(zone)
    return ClockChange(
        at=after,
        offset_from=old,
        offset_to=_offset(zone, after),
        name=local.tzname() or str(local.utcoffset()),
    )
