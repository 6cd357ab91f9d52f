"""A mentee -> what the index of a directory of several pages holds of them, and how its parts are written.

Each part is a script that calls `everyone(name, value)`, since a page that is opened from a disk may load scripts and
nothing else. People are numbered in the order of the directory; who has something is a list of the steps from each
number to the next. `assets/js/everyone.js` reads it; decision 10 says why there is no search engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from microsite.core.regexes import regex
from microsite.render.views import ImageView, MenteeView

SHOWN_SKILLS = 3
WIDEST_PX = 480
"""Of a portrait in a list, as `card` in the theme's `macros/mentee.html` has it."""
_MARKS = regex("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_BETWEEN_WORDS = regex(r"[\s/,;:()·\-–—\"'“”’&]+")


def folded(text: str) -> str:
    """Give a text without capitals and accents, as the script folds what is searched for."""
    return _MARKS.sub("", normalize("NFD", text.lower())).translate(_LETTERS)


def words_in(text: str) -> Iterator[str]:
    """Give the words of a text as a search finds them by their beginnings."""
    return (word for part in _BETWEEN_WORDS.split(folded(text)) if (word := part.rstrip(".")))


def steps(numbers: Iterable[int]) -> list[int]:
    """Write rising numbers as the first, and the step from each to the next."""
    written, last = [], 0
    for number in numbers:
        written.append(number - last)
        last = number
    return written


def script(name: str, value: object) -> str:
    """Write a part of the index."""
    return f"everyone({_json(name)},{_json(value)})\n"


def texts_of(mentee: MenteeView) -> Iterator[str]:
    """Give what somebody is searched by: what the card says, and what `search_words` of the theme adds."""
    yield from (mentee.name, mentee.headline, mentee.status.label, mentee.local_level, mentee.location)
    yield mentee.availability.label if mentee.availability else ""
    for skill in mentee.skills:
        yield from (skill.name, *skill.synonyms)
    yield from (language.name for language in mentee.languages)
    yield from (industry.name for industry in mentee.industries)
    yield from mentee.roles_sought


def record(mentee: MenteeView) -> list[object]:
    """Write what a card shows."""
    facts = (mentee.availability.label if mentee.availability else "", mentee.local_level)
    return [
        mentee.id,
        mentee.name,
        mentee.headline,
        [mentee.status.key, mentee.status.label],
        " · ".join(fact for fact in facts if fact),
        [skill.name for skill in mentee.skills[:SHOWN_SKILLS]],
        _portrait(mentee.photo) if mentee.photo else 0,
    ]


def _portrait(photo: ImageView) -> list[object]:
    """Write a picture's measures, then each format with its files and their widths."""
    widest = max(WIDEST_PX, photo.smallest.width_px)
    formats = [
        [source.media_type, [[r.path, r.width_px] for r in source.renditions if r.width_px <= widest]]
        for source in photo.sources
    ]
    return [photo.width_px, photo.height_px, *formats]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
