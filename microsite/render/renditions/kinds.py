"""The first bytes of a file -> what kind of file it is, whatever its name says. Decodes nothing."""

from __future__ import annotations

import os
import stat
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from microsite.core.dataclasses import dataclass

Loader = Literal["jpeg", "png", "webp", "heic"]
Kind = Loader | Literal["empty", "pointer", "svg", "unaccepted", "other"]

LARGEST_BYTES = 60_000_000
SNIFFED_BYTES = 1024
HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """Tell what a file is; `name` words it for people, such as `a GIF picture`."""

    kind: Kind
    name: str
    bytes: int


def kind_of(path: Path) -> FileKind:
    """Look at a file's first bytes and size. Raises OSError when it cannot be read or is no plain file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a plain file")
        kind, name = sniff(file.read(SNIFFED_BYTES))
        return FileKind(kind=kind, name=name, bytes=status.st_size)


def sniff(start: bytes) -> tuple[Kind, str]:
    """Tell the kind of a file, and its name for people, from its first bytes."""
    if not start:
        return "empty", "an empty file"
    return _accepted(start) or _container(start) or _unaccepted(start) or _text(start)


def can_read_heic() -> bool:
    """Tell whether the optional converter for HEIC is installed."""
    return find_spec("pillow_heif") is not None


def _accepted(start: bytes) -> tuple[Kind, str] | None:
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg", "a JPEG picture"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", "a PNG picture"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "webp", "a WebP picture"
    return None


def _container(start: bytes) -> tuple[Kind, str] | None:
    if start[4:8] != b"ftyp":
        return None
    brands = {start[8:12]} | {
        start[at : at + 4] for at in range(16, min(len(start), int.from_bytes(start[:4], "big")), 4)
    }
    if brands & {b"avif", b"avis"}:
        return "unaccepted", "an AVIF picture"
    if brands & HEIC_BRANDS:
        return "heic", "a HEIC picture"
    return "other", "a film"


_STARTS = (
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF or camera raw picture"),
    (b"MM\0*", "a TIFF or camera raw picture"),
    (b"BM", "a BMP picture"),
    (b"8BPS", "a Photoshop file"),
    (b"\0\0\x01\0", "an icon file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
)


def _unaccepted(start: bytes) -> tuple[Kind, str] | None:
    return next((("unaccepted", name) for magic, name in _STARTS if start.startswith(magic)), None)


def _text(start: bytes) -> tuple[Kind, str]:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"version https://git-lfs"):
        return "pointer", "a Git LFS pointer"
    if b"<svg" in text and text.startswith(b"<"):
        return "svg", "an SVG drawing"
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "other", "a web page"
    if text.startswith(b"%pdf"):
        return "other", "a PDF document"
    if text.startswith(b"pk\x03\x04"):
        return "other", "a ZIP archive"
    return "other", "a text" if b"\0" not in start and start.isascii() else "something else"
