from __future__ import annotations

from pathlib import Path

from benchmarks import corpus, limit
from benchmarks.bench import Bench
from benchmarks.peers import microsite

PHASES = ["find and read", "parse YAML", "make folders and write", "(look at every file's stamp)"]


def built(folder: Path) -> Bench:
    bench = Bench(peer=microsite.PEER, program=corpus.invent(2), folder=folder / "site", log=folder / "log")
    bench.prepare()
    output = bench.folder / bench.peer.output / "mentees"
    output.mkdir(parents=True)
    (output / "index.html").write_bytes(b"<p>Two people</p>")
    return bench


def test_the_least_writes_every_file_and_takes_it_away_again(tmp_path: Path) -> None:
    site, into = built(tmp_path).folder, tmp_path / "least"
    assert list(limit.least(site, {"a/b.html": b"1", "c.html": b"2"}, into)) == PHASES
    assert not into.exists()


def test_what_is_built_is_not_built_again_and_stamps_are_no_part_of_the_sum(tmp_path: Path) -> None:
    found = limit.measure(built(tmp_path), rounds=2)
    assert list(found) == [*PHASES, "all"]
    assert found["all"] == sum(found[name] for name in PHASES[:3])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
