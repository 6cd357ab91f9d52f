"""`build.py` on machines that differ: it sets up what is missing, once, and nothing where nothing is missing."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

OFFLINE = {**os.environ, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
PRINTS_WHERE_IT_RUNS = """
import sys


def run(command):
    print(sys.prefix, *command)
    return 5
"""
EMPTY_LOCK = "# nothing is needed\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Lay out a repository whose project needs a package that no interpreter has; its lock happens to be empty."""
    for name in ("requirements", "microsite"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "build.py", tmp_path)
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["no-such-package-anywhere>=1"]\n')
    (tmp_path / "requirements/run.txt").write_text(EMPTY_LOCK)
    (tmp_path / "microsite/__init__.py").touch()
    (tmp_path / "microsite/cli.py").write_text(PRINTS_WHERE_IT_RUNS)
    return tmp_path


def start(checkout: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "build.py", *command],
        cwd=checkout,
        env=OFFLINE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(checkout: Path, *command: str) -> tuple[int, str, str]:
    """Return the exit code, what went to stdout, what to stderr."""
    process = start(checkout, *command)
    out, err = process.communicate()
    return process.returncode, out, err


def test_the_first_run_sets_up_an_environment_and_says_so_the_second_only_uses_it(checkout: Path) -> None:
    venv = checkout / ".venv"
    code, out, err = run(checkout, "check", "--strict")
    assert (code, out) == (5, f"{venv} check --strict\n")
    assert len(err.splitlines()) == 1
    assert err.startswith("Setting up .venv")
    assert run(checkout, "serve") == (5, f"{venv} serve\n", "")


def test_a_changed_lock_is_installed(checkout: Path) -> None:
    run(checkout)
    (checkout / "requirements/run.txt").write_text(EMPTY_LOCK * 2)
    assert run(checkout)[2].startswith("Setting up .venv")
    assert run(checkout)[2] == ""


def test_a_half_made_environment_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to("/nowhere")
    (checkout / ".venv/half-made").touch()
    code, _, err = run(checkout)
    assert code == 5
    assert err.startswith("Setting up .venv")
    assert not (checkout / ".venv/half-made").exists()


def test_two_first_runs_at_once_set_up_once(checkout: Path) -> None:
    both = [start(checkout), start(checkout)]
    ended = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [5, 5]
    assert sorted(err.count("Setting up") for _, err in ended) == [0, 1]


def test_what_cannot_be_installed_is_told_and_tried_again(checkout: Path) -> None:
    lock = checkout / "requirements/run.txt"
    lock.write_text(f"no-such-package-anywhere==1 --hash=sha256:{'0' * 64}\n")
    code, out, err = run(checkout)
    assert (code, out) == (73, "")
    assert "error: pip could not install the packages" in err
    assert "Is there a network?" in err
    assert "Traceback" not in err
    lock.write_text(EMPTY_LOCK)
    assert run(checkout)[0] == 5


def test_an_interpreter_that_has_the_packages_is_used_as_it_is(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text('[project]\ndependencies = ["pytest>=8.0"]\n')
    assert run(checkout) == (5, f"{sys.prefix} build\n", "")
    assert not (checkout / ".venv").exists()


def test_an_interpreter_whose_packages_are_too_old_is_not_used(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text('[project]\ndependencies = ["pytest>=1000"]\n')
    assert run(checkout)[1] == f"{checkout / '.venv'} build\n"


def test_an_old_python_gets_as_far_as_the_message_about_it() -> None:
    ast.parse((ROOT / "build.py").read_text(encoding="utf-8"), feature_version=(3, 7))
