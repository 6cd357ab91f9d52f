"""The two folders that publishing works with, and which places an output folder must not have."""

# Paths are text here: a build looks at every file, and Path would double the time.
# ruff: noqa: PTH119

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.publishing.artifacts import OWN_PREFIX

_TWIN = "twin"
_STAGING = "staging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Name the places that publishing uses: the `output` folder, and a `state` folder that is its own.

    Both are absolute and without links; the state folder should be on the disk of the output folder.
    """

    output: str
    state: str

    @classmethod
    def at(cls, *, output: Path, state: Path) -> Folders:
        """Resolve the two folders, which need not exist."""
        return cls(output=os.path.realpath(output), state=os.path.realpath(state))

    @property
    def twin(self) -> str:
        """The folder that holds the previous site and becomes the next."""
        return f"{self.state}/{_TWIN}"

    @property
    def staging(self) -> str:
        """The folder that holds what a journal names."""
        return f"{self.state}/{_STAGING}"

    @property
    def journal(self) -> Path:
        """The file that says which changes were decided on, when they are made in place."""
        return Path(self.state, "journal.json")

    @property
    def moves(self) -> Path:
        """The file that says which folders of others still stand in the twin."""
        return Path(self.state, "moves.json")

    @property
    def spare(self) -> str:
        """A name in the output folder that is used for a moment."""
        return f"{self.output}/{OWN_PREFIX}new"

    @property
    def trial(self) -> str:
        """A folder in the output folder that is made, exchanged and removed to see whether that works."""
        return f"{self.output}/{OWN_PREFIX}trial"

    def shown(self, path: str) -> str:
        """Shorten a path to what people know it by: from the name of its folder on, with forward slashes."""
        for folder in (self.output, self.state):
            if path == folder or path.startswith((f"{folder}/", f"{folder}{os.sep}")):
                return (os.path.basename(folder) + path[len(folder) :]).replace(os.sep, "/")
        return os.path.basename(path)


def unsafe_output(
    output: Path, *, site: Path, sources: Iterable[Path], state: Path, home: Path | None = None
) -> Diagnostic | None:
    """Say why a folder must not be published to; None when it may.

    `sources` are the folders that the site is made from; `home` is the user's own (default: asked for).
    """
    place = Path(os.path.realpath(output))
    why = _why_unsafe(place, site=site, sources=sources, state=state, home=home or Path.home())
    if why is None:
        return None
    return Diagnostic(
        code="E907",
        message=f"the site cannot be published to `{output.name or output.anchor or output}`: {why}",
        help="choose a folder that holds nothing else, for example `output`",
    )


def _why_unsafe(place: Path, *, site: Path, sources: Iterable[Path], state: Path, home: Path) -> str | None:
    if place == place.parent:
        return "it is the whole disk"
    if _is_in(home, place):
        return "it is your home folder, or holds it"
    if _is_in(site, place):
        return "it is the site folder, or holds it"
    for source in sources:
        if _overlap(place, source):
            return f"the site is made from what is in `{source.name}`"
    if _overlap(place, state):
        return f"microsite keeps its own records in `{state.name}`"
    return None


def _overlap(one: Path, other: Path) -> bool:
    return _is_in(one, other) or _is_in(other, one)


def _is_in(inner: Path, outer: Path) -> bool:
    inner, outer = Path(os.path.realpath(inner)), Path(os.path.realpath(outer))
    return any(place == outer or _is_same(place, outer) for place in (inner, *inner.parents))


def _is_same(one: Path, other: Path) -> bool:
    # Disks that do not tell `Content` from `content` know that both are one.
    return one.exists() and other.exists() and one.samefile(other)
