"""A picture's header and a profile -> the renditions that will exist: their sizes, formats and names.

Pure, so that a plan is complete before a picture is decoded. Knows nothing of files or of the image library.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Literal

from microsite.core.dataclasses import dataclass

Format = Literal["avif", "webp", "jpeg", "png"]
MEDIA_TYPES: dict[Format, str] = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
SUFFIXES: dict[Format, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}
TALLEST_PX = 4096
"""No rendition is higher: WebP ends at 16,383, and a screenshot of a whole page helps nobody at 16,000."""
WORTH_A_SIZE = 1.1
"""A picture's own width is a further size only when it is this much wider than the next smaller one."""
RECIPE = "1"
"""Count this up when the same picture and profile give other bytes than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """Name a picture on the disk: where it is, how people call it, and what its bytes are.

    `source_path` is relative to the site, with forward slashes. `fingerprint` changes with the bytes.
    """

    path: Path
    source_path: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageHeader:
    """Tell what is known of a picture before it is decoded; its size is that of the upright picture."""

    width_px: int
    height_px: int
    format: str
    has_alpha: bool
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Say which renditions a use of a picture needs.

    `widths_px` are the widths wanted; `formats` are in the order in which a page offers them, the one that
    every browser reads last. `aspect` (width, height) crops around the focal point. Qualities go from 1 to
    100.
    """

    name: str
    widths_px: tuple[int, ...]
    formats: tuple[Format, ...] = ("webp", "jpeg")
    aspect: tuple[int, int] | None = None
    avif_quality: int = 60
    webp_quality: int = 78
    jpeg_quality: int = 78


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Mark a rectangle of a picture, in pixels from its left and top."""

    left: int
    top: int
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRendition:
    """Name one file that will be made from a picture."""

    name: str
    width_px: int
    height_px: int
    format: Format


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionJob:
    """Ask for all renditions of one picture in one profile.

    `focal_point` is a share of the upright picture's width and of its height that every crop keeps;
    `people` are the ids of those whom the picture shows, by whom its renditions are found again.
    """

    picture: PictureFile
    header: ImageHeader
    profile: Profile
    focal_point: tuple[float, float] = (0.5, 0.5)
    people: tuple[str, ...] = ()


def sizes_for(header: ImageHeader, profile: Profile) -> tuple[tuple[int, int], ...]:
    """List (width, height) in pixels of a picture's renditions, narrowest first; none is larger than it."""
    whole_px, height_px = _shape(header, profile)
    widest_px = max(1, min(whole_px, TALLEST_PX * whole_px // height_px))
    wanted_px = sorted({width for width in profile.widths_px if width <= widest_px})
    if max(profile.widths_px) > widest_px and (not wanted_px or widest_px >= wanted_px[-1] * WORTH_A_SIZE):
        wanted_px.append(widest_px)
    return tuple((width, max(1, min(TALLEST_PX, round(width * height_px / whole_px)))) for width in wanted_px)


def formats_for(header: ImageHeader, profile: Profile) -> tuple[Format, ...]:
    """List a picture's formats in the profile's order; PNG takes JPEG's place where parts are transparent."""
    kept: dict[Format, None] = {}
    for name in profile.formats:
        kept["png" if header.has_alpha and name == "jpeg" else name] = None
    return tuple(kept)


def crop_box(width_px: int, height_px: int, aspect: tuple[int, int], focal_point: tuple[float, float]) -> Box:
    """Place the largest box of an aspect in a picture, its middle as near to the focal point as it can be."""
    wide, high = aspect
    box_width_px = max(1, min(width_px, round(height_px * wide / high)))
    box_height_px = max(1, min(height_px, round(width_px * high / wide)))
    return Box(
        left=_start(width_px, box_width_px, focal_point[0]),
        top=_start(height_px, box_height_px, focal_point[1]),
        width_px=box_width_px,
        height_px=box_height_px,
    )


def key_of(job: RenditionJob) -> str:
    """Name a job by what decides its pixels: 24 hexadecimal digits, nothing of the picture's own name."""
    profile = job.profile
    decides = (
        RECIPE,
        job.picture.fingerprint,
        sorted(set(profile.widths_px)),
        profile.formats,
        (profile.avif_quality, profile.webp_quality, profile.jpeg_quality),
        profile.aspect and (profile.aspect, job.focal_point),
    )
    return sha256(repr(decides).encode()).hexdigest()[:24]


def planned(job: RenditionJob) -> tuple[PlannedRendition, ...]:
    """List the files that a job will make: format by format in the profile's order, narrowest first."""
    key = key_of(job)
    return tuple(
        PlannedRendition(
            name=f"{key}-{width}.{SUFFIXES[format_name]}",
            width_px=width,
            height_px=height,
            format=format_name,
        )
        for format_name in formats_for(job.header, job.profile)
        for width, height in sizes_for(job.header, job.profile)
    )


def _shape(header: ImageHeader, profile: Profile) -> tuple[int, int]:
    if profile.aspect is None:
        return header.width_px, header.height_px
    box = crop_box(header.width_px, header.height_px, profile.aspect, (0.5, 0.5))
    return box.width_px, box.height_px


def _start(length_px: int, box_px: int, focus: float) -> int:
    return max(0, min(length_px - box_px, round(length_px * focus - box_px / 2)))
