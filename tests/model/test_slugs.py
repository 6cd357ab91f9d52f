from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.model.slugs import slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Zofia Wiśniewska", "zofia-wisniewska"),
        ("Daniel O'Sullivan", "daniel-osullivan"),
        ("Daniel O’Sullivan", "daniel-osullivan"),
        ("Åse Bjørnæs", "ase-bjornaes"),
        ("Mehmet Çağlar Yıldız", "mehmet-caglar-yildiz"),
        ("李", "li"),
        ("Ольга", "olga"),
        ("UI/UX", "ui-ux"),
        ("AT&amp;T", "at-amp-t"),
        ("  2023 -- Autumn  ", "2023-autumn"),
        ("10,000 steps", "10000-steps"),
        ("🎉", ""),
    ],
)
def test_a_slug_is_made_of_plain_letters(text: str, made: str) -> None:
    assert slug(text) == made


@settings(deadline=None)
@given(text=st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    made = slug(text)
    assert slug(made) == made
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
