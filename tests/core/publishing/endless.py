"""Publish one site after the other until killed: `python -m tests.core.publishing.endless FOLDER MODE`.

Each of the 300 files tells by its first word which site it belongs to, and every second site has a file more.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from microsite.core.publishing import Mode
from tests.core.publishing.sites import Place


def site(number: int) -> dict[str, bytes]:
    """Give the whole site with a number."""
    paths = [f"pages/{page}/index.html" for page in range(300)] + ["extra.html"] * (number % 2)
    return {path: f"{number} {path} ".encode() * 40 for path in paths}


def number_of(files: dict[str, bytes]) -> int:
    """Tell which site files are; fail unless they are one site, whole."""
    number = int(next(iter(files.values())).split(b" ")[0])
    assert files == site(number)
    return number


def publish_without_end(place: Place, mode: Mode) -> None:
    """Publish the next site, and the next; say when each begins."""
    first = number_of(place.files()) + 1
    for number in itertools.count(first):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        place.publish(site(number), mode=mode)


if __name__ == "__main__":
    publish_without_end(Place(root=Path(sys.argv[1])), Mode(sys.argv[2]))
