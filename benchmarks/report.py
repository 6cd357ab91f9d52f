"""Results of `benchmarks.text_sites` -> a table in Markdown on standard output, and a plot of cost against size.

    python -m benchmarks.report text-sites.json --plot text-sites.svg

With `--into docs/explanation/measured.md` the tables also go between the marks that stand there. Several files of
results are put together, such as one for each size. A ratio is that of a build to Hugo's in the same round; of these
the table gives the median.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.text_sites import Sample

ANCHOR = "hugo"
BEGIN, END = "<!-- from here: benchmarks.report -->", "<!-- to here -->"
NAMES = {"hugo": "Hugo", "eleventy": "Eleventy", "microsite": "microsite"}
OPERATION_NAMES = {
    "cold": "cold",
    "unchanged": "unchanged",
    "body": "a text edited",
    "headline": "a headline edited",
    "template": "a template edited",
    "served": "edit to served page",
    "shown": "edit to browser",
}
COLOURS = {"hugo": "#c0267e", "eleventy": "#666666", "microsite": "#0b6e8a"}
MARKERS = {"hugo": "s", "eleventy": "^", "microsite": "o"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """All samples of one operation of one generator at one size, by file of results and round."""

    profiles: int
    peer: str
    operation: str
    samples: Mapping[tuple[int, int], Sample]
    memory_mib: float

    @property
    def wall_s(self) -> float:
        """Give the median of its time."""
        return median(sample.wall_s for sample in self.samples.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found."""

    machines: tuple[str, ...]
    versions: dict[str, str]
    rows: Mapping[tuple[int, str, str], Row]
    limit: Mapping[str, Mapping[str, float]]
    """Seconds by phase of what the machine needs at the least, by size."""

    @property
    def sizes(self) -> Sequence[int]:
        """Give the sizes, smallest first."""
        return sorted({profiles for profiles, _, _ in self.rows})

    def ratio(self, row: Row) -> float | None:
        """Compare with Hugo; None without it."""
        other = self.rows.get((row.profiles, ANCHOR, row.operation))
        both = row.samples.keys() & other.samples.keys() if other else ()
        if not other or not both:
            return None
        return median(row.samples[turn].wall_s / other.samples[turn].wall_s for turn in both)

    def memory_ratio(self, profiles: int, peer: str) -> float | None:
        """Compare the memory of a cold build with Hugo's; None without it."""
        mine, other = (self.rows.get((profiles, name, "cold")) for name in (peer, ANCHOR))
        return mine.memory_mib / other.memory_mib if mine and other and other.memory_mib else None


def read(files: Iterable[Path]) -> Report:
    """Put results together. Rounds of different files are different rounds."""
    found: list[dict[str, Any]] = [json.loads(file.read_text("utf-8")) for file in files]
    memory = {key: value for each in found for key, value in each["memory_mib"].items()}
    samples: dict[tuple[int, str, str], dict[tuple[int, int], Sample]] = {}
    for number, each in enumerate(found):
        for sample in (Sample(**fields) for fields in each["samples"]):
            key = (sample.profiles, sample.peer, sample.operation)
            samples.setdefault(key, {})[number, sample.turn] = sample
    rows = {
        (profiles, peer, operation): Row(
            profiles=profiles,
            peer=peer,
            operation=operation,
            samples=by_round,
            memory_mib=memory.get(f"{profiles} {peer} {operation}", 0.0),
        )
        for (profiles, peer, operation), by_round in samples.items()
    }
    return Report(
        machines=tuple(dict.fromkeys(each["machine"] for each in found)),
        versions={name: version for each in found for name, version in each["versions"].items()},
        rows=rows,
        limit={size: phases for each in found for size, phases in each.get("limit", {}).items()},
    )


def summary(report: Report) -> Iterator[str]:
    """Write the ratios to Hugo in Markdown: of time, and of the memory of all processes of a cold build."""
    versions = ", ".join(f"{NAMES[name]} {version}" for name, version in report.versions.items())
    yield from (f"{versions}; {'; '.join(report.machines)}.", "")
    peers = [peer for peer in reversed(report.versions) if peer != ANCHOR]
    pairs = [(peer, profiles) for peer in peers for profiles in report.sizes]
    yield f"| time / Hugo | {' | '.join(f'{NAMES[peer]}, {profiles:,}' for peer, profiles in pairs)} |"
    yield f"| --- |{' --- |' * len(pairs)}"
    for operation, name in OPERATION_NAMES.items():
        rows = [report.rows.get((profiles, peer, operation)) for peer, profiles in pairs]
        if any(rows):
            yield f"| {name} | {' | '.join(_number(report.ratio(row)) if row else '' for row in rows)} |"
    memory = [_number(report.memory_ratio(profiles, peer)) for peer, profiles in pairs]
    yield from (f"| memory, cold | {' | '.join(memory)} |", "")


def _number(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def table(report: Report) -> Iterator[str]:
    """Write everything that was found in Markdown."""
    for profiles in report.sizes:
        yield from (f"### {profiles:,} profiles", "")
        yield "| build | generator | time, s | CPU, s | largest process, MiB | all processes, MiB | time / Hugo |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for operation in OPERATION_NAMES:
            for peer in report.versions:
                if row := report.rows.get((profiles, peer, operation)):
                    yield _line(row, report)
        yield ""


def least(limit: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Write what the machine needs at the least in Markdown: milliseconds by phase."""
    phases = next(iter(limit.values()), {})
    if phases:
        yield from ("### Read, parse and write alone", "")
        yield f"| one thread, ms | {' | '.join(phases)} |"
        yield f"| --- |{' --- |' * len(phases)}"
    for size, seconds in limit.items():
        yield f"| {int(size):,} profiles | {' | '.join(f'{1000 * each:.0f}' for each in seconds.values())} |"


def by_size(limit: Mapping[str, Mapping[str, float]]) -> Mapping[str, Mapping[str, float]]:
    """Put the smallest size first."""
    return {size: limit[size] for size in sorted(limit, key=int)}


def between_marks(page: str, tables: str) -> str:
    """Put tables into a page in place of those that stand between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables.strip()}\n\n{END}{after}"


def _line(row: Row, report: Report) -> str:
    samples, ratio = row.samples.values(), report.ratio(row)
    cells = [
        OPERATION_NAMES[row.operation],
        NAMES[row.peer],
        _spread([sample.wall_s for sample in samples], 3),
        _spread([sample.cpu_s for sample in samples], 2),
        _spread([sample.largest_mib for sample in samples], 0),
        f"{row.memory_mib:.0f}" if row.memory_mib else "",
        _number(ratio),
    ]
    return f"| {' | '.join(cells)} |"


def _spread(numbers: Sequence[float], digits: int) -> str:
    if not any(numbers):
        return ""
    least, most = (f"{number:.{digits}f}" for number in (min(numbers), max(numbers)))
    return f"{median(numbers):.{digits}f}" + (f" ({least}–{most})" if least != most else "")


def plot(report: Report, limit: Mapping[str, Mapping[str, float]], file: Path) -> None:
    """Draw time against size, a panel for each operation, both axes logarithmic."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

    figure = Figure(figsize=(9, 5.4))
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    for panel, (operation, title) in zip(panels.flat, OPERATION_NAMES.items(), strict=False):
        panel.set_title(title, fontsize=9, loc="left")
        for peer in report.versions:
            rows = [r for size in report.sizes if (r := report.rows.get((size, peer, operation)))]
            sizes, times = [row.profiles for row in rows], [row.wall_s for row in rows]
            panel.loglog(sizes, times, color=COLOURS[peer], marker=MARKERS[peer], label=NAMES[peer])
        if limit and operation == "cold":
            sizes, times = [int(size) for size in limit], [phases["all"] for phases in limit.values()]
            panel.loglog(sizes, times, color="#999999", linestyle=":", label="read, parse, write alone")
        panel.grid(visible=True, which="major", color="#dddddd")
        panel.spines[["top", "right"]].set_visible(False)
        panel.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.0f}"))
        panel.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: f"{seconds:g}"))
    for panel in panels[1]:
        panel.set_xlabel("profiles")
    for panel in panels[:, 0]:
        panel.set_ylabel("seconds")
    panels[0, 0].legend(frameon=False, fontsize=8)
    figure.tight_layout()
    with rc_context({"svg.hashsalt": "microsite", "svg.fonttype": "none"}):
        figure.savefig(file, format="svg", metadata={"Date": None})


def main() -> None:
    """Make a report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("results", type=Path, nargs="+", help="files that `benchmarks.text_sites` wrote")
    parser.add_argument(
        "--limit", type=Path, help="a file that `benchmarks.limit` wrote, instead of what results have"
    )
    parser.add_argument("--plot", type=Path, help="the SVG file to draw")
    parser.add_argument("--into", type=Path, help="the page to write the tables into, between its marks")
    asked = parser.parse_args()
    report = read(asked.results)
    limit = by_size({**report.limit, **(json.loads(asked.limit.read_text("utf-8")) if asked.limit else {})})
    tables = "\n".join((*summary(report), *table(report), *least(limit)))
    print(tables)
    if asked.into:
        asked.into.write_text(between_marks(asked.into.read_text("utf-8"), tables), "utf-8")
    if asked.plot:
        plot(report, limit, asked.plot)


if __name__ == "__main__":
    main()
