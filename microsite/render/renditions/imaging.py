"""A picture's bytes -> its header, and pixels in sRGB -> encoded bytes without metadata.

Runs in worker processes only. The only module that imports pyvips.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyvips

from microsite.render.renditions.kinds import Loader

ALLOWED_LOADERS = ("VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp")
# thumbnail_buffer takes `fail_on` and does not heed it: https://github.com/libvips/libvips/issues/5195.
# Warnings pass, as some phones write JPEG files that libjpeg finds odd and every program shows.
STRICT = "[fail_on=error]"
WEBP_EFFORT = 2
AVIF_EFFORT = 2
PNG_EFFORT = 1


def close_other_doors() -> None:
    """Let libvips read JPEG, PNG and WebP and nothing else, keep no results, and say nothing."""
    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in ALLOWED_LOADERS:
        pyvips.operation_block_set(loader, False)


def header(path: Path, loader: Loader) -> dict[str, Any]:
    """Read width, height (of the upright picture), has_alpha and pages; decodes no pixels."""
    if loader == "heic":
        from microsite.render.renditions import heic

        return heic.header(path)
    image = _opened(path, loader)
    sides = (image.width, image.height)
    return {
        "size": sides[::-1] if _field(image, "orientation", 1) >= 5 else sides,
        "has_alpha": bool(image.hasalpha()),
        "pages": _field(image, "n-pages", 1),
    }


def fields(path: Path, loader: Loader) -> dict[str, Any]:
    """Read the metadata that libvips knows by name: text and bytes."""
    if loader == "heic":
        from microsite.render.renditions import heic

        return heic.fields(path)
    image = _opened(path, loader)
    return {
        name: image.get(name) for name in image.get_fields() if name.startswith(("exif-ifd", "xmp-", "iptc-"))
    }


def pixels(data: bytes, loader: Loader, width_px: int, height_px: int) -> pyvips.Image:
    """Decode the first frame upright in sRGB at exactly this size, in one pass from the file."""
    if loader == "heic":
        image = _heic_image(data).thumbnail_image(width_px, height=height_px, size="force")
    else:
        image = pyvips.Image.thumbnail_buffer(
            data, width_px, height=height_px, size="force", option_string=STRICT
        )
    return _in_srgb(image).copy_memory()


def cropped(image: pyvips.Image, left: int, top: int, width_px: int, height_px: int) -> pyvips.Image:
    """Cut a box out."""
    return image.crop(left, top, width_px, height_px).copy_memory()


def shrunk(image: pyvips.Image, width_px: int, height_px: int) -> pyvips.Image:
    """Make a smaller picture of one that is in memory."""
    if (image.width, image.height) == (width_px, height_px):
        return image
    return image.thumbnail_image(width_px, height=height_px, size="force").copy_memory()


def encoded(image: pyvips.Image, format_name: str, quality: int) -> bytes:
    """Encode pixels; no metadata comes along, and no resolution of the original."""
    result: bytes = _ENCODERS[format_name](image.copy(xres=1, yres=1), quality)
    return result


def _opened(path: Path, loader: Loader) -> pyvips.Image:
    return getattr(pyvips.Image, f"{loader}load")(str(path), access="sequential")


def _field(image: pyvips.Image, name: str, otherwise: int) -> int:
    return int(image.get(name)) if image.get_typeof(name) else otherwise


def _in_srgb(image: pyvips.Image) -> pyvips.Image:
    if image.get_typeof("icc-profile-data"):
        with suppress(pyvips.Error):  # a profile that does not fit its picture is passed over, as browsers do
            image = image.icc_transform("srgb", embedded=True, black_point_compensation=True)
    return image if image.interpretation == "srgb" else image.colourspace("srgb")


def _as_jpeg(image: pyvips.Image, quality: int) -> bytes:
    opaque = image.flatten(background=255) if image.hasalpha() else image
    return bytes(opaque.jpegsave_buffer(Q=quality, optimize_coding=True, keep="none"))


def _as_webp(image: pyvips.Image, quality: int) -> bytes:
    return bytes(image.webpsave_buffer(Q=quality, effort=WEBP_EFFORT, keep="none"))


def _as_avif(image: pyvips.Image, quality: int) -> bytes:
    return bytes(image.heifsave_buffer(Q=quality, effort=AVIF_EFFORT, compression="av1", keep="none"))


def _as_png(image: pyvips.Image, _quality: int) -> bytes:
    return bytes(image.pngsave_buffer(palette=True, effort=PNG_EFFORT, keep="none"))


_ENCODERS: dict[str, Callable[[pyvips.Image, int], bytes]] = {
    "jpeg": _as_jpeg,
    "webp": _as_webp,
    "avif": _as_avif,
    "png": _as_png,
}


def _heic_image(data: bytes) -> pyvips.Image:
    from microsite.render.renditions import heic

    raw, width_px, height_px, bands, profile = heic.pixels(data)
    image = pyvips.Image.new_from_memory(raw, width_px, height_px, bands, "uchar").copy(interpretation="srgb")
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image
