"""How far work is -> a bar on a terminal, shown once it has lasted a second."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tqdm import tqdm

    from microsite.render.renditions import Progress

SHOWN_AFTER_S = 1.0


class Bar:
    """A bar that counts `unit`, with the time that is left."""

    def __init__(self, unit: str) -> None:
        """Take what is counted."""
        self._unit = unit
        self._bar: tqdm[int] | None = None

    def show(self, progress: Progress) -> None:
        """Move the bar to where the work is; it goes away at the end."""
        if self._bar is None and progress.done == progress.total:
            return
        bar = self._bar = self._bar or _drawn(progress.total, self._unit)
        bar.update(progress.done - bar.n)
        if progress.done == progress.total:
            bar.close()
            self._bar = None


def _drawn(total: int, unit: str) -> tqdm[int]:
    from tqdm import tqdm

    return cast(
        "tqdm[int]", tqdm(total=total, unit=f" {unit}", delay=SHOWN_AFTER_S, leave=False, file=sys.stderr)
    )
