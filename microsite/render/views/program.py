"""Cohorts, galleries, news and pages, as templates see them."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from microsite.core.dataclasses import dataclass
from microsite.render.views.basics import ImageView, LinkView, TermView
from microsite.render.views.events import EventView, SubscriptionView
from microsite.render.views.people import MenteeView, MentorView, PartnerView, PersonLink, TestimonialView


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeGroup:
    """How many people stand where: `label` is worded for that number, `of_total` is like: of 17.

    `key` is a state, or `untold` for those of whom it is not told; `heading` names it without a number.
    """

    key: str
    count: int
    of_total: str
    label: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPart:
    """The arches of one group, as SVG paths: their `outline`, and the `filling` of those filled in part."""

    key: str
    outline: str
    filling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A picture of an arch a person, `width` by `height` units."""

    width: int
    height: int
    parts: tuple[ChartPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesView:
    """Results of a cohort, or of all, computed from dated statuses.

    `sentence` says it all for those who do not see the `chart`; `title` is like: Seventeen people, five first
    results. Of `untold` people it is not told where they stand. `csv_path` and `json_path` are the same as files;
    `path` is the page of all results.
    """

    total: int
    results: int
    untold: int
    title: str
    counted_on: date
    groups: tuple[OutcomeGroup, ...]
    chart: ChartView
    sentence: str
    definition: str
    csv_path: str
    json_path: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesRow:
    """A cohort with its results, for the page of all of them; `counts` are by the groups of all together."""

    id: str
    label: str
    path: str
    outcomes: OutcomesView
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A stage of the program."""

    label: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A term and its value, both worded."""

    term: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryView:
    """An album: `period` is like September to December 2023; `count_label` like 10 pictures."""

    id: str
    language: str
    path: str
    title: str
    summary: str
    period: str
    count_label: str
    cover: ImageView
    photos: tuple[ImageView, ...]
    cohort_label: str
    cohort_path: str
    event_title: str
    event_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """Where a cohort stands on the day of the build: `state` is announced, opens, open, closed, running or finished.

    `sentence` says it with its day, like: Open: closes in 12 days, on 15 August 2023. `action` is the button of that
    state for those who want to take part; none when there is nothing for them to do.
    """

    state: str
    sentence: str
    on: date | None
    days_left: int | None
    action: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question and its answer."""

    id: str
    question: str
    answer: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStepView:
    """One of several numbered steps."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortView:
    """A cohort: `standing` says where it stands today; `facts` are its worded dates, places and price.

    `last_day_to_apply` is that of `applications_close`, or without one the day before the program begins.
    """

    id: str
    language: str
    path: str
    title: str
    label: str
    period: str
    standing: StandingView
    summary: str
    body: Markup
    image: ImageView | None
    start_date: date | None
    end_date: date | None
    facts: tuple[FactView, ...]
    steps: tuple[StepView, ...]
    is_for: tuple[str, ...]
    how_to: tuple[ListedStepView, ...]
    costs: tuple[FactView, ...]
    questions: tuple[QuestionView, ...]
    testimonials: tuple[TestimonialView, ...]
    applications_open: date | None
    applications_close: date | None
    last_day_to_apply: date | None
    price: str
    places: int
    organisers: tuple[PartnerView, ...]
    partners: tuple[PartnerView, ...]
    mentors: tuple[MentorView, ...]
    mentees: tuple[MenteeView, ...]
    events: tuple[EventView, ...]
    galleries: tuple[GalleryView, ...]
    outcomes: OutcomesView | None
    calendar: SubscriptionView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """A piece of news; `previous` is older, `next` newer. Authors without an id have no page here."""

    id: str
    language: str
    path: str
    title: str
    date: date
    summary: str
    authors: tuple[PersonLink, ...]
    tags: tuple[TermView, ...]
    image: ImageView | None
    body: Markup
    cohort_label: str
    cohort_path: str
    event_title: str
    event_path: str
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """A year of news, with its page."""

    year: str
    path: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """A panel of the front page: `audience` is companies or participants."""

    title: str
    text: str
    audience: str
    action: LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePageView:
    """A free page's own content; blocks without content are empty."""

    id: str
    language: str
    path: str
    title: str
    kicker: str
    lead: str
    body: Markup
    actions: tuple[LinkView, ...]
    image: ImageView | None
    cohort: CohortView | None
    shows_steps: bool
    shows_dates: bool
    shows_events: bool
    shows_costs: bool
    shows_partners: bool
    is_for: tuple[str, ...]
    is_not_needed: tuple[str, ...]
    how_to: tuple[ListedStepView, ...]
    how_to_title: str
    testimonials: tuple[TestimonialView, ...]
    questions: tuple[QuestionView, ...]
    doors: tuple[DoorView, ...]
    mentors_title: str
    mentors_text: str
    strip: tuple[ImageView, ...]
