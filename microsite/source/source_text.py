"""Places in a text, counted in characters from its beginning -> positions by line and column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from microsite.core.positions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """Hold a text, where it comes from, and where its lines begin."""

    text: str
    path: str
    first_line: int
    line_starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, *, path: str, first_line: int = 1) -> SourceText:
        """Take `text`, which begins on line `first_line` of the file at `path`."""
        starts = [0]
        for line in text.split("\n")[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return cls(text=text, path=path, first_line=first_line, line_starts=tuple(starts))

    def position(self, start: int, end: int | None = None) -> Position:
        """Point from `start` to before `end`, but no further than to the end of the line.

        What lies behind the last visible character is pulled back to it; without `end` it is one character.
        """
        start = max(0, min(start, len(self.text.rstrip()) - 1))
        row = self._row(start)
        stretch = self.text[start : min(start + 1 if end is None else end, self._row_end(row))].rstrip()
        return Position(
            path=self.path,
            line=row + self.first_line,
            column=start - self.line_starts[row] + 1,
            length=max(1, len(stretch)),
        )

    def line_start(self, place: int) -> int:
        """Give the place where the line that contains `place` begins."""
        return self.line_starts[self._row(place)]

    def line_end(self, place: int) -> int:
        """Give the place behind the last character of the line that contains `place`."""
        return self._row_end(self._row(place))

    def line(self, place: int) -> str:
        """Give the line that contains `place`."""
        return self.text[self.line_start(place) : self.line_end(place)]

    def is_on_one_line(self, start: int, end: int) -> bool:
        """Tell whether no line ends between the two places."""
        return "\n" not in self.text[start:end]

    def _row(self, place: int) -> int:
        return bisect_right(self.line_starts, place) - 1

    def _row_end(self, row: int) -> int:
        return self.line_starts[row + 1] - 1 if row + 1 < len(self.line_starts) else len(self.text)
