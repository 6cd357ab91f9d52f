"""Dated statuses -> where everyone stood on a day. Figures are counted here and written nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from microsite.model.schema.mentee import Mentee, State, Status

BEST_FIRST = (State.JOB, State.FOUNDER, State.TRAINING, State.OPEN, State.PAUSED)
RESULTS = frozenset({State.JOB, State.FOUNDER, State.TRAINING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """How many stood where on `counted_on`; `states` has one entry a person, best first."""

    counted_on: date
    states: tuple[State, ...]

    @property
    def results(self) -> int:
        """Count those for whom something has begun."""
        return sum(state in RESULTS for state in self.states)

    def count(self, state: State) -> int:
        """Count those in one state."""
        return self.states.count(state)


def state_on(mentee: Mentee, day: date) -> Status:
    """Give the latest status that had begun on `day`. Who has none yet is open: no result is told before its day."""
    in_order = sorted(mentee.status, key=lambda status: status.since)
    begun = [status for status in in_order if status.since <= day]
    return begun[-1] if begun else Status(state=State.OPEN, since=day)


def outcomes_on(mentees: Iterable[Mentee], day: date) -> Outcomes:
    """Count where mentees stood on `day`."""
    states = sorted((state_on(mentee, day).state for mentee in mentees), key=BEST_FIRST.index)
    return Outcomes(counted_on=day, states=tuple(states))
