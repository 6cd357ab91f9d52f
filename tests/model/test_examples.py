from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.model.examples import one_line
from microsite.source.yaml_marks import parse, plain_value


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Two words, and more", "Two words, and more"),
        ("Lovepats: a story", '"Lovepats: a story"'),
        ("We are #1", '"We are #1"'),
        ("2023", '"2023"'),
        ("true", '"true"'),
        ("", '""'),
        ("18:00", "18:00"),
        ("https://example.org", "https://example.org"),
        ("2023-09-13", "2023-09-13"),
        ("@anna", '"@anna"'),
        (17, "17"),
        (False, "false"),
        (Colour.RED, "red"),
        (["a", "b, c"], '[a, "b, c"]'),
        ([{"code": "nb", "level": "B1"}], "[{code: nb, level: B1}]"),
    ],
)
def test_a_value_is_written_the_plainest_way(value: object, line: str) -> None:
    assert one_line(value) == line


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]) | st.just("\n")
)
values = st.recursive(
    texts | st.booleans() | st.integers(-1_000_000, 1_000_000),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["code", "level", "a_b"]), inner),
    max_leaves=8,
)


@settings(deadline=None)  # a busy computer is no failure
@given(values)
def test_reading_a_written_value_gives_the_value_again(value: object) -> None:
    parsed = parse(f"key: {one_line(value)}\n", path="a.yaml")
    assert parsed.diagnostics == ()
    assert plain_value(parsed.node) == {"key": value}
