"""Views for tests: everything that a test does not say is empty."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from microsite.core import urls
from microsite.render.views import (
    CoordinatorView,
    EventView,
    ImageView,
    MenteeView,
    PersonLink,
    Rendition,
    SectionView,
    SiteView,
    SourceSet,
    TermView,
    UpdateView,
)

View = TypeVar("View")
DAY = date(2023, 12, 6)
SECTIONS = {
    name: SectionView(title=name.title(), lead="", path=f"{name}/index.html")
    for name in ("mentees", "events", "updates", "galleries", "contact")
}


def view(kind: type[View], **fields: Any) -> View:
    """Make a view whose other fields are empty; dates are the day of the article."""
    hints = get_type_hints(kind)
    views: Any = kind
    given = {f.name for f in dataclasses.fields(views) if f.default is not dataclasses.MISSING} | set(fields)
    empty = {name: _empty(hint) for name, hint in hints.items() if name not in given}
    return kind(**empty, **fields)


def _empty(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint):
        return None
    if hint is date:
        return DAY
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return view(hint)
    origin = get_origin(hint) or hint
    return {} if origin is Mapping else origin()


def lovepats(**fields: Any) -> SiteView:
    """Make the site, at its address."""
    sample = {
        "name": "Lovepats",
        "tagline": "A mentor program in Oslo",
        "language": "en",
        "url": "https://lovepats.example/site/",
        "now": DAY,
        "organisation_name": "Oslo Business Region",
        "organisation_url": "https://oslobusinessregion.example",
        "coordinator": view(CoordinatorView, name="Andrea"),
        "sections": SECTIONS,
    }
    return view(SiteView, **{**sample, **fields})


def absolute(path: str) -> str:
    """Give an address as the site does."""
    return urls.canonical("https://lovepats.example/site/", path)


def nowhere(_path: str) -> str:
    """Give an address as a site does that has none."""
    return ""


def event(id: str = "closing-evening", **fields: Any) -> EventView:
    """Make an event that lasts all day."""
    day = fields.get("start_date", DAY)
    sample = {
        "id": id,
        "path": f"events/{id}/index.html",
        "title": "Closing evening",
        "event_status": "scheduled",
        "timezone": "Europe/Oslo",
        "end_date": day,
    }
    return view(EventView, **{**sample, **fields})


def update(id: str = "2023-12-06-a-lifeline", **fields: Any) -> UpdateView:
    """Make a piece of news."""
    sample = {"id": id, "path": f"updates/{id}/index.html", "title": "A lifeline", "summary": "In short."}
    return view(UpdateView, **{**sample, **fields})


def author(name: str, **fields: Any) -> PersonLink:
    """Make somebody who wrote news."""
    return view(PersonLink, name=name, **fields)


def mentee(id: str = "zofia-wisniewska", **fields: Any) -> MenteeView:
    """Make a mentee."""
    return view(
        MenteeView, **{"id": id, "path": f"mentees/{id}/index.html", "name": "Zofia Wiśniewska", **fields}
    )


def term(name: str) -> TermView:
    """Make a term."""
    return view(TermView, name=name)


def picture(id: str = "roof", **fields: Any) -> ImageView:
    """Make a picture of one rendition."""
    file = Rendition(path=f"media/{id}.jpg", width_px=960, height_px=640)
    sample = {
        "id": id,
        "alt": "A roof",
        "credit": "Illustration, CC0",
        "sources": (SourceSet(media_type="image/jpeg", renditions=(file,)),),
    }
    return view(ImageView, **{**sample, **fields})


def html(text: str) -> Markup:
    """Mark a text as sanitised HTML."""
    return Markup(text)  # noqa: S704
