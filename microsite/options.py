"""What a command was asked for, as a value. Nothing of the site is known here, and nothing heavy is imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from microsite.core.dataclasses import dataclass, field

if TYPE_CHECKING:
    from microsite.render.renditions import Progress

STATE_FOLDER = ".microsite"
SOURCES = ("content", "mentees")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build is asked for; `now` pins the day, `url` and `theme` stand in for what the site says.

    `explain` is the output path to say of why it was made again.
    """

    site: Path
    output: Path
    theme: str | None = None
    url: str | None = None
    drafts: bool = False
    future: bool = False
    now: str | None = None
    strict: bool = False
    explain: str | None = None
    workers: int = 2
    on_progress: Callable[[Progress], None] = field(default=lambda _: None)

    @property
    def state(self) -> Path:
        """Give the folder of the cache and of what is kept between builds."""
        return self.site / STATE_FOLDER

    @property
    def cache(self) -> Path:
        """Give the folder of the cache, which survives `clean`."""
        return self.state / "cache"

    @property
    def fingerprints(self) -> Path:
        """Give the file in which the fingerprints of the source files are kept."""
        return self.state / "fingerprints.state"

    @property
    def answers(self) -> Path:
        """Give the database of what earlier builds found out."""
        return self.state / "answers.sqlite"

    @property
    def last_build(self) -> Path:
        """Give the file that says what the last build was made from."""
        return self.state / "last-build.state"

    @property
    def announced(self) -> Path:
        """Give the file that says what published calendars last said of each event."""
        return self.state / "announced.state"
