from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from microsite.render.justified_rows import SCREENS, justified
from microsite.render.views import ImageView
from tests.render.samples import picture

PHONE = [4032 / 3024, 3024 / 4032]
SHAPES = st.lists(st.sampled_from([*PHONE, 1.5, 0.667, 0.5625, 1.0, 1.778, 3.0]), min_size=1, max_size=40)


def photos(shapes: list[float]) -> list[ImageView]:
    return [picture(str(n), width_px=round(1000 * shape), height_px=1000) for n, shape in enumerate(shapes)]


def stretched(shapes: list[float], height: int, gap: float) -> list[float]:
    """Do as a browser does: fill rows, stretch each to the whole width, and give their heights."""
    rows: list[list[float]] = [[]]
    for shape in shapes:
        if rows[-1] and sum(rows[-1]) * height + gap * len(rows[-1]) + shape * height > 100:
            rows.append([])
        rows[-1].append(shape)
    return [(100 - gap * (len(row) - 1)) / sum(row) for row in rows]


@given(SHAPES)
def test_every_picture_stands_in_the_rows_once_and_in_order(shapes: list[float]) -> None:
    pictures = photos(shapes)
    assert [place.photo for place in justified(pictures).placed] == pictures


@given(SHAPES)
def test_heights_are_those_that_the_stylesheet_knows(shapes: list[float]) -> None:
    tokens = justified(photos(shapes)).heights.split()
    assert [token[0] for token in tokens] == [screen.letter for screen in SCREENS]
    assert all(int(token[1:]) in screen.heights for token, screen in zip(tokens, SCREENS, strict=True))


@given(SHAPES)
def test_no_other_height_makes_more_even_rows(shapes: list[float]) -> None:
    wide = SCREENS[0]
    chosen = int(justified(photos(shapes)).heights.split()[0][1:])

    def strain(height: int) -> float:
        rows = [row for gap in wide.gaps for row in stretched(shapes, height, gap)]
        return max(max(row / wide.best, wide.best / row) for row in rows)

    assert strain(chosen) <= min(strain(height) for height in wide.heights) * 1.01


def test_sixty_photos_of_a_phone_leave_no_row_half_empty() -> None:
    shapes = [PHONE[n % 3 == 1] for n in range(60)]
    tokens = justified(photos(shapes)).heights.split()
    for token, screen in zip(tokens, SCREENS, strict=True):
        rows = stretched(shapes, int(token[1:]), screen.gaps[0])
        assert max(rows) < 1.7 * screen.best


def test_a_picture_tells_its_shape_and_how_wide_it_is_shown() -> None:
    place = justified(photos([1.5])).placed[0]
    assert place.shape == "1.50"
    assert re.fullmatch(r"\(min-width: 82rem\) 39.3rem, .* 92\.0vw", place.sizes)


def test_what_is_far_too_flat_or_tall_counts_as_less_so() -> None:
    shapes = [place.shape for place in justified(photos([9.0, 0.1])).placed]
    assert shapes == ["3.99", "0.30"]
