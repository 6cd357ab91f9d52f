"""Answers that wait to be computed anew, lowest level first."""

from __future__ import annotations

from heapq import heappop, heappush

from microsite.core.dataclasses import dataclass, field


@dataclass(slots=True)
class Update:
    """Where an update has got to: what waits to be computed, by level."""

    heap: list[tuple[int, str]] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    level: int = 0

    def push(self, level: int, key: str) -> None:
        """Let an answer wait at a level, or at a higher one than before."""
        if self.waiting.get(key, -1) < level:
            self.waiting[key] = level
            heappush(self.heap, (level, key))

    def pop(self) -> str | None:
        """Take the next one; None when nothing waits."""
        while self.heap:
            level, key = heappop(self.heap)
            if self.waiting.get(key) == level:
                del self.waiting[key]
                self.level = level
                return key
        return None
