"""A site folder -> a web server on this computer that follows every change."""

from __future__ import annotations

import errno
import gc
import webbrowser
from contextlib import suppress
from socket import socket

from microsite.core.diagnostics import Diagnostic
from microsite.core.failures import DiagnosedError
from microsite.options import Options
from microsite.serve.preview import Preview, Tell
from microsite.serve.shown import Shown
from microsite.serve.watching import changes

HOST = "127.0.0.1"
MOST_PORTS = 100
"""So many ports are tried, one after the other."""


class PortError(DiagnosedError):
    """The port cannot be listened on."""

    exit_code = 2


def serve(options: Options, *, port: int, opens_browser: bool, polls: bool, tell: Tell) -> int:
    """Serve the site on this computer until interrupted; on the next port when one is taken, with port 0 on any.

    Returns 0, the exit code. Raises PortError when no port can be listened on.
    """
    with suppress(KeyboardInterrupt):
        _serve(options, port=port, opens_browser=opens_browser, polls=polls, tell=tell)
    tell("stopped")
    return 0


def _serve(options: Options, *, port: int, opens_browser: bool, polls: bool, tell: Tell) -> None:
    sockets = _listen(port, tell)
    from microsite.serve.browsers import Browsers

    with Preview(options, tell) as preview:
        looks = changes(preview.folders, polls=polls, tell=tell)
        next(looks)  # from here on no change is missed
        shown = preview.make(Shown())
        gc.collect()
        gc.freeze()  # what the first making left stays, so it need not be looked through for garbage at a save
        with Browsers(sockets, shown) as browsers:
            address = f"http://{HOST}:{browsers.port}/"
            tell(f"serving on {address} (stop with Ctrl-C)")
            if opens_browser:
                webbrowser.open(address)
            for touched in looks:
                if touched or preview.is_due():
                    shown = preview.make(shown, touched)
                    browsers.show(shown)


def _listen(first: int, tell: Tell) -> list[socket]:
    from tornado.netutil import bind_sockets

    if first not in range(1 << 16):
        raise _refused(f"port {first} cannot be used")
    for port in range(first, min(first + MOST_PORTS, 1 << 16)):
        try:
            sockets = bind_sockets(port, address=HOST)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _refused(f"port {port} cannot be used") from error
        else:
            if port != first:
                tell(f"port {first} is in use by another program, so it is port {port}")
            return sockets
    raise _refused(f"port {first} and those after it are in use by other programs")


def _refused(message: str) -> PortError:
    help = "choose another one, for example `--port 8001`"
    return PortError(Diagnostic(code="E920", message=message, help=help))
