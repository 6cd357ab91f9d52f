"""An update: a piece of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.mistakes import mistake
from microsite.model.fields.record import Record, field, rule
from microsite.model.schema.pictures import Picture

if TYPE_CHECKING:
    from microsite.model.schema.types import Date, LanguageCode, MediaPath, Reference, StrictBool, Text


class Author(Record):
    """Who wrote a piece of news: a person of the site, or a name."""

    person: Reference | None = field(
        default=None,
        description="The id of a mentee or mentor; needs a consent that covers `news`.",
        examples=["jonas-b"],
    )
    name: Text | None = field(
        default=None, description="A name, of somebody who has no id.", examples=["The Lovepats team"]
    )

    @rule
    def _is_one_of_both(self) -> None:
        if (self.person is None) == (self.name is None):
            raise mistake("E244", "needs either `person` or `name`", help="keep one of the two", field="name")


class Update(Record):
    """A piece of news at `content/updates/DATE-SLUG.md`; the body is the text."""

    title: Text = field(description="The headline.", examples=["What we learned in Oslo Innovation Week"])
    date: Date = field(description="The day it is published; later days wait.", examples=["2023-10-05"])
    summary: Text = field(
        description="One or two sentences for lists.", examples=["Four mentees on one stage."]
    )
    short_title: Text | None = field(
        default=None,
        description="A shorter title for links from one update to the next.",
        examples=["Innovation Week"],
    )
    authors: tuple[Author, ...] = field(
        default=(), description="Who wrote it.", examples=[[{"name": "Andrea"}, {"person": "jonas-b"}]]
    )
    tags: tuple[Text, ...] = field(
        default=(), description="What it is about; each tag has a page.", examples=[["Workshops", "CV"]]
    )
    expires_on: Date | None = field(
        default=None,
        description="The last day it is shown; links to it then lead to the list.",
        examples=["2024-01-31"],
    )
    image: MediaPath | None = field(
        default=None,
        description="A picture declared in `pictures` or a gallery.",
        examples=["../galleries/autumn-2023/innovation-week-panel.jpg"],
    )
    pictures: tuple[Picture, ...] = field(
        default=(),
        description="The pictures beside this file.",
        examples=[
            [{"file": "panel.jpg", "alt": "Four speakers", "credit": "Photo: Ole Onstad", "depicts": "none"}]
        ],
    )
    mentions: tuple[Reference, ...] = field(
        default=(),
        description="Ids of the people the text speaks of; each needs a consent that covers `news`.",
        examples=[["ngozi-adeyemi"]],
    )
    cohort: Reference | None = field(default=None, description="The cohort's id.", examples=["2023-autumn"])
    event: Reference | None = field(default=None, description="The event's id.", examples=["kick-off"])
    language: LanguageCode | None = field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])

    @rule
    def _ends_after_it_begins(self) -> None:
        if self.expires_on is not None and self.expires_on < self.date:
            raise mistake("E231", "must not be before `date`", help="check both dates", field="expires_on")
