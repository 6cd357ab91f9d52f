"""Which file is an entry of which kind, and what its id is. Knows paths, not contents."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from microsite.core.dataclasses import dataclass
from microsite.core.regexes import regex
from microsite.model.fields.record import Record
from microsite.model.schema.cohort import Cohort
from microsite.model.schema.event import Event
from microsite.model.schema.gallery import Gallery
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.schema.page import Page
from microsite.model.schema.partner import Partner
from microsite.model.schema.site import SiteSettings
from microsite.model.schema.skill import Skill
from microsite.model.schema.testimonial import Testimonial
from microsite.model.schema.update import Update

_DATE_PREFIX = regex(r"^\d{4}-\d{2}-\d{2}-")
PICTURES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".heic",
    ".heif",
    ".avif",
    ".gif",
    ".tif",
    ".tiff",
    ".bmp",
    ".svg",
)
DOCUMENTS = (".pdf",)


class Kind(StrEnum):
    """The kinds of entries."""

    SITE = "site"
    PAGE = "page"
    COHORT = "cohort"
    MENTEE = "mentee"
    MENTOR = "mentor"
    PARTNER = "partner"
    EVENT = "event"
    UPDATE = "update"
    GALLERY = "gallery"
    TESTIMONIAL = "testimonial"
    SKILL = "skill"


PEOPLE = (Kind.MENTEE, Kind.MENTOR)


class Form(StrEnum):
    """How a file holds entries: one with a body, one without, or a list of them."""

    MARKDOWN = "markdown"
    YAML = "yaml"
    LIST = "list"


SCHEMAS: dict[Kind, type[Record]] = {
    Kind.SITE: SiteSettings,
    Kind.PAGE: Page,
    Kind.COHORT: Cohort,
    Kind.MENTEE: Mentee,
    Kind.MENTOR: Mentor,
    Kind.PARTNER: Partner,
    Kind.EVENT: Event,
    Kind.UPDATE: Update,
    Kind.GALLERY: Gallery,
    Kind.TESTIMONIAL: Testimonial,
    Kind.SKILL: Skill,
}

PLACES = {
    "content/site.yaml": (Kind.SITE, Form.YAML),
    "content/pages/*.md": (Kind.PAGE, Form.MARKDOWN),
    "content/cohorts/*.md": (Kind.COHORT, Form.MARKDOWN),
    "content/events/*.yaml": (Kind.EVENT, Form.LIST),
    "content/events/*.md": (Kind.EVENT, Form.MARKDOWN),
    "content/mentors/*.md": (Kind.MENTOR, Form.MARKDOWN),
    "content/partners.yaml": (Kind.PARTNER, Form.LIST),
    "content/testimonials.yaml": (Kind.TESTIMONIAL, Form.LIST),
    "content/skills.yaml": (Kind.SKILL, Form.LIST),
    "content/updates/*.md": (Kind.UPDATE, Form.MARKDOWN),
    "content/galleries/*/gallery.yaml": (Kind.GALLERY, Form.YAML),
    "mentees/*/index.md": (Kind.MENTEE, Form.MARKDOWN),
}
"""Where each kind is written, and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a path is: `id` is empty for a list, whose entries name their own."""

    kind: Kind
    form: Form
    id: str


_PATTERNS = {regex(re.escape(pattern).replace(r"\*", "[^/]*")): place for pattern, place in PLACES.items()}


def place_of(path: str) -> Place | None:
    """Tell which kind of entry the file at `path` holds; None when it holds none."""
    if not path.endswith((".md", ".yaml")):
        return None
    for pattern, (kind, form) in _PATTERNS.items():
        if pattern.fullmatch(path):
            return Place(kind=kind, form=form, id=_id_of(PurePosixPath(path), kind, form))
    return None


def _id_of(path: PurePosixPath, kind: Kind, form: Form) -> str:
    match kind, form:
        case _, Form.LIST:
            return ""
        case ((Kind.GALLERY | Kind.MENTEE), _):
            return path.parent.name
        case Kind.UPDATE, _:
            return _DATE_PREFIX.sub("", path.stem)
    return path.stem


def is_media(path: str) -> bool:
    """Tell whether a file is a picture or document beside an entry."""
    return path.lower().endswith((*PICTURES, *DOCUMENTS))


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture."""
    return path.lower().endswith(PICTURES)


def is_document(path: str) -> bool:
    """Tell whether a file is a document to download."""
    return path.lower().endswith(DOCUMENTS)
