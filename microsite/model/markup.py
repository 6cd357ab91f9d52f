"""Markdown -> Fragment: sanitised HTML, its headings, and every link and picture with its position.

The only user of markdown and nh3. Raw HTML never passes: it is text. Links and pictures leave here as numbered
marks (`ref:0`); what they lead to is decided by `links`, which is the only way for an address to come back in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.model.slugs import slug

if TYPE_CHECKING:
    from markdown import Markdown

DEEPEST_QUOTE = 12
MOST_BRACKETS = 60
LONGEST_LINE = 20_000

TAGS = (
    "a abbr blockquote br caption code dd del div dl dt em figure footer h2 h3 h4 h5 h6 hr img ins kbd li mark ol p "
    "pre q s section small span strong sub sup table tbody td tfoot th thead tr ul"
)
_CLASSES = {"blockquote": {"pull"}, "div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>")
_EVIL_TAG = re.compile(
    r"script|style|iframe|object|embed|form|link|meta|base|svg|math|video|audio|template", re.IGNORECASE
)
_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
_INLINE_CODE = re.compile(r"(`+)(?:(?!\1).)*?\1")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of a body: its level (2 to 6), its text and the anchor that links lead to."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A link or picture as it was written, in order; `alt` is a picture's text between the brackets."""

    written: str
    is_picture: bool
    alt: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """HTML made from Markdown, where `ref:N` stands for the N-th mention."""

    html: str = ""
    headings: tuple[Heading, ...] = ()
    mentions: tuple[Mention, ...] = ()
    text: str = ""
    first_line: int = 1

    @property
    def anchors(self) -> frozenset[str]:
        """Give the ids that links can lead to."""
        return frozenset(re.findall(r'\sid="([^"]+)"', self.html))


EMPTY = Fragment()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Lines of Markdown with their place in a file, code blocks left out where `is_prose` is false."""

    path: str
    lines: tuple[str, ...]
    first_line: int
    first_column: int
    is_prose: tuple[bool, ...]

    def position(self, index: int, column: int = 1, length: int = 1) -> Position:
        shift = self.first_column - 1 if index == 0 else 0
        return Position(path=self.path, line=self.first_line + index, column=column + shift, length=length)

    def prose(self) -> Iterator[tuple[int, str]]:
        for index, line in enumerate(self.lines):
            if self.is_prose[index]:
                yield index, line


def parse(
    text: str, *, path: str, first_line: int = 1, first_column: int = 1
) -> tuple[Fragment, tuple[Diagnostic, ...]]:
    """Turn Markdown into a Fragment, with every mistake in it.

    `first_line` and `first_column` say where in the file at `path` the text begins.
    """
    if not text.strip():
        return EMPTY, ()
    source = _source(text, path=path, first_line=first_line, first_column=first_column)
    if too_deep := tuple(_too_deep(source)):
        return EMPTY, too_deep
    html, mentions, headings = _convert(text, source)
    problems = (*_raw_html(source), *_heading_mistakes(source))
    return Fragment(
        html=_sanitise(html), headings=headings, mentions=mentions, text=text, first_line=first_line
    ), problems


def _source(text: str, *, path: str, first_line: int, first_column: int) -> _Source:
    lines = tuple(text.split("\n"))
    fence, is_prose = "", []
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            is_prose.append(False)
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        else:
            is_prose.append(not found and not line.startswith("    "))
            fence = found[1] if found else ""
    return _Source(
        path=path, lines=lines, first_line=first_line, first_column=first_column, is_prose=tuple(is_prose)
    )


def _too_deep(source: _Source) -> Iterator[Diagnostic]:
    for index, line in enumerate(source.lines):
        quotes = len(re.match(r"[\s>]*", line)[0].replace(" ", ""))  # type: ignore[index]
        indent = len(line) - len(line.lstrip(" \t"))
        if (
            quotes > DEEPEST_QUOTE
            or line.count("[") > MOST_BRACKETS
            or indent > 4 * DEEPEST_QUOTE + 40
            or len(line) > LONGEST_LINE
        ):
            yield Diagnostic(
                code="E404",
                message="this line is nested too deeply or is too long",
                position=source.position(index, 1, len(line)),
                label="too much for one line",
                help="write it with fewer levels, or in several lines",
            )


def _raw_html(source: _Source) -> Iterator[Diagnostic]:
    for index, line in source.prose():
        for found in _TAG.finditer(_INLINE_CODE.sub(lambda code: " " * len(code[0]), line)):
            if found[1] or found[2].lower() in ("http", "https", "mailto"):
                continue
            position = source.position(index, found.start() + 1, len(found[0]))
            if _EVIL_TAG.fullmatch(found[2]) or _HANDLER.search(found[3]):
                yield Diagnostic(
                    code="E401",
                    message=f"`<{found[2].lower()}>` is program code or an embedded page, which texts cannot have",
                    position=position,
                    help="take it out; to point at a film or a map, write a link: [Watch the film](https://…)",
                )
            else:
                yield Diagnostic(
                    code="W401",
                    message=f"`<{found[2]}>` is shown as it is written: texts are Markdown, not HTML",
                    position=position,
                    help="write *emphasis*, **strong**, or a table in Markdown; put `code` between backticks",
                )


def _heading_mistakes(source: _Source) -> Iterator[Diagnostic]:
    above = 1
    for index, line in source.prose():
        found = _HEADING.match(line)
        if not found:
            continue
        level = len(found[1])
        position = source.position(index, line.index("#") + 1, level)
        if level == 1:
            yield Diagnostic(
                code="E402",
                message="a page has one main heading, and that is its title",
                position=position,
                label="a second main heading",
                help=f"write `## {found[2]}`",
            )
        elif level > above + 1:
            yield Diagnostic(
                code="E403",
                message=f"a heading of level {level} stands under one of level {above}",
                position=position,
                label="a level is left out",
                help=f"write `{'#' * (above + 1)} {found[2]}`",
            )
        above = max(level, 1)


@dataclass(slots=True)
class _Catch:
    """Collects what one conversion meets; emptied before each."""

    mentions: list[tuple[str, bool, str]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


@lru_cache(maxsize=1)
def _converter() -> tuple[Markdown, _Catch]:
    import markdown
    from markdown.extensions import Extension
    from markdown.treeprocessors import Treeprocessor

    catch = _Catch()

    class _Rewrite(Treeprocessor):
        def run(self, root: Element) -> None:
            _rewrite(root, catch)

    class _Ours(Extension):
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
            md.preprocessors.deregister("html_block")
            md.inlinePatterns.deregister("html")
            md.treeprocessors.register(_Rewrite(md), "ours", -10)

    converter = markdown.Markdown(
        extensions=[
            "tables",
            "footnotes",
            "def_list",
            "fenced_code",
            "attr_list",
            "sane_lists",
            "toc",
            _Ours(),
        ],
        extension_configs={
            "toc": {"slugify": lambda value, _: slug(value), "permalink": False},
            "footnotes": {"BACKLINK_TEXT": "↩"},
        },
        output_format="html",
    )
    return converter, catch


def _rewrite(root: Element, catch: _Catch) -> None:
    for element in root.iter():
        match element.tag:
            case "a":
                href = element.get("href", "")
                if element.get("class") not in ("footnote-ref", "footnote-backref"):
                    element.set("href", f"ref:{len(catch.mentions)}")
                    catch.mentions.append((href, False, ""))
            case "img":
                catch.mentions.append((element.get("src", ""), True, element.get("alt", "")))
                element.set("src", f"ref:{len(catch.mentions) - 1}")
            case "blockquote":
                _mark_pull_quote(element)
            case "h2" | "h3" | "h4" | "h5" | "h6":
                words = " ".join("".join(element.itertext()).split())
                catch.headings.append(
                    Heading(level=int(element.tag[1]), text=words, anchor=element.get("id", ""))
                )


def _mark_pull_quote(quote: Element) -> None:
    """Make the last line a footer when it names who said it: `— Name`."""
    paragraphs = [child for child in quote if child.tag == "p"]
    if not paragraphs:
        return
    last = paragraphs[-1]
    words, _, name = (last.text or "").rpartition("\n")
    if len(last) or not name.lstrip().startswith(("—", "– ")):
        return
    quote.set("class", "pull")
    footer = Element("footer")
    footer.text = name.strip().lstrip("—– ")
    if words:
        last.text = words
    else:
        quote.remove(last)
    quote.append(footer)


def _convert(text: str, source: _Source) -> tuple[str, tuple[Mention, ...], tuple[Heading, ...]]:
    converter, catch = _converter()
    catch.mentions.clear()
    catch.headings.clear()
    html = converter.reset().convert(text)
    mentions = tuple(_located(catch.mentions, source))
    return html, mentions, tuple(catch.headings)


def _located(found: list[tuple[str, bool, str]], source: _Source) -> Iterator[Mention]:
    """Find where each was written: Python-Markdown keeps no positions, so look for its text, in order."""
    line, column = 0, 0
    for written, is_picture, alt in found:
        place = _find(source, written, line, column) or _find(source, written, 0, 0)
        if place:
            line, column = place[0], place[1] + 1
        yield Mention(
            written=written,
            is_picture=is_picture,
            alt=alt,
            position=source.position(place[0], place[1] + 1, max(1, len(written)))
            if place
            else source.position(0),
        )


def _find(source: _Source, written: str, line: int, column: int) -> tuple[int, int] | None:
    for index in range(line, len(source.lines)):
        at = source.lines[index].find(written, column if index == line else 0)
        if at >= 0:
            return index, at
    return None


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    match attribute:
        case "class":
            return (
                value if value in _CLASSES.get(tag, ()) or re.fullmatch(r"language-[\w+-]+", value) else None
            )
        case "style":  # tables write their alignment so; the theme has classes for it
            return None
        case "id":
            return value if re.fullmatch(r"[\w:.-]+", value) else None
    return value


def _sanitise(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=set(TAGS.split()),
        attributes={
            "*": {"id", "class", "lang", "dir"},
            "a": {"href"},
            "img": {"src", "alt"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan", "scope"},
            "ol": {"start"},
        },
        attribute_filter=_allowed,
        url_schemes={"ref"},
        link_rel=None,
    )
