"""The rules of the house that no linter knows: who prints, who touches the disk, sizes, what is locked."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "microsite").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "misc", "common", "stuff", "info"}
PRINTERS = {"microsite/cli.py"}
TOUCHES_DISK = {
    *(
        "copyfile",
        "copytree",
        "glob",
        "hardlink_to",
        "iterdir",
        "listdir",
        "makedirs",
        "mkdir",
        "read_bytes",
        "read_text",
    ),
    *("rglob", "rmdir", "rmtree", "scandir", "symlink_to", "touch", "unlink", "write_bytes", "write_text"),
}
MAY_TOUCH_DISK = (
    "microsite/core/",  # the one place for all that is the site's
    "microsite/cli.py",
    "microsite/commands/",  # write or remove what somebody asks for
    "microsite/serve",
    "microsite/traces.py",  # keeps answers between builds
    "microsite/render/assets.py",  # a theme's own files
    "microsite/render/theme",
    "microsite/render/renditions/",  # workers open the pictures themselves
)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(module: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the last name of everything that a module calls."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            yield (
                node.lineno,
                function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""),
            )


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_module_says_what_it_turns_into_what() -> None:
    written = [module for module in MODULES if module.read_text(encoding="utf-8").strip()]
    assert [
        relative(m) for m in written if not ast.get_docstring(ast.parse(m.read_text(encoding="utf-8")))
    ] == []


def test_only_the_command_line_prints() -> None:
    prints = {relative(module) for module in MODULES for _, name in calls(module) if name == "print"}
    assert prints <= PRINTERS


def test_deciding_what_the_site_is_never_touches_the_disk() -> None:
    found = [
        f"{relative(module)}:{line} {name}"
        for module in MODULES
        if not relative(module).startswith(MAY_TOUCH_DISK)
        for line, name in calls(module)
        if name in TOUCHES_DISK
    ]
    assert found == []


def test_no_module_is_too_long_to_read() -> None:
    lengths = {relative(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long_to_see_at_once() -> None:
    long = [
        f"{relative(module)}:{function.name}"
        for module in MODULES
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno > LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_has_a_name_that_says_something() -> None:
    assert [relative(module) for module in MODULES if EMPTY_WORDS & set(module.stem.split("_"))] == []


def pins(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {requirement.split(">=")[0] for requirement in project["dependencies"]}
    assert asked - set(pins("run")) == set()
    for lock in ("test", "bench"):
        extra = project["optional-dependencies"][lock]
        assert {requirement.split(">=")[0] for requirement in extra} - set(pins(lock)) == set()
        assert pins("run").items() <= pins(lock).items()


@pytest.mark.parametrize("lock", ["run", "test", "bench"])
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("folder", ["tests/browser", "benchmarks/peers/eleventy"])
def test_every_locked_package_of_node_has_a_hash_and_no_address(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = [package for name, package in lock.items() if name]
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)
