"""Prove the repository: tools that the tests need, lint, types, import contracts, then the whole suite.

`python3 build.py test` comes here, with the interpreter that has the packages. Arguments go to pytest alone, but for
`--coverage`, which takes twice the time and tells which lines no test has run.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.tools import provide_tools

ROOT = Path(__file__).resolve().parent.parent
PYTHON_MODULE = (sys.executable, "-m")
LINT = (
    (*PYTHON_MODULE, "ruff", "check"),
    (*PYTHON_MODULE, "ruff", "format", "--check"),
    (*PYTHON_MODULE, "mypy"),
    (str(Path(sysconfig.get_path("scripts"), "lint-imports")), "--no-logo"),
)
WORKERS = ("-n", str(min(2 * (os.cpu_count() or 1), 8)), "--dist", "loadscope", "--no-loadscope-reorder")
"""More workers than processors, as browsers, servers and killed builds are often waited for; the longest files first."""
COVERAGE = ("--cov", "--cov-report", "term-missing:skip-covered")


def main(command: list[str]) -> int:
    """Return the first exit code that is not 0, of all the checks, or of pytest with what follows `test`."""
    provide_tools()
    arguments = command[1:]
    is_covered = arguments == ["--coverage"]
    if arguments and not is_covered:
        return run(*PYTHON_MODULE, "pytest", *arguments)
    codes = [run(*step) for step in LINT]
    codes.append(run(*PYTHON_MODULE, "pytest", *WORKERS, *(COVERAGE if is_covered else ())))
    return next((code for code in codes if code), 0)


def run(*command: str) -> int:
    """Show a command, run it in the repository and return its exit code."""
    print("$", Path(command[0]).name, *command[1:], flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(["test", *sys.argv[1:]]))
