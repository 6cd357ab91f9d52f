"""The pages of a site that was never drawn -> all of them, drawn by several processes together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
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
MOST_PAGES = 5_000
"""More are drawn by one process: a fork comes to hold a copy of all that it reads, which is the whole site."""


@dataclass(frozen=True, slots=True)
class _Share:
    """The paths that one process drew. They are handed to another one with their answers, and all that these read."""

    paths: Sequence[str]
    memory: Memory
    before: Collection[str]

    def __reduce__(self) -> tuple[object, ...]:
        keys = [f"{RULE}:{path}" for path in self.paths]
        outputs: list[tuple[str, Output]] = [(key, self.memory.node(key).value) for key in keys]
        return _Handed, (
            found(self.memory, before=self.before),
            [(key, output, output.data) for key, output in outputs],
        )


@dataclass(frozen=True, slots=True)
class _Handed:
    answers: list[Written]
    pages: list[tuple[str, Output, bytes | None]]


def draw_pages(studio: Studio, paths: Sequence[str], *, processes: int) -> None:
    """Draw pages into a memory that nothing is kept for, so that whoever asks for one then has it at once."""
    if paths:
        studio.pages.at(
            paths[0]
        )  # what all pages share is computed with it, and is then there in each process
    if len(paths) > MOST_PAGES:
        return
    before = frozenset(studio.memory.nodes)

    def draw(parts: Iterable[Sequence[str]]) -> _Share | _Handed:
        drawn = []
        for path in chain.from_iterable(parts):
            studio.pages.at(path)
            drawn.append(path)
        return _Share(drawn, studio.memory, before)

    for share in forks.share(forks.parted(paths[1:], PAGES_AT_ONCE), draw, processes=processes):
        if isinstance(share, _Handed):
            _take(share, studio)


def _take(share: _Handed, studio: Studio) -> None:
    outputs = {key: replace(output, data=data) for key, output, data in share.pages}
    read = adopt(studio.memory, share.answers, values=outputs)
    studio.assets.keep(read)
