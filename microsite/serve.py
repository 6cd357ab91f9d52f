"""A site folder -> a site on this computer that follows every change. The only user of livereload.

A change builds the site; when that fails, the browser shows the mistakes and the last good site comes back with the
next good build. The published `output/` is what is served.
"""

from __future__ import annotations

import html
import logging
import shutil
import tempfile
import webbrowser
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from microsite.core.diagnostics import Diagnostic, render_all
from microsite.core.failures import DiagnosedError
from microsite.core.positions import Position
from microsite.core.scanning import SourceFile
from microsite.options import Options
from microsite.pipeline import build

HOST = "127.0.0.1"
FINE = 0
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>{title}</h1><p>Repair what is named here and save: this page follows.</p><pre>{text}</pre></body></html>
"""


class Preview:
    """Builds a site into a folder of its own, and keeps a page of mistakes there while there are some."""

    def __init__(self, options: Options, folder: Path, tell: Callable[[str], None]) -> None:
        """Take what to build, the folder to serve from, and where to say what happens."""
        self._options, self._folder, self._tell = options, folder, tell

    def rebuild(self) -> None:
        """Build, and put the result or the mistakes where they are served."""
        try:
            report = build(self._options)
        except DiagnosedError as error:
            self._show_mistakes((error.diagnostic,), {})
            return
        if report.published is None:
            self._show_mistakes(report.diagnostics, report.files)
            return
        self._tell(f"built: {len(report.published.written)} files changed")
        self._serve_site()

    def _serve_site(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._options.output, self._folder, ignore=shutil.ignore_patterns(".*"))

    def _show_mistakes(
        self, diagnostics: Iterable[Diagnostic], files: dict[str, SourceFile] | object
    ) -> None:
        known = files if isinstance(files, dict) else {}

        def line_of(position: Position) -> str | None:
            file = known.get(position.path)
            lines = file.absolute.read_text("utf-8", "replace").splitlines() if file else []
            return lines[position.line - 1] if 0 < position.line <= len(lines) else None

        errors = [d for d in diagnostics if d.code[0] == "E"]
        text = render_all(errors, line_of)
        self._tell(text)
        title = (
            "1 mistake keeps the site from being built"
            if len(errors) == 1
            else f"{len(errors)} mistakes keep the site from being built"
        )
        page = _PAGE.format(title=title, text=html.escape(text))
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in [self._folder / "index.html", *self._folder.rglob("*.html")]:
            path.write_text(page, encoding="utf-8")


def serve(options: Options, *, port: int, opens_browser: bool, tell: Callable[[str], None]) -> int:
    """Serve the site on this computer until interrupted; rebuild and reload on change."""
    from livereload import Server

    logging.getLogger("livereload").setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="microsite-") as scratch:
        folder = Path(scratch) / "site"
        preview = Preview(replace(options, on_progress=lambda _: None), folder, tell)
        preview.rebuild()
        server = Server()
        for name in ("content", "mentees", "themes"):
            server.watch(str(options.site / name), preview.rebuild, delay=0.1)
        tell(f"serving on http://{HOST}:{port}/ — stop with Ctrl-C")
        if opens_browser:
            webbrowser.open(f"http://{HOST}:{port}/")
        server.serve(root=str(folder), host=HOST, port=port, restart_delay=0)
    return FINE
