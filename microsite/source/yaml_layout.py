"""Colons, indentation and lines that stopped the reading of YAML -> words.

Each rule looks at the place and answers None when it was something else.
"""

from __future__ import annotations

import re

from microsite.core.diagnostics import Diagnostic
from microsite.source import yaml_words
from microsite.source.nodes import Scalar
from microsite.source.yaml_break import Break
from microsite.source.yaml_words import quoted, rest


def tab(stop: Break) -> Diagnostic | None:
    """Say that the line is indented by a tab."""
    line_start = stop.source.line_start(stop.at)
    found = re.compile(r" *\t").match(stop.source.text, line_start)
    return yaml_words.tab(stop.source, found.end() - 1) if found else None


def colon_in_text(stop: Break) -> Diagnostic | None:
    """Say that a second colon stands on a line, or that a line joins the one before."""
    last = stop.last
    if last is None or "mapping values are not allowed" not in stop.problem:
        return None
    if not stop.source.is_on_one_line(last.start, stop.at):
        return _line_that_joins_the_one_before(stop, last)
    field = stop.source.text[stop.source.line_start(last.start) : last.start].lstrip(" -")
    return Diagnostic(
        code="E118",
        message="a text with a colon in it needs quotes",
        position=stop.source.position(last.start, stop.source.line_end(last.start)),
        label="a colon and a space cannot stand in a text without quotes",
        help=f"put quotes around it: {quoted(rest(stop.source, last.start), before=field)}",
    )


def _line_that_joins_the_one_before(stop: Break, last: Scalar) -> Diagnostic:
    if not stop.source.text[stop.source.line_start(last.start) : last.start].strip():
        return _without_colon(stop, last.start)
    return _out_of_line(stop)


def missing_colon(stop: Break) -> Diagnostic | None:
    """Say that a line has no colon."""
    if stop.began is None or "could not find expected ':'" not in stop.problem:
        return None
    return _without_colon(stop, stop.began)


def _without_colon(stop: Break, start: int) -> Diagnostic:
    return Diagnostic(
        code="E124",
        message="a field without a colon",
        position=stop.source.position(start, stop.source.line_end(start)),
        label="there is no colon and space in this line",
        help="write the field's name, a colon, a space and the value, for example `title: A story`; "
        "if the line belongs to the text above it, put two more spaces before it",
    )


def list_on_the_line_of_its_name(stop: Break) -> Diagnostic | None:
    """Say that a list begins where a text is expected."""
    if "sequence entries are not allowed" not in stop.problem:
        return None
    return Diagnostic(
        code="E127",
        message="a list begins on a line of its own",
        position=stop.source.position(stop.at, stop.source.line_end(stop.at)),
        label="a hyphen and a space begin an item of a list",
        help=f"move it to the next line, after two spaces; for a text, put quotes around it: "
        f"{quoted(rest(stop.source, stop.at))}",
    )


def block_header(stop: Break) -> Diagnostic | None:
    """Say that a text begins on the line of its | or >."""
    if "block scalar" not in stop.context or stop.began is None:
        return None
    mark = stop.source.text[stop.began]
    return Diagnostic(
        code="E129",
        message=f"a text after {mark} begins on the next line",
        position=stop.source.position(stop.at, stop.source.line_end(stop.at)),
        label=f"nothing may follow {mark} on its line",
        help=f"move the text to the next line, after two spaces; if it begins with {mark}, put it in quotes",
    )


def name_missing(stop: Break) -> Diagnostic | None:
    """Say that a line begins with a colon."""
    return (
        yaml_words.empty_key(stop.source, stop.at)
        if stop.character == ":" and not stop.indent.strip()
        else None
    )


def uneven_line(stop: Break) -> Diagnostic | None:
    """Say that a line begins in a column where nothing above begins."""
    if "block" not in stop.context or stop.indent.strip() or not stop.character:
        return None
    return _out_of_line(stop)


def _out_of_line(stop: Break) -> Diagnostic:
    line_start = stop.source.line_start(stop.at)
    line = stop.source.line(stop.at)
    start = line_start + len(line) - len(line.lstrip())
    return Diagnostic(
        code="E123",
        message="this line does not fit under the lines above it",
        position=stop.source.position(start, stop.source.line_end(start)),
        label=f"it begins after {_spaces(start - line_start)}",
        help="fields that belong together begin in the same column, and so do the hyphens of a list; "
        "fields and hyphens do not mix",
    )


def _spaces(count: int) -> str:
    return {0: "no space", 1: "one space"}.get(count, f"{count} spaces")
