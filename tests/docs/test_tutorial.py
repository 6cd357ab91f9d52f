"""The tutorial, followed to the letter on the repository's own site: each file it shows is right, and its message."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from microsite.commands.new import new
from microsite.core.diagnostics import Severity, render_all
from microsite.core.positions import Position
from microsite.options import Options
from microsite.reading import Reading, read
from microsite.render.renditions import WorkerPool
from microsite.sources import scan
from tests.conftest import ROOT, SITE_FOLDERS

TUTORIAL = (ROOT / "docs" / "tutorial" / "first-week.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([^`\n]+)`\n\n~~~markdown\n(.*?)^~~~\n", TUTORIAL, re.DOTALL | re.MULTILINE))
MISTAKE = re.search(
    r"^`([^`\n]+)`\n\n~~~yaml\n(.*?)\n~~~\n.*?~~~text\n(.*?)\n~~~\n", TUTORIAL, re.DOTALL | re.MULTILINE
)
BEGUN = re.findall(r"^python3 build\.py new (\w+) ([\w-]+)", TUTORIAL, re.MULTILINE)
EVENT = "content/events/open-breakfast.md"
UPDATE = "content/updates/2023-12-05-buns-for-everyone.md"
GALLERY = "content/galleries/breakfast/gallery.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Copy the repository's site, and begin in it all that the tutorial begins."""
    for name in SITE_FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name)
    photos = tmp_path / "Desktop" / "breakfast"
    photos.mkdir(parents=True)
    picture = ROOT / "mentees" / "zofia-wisniewska" / "photo.jpg"
    shutil.copyfile(picture, photos / "one.jpg")
    for kind, slug in BEGUN:
        made, problems = new(kind, slug, site=tmp_path, photos=photos if kind == "gallery" else None)
        assert made
        assert problems == ()
    (begun,) = (tmp_path / "content" / "updates").glob("*-buns-for-everyone.md")
    begun.rename(tmp_path / UPDATE)
    for path, text in FILES.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    shutil.copyfile(picture, tmp_path / "mentees" / "anna-berg" / "photo.jpg")
    shutil.copyfile(picture, tmp_path / "content" / "updates" / "buns.jpg")
    return tmp_path


def understood(site: Path) -> Reading:
    options = Options(site=site, output=site / "output")
    with WorkerPool(options.workers) as pool:
        return read(scan(options), options, pool)


def errors(reading: Reading, site: Path) -> str:
    """Give all errors as they are shown."""

    def line_of(position: Position) -> str:
        return (site / position.path).read_text(encoding="utf-8").splitlines()[position.line - 1]

    return render_all([d for d in reading.diagnostics if d.severity is Severity.ERROR], line_of)


def complete_the_gallery(site: Path) -> None:
    path = site / GALLERY
    text = path.read_text(encoding="utf-8").replace("depicts: [TODO]", "depicts: none")
    path.write_text(text.replace("TODO", "A table with buns"), encoding="utf-8")


def test_the_tutorial_shows_the_files_that_it_begins() -> None:
    assert set(FILES) == {"mentees/anna-berg/index.md", EVENT, UPDATE}
    assert [kind for kind, _ in BEGUN] == ["mentee", "event", "update", "gallery"]


def test_every_todo_of_the_begun_gallery_is_an_error_until_it_is_written(site: Path) -> None:
    said = errors(understood(site), site)
    assert GALLERY in said
    complete_the_gallery(site)
    assert "TODO" in said
    assert errors(understood(site), site) == ""


def test_a_week_of_work_is_on_the_site_in_the_end(site: Path) -> None:
    complete_the_gallery(site)
    reading = understood(site)
    assert reading.plan
    assert {page.path for page in reading.plan.pages} >= {
        "mentees/anna-berg/index.html",
        "events/open-breakfast/index.html",
        "updates/buns-for-everyone/index.html",
        "galleries/breakfast/index.html",
    }


def test_the_mistake_on_purpose_gives_the_message_that_is_shown(site: Path) -> None:
    assert MISTAKE
    complete_the_gallery(site)
    path, line, message = MISTAKE.groups()
    text = (site / path).read_text(encoding="utf-8")
    (site / path).write_text(re.sub(r"^start_date: .*$", line, text, flags=re.MULTILINE), encoding="utf-8")
    assert errors(understood(site), site) == message
