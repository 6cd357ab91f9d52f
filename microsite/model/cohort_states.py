"""A cohort's dates and a day -> where the cohort stands on that day: one value, which every page and list goes by.

Days are those of the program's own time zone, and a last day counts to its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from microsite.core.dataclasses import dataclass
from microsite.model.schema.cohort import Cohort

DAY = timedelta(days=1)


class CohortState(StrEnum):
    """What can be said of a cohort on a day."""

    ANNOUNCED = "announced"
    OPENS = "opens"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a cohort stands, and the day that goes with it.

    `on` is the first day of the program when it is announced, the first day to apply when it opens, the last one when
    it is open or closed, the last day of the program when it is running or finished; None when that is not known.
    `days_left` counts to the last day to apply, 0 on that day; None when it is not open or has no such day.
    """

    state: CohortState
    on: date | None
    days_left: int | None = None


def standing(cohort: Cohort, day: date) -> Standing:
    """Tell where a cohort stands on a day. Who may still apply is told so, also when the program has begun."""
    last = last_day_to_apply(cohort)
    if _is_open(cohort, day, last):
        return Standing(state=CohortState.OPEN, on=last, days_left=(last - day).days if last else None)
    if cohort.end_date and cohort.end_date < day:
        return Standing(state=CohortState.FINISHED, on=cohort.end_date)
    if cohort.start_date and cohort.start_date <= day:
        return Standing(state=CohortState.RUNNING, on=cohort.end_date)
    if cohort.applications_open and cohort.applications_open > day:
        return Standing(state=CohortState.OPENS, on=cohort.applications_open)
    if last and last < day:
        return Standing(state=CohortState.CLOSED, on=last)
    return Standing(state=CohortState.ANNOUNCED, on=cohort.start_date)


def last_day_to_apply(cohort: Cohort) -> date | None:
    """Give the last day to apply: the one that is written, else the day before the program begins."""
    if cohort.applications_close or not cohort.applications_open or not cohort.start_date:
        return cohort.applications_close
    return max(cohort.start_date - DAY, cohort.applications_open)


def days_of_change(cohort: Cohort, day: date) -> Iterator[date]:
    """Give the days on which a cohort will stand elsewhere; while days are counted down, that is the next one too."""
    first_days = (cohort.start_date, cohort.applications_open)
    last_days = (cohort.end_date, last_day_to_apply(cohort))
    yield from (first for first in first_days if first)
    yield from (last + DAY for last in last_days if last)
    if standing(cohort, day).days_left is not None:
        yield day + DAY


def _is_open(cohort: Cohort, day: date, last: date | None) -> bool:
    """Tell whether one can apply. A last day without a first means that one can already."""
    first = cohort.applications_open
    if first is None and last is None:
        return False
    return (first is None or first <= day) and (last is None or day <= last)
