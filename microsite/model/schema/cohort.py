"""A cohort: one run of the program."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from microsite.model.schema.page import ListedStep, Question
from microsite.model.schema.pictures import Picture
from microsite.model.schema.types import (
    Date,
    FirstDay,
    Integer,
    LanguageCode,
    MediaPath,
    Record,
    Reference,
    StrictBool,
    Text,
    mistake,
)


class Step(Record):
    """A stage of the program, usually a month."""

    label: Text = Field(description="Shown large: a month, or a number.", examples=["Sep"])
    title: Text = Field(description="What it is about.", examples=["Find your direction"])
    items: tuple[Text, ...] = Field(
        description="What happens.", examples=[["Kick-off and meeting your mentor"]]
    )


class Cost(Record):
    """Something that costs money, or does not."""

    item: Text = Field(description="What it is.", examples=["The program and its materials"])
    price: Text = Field(description="What it costs.", examples=["Free"])


class OutcomeReporting(Record):
    """How results are counted."""

    definition: Text = Field(
        description="What counts as a result, in one or two sentences.",
        examples=["A relevant job is paid work in the person's own field."],
    )
    counted_on: Date | None = Field(
        default=None, description="The day to count on, if not the day of the build.", examples=["2023-12-06"]
    )


class Cohort(Record):
    """A cohort at `content/cohorts/SLUG.md`; the body is its story."""

    title: Text = Field(description="What it is called.", examples=["The autumn cohort"])
    label: Text | None = Field(
        default=None, description="A short name for lists and headings.", examples=["Autumn cohort 2023"]
    )
    summary: Text = Field(
        description="One or two sentences.", examples=["Seventeen mentees, matched one to one."]
    )
    start_date: FirstDay | None = Field(
        default=None, description="The first day; left out while it is not fixed.", examples=["2023-09-05"]
    )
    end_date: Date | None = Field(default=None, description="The last day.", examples=["2023-12-07"])
    expected: Text | None = Field(
        default=None, description="In words, while the dates are not fixed.", examples=["in spring 2024"]
    )
    applications_open: Date | None = Field(
        default=None, description="The first day to apply.", examples=["2023-06-01"]
    )
    applications_close: Date | None = Field(
        default=None, description="The last day to apply.", examples=["2023-08-15"]
    )
    answer_by: Date | None = Field(
        default=None, description="The day by which everyone has an answer.", examples=["2023-08-25"]
    )
    sequence: Integer = Field(
        default=0,
        ge=0,
        le=1_000,
        description="Goes up by one when a first or last day to apply is moved to an earlier day, or the name changes.",
        examples=[1],
    )
    places: Integer | None = Field(
        default=None, ge=1, le=10_000, description="How many can take part.", examples=[17]
    )
    price: Text | None = Field(default=None, description="What it costs.", examples=["Free"])
    location: Text | None = Field(default=None, description="Where it takes place.", examples=["Oslo"])
    image: MediaPath | None = Field(
        default=None,
        description="A picture declared in `pictures` or a gallery.",
        examples=["../galleries/autumn-2023/cohort-group.jpg"],
    )
    pictures: tuple[Picture, ...] = Field(
        default=(),
        description="The pictures beside this file.",
        examples=[[{"file": "group.jpg", "alt": "The group", "credit": "Illustration", "depicts": "none"}]],
    )
    steps: tuple[Step, ...] = Field(
        default=(),
        description="The program, stage by stage.",
        examples=[[{"label": "Sep", "title": "Find your direction", "items": ["Kick-off"]}]],
    )
    is_for: tuple[Text, ...] = Field(
        default=(), description="Who can take part: a list with ticks.", examples=[["You live in Oslo"]]
    )
    how_to: tuple[ListedStep, ...] = Field(
        default=(),
        description="How to apply, in numbered steps.",
        examples=[[{"title": "Write to us", "text": "Half a page."}]],
    )
    costs: tuple[Cost, ...] = Field(
        default=(),
        description="What it costs, item by item.",
        examples=[[{"item": "The program", "price": "Free"}]],
    )
    questions: tuple[Question, ...] = Field(
        default=(),
        description="Questions and answers.",
        examples=[[{"question": "What does it cost?", "answer": "Nothing."}]],
    )
    organisers: tuple[Reference, ...] = Field(
        default=(), description="Ids of the partners who run it.", examples=[["oslo-business-region"]]
    )
    partners: tuple[Reference, ...] = Field(
        default=(), description="Ids of the other partners.", examples=[["nrk", "schibsted"]]
    )
    mentors: tuple[Reference, ...] = Field(
        default=(), description="Ids of the mentors.", examples=[["jonas-b"]]
    )
    outcomes: OutcomeReporting | None = Field(
        default=None,
        description="How results are counted; the figures are computed.",
        examples=[{"definition": "A relevant job is paid work in the person's own field."}],
    )
    language: LanguageCode | None = Field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = Field(default=False, description="Kept back until it is ready.", examples=[False])

    @model_validator(mode="after")
    def _has_dates_in_order(self) -> Self:
        pairs = (
            ("start_date", "end_date"),
            ("applications_open", "applications_close"),
            ("applications_close", "start_date"),
        )
        for first, second in pairs:
            earlier, later = getattr(self, first), getattr(self, second)
            if earlier and later and later < earlier:
                raise mistake("E231", f"must not be before `{first}`", help="check both dates", field=second)
        if self.start_date is None and self.expected is None:
            help = "add `start_date`, or `expected: in spring 2024` while it is not fixed"
            raise mistake("E233", "is missing, and so are words for it", help=help, field="start_date")
        return self
