"""A theme -> what is wrong with its files, before anything is drawn: missing ones, and what no page may load."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from microsite.core import scanning
from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.model.selection import Template
from microsite.render.assets import URL, beside, is_inside
from microsite.render.theme import BUILT_IN, Layer, Theme
from microsite.source.decoding import decode
from microsite.source.source_text import SourceText

KINDS = get_args(Template)

_COMMENT = regex(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)
_ELSEWHERE = regex(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IMPORT = regex(r"@import\b[^;]*")
_INLINE_SCRIPT = regex(r"<script\b(?![^>]*(?:\ssrc=|application/ld\+json))|\son[a-z]{3,}\s*=\s*[\"']")
_INLINE_STYLE = regex(r"<style\b|\sstyle\s*=\s*[\"']")
_LOADED = regex(
    r"<(?:script|img|source|iframe|video|audio|embed)\b[^>]*?\ssrc(?:set)?=[\"']((?:https?:)?//[^\"']*)"
    r"|<link\b(?=[^>]*rel=[\"']?(?:stylesheet|preload|icon|modulepreload|preconnect))[^>]*?\shref=[\"']((?:https?:)?//[^\"']*)",
    re.IGNORECASE,
)
Found = Iterator[Diagnostic]


def check(theme: Theme) -> tuple[Diagnostic, ...]:
    """Find missing assets (E706), unknown templates (E715), and what the policy of pages does not let in (E716)."""
    named = [problem for layer in theme.layers for problem in _of_settings(layer, theme)]
    styles = [problem for name in theme.stylesheets for problem in _of_stylesheet(name, theme)]
    return (*named, *styles, *_of_templates(theme))


def stands(theme: Theme, site_folder: Path) -> bool:
    """Tell whether a kept theme has the folders that it would have now; its `fingerprint` tells of the files."""
    paths = dict.fromkeys(layer.path for layer in theme.layers)
    places = (place for path in paths for place in (site_folder / path, BUILT_IN / path.rpartition("/")[2]))
    has_problems = any(scanning.scan(site_folder, path)[1] for path in paths)
    return not has_problems and [place for place in places if place.is_dir()] == [
        layer.folder for layer in theme.layers
    ]


def _of_settings(layer: Layer, theme: Theme) -> Found:
    if layer.settings is None:
        return
    named = [(name, ("stylesheets", at)) for at, name in enumerate(layer.settings.stylesheets)]
    for kind, names in layer.settings.scripts.items():
        named += [(name, ("scripts", kind, at)) for at, name in enumerate(names)]  # type: ignore[misc]
        if kind not in (*KINDS, "all"):
            yield Diagnostic(
                code="E715",
                message=f"no page is drawn by a template called `{kind}`",
                position=layer.position("scripts", kind, of_key=True),
                help=did_you_mean(
                    kind, KINDS, otherwise=f"there is {', '.join(KINDS)}; `all` means every page"
                ),
            )
    for name, loc in named:
        if theme.asset(name) is None:
            yield missing(name, layer.position(*loc))


def missing(name: str, at: Position) -> Diagnostic:
    """Word an asset that is not there."""
    return Diagnostic(
        code="E706",
        message=f"the theme has no asset `{name}`",
        position=at,
        help="put the file into the theme's `assets/`, or correct its name",
    )


def _of_stylesheet(name: str, theme: Theme) -> Found:
    file = theme.asset(name)
    if file is None:
        return
    decoded = decode(file.read_bytes(), theme.shown(file))
    yield from decoded.diagnostics
    if decoded.text is None:
        return
    source = SourceText(text=_without_comments(decoded.text), path=theme.shown(file))
    for found in _IMPORT.finditer(source.text):
        help = "name the file under `stylesheets` in `theme.yaml`; what others offer, bring into `assets/`"
        yield _refused("`@import` would load another file", source.position(*found.span()), help)
    for found in URL.finditer(_IMPORT.sub(lambda found: " " * len(found[0]), source.text)):
        address, position = found[2].strip(), source.position(*found.span(2))
        if _ELSEWHERE.match(address):
            yield _from_elsewhere(address, position)
        elif not is_inside(address) and theme.asset(beside(name, address)[0]) is None:
            yield missing(beside(name, address)[0], position)


def _of_templates(theme: Theme) -> Found:
    refusals: Mapping[re.Pattern[str], Callable[[re.Match[str], Position], Diagnostic]] = {
        _INLINE_SCRIPT: lambda _, at: _refused(
            "pages cannot run a script that stands in them", at, "put it into a file under `assets/js/`"
        ),
        _INLINE_STYLE: lambda _, at: _refused(
            "pages cannot use styles that stand in them",
            at,
            "give it a class, and the class a rule in a CSS file",
        ),
        _LOADED: lambda found, at: _from_elsewhere(found[1] or found[2], at),
    }
    files = sorted(file for folder in theme.template_folders for file in folder.rglob("*.html"))
    for file in files:
        source = SourceText(
            text=_without_comments(file.read_text("utf-8", "replace")), path=theme.shown(file)
        )
        for pattern, word in refusals.items():
            for found in pattern.finditer(source.text):
                start = found.end() - len(found[0].lstrip())
                yield word(found, source.position(start, found.end()))


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _from_elsewhere(address: str, at: Position) -> Diagnostic:
    help = "bring the file into the theme's `assets/`, if its licence allows it"
    return _refused(f"`{address}` would be loaded from another site", at, help)


def _refused(message: str, at: Position, help: str) -> Diagnostic:
    return Diagnostic(code="E716", message=message, position=at, help=help)
