"""An organisation behind the program or its people."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from microsite.model.schema.types import MediaPath, Record, Slug, Text, Url


class PartnerRole(StrEnum):
    """What an organisation gives."""

    ORGANISER = "organiser"
    MENTORS = "mentors"
    HOST = "host"
    SPONSOR = "sponsor"


class Partner(Record):
    """An entry of `content/partners.yaml`."""

    id: Slug = Field(description="The id that others refer to.", examples=["schibsted"])
    name: Text = Field(description="The name, as the organisation writes it.", examples=["Schibsted"])
    role: PartnerRole = Field(description="What it gives.", examples=["mentors"])
    url: Url | None = Field(default=None, description="Its web site.", examples=["https://schibsted.example"])
    logo: MediaPath | None = Field(
        default=None,
        description="A logo beside this file (PNG, JPEG or WebP).",
        examples=["logos/schibsted.png"],
    )
    summary: Text | None = Field(default=None, description="Who they are.", examples=["A media group."])
