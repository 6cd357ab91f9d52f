"""The bytes of a content file -> its fields as a tree, and its body as text."""

from __future__ import annotations

import re

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.source import yaml_marks
from microsite.source.decoding import Decoded, decode
from microsite.source.nodes import Node, Parsed
from microsite.source.source_text import SourceText

__all__ = ["Decoded", "ParsedEntry", "decode", "parse", "parse_yaml_file"]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_OPENING = re.compile(r"\s*^---[ \t]*$\n?", re.MULTILINE)
# What editors make of three hyphens, and what other programs use instead.
_NEAR_OPENING = re.compile(r"\s*^([-–—+]{1,8}|\*\*\*|```ya?ml)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEntry:
    """Hold the fields (`meta`, None when none could be read), the body, and the line the body begins on."""

    meta: Node | None
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...]


def parse(data: bytes, *, path: str) -> ParsedEntry:
    """Read a file of fields between two lines `---` and a body below them.

    A file without fields is not a mistake here: which ones it needs is known to who asks.
    """
    decoded = decode(data, path)
    if decoded.text is None:
        return ParsedEntry(meta=None, body="", body_line=1, diagnostics=decoded.diagnostics)
    source = SourceText(text=decoded.text, path=path)
    opening = _OPENING.match(source.text)
    if not opening:
        found = _near_opening(source)
        return ParsedEntry(
            meta=None, body=source.text, body_line=1, diagnostics=(*decoded.diagnostics, *found)
        )
    closing = _FENCE.search(source.text, opening.end())
    if not closing:
        unclosed = _unclosed(source, opening)
        return ParsedEntry(meta=None, body="", body_line=1, diagnostics=(*decoded.diagnostics, unclosed))
    return _apart(source, opening.end(), closing, decoded.diagnostics)


def _apart(
    source: SourceText, start: int, closing: re.Match[str], warnings: tuple[Diagnostic, ...]
) -> ParsedEntry:
    first_line = source.line_number(start)
    fields = yaml_marks.parse(source.text[start : closing.start()], path=source.path, first_line=first_line)
    body_line = source.line_number(closing.start()) + 1
    return ParsedEntry(
        meta=fields.node,
        body=source.text[closing.end() + 1 :],
        body_line=body_line,
        diagnostics=(*warnings, *fields.diagnostics),
    )


def _near_opening(source: SourceText) -> tuple[Diagnostic, ...]:
    found = _NEAR_OPENING.match(source.text)
    if not found:
        return ()
    return (
        Diagnostic(
            code="E108",
            message="the fields begin below a line of exactly three hyphens",
            position=source.position(found.start(1), found.end(1)),
            label="this is something else",
            help="write --- on this line, and again on a line of its own below the last field",
        ),
    )


def _unclosed(source: SourceText, opening: re.Match[str]) -> Diagnostic:
    start = opening.end() - len(opening.group().lstrip())
    return Diagnostic(
        code="E106",
        message="the line that ends the fields is missing",
        position=source.position(start, start + 3),
        label="the fields begin here",
        help="write --- on a line of its own below the last field, above the text",
    )


def parse_yaml_file(data: bytes, *, path: str) -> Parsed:
    """Read a file that is YAML from beginning to end."""
    decoded = decode(data, path)
    if decoded.text is None:
        return Parsed(node=None, diagnostics=decoded.diagnostics)
    parsed = yaml_marks.parse(decoded.text, path=path)
    return Parsed(node=parsed.node, diagnostics=(*decoded.diagnostics, *parsed.diagnostics))
