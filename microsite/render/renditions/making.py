"""Rendition jobs -> files in the cache, those that are there already left alone; one decode a job.

Which renditions a job has is decided in `microsite.model.renditions`; pixels are seen by workers only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from microsite.core.diagnostics import Diagnostic
from microsite.model.renditions import PlannedRendition, Profile, RenditionJob, crop_box, key_of, planned
from microsite.render.renditions import cache as store
from microsite.render.renditions import refusals
from microsite.render.renditions.cache import Places, Record, Rendition
from microsite.render.renditions.pool import Answer, NoLibraryError, Task, WorkerPool

LIMIT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Count pictures, `from_cache` among those `done`; and bytes of pictures read, of renditions made."""

    done: int = 0
    total: int = 0
    from_cache: int = 0
    bytes_in: int = 0
    bytes_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Renditions:
    """Give the renditions of each job by its key, in the order of `planned`; a job that failed has none."""

    by_key: Mapping[str, tuple[Rendition, ...]]
    diagnostics: tuple[Diagnostic, ...]
    progress: Progress


def make_all(
    jobs: Iterable[RenditionJob],
    *,
    cache: Path,
    pool: WorkerPool,
    on_progress: Callable[[Progress], None] = lambda _: None,
    limit_s: float = LIMIT_S,
) -> Renditions:
    """Make the renditions of all jobs, and report each. Raises OSError when the cache cannot be written."""
    wanted = _by_key(jobs)
    records, diagnostics = _find(wanted, cache)
    progress = Progress(done=len(records), total=len(wanted), from_cache=len(records))
    on_progress(progress)
    missing = [job for key, job in wanted.items() if key not in records]
    for job, outcome in _made(missing, cache, pool, limit_s):
        progress = _advanced(progress, job, outcome)
        on_progress(progress)
        if isinstance(outcome, Diagnostic):
            diagnostics.append(outcome)
        else:
            records[outcome.key] = outcome
    by_key = {key: records[key].renditions for key in wanted if key in records}
    return Renditions(by_key=by_key, diagnostics=tuple(diagnostics), progress=progress)


def _by_key(jobs: Iterable[RenditionJob]) -> dict[str, RenditionJob]:
    """Ask for each job once, for all the people that it shows anywhere."""
    wanted: dict[str, RenditionJob] = {}
    for job in jobs:
        key = key_of(job)
        others = wanted[key].people if key in wanted else ()
        wanted[key] = replace(job, people=tuple(sorted({*job.people, *others})))
    return wanted


def _find(wanted: Mapping[str, RenditionJob], cache: Path) -> tuple[dict[str, Record], list[Diagnostic]]:
    found: dict[str, Record] = {}
    notices: list[Diagnostic] = []
    encoder = store.installed_encoder()
    for key, job in wanted.items():
        record, was_damaged = store.look_up(cache, key, encoder=encoder)
        if record is not None:
            found[key] = _naming(job.people, record, cache)
        elif was_damaged:
            notices.append(refusals.damaged_in_cache(job.picture.source_path))
    return found, notices


def _naming(people: tuple[str, ...], record: Record, cache: Path) -> Record:
    if record.people == people:
        return record
    renamed = replace(record, people=people)
    store.keep(cache, renamed)
    return renamed


def _made(
    jobs: list[RenditionJob], cache: Path, pool: WorkerPool, limit_s: float
) -> Iterator[tuple[RenditionJob, Record | Diagnostic]]:
    """Yield the outcome of each job as it comes; the longest begin, so that all workers end together."""
    if not jobs:
        return
    Places(cache=cache).make()
    jobs = sorted(jobs, key=lambda job: job.header.bytes, reverse=True)
    try:
        for index, answer in pool.answers([_task(job, Places(cache=cache), limit_s) for job in jobs]):
            yield jobs[index], _outcome(jobs[index], answer, cache, limit_s)
    except NoLibraryError as error:
        yield jobs[0], refusals.no_library(str(error))


def _outcome(job: RenditionJob, answer: Answer, cache: Path, limit_s: float) -> Record | Diagnostic:
    match answer.get("fault"):
        case None:
            return _kept(job, answer, cache)
        case "disk":
            raise OSError(answer["errno"], os.strerror(answer["errno"]), answer["path"])
        case fault:
            return refusals.of_fault(job.picture.source_path, fault, limit_s)


def _kept(job: RenditionJob, answer: Answer, cache: Path) -> Record:
    record = Record(
        key=key_of(job),
        sources=(job.picture.fingerprint,),
        people=job.people,
        encoder=store.installed_encoder(),
        renditions=tuple(
            Rendition(
                name=plan.name,
                width_px=plan.width_px,
                height_px=plan.height_px,
                format=plan.format,
                bytes=made["bytes"],
                fingerprint=made["fingerprint"],
                mtime_ns=made["mtime_ns"],
            )
            for plan, made in zip(planned(job), answer["files"], strict=True)
        ),
    )
    store.keep(cache, record)
    return record


def _advanced(progress: Progress, job: RenditionJob, outcome: Record | Diagnostic) -> Progress:
    made = () if isinstance(outcome, Diagnostic) else outcome.renditions
    return replace(
        progress,
        done=progress.done + 1,
        bytes_in=progress.bytes_in + job.header.bytes,
        bytes_out=progress.bytes_out + sum(rendition.bytes for rendition in made),
    )


def _task(job: RenditionJob, places: Places, limit_s: float) -> Task:
    files = planned(job)
    scaled, crop = _geometry(job, max((file.width_px, file.height_px) for file in files))
    request = {
        "task": "make",
        "path": str(job.picture.path.absolute()),
        "fingerprint": job.picture.fingerprint,
        "loader": job.header.format,
        "scaled": scaled,
        "crop": crop,
        "folder": str(places.files.absolute()),
        "spares": str(places.spares.absolute()),
        "files": [_file(plan, job.profile) for plan in files],
    }
    return Task(request=request, limit_s=limit_s)


def _file(plan: PlannedRendition, profile: Profile) -> dict[str, object]:
    qualities = {"avif": profile.avif_quality, "webp": profile.webp_quality, "jpeg": profile.jpeg_quality}
    return {
        "name": plan.name,
        "size": (plan.width_px, plan.height_px),
        "format": plan.format,
        "quality": qualities.get(plan.format, 100),
    }


def _geometry(
    job: RenditionJob, largest: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int, int, int] | None]:
    """Give the size to decode the whole picture to, and the box of that which is the largest rendition."""
    if job.profile.aspect is None:
        return largest, None
    whole, (width_px, height_px) = job.header, largest
    box = crop_box(whole.width_px, whole.height_px, job.profile.aspect, job.focal_point)
    scaled_width_px = max(width_px, round(whole.width_px * width_px / box.width_px))
    scaled_height_px = max(height_px, round(whole.height_px * height_px / box.height_px))
    left = min(round(box.left * width_px / box.width_px), scaled_width_px - width_px)
    top = min(round(box.top * height_px / box.height_px), scaled_height_px - height_px)
    return (scaled_width_px, scaled_height_px), (left, top, width_px, height_px)
