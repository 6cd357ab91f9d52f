"""Markdown -> what must not stand in it, before it is converted: HTML, headings out of order, bombs.

Knows the characters of Markdown, not the library that converts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex
from microsite.model.written import Locate

DEEPEST_QUOTE = 12
DEEPEST_INDENT = 88
DEEPEST_BRACKETS = 40
MOST_BRACKETS = 300
MOST_LINKS = 5_000
MOST_LINES = 5_000
LONGEST_TEXT = 200_000
LONGEST_LINE = 20_000

_QUOTES = regex(r"[ \t]*(?:>[ \t]*)*")
_FENCE = regex(r"(`{3,}|~{3,})")
_ITEM = regex(r" {0,3}(?:[-*+]|\d+\.)[ \t]")
_RULER = regex(r"[ \t]*\|?[ \t]*:?-+[-:| \t]*$")
_BRACKET = regex(r"\\.|\]\(|[\[\])]")
_TAG = regex(r"(?<!\]\()<(?!/)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>")
_COMMENT = regex(r"<!--")
_EVIL_TAG = regex(
    r"script|style|iframe|object|embed|form|link|meta|base|svg|math|video|audio|template", re.IGNORECASE
)
_HANDLER = regex(r"\son[a-z]+\s*=", re.IGNORECASE)
_TICKS = regex(r"(?<!\\)`+")
_HEADING = regex(r"[ >\t]{0,40}(#{1,6})(?!#)[ \t]*(.*)")
_UNDERLINE = regex(r"(=+|-+)[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a text, which begins at the character `start`; `is_prose` unless it is a block of code."""

    text: str
    start: int
    is_prose: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be seen."""
        return not self.text.strip()


@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[Line, ...]:
    """Take a text apart, telling prose from code."""
    written = text.split("\n")
    starts = accumulate((len(line) + 1 for line in written), initial=0)
    return tuple(
        Line(text=line, start=start, is_prose=is_prose)
        for line, start, is_prose in zip(written, starts, _prose(written), strict=False)
    )


def _prose(written: list[str]) -> Iterator[bool]:
    fence, is_in_list = "", False
    for line in written:
        found = _FENCE.match(line)
        if fence:
            fence = "" if line.strip() == fence else fence
            yield False
        elif found:
            fence = found[1]
            yield False
        else:
            is_set_in = line.startswith(("    ", "\t"))
            is_in_list = bool(_ITEM.match(line)) or (is_in_list and (is_set_in or not line.strip()))
            yield not is_set_in or is_in_list


@lru_cache(maxsize=4)
def prose_of(text: str) -> str:
    """Give a text with everything blank that is code, so that what is left stands where it stood."""
    lines = (line.text if line.is_prose else " " * len(line.text) for line in lines_of(text))
    return _without_code("\n".join(lines))


def _without_code(text: str) -> str:
    """Blank what stands between two equal runs of backticks. Linear, as runs are met once."""
    runs = list(_TICKS.finditer(text))
    later: dict[int, list[re.Match[str]]] = {}
    for run in reversed(runs):
        later.setdefault(len(run[0]), []).append(run)
    parts, at = [], 0
    for run in runs:
        same = later[len(run[0])]
        while same and same[-1].start() <= run.start():
            same.pop()
        if run.start() < at or not same or text.find("\n\n", run.end(), same[-1].start()) >= 0:
            continue
        end = same[-1].end()
        parts += [text[at : run.start()], re.sub(r"[^\n]", " ", text[run.start() : end])]
        at = end
    return "".join([*parts, text[at:]])


def bombs(text: str, locate: Locate) -> Iterator[Diagnostic]:
    """Find what would take the converter minutes: deep nesting, very long lines, hosts of brackets (E404)."""
    lines = lines_of(text)
    for line in lines:
        marks = _QUOTES.match(line.text)
        indent = len(line.text) - len(line.text.lstrip(" \t"))
        too_many_quotes = marks is not None and marks[0].count(">") > DEEPEST_QUOTE
        if too_many_quotes or indent > DEEPEST_INDENT or len(line.text) > LONGEST_LINE:
            yield _bomb(line, locate)
    for paragraph in _paragraphs(lines):
        yield from _tangles(paragraph, locate)
    for what, count, most in (
        ("links", text.count("["), MOST_LINKS),
        ("lines", len(lines), MOST_LINES),
        ("characters", len(text), LONGEST_TEXT),
    ):
        if count > most:
            yield Diagnostic(
                code="E404",
                message=f"this text has more than {most} {what}",
                position=locate(0, 1),
                help="divide it into several pages",
            )


def _bomb(line: Line, locate: Locate) -> Diagnostic:
    return Diagnostic(
        code="E404",
        message="this line is nested too deeply or is too long",
        position=locate(line.start, line.start + len(line.text)),
        label="too much for one line",
        help="write it with fewer levels, or in several lines",
    )


def _paragraphs(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """Give what is converted in one go: lines without an empty one between them, items of lists and rows apart."""
    for is_empty, group in groupby(lines, key=lambda line: line.is_empty):
        block = tuple(group)
        is_table = len(block) > 1 and "|" in block[0].text and _RULER.match(block[1].text)
        if is_empty:
            continue
        if not is_table and not _ITEM.match(block[0].text):
            yield block
            continue
        begun: list[Line] = []
        for line in block:
            if begun and (is_table or _ITEM.match(line.text)):
                yield tuple(begun)
                begun = []
            begun.append(line)
        yield tuple(begun)


def _tangles(paragraph: tuple[Line, ...], locate: Locate) -> Iterator[Diagnostic]:
    depth = inside = count = 0
    for line in paragraph:
        for found in _BRACKET.finditer(line.text):
            match found[0]:
                case "[":
                    depth, count = depth + 1, count + 1
                case "](":
                    depth, inside = max(0, depth - 1), inside + 1
                case "]":
                    depth = max(0, depth - 1)
                case ")":
                    inside = max(0, inside - 1)
        if max(depth, inside) > DEEPEST_BRACKETS or count > MOST_BRACKETS:
            yield _bomb(line, locate)
            return


def raw_html(text: str, locate: Locate) -> Iterator[Diagnostic]:
    """Find HTML, which is never passed on: program code (E401), comments (E405), anything else (W401)."""
    prose = prose_of(text)
    for found in _COMMENT.finditer(prose):
        yield Diagnostic(
            code="E405",
            message="a comment would be shown to everyone: texts are Markdown, not HTML",
            position=locate(*found.span()),
            help="take it out; notes for yourself can stand in the fields above, after a #",
        )
    for found in _TAG.finditer(prose):
        if _EVIL_TAG.fullmatch(found[1]) or _HANDLER.search(found[2]):
            yield Diagnostic(
                code="E401",
                message=f"`<{found[1].lower()}>` is program code or an embedded page, which texts cannot have",
                position=locate(*found.span()),
                help="take it out; to point at a film or a map, write a link: [Watch the film](https://…)",
            )
        else:
            yield Diagnostic(
                code="W401",
                message=f"`<{found[1]}>` is shown as it is written: texts are Markdown, not HTML",
                position=locate(*found.span()),
                help="write *emphasis*, **strong**, or a table in Markdown; put `code` between backticks",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    level: int
    words: str
    start: int
    end: int


def _headings(text: str) -> Iterator[_Heading]:
    above: Line | None = None
    for line in lines_of(text):
        found, underline = _HEADING.match(line.text), _UNDERLINE.fullmatch(line.text)
        if line.is_prose and found:
            start = line.start + found.start(1)
            words = found[2].strip().rstrip("#").strip()
            yield _Heading(level=len(found[1]), words=words, start=start, end=start + len(found[1]))
        elif line.is_prose and underline and above is not None:
            yield _Heading(
                level=1 if "=" in underline[1] else 2,
                words=above.text.strip(),
                start=above.start,
                end=above.start + len(above.text),
            )
        above = line if line.is_prose and not line.is_empty and not found and not underline else None


def heading_mistakes(text: str, locate: Locate) -> Iterator[Diagnostic]:
    """Find second main headings (E402) and levels that are left out (E403)."""
    above = 1
    for heading in _headings(text):
        position = locate(heading.start, heading.end)
        if heading.level == 1:
            yield Diagnostic(
                code="E402",
                message="a page has one main heading, and that is its title",
                position=position,
                label="a second main heading",
                help=f"write `## {heading.words}`",
            )
        elif heading.level > above + 1:
            yield Diagnostic(
                code="E403",
                message=f"a heading of level {heading.level} stands under one of level {above}",
                position=position,
                label="a level is left out",
                help=f"write `{'#' * (above + 1)} {heading.words}`",
            )
        above = heading.level
