"""Pictures for tests: pixels by libvips, metadata byte by byte, so that all of it is in the file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pyvips

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (250, 250, 250)
CANARY = "Secret-Canary-7F3A"
CANARY_BYTES = CANARY.encode()
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="The headline">'
    f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{CANARY} caption</rdf:li></rdf:Alt></dc:description>'
    "<dc:creator><rdf:Seq><rdf:li>Ada Photographer</rdf:li></rdf:Seq></dc:creator>"
    '<Iptc4xmpCore:AltTextAccessibility xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><rdf:Alt>'
    '<rdf:li xml:lang="x-default">Two people at a table</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()


def quadrants(width_px: int = 120, height_px: int = 80) -> pyvips.Image:
    """Draw red, green / blue, white."""
    tiles = [plain(colour, width_px // 2, height_px // 2) for colour in (RED, GREEN, BLUE, WHITE)]
    return pyvips.Image.arrayjoin(tiles, across=2).copy(interpretation="srgb").copy_memory()


def plain(colour: tuple[int, ...], width_px: int = 120, height_px: int = 80) -> pyvips.Image:
    """Draw one colour."""
    empty = pyvips.Image.black(width_px, height_px, bands=len(colour))
    return (empty + list(colour)).cast("uchar").copy(interpretation="srgb").copy_memory()


def noise(width_px: int, height_px: int, seed: int = 1) -> pyvips.Image:
    """Draw what compresses badly."""
    bands = [
        pyvips.Image.gaussnoise(width_px, height_px, mean=128, sigma=40, seed=seed + band)
        for band in range(3)
    ]
    return bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb").copy_memory()


def as_stored(upright: pyvips.Image, orientation: int) -> pyvips.Image:
    """Turn an upright picture into the pixels that a camera stores with an EXIF orientation."""
    turns = {
        1: lambda image: image,
        2: lambda image: image.fliphor(),
        3: lambda image: image.rot180(),
        4: lambda image: image.flipver(),
        5: lambda image: image.rot90().fliphor(),
        6: lambda image: image.rot270(),
        7: lambda image: image.rot270().fliphor(),
        8: lambda image: image.rot90(),
    }
    return turns[orientation](upright).copy_memory()


def jpeg(image: pyvips.Image, *, quality: int = 95, **options: object) -> bytes:
    """Encode a JPEG file without metadata."""
    return bytes(image.jpegsave_buffer(Q=quality, keep="none", **options))


def png(image: pyvips.Image, **options: object) -> bytes:
    """Encode a PNG file without metadata."""
    return bytes(image.pngsave_buffer(keep="none", **options))


def webp(image: pyvips.Image, **options: object) -> bytes:
    """Encode a lossless WebP file without metadata."""
    return bytes(image.webpsave_buffer(lossless=True, keep="none", **options))


def laden_jpeg(image: pyvips.Image, orientation: int = 1) -> bytes:
    """Encode a JPEG file with EXIF, GPS, MakerNote, a thumbnail, XMP, IPTC, a colour profile and a comment."""
    bare = jpeg(image)
    segments = (
        _segment(0xE1, b"Exif\0\0" + exif(orientation))
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
        + _segment(0xED, b"Photoshop 3.0\0" + _resource(0x0404, iptc()))
        + _segment(0xE2, b"ICC_PROFILE\0\x01\x01" + display_p3())
        + _segment(0xFE, CANARY_BYTES + b" comment")
    )
    return bare[:2] + segments + bare[2:] + b"trailer of a phone: " + CANARY_BYTES


def with_segment(data: bytes, marker: int, block: bytes) -> bytes:
    """Put one segment at the beginning of a JPEG file."""
    return data[:2] + _segment(marker, block) + data[2:]


def laden_png(image: pyvips.Image) -> bytes:
    """Encode a PNG file with every kind of text, EXIF, XMP, a time, a density and a colour profile."""
    bare = png(image)
    header_end = 8 + 25
    chunks = (
        _chunk(b"iCCP", b"profile\0\0" + zlib.compress(display_p3()))
        + _chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1))
        + _chunk(b"tEXt", b"Author\0" + CANARY_BYTES)
        + _chunk(b"zTXt", b"Description\0\0" + zlib.compress(CANARY_BYTES))
        + _chunk(b"iTXt", b"Title\0\0\0nb\0Tittel\0" + CANARY_BYTES)
        + _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        + _chunk(b"eXIf", exif(1))
        + _chunk(b"tIME", struct.pack(">H5B", 2023, 11, 5, 12, 30, 0))
    )
    return bare[:header_end] + chunks + bare[header_end:]


def laden_webp(image: pyvips.Image) -> bytes:
    """Encode a WebP file with EXIF, XMP and a colour profile."""
    laden = image.copy()
    laden.set_type(pyvips.GValue.blob_type, "exif-data", b"Exif\0\0" + exif(1))
    laden.set_type(pyvips.GValue.blob_type, "xmp-data", XMP)
    laden.set_type(pyvips.GValue.blob_type, "icc-profile-data", display_p3())
    return bytes(laden.webpsave_buffer(Q=95))


def animated_webp(frames: list[pyvips.Image]) -> bytes:
    """Encode an animation."""
    film = pyvips.Image.arrayjoin(frames, across=1).copy(interpretation="srgb")
    film.set_type(pyvips.GValue.gint_type, "page-height", frames[0].height)
    return bytes(film.webpsave_buffer(lossless=True))


def animated_png(frames: list[pyvips.Image]) -> bytes:
    """Encode an animation whose first frame is the picture that old programs show."""
    header, *bodies = [dict(_chunks(png(frame))) for frame in (frames[0], *frames)]
    control = struct.pack(">IIIIHHBB", frames[0].width, frames[0].height, 0, 0, 1, 10, 0, 0)
    chunks = [_chunk(b"IHDR", header[b"IHDR"]), _chunk(b"acTL", struct.pack(">II", len(frames), 0))]
    chunks += [_chunk(b"fcTL", struct.pack(">I", 0) + control), _chunk(b"IDAT", bodies[0][b"IDAT"])]
    number = 1
    for body in bodies[1:]:
        chunks.append(_chunk(b"fcTL", struct.pack(">I", number) + control))
        chunks.append(_chunk(b"fdAT", struct.pack(">I", number + 1) + body[b"IDAT"]))
        number += 2
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + _chunk(b"IEND", b"")


def bomb_png(side_px: int) -> bytes:
    """Encode a square black PNG file, far smaller than its pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side_px // 8)
    packed = b"".join(packer.compress(row) for _ in range(side_px)) + packer.flush()
    header = struct.pack(">IIBBBBB", side_px, side_px, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def display_p3() -> bytes:
    """Give the colour profile of phones."""
    return bytes(plain(RED, 1, 1).icc_transform("p3", input_profile="srgb").get("icc-profile-data"))


def exif(orientation: int, caption: str = "A caption from EXIF") -> bytes:
    """Give EXIF with a camera, a time, a place, a maker's note and a thumbnail."""
    thumbnail = jpeg(plain(RED, 16, 16))
    place = (
        b"N\0\0\0",
        struct.pack("<6I", 59, 1, 54, 1, 30, 1),
        b"E\0\0\0",
        struct.pack("<6I", 10, 1, 44, 1, 10, 1),
    )
    detail = [
        (0x9003, 2, b"2023:11:05 12:30:00\0"),
        (0x9286, 7, b"ASCII\0\0\0" + CANARY_BYTES),
        (0x927C, 7, b"Maker " + CANARY_BYTES * 4),
    ]
    gps = [(1, 2, place[0]), (2, 5, place[1]), (3, 2, place[2]), (4, 5, place[3])]
    main = [
        (0x010E, 2, caption.encode() + b"\0"),
        (0x010F, 2, CANARY_BYTES + b"\0"),
        (0x0112, 3, struct.pack("<HH", orientation, 0)),
        (0x8298, 2, b"(c) Ada\0"),
    ]
    detail_at = 8 + _directory_size(main, pointers=2)
    gps_at = detail_at + _directory_size(detail)
    thumbnail_at = gps_at + _directory_size(gps)
    small = [(0x0103, 3, struct.pack("<HH", 6, 0))]
    data_at = thumbnail_at + _directory_size(small, pointers=2)
    return (
        b"II*\0\x08\0\0\0"
        + _directory(8, [*main, *_pointers((0x8769, detail_at), (0x8825, gps_at))], following=thumbnail_at)
        + _directory(detail_at, detail)
        + _directory(gps_at, gps)
        + _directory(thumbnail_at, [*small, *_pointers((0x0201, data_at), (0x0202, len(thumbnail)))])
        + thumbnail
    )


def iptc() -> bytes:
    """Give IPTC fields: headline, caption, by-line, credit, copyright."""
    fields = {
        105: b"IPTC headline",
        120: b"IPTC caption",
        80: b"Bo By-line",
        110: b"Credit AB",
        116: b"(c) IPTC AB",
    }
    utf8 = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
    return utf8 + b"".join(
        b"\x1c\x02" + struct.pack(">BH", tag, len(text)) + text for tag, text in fields.items()
    )


Entry = tuple[int, int, bytes]
_SIZES = {2: 1, 3: 2, 4: 4, 5: 8, 7: 1}


def _pointers(*entries: tuple[int, int]) -> list[Entry]:
    return [(tag, 4, struct.pack("<I", value)) for tag, value in entries]


def _directory_size(entries: list[Entry], pointers: int = 0) -> int:
    return (
        2
        + 12 * (len(entries) + pointers)
        + 4
        + sum(_padded(value) for *_, value in entries if len(value) > 4)
    )


def _padded(value: bytes) -> int:
    return len(value) + len(value) % 2


def _directory(at: int, entries: list[Entry], following: int = 0) -> bytes:
    fields, beside = struct.pack("<H", len(entries)), b""
    data_at = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in sorted(entries):
        count = 1 if kind == 3 else len(value) // _SIZES[kind]
        inside = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", data_at + len(beside))
        fields += struct.pack("<HHI", tag, kind, count) + inside
        beside += value.ljust(_padded(value), b"\0") if len(value) > 4 else b""
    return fields + struct.pack("<I", following) + beside


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _resource(number: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size
