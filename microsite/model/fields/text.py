"""One written value -> text, a slug, references, a path beside the entry."""

from __future__ import annotations

import posixpath
import re
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from microsite.model.fields.mistakes import UnfitError, kind_of, mistake, reading, written
from microsite.model.slugs import slug

longest_slug = 100
"""Characters; file systems allow 255 bytes, and endings and temporary names come on top."""

NOBODY = "none"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_ON_ONE_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|[/~]|\\\\")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def _text(value: object) -> str:
    if isinstance(value, bool):
        help = f'to mean the word, put quotes around it: `{{key}}: "{str(value).lower()}"`'
        raise mistake("E203", "must be a text", label=kind_of(value), help=help)
    help = "write one text, `{key}: a text`; a list, `{key}: [a, b]`, does not fit here"
    text = written(value, "E203", "must be a text", help=help)
    if not text:
        help = "write a text between the quotes, or remove the line"
        raise mistake("E210", "is empty", label="nothing is written here", help=help)
    if control := _control_character(text):
        label = f"this has the control character number {ord(control)}"
        raise mistake("E228", "has a character that cannot be shown", label=label, help="type the text again")
    return text


def _control_character(text: str) -> str:
    found = _CONTROL.search(text)
    return found.group() if found else ""


def unfit_slug(text: str) -> UnfitError | None:
    """Tell why a text cannot be an address, and which one near it can; None when it can."""
    if len(text) > longest_slug:
        return _unlike_slug(text, f"this has {len(text)} characters, {longest_slug} are allowed")
    if text.lower() in _DEVICES:
        return _unlike_slug(f"{text}-1", "a file of this name cannot exist on Windows")
    if not _SLUG.fullmatch(text):
        return _unlike_slug(text, "only a–z, 0–9 and single hyphens fit in an address")
    return None


def _unlike_slug(text: str, label: str) -> UnfitError:
    proposal = slug(text)[:longest_slug].strip("-") or "anna-berg"
    return UnfitError(label, f"write for example {proposal}")


def _slug(text: str) -> str:
    if unfit := unfit_slug(text):
        raise unfit
    return text


def _reference(text: str) -> str:
    if not text or _control_character(text) or "\n" in text:
        raise UnfitError("this is not one id")
    return text


def _media_path(value: object, info: ValidationInfo) -> str:
    return reading(
        str,
        lambda text: _path_beside(text, (info.context or {}).get("path", "")),
        code="E222",
        must="must be a file of this site",
        help="write a file name, for example photo.jpg",
    )(value)


def _path_beside(text: str, entry_path: str) -> str:
    _refuse_places_elsewhere(text)
    path = posixpath.normpath(text)
    if posixpath.normpath(posixpath.join(posixpath.dirname(entry_path), path)).startswith(".."):
        raise UnfitError(
            "this leads out of the site's folder", "put the file beside this entry and write its name only"
        )
    return path


def _refuse_places_elsewhere(text: str) -> None:
    if not text or "\n" in text or _control_character(text):
        raise UnfitError("this is not the name of a file")
    if _ON_ONE_COMPUTER.match(text):
        name = re.split(r"[\\/]", text)[-1] or "photo.jpg"
        raise UnfitError(
            "this is a place on one computer", f"put the file beside this entry and write {name}"
        )
    if _ADDRESS.match(text):
        help = "save the file beside this entry and write its name, for example photo.jpg"
        raise UnfitError("this is an address, not a file", help)
    if "\\" in text:
        raise UnfitError("this has a backslash", f"write {text.replace(chr(92), '/')}")
    if text.rpartition("/")[2] in ("", ".", ".."):
        raise UnfitError("this is a folder", "write the name of the file too, for example images/photo.jpg")


def _depicts(value: object) -> object:
    if value == NOBODY:
        return ()
    if not isinstance(value, list) or not value:
        raise mistake(
            "E240",
            "must list the people it shows, or be `none`",
            label="this is neither a list of ids nor `none`",
            help="write `{key}: none`, or the people's ids: `{key}: [zofia-wisniewska]`",
        )
    return value


Text = Annotated[str, BeforeValidator(_text), Field(examples=["a text"])]
Slug = Annotated[
    str,
    BeforeValidator(
        reading(
            str,
            _slug,
            code="E223",
            must="must be a short name for an address",
            help="write one name, for example anna-berg",
        )
    ),
    Field(examples=["anna-berg"]),
]
Reference = Annotated[
    str,
    BeforeValidator(
        reading(
            str,
            _reference,
            code="E229",
            must="must be the id of one entry",
            help="write one id, which is the name of a file or folder without its ending",
        )
    ),
    Field(examples=["2023-autumn"]),
]
MediaPath = Annotated[str, BeforeValidator(_media_path), Field(examples=["photo.jpg"])]
Depicts = Annotated[tuple[Reference, ...], BeforeValidator(_depicts)]
