"""What is to be made: a page, a document, a copy; each with its output path."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass
from microsite.core.scanning import SourceFile
from microsite.plan.paths import SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """A page: `template` draws it, `subject` is the id of its entry, `section` its part of the site.

    A long list has several pages: `part` is the number of this one.
    """

    path: str
    template: str
    subject: str
    section: str
    source: str
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentJob:
    """A file that is not a page: `form` says which (feed, calendar, sitemap …), `subject` of what."""

    path: str
    form: str
    subject: str = ""
    source: str = SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyJob:
    """A document that is published as `path`: the CV of the mentee `subject`, or one that a text links to."""

    path: str
    file: SourceFile
    subject: str = ""
