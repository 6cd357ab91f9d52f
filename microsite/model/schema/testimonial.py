"""What a participant says about the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field

if TYPE_CHECKING:
    from microsite.model.schema.types import Reference, Slug, Text


class Testimonial(Record):
    """An entry of `content/testimonials.yaml`. It needs the person's consent for `news`."""

    id: Slug = field(description="The id that others refer to.", examples=["priya"])
    person: Reference = field(
        description="The id of the mentee or mentor who says it.", examples=["priya-raghunathan"]
    )
    quote: Text = field(
        description="The words, without quotation marks.", examples=["I came for the CV workshop."]
    )
    role: Text | None = field(
        default=None, description="Who the person is, if not their headline.", examples=["Backend developer"]
    )
