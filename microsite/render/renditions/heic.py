"""A HEIC file -> its header and its pixels, by the optional pillow_heif.

The wheels of libvips leave the codec of HEIC out, for its patents. libheif turns a picture upright by
itself; the EXIF orientation of a HEIC file must not be applied again. Runs in worker processes only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pillow_heif
from PIL.Image import Exif

_EXIF_TEXTS = {0x010E: "ImageDescription", 0x013B: "Artist", 0x8298: "Copyright"}
_EXIF_DETAILS, _TAKEN_AT = 0x8769, 0x9003


def header(path: Path) -> dict[str, Any]:
    """Read the size, whether there are transparent parts, and how many pictures the file holds."""
    file = pillow_heif.open_heif(path)
    return {"size": file.size, "has_alpha": file.has_alpha, "pages": len(file)}


def fields(path: Path) -> dict[str, Any]:
    """Give what is known of the picture by the names that libvips has for it."""
    known = pillow_heif.open_heif(path).info
    exif = Exif()
    exif.load(known.get("exif") or b"")
    details = exif.get_ifd(_EXIF_DETAILS)
    texts = {name: exif.get(tag) for tag, name in _EXIF_TEXTS.items()}
    return {
        **{f"exif-ifd0-{name}": text for name, text in texts.items() if text},
        "exif-ifd2-DateTimeOriginal": details.get(_TAKEN_AT, ""),
        "xmp-data": known.get("xmp") or b"",
    }


def pixels(data: bytes) -> tuple[bytes, int, int, int, bytes | None]:
    """Decode the main picture to 8 bits a channel: bytes, width, height, bands, and its colour profile."""
    file = pillow_heif.open_heif(data, convert_hdr_to_8bit=True)
    picture = file.to_pillow().convert("RGBA" if file.has_alpha else "RGB")
    return picture.tobytes(), *picture.size, len(picture.getbands()), file.info.get("icc_profile")
