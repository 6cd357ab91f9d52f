"""HEIC with the optional converter, which the tests' own requirements bring."""

from __future__ import annotations

import io
import sys

import pillow_heif
import pytest
import pyvips

from microsite.core.diagnostics import Diagnostic
from microsite.model.renditions import Profile
from tests.render.renditions.conftest import Studio
from tests.render.renditions.pictures import (
    BLUE,
    CANARY_BYTES,
    GREEN,
    RED,
    WHITE,
    XMP,
    display_p3,
    exif,
    quadrants,
)

AS_IT_IS = Profile(name="as it is", widths_px=(120,), jpeg_quality=95, webp_quality=95)


def heic(image: pyvips.Image, **options: object) -> bytes:
    mode = "RGBA" if image.bands == 4 else "RGB"
    file = pillow_heif.from_bytes(
        mode=mode, size=(image.width, image.height), data=bytes(image.write_to_memory())
    )
    out = io.BytesIO()
    file.save(out, quality=95, **options)
    return out.getvalue()


def corners(image: pyvips.Image) -> list[tuple[int, ...]]:
    return [tuple(round(value) for value in image(x, y)[:3]) for y in (20, 60) for x in (30, 90)]


def assert_quadrants(image: pyvips.Image) -> None:
    for corner, colour in zip(corners(image), (RED, GREEN, BLUE, WHITE), strict=True):
        assert max(abs(a - b) for a, b in zip(corner, colour, strict=True)) < 40


def test_a_heic_photo_is_converted(studio: Studio) -> None:
    job = studio.job(heic(quadrants()), "IMG_1.HEIC", profile=AS_IT_IS)
    assert (job.header.width_px, job.header.height_px, job.header.format) == (120, 80, "heic")
    for image in studio.images(job):
        assert_quadrants(image)


def test_the_metadata_of_a_heic_photo_goes(studio: Studio) -> None:
    laden = heic(quadrants(), exif=b"Exif\0\0" + exif(1), xmp=XMP)
    assert CANARY_BYTES in laden
    files = studio.files(studio.job(laden, "IMG_1.HEIC"))
    assert not any(CANARY_BYTES in data or b"Exif" in data for data in files.values())


def test_the_colours_of_a_heic_photo_become_srgb(studio: Studio) -> None:
    p3 = quadrants().icc_transform("p3", input_profile="srgb")
    data = heic(p3, icc_profile=display_p3(), icc_profile_type="prof")
    for image in studio.images(studio.job(data, "IMG_1.HEIC", profile=AS_IT_IS)):
        assert_quadrants(image)


@pytest.mark.parametrize("kept", [0.1, 0.5])
def test_a_heic_photo_that_was_not_copied_to_its_end_is_refused(studio: Studio, kept: float) -> None:
    whole = heic(quadrants(600, 400))
    measured = studio.measured(whole[: int(len(whole) * kept)], "IMG_1.HEIC")
    if isinstance(measured, Diagnostic):
        assert measured.code == "E510"
        return
    made = studio.make(studio.job(whole[: int(len(whole) * kept)], "IMG_1.HEIC"))
    assert [diagnostic.code for diagnostic in made.diagnostics] == ["E509"]


def test_a_heic_photo_is_refused_again_when_the_converter_is_gone(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = heic(quadrants())
    studio.header(data, "IMG_1.HEIC")
    monkeypatch.setitem(sys.modules, "pillow_heif", None)  # as Python itself marks what is not there
    assert "E506" in studio.refusal(data, "IMG_1.HEIC")
