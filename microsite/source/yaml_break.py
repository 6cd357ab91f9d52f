"""Where reading YAML had to stop, and what was written around that place."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass
from microsite.source.nodes import Scalar
from microsite.source.source_text import SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Say where reading stopped (`at`), what was being read, since where (`began`), and the last text."""

    source: SourceText
    context: str
    problem: str
    began: int | None
    at: int
    last: Scalar | None

    @property
    def character(self) -> str:
        """Give the character that stopped it; empty at the end of the text."""
        return self.source.text[self.at : self.at + 1]

    @property
    def indent(self) -> str:
        """Give the white space at the beginning of the line that stopped it."""
        return self.source.text[self.source.line_start(self.at) : self.at]

    def follows_on_its_line(self, text: Scalar) -> bool:
        """Tell whether only white space stands between the text and the place, and no line ends."""
        between = self.source.text[text.end : self.at]
        return text.end <= self.at and not between.strip() and "\n" not in between
