"""A theme's folders -> its options, templates, assets and profiles, with those of the themes it extends beneath.

A site's own `themes/NAME/` stands before the built-in theme of that name, so that one template can be overridden alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from microsite.core import scanning
from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, did_you_mean, has_errors
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.positions import Position
from microsite.model.cards import CardColours
from microsite.model.renditions import Profile
from microsite.model.selection import EVERYTHING, Selection
from microsite.render.theme_settings import PROFILES, Option, OptionValue, ThemeSettings
from microsite.source import front_matter
from microsite.source.nodes import Node, position_of

BUILT_IN = Path(__file__).parent.parent / "themes"
LONGEST_CHAIN = 8


class At(Protocol):
    """Tell where the site's settings name the theme, or one of its options: `at("options", "accent_hue")`."""

    def __call__(self, *loc: str | int, of_key: bool = False) -> Position | None:
        """Point at a value below `theme`, or with `of_key` at its key."""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One folder of a theme's chain; `path` is how people call it. Without a `theme.yaml` it has no settings."""

    folder: Path
    path: str
    settings: ThemeSettings | None = None
    node: Node | None = None

    def position(self, *loc: str | int, of_key: bool = False) -> Position:
        """Point at a value of `theme.yaml`, or with `of_key` at its key."""
        whole_file = Position(path=f"{self.path}/theme.yaml")
        return position_of(self.node, loc, of_key=of_key) if self.node else whole_file


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

    def shown(self, file: Path) -> str:
        """Give the path of a file of the theme as people call it."""
        for layer in self.layers:
            if file.is_relative_to(layer.folder):
                return f"{layer.path}/{file.relative_to(layer.folder).as_posix()}"
        return file.name

    def files(self, folder: str = "") -> Iterator[tuple[str, Path]]:
        """Give every file of the theme, or of one of its folders, with its path as people call it."""
        for layer in self.layers:
            for file in sorted((layer.folder / folder).rglob("*")):
                if file.is_file():
                    yield self.shown(file), file

    @cached_property
    def settings_fingerprint(self) -> str:
        """Fingerprint what every page depends on: `theme.yaml` of each layer, the options, the strings."""
        names = [layer.folder / "theme.yaml" for layer in self.layers]
        strings = [file for _, file in self.files("strings")]
        read = [(self.shown(file), file.read_bytes()) for file in (*names, *strings) if file.is_file()]
        return fingerprint(repr((self.name, read, sorted(self.options.items()))).encode())

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint every file of the theme, and the options."""
        read = [(path, of_file(file)) for path, file in self.files()]
        return fingerprint(repr((self.name, read, sorted(self.options.items()))).encode())

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
    def card_colours(self) -> CardColours | None:
        """Give the colours of the cards that are shown where a page is shared; None when the theme has none."""
        chosen = next((settings.social_card for settings in self.declared if settings.social_card), None)
        if chosen is None:
            return None
        return CardColours(background=chosen.background, text=chosen.text, accent=chosen.accent)

    @cached_property
    def selection(self) -> Selection:
        """Give what it has pages and documents for: each list of the nearest layer that has one."""
        pages = next((each.pages for each in self.declared if each.pages is not None), None)
        documents = next((each.documents for each in self.declared if each.documents is not None), None)
        taxonomies = next((each.taxonomies for each in self.declared if each.taxonomies is not None), None)
        return Selection(
            templates=EVERYTHING.templates
            if pages is None
            else frozenset(("home", *pages, *(("directory",) if "mentees" in pages else ()))),
            forms=EVERYTHING.forms if documents is None else frozenset(documents),
            taxonomies=EVERYTHING.taxonomies if taxonomies is None else frozenset(taxonomies),
        )

    @property
    def selected_at(self) -> Position | None:
        """Point at where the nearest layer says what it has; None when none does."""
        named = ((layer, key) for layer in self.layers for key in ("pages", "documents", "taxonomies"))
        found = (
            layer.position(key, of_key=True) for layer, key in named if getattr(layer.settings, key, None)
        )
        return next(found, None)

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """Give how pictures are made, by use."""
        merged = {k: v for settings in reversed(self.declared) for k, v in settings.profiles.items()}
        return {name: settings.profile(name) for name, settings in (PROFILES | merged).items()}

    @cached_property
    def custom_properties(self) -> str:
        """Give the stylesheet that carries the options."""
        declared = _declared_options(self.layers)
        pairs = [
            f"{option.css}:{self.options[name]}" for name, option in sorted(declared.items()) if option.css
        ]
        return f"@layer tokens{{:root{{{';'.join(pairs)}}}}}" if pairs else ""


def load(
    name: str, *, site_folder: Path, choices: Mapping[str, OptionValue], at: At
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Read a theme and those it extends."""
    layers: list[Layer] = []
    problems: list[Diagnostic] = []
    wanted, position, seen = name, at("name"), [name]
    while True:
        found, mistakes = _layers_of(wanted, site_folder)
        problems += mistakes
        if not any(layer.settings for layer in found) and not has_errors(mistakes):
            problems.append(_unknown(wanted, site_folder, position, has_folder=bool(found)))
        layers += found
        heir = next((f for f in found if f.settings and f.settings.extends not in (None, wanted)), None)
        if heir is None or heir.settings is None or heir.settings.extends is None:
            break
        wanted, position = heir.settings.extends, heir.position("extends")
        seen.append(wanted)
        if wanted in seen[:-1] or len(seen) > LONGEST_CHAIN:
            problems.append(_circle(seen, position))
            break
    if has_errors(problems):
        return None, tuple(problems)
    options, mistakes = _options(_declared_options(layers), choices, at)
    theme = None if mistakes else Theme(name=name, layers=tuple(layers), options=options)
    return theme, (*problems, *mistakes)


def _layers_of(name: str, site_folder: Path) -> tuple[list[Layer], list[Diagnostic]]:
    layers: list[Layer] = []
    path = f"themes/{name}"
    _, problems = scanning.scan(site_folder, path)
    found = list(problems)
    for folder in (site_folder / path, BUILT_IN / name):
        if folder.is_dir():
            layer, mistakes = _layer(folder, path)
            layers.append(layer)
            found += mistakes
    return layers, found


def _layer(folder: Path, path: str) -> tuple[Layer, tuple[Diagnostic, ...]]:
    from microsite.model import entries

    file = folder / "theme.yaml"
    if not file.is_file():
        return Layer(folder=folder, path=path), ()
    path_of_settings = f"{path}/theme.yaml"
    parsed = front_matter.parse_yaml_file(file.read_bytes(), path=path_of_settings)
    if parsed.node is None and has_errors(parsed.diagnostics):
        return Layer(folder=folder, path=path), parsed.diagnostics
    settings, mistakes = entries.load(ThemeSettings, parsed.node, path=path_of_settings)
    layer = Layer(folder=folder, path=path, settings=settings, node=parsed.node)
    return layer, (*parsed.diagnostics, *mistakes)


def _declared_options(layers: Sequence[Layer]) -> dict[str, Option]:
    declared = [layer.settings for layer in layers if layer.settings]
    return {name: option for settings in reversed(declared) for name, option in settings.options.items()}


def _options(
    declared: Mapping[str, Option], choices: Mapping[str, OptionValue], at: At
) -> tuple[dict[str, OptionValue], list[Diagnostic]]:
    options: dict[str, OptionValue] = {name: option.default for name, option in declared.items()}
    problems = []
    for name, value in choices.items():
        if name not in declared:
            problems.append(_unknown_option(name, declared, at))
        elif must := declared[name].refuses(value):
            problems.append(
                Diagnostic(
                    code="E704",
                    message=f"the theme's option `{name}` must be {must}",
                    position=at("options", name),
                    help=f"what it is for: {declared[name].meaning}",
                )
            )
        else:
            options[name] = value
    return options, problems


def _unknown_option(name: str, declared: Mapping[str, Option], at: At) -> Diagnostic:
    known = ", ".join(f"`{option}`" for option in declared)
    otherwise = (
        f"the theme has the options {known}" if known else "this theme has no options: take the line out"
    )
    return Diagnostic(
        code="E703",
        message=f"the theme has no option `{name}`",
        position=at("options", name, of_key=True),
        help=did_you_mean(name, declared, otherwise=otherwise),
    )


def _circle(chain: Sequence[str], at: Position | None) -> Diagnostic:
    return Diagnostic(
        code="E702",
        message=f"themes extend each other in a circle: {' → '.join(chain)}",
        position=at,
        help="take one `extends` out",
    )


def _unknown(name: str, site_folder: Path, at: Position | None, *, has_folder: bool) -> Diagnostic:
    known = sorted({p.name for folder in (site_folder / "themes", BUILT_IN) for p in _folders(folder)})
    if has_folder:
        message = f"`themes/{name}` is not a theme yet: it has no `theme.yaml`"
        help = f"put a file `theme.yaml` there, with the lines `name: {name}` and `extends: default`"
        return Diagnostic(code="E701", message=message, position=at, help=help)
    return Diagnostic(
        code="E701",
        message=f"there is no theme called `{name}`",
        position=at,
        help=did_you_mean(name, known, otherwise=f"there is {' and '.join(f'`{one}`' for one in known)}"),
    )


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (
            path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
        )
