"""An organisation behind the program or its people."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field

if TYPE_CHECKING:
    from microsite.model.schema.types import MediaPath, Slug, Text, Url


class PartnerRole(StrEnum):
    """What an organisation gives."""

    ORGANISER = "organiser"
    MENTORS = "mentors"
    HOST = "host"
    SPONSOR = "sponsor"


class Partner(Record):
    """An entry of `content/partners.yaml`."""

    id: Slug = field(description="The id that others refer to.", examples=["schibsted"])
    name: Text = field(description="The name, as the organisation writes it.", examples=["Schibsted"])
    role: PartnerRole = field(description="What it gives.", examples=["mentors"])
    url: Url | None = field(default=None, description="Its web site.", examples=["https://schibsted.example"])
    logo: MediaPath | None = field(
        default=None,
        description="A logo beside this file (PNG, JPEG or WebP).",
        examples=["logos/schibsted.png"],
    )
    summary: Text | None = field(default=None, description="Who they are.", examples=["A media group."])
