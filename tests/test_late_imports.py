"""A build after an edit is waited for: it does not load libraries that it has no use for."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.conftest import ROOT, SiteWriter

BUILD = """
import sys
from microsite.cli import main
assert main(["build", "--quiet", "--site", sys.argv[1]]) == 0
print(*sys.modules, sep="\\n")
"""
FOR_FIELDS = {"pydantic", "pydantic_core", "yaml", "microsite.model.validation"}
FOR_WHAT_IS_NEW = {"babel", "microsite.plan.planning", "microsite.reading"}
FOR_OTHERS = {
    "csv",
    "difflib",
    "icalendar",
    "importlib.metadata",
    "microsite.render.feeds",
    "microsite.render.hosting",
    "microsite.render.outcome_files",
    "microsite.render.qr_codes",
    "segno",
}


def loaded_by_build(site: Path) -> set[str]:
    """Build a site in a process of its own; give the modules that it came to load."""
    told = subprocess.run(
        [sys.executable, "-c", BUILD, site],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return set(told.stdout.split())


def test_a_build_after_the_edit_of_a_text_validates_no_fields(site: SiteWriter) -> None:
    folder = site({})
    assert loaded_by_build(folder) >= FOR_FIELDS
    pitch = folder / "mentees" / "anna-berg" / "index.md"
    pitch.write_text(f"{pitch.read_text()}And larger ones, too.\n")
    loaded = loaded_by_build(folder)
    assert "microsite.render.artifacts" in loaded
    assert not loaded & FOR_FIELDS


def test_a_build_after_the_edit_of_a_text_loads_nothing_that_other_edits_need(site: SiteWriter) -> None:
    folder = site({})
    assert loaded_by_build(folder) >= FOR_WHAT_IS_NEW
    assert all(map(find_spec, FOR_OTHERS))
    for text in (
        folder / "mentees" / "anna-berg" / "index.md",
        folder / "content" / "pages" / "index.md",
    ):
        text.write_text(f"{text.read_text()}And larger ones, too.\n")
        loaded = loaded_by_build(folder)
        assert "microsite.render.artifacts" in loaded
        assert not loaded & (FOR_WHAT_IS_NEW | FOR_OTHERS)
