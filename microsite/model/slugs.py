"""Text that people wrote, to the slug that stands for it in URLs: `Zofia Wiśniewska` → `zofia-wisniewska`."""

from __future__ import annotations

_APOSTROPHES = str.maketrans("", "", "'’‘ʼʹ`´＇")


def slug(text: str) -> str:
    """Give the slug of a text: letters a–z, digits and single hyphens, transliterated from any script.

    Empty when there is nothing to transliterate, as in a text of emoji; then a person must be asked. A slug
    is its own slug.
    """
    from slugify import slugify

    # The table is named, as another, when it happens to be installed, would make other URLs.
    return slugify(
        text.translate(_APOSTROPHES),
        entities=False,
        decimal=False,
        hexadecimal=False,
        backend="text-unidecode",
        algorithm="modern",
        replacements=(("+", " plus "), ("#", " sharp ")),  # C, C++ and C# are three skills
    )
