from __future__ import annotations

import json
import subprocess
from pathlib import Path

from microsite.model.renditions import Profile
from tests.render.renditions import pictures
from tests.render.renditions.conftest import Studio
from tests.render.renditions.pictures import as_stored, plain, quadrants

ALL_FORMATS = Profile(name="all", widths_px=(60, 100), formats=("avif", "webp", "jpeg", "png"))
# What says how the pixels are packed, which no picture can be without; all else is metadata.
STRUCTURE = {
    "File": {
        "FileType", "FileTypeExtension", "MIMEType", "ImageWidth", "ImageHeight", "EncodingProcess", "BitsPerSample",
        "ColorComponents", "YCbCrSubSampling",
    },
    "PNG": {
        "ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Compression", "Filter", "Interlace", "Palette",
        "Transparency",
    },
    "PNG-pHYs": {"PixelsPerUnitX", "PixelsPerUnitY", "PixelUnits"},
    "RIFF": {
        "ImageWidth", "ImageHeight", "VP8Version", "HorizontalScale", "VerticalScale", "WebP_Flags",
        "AlphaPreprocessing", "AlphaFiltering", "AlphaCompression",
    },
    "QuickTime": {
        "AV1ConfigurationVersion", "AuxiliaryImageType", "ChromaFormat", "ChromaSamplePosition", "CompatibleBrands",
        "HandlerType", "HighBitDepth", "ImagePixelDepth", "ImageSpatialExtent", "InitialDelaySamples", "MajorBrand",
        "MediaData", "MediaDataOffset", "MediaDataSize", "MinorVersion", "SeqLevelIdx0", "SeqProfile", "SeqTier0",
        "TwelveBit",
    },
    "Meta": {"PrimaryItemReference"},
}  # fmt: skip
SILENT_GROUPS = ("ExifTool", "System", "Composite", "SourceFile")


def exiftool(*options: str, folder: Path) -> str:
    """Ask exiftool for something of all files in a folder."""
    command = ["exiftool", *options, str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def metadata_in(folder: Path) -> set[str]:
    """Ask exiftool for all it finds in the files of a folder, but for how the pixels are packed."""
    told = json.loads(exiftool("-json", "-G1", "-a", "-u", folder=folder))
    found = {tuple(field.split(":", 1)) for file in told for field in file if ":" in field}
    return {
        f"{group}:{name}"
        for group, name in found
        if group not in SILENT_GROUPS and name not in STRUCTURE.get(group, ())
    }


def corpus() -> dict[str, bytes]:
    photo = quadrants()
    turned = {
        f"orientation-{number}.jpg": pictures.laden_jpeg(as_stored(photo, number), number)
        for number in range(1, 9)
    }
    return turned | {
        "laden.png": pictures.laden_png(photo),
        "deep.png": pictures.laden_png((photo * 257).cast("ushort").copy(interpretation="rgb16")),
        "laden-alpha.png": pictures.laden_png(plain((200, 90, 40, 120))),
        "laden.webp": pictures.laden_webp(photo),
        "film.webp": pictures.animated_webp([photo, plain(pictures.RED)]),
        "film.png": pictures.animated_png([photo, plain(pictures.RED)]),
        "cmyk.jpg": bytes(photo.icc_transform("cmyk", input_profile="srgb").jpegsave_buffer()),
        "grey.jpg": pictures.laden_jpeg(plain((120,)).copy(interpretation="b-w")),
    }


def test_the_corpus_has_what_must_go(studio: Studio) -> None:
    for name, data in corpus().items():
        studio.picture(data, name)
    found = metadata_in(studio.folder / "content")
    wanted = {
        "IFD0:Make", "GPS:GPSLatitude", "IFD1:ThumbnailImage", "ExifIFD:UserComment", "XMP-dc:Description",
        "PNG:Author", "IPTC:Caption-Abstract", "File:Comment", "ICC_Profile:ProfileDescription", "PNG:ModifyDate",
        "XMP-dc:Creator", "ExifIFD:MakerNoteUnknownText",
    }  # fmt: skip
    assert wanted <= found
    told = exiftool(
        "-s3", "-Orientation#", "-BitDepth", "-ProfileDescription", folder=studio.folder / "content"
    )
    assert {*"12345678", "16", "sP3C"} <= set(told.split("\n"))


def test_not_one_field_of_metadata_is_published(studio: Studio) -> None:
    jobs = [studio.job(data, name, profile=ALL_FORMATS) for name, data in corpus().items()]
    made = studio.make(*jobs)
    assert not made.diagnostics
    names = [rendition.name for renditions in made.by_key.values() for rendition in renditions]
    assert len(names) >= len(jobs) * 6
    assert metadata_in(studio.path("")) == set()
    for name in names:
        data = studio.path(name).read_bytes()
        assert pictures.CANARY_BYTES not in data
        assert not any(
            word in data for word in (b"Exif", b"http://", b"ICC_PROFILE", b"iCCP", b"tEXt", b"8BIM")
        )


def test_the_density_of_the_original_is_not_told(studio: Studio) -> None:
    scanned = quadrants().copy(xres=300 / 25.4, yres=300 / 25.4)
    files = studio.files(studio.job(bytes(scanned.jpegsave_buffer()), "scan.jpg"))
    assert all(b"\x01\x2c\x01\x2c" not in data for data in files.values())


def test_names_tell_nothing_of_the_original_name(studio: Studio) -> None:
    names = studio.files(studio.job(pictures.laden_jpeg(quadrants()), "anna-at-home.jpg"))
    assert all("anna" not in name and "home" not in name for name in names)
    inside = b"".join(path.read_bytes() for path in studio.cache.rglob("*") if path.is_file())
    assert b"anna" not in inside
