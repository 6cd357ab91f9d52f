"""A site -> everything that is wrong with it: all that `build` proves, and checks of the finished pages.

Makes the site in memory and writes nothing to `output/`. What it finds in a page is reported at the page's source.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from microsite.core.diagnostics import Diagnostic, has_errors
from microsite.core.positions import Position
from microsite.options import Options
from microsite.pipeline import BuildReport, make, stops

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_RESOURCES = {"img": "src", "script": "src", "source": "src", "iframe": "src", "link": "href"}


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
        if (
            tag in _RESOURCES
            and values.get(_RESOURCES[tag])
            and values.get("rel") not in ("canonical", "alternate")
        ):
            page.resources.append(values[_RESOURCES[tag]])
        page.resources += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]


def check(options: Options) -> CheckReport:
    """Make a site and check its pages. Raises DiagnosedError when the disk stands in the way."""
    report = make(options)
    found = () if has_errors(report.diagnostics) else tuple(_check_pages(report.artifacts))
    diagnostics = (*report.diagnostics, *found)
    return CheckReport(
        diagnostics=diagnostics,
        build=replace(report, diagnostics=diagnostics),
        has_failed=stops(diagnostics, strict=options.strict),
    )


def _check_pages(artifacts: Mapping[str, bytes | Path]) -> Iterator[Diagnostic]:
    pages = {
        path: _read(data)
        for path, data in artifacts.items()
        if path.endswith(".html") and isinstance(data, bytes)
    }
    for path, page in pages.items():
        yield from _check_structure(path, page)
        for address in page.links:
            yield from _check_link(path, address, pages, artifacts)
        for address in page.resources:
            yield from _check_resource(path, address, artifacts)


def _read(data: bytes) -> _Page:
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader.page


def _check_structure(path: str, page: _Page) -> Iterator[Diagnostic]:
    if page.levels.count(1) != 1:
        yield _of(path, "E820", f"the page has {page.levels.count(1)} main headings", "give it exactly one")
    for above, level in zip(page.levels, page.levels[1:], strict=False):
        if level > above + 1:
            yield _of(
                path, "E821", f"a heading of level {level} follows one of level {above}", "leave no level out"
            )
    for id in sorted({id for id in page.ids if page.ids.count(id) > 1}):
        yield _of(path, "E822", f"two places of the page are called `#{id}`", "give one of them another name")
    for source in page.without_alt:
        yield _of(
            path,
            "E823",
            f"the picture `{source}` has no text for those who do not see it",
            "give it an `alt`",
        )


def _check_link(
    path: str, address: str, pages: Mapping[str, _Page], artifacts: Mapping[str, bytes | Path]
) -> Iterator[Diagnostic]:
    target = _target(path, address)
    if target is None:
        return
    file, fragment = target
    if file not in artifacts:
        yield _of(path, "E824", f"the link `{address}` leads nowhere", "correct it where the page comes from")
    elif fragment and file in pages and fragment not in pages[file].ids:
        yield _of(
            path,
            "E825",
            f"the link `{address}` leads to a place that is not there",
            "correct the part after #",
        )


def _check_resource(path: str, address: str, artifacts: Mapping[str, bytes | Path]) -> Iterator[Diagnostic]:
    if urlsplit(address).scheme in ("http", "https") or address.startswith("//"):
        yield _of(
            path, "E826", f"`{address}` would be loaded from another site", "bring the file into the site"
        )
        return
    target = _target(path, address)
    if target and target[0] not in artifacts:
        yield _of(
            path, "E827", f"the file `{address}` is not there", "correct its name where the page comes from"
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


def _of(path: str, code: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, position=Position(path=path), help=help)
