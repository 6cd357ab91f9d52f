"""A free page: program, apply, FAQ, privacy; and the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from microsite.model.fields.record import Record, field
from microsite.model.schema.pictures import Picture

if TYPE_CHECKING:
    from microsite.model.schema.types import LanguageCode, MediaPath, Reference, StrictBool, Text


class Action(Record):
    """A button or link."""

    label: Text = field(description="The words on it; they name the result.", examples=["Meet the mentees"])
    to: Reference = field(
        description="Where it leads: an id such as `mentees`, `page:program#apply`, `contact:apply`, "
        "`event:kick-off`, or the path of a source file, or an https address.",
        examples=["mentees"],
    )


class Door(Record):
    """A panel of the front page that speaks to one kind of visitor."""

    title: Text = field(description="A question they ask themselves.", examples=["Are you hiring?"])
    text: Text = field(
        description="One or two sentences.", examples=["Filter by skill, and Andrea introduces you."]
    )
    action: Action = field(
        description="What to do.", examples=[{"label": "Browse profiles", "to": "mentees"}]
    )
    audience: Literal["companies", "participants"] = field(
        description="Whom it speaks to; companies also see how many people are open to offers.",
        examples=["companies"],
    )


class Question(Record):
    """A question and its answer."""

    question: Text = field(description="As people ask it.", examples=["How much time does it take?"])
    answer: Text = field(description="The answer (Markdown).", examples=["About four hours a week."])


class ListedStep(Record):
    """One of several steps, shown with its number."""

    title: Text = field(description="What to do.", examples=["Write to us"])
    text: Text = field(description="How.", examples=["Half a page is enough."])


class Page(Record):
    """A page at `content/pages/SLUG.md`. `index.md` is the front page. Blocks that are left out are not shown."""

    title: Text = field(
        description="The heading.", examples=["Three months towards work that feels like yours"]
    )
    nav_title: Text | None = field(
        default=None, description="A shorter title for the browser's tab and lists.", examples=["Program"]
    )
    kicker: Text | None = field(
        default=None, description="A line above the heading.", examples=["Oslo, autumn 2023"]
    )
    lead: Text | None = field(
        default=None, description="The first sentences, shown large.", examples=["You get a mentor."]
    )
    description: Text | None = field(
        default=None,
        description="For search engines and previews; `lead` if left out.",
        examples=["How to apply."],
    )
    actions: tuple[Action, ...] = field(
        default=(),
        max_length=3,
        description="Buttons; the first is the main one.",
        examples=[[{"label": "How to apply", "to": "page:apply"}]],
    )
    image: MediaPath | None = field(
        default=None,
        description="A picture declared in `pictures` or a gallery.",
        examples=["../galleries/autumn-2023/workshop-postits.jpg"],
    )
    pictures: tuple[Picture, ...] = field(
        default=(),
        description="The pictures beside this file.",
        examples=[[{"file": "room.jpg", "alt": "The room", "credit": "Illustration", "depicts": "none"}]],
    )
    cohort: Reference | None = field(
        default=None,
        description="The cohort of which the page shows something, such as its steps and dates.",
        examples=["2024-spring"],
    )
    shows: tuple[Literal["steps", "dates", "events", "costs", "partners"], ...] = field(
        default=(), description="What of that cohort is shown.", examples=[["steps", "dates"]]
    )
    is_for: tuple[Text, ...] = field(
        default=(), description="A list with ticks: it is for you if …", examples=[["You live in Oslo"]]
    )
    is_not_needed: tuple[Text, ...] = field(
        default=(), description="A list with dashes: you do not need …", examples=[["Norwegian"]]
    )
    how_to: tuple[ListedStep, ...] = field(
        default=(),
        description="Numbered steps.",
        examples=[[{"title": "Write to us", "text": "Half a page."}]],
    )
    how_to_title: Text | None = field(
        default=None, description="The heading of the numbered steps.", examples=["How to apply"]
    )
    testimonials: tuple[Reference, ...] = field(
        default=(), description="Ids of testimonials to show.", examples=[["priya"]]
    )
    questions: tuple[Question, ...] = field(
        default=(),
        description="Questions and answers.",
        examples=[[{"question": "What does it cost?", "answer": "Nothing."}]],
    )
    doors: tuple[Door, ...] = field(
        default=(),
        description="Front page only: where each kind of visitor begins.",
        examples=[
            [
                {
                    "title": "Are you hiring?",
                    "text": "Browse.",
                    "audience": "companies",
                    "action": {"label": "Browse profiles", "to": "mentees"},
                }
            ]
        ],
    )
    mentors_title: Text | None = field(
        default=None,
        description="Front page only: heading above the mentors' companies.",
        examples=["Mentors who know the way in"],
    )
    mentors_text: Text | None = field(
        default=None, description="Front page only: the text beside them.", examples=["An hour a week."]
    )
    strip: tuple[MediaPath, ...] = field(
        default=(),
        max_length=12,
        description="Front page only: gallery photos to show; the newest gallery's first six if left out.",
        examples=[["../galleries/autumn-2023/sauna-boats.jpg"]],
    )
    language: LanguageCode | None = field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])
