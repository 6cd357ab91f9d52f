from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from microsite.model.renditions import Profile, RenditionJob, key_of
from microsite.render.renditions import Progress, WorkerPool, make_all
from tests.render.renditions.conftest import Studio, told
from tests.render.renditions.pictures import jpeg, noise, quadrants

BROAD = Profile(name="broad", widths_px=(400, 800))
SLOW = Profile(name="slow", widths_px=(1000, 1400), formats=("avif", "png"))
ENDLESS = Profile(name="endless", widths_px=tuple(range(1000, 1400, 20)), formats=("avif", "png"))
SECONDS_OF_WORK = 0.6
TICKS = os.sysconf("SC_CLK_TCK")


def workers_of(parent: int) -> dict[int, float]:
    """List the living children of a process, with the processor time that each has used, in seconds."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if words[1] == str(parent) and words[0] != "Z":
            found[int(status.parent.name)] = int(words[11]) / TICKS
    return found


@contextmanager
def when_at_work(act: Callable[[int], None], *, others: Collection[int]) -> Iterator[None]:
    """Do something, once, to a worker that has worked longer than starting takes.

    `others` were there before the pool: workers of other pools, and a browser that the whole run shares.
    """
    over = Event()

    def watch() -> None:
        while not over.is_set():
            for worker, used_s in workers_of(os.getpid()).items():
                if worker not in others and used_s > SECONDS_OF_WORK:
                    act(worker)
                    return
            time.sleep(0.01)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def alone(folder: Path, pool: WorkerPool) -> Studio:
    folder.mkdir(exist_ok=True)
    return Studio(folder=folder, pool=pool)


def slow_job(studio: Studio, profile: Profile = SLOW) -> RenditionJob:
    return studio.job(jpeg(noise(1400, 900), quality=80), "large.jpg", profile=profile)


def test_one_and_two_workers_make_the_same_bytes(tmp_path: Path) -> None:
    made = {}
    for workers in (1, 2):
        with WorkerPool(workers) as pool:
            studio = alone(tmp_path / str(workers), pool)
            jobs = [studio.job(jpeg(noise(900, 600, n)), f"{n}.jpg", profile=BROAD) for n in range(5)]
            jobs.append(slow_job(studio))
            assert len(studio.make(*jobs).by_key) == 6
            made[workers] = {path.name: path.read_bytes() for path in studio.path("").iterdir()}
    assert made[1] == made[2]


def test_a_worker_that_dies_names_its_picture_and_the_others_go_on(tmp_path: Path) -> None:
    others = workers_of(os.getpid())
    with WorkerPool(1) as pool:
        studio = alone(tmp_path, pool)
        good = [studio.job(jpeg(quadrants(200 + 2 * n, 100)), f"good-{n}.jpg") for n in range(3)]
        slow = slow_job(studio, ENDLESS)
        with when_at_work(lambda worker: os.kill(worker, signal.SIGKILL), others=others):
            made = studio.make(slow, *good)
    assert told(made) == (
        "error[E511]: reading this picture broke off\n"
        "   --> content/large.jpg:1:1\n"
        "    | the program that reads pictures stopped at this one\n"
        "  help: build once more; if it breaks off here again, open the picture in a picture program "
        "and save it anew as JPEG"
    )
    assert set(made.by_key) == {key_of(job) for job in good}
    assert made.progress.done == made.progress.total == 4


def test_a_picture_that_takes_too_long_does_not_hold_up_the_others(tmp_path: Path) -> None:
    others = workers_of(os.getpid())
    with WorkerPool(1) as pool:
        studio = alone(tmp_path, pool)
        slow, good = slow_job(studio, ENDLESS), studio.job(jpeg(quadrants()), "good.jpg")
        with when_at_work(lambda worker: os.kill(worker, signal.SIGSTOP), others=others):
            made = make_all([slow, good], cache=studio.cache, pool=pool, limit_s=8.0)
    assert [diagnostic.code for diagnostic in made.diagnostics] == ["E512"]
    assert set(made.by_key) == {key_of(good)}


def test_progress_counts_pictures_and_bytes(studio: Studio) -> None:
    jobs = [studio.job(jpeg(quadrants(200 + 2 * n, 100)), f"{n}.jpg") for n in range(3)]
    reports: list[Progress] = []
    studio.make(jobs[0])
    make_all(jobs, cache=studio.cache, pool=studio.pool, on_progress=reports.append)
    assert [(report.done, report.total, report.from_cache) for report in reports] == [
        (1, 3, 1), (2, 3, 1), (3, 3, 1),
    ]  # fmt: skip
    assert reports[-1].bytes_in == sum(job.header.bytes for job in jobs[1:])
    assert reports[-1].bytes_out == sum(
        path.stat().st_size for path in studio.path("").iterdir() if not path.name.startswith(key_of(jobs[0]))
    )


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    before = workers_of(os.getpid())
    with WorkerPool(2) as pool:
        studio = alone(tmp_path, pool)
        studio.make(*(studio.job(jpeg(quadrants(100 + 2 * n, 80)), f"{n}.jpg") for n in range(2)))
        assert workers_of(os.getpid()).keys() > before.keys()
    assert workers_of(os.getpid()).keys() == before.keys()


BUILD = """
    import sys
    from pathlib import Path
    from microsite.core.fingerprints import of_file
    from microsite.model.renditions import PictureFile, Profile, RenditionJob
    from microsite.render.renditions import WorkerPool, make_all, measure_all

    folder = Path(sys.argv[1])
    paths = sorted((folder / "content").iterdir())
    pictures = [PictureFile(path=path, source_path=path.name, fingerprint=of_file(path)) for path in paths]
    profile = Profile(name="slow", widths_px=(1400,), formats=("avif",))
    with WorkerPool(1) as pool:
        headers = measure_all(pictures, cache=folder / "cache", pool=pool)
        jobs = [RenditionJob(picture=p, header=headers[p.source_path], profile=profile) for p in pictures]
        report = lambda progress: print(progress.done, progress.from_cache, flush=True)
        made = make_all(jobs, cache=folder / "cache", pool=pool, on_progress=report)
    print("made", len(made.by_key), made.progress.from_cache)
"""


def start_build(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(BUILD), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def folder(studio: Studio) -> Path:
    studio.picture(jpeg(quadrants()), "1-quick.jpg")
    studio.picture(jpeg(noise(1400, 900, 1), quality=80), "2-slow.jpg")
    studio.picture(jpeg(noise(1400, 900, 2), quality=82), "3-slow.jpg")
    return studio.folder


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_ends_at_once_and_continues_where_it_was(folder: Path, sign: int) -> None:
    build = start_build(folder)
    assert build.stdout is not None
    assert build.stdout.readline() == "0 0\n"
    assert build.stdout.readline() == "1 0\n"  # the largest is made, the next one begun
    workers = workers_of(build.pid)
    build.send_signal(sign)
    _, errors = build.communicate()
    assert build.returncode != 0
    assert errors.count("Traceback") == (1 if sign == signal.SIGINT else 0)  # ours, and none of a worker
    for worker in workers:
        while Path(f"/proc/{worker}").exists():
            time.sleep(0.05)  # it ends by itself when nobody listens any more
    again = start_build(folder)
    output, _ = again.communicate()
    assert output.splitlines()[-1] in {"made 3 1", "made 3 2"}  # the second, if our sign came late
