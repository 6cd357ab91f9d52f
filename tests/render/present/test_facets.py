from __future__ import annotations

import pytest

from microsite.model.choices import hours_of, levels_reached
from microsite.model.fields.values import Percents


def test_a_level_is_found_by_all_that_it_reaches() -> None:
    assert levels_reached("nb", "A1") == ("nb:A1",)
    assert levels_reached("nb", "B2") == ("nb:A1", "nb:A2", "nb:B1", "nb:B2")
    assert levels_reached("nb", "native")[-1] == "nb:native"
    assert "nb:C2" in levels_reached("nb", "native")


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (100, 100, ("full",)),
        (80, 100, ("full", "most")),
        (60, 60, ("most",)),
        (50, 80, ("most", "half")),
        (20, 100, ("full", "most", "half")),
        (0, 40, ("half",)),
    ],
)
def test_hours_are_found_by_every_choice_they_allow(low: int, high: int, found: tuple[str, ...]) -> None:
    assert hours_of(Percents(low=low, high=high)) == found


def test_who_says_nothing_of_hours_is_found_by_no_choice_of_them() -> None:
    assert hours_of(None) == ()
