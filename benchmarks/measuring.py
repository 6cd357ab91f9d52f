"""A command -> what it costs: time, processor, memory. Linux only, for /proc.

Time and memory are taken in runs of their own, as looking at the memory slows down what is looked at.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_EVERY_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run cost: seconds of the clock, seconds of all its processes, and the largest process in MiB."""

    wall_s: float
    cpu_s: float
    largest_mib: float


def environment() -> Mapping[str, str]:
    """Give the environment that commands run in: ours must be found by Python."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}


def start(command: Sequence[str], folder: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start a command in a folder; what it says goes to a file."""
    with log.open("ab") as said:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )


def run(command: Sequence[str], folder: Path, log: Path) -> Cost:
    """Run a command to its end. Ends all with what it said when it fails."""
    began = time.perf_counter()
    process = start(command, folder, log)
    _, status, used = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", "replace")[-3000:]
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}:\n{said}")
    return Cost(wall_s=wall_s, cpu_s=used.ru_utime + used.ru_stime, largest_mib=used.ru_maxrss / 1024)


def memory_mib(command: Sequence[str], folder: Path, log: Path) -> float:
    """Run a command and give the peak of what all its processes together have in memory.

    Every 10 ms the proportional set sizes are added up: a page that several processes share counts once.
    """
    process = start(command, folder, log)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_proportional_mib(pid) for pid in _tree(process.pid)))
        time.sleep(SAMPLE_EVERY_S)
    return peak


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in _listed(Path(f"/proc/{pid}/task")):
        try:
            children = (task / "children").read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _proportional_mib(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:  # it has ended
        return 0.0
    found = (line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(next(found, "0")) / 1024
