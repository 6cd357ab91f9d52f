from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.core.file_names import folded, is_ignored, is_reserved, problem_of, shown, twins


@pytest.mark.parametrize(
    "name", ["con", "CON.md", "nul.tar.gz", "Com1", "LPT9.txt", "aux .md", "com²", "CONIN$"]
)
def test_a_name_of_windows_is_reserved_in_any_form(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["console.md", "com.md", "com10", "icon.svg", "auxiliary", "lpt"])
def test_a_name_that_only_begins_like_one_of_windows_is_free(name: str) -> None:
    assert not is_reserved(name)


@pytest.mark.parametrize(
    "name", ["anna.md", "søster-åse.md", "李.md", "🎉.jpg", "مرحبا.md", "a b.jpg", "å" * 50]
)
def test_names_of_all_languages_are_fine(name: str) -> None:
    assert problem_of(name) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("faq ", "E154"),
        ("å" * 51, "E155"),
        ("a\u202egpj.md", "E158"),
        ("a\x7f", "E158"),
        ('"a"', "E161"),
        ("a\\b", "E161"),
    ],
)
def test_a_name_that_does_not_work_everywhere_has_a_code(name: str, code: str) -> None:
    problem = problem_of(name)
    assert problem is not None
    assert problem.code == code


@settings(deadline=None)
@given(name=st.text(st.characters(), min_size=1))
def test_every_name_can_be_shown(name: str) -> None:
    shown(name).encode("utf-8")
    problem = problem_of(name)
    assert problem is None or problem.message.isprintable()


@settings(deadline=None)
@given(name=st.text(min_size=1))
def test_a_name_is_the_twin_of_itself_in_other_letters(name: str) -> None:
    assert folded(name) == folded(folded(name))
    assert twins([name, f"{name}-other"]) == []


def test_twins_are_found_in_groups() -> None:
    assert twins(["b", "A", "a", "É", "é", "e\u0301"]) == [["A", "a"], ["e\u0301", "É", "é"]]


def test_a_single_hash_is_a_name() -> None:
    assert not is_ignored("#")
    assert is_ignored("#draft#")
