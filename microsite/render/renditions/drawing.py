"""Words, colours and perhaps a photo -> the pixels of a card. Runs in worker processes only.

Only the fonts in `fonts/` are known here (the pool sees to that), so a card is the same on every computer.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pyvips

from microsite.model.cards import CARD_HEIGHT_PX, CARD_WIDTH_PX

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Bricolage Grotesque"
MARGIN_PX = 72
BAR_PX = (112, 12)
TITLE_TOP_PX, TITLE_MOST_PX, TITLE_SIZES_PX = 124, 330, (84, 72, 62, 54, 46, 40, 34)
NAME_MOST_PX, NAME_SIZES_PX = 80, (34, 28, 24)
Colour = tuple[int, int, int]


def card(
    words: tuple[str, str], colours: tuple[Colour, Colour, Colour], photo: pyvips.Image | None
) -> pyvips.Image:
    """Draw a card: a bar, the title in the largest size that fits, the site's name below, the photo at the right.

    `words` are the title and the site's name; `colours` those of the background, the words and the bar.
    """
    background, ink, accent = colours
    width_px = CARD_WIDTH_PX - 2 * MARGIN_PX - (photo.width if photo is not None else 0)
    title = _fitting(words[0], width_px, TITLE_MOST_PX, weight="bold", sizes_px=TITLE_SIZES_PX)
    name = _fitting(words[1], width_px, NAME_MOST_PX, weight="normal", sizes_px=NAME_SIZES_PX)
    sheet = _plain(background, CARD_WIDTH_PX, CARD_HEIGHT_PX)
    sheet = sheet.insert(_plain(accent, *BAR_PX), MARGIN_PX, MARGIN_PX)
    sheet = _written(sheet, title, ink, TITLE_TOP_PX)
    sheet = _written(sheet, name, ink, CARD_HEIGHT_PX - MARGIN_PX - name.height)
    return (
        sheet if photo is None else sheet.insert(photo.extract_band(0, n=3), CARD_WIDTH_PX - photo.width, 0)
    )


def _plain(colour: Colour, width_px: int, height_px: int) -> pyvips.Image:
    return (
        (pyvips.Image.black(width_px, height_px, bands=3) + list(colour))
        .cast("uchar")
        .copy(interpretation="srgb")
    )


def _fitting(
    text: str, width_px: int, most_px: int, *, weight: str, sizes_px: tuple[int, ...]
) -> pyvips.Image:
    """Set a text in the largest of the sizes in which it fits; what does not fit in the smallest is cut off."""
    words = _words(text, sizes_px[-1], weight, width_px)
    for size_px in sizes_px:
        words = _words(text, size_px, weight, width_px)
        if words.height <= most_px and words.width <= width_px:
            return words
    return words.crop(0, 0, min(words.width, width_px), min(words.height, most_px))


def _words(text: str, size_px: int, weight: str, width_px: int) -> pyvips.Image:
    """Set a text in the card's font; the second font file has the letters that the first lacks."""
    if not text.strip():
        return pyvips.Image.black(1, 1)
    options = {"font": f"{FAMILY} {weight} {size_px}", "dpi": 72, "width": width_px, "wrap": "word-char"}
    pyvips.Image.text(".", fontfile=str(FONTS / "bricolage-grotesque-latin-ext.ttf"), **options)
    return pyvips.Image.text(
        escape(text, quote=False), fontfile=str(FONTS / "bricolage-grotesque-latin.ttf"), **options
    )


def _written(sheet: pyvips.Image, words: pyvips.Image, ink: Colour, top_px: int) -> pyvips.Image:
    place = words.embed(MARGIN_PX, top_px, sheet.width, sheet.height)
    return place.ifthenelse(list(ink), sheet, blend=True).cast("uchar").copy(interpretation="srgb")
