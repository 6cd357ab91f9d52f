from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from microsite.model.renditions import (
    ImageHeader,
    PictureFile,
    Profile,
    RenditionJob,
    crop_box,
    formats_for,
    key_of,
    planned,
    sizes_for,
)
from tests.render.renditions.conftest import Studio
from tests.render.renditions.pictures import BLUE, GREEN, RED, jpeg, noise, quadrants

GALLERY = Profile(name="gallery", widths_px=(480, 960, 1600))
PORTRAIT = Profile(name="portrait", widths_px=(320, 640), aspect=(4, 5))
SIDES = st.integers(min_value=1, max_value=20_000)
SHARES = st.floats(min_value=0, max_value=1)


def header(width_px: int, height_px: int, *, has_alpha: bool = False) -> ImageHeader:
    return ImageHeader(
        width_px=width_px, height_px=height_px, format="jpeg", has_alpha=has_alpha, pages=1, bytes=1
    )


def job(**changes: object) -> RenditionJob:
    picture = PictureFile(path=Path("a.jpg"), source_path="a.jpg", fingerprint="f" * 32)
    start = RenditionJob(picture=picture, header=header(4000, 3000), profile=GALLERY)
    return replace(start, **changes)  # type: ignore[arg-type]


def test_a_large_picture_gets_every_width() -> None:
    assert sizes_for(header(4000, 3000), GALLERY) == ((480, 360), (960, 720), (1600, 1200))


def test_a_tall_picture_gets_every_width_too() -> None:
    assert sizes_for(header(3000, 4000), GALLERY) == ((480, 640), (960, 1280), (1600, 2133))


def test_a_picture_is_never_made_larger() -> None:
    assert sizes_for(header(300, 200), GALLERY) == ((300, 200),)
    assert sizes_for(header(1200, 800), GALLERY) == ((480, 320), (960, 640), (1200, 800))


def test_a_width_that_hardly_differs_is_left_out() -> None:
    assert sizes_for(header(1000, 500), GALLERY) == ((480, 240), (960, 480))


def test_a_crop_is_as_wide_as_the_part_that_is_kept() -> None:
    assert sizes_for(header(1200, 600), PORTRAIT) == ((320, 400), (480, 600))


def test_a_very_tall_picture_stays_within_what_formats_hold() -> None:
    assert sizes_for(header(1000, 30_000), GALLERY) == ((136, 4080),)
    assert sizes_for(header(1, 30_000), GALLERY) == ((1, 4096),)


@given(width_px=SIDES, height_px=SIDES, aspect=st.none() | st.tuples(st.integers(1, 20), st.integers(1, 20)))
def test_sizes_are_distinct_and_within_the_picture(
    width_px: int, height_px: int, aspect: tuple[int, int] | None
) -> None:
    sizes = sizes_for(header(width_px, height_px), replace(GALLERY, aspect=aspect))
    assert sizes == tuple(sorted(set(sizes)))
    assert all(1 <= width <= width_px and 1 <= height <= height_px for width, height in sizes)


@given(width_px=SIDES, height_px=SIDES, x=SHARES, y=SHARES, wide=st.integers(1, 20), high=st.integers(1, 20))
def test_a_crop_lies_inside_the_picture_and_touches_two_sides(
    width_px: int, height_px: int, x: float, y: float, wide: int, high: int
) -> None:
    box = crop_box(width_px, height_px, (wide, high), (x, y))
    assert box.left >= 0
    assert box.top >= 0
    assert box.left + box.width_px <= width_px
    assert box.top + box.height_px <= height_px
    assert box.width_px == width_px or box.height_px == height_px


def test_transparent_pictures_get_png_in_place_of_jpeg() -> None:
    assert formats_for(header(10, 10, has_alpha=True), GALLERY) == ("webp", "png")
    assert formats_for(header(10, 10), GALLERY) == ("webp", "jpeg")


def test_names_follow_the_bytes_and_the_recipe() -> None:
    other = PictureFile(path=Path("b.jpg"), source_path="b.jpg", fingerprint="f" * 32)
    assert key_of(job()) == key_of(job(picture=other, people=("anna",)))
    assert key_of(job()) != key_of(job(picture=replace(other, fingerprint="e" * 32)))
    assert key_of(job()) != key_of(job(profile=replace(GALLERY, webp_quality=60)))


def test_the_focal_point_changes_only_what_is_cropped() -> None:
    assert key_of(job()) == key_of(job(focal_point=(0.1, 0.1)))
    assert key_of(job(profile=PORTRAIT)) != key_of(job(profile=PORTRAIT, focal_point=(0.1, 0.1)))


def test_what_is_planned_is_what_is_made(studio: Studio) -> None:
    data = jpeg(noise(701, 467))
    for profile in (
        GALLERY,
        PORTRAIT,
        Profile(name="odd", widths_px=(33, 133, 333), formats=("avif", "webp", "jpeg")),
    ):
        asked = studio.job(data, profile=profile, focal_point=(0.9, 0.2))
        images = studio.images(asked)
        assert [(image.width, image.height) for image in images] == [
            (plan.width_px, plan.height_px) for plan in planned(asked)
        ]


def test_a_crop_keeps_the_focal_point(studio: Studio) -> None:
    square = Profile(name="square", widths_px=(40,), aspect=(1, 1))
    tall = Profile(name="tall", widths_px=(60,), aspect=(3, 1))
    data = jpeg(quadrants())
    for profile, focal_point, colour in (
        (square, (0.0, 0.5), RED),
        (square, (1.0, 0.5), GREEN),
        (tall, (0.5, 0.0), RED),
        (tall, (0.5, 1.0), BLUE),
    ):
        for image in studio.images(studio.job(data, profile=profile, focal_point=focal_point)):
            assert max(abs(a - b) for a, b in zip(image(13, 5), colour, strict=True)) < 60
