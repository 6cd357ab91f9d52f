"""A folder of pictures -> a gallery: the pictures in order of time, and a file for people to complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from microsite.core.diagnostics import Diagnostic
from microsite.model.examples import one_line
from microsite.model.slugs import slug as slug_of

if TYPE_CHECKING:
    from microsite.render.renditions import PhotoNotes

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
_HEAD = """# The pictures are shown in this order. `check` names every TODO that is left.
title: {title}
date: {date}
# end_date: 2023-12-07          # the last day, if it lasted longer
# cohort: 2023-autumn           # the cohort it belongs to
# event: kick-off               # or the event
{credit}   # who made them, where a picture does not say
# licence: CC BY 4.0
photos:
"""
_CREDIT_TODO, _CREDIT_EXAMPLE = "credit: TODO", '# credit: "Photo: Ole Onstad"'
_NUMBER = re.compile(r"(\d+)")
Made = tuple[Mapping[str, str | Path], tuple[Diagnostic, ...]]


def make(slug: str, photos: Path | None) -> Made:
    """Give the files of a new gallery; `photos` is the folder whose pictures it takes in."""
    folder = f"content/galleries/{slug}"
    title = slug.replace("-", " ").capitalize()
    if photos is None:
        head = _HEAD.format(title=title, date=datetime.now(UTC).date(), credit=_CREDIT_TODO)
        entry = "  - file: TODO.jpg\n    alt: TODO\n    depicts: [TODO]\ndraft: true\n"
        return {f"{folder}/gallery.yaml": head + entry}, ()
    if not photos.is_dir():
        message = f"there is no folder `{photos}`"
        return {}, (Diagnostic(code="E833", message=message, help="name the folder that holds the photos"),)
    found = sorted(path for path in photos.iterdir() if path.suffix.lower() in PICTURES and path.is_file())
    if not found:
        message = f"there are no pictures in `{photos.name}`"
        return {}, (Diagnostic(code="E833", message=message, help="name the folder that holds the photos"),)
    return _with_photos(folder, title, found)


def _with_photos(folder: str, title: str, found: list[Path]) -> Made:
    from microsite.render.renditions import read_captions

    notes = read_captions(found)
    order = sorted(
        found, key=lambda path: (str(notes[path].taken_at or "9999"), _in_counting_order(path.name))
    )
    first = next((notes[path].taken_at for path in order if notes[path].taken_at), None)
    names = dict(zip(order, _names(order), strict=True))
    text = _HEAD.format(
        title=title,
        date=(first or datetime.now(UTC)).date(),
        credit=_CREDIT_EXAMPLE if all(note.credit for note in notes.values()) else _CREDIT_TODO,
    )
    text += "".join(_entry(names[path], notes[path]) for path in order)
    return {f"{folder}/gallery.yaml": text, **{f"{folder}/{names[path]}": path for path in order}}, ()


def _entry(name: str, notes: PhotoNotes) -> str:
    """Write a photo's entry, with `TODO` where only a person can say it."""
    text = f"  - file: {one_line(name)}\n    alt: {one_line(notes.alt or 'TODO')}\n"
    text += f"    caption: {one_line(notes.caption)}\n" if notes.caption else "    # caption: what it means\n"
    text += f"    credit: {one_line(notes.credit)}\n" if notes.credit else ""
    text += f"    licence: {one_line(notes.licence)}\n" if notes.licence else ""
    return text + "    depicts: [TODO]   # ids of the people it shows, as in [anna-berg], or none\n"


def _in_counting_order(name: str) -> list[str]:
    """Give what sorts `photo-2` before `photo-10`."""
    return [part.zfill(20) if part.isdecimal() else part for part in _NUMBER.split(name)]


def _names(paths: list[Path]) -> Iterator[str]:
    """Give each picture a name that can stand anywhere, none twice."""
    taken: set[str] = set()
    for path in paths:
        stem, suffix = slug_of(path.stem) or "picture", path.suffix.lower()
        name, number = f"{stem}{suffix}", 2
        while name in taken:
            name, number = f"{stem}-{number}{suffix}", number + 1
        taken.add(name)
        yield name
