"""What a generator must offer to be measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A generator: how its site is written, built and served.

    Commands run in the site's folder. `output` is what it builds, `caches` what it keeps between builds; a cold
    build has neither. `profile` gives a person's source file, `template` is one that every mentee's page is drawn by.
    """

    name: str
    version: Callable[[], str]
    write: Callable[[Program, Path], None]
    build: Callable[[Path], tuple[str, ...]]
    serve: Callable[[Path, int], tuple[str, ...]]
    output: str
    caches: tuple[str, ...]
    profile: Callable[[str], str]
    template: str
