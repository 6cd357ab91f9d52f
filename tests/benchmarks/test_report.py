from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.report import BEGIN, END, Report, between_marks, by_size, least, read, summary, table


def sample(peer: str, turn: int, wall_s: float, **more: Any) -> dict[str, Any]:
    found = {"profiles": 100, "peer": peer, "operation": "cold", "turn": turn, "wall_s": wall_s}
    return {**found, "cpu_s": 2 * wall_s, "largest_mib": 50.0, **more}


def results(*samples: dict[str, Any]) -> dict[str, Any]:
    return {
        "machine": "2 cores",
        "versions": {"hugo": "0.1", "microsite": "0.2"},
        "samples": list(samples),
        "memory_mib": {"100 microsite cold": 61.0},
        "ready_s": {},
    }


def report_of(folder: Path, *found: dict[str, Any]) -> Report:
    files = [folder / f"{number}.json" for number in range(len(found))]
    for file, each in zip(files, found, strict=True):
        file.write_text(json.dumps(each), encoding="utf-8")
    return read(files)


def lines(folder: Path, *found: dict[str, Any]) -> list[str]:
    return list(table(report_of(folder, *found)))


def test_a_ratio_is_that_of_the_same_round(tmp_path: Path) -> None:
    slow_round = (sample("hugo", 2, 10), sample("microsite", 2, 20))
    found = lines(tmp_path, results(sample("hugo", 1, 1), sample("microsite", 1, 2), *slow_round))
    assert found[-2] == "| cold | microsite | 11.000 (2.000–20.000) | 22.00 (4.00–40.00) | 50 | 61 | 2.00 |"


def test_sizes_that_were_measured_apart_are_put_together(tmp_path: Path) -> None:
    found = lines(tmp_path, results(sample("hugo", 1, 1)), results(sample("hugo", 1, 3, profiles=1000)))
    assert [line for line in found if line.startswith("#")] == ["### 100 profiles", "### 1,000 profiles"]


def test_the_summary_has_a_column_for_each_size_of_the_others(tmp_path: Path) -> None:
    found = results(sample("hugo", 1, 4), sample("microsite", 1, 1), sample("hugo", 1, 3, profiles=1000))
    found["memory_mib"]["100 hugo cold"] = 122.0
    assert list(summary(report_of(tmp_path, found))) == [
        "Hugo 0.1, microsite 0.2; 2 cores.",
        "",
        "| time / Hugo | microsite, 100 | microsite, 1,000 |",
        "| --- | --- | --- |",
        "| cold | 0.25 |  |",
        "| memory, cold | 0.50 |  |",
        "",
    ]


def test_rounds_of_different_files_are_compared_each_with_its_own(tmp_path: Path) -> None:
    first = results(sample("hugo", 1, 1), sample("microsite", 1, 3))
    second = results(sample("hugo", 1, 10), sample("microsite", 1, 50))
    assert lines(tmp_path, first, second)[-2].endswith(
        "| 26.500 (3.000–50.000) | 53.00 (6.00–100.00) | 50 | 61 | 4.00 |"
    )


def test_without_hugo_there_is_no_ratio(tmp_path: Path) -> None:
    assert lines(tmp_path, results(sample("microsite", 1, 2)))[-2].endswith("| 61 |  |")


def test_the_least_is_told_by_phase() -> None:
    assert list(least({"1000": {"parse YAML": 0.1234, "all": 0.2}})) == [
        "### Read, parse and write alone",
        "",
        "| one thread, ms | parse YAML | all |",
        "| --- | --- | --- |",
        "| 1,000 profiles | 123 | 200 |",
    ]
    assert list(least({})) == []


def test_tables_replace_those_between_the_marks_of_a_page() -> None:
    page = f"# Measured\n\n{BEGIN}\n\nold\n\n{END}\n\n## Next\n"
    assert between_marks(page, "new\n") == f"# Measured\n\n{BEGIN}\n\nnew\n\n{END}\n\n## Next\n"


def test_the_least_of_several_files_is_told_smallest_size_first(tmp_path: Path) -> None:
    large, small = ({**results(), "limit": {size: {"all": 0.5}}} for size in ("1000", "100"))
    assert list(by_size(report_of(tmp_path, large, small, results()).limit)) == ["100", "1000"]
