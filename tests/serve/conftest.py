"""The preview as a process of its own, as somebody starts it who writes; and a browser that may not complain."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_S = 180.0


class Server:
    """A preview that runs; `said` is what it has told so far."""

    def __init__(self, site: Path, *arguments: str, **environment: str) -> None:
        command = [sys.executable, "-m", "microsite", "serve", "--site", str(site), *arguments]
        self.process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, **environment},
        )
        self.said = ""
        self._news = Condition()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        with self.process.stderr as lines:
            for line in lines:
                with self._news:
                    self.said += line
                    self._news.notify_all()

    def wait_for(self, text: str, times: int = 1) -> None:
        """Wait until it has said something, perhaps several times."""
        with self._news:
            is_said = self._news.wait_for(lambda: self.said.count(text) >= times, PATIENCE_S)
        assert is_said, self.said

    @property
    def address(self) -> str:
        """Wait until it serves, and give its address."""
        self.wait_for("serving on ")
        return self.said.partition("serving on ")[2].split()[0]

    @property
    def builds(self) -> int:
        """Count how often it has made the site, or found out that it cannot."""
        return self.said.count("made ")

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C does, and give its exit code."""
        self.process.send_signal(by)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return code


Start = Callable[..., Server]
OpenPage = Callable[[str], "Page"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start previews that end with the test: `start(folder, "--drafts")`; on a free port if none is named."""
    with ExitStack() as stack:

        def started(folder: Path, *arguments: str, **environment: str) -> Server:
            port = () if "--port" in arguments else ("--port", "0")
            server = Server(folder, *arguments, *port, **environment)
            stack.callback(server.stop, signal.SIGTERM)
            return server

        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[OpenPage]:
    """Open addresses; what the page's own policy forbids, or the console calls an error, fails the test."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_S * 1000)
    complaints: list[str] = []

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    context.close()
    expected = ("responded with a status of", "net::ERR_CONNECTION_REFUSED", "WebSocket connection to")
    assert [said for said in complaints if not any(word in said for word in expected)] == []


def holds(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page; Playwright's own waiting is stopped by the policy of our pages."""
    from playwright.sync_api import Error

    until = time.monotonic() + PATIENCE_S
    is_true = False
    while not is_true:
        assert time.monotonic() < until, expression
        page.wait_for_timeout(20)
        with suppress(Error):  # the page was just left for its next version
            is_true = bool(page.evaluate(expression))


def follows(page: Page) -> None:
    """Wait until a page has said which version it shows: from then on it is told what to do."""
    holds(page, "window.LiveReload?.connector?.protocol === 7")


def change(path: Path, before: str, after: str) -> None:
    """Change a file as most editors do: the whole file is written anew."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def heads(page: Page, text: str) -> None:
    """Wait until a heading of the page, or of what lies over it, is `text`."""
    page.get_by_role("heading", level=1, name=text).wait_for()
