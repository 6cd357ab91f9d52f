"""Markdown -> HTML, by Python-Markdown. The only user of that library.

A text is converted by what it needs: an extension or a pattern whose marks a text does not have could change nothing
in it, but takes time for each paragraph. Texts with the same marks share a converter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from microsite.core.regexes import regex
from microsite.model.slugs import slug

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.extensions import Extension

Rewrite = Callable[["Element"], None]
"""Change the elements that a text came to, before they are written."""

EXTENSIONS: Mapping[str, str] = {
    "tables": r"\|",
    "footnotes": r"\[\^",
    "def_list": r"^[^A-Za-z\n]*:[ \t]",
    "fenced_code": r"```|~~~",
    "attr_list": r"\{",
    "toc": r"#|^[^A-Za-z\n]*[=-][ \t]*$",
}
"""Extensions that act only in a text with a mark (a pattern); `toc` gives headings their anchors."""
PATTERNS: Mapping[str, str] = {
    "backtick": r"`",
    "escape": r"\\",
    "figure": r"\{figure:",
    "reference": r"\[",
    "link": r"\[",
    "short_reference": r"\[",
    "image_link": r"!\[",
    "image_reference": r"!\[",
    "short_image_ref": r"!\[",
    "autolink": r"<",
    "linebreak": r" [ ]$",
    "entity": r"&",
    "em_strong": r"[*_]",
}
"""What is looked for within a paragraph, and the mark without which it cannot be there."""
ALWAYS = ("sane_lists",)
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "toc": {"slugify": lambda value, _: slug(value), "permalink": False, "marker": ""},
    "footnotes": {"BACKLINK_TEXT": "↩"},
}
_CITATION = r"\{figure:([^{}\n]*)\}"
_UNUSUAL = regex(r"[^\S\n ]|[\x02\x03]")
"""Blanks of which others may be made: with them, all is looked for."""
_MARKS = {mark: regex(mark, re.MULTILINE) for mark in (*EXTENSIONS.values(), *PATTERNS.values())}


def convert(text: str, rewrite: Rewrite) -> str:
    """Turn Markdown into HTML. Raises RecursionError for what is nested too deeply."""
    converter = _converter(marks_in(text))
    try:
        return converter.convert(text, rewrite)
    except RecursionError:
        _converter.cache_clear()  # what it was in the middle of would spoil the next text
        raise


def marks_in(text: str) -> frozenset[str]:
    """Give the marks that a text has."""
    if _UNUSUAL.search(text):
        return frozenset(_MARKS)
    return frozenset(mark for mark, pattern in _MARKS.items() if pattern.search(text))


class _Converter:
    """Convert texts that have no other marks than some."""

    def __init__(self, marks: frozenset[str]) -> None:
        import markdown

        names = (*ALWAYS, *(name for name, mark in EXTENSIONS.items() if mark in marks))
        self._markdown = markdown.Markdown(extensions=list(map(_extension, names)), output_format="html")
        self._rewrite: Rewrite = lambda _: None
        _read_no_html(self._markdown)
        _read_citations(self._markdown)
        _rewrite_at_the_end(self._markdown, self._at_the_end)
        for name, mark in PATTERNS.items():
            if mark not in marks:
                self._markdown.inlinePatterns.deregister(name)

    def convert(self, text: str, rewrite: Rewrite) -> str:
        self._rewrite = rewrite
        return self._markdown.reset().convert(text)

    def _at_the_end(self, root: Element) -> None:
        self._rewrite(root)


@lru_cache(maxsize=256)
def _converter(marks: frozenset[str]) -> _Converter:
    return _Converter(marks)


def _extension(name: str) -> Extension:
    """Make an extension of the library. It would look for a name among the plugins of all packages first."""
    made: Extension = import_module(f"markdown.extensions.{name}").makeExtension(**SETTINGS.get(name, {}))
    return made


def _read_no_html(md: Markdown) -> None:
    md.preprocessors.deregister("html_block")
    for pattern in ("html", "automail"):
        md.inlinePatterns.deregister(pattern)


def _read_citations(md: Markdown) -> None:
    """Turn citations of figures into elements that are filled when the figures are known."""
    from xml.etree.ElementTree import Element

    from markdown.inlinepatterns import InlineProcessor

    class _Citation(InlineProcessor):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
            return Element("data", {"value": f"figure:{m[1]}"}), m.start(0), m.end(0)

    md.inlinePatterns.register(_Citation(_CITATION, md), "figure", 175)  # after code and escapes


def _rewrite_at_the_end(md: Markdown, rewrite: Rewrite) -> None:
    from markdown.treeprocessors import Treeprocessor

    class _Rewrite(Treeprocessor):
        def run(self, root: Element) -> None:
            rewrite(root)

    md.treeprocessors.register(_Rewrite(md), "ours", -10)
