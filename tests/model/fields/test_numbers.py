import pytest

from microsite.model.fields.values import Focus, Percents
from microsite.model.schema.types import FocalPoint, Integer, PercentRange, Plain, StrictBool
from tests.model.fields.verdicts import Mistake, help_for, label, verdict


def test_only_true_and_false_are_truth_values() -> None:
    assert (verdict(StrictBool, "true"), verdict(StrictBool, "false")) == (True, False)


@pytest.mark.parametrize(
    ("value", "said", "help"),
    [
        ("yes", "this is text", "write `{key}: true`, without quotes"),
        ("NO", "this is text", "write `{key}: false`, without quotes"),
        ("1", "this is a number", "write `{key}: true`, without quotes"),
        ("maybe", "this is text", "write true or false, without quotes"),
        ([True], "this is a list", "write true or false, without quotes"),
    ],
)
def test_another_word_for_a_truth_value_is_told(value: object, said: str, help: str) -> None:
    assert verdict(StrictBool, value) == Mistake(code="E212", label=said, help=help)


def test_a_truth_value_in_quotes_is_told() -> None:
    from pydantic import TypeAdapter, ValidationError

    with pytest.raises(ValidationError) as refused:
        TypeAdapter(StrictBool).validate_python("false")
    assert refused.value.errors()[0]["ctx"]["label"] == "this is a word in quotes"


def test_a_whole_number_is_a_plain_one() -> None:
    assert verdict(Integer, "17") == 17
    assert type(verdict(Integer, "17")) is int


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1.5", "this has a fraction"),
        ("true", "this is true or false"),
        ("many", "this is text"),
        ("1,000", "this is text"),
    ],
)
def test_what_is_not_a_whole_number_is_told(value: str, said: str) -> None:
    assert label(Integer, value) == said


@pytest.mark.parametrize(("written", "value"), [("17", 17), ("0.5", 0.5), ("true", True), ("a", "a")])
def test_a_plain_value_is_of_pythons_own_types(written: str, value: object) -> None:
    assert verdict(Plain, written) == value
    assert type(verdict(Plain, written)) is type(value)


def test_a_plain_value_is_no_list() -> None:
    assert label(Plain, ["a"]) == "this is a list"


@pytest.mark.parametrize(
    ("written", "low", "high", "shown"),
    [
        ("100", 100, 100, "100 %"),
        ("100 %", 100, 100, "100 %"),
        ("80-100", 80, 100, "80–100 %"),
        ("80–100 %", 80, 100, "80–100 %"),
        ("80% - 100%", 80, 100, "80–100 %"),
    ],
)
def test_a_range_of_percent_may_be_written_in_several_ways(
    written: str, low: int, high: int, shown: str
) -> None:
    assert verdict(PercentRange, written) == Percents(low=low, high=high)
    assert str(verdict(PercentRange, written)) == shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("100-80", "the smaller number comes first"),
        ("120", "100 is the most there is"),
        ("80-", "this is not one number or two"),
        ("-20", "this is not one number or two"),
        ("full", "this is not one number or two"),
    ],
)
def test_a_percentage_that_cannot_be_is_told(written: str, said: str) -> None:
    assert label(PercentRange, written) == said


def test_a_range_the_wrong_way_round_is_proposed_the_right_way() -> None:
    assert help_for(PercentRange, "100-80") == "write 80-100"


@pytest.mark.parametrize(
    ("written", "x", "y"), [("50% 30%", 0.5, 0.3), ("0% 100%", 0, 1), ("33.3%, 12.5%", 0.333, 0.125)]
)
def test_a_point_is_read_as_shares_of_the_picture(written: str, x: float, y: float) -> None:
    point = verdict(FocalPoint, written)
    assert point == Focus(x=x, y=y)
    assert verdict(FocalPoint, str(point)) == point


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("50%", "this is not two percentages"),
        ("50 30", "this is not two percentages"),
        ("top left", "this is not two percentages"),
        ("120% 30%", "this is outside of the picture"),
    ],
)
def test_what_is_not_a_point_of_the_picture_is_told(written: str, said: str) -> None:
    assert label(FocalPoint, written) == said
