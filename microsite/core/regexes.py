"""Regular expressions that are compiled when they are first asked for something.

A start loads a hundred of them, and an edit needs a few: to compile the others would take longer than to read what was
edited. Type checkers see `re.compile`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["regex"]


class _Later:
    """Stand for a compiled expression: what is asked of it is asked of that one, and kept here."""

    def __init__(self, written: str, flags: int) -> None:
        self._arguments = (written, flags)

    def __getattr__(self, name: str) -> Any:
        member = getattr(re.compile(*self._arguments), name)  # `re` keeps what it has compiled
        setattr(self, name, member)
        return member


if TYPE_CHECKING:
    from re import compile as regex
else:

    def regex(written: str, flags: int = 0) -> _Later:
        """Make what can be used as `re.compile(written, flags)`; a mistake in it shows when it is used."""
        return _Later(written, flags)
