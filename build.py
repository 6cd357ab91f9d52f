#!/usr/bin/env python3
"""Set up this repository's Python environment once, then run microsite in it.

    python3 build.py [COMMAND …]        run a command of microsite: build (without one), serve, check, new …
    python3 build.py test [ARGUMENT …]  install what the tests need and run them all; arguments go to pytest

Only the standard library is used: this runs before anything is installed. What is needed stands in
`pyproject.toml`, which versions in `requirements/run.txt`, or with what only the tests need in `test.txt`.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit("microsite needs Python 3.11 or later; this is Python {}.{}.".format(*sys.version_info[:2]))

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def main() -> int:
    """Run the command that the command line names, and return its exit code."""
    command = sys.argv[1:] or ["build"]
    lock = "test" if command[0] == "test" else "run"
    in_venv = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    if not is_set_up(lock) and (in_venv or not has_dependencies(lock)):
        set_up(lock)
    if is_set_up(lock) and not in_venv:
        return become_venv_python()
    if lock == "test":
        from tests.__main__ import main as test

        return test(command)
    from microsite.cli import run

    return run(command)


def lock_and_stamp(lock: str) -> tuple[str, str]:
    """Return where pinned versions stand, and where a copy says that this Python has them in `.venv`."""
    stamp = "python{}.{}-{}.txt".format(*sys.version_info[:2], lock)
    return os.path.join(ROOT, "requirements", lock + ".txt"), os.path.join(VENV, stamp)


def is_set_up(lock: str) -> bool:
    """Tell whether `.venv` holds all that the lock names."""
    lock_path, stamp_path = lock_and_stamp(lock)
    try:
        with open(lock_path, "rb") as wanted, open(stamp_path, "rb") as installed:
            return os.path.exists(VENV_PYTHON) and wanted.read() == installed.read()
    except FileNotFoundError:
        return False


def has_dependencies(lock: str) -> bool:
    """Tell whether this interpreter has what `pyproject.toml` asks for, in versions new enough."""
    import re
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    def numbers(text: str) -> list[int]:
        return [int(digits) for digits in re.findall(r"\d+", text)]

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["test"] if lock == "test" else [])
    pairs = (requirement.split(">=") for requirement in wanted)
    try:
        return all(numbers(version(name)) >= numbers(least) for name, least in pairs)
    except PackageNotFoundError:
        return False


def set_up(lock: str) -> None:
    """Make `.venv` and install the locked packages, one run at a time; one that is half made is made anew."""
    import subprocess

    try:
        with open(os.path.join(ROOT, ".venv.lock"), "w", encoding="utf-8") as turn:
            if sys.platform != "win32":  # where two first runs at once are left to luck
                import fcntl

                fcntl.flock(turn, fcntl.LOCK_EX)
            if is_set_up(lock):
                return
            print(f"Setting up .venv with requirements/{lock}.txt, once, in a minute …", file=sys.stderr)
            if not (os.path.exists(VENV_PYTHON) and os.path.exists(lock_and_stamp("run")[1])):
                make_venv()
            install(lock)
    except (OSError, subprocess.CalledProcessError) as error:
        raise failure(f"the environment .venv cannot be made: {error}") from error


def make_venv() -> None:
    """Make an empty environment with pip."""
    from importlib.util import find_spec

    if find_spec("ensurepip") is None:  # Debian and Ubuntu ship it apart
        apt_install("python3-venv")
    import venv

    venv.create(VENV, clear=True, with_pip=True, symlinks=sys.platform != "win32")


def install(lock: str) -> None:
    """Install the locked packages, checked by their hashes, and note in `.venv` that they are there."""
    import shutil
    import subprocess

    pip = [VENV_PYTHON, "-m", "pip", "-qq", "--disable-pip-version-check", "install", "--require-hashes"]
    if subprocess.call([*pip, "--requirement", lock_and_stamp(lock)[0]], stdout=sys.stderr):
        raise failure("pip could not install the packages; above it says why. Is there a network?")
    for each in {"run", lock}:
        shutil.copyfile(*lock_and_stamp(each))


def apt_install(*packages: str) -> None:
    """Install packages of Debian or Ubuntu if we may; else say how to and end."""
    import shutil
    import subprocess

    how = ["apt-get", "install", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise failure(
            f"something is missing; Debian's and Ubuntu's administrators add it by: {' '.join(how)}"
        )
    print(f"Installing {', '.join(packages)} with apt-get …", file=sys.stderr)
    # With this run level, no program is started that a package brings.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "DEBCONF_NOWARNINGS": "yes", "RUNLEVEL": "1"}
    for step in (["apt-get", "update"], [*how, "--yes"]):
        subprocess.run([*step, "-qq"], stdout=subprocess.DEVNULL, check=True, env={**os.environ, **quiet})


def failure(reason: str) -> SystemExit:
    """Say why the environment cannot be made, and return what ends this run."""
    print(f"error: {reason}", file=sys.stderr)
    return SystemExit(73)  # "cannot create"


def become_venv_python() -> int:
    """Start over with the interpreter of `.venv`."""
    command = [VENV_PYTHON, os.path.abspath(__file__), *sys.argv[1:]]
    if sys.platform == "win32":  # where exec would return to the shell at once
        import subprocess

        return subprocess.call(command)
    return os.execv(VENV_PYTHON, command)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
