"""What a person has agreed to. Never part of the output."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from microsite.model.fields.mistakes import mistake
from microsite.model.fields.record import Record, field, rule

if TYPE_CHECKING:
    from microsite.model.schema.types import Date, Text

LONGEST_MONTHS = 24


class Cover(StrEnum):
    """What a consent can cover."""

    PROFILE = "profile"
    PHOTO = "photo"
    GALLERY = "gallery"
    NEWS = "news"
    CV = "cv"
    SEARCH_ENGINES = "search_engines"
    FIGURES = "figures"


class Consent(Record):
    """The record that lets us publish a person."""

    given_on: Date = field(description="The day the person agreed.", examples=["2023-09-05"])
    expires_on: Date = field(
        description="The last day the consent is good for, at most 24 months after `given_on`.",
        examples=["2024-12-31"],
    )
    covers: tuple[Cover, ...] = field(
        description="What may be published. A person needs `profile` to be on the site at all; with `figures` alone "
        "they are counted in the results, and nothing else.",
        examples=[["profile", "photo", "gallery", "news"]],
    )
    text_version: Text = field(
        description="Which version of the consent text was signed.", examples=["2023-08"]
    )
    evidence: Text | None = field(
        default=None,
        description="Where the signed consent is kept: a reference, never a link or a file of this site.",
        examples=["consent folder 2023, no. 7"],
    )
    withdrawn_on: Date | None = field(
        default=None,
        description="The day the person withdrew. From then on nothing of them is published.",
        examples=["2024-02-01"],
    )

    @rule
    def _lasts_no_longer_than_allowed(self) -> None:
        from dateutil.relativedelta import relativedelta

        latest = self.given_on + relativedelta(months=LONGEST_MONTHS)
        if not self.given_on < self.expires_on <= latest:
            raise mistake(
                "E230",
                "must be after `given_on`, and at most 24 months later",
                help=f"write a day after {self.given_on}, and not after {latest}",
                field="expires_on",
            )

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the consent was given, has not expired and was not withdrawn on `day`."""
        is_withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.given_on <= day <= self.expires_on and not is_withdrawn
