"""A gallery of photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field
from microsite.model.schema.pictures import Picture

if TYPE_CHECKING:
    from microsite.model.schema.types import Date, LanguageCode, MediaPath, Reference, StrictBool, Text


class Gallery(Record):
    """An album at `content/galleries/SLUG/gallery.yaml`, with the photos beside it."""

    title: Text = field(description="What it is called.", examples=["Autumn 2023"])
    date: Date = field(description="The first day.", examples=["2023-09-05"])
    end_date: Date | None = field(default=None, description="The last day.", examples=["2023-12-07"])
    summary: Text | None = field(default=None, description="A sentence.", examples=["Sent in by the cohort."])
    cohort: Reference | None = field(default=None, description="The cohort's id.", examples=["2023-autumn"])
    event: Reference | None = field(default=None, description="The event's id.", examples=["kick-off"])
    cover: MediaPath | None = field(
        default=None,
        description="The photo shown in lists; the first one if left out.",
        examples=["group.jpg"],
    )
    credit: Text | None = field(
        default=None,
        description="Who made the photos, where a photo does not say.",
        examples=["Photo: Ole Onstad"],
    )
    licence: Text | None = field(
        default=None, description="The licence, where a photo does not say.", examples=["CC BY 4.0"]
    )
    photos: tuple[Picture, ...] = field(
        min_length=1,
        description="The photos, in the order they are shown.",
        examples=[[{"file": "group.jpg", "alt": "The group on the steps", "depicts": ["zofia-wisniewska"]}]],
    )
    language: LanguageCode | None = field(
        default=None, description="The language of the texts, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])
