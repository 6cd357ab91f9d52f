"""A theme's folders -> its options, templates, assets and profiles, with those of the themes it extends beneath.

A site's own `themes/NAME/` stands before the built-in theme of that name, so that one template can be overridden alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.model import entries
from microsite.model.renditions import Format, Profile
from microsite.model.schema.types import Record, Slug, Text
from microsite.source import front_matter

BUILT_IN = Path(__file__).parent.parent / "themes"
LONGEST_CHAIN = 8
OptionValue = str | int | float | bool


class Option(Record):
    """A choice that a theme leaves to sites."""

    type: Literal["integer", "text", "boolean", "choice"] = Field(
        description="Its type.", examples=["integer"]
    )
    default: OptionValue = Field(description="What holds without a choice.", examples=[16])
    meaning: Text = Field(description="What it changes.", examples=["The accent's hue, in degrees."])
    minimum: int | None = Field(default=None, description="Integers: the least.", examples=[0])
    maximum: int | None = Field(default=None, description="Integers: the most.", examples=[360])
    choices: tuple[Text, ...] = Field(
        default=(), description="Choices: the words to choose from.", examples=[["a", "b"]]
    )
    css: Text | None = Field(default=None, description="The custom property it sets.", examples=["--ah"])


class ProfileSettings(Record):
    """How a use of pictures is made."""

    widths: tuple[int, ...] = Field(description="Widths in pixels.", examples=[[480, 960, 1600]])
    formats: tuple[Format, ...] = Field(
        default=("webp", "jpeg"),
        description="Best first, the one every browser reads last.",
        examples=[["webp", "jpeg"]],
    )
    aspect: Text | None = Field(default=None, description="A crop, as width:height.", examples=["4:5"])
    webp_quality: int = Field(default=78, ge=1, le=100, description="1 to 100.", examples=[78])
    jpeg_quality: int = Field(default=80, ge=1, le=100, description="1 to 100.", examples=[80])
    avif_quality: int = Field(default=60, ge=1, le=100, description="1 to 100.", examples=[60])


class ThemeSettings(Record):
    """The file `theme.yaml`."""

    name: Slug = Field(description="The theme's name, as its folder's.", examples=["default"])
    extends: Slug | None = Field(default=None, description="The theme it builds on.", examples=["default"])
    meaning: Text | None = Field(
        default=None, description="What it looks like.", examples=["Ink on near-white."]
    )
    options: dict[str, Option] = Field(
        default_factory=dict,
        description="What sites may choose.",
        examples=[{"accent_hue": {"type": "integer", "default": 16, "meaning": "The accent's hue."}}],
    )
    stylesheets: tuple[Text, ...] = Field(
        default=(), description="CSS files in order, bundled into one.", examples=[["css/tokens.css"]]
    )
    scripts: dict[str, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Scripts by template, `all` for every page.",
        examples=[{"all": ["js/shortlist.js"]}],
    )
    profiles: dict[str, ProfileSettings] = Field(
        default_factory=dict,
        description="How pictures are made, by use.",
        examples=[{"photo": {"widths": [480, 960]}}],
    )
    social_card: dict[str, Text] = Field(
        default_factory=dict,
        description="Colours of the cards that are shown when a page is shared.",
        examples=[{"background": "#092e39"}],
    )


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One folder of a theme's chain."""

    folder: Path
    settings: ThemeSettings | None


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme as a site sees it: `layers` nearest first, `options` with the site's choices."""

    name: str
    layers: tuple[Layer, ...]
    options: Mapping[str, OptionValue]

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Give the folders in which templates are looked for, in order."""
        return tuple(layer.folder / "templates" for layer in self.layers)

    def asset(self, name: str) -> Path | None:
        """Find an asset by its path under `assets/`."""
        return next((p for layer in self.layers if (p := layer.folder / "assets" / name).is_file()), None)

    def strings(self, language: str) -> tuple[Path, ...]:
        """Find the translations into a language, nearest first."""
        names = {language.replace("-", "_"), language.partition("-")[0]}
        found = (layer.folder / "strings" / f"{name}.po" for layer in self.layers for name in sorted(names))
        return tuple(path for path in found if path.is_file())

    @cached_property
    def declared(self) -> tuple[ThemeSettings, ...]:
        """Give the settings of all layers, nearest first."""
        return tuple(layer.settings for layer in self.layers if layer.settings)

    @cached_property
    def stylesheets(self) -> tuple[str, ...]:
        """Give the stylesheets to bundle: those of the themes beneath first."""
        return tuple(
            dict.fromkeys(name for settings in reversed(self.declared) for name in settings.stylesheets)
        )

    def scripts(self, template: str) -> tuple[str, ...]:
        """Give the scripts of pages that a template draws."""
        names = (
            name
            for settings in reversed(self.declared)
            for key in ("all", template)
            for name in settings.scripts.get(key, ())
        )
        return tuple(dict.fromkeys(names))

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """Give how pictures are made, by use."""
        merged = {k: v for settings in reversed(self.declared) for k, v in settings.profiles.items()}
        return {name: _profile(name, settings) for name, settings in merged.items()}

    @cached_property
    def custom_properties(self) -> str:
        """Give the stylesheet that carries the options."""
        declared = _declared_options(self.declared)
        pairs = [
            f"{option.css}:{self.options[name]}" for name, option in sorted(declared.items()) if option.css
        ]
        return f"@layer tokens{{:root{{{';'.join(pairs)}}}}}" if pairs else ""


def load(
    name: str, *, site_folder: Path, choices: Mapping[str, OptionValue], at: Position
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Read a theme and those it extends; `at` is where the site names it."""
    layers: list[Layer] = []
    problems: list[Diagnostic] = []
    wanted: str | None = name
    seen: list[str] = []
    while wanted is not None:
        if wanted in seen or len(seen) > LONGEST_CHAIN:
            problems.append(_circle([*seen, wanted], at))
            break
        found, mistakes = _layers_of(wanted, site_folder)
        problems += mistakes
        if not found:
            problems.append(_unknown(wanted, site_folder, at))
            break
        layers += found
        seen.append(wanted)
        wanted = next((layer.settings.extends for layer in reversed(found) if layer.settings), None)
    declared = _declared_options([layer.settings for layer in layers if layer.settings])
    options, mistakes = _options(declared, choices, at)
    if any(problem.code[0] == "E" for problem in (*problems, *mistakes)):
        return None, (*problems, *mistakes)
    return Theme(name=name, layers=tuple(layers), options=options), (*problems, *mistakes)


def _layers_of(name: str, site_folder: Path) -> tuple[list[Layer], list[Diagnostic]]:
    layers: list[Layer] = []
    problems: list[Diagnostic] = []
    for folder in (site_folder / "themes" / name, BUILT_IN / name):
        if folder.is_dir():
            settings, mistakes = _settings(folder, site_folder)
            layers.append(Layer(folder=folder, settings=settings))
            problems += mistakes
    return layers, problems


def _settings(folder: Path, site_folder: Path) -> tuple[ThemeSettings | None, tuple[Diagnostic, ...]]:
    file = folder / "theme.yaml"
    if not file.is_file():
        return None, ()
    path = (
        file.relative_to(site_folder).as_posix()
        if file.is_relative_to(site_folder)
        else f"themes/{folder.name}/theme.yaml"
    )
    parsed = front_matter.parse_yaml_file(file.read_bytes(), path=path)
    if parsed.node is None:
        return None, parsed.diagnostics
    settings, mistakes = entries.load(ThemeSettings, parsed.node, path=path)
    return settings, (*parsed.diagnostics, *mistakes)


def _declared_options(declared: Sequence[ThemeSettings]) -> dict[str, Option]:
    return {name: option for settings in reversed(declared) for name, option in settings.options.items()}


def _options(
    declared: Mapping[str, Option], choices: Mapping[str, OptionValue], at: Position
) -> tuple[dict[str, OptionValue], list[Diagnostic]]:
    options = {name: option.default for name, option in declared.items()}
    problems = []
    for name, value in choices.items():
        if name not in declared:
            help = did_you_mean(name, declared, otherwise="the theme's `theme.yaml` lists its options")
            problems.append(
                Diagnostic(code="E703", message=f"the theme has no option `{name}`", position=at, help=help)
            )
        elif unfit := _unfit(declared[name], value):
            problems.append(
                Diagnostic(code="E704", message=f"the theme's option `{name}` must be {unfit}", position=at)
            )
        else:
            options[name] = value
    return options, problems


def _unfit(option: Option, value: OptionValue) -> str:
    match option.type:
        case "integer":
            low, high = option.minimum, option.maximum
            fits = isinstance(value, int) and not isinstance(value, bool)
            fits = fits and (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]
            return "" if fits else f"a whole number from {low} to {high}"
        case "boolean":
            return "" if isinstance(value, bool) else "true or false"
        case "choice":
            return "" if value in option.choices else f"one of {', '.join(option.choices)}"
        case "text":
            return "" if isinstance(value, str) else "a text"


def _profile(name: str, settings: ProfileSettings) -> Profile:
    wide, _, high = (settings.aspect or "").partition(":")
    return Profile(
        name=name,
        widths_px=settings.widths,
        formats=settings.formats,
        aspect=(int(wide), int(high)) if wide.isdigit() and high.isdigit() else None,
        webp_quality=settings.webp_quality,
        jpeg_quality=settings.jpeg_quality,
        avif_quality=settings.avif_quality,
    )


def _circle(chain: Sequence[str], at: Position) -> Diagnostic:
    return Diagnostic(
        code="E702",
        message=f"themes extend each other in a circle: {' → '.join(chain)}",
        position=at,
        help="take one `extends` out",
    )


def _unknown(name: str, site_folder: Path, at: Position) -> Diagnostic:
    known = sorted({p.name for folder in (site_folder / "themes", BUILT_IN) for p in _folders(folder)})
    return Diagnostic(
        code="E701",
        message=f"there is no theme called `{name}`",
        position=at,
        help=did_you_mean(name, known, otherwise=f"there are: {', '.join(known)}"),
    )


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (
            path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
        )
