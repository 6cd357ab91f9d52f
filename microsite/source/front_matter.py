"""The bytes of a content file -> its fields as a tree, and its body as text."""

from __future__ import annotations

import re

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.regexes import regex
from microsite.source.decoding import Decoded, decode
from microsite.source.nodes import Node, Parsed
from microsite.source.source_text import SourceText

__all__ = ["Decoded", "ParsedEntry", "decode", "parse", "parse_yaml_file", "split"]

_FENCE = regex(r"^---[ \t]*$", re.MULTILINE)
_OPENING = regex(r"\s*^---[ \t]*$\n?", re.MULTILINE)
# What editors make of three hyphens, and what other programs use instead.
_NEAR_OPENING = regex(r"\s*^([-–—+]{1,8}|\*\*\*|```ya?ml)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEntry:
    """Hold the fields (`meta`, None when none could be read), the body, and the line the body begins on."""

    meta: Node | None
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """Hold the text of the fields, None when there are none, and the body, each with the line it begins on."""

    fields: SourceText | None
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...]


def parse(data: bytes, *, path: str) -> ParsedEntry:
    """Read a file of fields between two lines `---` and a body below them.

    A file without fields is not a mistake here: which ones it needs is known to who asks.
    """
    from microsite.source import yaml_marks

    halves = split(data, path=path)
    fields = halves.fields
    read = yaml_marks.parse(fields.text, path=path, first_line=fields.first_line) if fields else None
    return ParsedEntry(
        meta=read.node if read else None,
        body=halves.body,
        body_line=halves.body_line,
        diagnostics=(*halves.diagnostics, *(read.diagnostics if read else ())),
    )


def split(data: bytes, *, path: str) -> Halves:
    """Find the fields and the body of a file, and read neither."""
    decoded = decode(data, path)
    if decoded.text is None:
        return Halves(fields=None, body="", body_line=1, diagnostics=decoded.diagnostics)
    source = SourceText(text=decoded.text, path=path)
    opening = _OPENING.match(source.text)
    if not opening:
        found = _near_opening(source)
        return Halves(fields=None, body=source.text, body_line=1, diagnostics=(*decoded.diagnostics, *found))
    closing = _FENCE.search(source.text, opening.end())
    if not closing:
        unclosed = _unclosed(source, opening)
        return Halves(fields=None, body="", body_line=1, diagnostics=(*decoded.diagnostics, unclosed))
    fields = source.text[opening.end() : closing.start()]
    return Halves(
        fields=SourceText(text=fields, path=path, first_line=source.line_number(opening.end())),
        body=source.text[closing.end() + 1 :],
        body_line=source.line_number(closing.start()) + 1,
        diagnostics=decoded.diagnostics,
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
    from microsite.source import yaml_marks

    parsed = yaml_marks.parse(decoded.text, path=path)
    return Parsed(node=parsed.node, diagnostics=(*decoded.diagnostics, *parsed.diagnostics))
