"""Markdown -> marks that somebody meant and that are shown as they are: a link apart, stars alone, an uneven table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex
from microsite.model.prose import prose_of
from microsite.model.written import Locate

_LINK_APART = regex(
    r"(?<![\\!])\[([^\[\]\n]{1,300})\][ ]+\(((?:https?://|www\.|[a-z]+:[a-z0-9])[^()\s]*|[^()\s]+\.(?:md|pdf))\)"
)
_STARS = regex(r"(?<![\\*])\*\*(?!\*)")
_RULER = regex(
    r"[ ]{0,3}\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)+\|?[ ]*|[ ]{0,3}\|[ ]*:?-{2,}:?[ ]*\|?[ ]*"
)
_BAR = regex(r"(?<!\\)\|")


def literal_marks(text: str, html: str, locate: Locate) -> Iterator[Diagnostic]:
    """Find links with a space in them (W403), stars without their partner (W404), tables that are none (W405).

    `html` is what became of the text.
    """
    prose = prose_of(text)
    yield from _links_apart(prose, locate)
    if "**" in html:
        yield from _lonely_stars(prose, locate)
    if "|" in html:
        yield from _uneven_tables(prose, locate)


def _links_apart(prose: str, locate: Locate) -> Iterator[Diagnostic]:
    for found in _LINK_APART.finditer(prose):
        yield Diagnostic(
            code="W403",
            message="this is no link, because of the space in it",
            position=locate(*found.span()),
            help=f"write `[{found[1]}]({found[2]})`, without a space between ] and (",
        )


def _lonely_stars(prose: str, locate: Locate) -> Iterator[Diagnostic]:
    for block in re.finditer(r"(?:[^\n]+(?:\n|$))+", prose):
        stars = list(_STARS.finditer(prose, block.start(), block.end()))
        if len(stars) % 2:
            yield Diagnostic(
                code="W404",
                message="these stars are shown as they are: two others are missing",
                position=locate(*stars[-1].span()),
                help="put ** before and behind the words, without a space between them, in one paragraph",
            )


def _uneven_tables(prose: str, locate: Locate) -> Iterator[Diagnostic]:
    at = 0
    for head, ruler in pairwise(prose.split("\n")):
        at += len(head) + 1
        columns, lines = _columns(head), _columns(ruler)
        if _RULER.fullmatch(ruler) and _BAR.search(head) and columns != lines:
            yield Diagnostic(
                code="W405",
                message="this is no table: the line under its heads does not fit them",
                position=locate(at, at + len(ruler)),
                label=f"heads: {columns}; here: {lines}",
                help=f"write `|{' --- |' * columns}`",
            )


def _columns(row: str) -> int:
    inner = re.sub(r"^[ ]*\||(?<!\\)\|[ ]*$", "", row)
    return len(_BAR.findall(inner)) + 1
