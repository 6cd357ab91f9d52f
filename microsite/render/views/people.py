"""Mentees, mentors and organisations, as templates see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from microsite.core.dataclasses import dataclass, field
from microsite.render.views.basics import DownloadView, ImageView, LinkView, TermView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """Where a mentee stands: `key` is open, job, founder, training, study or paused."""

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
    language: str
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
    language: str
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
    """A person by name, linked where they are shown, if anywhere.

    That is a mentee's own page, or a mentor's place (`fragment`) on the page of their cohort.

    `may_be_indexed` tells whether their consent covers search engines; if not, no machine-readable text names them.
    """

    id: str
    name: str
    role: str
    path: str
    photo: ImageView | None
    may_be_indexed: bool = False
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonialView:
    """What a participant says."""

    id: str
    quote: str
    person: PersonLink
