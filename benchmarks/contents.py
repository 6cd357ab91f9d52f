"""A built site -> whether it has all of the program that it was made of, neither more nor less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from benchmarks.corpus import Program, slug

_TAG = re.compile(r"<[^>]+>")
_BIO = re.compile(r'<div class="bio">(.*?)</div>', re.DOTALL)
_MARKUP = re.compile(r"\*\*|[*`]|^(?:#+|[->]) ", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
FEED_ENTRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built site."""

    folder: Path

    def text(self, path: str) -> str:
        """Read a file; empty when it is not there."""
        file = self.folder / path
        return file.read_text("utf-8") if file.is_file() else ""

    def count(self, pattern: str, paths: Iterable[str]) -> int:
        """Count a pattern in files."""
        return sum(len(re.findall(pattern, self.text(path))) for path in paths)

    def pages(self) -> frozenset[str]:
        """Give the path of every page."""
        return frozenset(file.relative_to(self.folder).as_posix() for file in self.folder.rglob("index.html"))


def differences(folder: Path, program: Program) -> Iterator[str]:
    """Say what a built site lacks or has too much of."""
    site, wanted_pages = Site(folder=folder), _pages(program)
    pages = site.pages()
    yield from (f"lacks the page {path}" for path in sorted(wanted_pages - pages)[:5])
    yield from (f"has a page {path} too many" for path in sorted(pages - wanted_pages)[:5])
    found = _found(site, pages)
    for name, wanted in _wanted(program).items():
        if found[name] != wanted:
            yield f"has {found[name]} {name} instead of {wanted}"
    for person in program.people:
        page = site.text(f"mentees/{person.slug}/index.html")
        bio = _BIO.search(page)
        if _words_of_html(bio[1] if bio else "") != _words_of_markdown(person.body):
            yield f"has another text of {person.slug}"
        if person.name not in page or person.headline not in page:
            yield f"does not say who {person.slug} is"


def _pages(program: Program) -> frozenset[str]:
    return frozenset(
        f"{folder}index.html"
        for folder in (
            *("", "mentees/", "events/", "updates/"),
            *(f"mentees/{person.slug}/" for person in program.people),
            *(f"mentees/skills/{slug(skill)}/" for skill in program.skills),
            *(f"cohorts/{cohort.slug}/" for cohort in program.cohorts),
            *(f"updates/{update.slug}/" for update in program.updates),
        )
    )


def _wanted(program: Program) -> Mapping[str, int]:
    return {
        "cards in the directory": len(program.people),
        "cards on the pages of skills": sum(len(person.skills) for person in program.people),
        "cards on the pages of cohorts": len(program.people),
        "events in the list": len(program.events),
        "events in the calendar": len(program.events),
        "updates in the list": len(program.updates),
        "entries in the feed": min(FEED_ENTRIES, len(program.updates)),
        "headings in profiles": len(program.people),
        "addresses in the sitemap": len(_pages(program)),
    }


def _found(site: Site, pages: frozenset[str]) -> Mapping[str, int]:
    def under(start: str) -> list[str]:
        return [path for path in pages if path.startswith(start)]

    card, skills = r'<li class="card"', under("mentees/skills/")
    profiles = frozenset(under("mentees/")) - {*skills, "mentees/index.html"}
    return {
        "cards in the directory": site.count(card, ["mentees/index.html"]),
        "cards on the pages of skills": site.count(card, skills),
        "cards on the pages of cohorts": site.count(card, under("cohorts/")),
        "events in the list": site.count(r'<article class="event"', ["events/index.html"]),
        "events in the calendar": site.count("BEGIN:VEVENT", ["events/calendar.ics"]),
        "updates in the list": site.count(r'<li class="update"', ["updates/index.html"]),
        "entries in the feed": site.count(r"<entry>|<item>", ["updates/feed.xml"]),
        "headings in profiles": site.count(r'(?s)<div class="bio">.*?<h[2-4][ >].*?</div>', profiles),
        "addresses in the sitemap": site.count("<loc>", ["sitemap.xml"]),
    }


def _words_of_html(html: str) -> list[str]:
    return unescape(_TAG.sub(" ", re.sub(r"</?(?:strong|em|code|a)\b[^>]*>", "", html))).split()


def _words_of_markdown(body: str) -> list[str]:
    return _LINK.sub(r"\1", _MARKUP.sub("", body)).split()
