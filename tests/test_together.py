"""What two processes read and draw together is what one would: pages, answers that are kept, and mistakes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SiteWriter
from tests.crowd import crowd

MANY = 130
HEADLINE = ("headline: Number 7 of many", "headline: Number 7, and glad of it")
SAME = (
    "select key, level, reads from nodes",
    "select * from readers",
    "select key, digest from answers",
    "select * from outputs",
    "select * from places",
    "select * from members",
)
"""What of the answers is compared: values are the same, but what is one object in them need not be."""


def build(folder: Path, jobs: int, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "microsite", "build", "--jobs", str(jobs), *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def answers(folder: Path) -> list[list[tuple[object, ...]]]:
    database = sqlite3.connect(folder / ".microsite/answers.sqlite")
    return [sorted(database.execute(query), key=repr) for query in SAME]


@pytest.fixture
def folders(site: SiteWriter, tmp_path: Path) -> tuple[Path, Path]:
    """Write the same large site twice."""
    one, two = site(crowd(MANY)), tmp_path / "two"
    shutil.copytree(one, two)
    return one, two


def edit(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_pages_and_answers_are_those_of_one_process(folders: tuple[Path, Path]) -> None:
    one, two = folders
    assert build(one, 1).returncode == build(two, 2).returncode == 0
    assert contents(one / "output") == contents(two / "output")
    assert answers(one) == answers(two)


@pytest.mark.skipif(sys.platform != "linux", reason="there are no forks elsewhere")
def test_a_fork_hands_over_what_it_read_and_what_it_drew(folders: tuple[Path, Path]) -> None:
    command = [sys.executable, "-m", "tests.sharing"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folders[0], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0 2"  # reading, and drawing


def test_an_edit_afterwards_gives_what_a_build_from_nothing_gives(folders: tuple[Path, Path]) -> None:
    one, two = folders
    assert build(two, 2).returncode == 0
    for folder in folders:
        edit(folder, "mentees/p-007/index.md", *HEADLINE)
    again = build(two, 2, "--explain", "mentees/p-007/index.html")
    assert "made again" in again.stdout
    assert "headline was 'Number 7 of many'" in again.stdout
    assert build(one, 1).returncode == 0
    assert contents(one / "output") == contents(two / "output")


def test_mistakes_in_many_files_are_told_in_the_same_words_and_order(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        for number in range(0, MANY, 3):
            edit(folder, f"mentees/p-{number:03}/index.md", "headline:", "headlin:")
    one, two = (build(folder, jobs) for folder, jobs in zip(folders, (1, 2), strict=True))
    assert one.returncode == two.returncode == 1
    assert one.stderr.count("E") > MANY // 3
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)


def test_a_mistake_in_a_template_is_told_once_wherever_it_was_met(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        templates = folder / "themes/mine/templates"
        templates.mkdir(parents=True)
        (folder / "themes/mine/theme.yaml").write_text("name: mine\nextends: default\n")
        (templates / "mentee.html").write_text("{{ mentee.nickname }}\n")
    one, two = (build(folder, jobs, "--theme", "mine") for folder, jobs in zip(folders, (1, 2), strict=True))
    assert one.returncode == two.returncode == 1
    assert two.stderr.count("nickname") == one.stderr.count("nickname") > 0
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
