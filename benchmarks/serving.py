"""A site that is served while it is edited -> how long each edit takes until it is served."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from benchmarks import measuring
from benchmarks.bench import PAUSE_S, Bench, mark
from benchmarks.corpus import Person

LONGEST_WAIT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Seconds until a server had the site, and from each edit until it was served."""

    ready_s: float
    edits_s: tuple[float, ...]


def measure(bench: Bench, edits: int) -> Served:
    """Serve, edit profiles one after the other, and wait each time; the first edit is not counted."""
    bench.prepare()
    port = free_port()
    began = time.perf_counter()
    server = measuring.start(bench.peer.serve(bench.folder, port), bench.folder, bench.log)
    try:
        first = bench.person(0)
        wait_for(port, first, first.name)
        ready_s = time.perf_counter() - began
        taken = []
        for number in range(edits + 1):
            time.sleep(PAUSE_S)
            began = time.perf_counter()
            bench.edit("body", number)
            wait_for(port, bench.person(number), mark("body", number))
            taken.append(time.perf_counter() - began)
        return Served(ready_s=ready_s, edits_s=tuple(taken[1:]))
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int, person: Person, words: str) -> None:
    """Ask for a profile until it has these words."""
    address = f"http://127.0.0.1:{port}/mentees/{person.slug}/"
    until = time.perf_counter() + LONGEST_WAIT_S
    while words not in asked(address):
        if time.perf_counter() > until:
            raise SystemExit(f"{address} does not have {words!r} after {LONGEST_WAIT_S:g} s")
        time.sleep(0.003)


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
