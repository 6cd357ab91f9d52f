"""Orders for files -> the files in the cache: those that are there are left alone, the others made by workers.

Knows neither what is ordered nor how it is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from microsite.core.dataclasses import dataclass, replace
from microsite.core.diagnostics import Diagnostic
from microsite.model.renditions import PlannedRendition
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
    """Give the files of each job by its key, in the order in which they were planned; a job that failed has none."""

    by_key: Mapping[str, tuple[Rendition, ...]]
    diagnostics: tuple[Diagnostic, ...]
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Ask a worker for `files` by a `request`, unless the cache has them under `key`.

    They are made of the bytes `sources` (fingerprints), show `people`, and a fault is told of `source_path`.
    """

    key: str
    source_path: str
    sources: tuple[str, ...]
    people: tuple[str, ...]
    files: tuple[PlannedRendition, ...]
    bytes_in: int
    request: Mapping[str, object]


OnProgress = Callable[[Progress], None]
Outcome = Record | Diagnostic


def fill(
    orders: Iterable[Order], *, cache: Path, pool: WorkerPool, on_progress: OnProgress, limit_s: float
) -> Renditions:
    """Fill orders, and report each. Raises OSError when the cache cannot be written."""
    wanted = _by_key(orders)
    records, diagnostics = _find(wanted, cache)
    progress = Progress(done=len(records), total=len(wanted), from_cache=len(records))
    on_progress(progress)
    missing = [order for key, order in wanted.items() if key not in records]
    for order, outcome in _made(missing, cache, pool, limit_s):
        progress = _advanced(progress, order, outcome)
        on_progress(progress)
        if isinstance(outcome, Diagnostic):
            diagnostics.append(outcome)
        else:
            records[outcome.key] = outcome
    by_key = {key: records[key].renditions for key in wanted if key in records}
    return Renditions(by_key=by_key, diagnostics=tuple(diagnostics), progress=progress)


def _by_key(orders: Iterable[Order]) -> dict[str, Order]:
    """Take each order once, for all the people that it shows anywhere."""
    wanted: dict[str, Order] = {}
    for order in orders:
        others = wanted[order.key].people if order.key in wanted else ()
        wanted[order.key] = replace(order, people=tuple(sorted({*order.people, *others})))
    return wanted


def _find(wanted: Mapping[str, Order], cache: Path) -> tuple[dict[str, Record], list[Diagnostic]]:
    found: dict[str, Record] = {}
    notices: list[Diagnostic] = []
    encoder = store.installed_encoder()
    for key, order in wanted.items():
        record, was_damaged = store.look_up(cache, key, encoder=encoder)
        if record is not None:
            found[key] = _naming(order.people, record, cache)
        elif was_damaged:
            notices.append(refusals.damaged_in_cache(order.source_path))
    return found, notices


def _naming(people: tuple[str, ...], record: Record, cache: Path) -> Record:
    if record.people == people:
        return record
    renamed = replace(record, people=people)
    store.keep(cache, renamed)
    return renamed


def _made(
    orders: list[Order], cache: Path, pool: WorkerPool, limit_s: float
) -> Iterator[tuple[Order, Outcome]]:
    """Yield the outcome of each order as it comes; the longest begin, so that all workers end together."""
    if not orders:
        return
    places, encoder = Places(cache=cache), store.installed_encoder()
    places.make()
    orders = sorted(orders, key=lambda order: order.bytes_in, reverse=True)
    try:
        for index, answer in pool.answers([_task(order, places, limit_s) for order in orders]):
            yield orders[index], _outcome(orders[index], answer, cache, encoder, limit_s)
    except NoLibraryError as error:
        yield orders[0], refusals.no_library(str(error))


def _task(order: Order, places: Places, limit_s: float) -> Task:
    folders = {"folder": str(places.files.absolute()), "spares": str(places.spares.absolute())}
    return Task(request={**order.request, **folders}, limit_s=limit_s)


def _outcome(order: Order, answer: Answer, cache: Path, encoder: str, limit_s: float) -> Outcome:
    match answer.get("fault"):
        case None:
            record = _record(order, answer, encoder)
            store.keep(cache, record)
            return record
        case "disk":
            raise OSError(answer["errno"], os.strerror(answer["errno"]), answer["path"])
        case fault:
            return refusals.of_fault(order.source_path, fault, limit_s)


def _record(order: Order, answer: Answer, encoder: str) -> Record:
    made = zip(order.files, answer["files"], strict=True)
    return Record(
        key=order.key,
        sources=order.sources,
        people=order.people,
        encoder=encoder,
        renditions=tuple(
            Rendition(
                name=plan.name,
                width_px=plan.width_px,
                height_px=plan.height_px,
                format=plan.format,
                bytes=file["bytes"],
                fingerprint=file["fingerprint"],
                mtime_ns=file["mtime_ns"],
            )
            for plan, file in made
        ),
    )


def _advanced(progress: Progress, order: Order, outcome: Outcome) -> Progress:
    made = () if isinstance(outcome, Diagnostic) else outcome.renditions
    return replace(
        progress,
        done=progress.done + 1,
        bytes_in=progress.bytes_in + order.bytes_in,
        bytes_out=progress.bytes_out + sum(rendition.bytes for rendition in made),
    )
