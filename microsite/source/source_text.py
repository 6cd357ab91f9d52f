"""Places in a text, counted in characters from its beginning -> positions by line and column."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from microsite.core.dataclasses import dataclass
from microsite.core.positions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """Hold a text that begins on line `first_line` of the file at `path`."""

    text: str
    path: str
    first_line: int = 1

    def position(self, start: int, end: int | None = None) -> Position:
        """Point from `start` to before `end`, but no further than to the end of the line.

        What lies behind the last visible character is pulled back to it; without `end` it is one character.
        """
        start = max(0, min(start, len(self.text.rstrip()) - 1))
        stretch = self.text[start : min(start + 1 if end is None else end, self.line_end(start))].rstrip()
        return Position(
            path=self.path,
            line=self.line_number(start),
            column=start - self.line_start(start) + 1,
            length=max(1, len(stretch)),
        )

    def line_number(self, place: int) -> int:
        """Give the number, in its file, of the line that contains `place`."""
        return bisect_right(_line_starts(self.text), place) - 1 + self.first_line

    def line_start(self, place: int) -> int:
        """Give the place where the line that contains `place` begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Give the place behind the last character of the line that contains `place`."""
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end

    def line(self, place: int) -> str:
        """Give the line that contains `place`."""
        return self.text[self.line_start(place) : self.line_end(place)]

    def is_on_one_line(self, start: int, end: int) -> bool:
        """Tell whether no line ends between the two places."""
        return "\n" not in self.text[start:end]


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return tuple(starts)
