"""A drawn page -> the same with links that are relative to it. Pages have many, so this is made to be fast."""

from __future__ import annotations

import re
from collections.abc import Callable

Resolve = Callable[[str, str], str]
"""Give the link from one output path to another."""

_ATTRIBUTE = re.compile(r'(\s(?:href|src|srcset|action|data-[a-z-]+)=")([^"]*site:/[^"]*)')
_ADDRESS = re.compile(r"site:/([^\"'\s<>)?#]*)([^\"'\s<>)]*)")


def with_links(html: str, *, path: str, resolve: Resolve) -> str:
    """Replace every `site:/…` that stands in an attribute that holds addresses; queries and fragments stay."""
    made: dict[str, str] = {}

    def address(found: re.Match[str]) -> str:
        return f"{resolve(path, found[1])}{found[2]}"

    def attribute(found: re.Match[str]) -> str:
        before, value = found.groups()
        if value not in made:
            made[value] = _ADDRESS.sub(address, value)
        return before + made[value]

    return _ATTRIBUTE.sub(attribute, html)
