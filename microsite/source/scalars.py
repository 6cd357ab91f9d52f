"""Plain YAML text -> None, bool, number or text, by the core schema of YAML 1.2 and stricter.

Numbers remember how they were written, so that a text field gets `1.10` or `2023` and not `1.1`.
https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import re
from typing import Self

from microsite.core.regexes import regex

longest_number = 40
"""Characters; longer runs of digits are refused by the reader of YAML."""

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = regex(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = regex(r"-?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)


class WrittenInt(int):
    """Hold a whole number together with the text it was `written` as."""

    written: str

    def __new__(cls, written: str) -> Self:
        """Make the number from its digits; ValueError when they are not a number."""
        number = super().__new__(cls, written)
        number.written = written
        return number


class WrittenFloat(float):
    """Hold a decimal number together with the text it was `written` as."""

    written: str

    def __new__(cls, written: str) -> Self:
        """Make the number from its digits; ValueError when they are not a number."""
        number = super().__new__(cls, written)
        number.written = written
        return number


Plain = str | int | float | bool | None


def resolve(text: str) -> Plain:
    """Give the value of an unquoted text; what is not exactly null, a truth value or a number stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > longest_number:
        return text
    if _WHOLE.fullmatch(text):
        return WrittenInt(text)
    if _DECIMAL.fullmatch(text):
        return WrittenFloat(text)
    return text


def is_endless_number(text: str) -> bool:
    """Tell whether an unquoted text is digits only, and more of them than any number needs."""
    return len(text) > longest_number and text.lstrip("-+").replace(".", "", 1).isdigit()
