"""Disks for tests: each is the real one, and fails, dies or forgets at the call that a test chooses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from microsite.core.disk import Disk

_OWN = frozenset({"calls", "interfere", "cut_power"})


class Killed(BaseException):
    """The process is gone: nothing after this reaches the disk."""


class WatchedDisk(Disk):
    """Count the calls, and let `interfere` act before each."""

    def __init__(self) -> None:
        self.calls = 0

    def __getattribute__(self, name: str) -> Any:
        found = object.__getattribute__(self, name)
        if name in _OWN or name.startswith("_") or not callable(found):
            return found
        return partial(self._watch, name, found)

    def interfere(self, name: str, place: str | None) -> None:
        """Raise, or do nothing."""

    def _watch(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        self.calls += 1
        place = arguments[0] if arguments and isinstance(arguments[0], str) else None
        try:
            self.interfere(name, place)
        except OSError:
            if name == "close":
                call(*arguments)  # A file is closed even when closing it fails.
            raise
        return call(*arguments)

    def boot(self) -> str:
        """Have every folder looked through: else the clock would decide which calls there are."""
        return ""

    def sync(self, folder: str, changed: Iterable[str]) -> None:
        """Spare the real disk: power cuts are played, not had."""

    def sync_one(self, path: str) -> None:
        """The same."""


class FailingDisk(WatchedDisk):
    """Fail at the calls that are `chosen`, counted from 1."""

    def __init__(self, number: int, chosen: Callable[[int], bool]) -> None:
        super().__init__()
        self._number = number
        self._chosen = chosen

    def interfere(self, name: str, place: str | None) -> None:
        if self._chosen(self.calls):
            raise OSError(self._number, os.strerror(self._number), place)


class DyingDisk(WatchedDisk):
    """Let the process die before a call."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at

    def interfere(self, name: str, place: str | None) -> None:
        if self.calls >= self._at:
            raise Killed


class ForgetfulDisk(DyingDisk):
    """Lose, as a power cut does, what is in files that nobody waited for."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self._unsafe: set[int] = set()

    def write(self, file: int, data: memoryview) -> int:
        self._unsafe.add(os.fstat(file).st_ino)
        return super().write(file, data)

    def sync(self, folder: str, changed: Iterable[str]) -> None:
        self._unsafe.clear()

    def sync_one(self, path: str) -> None:
        self._unsafe.discard(Path(path).stat().st_ino)

    def cut_power(self, root: Path) -> None:
        """Empty each file under `root` that nobody had waited for."""
        for path in root.rglob("*"):
            if path.is_file() and path.stat().st_ino in self._unsafe:
                os.truncate(path, 0)


class RefusingDisk(Disk):
    """Refuse each call of one name, as disks do that cannot link, or cannot exchange folders."""

    def __init__(self, name: str, number: int) -> None:
        self._name = name
        self._number = number

    def __getattribute__(self, name: str) -> Any:
        if name != object.__getattribute__(self, "_name"):
            return object.__getattribute__(self, name)
        return self._refuse

    def _refuse(self, *arguments: object) -> None:
        place = arguments[0] if isinstance(arguments[0], str) else None
        raise OSError(self._number, os.strerror(self._number), place)
