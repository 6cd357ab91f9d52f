"""How far work is -> a bar on a terminal, shown once it has lasted a second."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqdm import tqdm

    from microsite.render.renditions import Progress

SHOWN_AFTER_S = 1.0


class Bar:
    """A bar that counts `unit`, with the time that is left."""

    def __init__(self, unit: str) -> None:
        """Take what is counted."""
        self._unit = unit
        self._bar: tqdm[None] | None = None

    def show(self, progress: Progress) -> None:
        """Move the bar to where the work is; it goes away at the end."""
        if progress.total == 0 or (self._bar is None and progress.done == progress.total):
            return
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(
                total=progress.total, unit=f" {self._unit}", delay=SHOWN_AFTER_S, leave=False, file=sys.stderr
            )
        self._bar.update(progress.done - self._bar.n)
        if progress.done == progress.total:
            self._bar.close()
            self._bar = None
