"""What somebody wants to begin -> the files of it, written where nothing stood before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from microsite.commands.new import galleries, sites
from microsite.commands.new.starters import consent_of, front_matter, markdown
from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.failures import diagnosing
from microsite.core.positions import Position
from microsite.model.fields.record import Record
from microsite.model.fields.text import unfit_slug
from microsite.model.schema.cohort import Cohort
from microsite.model.schema.event import Event
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.page import Page
from microsite.model.schema.update import Update

Files = Mapping[str, str | Path]
"""What to write, by path: a text, or the file that is copied there."""

Made = tuple[tuple[str, ...], tuple[Diagnostic, ...]]
Maker = Callable[[str, Path | None], tuple[Files, tuple[Diagnostic, ...]]]


def new(kind: str, slug: str, *, site: Path, photos: Path | None = None) -> Made:
    """Write a starter of a kind and give the paths of its files, or say why not. Nothing is ever overwritten.

    `photos` is for galleries: the folder whose pictures are taken in. Raises DiagnosedError when the disk refuses.
    """
    if kind not in MAKERS:
        return (), (_unknown(kind),)
    if unfit := unfit_slug(slug):
        message = f"`{slug}` cannot be part of an address: {unfit.label}"
        return (), (Diagnostic(code="E830", message=message, help=unfit.help),)
    files, problems = MAKERS[kind](slug, photos)
    taken = [path for path in files if (site / path).exists()]
    if taken or problems:
        return (), (*problems, *map(_taken, taken))
    with diagnosing(lambda name: Path(os.path.relpath(name, site)).as_posix()):
        for path, content in files.items():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                shutil.copyfile(content, target)
            else:
                target.write_bytes(content.encode())
    return tuple(files), ()


def _unknown(kind: str) -> Diagnostic:
    known = ", ".join(MAKERS)
    help = did_you_mean(kind, MAKERS, otherwise=f"there are: {known}")
    return Diagnostic(code="E831", message=f"there is no kind `{kind}` to begin", help=help)


def _taken(path: str) -> Diagnostic:
    return Diagnostic(
        code="E832",
        message=f"`{path}` is there already, and stays as it is",
        position=Position(path=path),
        help="choose another name",
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _name(slug: str) -> str:
    return slug.replace("-", " ").title()


def _markdown_maker(
    schema: type[Record], place: str, values: Callable[[str], dict[str, Any]], body: str
) -> Maker:
    def make(slug: str, _: Path | None) -> tuple[Files, tuple[Diagnostic, ...]]:
        path = place.format(slug=slug, today=_today().isoformat())
        fields = front_matter(schema, values(slug), left_out=("id",))
        return {path: markdown(fields, body)}, ()

    return make


def _person(slug: str) -> dict[str, Any]:
    return {"name": _name(slug), "draft": True, "consent": consent_of(_today())}


def _mentee(slug: str) -> dict[str, Any]:
    return _person(slug) | {"status": [{"state": "open", "since": _today()}]}


def _titled(slug: str) -> dict[str, Any]:
    return {"title": _name(slug).capitalize(), "draft": True}


def _dated(key: str) -> Callable[[str], dict[str, Any]]:
    return lambda slug: _titled(slug) | {key: _today()}


MAKERS: Mapping[str, Maker] = {
    "mentee": _markdown_maker(
        Mentee, "mentees/{slug}/index.md", _mentee, "Write the pitch here: about 60 words."
    ),
    "mentor": _markdown_maker(
        Mentor, "content/mentors/{slug}.md", _person, "Write a few words about them here."
    ),
    "cohort": _markdown_maker(
        Cohort, "content/cohorts/{slug}.md", _dated("start_date"), "Tell the story of the cohort here."
    ),
    "event": _markdown_maker(
        Event, "content/events/{slug}.md", _dated("start_date"), "Say more about the event here."
    ),
    "update": _markdown_maker(
        Update, "content/updates/{today}-{slug}.md", _dated("date"), "Write the news here."
    ),
    "page": _markdown_maker(Page, "content/pages/{slug}.md", _titled, "Write the page here."),
    "gallery": galleries.make,
    "site": sites.make_site,
    "theme": sites.make_theme,
}
"""How each kind is begun."""
