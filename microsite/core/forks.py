"""Parts of some work -> what came of them, done by this process and by forks of it; each takes the next part.

A fork begins with all that this process has, and gives back what can be pickled. There is none where it would not be
safe (on other systems than Linux, beside other threads), nor for little work. What a fork took and did not finish is
done here; so a part that fails there fails here, in the open.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, Self, TypeVar

from microsite.core.dataclasses import dataclass, field

P = TypeVar("P")
R = TypeVar("R")

LEAST_PARTS = 6
"""Fewer are done sooner here than a fork is made."""
_NUMBER = 4
"""How many bytes say which part is next; the pipe that they wait in holds 64 KiB."""
MOST_PARTS = (1 << 16) // _NUMBER


def processors() -> int:
    """Count the processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def parted(items: Sequence[P], size: int) -> list[Sequence[P]]:
    """Cut a sequence into parts of `size`, or larger ones where there would be too many."""
    size = max(size, -(-len(items) // MOST_PARTS))
    return [items[at : at + size] for at in range(0, len(items), size)]


def share(
    parts: Sequence[P],
    work: Callable[[Iterable[P]], R],
    *,
    processes: int,
    before: Callable[[], object] = int,
) -> list[R]:
    """Let up to so many processes `work` through the parts; give what each of them came to, this one's first.

    `work` must give the same for a part in any process, and what it changes in a fork is lost with it. Where there are
    forks, this process does something else `before` it takes its first part.
    """
    if processes < 2 or len(parts) < LEAST_PARTS or not _may_fork():
        return [work(parts)]
    gc.freeze()  # else looking for garbage would copy every page of memory that is shared
    forks: list[_Fork[R]] = []
    with _Numbers(len(parts)) as numbers:
        try:
            forks += (_Fork(work, parts, numbers) for _ in range(processes - 1))
            before()
            mine = _Taken(parts, numbers)
            results = [work(mine)]
            done = set(mine.numbers)
            for fork in forks:
                for taken, result in fork.results():
                    results.append(result)
                    done |= taken
        finally:
            for fork in forks:
                fork.end()
    missing = [part for number, part in enumerate(parts) if number not in done]
    return [*results, work(missing)] if missing else results


class Meanwhile(Generic[R]):
    """Some work that a fork does while this process does something else.

    It is done here, when its result is asked for, if there can be no fork or if the fork has failed.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        """Begin the work, which gives something that can be pickled."""
        self._work = work
        self._fork: _Fork[list[R]] | None = None
        if processors() > 1 and _may_fork():
            gc.freeze()
            with _Numbers(1) as numbers:
                self._fork = _Fork(lambda parts: [work() for _ in parts], (None,), numbers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._fork:
            self._fork.end()

    def result(self) -> R:
        """Wait for what it came to."""
        for _, results in self._fork.results() if self._fork else ():
            return results[0]
        return self._work()


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


class _Numbers:
    """Hold the numbers of the parts that nobody has taken yet, in a pipe that all processes read from."""

    def __init__(self, count: int) -> None:
        self.outlet, inlet = os.pipe()
        os.write(inlet, b"".join(number.to_bytes(_NUMBER, "little") for number in range(count)))
        os.close(inlet)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.outlet)

    def take(self) -> int | None:
        """Give the next number; None when all are taken."""
        number = os.read(self.outlet, _NUMBER)
        return int.from_bytes(number, "little") if number else None


@dataclass(slots=True)
class _Taken(Generic[P]):
    """Give parts as they are taken, and remember their numbers."""

    parts: Sequence[P]
    waiting: _Numbers
    numbers: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[P]:
        while (number := self.waiting.take()) is not None:
            self.numbers.append(number)
            yield self.parts[number]


class _Fork(Generic[R]):
    """A fork of this process that works, then writes the numbers of its parts and what it came to into a pipe."""

    def __init__(self, work: Callable[[Iterable[P]], R], parts: Sequence[P], numbers: _Numbers) -> None:
        self._answer, inlet = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            _work_and_end(work, _Taken(parts, numbers), inlet)
        os.close(inlet)

    def results(self) -> Iterator[tuple[set[int], R]]:
        """Wait for what it came to; nothing when it has failed."""
        with (
            suppress(EOFError, pickle.UnpicklingError),
            os.fdopen(self._answer, "rb", closefd=False) as answer,
        ):
            taken, result = pickle.load(answer)  # noqa: S301 (of a process of our own)
            yield set(taken), result

    def end(self) -> None:
        """End it, wherever it has got to."""
        os.close(self._answer)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _work_and_end(work: Callable[[Iterable[P]], R], taken: _Taken[P], inlet: int) -> NoReturn:
    failed = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _let_go_of_files(inlet, taken.waiting.outlet)
        result = work(taken)
        with os.fdopen(inlet, "wb") as answer:
            pickle.dump((taken.numbers, result), answer, pickle.HIGHEST_PROTOCOL)
        failed = 0
    finally:
        os._exit(failed)


def _let_go_of_files(*kept: int) -> None:
    """Close what was open: else locks and pipes of this program would outlive it, if it is killed, in its forks."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 (numbers, not paths)
        if number <= 2:
            os.dup2(nothing, number)
        elif number not in kept:
            with suppress(OSError):  # that of the folder that was listed
                os.close(number)
