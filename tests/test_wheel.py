"""What `pip install .` installs works on its own: the themes come along, and a site anywhere can be built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT, write_site


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_has_the_command_and_the_licences(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        entry_points = next(name for name in names if name.endswith(".dist-info/entry_points.txt"))
        assert "microsite = microsite.cli:run" in archive.read(entry_points).decode()
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert "LICENSE" in licences
    fonts = list((ROOT / "microsite").rglob("OFL.txt"))
    assert {font.relative_to(ROOT).as_posix() for font in fonts} <= licences


def test_the_wheel_has_all_of_the_package_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "microsite"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    present = {name for name in tracked.stdout.splitlines() if (ROOT / name).exists()}
    assert present <= packed
    assert all(name.startswith("microsite/") for name in packed)


def test_the_wheel_builds_a_site_far_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    site = write_site(tmp_path / "site", {})
    environment: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    command = [sys.executable, "-m", "microsite", "build", "--site", str(site)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (site / "output" / "index.html").is_file()
