"""A drawn page -> the same with links that are relative to it. Pages have many, so this is made to be fast."""

from __future__ import annotations

import re
from collections.abc import Callable

from microsite.core.regexes import regex

Resolve = Callable[[str, str], str]
"""Give the link from one output path to another."""

_ATTRIBUTE = regex(r'(\s(?:href|src|srcset|action|data-[a-z-]+)=")([^"]*site:/[^"]*)')
_ADDRESS = regex(r"site:/([^\"'\s<>)?#]*)([^\"'\s<>)]*)")


def with_links(html: str, *, path: str, resolve: Resolve) -> str:
    """Replace every `site:/…` that stands in an attribute that holds addresses; queries and fragments stay."""

    def address(found: re.Match[str]) -> str:
        return f"{resolve(path, found[1])}{found[2]}"

    parts = _ATTRIBUTE.split(html)  # what is between, what comes before a value, the value, and so on
    made = {value: _ADDRESS.sub(address, value) for value in dict.fromkeys(parts[2::3])}
    parts[2::3] = [made[value] for value in parts[2::3]]
    return "".join(parts)
