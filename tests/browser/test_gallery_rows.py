"""Pictures in rows: each row as wide as the page and of one height, also the last, and every picture whole."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PageOpener

ROWS = """() => [...document.querySelectorAll('.gal')].map((wall) => {
  const outer = wall.getBoundingClientRect();
  const rows = Map.groupBy(wall.querySelectorAll('li'), (item) => Math.round(item.getBoundingClientRect().top));
  return [...rows.values()].map((items) => {
    const pictures = items.map((item) => item.querySelector('a').getBoundingClientRect());
    const heights = pictures.map((picture) => picture.height);
    return {
      short: outer.right - Math.max(...pictures.map((picture) => picture.right)),
      uneven: Math.max(...heights) - Math.min(...heights),
    };
  });
})"""
WHOLE = """() => [...document.querySelectorAll('.gal img')].map((image) =>
  Math.abs(image.clientWidth / image.clientHeight / (image.getAttribute('width') / image.getAttribute('height')) - 1))"""


@pytest.mark.parametrize("screen", ["small phone", "tablet", "desktop"])
@pytest.mark.parametrize("page_type", ["galleries", "gallery", "home"])
def test_every_row_is_full_and_of_one_height(visit: PageOpener, page_type: str, screen: str) -> None:
    walls = visit(page_type, screen=screen).evaluate(ROWS)
    assert walls
    assert [row for wall in walls for row in wall if row["short"] > 1 or row["uneven"] > 2] == []


@pytest.mark.parametrize("screen", ["small phone", "desktop"])
def test_no_picture_is_cut(visit: PageOpener, screen: str) -> None:
    differences = visit("galleries", screen=screen).evaluate(WHOLE)
    assert differences
    assert max(differences) < 0.02
