"""A built folder, opened in a browser page by page -> what every page asked for, said and points at.

Addresses are compared without their query. A target is looked up where the host would look: a folder is its
`index.html` over HTTP, and nothing when it is opened from a disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

from tests.browser.pages import all_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WITHOUT_TARGET = ("mailto", "tel", "sms", "webcal")

READ_PAGE = """() => {
  const absolute = (address) => new URL(address, document.baseURI).href;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const of = (selector, attribute) => all(selector)
    .filter((element) => element.hasAttribute(attribute))
    .map((element) => absolute(element.getAttribute(attribute)));
  const candidates = all("[srcset]")
    .flatMap((element) => element.getAttribute("srcset").split(/,\\s+/))
    .map((candidate) => absolute(candidate.trim().split(/\\s+/)[0]));
  return {
    anchors: all("[id]").map((element) => element.id),
    links: [...of("a, area", "href"), ...of("form", "action"), ...of("button, input", "formaction")],
    parts: [
      ...of("img, source, script, video, audio, iframe, embed", "src"), ...candidates, ...of("use", "href"),
      ...of("video", "poster"), ...of("object", "data"),
      ...of("link:not([rel~=canonical], [rel~=alternate][hreflang])", "href"),
    ],
    public: [
      ...of("link[rel~=canonical]", "href"),
      ...of("meta[property='og:url'], meta[property='og:image']", "content"),
    ],
  };
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitedPage:
    """Hold what one page did and points at; `status` is 0 when opened from a disk."""

    path: str
    status: int
    anchors: frozenset[str]
    links: tuple[str, ...]
    parts: tuple[str, ...]
    public: tuple[str, ...]
    requests: tuple[str, ...]
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """Hold all pages of a folder as they appear at a base address."""

    folder: Path
    base: str
    pages: tuple[VisitedPage, ...]

    def target(self, address: str) -> str | None:
        """Return the path in the folder that an address of this site leads to, or None if it is not there."""
        path = unquote(urlsplit(address.removeprefix(self.base)).path)
        if not self.base.startswith("file:") and (path == "" or path.endswith("/")):
            path += "index.html"
        return path if (self.folder / path).is_file() else None

    def is_own(self, address: str) -> bool:
        """Tell whether an address belongs to this site."""
        return address.startswith(self.base)

    def broken(self, kind: str) -> list[str]:
        """List the "links" or the "parts" that lead nowhere, or out of the folder to the rest of its host."""
        return [
            f"{page.path} -> {address}"
            for page in self.pages
            for address in sorted(set(getattr(page, kind)))
            if urlsplit(address).scheme == urlsplit(self.base).scheme
            and (self.target(address) is None if self.is_own(address) else self.is_same_host(address))
        ]

    def is_same_host(self, address: str) -> bool:
        """Tell whether an address is on the host of this site."""
        return urlsplit(address).netloc == urlsplit(self.base).netloc

    def broken_fragments(self) -> list[str]:
        """List the links to a place in a page that the page does not have."""
        anchors = {page.path: page.anchors for page in self.pages}
        found = []
        for page in self.pages:
            for address in sorted({*page.links, *page.parts}):
                plain, fragment = urldefrag(address)
                target = self.target(plain) if self.is_own(plain) else None
                if fragment and target in anchors and unquote(fragment) not in anchors[target]:
                    found.append(f"{page.path} -> {address}")
        return found

    def unreachable(self, start: str) -> list[str]:
        """List the pages that no path of links leads to."""
        links = {
            page.path: {self.target(link) for link in page.links if self.is_own(link)} for page in self.pages
        }
        reached, waiting = {start}, [start]
        while waiting:
            fresh = {path for path in links[waiting.pop()] if path in links} - reached
            reached |= fresh
            waiting.extend(sorted(fresh))
        return sorted(set(links) - reached)


def crawl(browser: Browser, folder: Path, base: str, *, leave_out: Iterable[str] = ()) -> Crawl:
    """Open every page of a folder at a base address that ends with a slash."""
    paths = [path for path in all_pages(folder) if path not in leave_out]
    with browser.new_context(reduced_motion="reduce") as context:
        pages = tuple(visit_page(context.new_page(), base, path) for path in paths)
    return Crawl(folder=folder, base=base, pages=pages)


def visit_page(page: Page, base: str, path: str) -> VisitedPage:
    """Open one page, read it, close it."""
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on(
        "requestfailed", lambda request: complaints.append(f"not loaded: {request.url} ({request.failure})")
    )
    page.on(
        "response",
        lambda answer: complaints.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    )
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto(base + path)
    facts = page.evaluate(READ_PAGE)
    page.close()
    return VisitedPage(
        path=path,
        status=answer.status if answer else 0,
        anchors=frozenset(facts["anchors"]),
        links=tuple(facts["links"]),
        parts=tuple(facts["parts"]),
        public=tuple(facts["public"]),
        requests=tuple(requests),
        complaints=tuple(complaints),
    )
