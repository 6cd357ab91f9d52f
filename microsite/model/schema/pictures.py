"""Pictures as people describe them: the file, what it shows, whom it shows, who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field
from microsite.model.fields.values import Focus

if TYPE_CHECKING:
    from microsite.model.schema.types import Depicts, FocalPoint, MediaPath, StrictBool, Text

CENTRE = Focus(x=0.5, y=0.5)


class Picture(Record):
    """A picture beside an entry."""

    file: MediaPath = field(description="The picture's file, beside this one.", examples=["panel.jpg"])
    alt: Text | None = field(
        default=None,
        description="What is seen, for those who do not see it. Required unless `decorative: true`.",
        examples=["Four speakers at a long table on a stage"],
    )
    decorative: StrictBool = field(
        default=False, description="Says that the picture carries no meaning.", examples=[False]
    )
    caption: Text | None = field(
        default=None, description="What it means.", examples=["Oslo Innovation Week: four mentees on stage."]
    )
    credit: Text | None = field(
        default=None,
        description="Who made it. Required, here or as the gallery's default.",
        examples=["Photo: Aitzol Berasategi"],
    )
    licence: Text | None = field(default=None, description="Under which licence.", examples=["CC BY 4.0"])
    depicts: Depicts = field(
        description="The ids of the people it shows, or `none`. A picture goes from every page as soon as "
        "one of them is not covered by a consent.",
        examples=[["zofia-wisniewska"], "none"],
    )
    focal_point: FocalPoint = field(
        default=CENTRE,
        description="The point that every crop keeps, from the left and from the top.",
        examples=["50% 30%"],
    )
