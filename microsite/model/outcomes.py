"""Dated statuses -> where everyone stood on a day. Figures are counted here and written nowhere.

Who has a profile is told there, with their status. Who agreed only to be counted must not be found out by it: their
results are told apart only where enough of them have come to the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from microsite.core.dataclasses import dataclass
from microsite.model.schema.mentee import State, Status

BEST_FIRST = (State.JOB, State.FOUNDER, State.TRAINING, State.STUDY, State.OPEN, State.PAUSED)
RESULTS = frozenset({State.JOB, State.FOUNDER, State.TRAINING, State.STUDY})
FEWEST = 3
"""How many people without a profile must stand at one place for it to be told of them."""


class Dated(Protocol):
    """Whoever has dated statuses."""

    @property
    def status(self) -> tuple[Status, ...]:
        """Give the steps, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted of a person, and nothing else of them; `is_shown` when they have a profile."""

    cohort: str
    status: tuple[Status, ...]
    is_shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """How many stood where on `counted_on`: `states` has one entry a person, best first; of `untold` it is not said."""

    counted_on: date
    states: tuple[State, ...]
    untold: int = 0

    @property
    def total(self) -> int:
        """Count everyone."""
        return len(self.states) + self.untold

    @property
    def results(self) -> int:
        """Count those for whom something has begun, as far as it is told."""
        return sum(state in RESULTS for state in self.states)

    def count(self, state: State) -> int:
        """Count those in one state, as far as it is told."""
        return self.states.count(state)


def state_on(person: Dated, day: date) -> Status:
    """Give the latest status that had begun on `day`. Who has none yet is open: no result is told before its day."""
    in_order = sorted(person.status, key=lambda status: status.since)
    begun = [status for status in in_order if status.since <= day]
    return begun[-1] if begun else Status(state=State.OPEN, since=day)


def outcomes_on(people: Iterable[Counted], day: date) -> Outcomes:
    """Count where people stood on `day`."""
    stood = [(state_on(person, day).state, person.is_shown) for person in people]
    untold = _untold(Counter(state for state, is_shown in stood if not is_shown))
    told = [state for state, is_shown in stood if is_shown or state not in untold]
    states = tuple(sorted(told, key=BEST_FIRST.index))
    return Outcomes(counted_on=day, states=states, untold=len(stood) - len(states))


def together(counted: Iterable[Outcomes]) -> Outcomes:
    """Add up what is told of several cohorts, so that nothing more is told of them together; as of the latest day."""
    parts = tuple(counted)
    states = sorted((state for part in parts for state in part.states), key=BEST_FIRST.index)
    return Outcomes(
        counted_on=max(part.counted_on for part in parts),
        states=tuple(states),
        untold=sum(part.untold for part in parts),
    )


def _untold(hidden: Counter[State]) -> frozenset[State]:
    """Give the states that are not told of people without a profile.

    Those of few people; others with them, the smallest first, until so many are in them that nobody is known
    by what is left over; and a state in which all of them are, as it would be that of each.
    """
    if len(hidden) == 1:
        return frozenset(hidden)
    smallest_first = sorted(hidden, key=lambda state: (hidden[state], BEST_FIRST.index(state)))
    untold: list[State] = []
    for state in smallest_first:
        is_few = hidden[state] < FEWEST
        if is_few or (untold and sum(hidden[other] for other in untold) < FEWEST):
            untold.append(state)
    return frozenset(untold)
