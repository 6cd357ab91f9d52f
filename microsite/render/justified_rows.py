"""Pictures -> how high the rows are in which they stand side by side, so that every row is full, also the last.

The browser makes the rows: it puts as many pictures beside each other as fit at a row's height, and stretches them to
the whole width. The only choice is that height; here the same is done beforehand for some heights, and the best taken.
Knows nothing of pictures but their shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf, log

from microsite.core.dataclasses import dataclass
from microsite.render.views import ImageView

FLATTEST, TALLEST = 3.99, 0.3
PAGE_REM = 77


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A kind of screen: heights to choose from, and the gaps between pictures there, in hundredths of the width.

    `letter` names it in the theme's stylesheet, which has a rule for each height; `best` is the height wished for, and
    no picture is stretched to more than `most` times its row's.
    """

    letter: str
    heights: tuple[int, ...]
    best: float
    gaps: tuple[float, ...]
    most: float = inf


SCREENS = (
    Screen(letter="w", heights=tuple(range(13, 27)), best=20, gaps=(1.3, 1.8), most=1.7),
    Screen(letter="m", heights=tuple(range(16, 42, 2)), best=30, gaps=(1.8, 2.6)),
    Screen(letter="n", heights=tuple(range(36, 72, 4)), best=56, gaps=(2.1, 4.2)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture in its row: `shape` is width by height with two digits, `sizes` how wide it is shown where."""

    photo: ImageView
    shape: str
    sizes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Pictures in rows: `heights` names the height for each kind of screen, as in `w20 m30 n56`."""

    heights: str
    placed: tuple[Placed, ...]


def justified(photos: Sequence[ImageView]) -> Rows:
    """Choose the heights of rows for some pictures."""
    shapes = [min(FLATTEST, max(TALLEST, photo.width_px / photo.height_px)) for photo in photos]
    chosen = [_best(shapes, screen) for screen in SCREENS]
    widths = zip(
        *(_widths(shapes, height, screen) for height, screen in zip(chosen, SCREENS, strict=True)),
        strict=True,
    )
    return Rows(
        heights=" ".join(f"{screen.letter}{height}" for screen, height in zip(SCREENS, chosen, strict=True)),
        placed=tuple(
            Placed(photo=photo, shape=f"{shape:.2f}", sizes=_sizes(*shares))
            for photo, shape, shares in zip(photos, shapes, widths, strict=True)
        ),
    )


def _best(shapes: Sequence[float], screen: Screen) -> int:
    """Choose the height at which no row is much higher or lower than the wished-for one, whatever the gap."""

    def strain(height: int) -> tuple[float, float]:
        rows = [row for gap in screen.gaps for row in _heights(shapes, height, gap)]
        worst = max((abs(log(row / screen.best)) for row in rows), default=0.0)
        return round(worst, 3), abs(height - screen.best)

    return min(screen.heights, key=strain)


def _rows(shapes: Sequence[float], height: float, gap: float) -> list[range]:
    """Break pictures into rows as a browser does: the next one goes into the next row when it does not fit."""
    breaks, used = [0], 0.0
    for index, shape in enumerate(shapes):
        needed = shape * height
        if index > breaks[-1] and used + gap + needed > 100:
            breaks.append(index)
            used = needed
        else:
            used += needed + (gap if index > breaks[-1] else 0)
    return [range(start, end) for start, end in pairwise([*breaks, len(shapes)])]


def _heights(shapes: Sequence[float], height: float, gap: float) -> list[float]:
    return [
        (100 - gap * (len(row) - 1)) / sum(shapes[index] for index in row)
        for row in _rows(shapes, height, gap)
    ]


def _widths(shapes: Sequence[float], height: float, screen: Screen) -> list[float]:
    gap = screen.gaps[0]
    rows = zip(_rows(shapes, height, gap), _heights(shapes, height, gap), strict=True)
    return [
        min(100, shapes[index] * min(stretched, height * screen.most))
        for row, stretched in rows
        for index in row
    ]


def _sizes(wide: float, medium: float, narrow: float) -> str:
    """Write the widths as the attribute `sizes`, in hundredths of the window; of the page where that is narrower."""
    return (
        f"(min-width: 82rem) {wide * PAGE_REM / 100:.1f}rem, (min-width: 60rem) {wide * 0.93:.1f}vw, "
        f"(min-width: 40rem) {medium * 0.93:.1f}vw, {narrow * 0.92:.1f}vw"
    )
