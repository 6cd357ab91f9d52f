"""Picture files -> what their makers wrote into them, for whoever begins a gallery. Nothing is decoded."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from microsite.core.dataclasses import dataclass
from microsite.core.regexes import regex
from microsite.render.renditions.kinds import LARGEST_BYTES, can_read_heic, kind_of
from microsite.render.renditions.pool import Answer, NoLibraryError, Task, WorkerPool

LIMIT_S = 30.0
_TIME = regex(r"(\d{4})\D?(\d\d)\D?(\d\d)(?:\D?(\d\d)\D?(\d\d)\D?(\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoNotes:
    """Tell what a picture says of itself; empty where it says nothing. `taken_at` is the camera's local time."""

    taken_at: datetime | None = None
    caption: str = ""
    alt: str = ""
    credit: str = ""
    licence: str = ""


def read_captions(paths: Iterable[Path], *, pool: WorkerPool | None = None) -> dict[Path, PhotoNotes]:
    """Read the notes in pictures; one that cannot be read has none, and is refused when it is measured."""
    wanted = list(dict.fromkeys(paths))
    with nullcontext(pool) if pool else WorkerPool() as workers:
        answers = _answers({path: task for path in wanted if (task := _task(path)) is not None}, workers)
    return {path: _notes(answers.get(path, {})) for path in wanted}


def _answers(tasks: dict[Path, Task], pool: WorkerPool) -> dict[Path, Answer]:
    paths = list(tasks)
    try:
        return {paths[index]: answer for index, answer in pool.answers(list(tasks.values()))}
    except NoLibraryError:
        return {}


def _task(path: Path) -> Task | None:
    try:
        kind = kind_of(path)
    except OSError:
        return None
    readable = kind.kind in {"jpeg", "png", "webp"} or (kind.kind == "heic" and can_read_heic())
    if not readable or kind.bytes > LARGEST_BYTES:
        return None
    request = {"task": "read_notes", "path": str(path.absolute()), "loader": kind.kind}
    return Task(request=request, limit_s=LIMIT_S)


def _notes(answer: Answer) -> PhotoNotes:
    texts = {name: str(answer.get(name, "")) for name in ("caption", "alt", "credit", "licence")}
    return PhotoNotes(taken_at=_time(str(answer.get("taken_at", ""))), **texts)


def _time(text: str) -> datetime | None:
    found = _TIME.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (number or "00" for number in found.groups())
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}")
    except ValueError:  # cameras that were never set say 0000:00:00
        return None
