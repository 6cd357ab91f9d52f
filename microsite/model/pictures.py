"""Declared pictures -> those that may be shown, by source path. One that shows a person who is not covered is gone.

Knows what a picture shows and who may be shown, not how it will be made.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, Related, did_you_mean
from microsite.core.positions import Position
from microsite.model.consent import Admitted
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.fields.values import Focus
from microsite.model.kinds import Kind
from microsite.model.schema.consent import Cover
from microsite.model.schema.gallery import Gallery
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.partner import Partner
from microsite.model.schema.pictures import CENTRE, Picture

COVERS = {Kind.UPDATE: Cover.NEWS}
NOT_YET_SAID = "TODO"
"""Stands for a person in a gallery that was just begun; E606 tells of it."""


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
    """The pictures that may be shown, those dropped for a person's sake, and what is wrong.

    `waiting` are those that only an entry describes that is not on the site: which, and why.
    """

    shown: Mapping[str, Photograph]
    dropped: Mapping[str, str]
    waiting: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    photograph: Photograph
    entry: Entry[Record]
    loc: tuple[str | int, ...]
    cover: Cover
    is_decorative: bool = False

    @property
    def at(self) -> Position:
        """Where the file is named."""
        is_picture = self.loc[-1] not in ("photo", "logo")
        return self.entry.position(*self.loc, "file") if is_picture else self.entry.position(*self.loc)


def beside(entry_path: str, file: str) -> str:
    """Give the path of a file that an entry names, from the site folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry_path), file))


def choose(admitted: Admitted, *, media: Iterable[str], people: frozenset[str]) -> Pictures:
    """Decide which declared pictures may be shown; `people` are the ids of all people, admitted or not."""
    files = frozenset(media)
    shown: dict[str, Photograph] = {}
    dropped = dict(_portraits(admitted))
    problems: list[Diagnostic] = []
    first: dict[str, _Declared] = {}
    for declared in (d for entry in admitted.entries for d in _declared(entry)):
        path = declared.photograph.path
        problems += _mistakes(declared, files, people, first.setdefault(path, declared))
        shown[path] = declared.photograph
        if reason := _uncovered(declared, admitted, people):
            problems += [] if path in dropped else [_notice(declared, reason)]
            dropped.setdefault(path, reason)
    waiting = {
        declared.photograph.path: f"`{held_back.name}`, which is not on the site: {held_back.reason}"
        for held_back in admitted.withheld.values()
        for declared in _declared(held_back.entry)
    }
    return Pictures(
        shown={path: photograph for path, photograph in shown.items() if path not in dropped},
        dropped=dropped,
        waiting={path: reason for path, reason in waiting.items() if path not in {**shown, **dropped}},
        diagnostics=tuple(problems),
    )


def _portraits(admitted: Admitted) -> Iterator[tuple[str, str]]:
    """Give the portraits of people who are held back: they are gone also from where others show them."""
    for held_back in admitted.withheld.values():
        if held_back.is_person:
            for declared in _declared(held_back.entry):
                yield declared.photograph.path, f"it shows `{held_back.entry.id}`, who is not on the site"


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


def _uncovered(declared: _Declared, admitted: Admitted, people: frozenset[str]) -> str:
    for person in declared.photograph.depicts:
        if person in people and not admitted.covers(person, declared.cover):
            return f"it shows `{person}`, who has no valid consent for `{declared.cover}`"
    return ""


def _notice(declared: _Declared, reason: str) -> Diagnostic:
    return Diagnostic(
        code="N302",
        message=f"`{declared.photograph.path}` is left out everywhere: {reason}",
        position=declared.at,
    )


def _mistakes(
    declared: _Declared, files: frozenset[str], people: frozenset[str], first: _Declared
) -> Iterator[Diagnostic]:
    if declared.photograph.path not in files:
        yield _missing_file(declared.at, declared.photograph.path, files)
    if first is not declared:
        yield _described_twice(declared, first)
    yield from _without_words(declared)
    yield from _strangers(declared, people)


def _described_twice(declared: _Declared, first: _Declared) -> Diagnostic:
    return Diagnostic(
        code="E605",
        message="this picture is described twice",
        position=declared.at,
        help="keep one of the two; other pages show the picture by its path, without describing it again",
        related=(Related(position=first.at, message="it is described here already"),),
    )


def _without_words(declared: _Declared) -> Iterator[Diagnostic]:
    photograph = declared.photograph
    prefix = "photo_" if photograph.profile == "portrait" else ""
    if not photograph.alt and not declared.is_decorative:
        otherwise = "" if prefix else ", or `decorative: true` when it carries no meaning"
        yield Diagnostic(
            code="E603",
            message=f"`{prefix}alt` is missing: what the picture shows, for those who do not see it",
            position=declared.at,
            help=f"add a line such as `{prefix}alt: Four people at a table`{otherwise}",
        )
    if not photograph.credit and photograph.profile != "logo":
        yield Diagnostic(
            code="E604",
            message=f"`{prefix}credit` is missing: who made the picture",
            position=declared.at,
            help=f'add a line such as `{prefix}credit: "Photo: Ole Onstad"`',
        )


def _strangers(declared: _Declared, people: frozenset[str]) -> Iterator[Diagnostic]:
    otherwise = "write the name of the person's folder under `mentees/`, or of the file in `content/mentors/`"
    for number, person in enumerate(declared.photograph.depicts):
        if person not in people and person != NOT_YET_SAID:
            yield Diagnostic(
                code="E310",
                message=f"nobody here is called `{person}`",
                position=declared.entry.position(*declared.loc, "depicts", number),
                help=did_you_mean(person, people, otherwise=otherwise),
            )


def _missing_file(at: Position, path: str, files: frozenset[str]) -> Diagnostic:
    folder, _, name = path.rpartition("/")
    beside_it = [file.rpartition("/")[2] for file in files if file.rpartition("/")[0] == folder]
    return Diagnostic(
        code="E602",
        message=f"there is no file `{path}`",
        position=at,
        help=did_you_mean(name, beside_it, otherwise="put the file there, or correct its name"),
    )
