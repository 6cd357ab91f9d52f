from __future__ import annotations

import pytest
import pyvips

from microsite.model.renditions import Profile
from tests.render.renditions import pictures
from tests.render.renditions.conftest import Studio
from tests.render.renditions.pictures import BLUE, GREEN, RED, WHITE, as_stored, jpeg, plain, png, quadrants

AS_IT_IS = Profile(name="as it is", widths_px=(120,), jpeg_quality=95, webp_quality=95)
ORANGE = (200, 90, 40)


def near(image: pyvips.Image, x: int, y: int, colour: tuple[int, ...], within: int = 9) -> bool:
    return all(abs(one - other) <= within for one, other in zip(image(x, y), colour, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_applied(studio: Studio, orientation: int) -> None:
    stored = pictures.laden_jpeg(as_stored(quadrants(), orientation), orientation)
    header = studio.header(stored)
    assert (header.width_px, header.height_px) == (120, 80)
    for image in studio.images(studio.job(stored, profile=AS_IT_IS)):
        assert (image.width, image.height) == (120, 80)
        corners = [image(x, y) for y in (20, 60) for x in (30, 90)]
        for corner, colour in zip(corners, (RED, GREEN, BLUE, WHITE), strict=True):
            assert max(abs(a - b) for a, b in zip(corner, colour, strict=True)) < 60, (orientation, corner)


def colour_cases() -> dict[str, bytes]:
    orange = plain(ORANGE)
    p3 = orange.icc_transform("p3", input_profile="srgb")
    cmyk = orange.icc_transform("cmyk", input_profile="srgb")
    sixteen = (orange.cast("ushort") * 257).cast("ushort").copy(interpretation="rgb16")
    unfit = orange.copy()
    unfit.set_type(pyvips.GValue.blob_type, "icc-profile-data", cmyk.get("icc-profile-data"))
    broken = orange.copy()
    broken.set_type(pyvips.GValue.blob_type, "icc-profile-data", b"no profile at all " * 20)
    return {
        "Display P3": bytes(p3.jpegsave_buffer(Q=97)),
        "CMYK with its profile": bytes(cmyk.jpegsave_buffer(Q=97)),
        "CMYK without a profile": jpeg(cmyk, quality=97),
        "16 bits": png(sixteen),
        "16 bits in Display P3": bytes(
            orange.icc_transform("p3", input_profile="srgb", depth=16).pngsave_buffer()
        ),
        "a palette": png(orange, palette=True),
        "interlaced": png(orange, interlace=True),
        "progressive": jpeg(orange, quality=97, interlace=True),
        "WebP": pictures.webp(orange),
        "a profile of other colours": bytes(unfit.jpegsave_buffer(Q=97)),
        "a profile that is none": bytes(broken.jpegsave_buffer(Q=97)),
    }


@pytest.mark.parametrize("case", colour_cases())
def test_every_kind_of_colour_becomes_srgb(studio: Studio, case: str) -> None:
    for image in studio.images(studio.job(colour_cases()[case], profile=AS_IT_IS)):
        assert (image.bands, image.format, image.interpretation) == (3, "uchar", "srgb")
        assert near(image, 60, 40, ORANGE), image(60, 40)


@pytest.mark.parametrize("encode", [jpeg, png], ids=["JPEG", "PNG"])
@pytest.mark.parametrize("bits", [8, 16])
def test_grey_stays_the_same_grey(studio: Studio, encode: object, bits: int) -> None:
    grey = plain((120,)).copy(interpretation="b-w")
    if bits == 16:
        grey = (grey.cast("ushort") * 257).cast("ushort").copy(interpretation="grey16")
    data = png(grey) if bits == 16 or encode is png else jpeg(grey)
    for image in studio.images(studio.job(data, profile=AS_IT_IS)):
        assert near(image, 60, 40, (120,) * image.bands)


def test_transparent_parts_stay_and_png_takes_the_place_of_jpeg(studio: Studio) -> None:
    half = plain((*ORANGE, 128))
    job = studio.job(png(half), "logo.png", profile=AS_IT_IS)
    files = studio.files(job)
    assert [name.rsplit(".")[-1] for name in files] == ["webp", "png"]
    for image in studio.images(job):
        assert near(image, 60, 40, (*ORANGE, 128))


def test_transparent_edges_do_not_darken(studio: Studio) -> None:
    clear = pyvips.Image.black(120, 80, bands=4).copy(interpretation="srgb")
    disc = clear.draw_circle([*WHITE, 255], 60, 40, 30, fill=True).cast("uchar")
    half = Profile(name="half", widths_px=(60,), webp_quality=95)
    for image in studio.images(studio.job(png(disc), "disc.png", profile=half)):
        seen = [image(x, 20) for x in range(60)]
        assert all(min(pixel[:3]) > 225 for pixel in seen if pixel[3] > 40)


def test_of_an_animation_the_first_frame_is_shown(studio: Studio) -> None:
    frames = [plain(RED), plain(BLUE)]
    for name, data in (
        ("film.webp", pictures.animated_webp(frames)),
        ("film.png", pictures.animated_png(frames)),
    ):
        job = studio.job(data, name, profile=AS_IT_IS)
        assert (job.header.width_px, job.header.height_px) == (120, 80)
        for image in studio.images(job):
            assert near(image, 60, 40, RED)
