"""Markdown -> Fragment: sanitised HTML, its headings, and every link and picture with its position.

The only user of nh3. Raw HTML never passes: it is text. Links and pictures leave here as numbered
marks (`ref:0`); what they lead to is decided by `links`, which is the only way for an address to come back in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.model import converting, literal_marks, prose
from microsite.model.written import Locate

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from nh3 import Cleaner

TAGS = (
    "a abbr blockquote br caption code data dd del div dl dt em figure footer h2 h3 h4 h5 h6 hr img ins kbd li mark ol "
    "p pre q s section small span strong sub sup table tbody td tfoot th thead tr ul"
)
_CLASSES = {"blockquote": {"pull"}, "div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
_REFERENCE = regex(r"ref:\d+")
FIGURE = regex(r'<data value="figure:([^"<>{}]*)"></data>')
"""What stands in the HTML for a figure that is cited by name."""
_CITED = regex(r"figure:[^\"<>{}]*")
_FOOTNOTE = regex(r"#fn(ref\d*)?:[^\"<>]+")
_ADDRESS = regex(
    r"\]\([ \t]*<?(?P<link>(?:\\.|[^\s\\)>])*)"
    r"|^[ >\t]{0,20}\[[^\]\n]+\]:[ \t]*<?(?P<definition>[^\s>]+)"
    r"|<(?P<bare>https?://[^<>\s]*)>",
    re.MULTILINE,
)


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
    position: Position = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """HTML made from the Markdown `text`, where `ref:N` stands for the N-th mention.

    Two are equal when they give the same HTML, however they were written.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    mentions: tuple[Mention, ...] = ()
    text: str = field(default="", compare=False)

    @property
    def anchors(self) -> frozenset[str]:
        """Give the ids that links can lead to."""
        return frozenset(re.findall(r'\sid="([^"]+)"', self.html))


EMPTY = Fragment()


def parse(text: str, *, locate: Locate) -> tuple[Fragment, tuple[Diagnostic, ...]]:
    """Turn Markdown into a Fragment, with every mistake in it; `locate` tells where its characters stand."""
    if not text.strip():
        return EMPTY, ()
    if too_much := tuple(prose.bombs(text, locate)):
        return Fragment(text=text), too_much
    try:
        html, found, headings = _convert(text)
    except RecursionError:
        return Fragment(text=text), (_too_deep(locate),)
    return Fragment(
        html=_sanitise(html),
        headings=headings,
        mentions=tuple(_located(found, text, locate)),
        text=text,
    ), (
        *prose.raw_html(text, locate),
        *prose.heading_mistakes(text, locate),
        *literal_marks.literal_marks(text, html, locate),
    )


def _too_deep(locate: Locate) -> Diagnostic:
    return Diagnostic(
        code="E404",
        message="this text is nested too deeply",
        position=locate(0, 1),
        label="it begins here",
        help="write lists in lists with fewer levels, and leave empty lines between paragraphs",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    written: str
    is_picture: bool
    alt: str = ""


@dataclass(slots=True)
class _Catch:
    """Collects what one conversion meets."""

    mentions: list[_Found] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def _rewrite(root: Element, catch: _Catch) -> None:
    for element in root.iter():
        match element.tag:
            case "a":
                href = element.get("href", "")
                if not _FOOTNOTE.fullmatch(href):
                    element.set("href", f"ref:{len(catch.mentions)}")
                    catch.mentions.append(_Found(written=href, is_picture=False))
            case "img":
                found = _Found(written=element.get("src", ""), is_picture=True, alt=element.get("alt", ""))
                element.set("src", f"ref:{len(catch.mentions)}")
                catch.mentions.append(found)
            case "blockquote":
                _mark_pull_quote(element)
            case "h2" | "h3" | "h4" | "h5" | "h6":
                words = " ".join("".join(element.itertext()).split())
                catch.headings.append(
                    Heading(level=int(element.tag[1]), text=words, anchor=element.get("id", ""))
                )


def _mark_pull_quote(quote: Element) -> None:
    """Make the last line a footer when it names who said it: `— Name`."""
    from xml.etree.ElementTree import SubElement

    paragraphs = [child for child in quote if child.tag == "p"]
    if not paragraphs:
        return
    last = paragraphs[-1]
    words, _, name = (last.text or "").rpartition("\n")
    if len(last) or not name.lstrip().startswith(("—", "– ")):
        return
    quote.set("class", "pull")
    footer = SubElement(quote, "footer")
    footer.text = name.strip().lstrip("—– ")
    if words:
        last.text = words
    else:
        quote.remove(last)


def _convert(text: str) -> tuple[str, tuple[_Found, ...], tuple[Heading, ...]]:
    catch = _Catch()
    html = converting.convert(text, lambda root: _rewrite(root, catch))
    return html, tuple(catch.mentions), tuple(catch.headings)


def _located(found: tuple[_Found, ...], text: str, locate: Locate) -> Iterator[Mention]:
    """Find where each was written, as Python-Markdown keeps no positions: equal ones in their order."""
    places: dict[str, list[tuple[int, int]]] = {}
    for address in _ADDRESS.finditer(prose.prose_of(text)):
        written = str(address[address.lastgroup or 0])
        places.setdefault(re.sub(r"\\(.)", r"\1", written), []).append(address.span(address.lastgroup or 0))
    for one in found:
        same = places.get(one.written) or [_anywhere(one.written, text)]
        start, end = same.pop(0) if len(same) > 1 else same[0]
        yield Mention(
            written=one.written, is_picture=one.is_picture, alt=one.alt, position=locate(start, end)
        )


def _anywhere(written: str, text: str) -> tuple[int, int]:
    at = max(0, text.find(written))
    return at, at + max(1, len(written))


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    match attribute:
        case "href" | "src":
            return value if _REFERENCE.fullmatch(value) or _FOOTNOTE.fullmatch(value) else None
        case "class":
            return (
                value if value in _CLASSES.get(tag, ()) or re.fullmatch(r"language-[\w+-]+", value) else None
            )
        case "style":  # tables write their alignment so; the theme has classes for it
            return None
        case "value":
            return value if _CITED.fullmatch(value) else None
        case "id":
            return value if re.fullmatch(r"[\w:.-]+", value) else None
    return value


def _sanitise(html: str) -> str:
    return _cleaner().clean(html)


@lru_cache(maxsize=1)
def _cleaner() -> Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS.split()),
        attributes={
            "*": {"id", "class", "lang", "dir"},
            "a": {"href"},
            "data": {"value"},
            "img": {"src", "alt"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan", "scope"},
            "ol": {"start"},
        },
        attribute_filter=_allowed,
        url_schemes={"ref"},
        link_rel=None,
    )
