"""Every fault of a picture, with its whole message."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from microsite.core.diagnostics import Diagnostic
from microsite.core.fingerprints import fingerprint
from microsite.model.renditions import ImageHeader, PictureFile
from microsite.render.renditions import WorkerPool, make_all, measure, measure_all
from tests.render.renditions import pictures
from tests.render.renditions.conftest import Studio, in_words, told
from tests.render.renditions.pictures import jpeg, noise, plain, png, quadrants, webp

EXPORT = (
    "  help: open it in Preview, Photos, Paint or GIMP, choose Export or Save as, and save it as JPEG "
    "(PNG for drawings and screenshots)"
)


def test_an_empty_file(studio: Studio) -> None:
    assert studio.refusal(b"") == (
        "error[E501]: this picture file is empty\n"
        "   --> content/photo.jpg:1:1\n"
        "    | 0 bytes\n"
        "  help: copy the picture here again from the camera or the computer where it opens"
    )


def test_a_pointer_of_git_lfs(studio: Studio) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    assert studio.refusal(pointer) == (
        "error[E502]: this is only a pointer to a picture, not the picture\n"
        "   --> content/photo.jpg:1:1\n"
        "    | a text file that Git LFS left in the picture's place\n"
        "  help: run `git lfs pull` in the site folder, then build again"
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\n<!DOCTYPE html><html><title>Not found</title></html>", "a web page"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2", "a film"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"Dear all, here is the photo", "a text"),
        (b"\x01\x02\0\x03", "something else"),
    ],
)
def test_something_else_that_is_called_a_picture(studio: Studio, data: bytes, what: str) -> None:
    assert studio.refusal(data) == (
        "error[E503]: this file is not a picture\n"
        "   --> content/photo.jpg:1:1\n"
        f"    | it holds {what}\n"
        "  help: put the picture itself here: open it where you found it and save it as JPEG, PNG or WebP"
    )


@pytest.mark.parametrize("start", ["<svg", "<?xml version='1.0'?>\n<!-- drawn -->\n<svg"])
def test_an_svg_drawing(studio: Studio, start: str) -> None:
    assert studio.refusal(f"{start} xmlns='http://www.w3.org/2000/svg'/>".encode(), "logo.svg") == (
        "error[E504]: SVG drawings are not accepted as pictures of the content\n"
        "   --> content/logo.svg:1:1\n"
        "    | an SVG drawing can carry programs\n"
        "  help: export it as PNG, at least 1600 pixels wide; a theme may have SVG files of its own"
    )


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("gif", "a GIF picture"),
        ("tif", "a TIFF or camera raw picture"),
        ("avif", "an AVIF picture"),
        ("bmp", "a BMP picture"),
    ],
)
def test_a_format_that_is_not_accepted(studio: Studio, name: str, what: str) -> None:
    image = plain(pictures.RED)
    data = b"BM" + bytes(60) if name == "bmp" else bytes(image.write_to_buffer(f".{name}"))
    assert studio.refusal(data) == (
        "error[E505]: pictures must be JPEG, PNG or WebP files\n"
        "   --> content/photo.jpg:1:1\n"
        f"    | this is {what}\n{EXPORT}"
    )


def test_a_heic_picture_without_the_converter(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)  # as Python itself marks what is not there
    data = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    assert studio.refusal(data, "IMG_0001.HEIC") == (
        "error[E506]: HEIC pictures cannot be read here\n"
        "   --> content/IMG_0001.HEIC:1:1\n"
        "    | a HEIC picture, as phones take them\n"
        "  help: export it as JPEG; for new photos, on an iPhone choose Settings > Camera > Formats > Most Compatible, "
        "or on an Android phone choose Camera > Settings > Picture formats and turn off HEIF; or have the optional "
        "part `heic` of microsite installed, which converts them"
    )


def test_a_bomb_of_900_megapixels(studio: Studio) -> None:
    bomb = pictures.bomb_png(30_000)
    assert len(bomb) < 200_000
    assert studio.refusal(bomb, "bomb.png") == (
        "error[E507]: pictures may have at most 50 megapixels\n"
        "   --> content/bomb.png:1:1\n"
        "    | 30000 × 30000 pixels are 900.0 megapixels\n"
        "  help: save it smaller: 4000 pixels on the longer side are plenty for a web page"
    )


def test_a_file_that_is_far_too_large(studio: Studio) -> None:
    assert studio.refusal(jpeg(quadrants()) + bytes(60_000_000)) == (
        "error[E508]: picture files may have at most 60 MB\n"
        "   --> content/photo.jpg:1:1\n"
        "    | 60.0 MB\n"
        "  help: save it as JPEG of a usual quality (80 to 90 of 100), at most 4000 pixels on the longer side"
    )


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("kind", ["jpeg", "progressive", "png", "interlaced"])
def test_a_picture_that_was_not_copied_to_its_end(studio: Studio, kind: str, kept: float) -> None:
    image = noise(400, 300)
    whole = {
        "jpeg": jpeg(image),
        "progressive": jpeg(image, interlace=True),
        "png": png(image),
        "interlaced": png(image, interlace=True),
    }[kind]
    made = studio.make(studio.job(whole[: int(len(whole) * kept)]))
    assert not made.by_key
    assert told(made) == (
        "error[E509]: this picture file is damaged or not complete\n"
        "   --> content/photo.jpg:1:1\n"
        "    | it cannot be read to its end\n"
        "  help: copy it here again from the camera or the computer where it opens whole"
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (jpeg(quadrants())[:40], "a JPEG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (webp(quadrants())[:60], "a WebP picture"),
    ],
)
def test_a_picture_that_is_damaged_at_its_beginning(studio: Studio, data: bytes, what: str) -> None:
    assert studio.refusal(data) == (
        "error[E510]: this picture file is damaged at its beginning\n"
        "   --> content/photo.jpg:1:1\n"
        f"    | it starts as {what}, but its size cannot be read\n"
        "  help: copy it here again, or open it in a picture program and save it anew as JPEG"
    )


def test_a_picture_that_needs_too_much_memory(studio: Studio) -> None:
    job = studio.job(png(plain((90, 90, 90), 7000, 6000), interlace=True), "big.png")
    with WorkerPool(1, memory_limit_bytes=250_000_000) as narrow:
        made = make_all([job], cache=studio.cache, pool=narrow)
    assert told(made) == (
        "error[E513]: this picture needs too much memory\n"
        "   --> content/big.png:1:1\n"
        "    | it needs more than microsite gives to one picture\n"
        "  help: open it in a picture program and save it anew as JPEG, at most 4000 pixels on the longer side"
    )


def test_a_picture_that_takes_too_long(studio: Studio) -> None:
    slow = studio.job(jpeg(noise(2500, 2500), quality=60))
    made = make_all([slow], cache=studio.cache, pool=studio.pool, limit_s=0.02)
    assert told(made) == (
        "error[E512]: this picture takes too long\n"
        "   --> content/photo.jpg:1:1\n"
        "    | not done after 0 seconds\n"
        "  help: open it in a picture program and save it anew as JPEG, at most 4000 pixels on the longer side"
    )


def test_a_picture_that_changes_during_the_build(studio: Studio) -> None:
    job = studio.job(jpeg(quadrants()))
    studio.picture(jpeg(plain(pictures.RED)))
    assert told(studio.make(job)) == (
        "error[E514]: this picture changed while the site was built\n"
        "   --> content/photo.jpg:1:1\n"
        "  help: build once more when it has been saved"
    )


def test_a_computer_without_the_image_library(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pyvips.py").write_text("raise OSError('cannot load library libvips.so.42')")
    monkeypatch.syspath_prepend(str(broken))
    with WorkerPool(1) as pool:
        refused = measure(studio.picture(jpeg(quadrants())), cache=studio.cache, pool=pool)
    assert isinstance(refused, Diagnostic)
    assert in_words(refused) == (
        "error[E515]: pictures cannot be made on this computer: cannot load library libvips.so.42\n"
        "  help: install the dependencies of microsite anew; see docs/reference/codes/E515.md"
    )


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_a_file_that_cannot_be_read(studio: Studio, kind: str) -> None:
    path = studio.folder / "photo.jpg"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
    reason = {"missing": "No such file or directory", "folder": "Is a directory", "pipe": "not a plain file"}[
        kind
    ]
    picture = PictureFile(path=path, source_path="photo.jpg", fingerprint=fingerprint(b""))
    refused = measure(picture, cache=studio.cache, pool=studio.pool)
    assert isinstance(refused, Diagnostic)
    assert in_words(refused) == (
        "error[E516]: this picture cannot be read\n"
        "   --> photo.jpg:1:1\n"
        f"    | {reason}\n"
        "  help: see that the file is there, is a file, and that you may open it"
    )


def test_all_faults_are_told_together_and_the_good_pictures_go_on(studio: Studio) -> None:
    files = {"a.jpg": b"", "b.jpg": jpeg(quadrants()), "c.png": pictures.bomb_png(8000), "d.jpg": b"<html>"}
    found = measure_all(
        [studio.picture(data, name) for name, data in files.items()], cache=studio.cache, pool=studio.pool
    )
    codes = {path: measured.code for path, measured in found.items() if isinstance(measured, Diagnostic)}
    assert codes == {"content/a.jpg": "E501", "content/c.png": "E507", "content/d.jpg": "E503"}
    assert isinstance(found["content/b.jpg"], ImageHeader)


def test_a_png_that_is_called_jpg_is_taken_for_what_it_is(studio: Studio) -> None:
    assert studio.header(png(quadrants()), "photo.jpg").format == "png"


def test_what_a_phone_adds_behind_a_picture_does_no_harm(studio: Studio) -> None:
    assert not studio.make(studio.job(jpeg(quadrants()) + b"\0" * 500 + b"SEFHmotion")).diagnostics


def test_only_the_three_formats_are_opened_whatever_a_file_says(studio: Studio) -> None:
    drawing = b"\xff\xd8\xff" + b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    assert "E510" in studio.refusal(drawing)
