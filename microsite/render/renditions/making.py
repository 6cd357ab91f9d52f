"""Rendition jobs and cards -> orders for workers: what to decode, how large, what to cut out, what to write.

Which renditions a job has is decided in `microsite.model.renditions`; pixels are seen by workers only.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from microsite.model.cards import CARD_HEIGHT_PX, CARD_WIDTH_PX, Card, CardPhoto, card_key, card_name
from microsite.model.renditions import (
    ImageHeader,
    PictureFile,
    PlannedRendition,
    Profile,
    RenditionJob,
    crop_box,
    key_of,
    planned,
)
from microsite.render.renditions.orders import LIMIT_S, OnProgress, Order, Renditions, fill
from microsite.render.renditions.pool import WorkerPool

CARD_PHOTO_WIDTH_PX = 480
CARD_QUALITY = 85
Size = tuple[int, int]
CropBox = tuple[int, int, int, int]


def make_all(
    jobs: Iterable[RenditionJob],
    *,
    cache: Path,
    pool: WorkerPool,
    on_progress: OnProgress = lambda _: None,
    limit_s: float = LIMIT_S,
) -> Renditions:
    """Make the renditions of all jobs, by `key_of`. Raises OSError when the cache cannot be written."""
    orders = [_order(job) for job in jobs]
    return fill(orders, cache=cache, pool=pool, on_progress=on_progress, limit_s=limit_s)


def make_cards(
    cards: Iterable[Card], *, cache: Path, pool: WorkerPool, on_progress: OnProgress = lambda _: None
) -> Renditions:
    """Draw the cards, one file each, by `card_key`. Raises OSError when the cache cannot be written."""
    orders = [_card_order(card) for card in cards]
    return fill(orders, cache=cache, pool=pool, on_progress=on_progress, limit_s=LIMIT_S)


def _order(job: RenditionJob) -> Order:
    files = planned(job)
    largest = max((file.width_px, file.height_px) for file in files)
    writing = {"task": "make", "files": [_file(plan, job.profile) for plan in files]}
    return Order(
        key=key_of(job),
        source_path=job.picture.source_path,
        sources=(job.picture.fingerprint,),
        people=job.people,
        files=files,
        bytes_in=job.header.bytes,
        request=writing | _reading(job.picture, job.header, job.profile.aspect, job.focal_point, largest),
    )


def _file(plan: PlannedRendition, profile: Profile) -> dict[str, object]:
    qualities = {"avif": profile.avif_quality, "webp": profile.webp_quality, "jpeg": profile.jpeg_quality}
    return {
        "name": plan.name,
        "size": (plan.width_px, plan.height_px),
        "format": plan.format,
        "quality": qualities.get(plan.format, 100),
    }


def _card_order(card: Card) -> Order:
    plan = PlannedRendition(
        name=card_name(card), width_px=CARD_WIDTH_PX, height_px=CARD_HEIGHT_PX, format="jpeg"
    )
    colours = (card.colours.background, card.colours.text, card.colours.accent)
    writing = {
        "task": "draw_card",
        "words": (card.title, card.site_name),
        "colours": [tuple(bytes.fromhex(colour[1:])) for colour in colours],
        "photo": card.photo and _card_photo(card.photo),
        "files": [{"name": plan.name, "format": plan.format, "quality": CARD_QUALITY}],
    }
    return Order(
        key=card_key(card),
        source_path=card.photo.picture.source_path if card.photo else "content/site.yaml",
        sources=(card.photo.picture.fingerprint,) if card.photo else (),
        people=(*card.people, *(card.photo.people if card.photo else ())),
        files=(plan,),
        bytes_in=card.photo.header.bytes if card.photo else 0,
        request=writing,
    )


def _card_photo(photo: CardPhoto) -> dict[str, object]:
    size = (CARD_PHOTO_WIDTH_PX, CARD_HEIGHT_PX)
    return _reading(photo.picture, photo.header, size, photo.focal_point, size)


def _reading(
    picture: PictureFile,
    header: ImageHeader,
    aspect: Size | None,
    focal_point: tuple[float, float],
    largest: Size,
) -> dict[str, object]:
    scaled, crop = (largest, None) if aspect is None else _geometry(header, aspect, focal_point, largest)
    return {
        "path": str(picture.path.absolute()),
        "fingerprint": picture.fingerprint,
        "loader": header.format,
        "scaled": scaled,
        "crop": crop,
    }


def _geometry(
    header: ImageHeader, aspect: Size, focal_point: tuple[float, float], largest: Size
) -> tuple[Size, CropBox]:
    """Give the size to decode the whole picture to, and the box of that which is the largest rendition."""
    width_px, height_px = largest
    box = crop_box(header.width_px, header.height_px, aspect, focal_point)
    scaled_width_px = max(width_px, round(header.width_px * width_px / box.width_px))
    scaled_height_px = max(height_px, round(header.height_px * height_px / box.height_px))
    left = min(round(box.left * width_px / box.width_px), scaled_width_px - width_px)
    top = min(round(box.top * height_px / box.height_px), scaled_height_px - height_px)
    return (scaled_width_px, scaled_height_px), (left, top, width_px, height_px)
