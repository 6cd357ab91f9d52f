"""Mistakes -> the page that shows them with their source lines, and a page for each file that has one. Pure.

The page stands on its own, and its `main` is laid over the last good page by `follow.js`. It keeps the policy of the
site's pages: no script and no style stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from microsite.core.diagnostics import Diagnostic, in_order, visible
from microsite.core.positions import Position
from microsite.serve.shown import MISTAKES, OWN

MOST_SHOWN = 50
LINES_AROUND = 2
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{title}}</title>
<link rel="stylesheet" href="/{OWN}mistakes.css">
</head>
<body>
<main>
{{main}}
</main>
</body>
</html>
"""
_QUOTED = re.compile("`([^`]+)`")

LinesOf = Callable[[str], Sequence[str]]
"""Give the lines of a source file by its path; none when it cannot be shown."""


def title_of(number: int) -> str:
    """Say how many mistakes there are."""
    return f"{number} mistake{' keeps' if number == 1 else 's keep'} the site from being made"


def pages(diagnostics: Iterable[Diagnostic], lines_of: LinesOf) -> dict[str, bytes]:
    """Give the page of the mistakes, and of each file that they are in, by their paths."""
    found = in_order(diagnostics)
    shown = found[:MOST_SHOWN]
    files = {p.path: lines for d in shown for p in _positions(d) if (lines := lines_of(p.path))}
    marked: dict[str, set[int]] = {}
    for position in (p for d in shown for p in _positions(d)):
        marked.setdefault(position.path, set()).add(position.line)
    sources = {
        _source(path): _source_page(path, lines, marked[path]).encode() for path, lines in files.items()
    }
    return {MISTAKES: "".join(_mistakes_page(found, files)).encode(), **sources}


def _mistakes_page(found: Sequence[Diagnostic], files: Mapping[str, Sequence[str]]) -> Iterator[str]:
    title = title_of(len(found))
    hidden = len(found) - MOST_SHOWN
    parts = [
        f'<h1 id="mistakes-title" tabindex="-1" autofocus>{title}</h1>',
        "<p>Repair what is named here and save: this page follows by itself. Nothing of it is published.</p>",
        *(_mistake(diagnostic, files) for diagnostic in found[:MOST_SHOWN]),
        *([f"<p>And {hidden} more, which your terminal shows.</p>"] if hidden > 0 else []),
    ]
    yield _PAGE.format(title=title, main="\n".join(parts))


def _mistake(diagnostic: Diagnostic, files: Mapping[str, Sequence[str]]) -> str:
    kind = f"{diagnostic.severity}[{diagnostic.code}]"
    parts = [f'<h2><span class="kind">{kind}:</span> {_words(diagnostic.message)}</h2>']
    if diagnostic.position:
        parts += _place(diagnostic.position, diagnostic.label, files)
    for related in diagnostic.related:
        parts += [f"<p>note: {_words(related.message)}</p>", *_place(related.position, "", files)]
    if diagnostic.help:
        parts.append(f'<p class="help"><strong>help:</strong> {_words(diagnostic.help)}</p>')
    return "\n".join((f'<section class="{diagnostic.severity}">', *parts, "</section>"))


def _place(position: Position, label: str, files: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Write where something is, as a link to it, and the lines around it."""
    name = _text(str(position))
    if position.path not in files:
        yield f'<p class="place">{name}</p>'
        if label:
            yield f"<p>{_words(label)}</p>"
        return
    place = f"/{quote(_source(position.path))}#line-{position.line}"
    yield f'<p class="place"><a href="{place}">{name}</a></p>'
    if position != Position(path=position.path) or label:  # else the whole file is meant
        excerpt = _excerpt(position, label, files[position.path])
        yield f'<pre tabindex="0" role="group" aria-label="{name}">{excerpt}</pre>'


def _excerpt(position: Position, label: str, lines: Sequence[str]) -> str:
    first, last = max(1, position.line - LINES_AROUND), min(len(lines), position.line + LINES_AROUND)
    width = len(str(last)) + 1
    rows: list[tuple[str, str]] = []
    for number in range(first, last + 1):
        if number == position.line:
            rows += zip((str(number), ""), _pointed_at(lines[number - 1], position, label), strict=True)
        else:
            rows.append((str(number), _text(lines[number - 1])))
    return "\n".join(
        f'<span class="number">{number:>{width}} |</span> {row}'.rstrip() for number, row in rows
    )


def _pointed_at(line: str, position: Position, label: str) -> tuple[str, str]:
    """Mark a part of a line, and write what is said of it below."""
    start = position.column - 1
    end = max(start + 1, min(start + position.length, len(line)))
    marked = f"{_text(line[:start])}<mark>{_text(line[start:end])}</mark>{_text(line[end:])}"
    below = f"{'^' * (end - start)} {label}".rstrip()
    return marked, f"{' ' * start}<strong>{_text(below)}</strong>"


def _source_page(path: str, lines: Sequence[str], marked: set[int]) -> str:
    title = _text(path)
    parts = [
        f"<h1>{title}</h1>",
        f'<p><a href="/{MISTAKES}">All mistakes</a></p>',
        '<ol tabindex="0">',
        *(_line(number, line, is_marked=number in marked) for number, line in enumerate(lines, start=1)),
        "</ol>",
    ]
    return _PAGE.format(title=title, main="\n".join(parts))


def _line(number: int, line: str, *, is_marked: bool) -> str:
    marked = ' class="marked"' if is_marked else ""
    return f'<li id="line-{number}"{marked}><code>{_text(line)}</code></li>'


def _positions(diagnostic: Diagnostic) -> Iterator[Position]:
    if diagnostic.position:
        yield diagnostic.position
    yield from (related.position for related in diagnostic.related)


def _source(path: str) -> str:
    return f"{OWN}source/{path}"


def _text(text: str) -> str:
    return escape(visible(text))


def _words(text: str) -> str:
    """Write a sentence in which code stands between backticks."""
    return _QUOTED.sub(r"<code>\1</code>", _text(text))
