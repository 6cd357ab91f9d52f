"""The words of `theme.yaml`: what a theme may say of itself, and what it leaves to sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from microsite.core.regexes import regex
from microsite.model.fields.mistakes import mistake
from microsite.model.fields.record import Record, field, rule
from microsite.model.renditions import Format, Profile
from microsite.model.selection import DocumentForm, Taxonomy, Template

if TYPE_CHECKING:
    from microsite.model.schema.types import Colour, Plain, Slug, Text

OptionValue = str | int | float | bool
_SAFE_IN_CSS = regex(r"[\w #.,%()/+-]*")
_ASPECT = regex(r"([1-9]\d{0,3}):([1-9]\d{0,3})", re.ASCII)


class Option(Record):
    """A choice that a theme leaves to sites."""

    type: Literal["integer", "text", "boolean", "choice"] = field(
        description="Its type.", examples=["integer"]
    )
    default: Plain = field(description="What holds without a choice.", examples=[16])
    meaning: Text = field(description="What it changes.", examples=["The accent's hue, in degrees."])
    minimum: int | None = field(default=None, description="Integers: the least.", examples=[0])
    maximum: int | None = field(default=None, description="Integers: the most.", examples=[360])
    choices: tuple[Text, ...] = field(
        default=(), description="Choices: the words to choose from.", examples=[["a", "b"]]
    )
    css: Text | None = field(default=None, description="The custom property it sets.", examples=["--ah"])

    @rule
    def _has_a_fitting_default(self) -> None:
        if must := self.refuses(self.default):
            raise mistake(
                "E704", f"must be {must}", help="give a default that sites could choose", field="default"
            )

    def refuses(self, value: OptionValue) -> str:
        """Word what a value must be; empty when it fits."""
        return "" if self._accepts(value) else self._wanted

    def _accepts(self, value: OptionValue) -> bool:
        match self.type:
            case "integer":
                return isinstance(value, int) and not isinstance(value, bool) and self._is_within(value)
            case "boolean":
                return isinstance(value, bool)
            case "choice":
                return value in self.choices
            case "text":
                is_safe = self.css is None or bool(_SAFE_IN_CSS.fullmatch(str(value)))
                return isinstance(value, str) and is_safe

    def _is_within(self, value: int) -> bool:
        is_enough = self.minimum is None or value >= self.minimum
        return is_enough and (self.maximum is None or value <= self.maximum)

    @property
    def _wanted(self) -> str:
        match self.type:
            case "integer":
                least = "" if self.minimum is None else f" from {self.minimum}"
                most = "" if self.maximum is None else f" to {self.maximum}"
                return f"a whole number{least}{most}"
            case "boolean":
                return "true or false"
            case "choice":
                return f"one of {', '.join(f'`{choice}`' for choice in self.choices)}"
            case "text":
                return "a text" if self.css is None else "letters, digits and `# . , % ( ) / + -`"


class ProfileSettings(Record):
    """How a use of pictures is made."""

    widths: tuple[int, ...] = field(
        min_length=1, description="Widths in pixels.", examples=[[480, 960, 1600]]
    )
    formats: tuple[Format, ...] = field(
        default=("webp", "jpeg"),
        min_length=1,
        description="Best first, the one every browser reads last.",
        examples=[["webp", "jpeg"]],
    )
    aspect: Text | None = field(default=None, description="A crop, as width:height.", examples=["4:5"])
    webp_quality: int = field(default=78, ge=1, le=100, description="1 to 100.", examples=[78])
    jpeg_quality: int = field(default=78, ge=1, le=100, description="1 to 100.", examples=[78])
    avif_quality: int = field(default=60, ge=1, le=100, description="1 to 100.", examples=[60])

    @rule
    def _has_measures(self) -> None:
        if self.aspect is not None and not _ASPECT.fullmatch(self.aspect):
            help = 'write two whole numbers in quotes, as in `aspect: "4:5"`'
            raise mistake("E714", "must be a width and a height", help=help, field="aspect")
        if min(self.widths) < 1:
            raise mistake(
                "E714", "must be widths in pixels", help="write whole numbers above 0", field="widths"
            )

    def profile(self, name: str) -> Profile:
        """Give the profile under the name of its use."""
        found = _ASPECT.fullmatch(self.aspect or "")
        return Profile(
            name=name,
            widths_px=tuple(sorted(self.widths)),
            formats=self.formats,
            aspect=(int(found[1]), int(found[2])) if found else None,
            webp_quality=self.webp_quality,
            jpeg_quality=self.jpeg_quality,
            avif_quality=self.avif_quality,
        )


PROFILES = {
    "portrait": ProfileSettings(widths=(160, 480, 800), aspect="4:5"),
    "photo": ProfileSettings(widths=(480, 960, 1600)),
    "logo": ProfileSettings(widths=(160, 320)),
}
"""How pictures are made where no theme says so."""


class SocialCard(Record):
    """Colours of the card that is shown where a page is shared."""

    background: Colour = field(description="Behind everything.", examples=["#092e39"])
    text: Colour = field(description="The page's title and the site's name.", examples=["#f6f5f1"])
    accent: Colour = field(description="The line under the title.", examples=["#fc8d95"])


class ThemeSettings(Record):
    """The file `theme.yaml`."""

    name: Slug = field(description="The theme's name, as its folder's.", examples=["default"])
    extends: Slug | None = field(default=None, description="The theme it builds on.", examples=["default"])
    meaning: Text | None = field(
        default=None, description="What it looks like.", examples=["Ink on near-white."]
    )
    options: dict[str, Option] = field(
        default_factory=dict,
        description="What sites may choose.",
        examples=[{"accent_hue": {"type": "integer", "default": 16, "meaning": "The accent's hue."}}],
    )
    stylesheets: tuple[Text, ...] = field(
        default=(), description="CSS files in order, bundled into one.", examples=[["css/tokens.css"]]
    )
    scripts: dict[str, tuple[Text, ...]] = field(
        default_factory=dict,
        description="Scripts by template, `all` for every page.",
        examples=[{"all": ["js/shortlist.js"]}],
    )
    profiles: dict[str, ProfileSettings] = field(
        default_factory=dict,
        description="How pictures are made, by use.",
        examples=[{"photo": {"widths": [480, 960]}}],
    )
    pages: tuple[Template, ...] | None = field(
        default=None,
        description="The templates it has pages for, beside `home` which is always there; all without it.",
        examples=[["mentees", "mentee", "term", "cohort"]],
    )
    documents: tuple[DocumentForm, ...] | None = field(
        default=None,
        description="The documents it has a use for; all without it.",
        examples=[["sitemap", "robots", "atom", "calendar"]],
    )
    taxonomies: tuple[Taxonomy, ...] | None = field(
        default=None,
        description="The taxonomies whose terms have pages; all without it.",
        examples=[["skills"]],
    )
    social_card: SocialCard | None = field(
        default=None,
        description="The cards that are shown when a page is shared; none without it.",
        examples=[{"background": "#092e39", "text": "#f6f5f1", "accent": "#fc8d95"}],
    )
