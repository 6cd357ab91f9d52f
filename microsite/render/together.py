"""The pages of a site that was never drawn -> all of them, drawn by several processes together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from microsite.core import forks
from microsite.core.dataclasses import dataclass, replace
from microsite.incremental import Memory, Written, adopt, found
from microsite.render.outputs import Output

if TYPE_CHECKING:
    from microsite.render.artifacts import Studio

RULE = "Pages.at"
PAGES_AT_ONCE = 8
"""How many pages a process takes at a time."""


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process drew, by path. It is handed to another one with all answers that it was made from."""

    pages: dict[str, Output]
    memory: Memory
    before: Collection[str]

    def __reduce__(self) -> tuple[object, ...]:
        return _Handed, (
            found(self.memory, before=self.before),
            [(path, output, output.data) for path, output in self.pages.items()],
        )


@dataclass(frozen=True, slots=True)
class _Handed:
    answers: list[Written]
    pages: list[tuple[str, Output, bytes | None]]


def draw_pages(studio: Studio, paths: Sequence[str], *, processes: int) -> None:
    """Draw pages into a memory that nothing is kept for, so that whoever asks for one then has it at once."""
    for path in paths[
        :1
    ]:  # what all pages share is computed with the first one, and is then there in each process
        studio.pages.at(path)
    before = frozenset(studio.memory.nodes)

    def draw(parts: Iterable[Sequence[str]]) -> _Share | _Handed:
        return _Share({path: studio.pages.at(path) for part in parts for path in part}, studio.memory, before)

    for share in forks.share(forks.parted(paths[1:], PAGES_AT_ONCE), draw, processes=processes):
        if isinstance(share, _Handed):
            _take(share, studio)


def _take(share: _Handed, studio: Studio) -> None:
    outputs = {f"{RULE}:{path}": replace(output, data=data) for path, output, data in share.pages}
    read = adopt(studio.memory, share.answers, values=outputs)
    studio.assets.keep(read)
