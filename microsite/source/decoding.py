"""The bytes of a file -> its text, the same whichever editor saved it; or what is wrong with the bytes."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.source.source_text import SourceText
from microsite.source.yaml_words import unreadable

largest_file = 1_000_000
"""Bytes."""

_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_INVISIBLE = regex("[\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
# Joiners belong to Persian, Hindi and emoji; between Latin letters they only hide.
_JOINER = regex("(?<![\x20-\u024f])[\u200c\u200d]|[\u200c\u200d](?![\x20-\u024f])")
_SAVE = "in your editor, choose “Save as” or “Save with encoding”, and there UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Hold a text, None when the bytes could not be read, and what was wrong."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, path: str) -> Decoded:
    """Read UTF-8, with or without its mark, with any ends of lines; letters and accents become one (NFC)."""
    if len(data) > largest_file:
        return Decoded(text=None, diagnostics=(_too_large(data, path),))
    if data.startswith(_WIDE_MARKS) or _is_wide_without_mark(data):
        return Decoded(text=None, diagnostics=(_wide(path),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Decoded(text=None, diagnostics=(_other_encoding(data, error.start, path),))
    return _readable(unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), path)


def _readable(text: str, path: str) -> Decoded:
    if not text.strip():
        return Decoded(text=None, diagnostics=(_empty(path),))
    source = SourceText(text=text, path=path)
    if control := _CONTROL.search(text):
        return Decoded(text=None, diagnostics=(unreadable(source, control.start()),))
    return Decoded(text=text, diagnostics=tuple(_invisible(source)))


def _is_wide_without_mark(data: bytes) -> bool:
    beginning = data[:200]
    return len(beginning) > 3 and max(beginning[::2].count(0), beginning[1::2].count(0)) > len(beginning) // 4


def _too_large(data: bytes, path: str) -> Diagnostic:
    return Diagnostic(
        code="E104",
        message=f"the file has {len(data):,} bytes, {largest_file:,} are allowed",
        position=Position(path=path),
        help="split it into several; put pictures and documents beside it, not into it",
    )


def _empty(path: str) -> Diagnostic:
    return Diagnostic(
        code="E107",
        message="the file is empty",
        position=Position(path=path),
        help="fill it in, or delete it",
    )


def _wide(path: str) -> Diagnostic:
    return Diagnostic(
        code="E102",
        message="the file is saved as UTF-16 or UTF-32, not as UTF-8",
        position=Position(path=path),
        help=f"save it again: {_SAVE}; Notepad calls UTF-16 “Unicode”",
    )


def _other_encoding(data: bytes, place: int, path: str) -> Diagnostic:
    line_start = max(data.rfind(b"\n", 0, place), data.rfind(b"\r", 0, place)) + 1
    before = data[:line_start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(data[line_start:place].decode("utf-8-sig")) + 1
    meant = data[place : place + 1].decode("cp1252", "ignore")
    likely = f", which is “{meant}” in Windows-1252 (Latin-1)" if meant else ""
    return Diagnostic(
        code="E101",
        message="the file is not saved as UTF-8",
        position=Position(path=path, line=before.count(b"\n") + 1, column=column),
        label=f"here is the byte {data[place]:02X}{likely}",
        help=f"save it again: {_SAVE}",
    )


def _invisible(source: SourceText) -> Iterator[Diagnostic]:
    lines = set()
    for found in _INVISIBLE.finditer(source.text):
        line_start = source.line_start(found.start())
        if line_start not in lines and not _JOINER.match(source.text, found.start()):
            lines.add(line_start)
            yield _warn_of_invisible(source, found.start())


def _warn_of_invisible(source: SourceText, place: int) -> Diagnostic:
    character = source.text[place]
    name = unicodedata.name(character, "a control character").lower()
    return Diagnostic(
        code="W101",
        message="a character that cannot be seen",
        position=source.position(place),
        label=f"here is U+{ord(character):04X}, {name}",
        help="it often comes along when text is copied from a web page; delete it and type the words again",
    )
