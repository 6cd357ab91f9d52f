"""A site -> everything that is wrong with it: all that `build` proves, and checks of the finished pages.

Makes the site in memory and writes nothing to `output/`. What it finds in a page is reported at the file that the
page comes from.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from microsite.core.dataclasses import dataclass, field, replace
from microsite.core.diagnostics import Diagnostic, has_errors
from microsite.core.positions import Position
from microsite.options import Options
from microsite.pipeline import BuildReport, make, refusal, stops

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_RESOURCES = {"img": "src", "script": "src", "source": "src", "iframe": "src", "link": "href"}
_NO_RESOURCES = ("canonical", "alternate")
_OF_THE_THEME = "if it is not in the text of this file, it comes from the theme's templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found."""

    diagnostics: tuple[Diagnostic, ...]
    build: BuildReport
    has_failed: bool


@dataclass(slots=True)
class _Page:
    """What is read off a page: addresses with their element, ids, heading levels, pictures without alt."""

    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    without_alt: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads a page off its HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.page
        if "id" in values and tag != "symbol":
            page.ids.append(values["id"])
        if tag in _HEADINGS:
            page.levels.append(_HEADINGS[tag])
        if tag == "a" and "href" in values:
            page.links.append(values["href"])
        if tag == "img" and "alt" not in values:
            page.without_alt.append(values.get("src", ""))
        if tag in _RESOURCES and values.get("rel") not in _NO_RESOURCES:
            page.resources += filter(None, [values.get(_RESOURCES[tag])])
        page.resources += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]


def check(options: Options) -> CheckReport:
    """Make a site and check its pages. Raises DiagnosedError when the disk stands in the way."""
    if refused := refusal(options):
        return CheckReport(
            diagnostics=(refused,), build=BuildReport(diagnostics=(refused,), files={}), has_failed=True
        )
    report = make(options)
    found = () if has_errors(report.diagnostics) else check_pages(report.contents, report.sources)
    diagnostics = (*report.diagnostics, *found)
    return CheckReport(
        diagnostics=diagnostics,
        build=replace(report, diagnostics=diagnostics),
        has_failed=stops(diagnostics, strict=options.strict),
    )


def check_pages(artifacts: Mapping[str, bytes | Path], sources: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Find what is wrong with finished pages (E820 to E827); `sources` has the file that each comes from."""
    pages = {
        path: _read(data)
        for path, data in artifacts.items()
        if path.endswith(".html") and isinstance(data, bytes)
    }
    finished = _Finished(artifacts=artifacts, pages=pages, sources=sources)
    return tuple(problem for path in pages for problem in finished.check(path))


def _read(data: bytes) -> _Page:
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader.page


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finished:
    """A finished site, whose pages are checked one by one."""

    artifacts: Mapping[str, bytes | Path]
    pages: Mapping[str, _Page]
    sources: Mapping[str, str]

    def check(self, path: str) -> Iterator[Diagnostic]:
        page = self.pages[path]
        for code, message, help in (*_structure(page), *self._links(path), *self._resources(path)):
            yield Diagnostic(
                code=code,
                message=f"{message}, on the page `{path.removesuffix('index.html') or path}`",
                position=Position(path=self.sources.get(path, path)),
                help=help,
            )

    def _links(self, path: str) -> Iterator[tuple[str, str, str]]:
        for address in dict.fromkeys(self.pages[path].links):
            target = _target(path, address)
            if target is None:
                continue
            file, fragment = target
            if file not in self.artifacts:
                yield "E824", f"the link `{address}` leads nowhere", f"correct it; {_OF_THE_THEME}"
            elif fragment and file in self.pages and fragment not in self.pages[file].ids:
                message = f"the link `{address}` leads to a place that is not there"
                yield "E825", message, f"correct the part after #; {_OF_THE_THEME}"

    def _resources(self, path: str) -> Iterator[tuple[str, str, str]]:
        for address in dict.fromkeys(self.pages[path].resources):
            target = _target(path, address)
            if urlsplit(address).scheme in ("http", "https") or address.startswith("//"):
                message = f"`{address}` would be loaded from another site"
                yield "E826", message, "bring the file into the theme's `assets/`"
            elif target and target[0] not in self.artifacts:
                yield (
                    "E827",
                    f"the file `{address}` is not there",
                    "correct its name in the theme's templates",
                )


def _structure(page: _Page) -> Iterator[tuple[str, str, str]]:
    if (count := page.levels.count(1)) != 1:
        message = "there is no main heading" if count == 0 else f"there are {count} main headings"
        yield (
            "E820",
            message,
            "a page has one main heading, its title; the theme's templates write it as `<h1>`",
        )
    for above, level in pairwise(page.levels):
        if level > above + 1:
            message = f"a heading of level {level} follows one of level {above}"
            yield "E821", message, f"leave no level out; {_OF_THE_THEME}"
    for id, count in sorted(Counter(page.ids).items()):
        if count > 1:
            message = f"{count} places are called `#{id}`"
            yield "E822", message, "give a heading another name: `## Heading {#another-name}`"
    for source in page.without_alt:
        message = f"the picture `{source}` has no text for those who do not see it"
        yield (
            "E823",
            message,
            "write an `alt` in the theme's template; it is empty when a picture carries no meaning",
        )


def _target(path: str, address: str) -> tuple[str, str] | None:
    """Give the output path and fragment an address leads to; None when it leads outside of the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    if not parts.path:
        return path, unquote(parts.fragment)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.endswith("/") or file == ".":
        file = posixpath.normpath(posixpath.join(file, "index.html"))
    return file, unquote(parts.fragment)
