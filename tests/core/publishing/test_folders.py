from __future__ import annotations

from pathlib import Path

import pytest

from microsite.core.diagnostics import Diagnostic
from microsite.core.publishing import Folders, unsafe_output
from tests.core.pages import said, wording

SOURCES = ("content", "mentees", "themes")


def why_unsafe(root: Path, output: Path) -> Diagnostic | None:
    """Ask about an output folder of a site in `root/home/work/site`."""
    site = root / "home/work/site"
    for source in SOURCES:
        (site / source).mkdir(parents=True, exist_ok=True)
    sources = [site / source for source in SOURCES]
    return unsafe_output(output, site=site, sources=sources, state=site / ".microsite", home=root / "home")


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("/", "it is the whole disk"),
        ("", "it is your home folder, or holds it"),
        ("home", "it is your home folder, or holds it"),
        ("home/work", "it is the site folder, or holds it"),
        ("home/work/site", "it is the site folder, or holds it"),
        ("home/work/site/content/../", "it is the site folder, or holds it"),
        ("home/work/site/mentees/anna", "the site is made from what is in `mentees`"),
        ("home/work/site/themes", "the site is made from what is in `themes`"),
        ("home/work/site/.microsite/twin", "microsite keeps its own records in `.microsite`"),
    ],
)
def test_a_place_that_publishing_would_harm_is_refused(tmp_path: Path, output: str, reason: str) -> None:
    diagnostic = why_unsafe(tmp_path, tmp_path / output)
    assert diagnostic is not None
    assert diagnostic.message.endswith(f": {reason}")


def test_the_refusal_says_what_to_do(tmp_path: Path) -> None:
    diagnostic = why_unsafe(tmp_path, tmp_path / "home/work/site/content")
    assert diagnostic is not None
    assert wording(diagnostic) == said("E907")


@pytest.mark.parametrize(
    "output",
    ["home/work/site/output", "home/work/other", "www", "home/work/site-output", "home/work/site/contents"],
)
def test_a_place_of_its_own_is_fine(tmp_path: Path, output: str) -> None:
    assert why_unsafe(tmp_path, tmp_path / output) is None


def test_a_link_to_a_bad_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "home/work/site/content")
    assert why_unsafe(tmp_path, tmp_path / "link") is not None


def test_paths_are_shown_from_the_name_of_their_folder_on(tmp_path: Path) -> None:
    folders = Folders.at(output=tmp_path / "output", state=tmp_path / ".microsite")
    assert folders.shown(str(tmp_path / "output/a/b")) == "output/a/b"
    assert folders.shown(str(tmp_path / ".microsite")) == ".microsite"
    assert folders.shown(str(tmp_path / "elsewhere/photo.jpg")) == "photo.jpg"
