"""The server that staff write with, in a real browser: it follows changes, shows mistakes and recovers."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from microsite.serve.preview import Preview, answer
from tests.conftest import SiteWriter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_MS = 120_000
HOME = "content/pages/index.md"
COHORT = "content/cohorts/2023-autumn.md"
SCRIPT = b"<script></script>"

Serve = Callable[[Path], str]
OpenPage = Callable[[str], "Page"]


def start(site: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "microsite", "serve", "--site", str(site), *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8")


def address_of(server: subprocess.Popen[str]) -> str:
    """Wait until a server listens, and give its address."""
    assert server.stderr
    said = []
    for line in server.stderr:
        said.append(line)
        if line.startswith("serving on "):
            return line.split()[2]
    raise AssertionError("".join(said))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve site folders until the test ends: `serve(folder)` gives the address."""
    with ExitStack() as stack:

        def serve_site(folder: Path) -> str:
            server = start(folder, "--port", "0")
            stack.enter_context(server)
            stack.callback(server.terminate)
            return address_of(server)

        yield serve_site


@pytest.fixture
def visit(browser: Browser) -> Iterator[OpenPage]:
    """Open addresses; what the page's own policy forbids, or the console calls an error, fails the test."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    context.close()
    assert [said for said in complaints if "responded with a status of" not in said] == []


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def heads(page: Page, text: str) -> None:
    """Wait until the page's main heading is `text`."""
    page.get_by_role("heading", level=1, name=text).wait_for()


def test_an_open_page_shows_what_was_changed(site: SiteWriter, serve: Serve, visit: OpenPage) -> None:
    folder = site({})
    page = visit(serve(folder))
    heads(page, "Three months with a mentor")
    change(folder / HOME, "Three months", "Four months")
    heads(page, "Four months with a mentor")
    change(folder / HOME, "Four months", "Five months")
    heads(page, "Five months with a mentor")


def test_a_mistake_is_shown_at_every_address_until_it_is_repaired(
    site: SiteWriter, serve: Serve, visit: OpenPage
) -> None:
    folder = site({})
    address = serve(folder)
    home, profile = visit(address), visit(f"{address}mentees/anna-berg/index.html")
    change(folder / COHORT, "start_date: 2023-09-05", "start_date: 2023-13-05")
    for page in (home, profile):
        heads(page, "1 mistake keeps the site from being made")
        said = page.locator("pre").inner_text()
        assert "error[E204]: `start_date` must be a date" in said
        assert f"--> {COHORT}:" in said
        assert "start_date: 2023-13-05" in said
    change(folder / COHORT, "2023-13-05", "2023-09-05")
    heads(home, "Three months with a mentor")
    heads(profile, "Anna Berg")


def test_a_site_with_a_mistake_from_the_beginning_appears_when_it_is_repaired(
    site: SiteWriter, serve: Serve, visit: OpenPage
) -> None:
    folder = site({HOME: "---\ntitel: Hello\n---\n"})
    page = visit(serve(folder))
    heads(page, "1 mistake keeps the site from being made")
    change(folder / HOME, "titel", "title")
    heads(page, "Hello")


def test_a_template_of_the_site_s_own_is_followed_too(
    site: SiteWriter, serve: Serve, visit: OpenPage
) -> None:
    folder = site({})
    page = visit(f"{serve(folder)}nowhere/at/all")
    own = folder / "themes/default/templates/404.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "layouts/base.html" %}{% block main %}<h1>Gone</h1>{% endblock %}', "utf-8")
    heads(page, "Gone")


def test_serving_leaves_the_published_site_alone(site: SiteWriter, serve: Serve) -> None:
    folder = site({})
    serve(folder)
    assert not (folder / "output").exists()


def test_only_this_computer_s_own_names_are_answered(site: SiteWriter, serve: Serve) -> None:
    address = urlsplit(serve(site({}))).netloc
    statuses = []
    for name in (address, "localhost", "pages-of-others.example"):
        connection = HTTPConnection(address)
        connection.request("GET", "/", headers={"Host": name})
        statuses.append(connection.getresponse().status)
        connection.close()
    assert statuses == [200, 200, 404]


def test_a_port_that_is_in_use_is_said_so_before_anything_is_made(site: SiteWriter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with start(site({}), "--port", str(port)) as server:
            _, said = server.communicate()
    assert server.returncode == 2
    assert f"error[E920]: port {port} is in use by another program" in said
    assert "help: choose another one, for example `--port 8001`" in said
    assert "made" not in said


def test_a_port_that_does_not_exist_is_said_so(site: SiteWriter) -> None:
    with start(site({}), "--port", "99999") as server:
        _, said = server.communicate()
    assert server.returncode == 2
    assert "error[E920]: port 99999 cannot be used" in said


def test_ctrl_c_ends_the_server_in_order(site: SiteWriter) -> None:
    with start(site({}), "--port", "0") as server:
        address_of(server)
        server.send_signal(signal.SIGINT)
        _, said = server.communicate()
    assert (server.returncode, said) == (0, "stopped\n")


SHOWN = Preview(
    files={
        "index.html": b"<head></head>home",
        "mentees/anna/index.html": b"<head></head>Anna",
        "events/calendar.ics": b"BEGIN",
        "404.html": b"<head></head>lost",
    }
)


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("", 200, b"<head><script></script></head>home"),
        ("index.html", 200, b"<head><script></script></head>home"),
        ("mentees/anna/", 200, b"<head><script></script></head>Anna"),
        ("mentees/ben/", 404, b"<head><script></script></head>lost"),
        ("../secret", 404, b"<head><script></script></head>lost"),
    ],
)
def test_an_address_is_answered_with_its_page_or_the_page_for_lost_visitors(
    path: str, status: int, body: bytes
) -> None:
    found = answer(SHOWN, path, script=SCRIPT)
    assert (found.status, found.media_type, found.body) == (status, "text/html", body)


def test_a_picture_that_is_gone_from_the_cache_is_not_found(tmp_path: Path) -> None:
    shown = Preview(files={**SHOWN.files, "media/a.jpg": tmp_path / "a.jpg"})
    assert answer(shown, "media/a.jpg", script=SCRIPT).status == 404
    (tmp_path / "a.jpg").write_bytes(b"picture")
    assert answer(shown, "media/a.jpg", script=SCRIPT).body == b"picture"


def test_a_folder_without_its_slash_is_sent_on_so_that_links_work() -> None:
    assert answer(SHOWN, "mentees/anna", script=SCRIPT).location == "/mentees/anna/"


def test_a_file_that_is_not_a_page_is_given_as_it_is() -> None:
    found = answer(SHOWN, "events/calendar.ics", script=SCRIPT)
    assert (found.media_type, found.body) == ("text/calendar", b"BEGIN")
