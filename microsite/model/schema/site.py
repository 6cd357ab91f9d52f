"""The settings of a site: `content/site.yaml`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from microsite.model.fields.record import Record, field
from microsite.model.schema.page import Action

if TYPE_CHECKING:
    from microsite.model.schema.types import (
        Date,
        Email,
        Integer,
        LanguageCode,
        Plain,
        Reference,
        Slug,
        StrictBool,
        Text,
        TimeZone,
        Url,
    )


class Organisation(Record):
    """Who runs the program."""

    name: Text = field(description="The name.", examples=["Oslo Business Region"])
    url: Url | None = field(
        default=None, description="The web site.", examples=["https://oslobusinessregion.example"]
    )


class Coordinator(Record):
    """Whom visitors write to: the only e-mail address of the site."""

    name: Text = field(description="The name.", examples=["Andrea"])
    email: Email = field(description="A role address, published.", examples=["andrea@lovepats.example"])
    job_title: Text | None = field(
        default=None, description="What they do.", examples=["Coordinator, Lovepats"]
    )
    address: tuple[Text, ...] = field(
        default=(),
        description="Where they are found, line by line.",
        examples=[["Workshop room, Tøyen", "Oslo"]],
    )
    promise: Text | None = field(
        default=None, description="When people hear back.", examples=["Answers within two working days."]
    )


class FormProvider(StrEnum):
    """Who receives the contact form."""

    MAILTO = "mailto"
    FORMSPREE = "formspree"
    NETLIFY = "netlify"
    WEB3FORMS = "web3forms"
    FORMSUBMIT = "formsubmit"
    BASIN = "basin"
    ENDPOINT = "endpoint"


class Topic(Record):
    """What a message can be about."""

    id: Slug = field(description="Used in links: `contact:apply`.", examples=["apply"])
    label: Text = field(description="The words in the list.", examples=["Applying for the next cohort"])


class ContactForm(Record):
    """The form that leads to the coordinator."""

    provider: FormProvider = field(
        default=FormProvider.MAILTO,
        description="Who receives it; `mailto` needs no server.",
        examples=["formspree"],
    )
    endpoint: Url | None = field(
        default=None,
        description="The form's https address at the provider.",
        examples=["https://formspree.io/f/abc"],
    )
    access_key: Text | None = field(
        default=None, description="Web3Forms only: the public access key.", examples=["a1b2c3d4"]
    )
    topics: tuple[Topic, ...] = field(
        default=(),
        description="What a message can be about.",
        examples=[[{"id": "apply", "label": "Applying for the next cohort"}]],
    )
    privacy: Text | None = field(
        default=None,
        description="The line beside the button.",
        examples=["We use your details to answer you, and for nothing else."],
    )


class ThemeChoice(Record):
    """How the site looks."""

    name: Slug = field(
        default="default", description="A built-in theme, or a folder of `themes/`.", examples=["default"]
    )
    options: dict[str, Plain] = field(
        default_factory=dict,
        description="What the theme's `theme.yaml` declares.",
        examples=[{"accent_hue": 16}],
    )


class Column(Record):
    """A column of links in the footer."""

    title: Text = field(description="The heading.", examples=["For companies"])
    links: tuple[Action, ...] = field(
        description="The links.", examples=[[{"label": "Browse mentees", "to": "mentees"}]]
    )


class Footer(Record):
    """The foot of every page."""

    text: Text | None = field(
        default=None, description="A sentence under the name.", examples=["A mentor program."]
    )
    columns: tuple[Column, ...] = field(
        default=(),
        description="Columns of links.",
        examples=[[{"title": "Follow along", "links": [{"label": "Updates", "to": "updates"}]}]],
    )
    note: Text | None = field(
        default=None, description="The small print.", examples=["No cookies, no tracking."]
    )


class HostKind(StrEnum):
    """Where the site is hosted."""

    ANY = "any"
    NETLIFY = "netlify"
    CLOUDFLARE = "cloudflare"
    GITHUB_PAGES = "github_pages"
    NGINX = "nginx"


class Hosting(Record):
    """Where the site is hosted, and how its addresses look there."""

    provider: HostKind = field(default=HostKind.ANY, description="The host.", examples=["netlify"])
    pretty_urls: StrictBool = field(
        default=False,
        description="Drops `index.html` from links, for hosts that serve folders.",
        examples=[True],
    )


class Directory(Record):
    """How the list of mentees is laid out."""

    on_one_page: Integer = field(
        default=500,
        ge=0,
        description="How many mentees at most are listed on one page; of more, the list has several pages.",
        examples=[500],
    )
    per_page: Integer = field(
        default=60, ge=1, le=500, description="How many stand on each of several pages.", examples=[60]
    )


class SectionTexts(Record):
    """Heading and first sentences of a list page."""

    title: Text = field(description="The heading.", examples=["Meet the mentees"])
    lead: Text | None = field(
        default=None, description="The first sentences.", examples=["Find the ones who fit."]
    )


class Sections(Record):
    """The list pages, where their texts should be your own."""

    mentees: SectionTexts | None = field(
        default=None, description="The directory.", examples=[{"title": "Meet the mentees"}]
    )
    events: SectionTexts | None = field(
        default=None, description="The calendar.", examples=[{"title": "Events"}]
    )
    updates: SectionTexts | None = field(
        default=None, description="The news.", examples=[{"title": "Updates"}]
    )
    galleries: SectionTexts | None = field(
        default=None, description="The pictures.", examples=[{"title": "Gallery"}]
    )
    outcomes: SectionTexts | None = field(
        default=None, description="The results of all cohorts.", examples=[{"title": "What became of them"}]
    )
    contact: SectionTexts | None = field(
        default=None, description="The form.", examples=[{"title": "Write to Andrea"}]
    )


class SiteSettings(Record):
    """The settings at `content/site.yaml`."""

    name: Text = field(description="The site's name.", examples=["Lovepats"])
    tagline: Text = field(description="What it is, in a few words.", examples=["A mentor program in Oslo"])
    description: Text | None = field(
        default=None, description="For search engines and previews.", examples=["Meet the mentees, or apply."]
    )
    url: Url | None = field(
        default=None,
        description="The public address; needed for feeds, the sitemap and previews.",
        examples=["https://lovepats.example"],
    )
    timezone: TimeZone = field(description="Where the program runs.", examples=["Europe/Oslo"])
    languages: tuple[LanguageCode, ...] = field(
        default=("en",),
        min_length=1,
        description="The site's languages, the main one first.",
        examples=[["en"]],
    )
    local_language: LanguageCode | None = field(
        default=None, description="The language whose level is shown on every card.", examples=["nb"]
    )
    as_of: Date | None = field(
        default=None, description="Pins the clock of a sample or an archived site.", examples=["2023-12-06"]
    )
    sample_notice: Text | None = field(
        default=None,
        description="Says what on the site is invented, if it is a sample.",
        examples=["Mentees shown here are invented samples."],
    )
    organisation: Organisation = field(
        description="Who runs the program.", examples=[{"name": "Oslo Business Region"}]
    )
    coordinator: Coordinator = field(
        description="Whom visitors write to.",
        examples=[{"name": "Andrea", "email": "andrea@lovepats.example"}],
    )
    contact_form: ContactForm = field(
        default_factory=ContactForm,
        description="The form that leads to the coordinator.",
        examples=[{"provider": "mailto"}],
    )
    theme: ThemeChoice = field(
        default_factory=ThemeChoice, description="How it looks.", examples=[{"name": "default"}]
    )
    navigation: tuple[Action, ...] = field(
        default=(),
        max_length=9,
        description="The main menu.",
        examples=[[{"label": "Mentees", "to": "mentees"}]],
    )
    footer: Footer = field(
        default_factory=Footer, description="The foot of every page.", examples=[{"note": "No cookies."}]
    )
    sections: Sections = field(
        default_factory=Sections,
        description="Texts of the list pages.",
        examples=[{"mentees": {"title": "Mentees"}}],
    )
    directory: Directory = field(
        default_factory=Directory,
        description="How the list of mentees is laid out.",
        examples=[{"on_one_page": 500, "per_page": 60}],
    )
    current_cohort: Reference | None = field(
        default=None,
        description="The cohort the front page shows; the latest that began if left out.",
        examples=["2023-autumn"],
    )
    hosting: Hosting = field(
        default_factory=Hosting, description="Where it is hosted.", examples=[{"provider": "netlify"}]
    )
