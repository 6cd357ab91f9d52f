"""Builds the site in this folder with two processes, and writes how often a fork handed over what it came to."""

from __future__ import annotations

import fcntl
import os
import sys
import termios
import time
from array import array
from collections.abc import Iterator
from typing import Any

from microsite.cli import main
from microsite.core import forks

FIRST = os.getpid()
results, take = forks._Fork.results, forks._Numbers.take
handed_over: list[int] = []
begun: list[forks._Numbers] = []


def counted(fork: Any) -> Iterator[Any]:
    """Count what comes."""
    for taken, result in results(fork):
        handed_over.append(len(taken))
        yield taken, result


def unread(pipe: int) -> int:
    """Give how much waits in a pipe."""
    count = array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def after_the_fork(numbers: forks._Numbers) -> int | None:
    """Let the fork be the first to take a part, however slow the machine is."""
    if os.getpid() == FIRST and numbers not in begun:
        begun.append(numbers)
        waiting = unread(numbers.outlet)
        while 0 < unread(numbers.outlet) == waiting:
            time.sleep(0.01)
    return take(numbers)


if __name__ == "__main__":
    for cls, name, method in (
        (forks._Fork, "results", counted),
        (forks._Numbers, "take", after_the_fork),
    ):
        setattr(cls, name, method)
    failed = main(["build", "--quiet", "--jobs", "2"])
    sys.stdout.write(f"{failed} {len(handed_over)}")
