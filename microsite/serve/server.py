"""A site folder -> a web server on this computer that follows every change. The only user of livereload and tornado.

While the site cannot be made, every address answers with the mistakes. The site is made between two requests, never
during one.
"""

from __future__ import annotations

import asyncio
import errno
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from microsite.core.diagnostics import Diagnostic
from microsite.core.failures import DiagnosedError
from microsite.options import SOURCES, Options
from microsite.serve.preview import Preview, Tell, answer, preview

if TYPE_CHECKING:
    from tornado.web import Application

HOST = "127.0.0.1"
OWN_NAMES = r"(127\.0\.0\.1|localhost)"  # others would let pages of other sites read drafts
POLL_S = 0.3
Stamps = dict[str, tuple[int, int]]


class PortError(DiagnosedError):
    """The port cannot be listened on."""

    exit_code = 2


@dataclass(slots=True, kw_only=True)
class Stage:
    """Shows one preview after the other; `stamps` are of the files that the one `shown` was made from."""

    make: Callable[[], Preview]
    look: Callable[[], Stamps]
    stamps: Stamps
    shown: Preview

    async def follow(self, tell_browsers: Callable[[], None]) -> None:
        """Follow changes until cancelled: make the site once its files have come to rest."""
        seen = self.stamps
        while True:
            await asyncio.sleep(POLL_S)
            before, seen = seen, self.look()
            if seen == before and seen != self.stamps and self._makes_a_difference(seen):
                await asyncio.sleep(POLL_S)  # a page that was just loaded has not yet asked to be told
                tell_browsers()

    def _makes_a_difference(self, stamps: Stamps) -> bool:
        before, self.stamps, self.shown = self.shown, stamps, self.make()
        return self.shown != before


def serve(options: Options, *, port: int, opens_browser: bool, tell: Tell) -> int:
    """Serve the site on this computer until interrupted; with port 0 on one that is free.

    Returns 0, the exit code. Raises PortError when the port cannot be listened on.
    """
    sockets = _listen(port)
    port = sockets[0].getsockname()[1]
    stamps = _stamps(options.site)
    stage = Stage(
        make=lambda: preview(options, tell),
        look=lambda: _stamps(options.site),
        stamps=stamps,
        shown=preview(options, tell),
    )

    def announce() -> None:
        tell(f"serving on http://{HOST}:{port}/ (stop with Ctrl-C)")
        if opens_browser:
            webbrowser.open(f"http://{HOST}:{port}/")

    with suppress(KeyboardInterrupt):
        asyncio.run(_run(stage, sockets, port, announce))
    tell("stopped")
    return 0


async def _run(stage: Stage, sockets: list[socket], port: int, announce: Callable[[], None]) -> None:
    from livereload.handlers import LiveReloadHandler
    from livereload.watcher import Watcher
    from tornado.httpserver import HTTPServer

    LiveReloadHandler.watcher = Watcher()  # it is asked only for its log
    HTTPServer(_application(stage, port)).add_sockets(sockets)
    announce()  # from here on the loop itself ends in order on Ctrl-C
    await stage.follow(lambda: LiveReloadHandler.reload_waiters("index.html"))


def _application(stage: Stage, port: int) -> Application:
    from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
    from tornado.web import Application, RequestHandler

    # A file of its own, as the policy of our pages lets no script run that stands in the page.
    script = b'<script src="/livereload.js?port=%d" defer></script>' % port

    class Pages(RequestHandler):
        def get(self, path: str) -> None:
            found = answer(stage.shown, path, script=script)
            self.set_status(found.status)
            self.set_header("Content-Type", found.media_type or "application/octet-stream")
            self.set_header("Cache-Control", "no-store")
            if found.location:
                self.set_header("Location", found.location)
            self.finish(found.body)

        head = get

    live = [(r"/livereload", LiveReloadHandler), (r"/livereload\.js", LiveReloadJSHandler)]
    application = Application(log_function=lambda _: None)
    application.add_handlers(OWN_NAMES, [*live, (r"/(.*)", Pages)])
    return application


def _listen(port: int) -> list[socket]:
    from tornado.netutil import bind_sockets

    try:
        if port not in range(1 << 16):
            raise OSError("ports go from 1 to 65535")
        return bind_sockets(port, address=HOST)
    except OSError as error:
        is_taken = error.errno == errno.EADDRINUSE
        message = f"port {port} is in use by another program" if is_taken else f"port {port} cannot be used"
        help = "choose another one, for example `--port 8001`"
        raise PortError(Diagnostic(code="E920", message=message, help=help)) from error


def _stamps(site: Path) -> Stamps:
    """Give the time and size of every file that the site is made from."""
    found: Stamps = {}
    for folder in (*SOURCES, "themes"):
        for file in (site / folder).rglob("*"):
            with suppress(OSError):  # gone again already, as editors' files are
                there = file.lstat()
                found[str(file)] = (there.st_mtime_ns, there.st_size)
    return found
