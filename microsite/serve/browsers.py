"""What is shown -> browsers, which follow it. The only user of livereload and tornado.

Answers in a thread of its own, so that the last good site is there while the next is made.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import Future
from socket import socket
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from microsite.serve.shown import Shown, Version, answer, next_steps, version_at, version_of

OWN_NAMES = r"(127\.0\.0\.1|localhost)"
"""Any other name is one that a page of another site has had point here, to read drafts."""
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Browsers:
    """The browsers that show a preview; a context manager that serves while it is entered."""

    def __init__(self, sockets: list[socket], shown: Shown) -> None:
        """Take the sockets that are listened on, and what is shown at first."""
        self.shown = shown
        self.port: int = sockets[0].getsockname()[1]
        self.open: set[Follower] = set()
        self._sockets = sockets
        self._running: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), name="browsers", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._running.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        loop, ending = self._running.result()
        loop.call_soon_threadsafe(ending.set)
        self._thread.join()

    def show(self, shown: Shown) -> None:
        """Show something new, and tell the browsers that it concerns."""
        self._running.result()[0].call_soon_threadsafe(self._show, shown)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        for follower in tuple(self.open):
            follower.catch_up()

    async def _serve(self) -> None:
        ending = asyncio.Event()
        server = HTTPServer(_application(self))
        server.add_sockets(self._sockets)
        self._running.set_result((asyncio.get_running_loop(), ending))
        await ending.wait()
        server.stop()
        for follower in tuple(self.open):
            follower.close()
        await server.close_all_connections()


class Follower(LiveReloadHandler):  # type: ignore[misc] # livereload ships no types
    """One open page: livereload's client says which version of which page it is, and is told what to do next."""

    def initialize(self, browsers: Browsers) -> None:
        """Take what all of them follow."""
        self._browsers = browsers
        self._path = ""
        self._has = Version(page="")

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of others, as tornado does and livereload does not."""
        return WebSocketHandler.check_origin(self, origin)

    def open(self, *_: str, **__: str) -> None:
        """Send what there is to send at once."""
        self.set_nodelay(True)

    def on_message(self, message: str | bytes) -> None:
        """Answer livereload's client, and remember what it says of its page."""
        said: dict[str, Any] = json.loads(message)
        super().on_message(message)
        if said.get("command") == "hello":
            self._has = version_of(str(said.get("snipver", "")))
        if said.get("command") == "info":
            self._path = unquote(urlsplit(str(said.get("url", ""))).path).removeprefix("/")
            self._browsers.open.add(self)
            self.catch_up()

    def on_close(self) -> None:
        """Follow no more."""
        super().on_close()
        self._browsers.open.discard(self)

    def catch_up(self) -> None:
        """Bring the page to what is shown now."""
        has, self._has = self._has, version_at(self._browsers.shown, self._path)
        for step in next_steps(has, self._has):
            self.send_message({"command": "reload", "path": step, "liveCSS": True, "liveImg": False})


class Pages(RequestHandler):
    """Answers with what is shown."""

    def initialize(self, browsers: Browsers) -> None:
        """Take what is shown."""
        self._browsers = browsers

    def get(self, path: str) -> None:
        """Answer a request."""
        found = answer(self._browsers.shown, path, port=self._browsers.port)
        self.set_status(found.status)
        self.set_header("Content-Type", found.media_type or "application/octet-stream")
        for name, value in HEADERS.items():
            self.set_header(name, value)
        if found.location:
            self.set_header("Location", found.location)
        self.finish(found.body)

    head = get


def _application(browsers: Browsers) -> Application:
    application = Application(log_function=_say_nothing)
    own = {"browsers": browsers}
    application.add_handlers(
        OWN_NAMES,
        [
            (r"/livereload", Follower, own),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", Pages, own),
        ],
    )
    return application


def _say_nothing(_: RequestHandler) -> None:
    """Keep the terminal for what people ask to know."""
