from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from microsite.model.outcomes import BEST_FIRST, RESULTS, outcomes_on, state_on
from microsite.model.schema.mentee import Mentee, State, Status

DAY = date(2023, 12, 6)
STEPS = st.lists(st.tuples(st.sampled_from(State), st.integers(-30, 30)), min_size=1, max_size=5)


def stood(*steps: tuple[State, int]) -> Mentee:
    status = tuple(Status(state=state, since=DAY + timedelta(days)) for state, days in steps)
    construct: Any = Mentee.model_construct  # only the steps are counted
    return cast("Mentee", construct(status=status))


def test_the_latest_step_that_has_begun_counts_whatever_the_order_they_are_written_in() -> None:
    mentee = stood((State.JOB, -1), (State.OPEN, -20), (State.PAUSED, 5))
    assert state_on(mentee, DAY).state is State.JOB
    assert state_on(mentee, DAY - timedelta(2)).state is State.OPEN
    assert state_on(mentee, DAY + timedelta(5)).state is State.PAUSED


def test_of_two_steps_on_one_day_the_one_written_last_counts() -> None:
    assert state_on(stood((State.OPEN, 0), (State.JOB, 0)), DAY).state is State.JOB


def test_a_result_is_never_told_before_its_day() -> None:
    mentee = stood((State.JOB, 1))
    assert state_on(mentee, DAY).state is State.OPEN
    assert state_on(mentee, DAY + timedelta(1)).state is State.JOB


def test_figures_are_counted_for_a_day() -> None:
    mentees = [
        stood((State.OPEN, -9), (State.JOB, 0)),
        stood((State.OPEN, -9), (State.TRAINING, -1)),
        stood((State.PAUSED, -9)),
    ]
    today, before = outcomes_on(mentees, DAY), outcomes_on(mentees, DAY - timedelta(1))
    assert (today.results, today.count(State.JOB), today.states) == (
        2,
        1,
        (State.JOB, State.TRAINING, State.PAUSED),
    )
    assert (before.results, before.count(State.JOB)) == (1, 0)
    assert outcomes_on([], DAY).states == ()


@given(st.lists(STEPS, max_size=6), st.integers(-40, 40))
def test_everybody_is_counted_once_and_no_result_is_counted_that_has_not_begun(
    everyone: list[list[tuple[State, int]]], days: int
) -> None:
    day = DAY + timedelta(days)
    counted = outcomes_on((stood(*steps) for steps in everyone), day)
    assert len(counted.states) == sum(counted.count(state) for state in State) == len(everyone)
    assert list(counted.states) == sorted(counted.states, key=BEST_FIRST.index)
    begun = [any(state in RESULTS and since <= days for state, since in steps) for steps in everyone]
    assert counted.results <= sum(begun)
