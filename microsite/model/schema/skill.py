"""A skill's other names, so that a search for one finds them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field

if TYPE_CHECKING:
    from microsite.model.schema.types import Text


class Skill(Record):
    """An entry of `content/skills.yaml`."""

    name: Text = field(description="The name that is shown.", examples=["JavaScript"])
    synonyms: tuple[Text, ...] = field(description="Its other names.", examples=[["JS", "ECMAScript"]])
