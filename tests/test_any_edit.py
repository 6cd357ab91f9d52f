"""A site that has everything, edited at random in the ways people edit: each build gives what one from nothing would.

So do the preview, which is told what was saved, and what is said of mistakes. `MICROSITE_EDITS` asks for more edits.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random

import pytest

from microsite.core.diagnostics import Diagnostic
from microsite.pipeline import BuildReport, build
from microsite.serve.preview import Preview
from microsite.serve.shown import Shown
from tests.making import options_for
from tests.whole_site import whole_site

EDITS = int(os.environ.get("MICROSITE_EDITS", "24"))
"""How many edits each of the sequences has."""
FRESH_START = 12
"""After so many edits the site is what it was at first, and edited from there: most edits take something away."""
FIELD = re.compile(r"^( *(?:- )?)([a-z_]+): (.+)$", re.MULTILINE)
CITING = "---\ntitle: About\n---\n{figure:2023-autumn.people.words} people came, and nobody was sorry.\n"
SOURCES = ("content", "mentees")
OF_HISTORY = ("N", "W305")
"""How what a build says of those before it begins: records that are damaged, calendars that have another day."""


class Folder:
    """A site, and the edits that people make."""

    def __init__(self, path: Path, random: Random) -> None:
        self.path, self._random = path, random

    def begin(self) -> None:
        """Let there be the site as it was at first."""
        files = {**whole_site(), "content/pages/about.md": CITING}
        self.put({path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()})

    def files(self) -> dict[str, bytes]:
        found = (file for name in SOURCES for file in (self.path / name).rglob("*") if file.is_file())
        return {file.relative_to(self.path).as_posix(): file.read_bytes() for file in found}

    def put(self, wanted: Mapping[str, bytes]) -> None:
        """Write the files that are others now, and remove those that are too many."""
        before = self.files()
        for path in before.keys() - wanted.keys():
            (self.path / path).unlink()
        for path in (path for path, data in wanted.items() if before.get(path) != data):
            (self.path / path).parent.mkdir(parents=True, exist_ok=True)
            (self.path / path).write_bytes(wanted[path])

    def stamps(self) -> dict[str, tuple[int, int]]:
        files = (file for name in SOURCES for file in (self.path / name).rglob("*") if file.is_file())
        return {str(file): (file.stat().st_mtime_ns, file.stat().st_ino) for file in files}

    def edit(self) -> str:
        """Edit something; say what."""
        edits = (self.drop, self.borrow, self.reword, self.move_a_day, self.remove, self.swap, self.rename)
        edit = self._random.choice((*edits, self.copy, self.add, self.drop, self.reword, self.move_a_day))
        return f"{edit.__name__} {edit()}"

    def _files(self, *suffixes: str) -> list[Path]:
        found = (file for name in SOURCES for file in (self.path / name).rglob("*"))
        return sorted(file for file in found if file.suffix in suffixes)

    def _sub(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> str:
        """Write something else in the place of one of the finds in one of the texts."""
        file = self._random.choice(self._files(".md", ".yaml"))
        text = file.read_text(encoding="utf-8")
        if not (found := list(pattern.finditer(text))):
            return f"nothing in {file.name}"
        one = self._random.choice(found)
        file.write_text(text[: one.start()] + new(one) + text[one.end() :], encoding="utf-8")
        return f"{one[0]!r} in {file.name}"

    def drop(self) -> str:
        return self._sub(FIELD, lambda _: "")

    def borrow(self) -> str:
        """Give a field the value that it has elsewhere."""
        texts = [file.read_text(encoding="utf-8") for file in self._files(".md", ".yaml")]
        values = [(found[2], found[3]) for text in texts for found in FIELD.finditer(text)]

        def other(found: re.Match[str]) -> str:
            return f"{found[1]}{found[2]}: {self._random.choice([v for key, v in values if key == found[2]])}"

        return self._sub(FIELD, other)

    def reword(self) -> str:
        return self._sub(
            re.compile(r"\b[A-Za-z]{4,}\b(?!:)"), lambda _: self._random.choice(["plankton", "Fjord"])
        )

    def move_a_day(self) -> str:
        day = f"202{self._random.randint(2, 4)}-{self._random.randint(1, 12):02}-{self._random.randint(1, 28):02}"
        return self._sub(re.compile(r"20\d\d-\d\d-\d\d"), lambda _: day)

    def remove(self) -> str:
        files = [file for file in self._files(".md", ".yaml", ".jpg", ".pdf") if file.name != "site.yaml"]
        file = self._random.choice(files)
        file.unlink()
        return file.name

    def swap(self) -> str:
        one, other = self._random.sample(self._files(".jpg"), 2)
        data, others = one.read_bytes(), other.read_bytes()
        one.write_bytes(others)
        other.write_bytes(data)
        return f"{one.name} and {other.name}"

    def rename(self) -> str:
        folder = self._random.choice(self._folders())
        folder.rename(folder.with_name(f"{folder.name}-x"))
        return folder.name

    def copy(self) -> str:
        folder = self._random.choice(self._folders())
        shutil.copytree(folder, folder.with_name(f"a-{folder.name}"), dirs_exist_ok=True)
        return folder.name

    def _folders(self) -> list[Path]:
        parents = (self.path / "mentees", self.path / "content/galleries")
        return sorted(
            folder for parent in parents if parent.is_dir() for folder in parent.iterdir() if folder.is_dir()
        )

    def add(self) -> str:
        more = self._random.choice(
            ["More.", "## A heading", "[Meet them](mentees)", "{figure:2023-autumn.people}"]
        )
        file = self._random.choice(self._files(".md"))
        with file.open("a", encoding="utf-8") as text:
            text.write(f"\n{more}\n")
        return f"{more!r} to {file.name}"


class Watched:
    """The preview of a site, told of every file that was saved."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._before = folder, folder.stamps()
        self._preview = Preview(options_for(folder.path), lambda _: None)
        self._shown = self._preview.make(Shown(files={}))

    def after_an_edit(self) -> dict[str, bytes] | None:
        """Give what is shown; None behind mistakes."""
        now, before = self._folder.stamps(), self._before
        self._before = now
        touched = frozenset(path for path in now.keys() | before.keys() if now.get(path) != before.get(path))
        self._shown = self._preview.make(self._shown, touched)
        if self._shown.mistakes:
            return None
        return {
            path: file if isinstance(file, bytes) else file.read_bytes()
            for path, file in self._shown.files.items()
        }


def contents(output: Path) -> dict[str, bytes]:
    files = (file for file in output.rglob("*") if file.is_file())
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def said(diagnostics: Iterable[Diagnostic]) -> set[tuple[str, str, str]]:
    found = (d for d in diagnostics if not d.code.startswith(OF_HISTORY))
    return {(d.code, d.message, str(d.position)) for d in found}


def built_from_nothing(site: Path) -> tuple[BuildReport, dict[str, bytes]]:
    """Build a copy, whose pictures alone are there already."""
    anew = site.with_name("anew")
    shutil.rmtree(anew, ignore_errors=True)
    for name in (*SOURCES, ".microsite/cache"):
        if (site / name).exists():
            shutil.copytree(site / name, anew / name)
    report = build(options_for(anew))
    return report, contents(anew / "output")


@pytest.fixture(params=range(4))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "site", Random(request.param))  # noqa: S311 (it is no secret)
    folder.begin()
    return folder


def test_after_any_edit_a_site_and_its_preview_are_as_if_built_from_nothing(folder: Folder) -> None:
    assert build(options_for(folder.path)).published
    preview, log, sound = Watched(folder), [], folder.files()
    for number in range(EDITS):
        log.append(folder.edit())
        report, shown = build(options_for(folder.path)), preview.after_an_edit()
        anew, wanted = built_from_nothing(folder.path)
        assert said(report.diagnostics) == said(anew.diagnostics), log
        refused = anew.published is None
        assert (report.published is None, shown is None) == (refused, refused), log
        if refused:
            log.pop()
            folder.put(sound)
            continue
        assert contents(folder.path / "output") == wanted, log
        assert shown == wanted, log
        sound = folder.files()
        if number % FRESH_START == FRESH_START - 1:
            folder.begin()
            log = ["began anew"]
