"""What a participant says about the program."""

from __future__ import annotations

from pydantic import Field

from microsite.model.schema.types import Record, Reference, Slug, Text


class Testimonial(Record):
    """An entry of `content/testimonials.yaml`. It needs the person's consent for `news`."""

    id: Slug = Field(description="The id that others refer to.", examples=["priya"])
    person: Reference = Field(
        description="The id of the mentee or mentor who says it.", examples=["priya-raghunathan"]
    )
    quote: Text = Field(
        description="The words, without quotation marks.", examples=["I came for the CV workshop."]
    )
    role: Text | None = Field(
        default=None, description="Who the person is, if not their headline.", examples=["Backend developer"]
    )
