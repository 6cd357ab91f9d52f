from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from microsite.model.outcomes import BEST_FIRST, FEWEST, RESULTS, Counted, outcomes_on, state_on, together
from microsite.model.schema.mentee import State, Status

DAY = date(2023, 12, 6)
STEPS = st.lists(st.tuples(st.sampled_from(State), st.integers(-30, 30)), min_size=1, max_size=5)


def stood(*steps: tuple[State, int], is_shown: bool = True) -> Counted:
    status = tuple(Status(state=state, since=DAY + timedelta(days)) for state, days in steps)
    return Counted(cohort="2023-autumn", status=status, is_shown=is_shown)


def hidden(**counts: int) -> list[Counted]:
    """Make people who agreed to be counted only: so many in each state."""
    return [stood((State(state), 0), is_shown=False) for state, count in counts.items() for _ in range(count)]


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


def test_of_people_with_a_profile_everything_is_told_however_few_they_are() -> None:
    counted = outcomes_on([stood((State.JOB, 0)), stood((State.OPEN, 0))], DAY)
    assert (counted.states, counted.untold) == ((State.JOB, State.OPEN), 0)


def test_of_few_people_without_a_profile_it_is_not_told_where_they_stand() -> None:
    shown = [stood((State.JOB, 0)) for _ in range(4)]
    counted = outcomes_on([*shown, *hidden(job=1, open=2)], DAY)
    assert (counted.total, counted.count(State.JOB), counted.count(State.OPEN), counted.untold) == (
        7,
        4,
        0,
        3,
    )


def test_enough_people_without_a_profile_in_one_place_are_told_of() -> None:
    counted = outcomes_on(hidden(job=4, open=5), DAY)
    assert (counted.count(State.JOB), counted.count(State.OPEN), counted.untold) == (4, 5, 0)


def test_somebody_who_is_left_over_is_hidden_among_others() -> None:
    counted = outcomes_on(hidden(job=1, training=3, open=9), DAY)
    assert (counted.count(State.OPEN), counted.count(State.TRAINING), counted.untold) == (9, 0, 4)


def test_when_all_without_a_profile_have_come_to_the_same_it_is_not_told_of_any() -> None:
    assert outcomes_on(hidden(paused=8), DAY).untold == 8


@given(
    st.dictionaries(st.sampled_from(State), st.integers(0, 6)),
    st.dictionaries(st.sampled_from(State), st.integers(0, 6)),
)
def test_nobody_without_a_profile_is_alone_in_what_is_told(
    shown: dict[State, int], unseen: dict[State, int]
) -> None:
    people = [stood((state, 0)) for state, count in shown.items() for _ in range(count)]
    counted = outcomes_on([*people, *hidden(**{s.value: n for s, n in unseen.items()})], DAY)
    assert counted.total == sum(shown.values()) + sum(unseen.values())
    told = {state: counted.count(state) - shown.get(state, 0) for state in State}
    assert all(count == 0 or count == unseen[state] >= FEWEST for state, count in told.items())
    is_all = counted.untold == sum(unseen.values())
    assert counted.untold == 0 or counted.untold >= FEWEST or is_all


def test_all_cohorts_together_tell_no_more_than_each_of_them() -> None:
    first = outcomes_on([stood((State.JOB, 0)), *hidden(job=2)], DAY)
    second = outcomes_on(hidden(job=2, open=1), DAY + timedelta(9))
    both = together([first, second])
    assert (both.count(State.JOB), both.untold, both.total) == (1, 5, 6)
    assert both.counted_on == DAY + timedelta(9)
