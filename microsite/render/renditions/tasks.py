"""One request -> one picture measured, or all its renditions written. Runs in worker processes only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pyvips

from microsite.core.disk import DISK
from microsite.core.files import discard, write_new
from microsite.core.fingerprints import fingerprint
from microsite.render.renditions import drawing, imaging
from microsite.render.renditions.captions import notes_in
from microsite.render.renditions.worker import Answer, PictureFaultError, Request

Task = Callable[[Request], Answer]


def _naming_faults(task: Task) -> Task:
    """Turn what the image libraries raise into one word."""

    @wraps(task)
    def run(request: Request) -> Answer:
        try:
            return task(request)
        except pyvips.Error as error:
            raise PictureFaultError(_fault_in(str(error))) from error
        except (ValueError, EOFError, SyntaxError, RuntimeError) as error:  # what pillow_heif raises
            raise PictureFaultError("damaged") from error

    return run


def _fault_in(words: str) -> str:
    return "memory" if "out of memory" in words or "Insufficient memory" in words else "damaged"


@_naming_faults
def measure(request: Request) -> Answer:
    """Read the header of the picture at `path`, which starts as a `loader` file does."""
    return imaging.header(Path(request["path"]), request["loader"])


@_naming_faults
def read_notes(request: Request) -> Answer:
    """Read what the makers of the picture at `path` wrote into it."""
    return dict(notes_in(imaging.fields(Path(request["path"]), request["loader"])))


@_naming_faults
def make(request: Request) -> Answer:
    """Decode the picture at `path` once, and write each of `files` into `folder`, each whole or not at all.

    `scaled` is the size to decode to; `crop` is the box to cut out of that, or null. Answers what was
    written, in the order asked for.
    """
    image = _decoded(request)
    return {"files": [_kept(piece, file, request) for file, piece in _pieces(image, request["files"])]}


@_naming_faults
def draw_card(request: Request) -> Answer:
    """Draw a card of `words` (title and site name) in `colours`, with `photo` where there is one, and write it."""
    photo = _decoded(request["photo"]) if request["photo"] else None
    image = drawing.card(request["words"], request["colours"], photo)
    (file,) = request["files"]
    return {"files": [_kept(imaging.encoded(image, file["format"], file["quality"]), file, request)]}


def _decoded(request: Request) -> pyvips.Image:
    data = _source(Path(request["path"]), request["fingerprint"])
    image = imaging.pixels(data, request["loader"], *request["scaled"])
    return imaging.cropped(image, *request["crop"]) if request["crop"] else image


def _source(path: Path, expected: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PictureFaultError("changed") from error
    if fingerprint(data) != expected:
        raise PictureFaultError("changed")
    return data


def _pieces(image: pyvips.Image, files: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], bytes]]:
    by_size = {tuple(file["size"]): imaging.shrunk(image, *file["size"]) for file in files}
    for file in files:
        yield file, imaging.encoded(by_size[tuple(file["size"])], file["format"], file["quality"])


def _kept(data: bytes, file: dict[str, Any], request: Request) -> dict[str, Any]:
    spare = f"{request['spares']}/{os.getpid()}-{file['name']}"
    path = f"{request['folder']}/{file['name']}"
    discard(spare, DISK)
    write_new(spare, (data,), DISK)
    DISK.replace(spare, path)
    return {"bytes": len(data), "fingerprint": fingerprint(data), "mtime_ns": DISK.stat(path).st_mtime_ns}
