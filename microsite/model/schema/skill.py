"""A skill's other names, so that a search for one finds them all."""

from __future__ import annotations

from pydantic import Field

from microsite.model.schema.types import Record, Text


class Skill(Record):
    """An entry of `content/skills.yaml`."""

    name: Text = Field(description="The name that is shown.", examples=["JavaScript"])
    synonyms: tuple[Text, ...] = Field(description="Its other names.", examples=[["JS", "ECMAScript"]])
