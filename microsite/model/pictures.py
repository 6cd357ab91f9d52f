"""Declared pictures -> those that may be shown, by source path. One that shows a person who is not covered is gone.

Knows what a picture shows and who may be shown, not how it will be made.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from microsite.core.diagnostics import Diagnostic, Related, did_you_mean
from microsite.core.positions import Position
from microsite.model.consent import Admitted
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.schema.consent import Cover
from microsite.model.schema.gallery import Gallery
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.partner import Partner
from microsite.model.schema.pictures import CENTRE, Picture
from microsite.model.schema.types import Focus, Record

COVERS = {Kind.UPDATE: Cover.NEWS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A picture that may be shown: `path` is its source file, `depicts` the ids of the people on it.

    `profile` names how it is made: photo, portrait or logo.
    """

    path: str
    alt: str
    caption: str
    credit: str
    depicts: tuple[str, ...]
    focal_point: Focus
    profile: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures that may be shown, those dropped for a person's sake, and what is wrong."""

    shown: Mapping[str, Photograph]
    dropped: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    photograph: Photograph
    entry: Entry[Record]
    loc: tuple[str | int, ...]
    cover: Cover
    is_decorative: bool = False


def beside(entry_path: str, file: str) -> str:
    """Give the path of a file that an entry names, from the site folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry_path), file))


def choose(admitted: Admitted, *, media: Iterable[str], people: frozenset[str]) -> Pictures:
    """Decide which declared pictures may be shown; `people` are the ids of all people, admitted or not."""
    files = frozenset(media)
    shown: dict[str, Photograph] = {}
    dropped: dict[str, str] = {}
    problems: list[Diagnostic] = []
    first: dict[str, _Declared] = {}
    for entry in admitted.entries:
        for declared in _declared(entry):
            path = declared.photograph.path
            problems += _mistakes(declared, files, people, first.setdefault(path, declared))
            reason = _uncovered(declared, admitted)
            if reason and path not in dropped:
                dropped[path] = reason
                problems.append(_notice(declared, reason))
            shown[path] = declared.photograph
    for path in dropped:
        shown.pop(path, None)
    return Pictures(shown=shown, dropped=dropped, diagnostics=tuple(problems))


def _declared(entry: Entry[Record]) -> Iterator[_Declared]:
    fields = entry.fields
    match fields:
        case Gallery():
            for number, photo in enumerate(fields.photos):
                yield _from_picture(entry, ("photos", number), photo, gallery=fields)
        case Mentee() | Mentor() if fields.photo:
            yield _portrait(entry, fields)
        case Partner() if fields.logo:
            photograph = Photograph(
                path=beside(entry.path, fields.logo),
                alt=fields.name,
                caption="",
                credit="",
                depicts=(),
                focal_point=CENTRE,
                profile="logo",
                owner=entry.name,
            )
            yield _Declared(
                photograph=photograph, entry=entry, loc=("logo",), cover=Cover.GALLERY, is_decorative=True
            )
    for number, picture in enumerate(getattr(fields, "pictures", ())):
        yield _from_picture(entry, ("pictures", number), picture)


def _from_picture(
    entry: Entry[Record], loc: tuple[str | int, ...], picture: Picture, *, gallery: Gallery | None = None
) -> _Declared:
    credit = picture.credit or (gallery.credit if gallery else None) or ""
    licence = picture.licence or (gallery.licence if gallery and not picture.credit else None) or ""
    photograph = Photograph(
        path=beside(entry.path, picture.file),
        alt=picture.alt or "",
        caption=picture.caption or "",
        credit=", ".join(part for part in (credit, licence) if part),
        depicts=picture.depicts,
        focal_point=picture.focal_point,
        profile="photo",
        owner=entry.name,
    )
    return _Declared(
        photograph=photograph,
        entry=entry,
        loc=loc,
        cover=COVERS.get(entry.kind, Cover.GALLERY),
        is_decorative=picture.decorative,
    )


def _portrait(entry: Entry[Record], fields: Mentee | Mentor) -> _Declared:
    photograph = Photograph(
        path=beside(entry.path, fields.photo or ""),
        alt=fields.photo_alt or "",
        caption="",
        credit=fields.photo_credit or "",
        depicts=(entry.id,),
        focal_point=fields.photo_focal_point,
        profile="portrait",
        owner=entry.name,
    )
    return _Declared(photograph=photograph, entry=entry, loc=("photo",), cover=Cover.PHOTO)


def _uncovered(declared: _Declared, admitted: Admitted) -> str:
    for person in declared.photograph.depicts:
        if not admitted.covers(person, declared.cover):
            return f"it shows `{person}`, who has no valid consent for `{declared.cover}`"
    return ""


def _notice(declared: _Declared, reason: str) -> Diagnostic:
    return Diagnostic(
        code="N302",
        message=f"`{declared.photograph.path}` is left out everywhere: {reason}",
        position=declared.entry.position(*declared.loc),
    )


def _mistakes(
    declared: _Declared, files: frozenset[str], people: frozenset[str], first: _Declared
) -> Iterator[Diagnostic]:
    entry, loc, photograph = declared.entry, declared.loc, declared.photograph
    is_portrait = photograph.profile == "portrait"
    at = entry.position(*loc) if loc[-1] in ("photo", "logo") else entry.position(*loc, "file")
    if photograph.path not in files:
        yield _missing_file(at, photograph.path, files)
    if first is not declared:
        note = Related(position=first.entry.position(*first.loc), message="it is described here already")
        yield Diagnostic(
            code="E605",
            message="this picture is described twice",
            position=at,
            help="describe it in one place; others show it by its path",
            related=(note,),
        )
    if not photograph.alt and not declared.is_decorative:
        key = "photo_alt" if is_portrait else "alt"
        yield Diagnostic(
            code="E603",
            message=f"`{key}` is missing: what the picture shows, for those who do not see it",
            position=at,
            help=f"add a line such as `{key}: Four people at a table`"
            + ("" if is_portrait else ", or `decorative: true`"),
        )
    if not photograph.credit and photograph.profile != "logo":
        key = "photo_credit" if is_portrait else "credit"
        yield Diagnostic(
            code="E604",
            message=f"`{key}` is missing: who made the picture",
            position=at,
            help=f'add a line such as `{key}: "Photo: Ole Onstad"`',
        )
    for number, person in enumerate(photograph.depicts):
        if person not in people:
            yield Diagnostic(
                code="E310",
                message=f"nobody here is called `{person}`",
                position=entry.position(*loc, "depicts", number),
                help=did_you_mean(
                    person, people, otherwise="write the name of the person's folder under `mentees/`"
                ),
            )


def _missing_file(at: Position, path: str, files: frozenset[str]) -> Diagnostic:
    folder, _, name = path.rpartition("/")
    beside_it = [file.rpartition("/")[2] for file in files if file.rpartition("/")[0] == folder]
    return Diagnostic(
        code="E602",
        message=f"there is no file `{path}`",
        position=at,
        help=did_you_mean(name, beside_it, otherwise="put the picture there, or correct its name"),
    )
