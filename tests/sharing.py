"""Builds the site in this folder with two processes, and writes how often a fork handed over what it came to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from microsite.cli import main
from microsite.core import forks

results = forks._Fork.results
handed_over: list[int] = []


def counted(fork: Any) -> Iterator[Any]:
    """Count what comes."""
    for taken, result in results(fork):
        handed_over.append(len(taken))
        yield taken, result


if __name__ == "__main__":
    setattr(forks._Fork, "results", counted)  # noqa: B010 (it is counted, and goes on)
    failed = main(["build", "--quiet", "--jobs", "2"])
    sys.stdout.write(f"{failed} {len([count for count in handed_over if count])}")
