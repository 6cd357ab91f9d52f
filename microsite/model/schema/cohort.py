"""A cohort: one run of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microsite.model.fields.mistakes import mistake
from microsite.model.fields.record import Record, field, rule
from microsite.model.schema.page import ListedStep, Question
from microsite.model.schema.pictures import Picture

if TYPE_CHECKING:
    from microsite.model.schema.types import (
        Date,
        FirstDay,
        Integer,
        LanguageCode,
        MediaPath,
        Reference,
        StrictBool,
        Text,
    )


class Step(Record):
    """A stage of the program, usually a month."""

    label: Text = field(description="Shown large: a month, or a number.", examples=["Sep"])
    title: Text = field(description="What it is about.", examples=["Find your direction"])
    items: tuple[Text, ...] = field(
        description="What happens.", examples=[["Kick-off and meeting your mentor"]]
    )


class Cost(Record):
    """Something that costs money, or does not."""

    item: Text = field(description="What it is.", examples=["The program and its materials"])
    price: Text = field(description="What it costs.", examples=["Free"])


class OutcomeReporting(Record):
    """How results are counted."""

    definition: Text = field(
        description="What counts as a result, in one or two sentences.",
        examples=["A relevant job is paid work in the person's own field."],
    )
    counted_on: Date | None = field(
        default=None, description="The day to count on, if not the day of the build.", examples=["2023-12-06"]
    )


class Cohort(Record):
    """A cohort at `content/cohorts/SLUG.md`; the body is its story."""

    title: Text = field(description="What it is called.", examples=["The autumn cohort"])
    label: Text | None = field(
        default=None, description="A short name for lists and headings.", examples=["Autumn cohort 2023"]
    )
    summary: Text = field(
        description="One or two sentences.", examples=["Seventeen mentees, matched one to one."]
    )
    start_date: FirstDay | None = field(
        default=None, description="The first day; left out while it is not fixed.", examples=["2023-09-05"]
    )
    end_date: Date | None = field(default=None, description="The last day.", examples=["2023-12-07"])
    expected: Text | None = field(
        default=None, description="In words, while the dates are not fixed.", examples=["in spring 2024"]
    )
    applications_open: Date | None = field(
        default=None, description="The first day to apply.", examples=["2023-06-01"]
    )
    applications_close: Date | None = field(
        default=None, description="The last day to apply.", examples=["2023-08-15"]
    )
    answer_by: Date | None = field(
        default=None, description="The day by which everyone has an answer.", examples=["2023-08-25"]
    )
    sequence: Integer = field(
        default=0,
        ge=0,
        le=1_000,
        description="Goes up by one when a first or last day to apply is moved to an earlier day, or the name changes.",
        examples=[1],
    )
    places: Integer | None = field(
        default=None, ge=1, le=10_000, description="How many can take part.", examples=[17]
    )
    price: Text | None = field(default=None, description="What it costs.", examples=["Free"])
    location: Text | None = field(default=None, description="Where it takes place.", examples=["Oslo"])
    image: MediaPath | None = field(
        default=None,
        description="A picture declared in `pictures` or a gallery.",
        examples=["../galleries/autumn-2023/cohort-group.jpg"],
    )
    pictures: tuple[Picture, ...] = field(
        default=(),
        description="The pictures beside this file.",
        examples=[[{"file": "group.jpg", "alt": "The group", "credit": "Illustration", "depicts": "none"}]],
    )
    steps: tuple[Step, ...] = field(
        default=(),
        description="The program, stage by stage.",
        examples=[[{"label": "Sep", "title": "Find your direction", "items": ["Kick-off"]}]],
    )
    is_for: tuple[Text, ...] = field(
        default=(), description="Who can take part: a list with ticks.", examples=[["You live in Oslo"]]
    )
    how_to: tuple[ListedStep, ...] = field(
        default=(),
        description="How to apply, in numbered steps.",
        examples=[[{"title": "Write to us", "text": "Half a page."}]],
    )
    costs: tuple[Cost, ...] = field(
        default=(),
        description="What it costs, item by item.",
        examples=[[{"item": "The program", "price": "Free"}]],
    )
    questions: tuple[Question, ...] = field(
        default=(),
        description="Questions and answers.",
        examples=[[{"question": "What does it cost?", "answer": "Nothing."}]],
    )
    organisers: tuple[Reference, ...] = field(
        default=(), description="Ids of the partners who run it.", examples=[["oslo-business-region"]]
    )
    partners: tuple[Reference, ...] = field(
        default=(), description="Ids of the other partners.", examples=[["nrk", "schibsted"]]
    )
    mentors: tuple[Reference, ...] = field(
        default=(), description="Ids of the mentors.", examples=[["jonas-b"]]
    )
    outcomes: OutcomeReporting | None = field(
        default=None,
        description="How results are counted; the figures are computed.",
        examples=[{"definition": "A relevant job is paid work in the person's own field."}],
    )
    language: LanguageCode | None = field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])

    @rule
    def _has_dates_in_order(self) -> None:
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
