"""A page of the docs -> what can be checked of it: links, anchors, commands, paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docs.generate import anchor
from tests.conftest import ROOT

PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
_FENCED = re.compile(r"^ *(~{3,}|`{3,})(\w*)\n(.*?)^ *\1\n", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_PROGRAM = re.compile(r"^(?:python3 build\.py|microsite)(?: (.*))?$")


def name(page: Path) -> str:
    """Give a page's path from the repository's root."""
    return page.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """Give a page without its blocks of code."""
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Give the blocks of code: language and text."""
    for found in _FENCED.finditer(page.read_text(encoding="utf-8")):
        yield found[2], found[3]


def code_words(page: Path) -> list[str]:
    """Give what stands between backticks, outside of blocks."""
    return _CODE.findall(prose(page))


def links(page: Path) -> list[str]:
    """Give the addresses that a page links to, those of its examples left out."""
    return _LINK.findall(_CODE.sub("", prose(page)))


def anchors(page: Path) -> frozenset[str]:
    """Give the places of a page that links can lead to."""
    return frozenset(anchor(heading.replace("`", "")) for heading in _HEADING.findall(prose(page)))


def commands(page: Path) -> Iterator[str]:
    """Give the arguments of every command line that a page shows, in blocks and between backticks."""
    lines = [
        line.strip()
        for language, text in blocks(page)
        if language in ("", "sh")
        for line in text.splitlines()
    ]
    lines += code_words(page)
    for line in lines:
        for part in re.split(r" && |; ", line):
            if found := _PROGRAM.match(part.strip()):
                yield found[1] or ""
