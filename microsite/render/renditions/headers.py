"""Picture files -> what their headers say, or why they are refused; nothing is decoded.

The first bytes are looked at here; the header is read by a worker process, once for the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from microsite.core.diagnostics import Diagnostic
from microsite.model.renditions import ImageHeader, PictureFile
from microsite.render.renditions import cache as store
from microsite.render.renditions import refusals
from microsite.render.renditions.kinds import LARGEST_BYTES, FileKind, can_read_heic, kind_of
from microsite.render.renditions.pool import Answer, NoLibraryError, Task, WorkerPool

LIMIT_S = 30.0
Measured = ImageHeader | Diagnostic


def measure_all(pictures: Iterable[PictureFile], *, cache: Path, pool: WorkerPool) -> dict[str, Measured]:
    """Read the headers of pictures, by source path; a Diagnostic stands for a picture that cannot be used.

    Pictures whose bytes were measured before are not opened again. Raises OSError when the cache cannot be
    written.
    """
    known = {source: header for source, header in store.headers(cache).items() if _can_open(header)}
    wanted = {picture.source_path: picture for picture in pictures}
    new = [picture for picture in wanted.values() if picture.fingerprint not in known]
    fresh = _measure(new, pool)
    found = {
        wanted[path].fingerprint: header for path, header in fresh.items() if isinstance(header, ImageHeader)
    }
    if found:
        store.keep_headers(cache, {**known, **found})
    return {path: fresh.get(path) or known[picture.fingerprint] for path, picture in wanted.items()}


def measure(picture: PictureFile, *, cache: Path, pool: WorkerPool) -> Measured:
    """Read the header of one picture, or say why it cannot be used."""
    return measure_all([picture], cache=cache, pool=pool)[picture.source_path]


def _can_open(header: ImageHeader) -> bool:
    return header.format != "heic" or can_read_heic()


def _measure(pictures: Iterable[PictureFile], pool: WorkerPool) -> dict[str, Measured]:
    looked_at = [(picture, _first_look(picture)) for picture in pictures]
    refused: dict[str, Measured] = {
        picture.source_path: kind for picture, kind in looked_at if isinstance(kind, Diagnostic)
    }
    ready = [(picture, kind) for picture, kind in looked_at if isinstance(kind, FileKind)]
    tasks = [
        Task(request={"task": "measure", "path": str(picture.path), "loader": kind.kind}, limit_s=LIMIT_S)
        for picture, kind in ready
    ]
    try:
        answers = dict(pool.answers(tasks))
    except NoLibraryError as error:
        return refused | {picture.source_path: refusals.no_library(str(error)) for picture, _ in ready}
    return refused | {
        picture.source_path: _header(picture.source_path, kind, answers[index])
        for index, (picture, kind) in enumerate(ready)
    }


def _first_look(picture: PictureFile) -> FileKind | Diagnostic:
    try:
        kind = kind_of(picture.path)
    except OSError as error:
        return refusals.unreadable(picture.source_path, error.strerror or str(error))
    return _refusal_of(picture.source_path, kind) or kind


def _refusal_of(path: str, kind: FileKind) -> Diagnostic | None:
    match kind.kind:
        case "empty" | "pointer" | "svg" | "unaccepted" | "other":
            return refusals.of_kind(path, kind.kind, kind.name)
        case "heic" if not can_read_heic():
            return refusals.heic(path)
        case _ if kind.bytes > LARGEST_BYTES:
            return refusals.too_many_bytes(path, kind.bytes, LARGEST_BYTES)
        case _:
            return None


def _header(path: str, kind: FileKind, answer: Answer) -> Measured:
    fault = answer.get("fault")
    if fault is not None:
        header_fails = fault == "damaged"
        return (
            refusals.damaged_header(path, kind.name)
            if header_fails
            else refusals.of_fault(path, fault, LIMIT_S)
        )
    width_px, height_px = answer["size"]
    if width_px * height_px > refusals.MOST_MEGAPIXELS * 1_000_000:
        return refusals.too_many_pixels(path, width_px, height_px)
    return ImageHeader(
        width_px=width_px,
        height_px=height_px,
        format=kind.kind,
        has_alpha=answer["has_alpha"],
        pages=answer["pages"],
        bytes=kind.bytes,
    )
