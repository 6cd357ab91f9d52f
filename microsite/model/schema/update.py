"""An update: a piece of news."""

from __future__ import annotations

from pydantic import Field

from microsite.model.schema.pictures import Picture
from microsite.model.schema.types import (
    Date,
    LanguageCode,
    MediaPath,
    Record,
    Reference,
    StrictBool,
    Text,
)


class Update(Record):
    """A piece of news at `content/updates/DATE-SLUG.md`; the body is the text."""

    title: Text = Field(description="The headline.", examples=["What we learned in Oslo Innovation Week"])
    date: Date = Field(description="The day it is published; later days wait.", examples=["2023-10-05"])
    summary: Text = Field(
        description="One or two sentences for lists.", examples=["Four mentees on one stage."]
    )
    short_title: Text | None = Field(
        default=None,
        description="A shorter title for links from one update to the next.",
        examples=["Innovation Week"],
    )
    author: Text | None = Field(default=None, description="Who wrote it.", examples=["Andrea"])
    image: MediaPath | None = Field(
        default=None,
        description="A picture declared in `pictures` or a gallery.",
        examples=["../galleries/autumn-2023/innovation-week-panel.jpg"],
    )
    pictures: tuple[Picture, ...] = Field(
        default=(),
        description="The pictures beside this file.",
        examples=[
            [{"file": "panel.jpg", "alt": "Four speakers", "credit": "Photo: Ole Onstad", "depicts": "none"}]
        ],
    )
    mentions: tuple[Reference, ...] = Field(
        default=(),
        description="Ids of the people the text speaks of; each needs a consent that covers `news`.",
        examples=[["ngozi-adeyemi"]],
    )
    cohort: Reference | None = Field(default=None, description="The cohort's id.", examples=["2023-autumn"])
    event: Reference | None = Field(default=None, description="The event's id.", examples=["kick-off"])
    language: LanguageCode | None = Field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = Field(default=False, description="Kept back until it is ready.", examples=[False])
