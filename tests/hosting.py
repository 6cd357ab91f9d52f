"""A folder as a web site on this machine: what a static host makes of it, at a root or under a path."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

MIME_TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """Tell where a hosted folder answers, and what it was asked: (path, status code) in order."""

    url: str
    requests: list[tuple[str, int]] = field(default_factory=list)


class Handler(SimpleHTTPRequestHandler):
    """Answer from a folder, with its 404.html for all that it does not have."""

    protocol_version = "HTTP/1.1"
    extensions_map = MIME_TYPES

    def __init__(self, *args: object, prefix: str, log: list[tuple[str, int]], directory: str) -> None:
        self.prefix, self.log = prefix, log
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "outside the site"))
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def list_directory(self, path: str) -> None:  # type: ignore[override]
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        body = page.read_bytes() if code == HTTPStatus.NOT_FOUND and page.exists() else b""
        self.send_response(code, message)
        self.send_header("Content-Type", MIME_TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.log.append((self.path, int(code)))


class Host(ThreadingHTTPServer):
    """A server that does not mind when a browser leaves in the middle of an answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def host(folder: Path, *, prefix: str = "/") -> Iterator[Hosted]:
    """Serve a folder under a prefix such as `/` or `/programs/lovepats/` until the block ends."""
    log: list[tuple[str, int]] = []
    handler = partial(Handler, prefix=prefix, log=log, directory=str(folder))
    with Host(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield Hosted(url=f"http://127.0.0.1:{server.server_port}{prefix}", requests=log)
        server.shutdown()
        thread.join()
