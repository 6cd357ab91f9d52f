"""The kinds of page that a site has, and one page of each in a built folder."""

from __future__ import annotations

from pathlib import Path

TAXONOMIES = ("status", "availability", "hours", "skills", "levels", "languages", "industries", "roles")
NOT_ENTRIES = (*TAXONOMIES, "2023")
"""Folders beside those of entries."""
PAGE_TYPES = {
    "home": "index.html",
    "mentees": "mentees/index.html",
    "profile": "mentees/*/index.html",
    "term": "mentees/skills/*/index.html",
    "cohort": "cohorts/*/index.html",
    "events": "events/index.html",
    "event": "events/*/index.html",
    "updates": "updates/index.html",
    "update": "updates/*/index.html",
    "tag": "updates/tags/*/index.html",
    "year": "updates/2023/index.html",
    "outcomes": "outcomes/index.html",
    "galleries": "galleries/index.html",
    "gallery": "galleries/*/index.html",
    "contact": "contact/index.html",
    "program": "program/index.html",
    "apply": "apply/index.html",
    "faq": "faq/index.html",
    "privacy": "privacy/index.html",
    "not found": "404.html",
}


def all_pages(output: Path) -> tuple[str, ...]:
    """Return the path of every page in a built folder, in order."""
    return tuple(sorted(page.relative_to(output).as_posix() for page in output.rglob("*.html")))


def page_of_type(output: Path, page_type: str) -> str:
    """Return the path of the longest page of a type: the one where most can go wrong."""
    pattern = PAGE_TYPES[page_type]
    pages = [
        page for page in output.glob(pattern) if "*" not in pattern or page.parent.name not in NOT_ENTRIES
    ]
    assert pages, f"there is no page of the type {page_type!r} ({PAGE_TYPES[page_type]})"
    return max(pages, key=lambda page: (page.stat().st_size, page)).relative_to(output).as_posix()
