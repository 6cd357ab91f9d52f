"""What is wrong with a YAML text -> words for people who do not program."""

from __future__ import annotations

import re

from microsite.core.diagnostics import Diagnostic, Related
from microsite.source.nodes import Scalar
from microsite.source.source_text import SourceText


def quoted(text: str, *, before: str = "") -> str:
    """Show a text of one line in quotes, the plainest that fit, and what stands `before` it on its line."""
    text = text if len(text) <= 80 else f"{text[:79]}…"
    if '"' not in text and "\\" not in text:
        return f'`{before}"{text}"`'
    return f"`{before}'" + text.replace("'", "''") + "'`"


def unreadable(source: SourceText, place: int) -> Diagnostic:
    """Say that a character belongs in no text."""
    return Diagnostic(
        code="E103",
        message="a character that belongs in no text",
        position=source.position(place),
        label=f"this is the control character number {ord(source.text[place])}",
        help="delete it; if you cannot see it, delete the characters around it too and type them again",
    )


def too_long(source: SourceText, longest: int) -> Diagnostic:
    """Say that a text is longer than any fields need."""
    return Diagnostic(
        code="E104",
        message=f"the fields are {len(source.text):,} characters long, {longest:,} are allowed",
        position=source.position(0),
        help="split the file into several",
    )


def duplicate(key: Scalar, first: Scalar) -> Diagnostic:
    """Say that a field was written twice."""
    return Diagnostic(
        code="E110",
        message=f"`{key.text}` is written twice",
        position=key.position,
        label="this is the second one",
        help="keep one of the two lines",
        related=(Related(position=first.position, message="the first one is here"),),
    )


def alias(source: SourceText, start: int, end: int) -> Diagnostic:
    """Say that a value points to another place."""
    return Diagnostic(
        code="E111",
        message="a text that begins with * needs quotes",
        position=source.position(start, end),
        label="without quotes this points to a value in another place, which is not allowed here",
        help=f"put quotes around it: {quoted(rest(source, start))}",
    )


def anchor(source: SourceText, start: int) -> Diagnostic:
    """Say that a value is given a name for other places."""
    return Diagnostic(
        code="E111",
        message="a text that begins with & needs quotes",
        position=source.position(start, _word_end(source, start)),
        label="without quotes this gives a name to the value, which is not allowed here",
        help=f"put quotes around it: {quoted(rest(source, start))}",
    )


def tag(source: SourceText, start: int) -> Diagnostic:
    """Say that a value is given a type."""
    return Diagnostic(
        code="E112",
        message="a text that begins with ! needs quotes",
        position=source.position(start, _word_end(source, start)),
        label="without quotes this gives a type to the value, which is not allowed here",
        help=f"put quotes around it: {quoted(rest(source, start))}",
    )


def tab(source: SourceText, place: int) -> Diagnostic:
    """Say that a line is indented by a tab."""
    return Diagnostic(
        code="E113",
        message="a line is indented by a tab",
        position=source.position(place),
        label="this is a tab",
        help="put two spaces in its place; in most editors a setting makes the Tab key write spaces",
    )


def second_document(source: SourceText, start: int) -> Diagnostic:
    """Say that a file holds a second document."""
    return Diagnostic(
        code="E114",
        message="a second document begins in this file",
        position=source.position(start, start + 3),
        label="what stands below this line would be lost",
        help="take this line out, or move what stands below it to a file of its own",
    )


def too_deep(source: SourceText, start: int, deepest: int) -> Diagnostic:
    """Say that lists and groups lie inside of each other too deep."""
    return Diagnostic(
        code="E115",
        message=f"more than {deepest} lists or groups lie inside of each other",
        position=source.position(start),
        help="take some of the brackets or of the indentation away",
    )


def directive(source: SourceText, start: int) -> Diagnostic:
    """Say that a line speaks to the reader of YAML."""
    return Diagnostic(
        code="E119",
        message="a line that begins with % is not allowed",
        position=source.position(start, source.line_end(start)),
        help="take the line out; if it is part of a text, put the text in quotes",
    )


def merge_key(source: SourceText, start: int) -> Diagnostic:
    """Say that fields are taken over from another place."""
    return Diagnostic(
        code="E120",
        message="`<<` is not allowed",
        position=source.position(start, start + 2),
        label="this would copy fields from another place",
        help="write the fields out here",
    )


def key_of_parts(source: SourceText, start: int) -> Diagnostic:
    """Say that a list or a group stands where the name of a field is expected."""
    # {{ name }} is how other programs mark a place to fill in; here it is a text like any other.
    if source.text.startswith("{{", start - 1):
        return beginning(source, start - 1)
    return Diagnostic(
        code="E121",
        message="the name of a field must be a text",
        position=source.position(start, source.line_end(start)),
        label="a list or a group of fields cannot be a name",
        help="write a name and a colon, for example `title: A story`",
    )


def beginning(source: SourceText, start: int) -> Diagnostic:
    """Say that a text begins with a character that needs quotes."""
    return Diagnostic(
        code="E126",
        message=f"a text that begins with {source.text[start]} needs quotes",
        position=source.position(start, source.line_end(start)),
        label="without quotes this character has a meaning of its own",
        help=f"put quotes around it: {quoted(rest(source, start))}",
    )


def empty_key(source: SourceText, start: int) -> Diagnostic:
    """Say that a field has no name."""
    return Diagnostic(
        code="E121",
        message="the name of a field is missing",
        position=source.position(start, source.line_end(start)),
        help="write a name before the colon, for example `title: A story`",
    )


def endless_number(source: SourceText, start: int, end: int) -> Diagnostic:
    """Say that a number has more digits than any number needs."""
    return Diagnostic(
        code="E122",
        message=f"a number of {end - start:,} digits",
        position=source.position(start, end),
        label="no field needs a number this long",
        help="shorten it; if it is a text, put quotes around it",
    )


def lost_text(source: SourceText, value: int, start: int, end: int) -> Diagnostic:
    """Warn that the rest of a line is taken for a comment."""
    whole = source.text[max(value, source.line_start(start)) : end].strip()
    return Diagnostic(
        code="W102",
        message="the end of this line will not be seen",
        position=source.position(start, end),
        label="a space and # begin a comment",
        help=f"to keep it, put quotes around the text: {quoted(whole)}; for a comment, put a space after #",
    )


def curly_quotes(source: SourceText, start: int, end: int) -> Diagnostic:
    """Warn that quotes of a word processor are part of a text."""
    text = " ".join(source.text[start:end].split())
    return Diagnostic(
        code="W103",
        message="the quotes around this text will be seen",
        position=source.position(start, end),
        label="these are the curly quotes of a word processor",
        help=f"write it without quotes; or to show them, put straight ones around: {quoted(text)}",
    )


def rest(source: SourceText, start: int) -> str:
    """Give what stands on the line from `start` on."""
    return source.text[start : source.line_end(start)].strip()


def _word_end(source: SourceText, start: int) -> int:
    found = re.compile(r"\S+").match(source.text, start)
    return found.end() if found else start + 1
