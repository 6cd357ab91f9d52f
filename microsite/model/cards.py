"""A page's title, a site's name and colours -> the card that is shown where the page is shared. Pure."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

from microsite.core.dataclasses import dataclass
from microsite.core.regexes import regex
from microsite.model.renditions import ImageHeader, PictureFile

CARD_WIDTH_PX, CARD_HEIGHT_PX = 1200, 630
CARD_RECIPE = "1"
"""Count this up when the same card gives other bytes than before."""

_COLOUR = regex(r"#[0-9a-f]{6}", re.IGNORECASE)
_DRAWABLE = regex(
    "[ -~\u00a0\u00a7\u00a9\u00ab\u00b0\u00b7\u00bb\u00bf-\u0107\u010c-\u0113\u0116-\u011b\u011e\u011f\u0122\u0123"
    "\u012a\u012b\u012e-\u0131\u0136\u0137\u0139-\u013e\u0141-\u0148\u0150-\u0155\u0158-\u015b\u015e-\u0161\u0164"
    "\u0165\u016a\u016b\u016e-\u0173\u0178-\u017e\u0218-\u021b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026"
    "\u20ac\u2212]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardColours:
    """Name a card's colours as `#rrggbb`."""

    background: str
    text: str
    accent: str

    def __post_init__(self) -> None:
        wrong = [
            colour for colour in (self.background, self.text, self.accent) if not _COLOUR.fullmatch(colour)
        ]
        if wrong:
            raise ValueError(f"colours are written #rrggbb, not {', '.join(wrong)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPhoto:
    """Put a picture on a card, cropped around its focal point; `people` are those whom it shows."""

    picture: PictureFile
    header: ImageHeader
    focal_point: tuple[float, float] = (0.5, 0.5)
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Ask for a card of 1200 × 630 pixels: a title, the site's name, and a photo where one may be shown.

    `people` are the ids of those whom the words name, by whom the card is found again.
    """

    title: str
    site_name: str
    colours: CardColours
    photo: CardPhoto | None = None
    people: tuple[str, ...] = ()


def can_be_drawn(text: str) -> bool:
    """Tell whether the card's font has every letter of a text; else let the title be the site's name."""
    return _DRAWABLE.fullmatch(normalize("NFC", text)) is not None


def card_key(card: Card) -> str:
    """Name a card by what decides its pixels: 24 hexadecimal digits."""
    photo = card.photo and (card.photo.picture.fingerprint, card.photo.focal_point)
    colours = (card.colours.background, card.colours.text, card.colours.accent)
    decides = (CARD_RECIPE, card.title, card.site_name, colours, photo)
    return sha256(repr(decides).encode()).hexdigest()[:24]


def key_of_file(name: str) -> str:
    """Give the key of the card in a file."""
    return name.partition("-")[0]


def card_name(card: Card) -> str:
    """Name the file of a card."""
    return f"{card_key(card)}-{CARD_WIDTH_PX}.jpg"
