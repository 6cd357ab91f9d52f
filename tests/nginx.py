"""A folder served by nginx, as people who have a server of their own would."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.tools import find_program

CONFIGURATION = """\
daemon off;
worker_processes 1;
{user}
pid {own}/nginx.pid;
error_log {own}/errors.log;
events {{}}
http {{
  types {{
    text/html html;
    text/css css;
    text/xml xml;
    application/javascript js;
    application/json json;
    font/woff2 woff2;
    image/svg+xml svg;
  }}
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {own}/body;
  proxy_temp_path {own}/proxy;
  fastcgi_temp_path {own}/fastcgi;
  uwsgi_temp_path {own}/uwsgi;
  scgi_temp_path {own}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {included};
  }}
}}
"""
PATIENCE_S = 60


@contextmanager
def nginx(root: Path, included: Path, *, own: Path) -> Iterator[str]:
    """Serve `root` with a file that its server block includes, until the block ends; give the address.

    `own` is an empty folder for nginx. It gets a socket that already listens, so that nobody else can take its port.
    """
    program = find_program("nginx")
    assert program, "nginx is not installed yet: run `python3 build.py test` once"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        user = "user root root;" if os.geteuid() == 0 else ""
        settings = own / "nginx.conf"
        settings.write_text(CONFIGURATION.format(own=own, user=user, root=root, port=port, included=included))
        environment = {**os.environ, "NGINX": f"{listening.fileno()};"}
        command = [program, "-e", str(own / "errors.log"), "-c", str(settings), "-p", str(own)]
        subprocess.run([*command, "-t", "-q"], check=True)
        with subprocess.Popen(command, env=environment, pass_fds=[listening.fileno()]) as server:
            try:
                yield f"http://127.0.0.1:{port}/"
            finally:
                server.terminate()


def asked(address: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for a path, and give the status, the headers with small letters, and the body."""
    with closing(
        HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=PATIENCE_S)
    ) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, answer.read()
