"""Where something stands in a source file. Knows nothing of what stands there."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """Point at a stretch of one line of a source file.

    `path` is relative to the site folder, with forward slashes. `line` and `column` count from 1, in
    characters; `length` is how many characters are meant, at least 1.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
