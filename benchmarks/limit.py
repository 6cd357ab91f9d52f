"""What the machine itself needs for a text site: to read the sources, parse their YAML, and write the site's bytes.

    python -m benchmarks.limit --workloads text-100,text-1000,text-10000

`benchmarks.text_sites` measures it too, with the site that it has built anyway. Here each size is built once first,
which is nearly all of the time that this takes, and its figures are kept as soon as they are known.

No generator can do with less: this decides nothing, checks nothing, parses no Markdown and draws no page. It is one
thread of Python whose parser is libyaml; the bytes that it writes are those of a site that ours has built.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from benchmarks import corpus
from benchmarks.bench import Bench, memory_folder
from benchmarks.peers import microsite

SOURCES = ("content/**/*.md", "mentees/*/*.md")


class Clock:
    """Adds up the seconds of named phases."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began


def least(site: Path, output: Mapping[str, bytes], into: Path) -> Mapping[str, float]:
    """Do the least once, and give the seconds of each phase."""
    clock = Clock()
    with clock.phase("find and read"):
        texts = [file.read_bytes() for pattern in SOURCES for file in site.glob(pattern)]
    with clock.phase("parse YAML"):
        for text in texts:
            yaml.load(text.split(b"---\n", 2)[1], Loader=yaml.CSafeLoader)
    with clock.phase("make folders and write"):
        for path, data in output.items():
            file = into / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    with clock.phase("(look at every file's stamp)"):
        for folder in (site / "content", site / "mentees", into):
            for file in folder.rglob("*"):
                file.stat()
    shutil.rmtree(into)
    return clock.seconds


def measure(bench: Bench, rounds: int) -> Mapping[str, float]:
    """Do the least a few times for a site of ours, built now if it is not; gives medians by phase, and their sum."""
    built = bench.folder / bench.peer.output
    if not built.is_dir():
        bench.prepare()
        bench.build()
    output = {
        file.relative_to(built).as_posix(): file.read_bytes() for file in built.rglob("*") if file.is_file()
    }
    with tempfile.TemporaryDirectory(prefix="least-", dir=bench.folder.parent) as into:
        runs: Sequence[Mapping[str, float]] = [
            least(bench.folder, output, Path(into, "output")) for _ in range(rounds)
        ]
    phases = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    return {**phases, "all": sum(s for name, s in phases.items() if not name.startswith("("))}


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--workloads", default="text-100,text-1000,text-10000", help="sizes")
    parser.add_argument("--rounds", type=int, default=3, help="how often")
    parser.add_argument("--folder", type=Path, default=memory_folder(), help="where; best in memory")
    parser.add_argument("--results", type=Path, default=Path("limit.json"), help="the file that is written")
    asked = parser.parse_args()
    found: dict[str, Mapping[str, float]] = {}
    for profiles in map(corpus.profiles_in, asked.workloads.split(",")):
        with tempfile.TemporaryDirectory(prefix="microsite-limit-", dir=asked.folder) as work:
            bench = Bench(
                peer=microsite.PEER,
                program=corpus.invent(profiles),
                folder=Path(work, "site"),
                log=Path(work, "log"),
            )
            found[str(profiles)] = measure(bench, asked.rounds)
        asked.results.write_text(json.dumps(found, indent=1), "utf-8")
        for name, seconds in found[str(profiles)].items():
            print(f"{profiles:6} {name:30} {seconds * 1000:8.1f} ms", flush=True)


if __name__ == "__main__":
    main()
