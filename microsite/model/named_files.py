"""The files that an entry names -> those that are not there, or of which nobody has said what they show."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping

from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.kinds import Kind, is_document, is_picture
from microsite.model.pictures import Pictures, beside
from microsite.model.remnants import Remnant
from microsite.model.schema.mentee import Mentee

PICTURES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PAGE: ("image", "strip.*"),
    Kind.COHORT: ("image",),
    Kind.EVENT: ("image",),
    Kind.UPDATE: ("image",),
    Kind.GALLERY: ("cover",),
}
"""Which fields name a picture that is described elsewhere."""

OWN_FILES = ("photo", "logo", "photos.*.file", "pictures.*.file")
"""Fields that name a picture and describe it."""

_ELSEWHERE = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def broken_files(
    entry: Entry[Record], pictures: Pictures, *, media: Iterable[str], unread: Container[str]
) -> Iterator[Diagnostic]:
    """Find pictures and documents that cannot be shown (E420 to E423, E602).

    Of pictures in the folders `unread` it is not known how they are described.
    """
    files = frozenset(media)
    for file, position in _named_pictures(entry):
        path = beside(entry.path, file)
        is_known = path in pictures.shown or path in pictures.dropped
        if not is_known and not (path in files and posixpath.dirname(path) in unread):
            yield _broken_picture(file, path, position, pictures, files)
    if isinstance(entry, Remnant):
        yield from _missing_own(entry, files)
    if isinstance(entry.fields, Mentee) and entry.fields.cv:
        yield from _broken_cv(
            entry.fields.cv, beside(entry.path, entry.fields.cv), entry.position("cv"), files
        )


def _missing_own(remnant: Remnant, files: frozenset[str]) -> Iterator[Diagnostic]:
    for pattern in OWN_FILES:
        for loc, file in remnant.values(pattern):
            path = beside(remnant.path, file)
            if path not in files:
                yield _missing(path, remnant.position(*loc), filter(is_picture, _beside(path, files)))


def _named_pictures(entry: Entry[Record]) -> Iterator[tuple[str, Position]]:
    for pattern in PICTURES.get(entry.kind, ()):
        for loc, file in entry.values(pattern):
            yield file, entry.position(*loc)
    for fragment in entry.fragments:
        for mention in fragment.mentions:
            if mention.is_picture:
                yield mention.written, mention.position


def _broken_picture(
    file: str, path: str, position: Position, pictures: Pictures, files: frozenset[str]
) -> Diagnostic:
    if _ELSEWHERE.match(file):
        code, message = "E420", "pictures cannot come from other sites"
        help = "save the picture beside this file, and describe it under `pictures`"
    elif reason := pictures.waiting.get(path):
        code, message = "E422", f"`{file}` is described in {reason}"
        help = "take the picture out here, or change the entry that describes it"
    elif path in files:
        code, message = "E421", f"`{file}` is not described anywhere"
        help = "describe it in the fields of this file, under `pictures`: file, alt, credit, depicts"
    else:
        return _missing(path, position, (*pictures.shown, *filter(is_picture, files)))
    return Diagnostic(code=code, message=message, position=position, help=help)


def _broken_cv(file: str, path: str, position: Position, files: frozenset[str]) -> Iterator[Diagnostic]:
    if not is_document(path):
        help = "export it as a PDF, and write the name of that file"
        yield Diagnostic(code="E423", message=f"`{file}` is not a PDF", position=position, help=help)
    elif path not in files:
        yield _missing(path, position, filter(is_document, _beside(path, files)))


def _beside(path: str, files: frozenset[str]) -> Iterator[str]:
    """Give what lies in the same folder: the files of other people are not meant."""
    folder = posixpath.dirname(path)
    return (file for file in files if posixpath.dirname(file) == folder)


def _missing(path: str, position: Position, near: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        code="E602",
        message=f"there is no file `{path}`",
        position=position,
        help=did_you_mean(path, near, otherwise="put the file there, or correct its name"),
    )
