"""The site and the page that is being made, as templates see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from microsite.core.dataclasses import dataclass, field
from microsite.render.views.basics import LinkView, TermView
from microsite.render.views.events import EventView, SubscriptionView
from microsite.render.views.people import MenteeView, MentorView, PartnerView
from microsite.render.views.program import CohortView, GalleryView, UpdateView


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
    `choice` is the name of the checkbox that asks for a person, with `{id}` in the place of their id.
    """

    provider: str
    action: str
    method: str
    enctype: str
    hidden: tuple[FieldView, ...]
    honeypot: str
    field_names: Mapping[str, str]
    choice: str
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
class PageLink:
    """A page of a list that has several; without a path it stands for those that are left out."""

    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingView:
    """Where a page of a list stands: number `part` of `count`, and how many people the list has in `total`."""

    part: int
    count: int
    total: int
    previous: str
    next: str
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The index by which a directory of several pages is searched: how many `people` it has, and its state."""

    people: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The site as every page sees it.

    `sections` holds mentees, events, updates, galleries and contact, `has` the names of those with anything in
    them; `current_cohort` is the one the front page shows, `next_cohort` the next one that has not begun,
    `called_cohort` the one to apply to now or next;
    `calendar` is that of everything, none when it is empty, `mentor_calendars` are by the id of the mentor; `now`
    is the day of the build in the site's zone.
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
    called_cohort: CohortView | None
    cohorts: tuple[CohortView, ...]
    mentees: tuple[MenteeView, ...]
    mentors: tuple[MentorView, ...]
    partners: tuple[PartnerView, ...]
    events: tuple[EventView, ...]
    updates: tuple[UpdateView, ...]
    galleries: tuple[GalleryView, ...]
    facets: tuple[FacetView, ...]
    has: tuple[str, ...]
    feed_path: str
    calendar: SubscriptionView | None
    mentor_calendars: Mapping[str, SubscriptionView]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page being made: its head, and where it stands.

    `kind` names the template; `section` is the part of the site for the menu; `canonical` and
    `image_url` are absolute addresses, or empty without a site address; `structured_data` is JSON safe inside
    a script element, or empty; `policy` is the Content-Security-Policy.
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
    published_on: date | None = None
    stylesheets: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
