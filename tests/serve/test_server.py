"""How the preview begins, what it answers and to whom, and how it ends."""

from __future__ import annotations

import signal
import socket
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import SiteWriter
from tests.serve.conftest import PATIENCE_S, Start, change
from tests.test_messages import CODES, read_page

HOME = "content/pages/index.md"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def until(comes_true: Callable[[], bool]) -> None:
    """Wait until something is so, which it must become in the end."""
    ends = time.monotonic() + PATIENCE_S
    while not comes_true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def status_of(address: str, path: str = "/", **headers: str) -> int:
    connection = HTTPConnection(urlsplit(address).netloc)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    status = connection.getresponse().status
    connection.close()
    return status


def test_serving_leaves_the_published_site_alone(site: SiteWriter, start: Start) -> None:
    folder = site({})
    assert start(folder).address.startswith("http://127.0.0.1:")
    assert not (folder / "output").exists()


@pytest.mark.parametrize(("name", "status"), [("localhost", 200), ("pages-of-others.example", 404)])
def test_only_this_computer_s_own_names_are_answered(
    site: SiteWriter, start: Start, name: str, status: int
) -> None:
    address = start(site({})).address
    assert status_of(address) == 200
    assert status_of(address, Host=name) == status


def test_pages_of_others_cannot_follow(site: SiteWriter, start: Start) -> None:
    address = start(site({})).address
    own = address.rstrip("/")
    assert status_of(address, "/livereload", Origin=own, **UPGRADE) == 101
    assert status_of(address, "/livereload", Origin="https://pages-of-others.example", **UPGRADE) == 403


def test_nothing_beside_the_site_is_given_away(site: SiteWriter, start: Start) -> None:
    folder = site({"secret.txt": "secret"})
    server = start(folder)
    address = server.address
    change(folder / HOME, "title:", "titel:")
    server.wait_for("1 mistake keeps")
    until(lambda: status_of(address, f"/-/source/{HOME}") == 200)
    for path in ("/-/source/secret.txt", "/-/source/../secret.txt", "/../secret.txt", "/-/../server.py"):
        assert status_of(address, path) == 404


def test_it_listens_for_this_computer_alone(site: SiteWriter, start: Start) -> None:
    psutil = pytest.importorskip("psutil")
    server = start(site({}))
    assert server.address
    listening = [
        c.laddr.ip for c in psutil.Process(server.process.pid).net_connections() if c.status == "LISTEN"
    ]
    assert listening == ["127.0.0.1"]


def test_the_next_port_is_taken_when_one_is_in_use(site: SiteWriter, start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = start(site({}), "--port", str(port))
        taken = urlsplit(server.address).port
    assert taken is not None
    assert taken > port
    assert f"port {port} is in use by another program, so it is port {taken}" in server.said


def test_a_port_that_does_not_exist_is_said_so_before_anything_is_made(
    site: SiteWriter, start: Start
) -> None:
    for port in ("99999", "-1"):
        server = start(site({}), "--port", port)
        assert server.process.wait() == 2
        server.wait_for(read_page(CODES / "E920.md").message.replace("99999", port))
        assert "made" not in server.said


def test_a_folder_to_publish_to_is_not_what_a_preview_has(site: SiteWriter, start: Start) -> None:
    server = start(site({}), "--output", "public")
    assert server.process.wait() == 2
    server.wait_for("unrecognized arguments: --output public")


def test_the_browser_is_opened_where_the_site_is(site: SiteWriter, start: Start, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    write = f"import sys, pathlib; pathlib.Path({str(opened)!r}).write_text(sys.argv[1])"
    program = tmp_path / "browser"
    program.write_text(f'#!{sys.executable}\n{write}\nprint("opened")\n', "utf-8")
    program.chmod(0o755)
    server = start(site({}), "--open", BROWSER=str(program))
    assert server.address
    until(lambda: opened.exists() and opened.read_text("utf-8") == server.address)
    server.stop()


def test_ctrl_c_ends_the_preview_in_order(site: SiteWriter, start: Start) -> None:
    server = start(site({}))
    assert server.address
    assert server.stop() == 0
    assert server.said.splitlines()[-1] == "stopped"


def test_ctrl_c_ends_the_first_build(site: SiteWriter, start: Start) -> None:
    folder = site({})
    for number in range(300):
        (folder / f"content/pages/page-{number}.md").write_text("---\ntitle: Page\n---\n", "utf-8")
    server = start(folder, "--poll")
    server.wait_for("looking for changes")
    assert server.stop() == 0
    assert "Traceback" not in server.said
    assert "made" not in server.said


def test_ctrl_c_ends_a_build_after_a_change(site: SiteWriter, start: Start) -> None:
    folder = site({})
    server = start(folder)
    assert server.address
    change(folder / HOME, "Three months", "Four months")
    assert server.stop(signal.SIGINT) == 0
    assert "Traceback" not in server.said
    assert server.said.endswith("stopped\n")
