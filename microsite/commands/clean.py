"""The built site -> gone: what we published, and with `cache` all that is kept between builds. Foreign files stay."""

from __future__ import annotations

import shutil
from pathlib import Path

from microsite.core import locks, publishing
from microsite.options import STATE_FOLDER


def clean(site: Path, *, output: Path, cache: bool = False) -> tuple[str, ...]:
    """Remove the built site and give a line for each thing that was done.

    Raises DiagnosedError when the disk or a running build stands in the way.
    """
    state = site / STATE_FOLDER
    done: list[str] = []
    if state.is_dir():
        with locks.build_lock(state):
            ours = publishing.published(output=output, state=state)
            taken = publishing.purge(ours, output=output, state=state)
        if taken:
            done.append(f"removed {len(taken)} files from {output.name}/")
    if cache and state.is_dir():
        shutil.rmtree(state)
        done.append(f"removed {STATE_FOLDER}/")
    return tuple(done) or ("nothing to remove",)
