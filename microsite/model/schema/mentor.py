"""A mentor: a professional who gives an hour a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field
from microsite.model.schema.consent import Consent
from microsite.model.schema.pictures import CENTRE

if TYPE_CHECKING:
    from microsite.model.schema.types import FocalPoint, LanguageCode, MediaPath, Reference, StrictBool, Text


class Mentor(Record):
    """A mentor at `content/mentors/SLUG.md`; the body says a few words about them."""

    name: Text = field(description="The name, as it may be shown.", examples=["Jonas B."])
    job_title: Text = field(description="What the mentor does.", examples=["Product lead"])
    works_for: Reference | None = field(
        default=None, description="The id of the partner the mentor works for.", examples=["schibsted"]
    )
    photo: MediaPath | None = field(
        default=None, description="A portrait beside this file.", examples=["jonas.jpg"]
    )
    photo_alt: Text | None = field(
        default=None, description="What it shows.", examples=["Portrait of Jonas B."]
    )
    photo_credit: Text | None = field(
        default=None, description="Who made it.", examples=["Photo: Ole Onstad"]
    )
    photo_focal_point: FocalPoint = field(
        default=CENTRE, description="The point that every crop keeps.", examples=["50% 30%"]
    )
    language: LanguageCode | None = field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])
    consent: Consent = field(
        description="What the mentor agreed to; without it nothing is published.",
        examples=[
            {
                "given_on": "2023-09-01",
                "expires_on": "2024-12-31",
                "covers": ["profile"],
                "text_version": "2023-08",
            }
        ],
    )
