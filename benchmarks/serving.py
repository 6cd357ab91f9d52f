"""A site that is served while it is edited -> how long each edit takes to be served, and to be shown by a browser."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from benchmarks import measuring
from benchmarks.bench import PAUSE_S, Bench, mark
from benchmarks.corpus import Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONGEST_WAIT_S = 120.0


class Reader(Protocol):
    """Somebody who reads a page."""

    def open(self, address: str) -> None:
        """Begin to read a page."""

    def wait(self, words: str) -> bool:
        """Wait until the page has these words; False when they do not come."""


class Asking:
    """Asks the server for the page, again and again."""

    def open(self, address: str) -> None:
        """Remember the address."""
        self._address = address

    def wait(self, words: str) -> bool:
        """Ask until the server answers with the words."""
        until = time.perf_counter() + LONGEST_WAIT_S
        while words not in asked(self._address):
            if time.perf_counter() > until:
                return False
            time.sleep(0.003)
        return True


class Browsing:
    """Looks at the page in Chromium, which the server tells of every change."""

    def __init__(self, page: Page) -> None:
        """Take a page of the browser."""
        self._page = page

    def open(self, address: str) -> None:
        """Open the address, and leave its scripts the time to connect to the server."""
        self._page.goto(address)
        self._page.wait_for_timeout(1_000)

    def wait(self, words: str) -> bool:
        """Look until the words are shown."""
        has_words = "words => document.body && document.body.textContent.includes(words)"
        self._page.wait_for_function(has_words, arg=words, polling=5, timeout=LONGEST_WAIT_S * 1_000)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Seconds until a server had the site; from each edit until it was served, and until a browser showed it."""

    ready_s: float
    served_s: tuple[float, ...]
    shown_s: tuple[float, ...]


def measure(bench: Bench, edits: int) -> Served:
    """Serve a site and edit it while it is read."""
    bench.prepare()
    port = free_port()
    began = time.perf_counter()
    server = measuring.start(bench.peer.serve(bench.folder, port), bench.folder, bench.log)
    try:
        first = bench.person(0)
        reader = Asking()
        reader.open(_address(port, first))
        if not reader.wait(first.name):
            raise SystemExit(f"{bench.peer.name} does not serve")
        ready_s = time.perf_counter() - began
        served_s = _edit(bench, port, reader, range(edits + 1))
        with browsers() as pages:
            shown = [_edit(bench, port, Browsing(page), range(500, 501 + edits)) for page in pages]
        return Served(ready_s=ready_s, served_s=served_s, shown_s=shown[0] if shown else ())
    finally:
        server.terminate()
        server.wait(20)


def _edit(bench: Bench, port: int, reader: Reader, numbers: Iterable[int]) -> tuple[float, ...]:
    """Edit profiles one after the other; gives the seconds until each edit was read, but for the first."""
    taken = []
    for number in numbers:
        reader.open(_address(port, bench.person(number)))
        time.sleep(PAUSE_S)
        began = time.perf_counter()
        bench.edit("body", number)
        if not reader.wait(mark("body", number)):
            raise SystemExit(f"{bench.peer.name} does not serve edit {number} in {LONGEST_WAIT_S:g} s")
        taken.append(time.perf_counter() - began)
    return tuple(taken[1:])


def _address(port: int, person: Person) -> str:
    return f"http://127.0.0.1:{port}/mentees/{person.slug}/"


@contextmanager
def browsers() -> Iterator[Sequence[Page]]:
    """Open a page in Chromium; none where Playwright is not installed."""
    if importlib.util.find_spec("playwright") is None:
        yield ()
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=False
        )
        yield (chromium.new_page(),)
        chromium.close()


def asked(address: str) -> str:
    """Ask a server for a page; empty while there is none."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 (our own server)
            return str(answer.read().decode())
    except (OSError, urllib.error.URLError):
        return ""


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
