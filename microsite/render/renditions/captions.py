"""What the camera and the photographer wrote into a picture -> time, caption, alt text, credit and licence.

XMP is believed before IPTC, and IPTC before EXIF, as the Metadata Working Group has it. Runs in worker processes:
nobody has checked what it reads.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

Found = dict[str, str]
LONGEST = 2000
"""Characters; more is no caption."""

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP_NAMES = {
    "{http://purl.org/dc/elements/1.1/}description": "caption",
    "{http://ns.adobe.com/photoshop/1.0/}Headline": "headline",
    "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility": "alt",
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
    "{http://ns.adobe.com/photoshop/1.0/}Credit": "credit",
    "{http://creativecommons.org/ns#}license": "licence",
    "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms": "terms",
    "{http://purl.org/dc/elements/1.1/}rights": "rights",
    "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal": "taken_at",
    "{http://ns.adobe.com/photoshop/1.0/}DateCreated": "created_at",
}
_IPTC_NAMES = {
    55: "day",
    60: "time",
    80: "creator",
    105: "headline",
    110: "credit",
    116: "rights",
    120: "caption",
}
_EXIF_NAMES = {
    "exif-ifd2-DateTimeOriginal": "taken_at",
    "exif-ifd0-ImageDescription": "caption",
    "exif-ifd0-Artist": "creator",
    "exif-ifd0-Copyright": "rights",
}
_EXIF_COMMENT = re.compile(r", ASCII, \d+ components, \d+ bytes\)$")
_COPYRIGHT_PARTS = re.compile(r"\s*\((?:Photographer\).*|P[hotgraper]*)?$")
"""What libexif adds to a copyright, up to where libvips cuts it off: `Ada (Photographer) - [None] (Editor)`."""
_CAMERA_WORDS = re.compile(
    r"\[None\]|[A-Z ]*DIGITAL CAMERA|SONY DSC|DCIM\S*|DSC_?\d*|IMG_?\d*|[Uu]ntitled|default", re.ASCII
)
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)")


def notes_in(fields: Mapping[str, Any]) -> Found:
    """Pick out of a picture's metadata `taken_at`, `caption`, `alt`, `credit` and `licence`, where they are."""
    found = _exif(fields) | _iptc(fields.get("iptc-data") or b"") | _xmp(fields.get("xmp-data") or b"")
    taken_at = (
        found.get("taken_at") or found.get("created_at") or f"{found.get('day', '')}{found.get('time', '')}"
    )
    notes = {
        "taken_at": taken_at,
        "caption": found.get("caption") or found.get("headline", ""),
        "alt": found.get("alt", ""),
        "credit": _credit(found.get("creator", ""), found.get("credit", "")),
        "licence": _licence(found.get("licence") or found.get("terms") or found.get("rights", "")),
    }
    return {name: text for name, text in notes.items() if text}


def _credit(creator: str, credit: str) -> str:
    return " / ".join(dict.fromkeys(name for name in (creator, credit) if name))


def _licence(text: str) -> str:
    address = _CREATIVE_COMMONS.search(text)
    if address is None:
        return text
    name, version = address.groups()
    return f"CC0 {version}" if name == "zero" else f"CC {name.upper()} {version}"


def _clean(text: str) -> str:
    words = " ".join(text.replace("\0", " ").split())[:LONGEST]
    return "" if _CAMERA_WORDS.fullmatch(words) else words


def _exif(fields: Mapping[str, Any]) -> Found:
    texts = {name: _exif_text(str(fields[field])) for field, name in _EXIF_NAMES.items() if field in fields}
    texts = {
        name: _COPYRIGHT_PARTS.sub("", text) if name == "rights" else text for name, text in texts.items()
    }
    return {name: _clean(text) for name, text in texts.items() if _clean(text)}


def _exif_text(told: str) -> str:
    """Take the text out of what libvips tells of it: `text (text, ASCII, 5 components, 5 bytes)`."""
    twice = _EXIF_COMMENT.sub("", told)
    half = (len(twice) - 2) // 2
    return twice[:half] if twice != told and twice[:half] == twice[half + 2 :] else twice.rsplit(" (", 1)[0]


def _iptc(data: bytes) -> Found:
    found: dict[str, list[str]] = {}
    for tag, value in _iptc_fields(_iptc_block(data)):
        if tag in _IPTC_NAMES:
            found.setdefault(_IPTC_NAMES[tag], []).append(_clean(_decoded(value)))
    return {name: ", ".join(texts) for name, texts in found.items() if any(texts)}


def _iptc_block(data: bytes) -> bytes:
    """Cut the IPTC block out of Photoshop's resources; data without those is the block."""
    if not data.startswith(b"Photoshop 3.0\0"):
        return data
    at = data.find(b"8BIM\x04\x04")
    if at < 0:
        return b""
    name_end = at + 6 + (data[at + 6] // 2 + 1) * 2 if at + 6 < len(data) else len(data)
    size = int.from_bytes(data[name_end : name_end + 4], "big")
    return data[name_end + 4 : name_end + 4 + size]


def _iptc_fields(block: bytes) -> Iterator[tuple[int, bytes]]:
    """List the fields of record 2, https://iptc.org/standards/iim/, section 1.6."""
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        record, tag, size = struct.unpack(">BBH", block[at + 1 : at + 5])
        if record == 2:
            yield tag, block[at + 5 : at + 5 + size]
        at += 5 + size


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _xmp(data: bytes) -> Found:
    if not data or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return {}
    try:
        root = ET.fromstring(data.decode("utf-8-sig").strip("\0 \n"))  # noqa: S314 - entities were refused
    except (ET.ParseError, UnicodeDecodeError):
        return {}
    found = {
        _XMP_NAMES[name]: _clean(text)
        for description in root.iter(f"{_RDF}Description")
        for name, text in (*description.items(), *((child.tag, _xmp_text(child)) for child in description))
        if name in _XMP_NAMES
    }
    return {name: text for name, text in found.items() if text}


def _xmp_text(element: ET.Element) -> str:
    """Read a plain value, an address, the first of several languages, or a list of names."""
    items = [item.text or "" for item in element.iter(f"{_RDF}li")]
    if element.find(f"{_RDF}Alt") is not None:
        return items[0] if items else ""
    return ", ".join(items) or element.get(f"{_RDF}resource") or element.text or ""
