"""What the tests of forks run in a process of its own, as forks are made by processes without threads alone."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from microsite.core import forks, known_files, locks, scanning

PARTS = [*range(40)]
FIRST = os.getpid()


def slowly(parts: Iterable[int]) -> tuple[int, list[int]]:
    """Take parts, no process faster than another."""
    taken = []
    for part in parts:
        time.sleep(0.01)
        taken.append(part)
    return os.getpid(), taken


def both() -> str:
    """Say how many processes there were, and whether each part was taken by one of them."""
    shares = forks.share(PARTS, slowly, processes=2)
    return f"{len({process for process, _ in shares})} {sorted(n for _, ns in shares for n in ns) == PARTS}"


def killed() -> str:
    """Let the fork be killed in the middle."""

    def work(parts: Iterable[int]) -> tuple[int, list[int]]:
        taken = []
        for part in parts:
            if os.getpid() != FIRST:
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(0.01)
            taken.append(part)
        return os.getpid(), taken

    shares = forks.share(PARTS, work, processes=2)
    return f"{len({process for process, _ in shares})} {sorted(n for _, ns in shares for n in ns) == PARTS}"


def failing() -> str:
    """Let a part fail in whatever process it is."""

    def work(parts: Iterable[int]) -> list[int]:
        return [1 // (33 - part) for part in slowly(parts)[1]]

    try:
        forks.share(PARTS, work, processes=2)
    except ZeroDivisionError:
        return f"failed, {len([*Path('/proc/self/fd').iterdir()])} files"
    return "went well"


def beside_a_thread() -> str:
    """Have another thread."""
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    shares = forks.share(PARTS, slowly, processes=2)
    go_on.set()
    thread.join()
    return f"{len(shares)} {shares[0][1] == PARTS}"


def meanwhile() -> str:
    """Say whether another process works while this one does something else, and gives what it came to."""
    with forks.Meanwhile(os.getpid) as work:
        return str(work.result() != FIRST)


def killed_meanwhile() -> str:
    """Let the fork be killed in the middle."""

    def work() -> int:
        if os.getpid() != FIRST:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with forks.Meanwhile(work) as begun:
        return str(begun.result() == FIRST)


def failing_meanwhile() -> str:
    """Let the work fail in whatever process it is."""
    try:
        with forks.Meanwhile(lambda: 1 // 0) as work:
            work.result()
    except ZeroDivisionError:
        return f"failed, {len([*Path('/proc/self/fd').iterdir()])} files"
    return "went well"


def left_meanwhile() -> str:
    """Leave work that takes long without asking for its result."""
    began = time.monotonic()
    with forks.Meanwhile(lambda: time.sleep(60)):
        pass
    return str(time.monotonic() - began < 30)


def looking(folder: str) -> str:
    """Say whether two processes find what one finds, of what is known and what is not, and what was done meanwhile."""
    root, done = Path(folder), list[int]()
    for number in range(60):
        inner = root / "content" / f"{number:02}"
        (inner / "deep").mkdir(parents=True)
        (inner / "a.md").write_text(f"a {number}")
        (inner / "deep" / "CON.md").write_text("no name for a file")
    files, problems = scanning.scan(root, "content")
    rows = {file.path: (file.stamp, file.fingerprint) for file in files[::2]}
    known = known_files.KnownFingerprints(scanned_at_ns=1 << 62, files=rows)
    scanning.MANY_FOLDERS, scanning.AT_ONCE = 10, 2
    again = scanning.scan(root, "content", known=known, meanwhile=lambda: done.append(os.getpid()))
    return f"{len(files)} {len(problems)} {again == (files, problems)} {done == [FIRST]}"


def holding_a_lock(state: str) -> str:
    """Hold the lock of a build, and be killed while a fork is at work that goes on for long."""

    def work(parts: Iterable[int]) -> None:
        for _ in parts:
            if os.getpid() != FIRST:
                Path(state, "fork").write_text(str(os.getpid()))
                time.sleep(60)
            elif Path(state, "fork").exists():
                os.kill(FIRST, signal.SIGKILL)
            time.sleep(0.02)

    with locks.build_lock(Path(state)):
        forks.share([*range(4000)], work, processes=2)
    return "not killed"


if __name__ == "__main__":
    sys.stdout.write(globals()[sys.argv[1]](*sys.argv[2:]))
