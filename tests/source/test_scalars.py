import pytest

from microsite.source.scalars import WrittenFloat, WrittenInt, is_endless_number, resolve


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text: str) -> None:
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("True", True), ("false", False), ("FALSE", False)]
)
def test_only_true_and_false_are_truth_values(text: str, value: object) -> None:
    assert resolve(text) is value


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "yes", "on", "Off", "y", "nUll", "18:00", "12:30:45", "2023-09-13"),
        *(
            "0123",
            "0x1F",
            "1_000",
            "+47",
            "+47 123",
            "1e3",
            ".5",
            "1.",
            ".inf",
            ".nan",
            "1,5",
            "--1",
            "-",
            "१२",
        ),
    ],
)
def test_what_only_looks_like_a_value_of_another_type_stays_text(text: str) -> None:
    assert resolve(text) == text
    assert type(resolve(text)) is str


@pytest.mark.parametrize("text", ["0", "17", "-3", "2023"])
def test_a_whole_number_remembers_how_it_was_written(text: str) -> None:
    number = resolve(text)
    assert isinstance(number, WrittenInt)
    assert (number, number.written) == (int(text), text)


@pytest.mark.parametrize("text", ["1.10", "-0.5", "18.00"])
def test_a_decimal_number_remembers_how_it_was_written(text: str) -> None:
    number = resolve(text)
    assert isinstance(number, WrittenFloat)
    assert (number, number.written) == (float(text), text)


def test_a_number_of_thousands_of_digits_is_never_computed() -> None:
    assert resolve("9" * 5000) == "9" * 5000
    assert is_endless_number("9" * 5000)
    assert is_endless_number("-" + "9" * 50 + ".5")
    assert not is_endless_number("9" * 40)
    assert not is_endless_number("a" * 5000)
