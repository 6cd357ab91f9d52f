"""What templates may see: read-only values, already linked, dated and worded.

Paths are output paths from the site's root without a leading slash (`mentees/anna/index.html`); templates
turn them into links with `url()`. Times are local to the event. HTML is `Markup`, already sanitised.
Knows nothing of files, of the model's validation or of Jinja's environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link leads: a page of the site, or an address outside."""

    path: str = ""
    query: str = ""
    fragment: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A worded link; `section` is the part of the site it leads to, for marking the current one."""

    label: str
    target: Target
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    """A file to download; `bytes` is its size."""

    path: str
    bytes: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file of a picture."""

    path: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSet:
    """The renditions of one format, narrowest first."""

    media_type: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """A picture with its renditions; the last source set is the one that every browser reads.

    `width_px` and `height_px` are those of the largest rendition; `ratio` is width by height, named by the
    nearest of 0.67, 0.8, 1, 1.25, 1.33, 1.5 and 1.78; `id` is unique within its gallery and safe in addresses.
    """

    id: str
    alt: str
    caption: str
    credit: str
    width_px: int
    height_px: int
    ratio: str
    sources: tuple[SourceSet, ...]

    @property
    def largest(self) -> Rendition:
        """Give the largest rendition in the format that every browser reads."""
        return self.sources[-1].renditions[-1]

    @property
    def smallest(self) -> Rendition:
        """Give the smallest rendition in the format that every browser reads."""
        return self.sources[-1].renditions[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term of a taxonomy (a skill, a language, an industry, an availability) with its page.

    `count` is how many mentees have it; `synonyms` are other names that a search finds.
    """

    name: str
    slug: str
    path: str
    count: int
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """Where a mentee stands: `key` is open, job, founder, training or paused."""

    key: str
    label: str
    since: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageView:
    """A language: `level` is the CEFR level or `native`, `level_label` its plain words, like Everyday (B1)."""

    code: str
    name: str
    level: str
    level_label: str
    term: TermView


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityView:
    """When a mentee can start: `rank` sorts, 0 first; `workload` is like 80–100 % or empty."""

    label: str
    term: TermView
    rank: int
    workload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceView:
    """A post held; `period` is like 2019–2023. `started` and `ended` are like 2019 or 2019-06; no end: it lasts."""

    job_title: str
    organisation: str
    period: str
    summary: str
    started: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationView:
    """A degree or course; `period` is like 2014, `ended` like 2014 or 2014-06."""

    study: str
    organisation: str
    period: str
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """An organisation: `role` is organiser, mentors, host or sponsor."""

    id: str
    name: str
    role: str
    url: str
    summary: str
    logo: ImageView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorView:
    """A mentor; `monogram` is one to three letters."""

    id: str
    name: str
    monogram: str
    job_title: str
    works_for: PartnerView | None
    photo: ImageView | None
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeView:
    """A mentee's profile.

    `local_level` is like Norwegian B1, or empty; `availability` is None unless the person is open to offers;
    `rank` sorts the available first; `order` sorts by publication, newest first. `facets` gives, by the name of
    a facet, the slugs of its terms that find this person (a level finds all who reach it). `address` is the
    absolute address of the profile, empty without a site address.
    """

    id: str
    path: str
    name: str
    first_name: str
    headline: str
    pitch: Markup
    seeks: Markup
    status: StatusView
    history: tuple[StatusView, ...]
    cohort_id: str
    cohort_label: str
    cohort_path: str
    mentor: MentorView | None
    photo: ImageView | None
    skills: tuple[TermView, ...]
    languages: tuple[LanguageView, ...]
    local_level: str
    industries: tuple[TermView, ...]
    roles_sought: tuple[str, ...]
    availability: AvailabilityView | None
    location: str
    moved_from: str
    work_permit: str
    experience: tuple[ExperienceView, ...]
    education: tuple[EducationView, ...]
    links: tuple[LinkView, ...]
    cv: DownloadView | None
    may_be_indexed: bool
    rank: int
    order: int
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """A person by name, linked when they have a page (`path` is empty when not).

    `may_be_indexed` tells whether their consent covers search engines; if not, no machine-readable text names them.
    """

    id: str
    name: str
    role: str
    path: str
    photo: ImageView | None
    may_be_indexed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event (or one occurrence of a series, which then shares `path` with the others).

    `anchor` is its id in lists; `audience` is cohort or open; `event_status` is scheduled, cancelled,
    postponed or rescheduled; `when` is worded, like Thursday, 16:00–19:00, `dates` like 7 December 2023;
    `ics_path` is the .ics of this event alone.

    For calendars: `timezone` is its IANA name; `starts_at` and `ends_at` are those of this occurrence with their
    zone, None when it lasts all day or has no end; `sequence` goes up with every change. In a series
    `repeats_every_weeks` is 1 or more (0 when there is no series), and `repeats_from` to `repeats_until` are
    the first and the last day it may fall on, except `repeats_except`; every occurrence carries the same.
    """

    id: str
    anchor: str
    path: str
    ics_path: str
    title: str
    summary: str
    body: Markup
    start_date: date
    end_date: date
    start_time: time | None
    end_time: time | None
    when: str
    dates: str
    is_past: bool
    repeats: str
    event_status: str
    previous_start_date: date | None
    place_name: str
    place_address: str
    place_url: str
    audience: str
    audience_label: str
    cohort_label: str
    cohort_path: str
    host: PartnerView | None
    speakers: tuple[PersonLink, ...]
    registration_url: str
    image: ImageView | None
    gallery_path: str
    timezone: str = "UTC"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sequence: int = 0
    repeats_every_weeks: int = 0
    repeats_from: date | None = None
    repeats_until: date | None = None
    repeats_except: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the month grid; `event` is the first event of that day, `label` says date and all titles."""

    number: int
    date: date
    is_today: bool
    event: EventView | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month as a grid: `weekdays` are (full, short) names in the locale's order; None is an empty cell."""

    id: str
    label: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMonth:
    """The events of one month, for lists."""

    id: str
    label: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeGroup:
    """How many mentees stand where: `label` is worded for that number, `count_words` is the number in words."""

    key: str
    count: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesView:
    """Results of a cohort, computed from dated statuses.

    `units` is the state of each mentee, best first; `sentence` says it all for those who do not see it;
    `title` is like: Seventeen people, five first results.
    """

    total: int
    results: int
    title: str
    counted_on: date
    groups: tuple[OutcomeGroup, ...]
    units: tuple[str, ...]
    sentence: str
    definition: str


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
class CohortView:
    """A cohort: `state` is upcoming, running or past; `facts` are its worded dates, places and price."""

    id: str
    path: str
    title: str
    label: str
    period: str
    state: str
    summary: str
    body: Markup
    image: ImageView | None
    start_date: date | None
    end_date: date | None
    applications_close: date | None
    can_apply: bool
    facts: tuple[FactView, ...]
    steps: tuple[StepView, ...]
    organisers: tuple[PartnerView, ...]
    partners: tuple[PartnerView, ...]
    mentors: tuple[MentorView, ...]
    mentees: tuple[MenteeView, ...]
    events: tuple[EventView, ...]
    galleries: tuple[GalleryView, ...]
    outcomes: OutcomesView | None
    calendar_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """A piece of news; `previous` is older, `next` newer: (title, path), or None."""

    id: str
    path: str
    title: str
    date: date
    summary: str
    author: str
    image: ImageView | None
    body: Markup
    cohort_label: str
    cohort_path: str
    event_title: str
    event_path: str
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonialView:
    """What a participant says."""

    id: str
    quote: str
    person: PersonLink


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FooterColumn:
    """A column of links in the footer."""

    title: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A hidden field of the contact form."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFormView:
    """How the form is sent: `action` is the endpoint or a mailto address; `honeypot` is the trap's field name.

    `field_names` gives the provider's name of each field: name, email, company, topic, people, message.
    """

    provider: str
    action: str
    method: str
    enctype: str
    hidden: tuple[FieldView, ...]
    honeypot: str
    field_names: Mapping[str, str]
    topics: tuple[tuple[str, str], ...]
    privacy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorView:
    """Whom visitors write to."""

    name: str
    first_name: str
    email: str
    job_title: str
    address: tuple[str, ...]
    promise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """Heading and lead of a list page."""

    title: str
    lead: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet of the directory: `name` is its key in addresses and in the cards' attributes; two may share it.

    `taxonomy` is the folder of its terms' pages, or empty; `prefix` is said before a term that stands
    away from the label, such as Norwegian before a level.
    """

    name: str
    label: str
    terms: tuple[TermView, ...]
    taxonomy: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The site as every page sees it.

    `sections` holds mentees, events, updates, galleries and contact; `current_cohort` is the one the front
    page shows, `next_cohort` the next one that has not begun; `now` is the day of the build in the site's zone.
    """

    name: str
    tagline: str
    description: str
    language: str
    direction: str
    url: str
    now: date
    as_of: date | None
    sample_notice: str
    organisation_name: str
    organisation_url: str
    coordinator: CoordinatorView
    contact_form: ContactFormView
    navigation: tuple[LinkView, ...]
    footer_text: str
    footer_note: str
    footer_columns: tuple[FooterColumn, ...]
    sections: Mapping[str, SectionView]
    current_cohort: CohortView | None
    next_cohort: CohortView | None
    cohorts: tuple[CohortView, ...]
    mentees: tuple[MenteeView, ...]
    mentors: tuple[MentorView, ...]
    partners: tuple[PartnerView, ...]
    events: tuple[EventView, ...]
    updates: tuple[UpdateView, ...]
    galleries: tuple[GalleryView, ...]
    facets: tuple[FacetView, ...]
    feed_path: str
    calendar_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page being made: its head, and where it stands.

    `kind` names the template; `section` is the part of the site for the menu; `canonical`, `image_url` and
    `calendar_subscription` are absolute addresses, or empty without a site address; `structured_data` is JSON
    safe inside a script element, or empty; `policy` is the Content-Security-Policy.
    """

    kind: str
    path: str
    title: str
    description: str
    language: str
    section: str
    canonical: str
    image_url: str
    image_alt: str
    is_indexed: bool
    structured_data: Markup
    policy: str
    calendar_subscription: str = ""
    stylesheets: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
