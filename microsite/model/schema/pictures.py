"""Pictures as people describe them: the file, what it shows, whom it shows, who made it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from microsite.model.schema.types import (
    FocalPoint,
    Focus,
    MediaPath,
    Record,
    Reference,
    StrictBool,
    Text,
    mistake,
)

CENTRE = Focus(x=0.5, y=0.5)
NOBODY = "none"


def _depicts(value: object) -> object:
    if value == NOBODY:
        return ()
    if not isinstance(value, list) or not value:
        raise mistake(
            "E240",
            "must list the people it shows, or be `none`",
            label="this is neither a list of ids nor `none`",
            help="write `{key}: none`, or the people's ids: `{key}: [zofia-wisniewska]`",
        )
    return value


Depicts = Annotated[tuple[Reference, ...], BeforeValidator(_depicts)]


class Picture(Record):
    """A picture beside an entry."""

    file: MediaPath = Field(description="The picture's file, beside this one.", examples=["panel.jpg"])
    alt: Text | None = Field(
        default=None,
        description="What is seen, for those who do not see it. Required unless `decorative: true`.",
        examples=["Four speakers at a long table on a stage"],
    )
    decorative: StrictBool = Field(
        default=False, description="Says that the picture carries no meaning.", examples=[False]
    )
    caption: Text | None = Field(
        default=None, description="What it means.", examples=["Oslo Innovation Week: four mentees on stage."]
    )
    credit: Text | None = Field(
        default=None,
        description="Who made it. Required, here or as the gallery's default.",
        examples=["Photo: Aitzol Berasategi"],
    )
    licence: Text | None = Field(default=None, description="Under which licence.", examples=["CC BY 4.0"])
    depicts: Depicts = Field(
        description="The ids of the people it shows, or `none`. A picture goes from every page as soon as "
        "one of them is not covered by a consent.",
        examples=[["zofia-wisniewska"], "none"],
    )
    focal_point: FocalPoint = Field(
        default=CENTRE,
        description="The point that every crop keeps, from the left and from the top.",
        examples=["50% 30%"],
    )
