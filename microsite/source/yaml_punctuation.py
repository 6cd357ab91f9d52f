"""Quotes, brackets and special characters that stopped the reading of YAML -> words.

Each rule looks at the place and answers None when it was something else.
"""

from __future__ import annotations

import re

from microsite.core.diagnostics import Diagnostic, Related
from microsite.source import yaml_words
from microsite.source.yaml_break import Break
from microsite.source.yaml_words import quoted, rest


def escape(stop: Break) -> Diagnostic | None:
    """Say that a backslash begins what is no special character."""
    if "quoted scalar" not in stop.context or "unexpected" in stop.problem:
        return None
    backslash = stop.source.text.rfind("\\", 0, stop.at + 1)
    return Diagnostic(
        code="E128",
        message="a backslash in double quotes begins a special character",
        position=stop.source.position(backslash, backslash + 2),
        label="there is no special character of this name",
        help="write the backslash twice, or put the text in single quotes",
    )


def open_quote(stop: Break) -> Diagnostic | None:
    """Say that a quote is opened and the text ends before it is closed."""
    if "quoted scalar" not in stop.context or stop.began is None:
        return None
    return Diagnostic(
        code="E116",
        message="a closing quote is missing",
        position=stop.source.position(stop.began),
        label="this quote begins a text that never ends",
        help=f"put another {stop.source.text[stop.began]} at the end of the text",
    )


def quote_closed_by_the_next(stop: Break) -> Diagnostic | None:
    """Say that a text over several lines ends at a quote that was to begin another."""
    last = stop.last
    if last is None or last.is_plain or not stop.follows_on_its_line(last):
        return None
    mark = stop.source.text[last.start]
    if mark not in "\"'" or stop.source.is_on_one_line(last.start, last.end):
        return None
    return Diagnostic(
        code="E116",
        message="a closing quote is missing",
        position=stop.source.position(last.start),
        label="this quote begins a text",
        help=f"put another {mark} at the end of the text",
        related=(Related(position=stop.source.position(last.end - 1), message="the text ends only here"),),
    )


def text_after_quote(stop: Break) -> Diagnostic | None:
    """Say that more follows on the line after a text in quotes."""
    last = stop.last
    if last is None or last.is_plain or not stop.follows_on_its_line(last):
        return None
    mark = stop.source.text[last.start]
    if mark not in "\"'" or stop.character in (*":]}", "") or "flow" in stop.context:
        return None
    text = rest(stop.source, last.start)
    text = text[1:-1] if text.endswith(mark) else text
    return Diagnostic(
        code="E117",
        message="a text goes on after its closing quote",
        position=stop.source.position(stop.at, stop.source.line_end(stop.at)),
        label="this stands outside of the quotes",
        help=f"put the whole text in quotes of the other kind: {quoted(text)}",
        related=(Related(position=stop.source.position(last.end - 1), message="the text ends here"),),
    )


def item_missing(stop: Break) -> Diagnostic | None:
    """Say that two commas, or a comma and a bracket, have nothing between them."""
    if "flow" not in stop.context or "node content" not in stop.problem or not stop.character:
        return None
    return Diagnostic(
        code="E125",
        message=f"something is missing before this {stop.character}",
        position=stop.source.position(stop.at),
        help=f"write an item before it, or take it out; a text that has {stop.character} in it needs quotes",
    )


def bracket_too_many(stop: Break) -> Diagnostic | None:
    """Say that a bracket closes nothing."""
    before = stop.source.text[stop.source.line_start(stop.at) : stop.at].rstrip()
    if (
        "block" not in stop.context
        or stop.character not in ("]", "}", ",")
        or not before.endswith(("]", "}"))
    ):
        return None
    return Diagnostic(
        code="E125",
        message=f"there is a {stop.character} too many",
        position=stop.source.position(stop.at),
        label="nothing is open here that it could belong to",
        help="take it out; if it is part of a text, put the text in quotes",
    )


def text_after_bracket(stop: Break) -> Diagnostic | None:
    """Say that a text that begins with a bracket was taken for a list or a group."""
    line_start = stop.source.line_start(stop.at)
    found = re.compile(r"[^\n]*?[:-] +([\[{])").match(stop.source.text, line_start, stop.at)
    before = stop.source.text[line_start : stop.at].rstrip()
    if not found or "flow" in stop.context or not before.endswith(("]", "}")):
        return None
    return yaml_words.beginning(stop.source, found.start(1))


def open_bracket(stop: Break) -> Diagnostic | None:
    """Say that a list or a group in brackets does not end, or that its items are not apart."""
    if "flow" not in stop.context or stop.began is None:
        return None
    start = max(stop.source.text.rfind(bracket, 0, stop.began + 1) for bracket in "[{")
    bracket = stop.source.text[start]
    other, kind = ("]", "list") if bracket == "[" else ("}", "group of fields")
    return Diagnostic(
        code="E125",
        message=f"a comma or the closing {other} is missing",
        position=stop.source.position(start),
        label=f"this {bracket} begins a {kind}",
        help=f"put a comma between two items and {other} at the end; texts with commas or colons need quotes",
        related=(Related(position=stop.source.position(stop.at), message="it cannot go on like this"),),
    )


def special_beginning(stop: Break) -> Diagnostic | None:
    """Say that a text begins with a character that begins something else."""
    if "cannot start any token" in stop.problem and stop.character not in ("", "\n"):
        return yaml_words.beginning(stop.source, stop.at)
    if "node content" in stop.problem and stop.character and stop.character in ",]}":
        return yaml_words.beginning(stop.source, stop.at)
    return None


def extra(stop: Break) -> Diagnostic | None:
    """Say that a directive, an alias, an anchor or a tag is not even well written."""
    context = stop.context + stop.problem
    began = stop.at if stop.began is None else stop.began
    if "directive" in context and stop.source.text[began : began + 1] == "%":
        return yaml_words.directive(stop.source, began)
    if "alias" in context:
        return yaml_words.alias(stop.source, began, stop.source.line_end(began))
    if "anchor" in context:
        return yaml_words.anchor(stop.source, began)
    if " tag" in context:
        return yaml_words.tag(stop.source, began)
    return None
