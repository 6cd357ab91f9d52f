"""A mentee: the profile that startups browse."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from microsite.model.fields.record import Record, field
from microsite.model.schema.consent import Consent
from microsite.model.schema.pictures import CENTRE

if TYPE_CHECKING:
    from microsite.model.schema.types import (
        CefrLevel,
        Date,
        FocalPoint,
        LanguageCode,
        MediaPath,
        PartialDate,
        PercentRange,
        Reference,
        StrictBool,
        Text,
        Url,
    )

_NOT_A_FACET = (
    "hiring by it is discrimination, so the site neither asks nor shows it; "
    "say what the person can do, and which languages they speak"
)


_REFUSED = (
    *("nationality", "citizenship", "ethnicity", "gender", "sex", "age", "birth_date", "birthday"),
    *("religion", "family", "marital_status", "children", "health"),
)


class State(StrEnum):
    """Where a mentee stands."""

    OPEN = "open"
    JOB = "job"
    FOUNDER = "founder"
    TRAINING = "training"
    STUDY = "study"
    PAUSED = "paused"


class Status(Record):
    """A step on the way, with the day it was reached. Figures are counted from these."""

    state: State = field(description="What began.", examples=["job"])
    since: Date = field(description="The day it began.", examples=["2023-10-16"])
    note: Text | None = field(
        default=None, description="A few public words on it.", examples=["Backend developer in payments"]
    )


class Language(Record):
    """A language and how well the person uses it."""

    code: LanguageCode = field(description="The language's BCP 47 code.", examples=["nb"])
    level: CefrLevel = field(description="A1, A2, B1, B2, C1, C2 or native.", examples=["B1"])


class Experience(Record):
    """A post held."""

    job_title: Text = field(description="What the person was.", examples=["Lead UX researcher"])
    organisation: Text = field(description="Where.", examples=["City transport authority, Gdańsk"])
    start_date: PartialDate = field(description="Year, or year and month.", examples=["2019"])
    end_date: PartialDate | None = field(
        default=None, description="Year, or year and month; left out while it lasts.", examples=["2023"]
    )
    summary: Text | None = field(
        default=None, description="What came of it.", examples=["Built the research practice from zero."]
    )


class Education(Record):
    """A degree or course."""

    study: Text = field(description="The degree and subject.", examples=["MA, Cognitive psychology"])
    organisation: Text = field(description="Where.", examples=["University of Gdańsk"])
    end_date: PartialDate = field(description="When it was finished.", examples=["2014"])


class Link(Record):
    """A link to the person's work."""

    label: Text = field(description="What is found there.", examples=["Portfolio"])
    url: Url = field(description="The address.", examples=["https://zofia.example/portfolio"])


class Availability(Record):
    """When and how much the person can work."""

    start_date: Date = field(description="The first day the person can start.", examples=["2023-12-01"])
    workload_percent: PercentRange | None = field(
        default=None, description="How much of a full-time post, or a range.", examples=["80-100"]
    )


class Mentee(Record):
    """A participant with a profile at `mentees/SLUG/index.md`; the body is the pitch."""

    refused: ClassVar[Mapping[str, str]] = dict.fromkeys(_REFUSED, _NOT_A_FACET)

    name: Text = field(description="The full name, as the person writes it.", examples=["Zofia Wiśniewska"])
    headline: Text = field(
        max_length=60,
        description="What the person does, in at most 60 characters, without a full stop.",
        examples=["UX researcher for services people cannot opt out of"],
    )
    cohort: Reference = field(description="The cohort's id.", examples=["2023-autumn"])
    mentor: Reference | None = field(default=None, description="The mentor's id.", examples=["jonas-b"])
    status: tuple[Status, ...] = field(
        min_length=1,
        description="Dated steps; the last one on the day of the build counts.",
        examples=[[{"state": "open", "since": "2023-09-05"}]],
    )
    photo: MediaPath | None = field(
        default=None, description="The portrait beside this file, 4:5.", examples=["photo.jpg"]
    )
    photo_alt: Text | None = field(
        default=None,
        description="What the portrait shows; required with `photo`.",
        examples=["Portrait of Zofia Wiśniewska, a woman with a brown fringe and round glasses"],
    )
    photo_credit: Text | None = field(
        default=None,
        description="Who made the portrait; required with `photo`.",
        examples=["Photo: Ole Onstad"],
    )
    photo_focal_point: FocalPoint = field(
        default=CENTRE, description="The point that every crop keeps.", examples=["50% 78%"]
    )
    skills: tuple[Text, ...] = field(
        min_length=1, description="Best first.", examples=[["User research", "Service design"]]
    )
    languages: tuple[Language, ...] = field(
        min_length=1, description="With levels, best first.", examples=[[{"code": "nb", "level": "B1"}]]
    )
    industries: tuple[Text, ...] = field(
        default=(), description="The fields the person knows.", examples=[["Design & product"]]
    )
    roles_sought: tuple[Text, ...] = field(
        default=(), description="Posts the person looks for.", examples=[["UX researcher"]]
    )
    seeks: Text | None = field(
        default=None,
        description="What the person looks for, in their own words (Markdown).",
        examples=["A research role in a team of five to fifty."],
    )
    availability: Availability | None = field(
        default=None,
        description="From when and how much; shown while the person is open to offers.",
        examples=[{"start_date": "2023-12-01", "workload_percent": "80-100"}],
    )
    location: Text | None = field(default=None, description="Where the person lives.", examples=["Oslo"])
    moved_from: Text | None = field(
        default=None,
        description="Where the person moved from, if they wish to say.",
        examples=["Gdańsk, Poland"],
    )
    work_permit: Text | None = field(
        default=None, description="What an employer must know.", examples=["EEA, none needed"]
    )
    experience: tuple[Experience, ...] = field(
        default=(),
        description="Posts held, latest first.",
        examples=[
            [{"job_title": "Lead UX researcher", "organisation": "City transport", "start_date": "2019"}]
        ],
    )
    education: tuple[Education, ...] = field(
        default=(),
        description="Degrees and courses, latest first.",
        examples=[[{"study": "MA, Psychology", "organisation": "University of Gdańsk", "end_date": "2014"}]],
    )
    links: tuple[Link, ...] = field(
        default=(),
        description="The person's own pages.",
        examples=[[{"label": "Portfolio", "url": "https://zofia.example"}]],
    )
    cv: MediaPath | None = field(default=None, description="A PDF beside this file.", examples=["cv.pdf"])
    published_on: Date | None = field(
        default=None, description="The day the profile was put up, for sorting.", examples=["2023-10-02"]
    )
    language: LanguageCode | None = field(
        default=None, description="The language of the profile, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])
    consent: Consent = field(
        description="What the person agreed to; without it nothing is published.",
        examples=[
            {
                "given_on": "2023-09-05",
                "expires_on": "2024-12-31",
                "covers": ["profile", "photo"],
                "text_version": "2023-08",
            }
        ],
    )
