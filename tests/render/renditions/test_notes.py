from __future__ import annotations

import io
import struct
from datetime import datetime
from pathlib import Path

import pillow_heif
import pytest
import pyvips

from microsite.render.renditions import PhotoNotes, WorkerPool, read_captions
from tests.render.renditions import pictures
from tests.render.renditions.pictures import CANARY, exif, jpeg, plain, quadrants, with_segment

NOON = datetime.fromisoformat("2023-11-05T12:30")
IPTC_ONLY = PhotoNotes(
    caption="IPTC caption",
    credit="Bo By-line / Credit AB",
    licence="(c) IPTC AB",
    taken_at=NOON,
)


def notes_of(folder: Path, data: bytes, name: str = "photo.jpg") -> PhotoNotes:
    path = folder / name
    path.write_bytes(data)
    return read_captions([path])[path]


def with_blocks(*, exif: bytes = b"", xmp: str = "", iptc: bytes = b"") -> bytes:
    image = quadrants()
    for name, block in (("exif-data", exif), ("xmp-data", xmp.encode()), ("iptc-data", iptc)):
        if block:
            image.set_type(pyvips.GValue.blob_type, name, block)
    return bytes(image.jpegsave_buffer())


def rdf(inside: str, attributes: str = "") -> str:
    names = " ".join(
        f'xmlns:{name}="{address}"'
        for name, address in {
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "dc": "http://purl.org/dc/elements/1.1/",
            "photoshop": "http://ns.adobe.com/photoshop/1.0/",
            "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
            "cc": "http://creativecommons.org/ns#",
        }.items()
    )
    return f"<rdf:RDF {names}><rdf:Description {attributes}>{inside}</rdf:Description></rdf:RDF>"


def test_all_that_photographers_write_is_read(tmp_path: Path) -> None:
    assert notes_of(tmp_path, pictures.laden_jpeg(quadrants())) == PhotoNotes(
        taken_at=NOON,
        caption=f"{CANARY} caption",
        alt="Two people at a table",
        credit="Ada Photographer / Credit AB",
        licence="(c) IPTC AB",
    )


def test_iptc_is_enough(tmp_path: Path) -> None:
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(pictures.iptc())) + pictures.iptc()
    notes = notes_of(tmp_path, with_blocks(exif=b"Exif\0\0" + pictures.exif(1), iptc=block))
    assert notes == IPTC_ONLY


def test_a_picture_that_says_nothing_has_no_notes(tmp_path: Path) -> None:
    assert notes_of(tmp_path, jpeg(quadrants())) == PhotoNotes()


@pytest.mark.parametrize(
    ("inside", "attributes", "expected"),
    [
        ('<cc:license rdf:resource="https://creativecommons.org/licenses/by-sa/4.0/"/>', "", "CC BY-SA 4.0"),
        ('<cc:license rdf:resource="https://creativecommons.org/publicdomain/zero/1.0/"/>', "", "CC0 1.0"),
        ("<xmpRights:UsageTerms><rdf:Alt><rdf:li>For news</rdf:li></rdf:Alt></xmpRights:UsageTerms>", "", "For news"),
        ("<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>(c) Eva</rdf:li></rdf:Alt></dc:rights>", "", "(c) Eva"),
    ],
)  # fmt: skip
def test_licences_are_read_from_where_programs_put_them(
    tmp_path: Path, inside: str, attributes: str, expected: str
) -> None:
    assert notes_of(tmp_path, with_blocks(xmp=rdf(inside, attributes))).licence == expected


def test_a_headline_stands_in_for_a_caption(tmp_path: Path) -> None:
    assert (
        notes_of(tmp_path, with_blocks(xmp=rdf("", 'photoshop:Headline="A day out"'))).caption == "A day out"
    )


def test_several_creators_are_all_named(tmp_path: Path) -> None:
    names = "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator>"
    assert notes_of(tmp_path, with_blocks(xmp=rdf(names))).credit == "Ada, Bo"


@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0042.JPG", "IMG_0042", " "]
)
def test_what_cameras_write_of_themselves_is_no_caption(tmp_path: Path, words: str) -> None:
    image = quadrants()
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-ImageDescription", words)
    assert notes_of(tmp_path, bytes(image.jpegsave_buffer())).caption == ""


@pytest.mark.parametrize(
    "words", ["Oslo (Norway)", "A, b (c, ASCII, 3 components, 3 bytes)", "(all) of (us)"]
)
def test_brackets_in_a_caption_stay(tmp_path: Path, words: str) -> None:
    exif = b"Exif\0\0" + pictures.exif(1, caption=words)
    laden = pictures.with_segment(jpeg(quadrants()), 0xE1, exif)
    assert notes_of(tmp_path, laden).caption == words


@pytest.mark.parametrize("when", ["0000:00:00 00:00:00", "2023:13:45 12:00:00", "yesterday"])
def test_a_time_that_is_none_is_left_out(tmp_path: Path, when: str) -> None:
    image = quadrants()
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd2-DateTimeOriginal", when)
    assert notes_of(tmp_path, bytes(image.jpegsave_buffer())).taken_at is None


@pytest.mark.parametrize(
    "xmp",
    [
        "<not xml",
        '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        "<a>" * 20_000,
    ],
)
def test_broken_or_hostile_xmp_is_passed_over(tmp_path: Path, xmp: str) -> None:
    assert notes_of(tmp_path, with_blocks(xmp=xmp)) == PhotoNotes()


def test_pictures_that_cannot_be_read_have_no_notes_and_stop_nobody(tmp_path: Path) -> None:
    files = {
        "a.jpg": b"",
        "b.gif": b"GIF89a",
        "c.jpg": b"\xff\xd8\xff",
        "d.png": pictures.laden_png(plain((9, 9, 9))),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    paths = [*(tmp_path / name for name in files), tmp_path / "missing.jpg"]
    with WorkerPool(1) as pool:
        notes = read_captions(paths, pool=pool)
        assert read_captions(paths, pool=pool) == notes
    assert list(notes) == paths
    assert [path.name for path in paths if notes[path].caption] == ["d.png"]


def test_heic_photos_have_notes_too(tmp_path: Path) -> None:
    image = plain((9, 9, 9))
    file = pillow_heif.from_bytes(mode="RGB", size=(120, 80), data=bytes(image.write_to_memory()))
    out = io.BytesIO()
    file.save(out, exif=b"Exif\0\0" + pictures.exif(1), xmp=pictures.XMP)
    notes = notes_of(tmp_path, out.getvalue(), "IMG_1.HEIC")
    assert (notes.taken_at, notes.alt) == (NOON, "Two people at a table")


@pytest.mark.parametrize(
    ("written", "read"), [(b"       ", ""), (b"Ada\0Bo\0", "Ada"), (b"(c) Ada", "(c) Ada")]
)
def test_a_copyright_that_a_camera_leaves_blank_is_none(tmp_path: Path, written: bytes, read: str) -> None:
    block = exif(1, caption="").replace(b"(c) Ada", written)
    assert notes_of(tmp_path, with_segment(jpeg(quadrants()), 0xE1, b"Exif\0\0" + block)).licence == read
