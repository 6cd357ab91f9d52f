"""What tests of every layer share: a site written as text, this repository's site, hosting, a browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.hosting import Hosted, host
from tests.tools import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
MINIMAL_SITE = ROOT / "tests" / "sites" / "minimal"
SITE_FOLDERS = ("content", "mentees", "themes")
PATIENCE_MS = 60_000
"""So long is waited for what a page is to show: computers may be busy."""
QUIET_CHROMIUM = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

LONGEST = (
    "test_kills",
    "test_links",
    "test_accessibility",
    "test_following",
    "test_large_directory",
    "test_citations",
    "test_agreement",
    "test_similar",
    "test_rebuilding",
    "test_preview",
    "test_announced",
    "test_theme_files",
    "test_cli",
    "test_build_entry",
    "test_form_providers",
    "test_next_change",
    "test_same_bytes",
)
"""Files of tests, longest first."""

# A shell that runs the tests in the background has them ignore Ctrl-C, and so would every program they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A property that holds slowly holds: no test is timed. Each run tries the same examples, so that a change is to blame for
# what fails; `--hypothesis-profile searching` tries new ones.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("searching", UNTIMED)
settings.register_profile("repeating", UNTIMED, derandomize=True)
settings.load_profile("repeating")

SiteWriter = Callable[[Mapping[str, str | bytes]], Path]
FolderHost = Callable[..., Hosted]


def write_site(folder: Path, files: Mapping[str, str | bytes], *, base: Path | None = MINIMAL_SITE) -> Path:
    """Write a site: the files, given by their path, laid over a copy of the base site. Return the folder."""
    if base is not None:
        shutil.copytree(base, folder, dirs_exist_ok=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: begun last, one of them would be waited for alone."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--built", type=Path, help="test this built folder instead of building the repository's site"
    )


@pytest.fixture
def site(tmp_path: Path) -> SiteWriter:
    """Write a site into this test's folder; a second call lays more files over it."""
    written = False

    def write(files: Mapping[str, str | bytes]) -> Path:
        nonlocal written
        base, written = (None if written else MINIMAL_SITE), True
        return write_site(tmp_path / "site", files, base=base)

    return write


@pytest.fixture(scope="session")
def lovepats(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site that this repository carries, once a test run, and return its output folder."""
    built: Path | None = request.config.getoption("--built")
    if built:
        return built.resolve()
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "lovepats"
    with FileLock(shared / "lovepats.lock"):
        if not (folder / "built").exists():
            build_repository_site(folder)
            (folder / "built").touch()
    return folder / "output"


def build_repository_site(folder: Path) -> None:
    """Build a copy of the repository's site, so that its own output and cache stay as they are."""
    for name in SITE_FOLDERS:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    command = [sys.executable, str(ROOT / "build.py"), "build"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"the repository's own site does not build:\n{done.stdout}{done.stderr}"


@pytest.fixture(scope="session")
def served() -> Iterator[FolderHost]:
    """Host folders until the test run ends: `served(folder, prefix="/path/")` returns a Hosted."""
    with ExitStack() as stack:
        yield lambda folder, *, prefix="/": stack.enter_context(host(folder, prefix=prefix))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium: the one that is installed, or else Playwright's own."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(QUIET_CHROMIUM), chromium_sandbox=False
        )
        yield chromium
        chromium.close()
