"""Measures text sites: the same program as a site of ours, of Hugo's and of Eleventy's, in turn, in one run.

    python -m benchmarks.text_sites --workloads text-100,text-1000

For each size and round, every generator builds: cold (nothing built before, nothing cached), unchanged (again), and
after one edit each: of a profile's text, of its headline, of the template of profiles. Then each serves the site while
profiles are edited, until the edit is served and, where Playwright is installed, until Chromium shows it. What the cold
builds wrote is checked against the program, and every edit must be in the output. With our site of each size goes what
the machine needs at the least (`benchmarks.limit`). Results go to a JSON file, from which `python -m benchmarks.report`
makes a table and a plot.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks import corpus, limit, measuring, serving
from benchmarks.bench import PAUSE_S, Bench, memory_folder
from benchmarks.peers import PEERS, microsite

PARTS = ("builds", "limit", "memory", "serving")
OPERATIONS = ("cold", "unchanged", "body", "headline", "template")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One measured build, or one edit that was `served`, or `shown` by a browser (`wall_s` alone)."""

    profiles: int
    peer: str
    operation: str
    turn: int
    wall_s: float
    cpu_s: float = 0.0
    largest_mib: float = 0.0


@dataclass(slots=True, kw_only=True)
class Results:
    """What a run found: samples; by size and peer the peak memory of all processes together; by size the least."""

    machine: str
    versions: dict[str, str]
    samples: list[Sample] = field(default_factory=list)
    memory_mib: dict[str, float] = field(default_factory=dict)
    ready_s: dict[str, float] = field(default_factory=dict)
    limit: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def add(self, sample: Sample) -> None:
        """Keep a sample, and show how far it is."""
        self.samples.append(sample)
        numbers = f"{sample.wall_s:8.3f} s {sample.cpu_s:8.3f} s CPU {sample.largest_mib:6.0f} MiB"
        print(
            f"{sample.profiles:6} {sample.turn} {sample.peer:10} {sample.operation:10} {numbers}", flush=True
        )


def measure_builds(benches: Sequence[Bench], rounds: int) -> Iterator[Sample]:
    """Build everything in every round; round 0 fills the caches of the system and is checked whole, but not counted."""
    for bench in benches:
        bench.prepare()
    for turn in range(rounds + 1):
        for bench in benches:
            for operation in OPERATIONS:
                if operation == "cold":
                    bench.clear()
                bench.edit(operation, turn)
                time.sleep(PAUSE_S)
                cost = bench.build()
                bench.check(operation, turn)
                if turn:
                    yield Sample(
                        profiles=bench.profiles,
                        peer=bench.peer.name,
                        operation=operation,
                        turn=turn,
                        **asdict(cost),
                    )


def measure_memory(bench: Bench) -> Iterator[tuple[str, float]]:
    """Make each build once more, watching the memory."""
    bench.prepare()
    for operation in OPERATIONS:
        bench.edit(operation, 1)
        time.sleep(PAUSE_S)
        yield operation, measuring.memory_mib(bench.peer.build(bench.folder), bench.folder, bench.log)


def measure_serving(bench: Bench, edits: int) -> tuple[float, list[Sample]]:
    """Serve the site and edit it; gives also how long the server needs until it serves."""
    served = serving.measure(bench, edits)
    samples = [
        Sample(profiles=bench.profiles, peer=bench.peer.name, operation=operation, turn=turn, wall_s=wall_s)
        for operation, edits_s in (("served", served.served_s), ("shown", served.shown_s))
        for turn, wall_s in enumerate(edits_s, start=1)
    ]
    return served.ready_s, samples


def machine(folder: Path) -> str:
    """Describe what is measured on."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    under = max(
        (mount for mount in mounts if folder.is_relative_to(mount[0])), key=lambda mount: len(mount[0])
    )
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, {under[1]}"


def measure(
    results: Results, benches: Sequence[Bench], *, parts: Sequence[str], rounds: int, edits: int
) -> None:
    """Measure one size."""
    for sample in measure_builds(benches, rounds) if "builds" in parts else ():
        results.add(sample)
    for bench in (bench for bench in benches if bench.peer is microsite.PEER and "limit" in parts):
        results.limit[str(bench.profiles)] = limit.measure(bench, rounds)
    for bench in benches:
        here = f"{bench.profiles} {bench.peer.name}"
        for operation, peak_mib in measure_memory(bench) if "memory" in parts else ():
            results.memory_mib[f"{here} {operation}"] = peak_mib
            print(f"{here} {operation}: {peak_mib:.0f} MiB", flush=True)
        if "serving" in parts:
            results.ready_s[here], samples = measure_serving(bench, edits)
            for sample in samples:
                results.add(sample)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--workloads", default="text-100,text-1000,text-10000", help="sizes")
    parser.add_argument("--peers", default=",".join(PEERS), help="generators")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is built")
    parser.add_argument("--edits", type=int, default=10, help="how many edits are served")
    parser.add_argument("--parts", default=",".join(PARTS), help="what is measured")
    parser.add_argument(
        "--folder",
        type=Path,
        default=memory_folder(),
        help="where the sites are; best in memory, as the place on a disk decides more than the generator",
    )
    parser.add_argument(
        "--results", type=Path, default=Path("text-sites.json"), help="the file that is written"
    )
    asked = parser.parse_args()
    peers = [PEERS[name] for name in asked.peers.split(",")]
    results = Results(
        machine=machine(asked.folder.resolve()), versions={peer.name: peer.version() for peer in peers}
    )
    with tempfile.TemporaryDirectory(prefix="microsite-benchmark-", dir=asked.folder) as work:
        for profiles in map(corpus.profiles_in, asked.workloads.split(",")):
            program, places = corpus.invent(profiles), {peer.name: Path(work, peer.name) for peer in peers}
            benches = [
                Bench(
                    peer=peer, program=program, folder=places[peer.name], log=Path(work, f"{peer.name}.log")
                )
                for peer in peers
            ]
            measure(results, benches, parts=asked.parts.split(","), rounds=asked.rounds, edits=asked.edits)
            asked.results.write_text(json.dumps(asdict(results), indent=1), "utf-8")


if __name__ == "__main__":
    main()
