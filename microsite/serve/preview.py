"""A site folder -> what the browser is shown: the site as it is now, or the mistakes that keep it from being made.

The site is made in memory, so that drafts and mistakes never reach `output/`.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote

from microsite.core.diagnostics import Diagnostic, Severity, render_all
from microsite.core.failures import DiagnosedError
from microsite.core.positions import Position
from microsite.options import Options
from microsite.pipeline import make, stops

HTML = "text/html"
OTHER_TYPES = {".ics": "text/calendar", ".webp": "image/webp", ".woff2": "font/woff2"}
_HEAD_END = b"</head>"
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}}
pre{{overflow-x:auto}}</style></head>
<body><h1>{title}</h1><p>Repair what is named here and save: this page follows.</p><pre>{text}</pre></body></html>
"""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is shown: the files of the site by path, or the one page of `mistakes` instead of each."""

    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    mistakes: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request is answered with; `location` is where it is sent on to."""

    status: int = 200
    media_type: str = HTML
    body: bytes = b""
    location: str = ""


def preview(options: Options, tell: Tell) -> Preview:
    """Make the site, or the page that says what is wrong with it, and tell how it went."""
    try:
        report = make(options)
    except DiagnosedError as error:
        return _mistakes((error.diagnostic,), options, tell)
    if stops(report.diagnostics, strict=options.strict):
        return _mistakes(report.diagnostics, options, tell)
    tell(f"made {sum(path.endswith('.html') for path in report.artifacts)} pages")
    return Preview(files=report.contents)


def _mistakes(diagnostics: tuple[Diagnostic, ...], options: Options, tell: Tell) -> Preview:
    stopping = (Severity.ERROR, Severity.WARNING) if options.strict else (Severity.ERROR,)
    found = tuple({d for d in diagnostics if d.severity in stopping})
    text = render_all(found, lambda position: _line(options.site, position))
    count = "1 mistake keeps" if len(found) == 1 else f"{len(found)} mistakes keep"
    title = f"{count} the site from being made"
    tell(f"{text}\n\n{title}")
    return Preview(mistakes=_PAGE.format(title=title, text=html.escape(text)).encode())


def _line(site: Path, position: Position) -> str | None:
    file = site / position.path
    lines = file.read_text("utf-8-sig", "replace").split("\n") if file.is_file() else []
    return lines[position.line - 1] if 0 < position.line <= len(lines) else None


def answer(shown: Preview, path: str, *, script: bytes) -> Answer:
    """Answer a request for `path`, which has no leading slash; `script` makes pages follow changes."""
    if shown.mistakes:
        return _page(shown.mistakes, script, status=500)
    name = f"{path}index.html" if path.endswith("/") or not path else path
    if f"{name}/index.html" in shown.files:
        return Answer(status=301, location=f"/{quote(name)}/")
    found = shown.files.get(name)
    if found is None or (
        isinstance(found, Path) and not found.is_file()
    ):  # a build may have emptied the cache
        return _page(_bytes(shown.files["404.html"]), script, status=404)
    # An instance of its own knows the types that Python knows, whatever the system was told by others.
    media_type = MimeTypes().guess_type(name)[0] or OTHER_TYPES.get(Path(name).suffix, "")
    body = _bytes(found)
    return _page(body, script) if media_type == HTML else Answer(media_type=media_type, body=body)


def _page(page: bytes, script: bytes, *, status: int = 200) -> Answer:
    return Answer(status=status, body=page.replace(_HEAD_END, script + _HEAD_END, 1))


def _bytes(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
