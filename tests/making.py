"""A site in a folder -> what came of reading or making it, for tests that look at values, not at files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from microsite.cli import line_in
from microsite.core import scanning
from microsite.core.diagnostics import Diagnostic, in_order, render_all
from microsite.model.collect import Collected, collect
from microsite.model.site import Site
from microsite.options import SOURCES, Options
from microsite.pipeline import BuildReport, make
from microsite.reading import Reading, read
from microsite.render.renditions import WorkerPool
from microsite.sources import scan
from tests.test_messages import CODES, read_page


def options_for(site: Path, **asked: Any) -> Options:
    """Give the options of a build into the site's own output folder."""
    return Options(**{"site": site, "output": site / "output", "workers": 1, **asked})


def read_site(site: Path, **asked: Any) -> Reading:
    """Read a site, without drawing it."""
    with WorkerPool(1) as pool:
        options = options_for(site, **asked)
        return read(scan(options), options, pool)


def sound(site: Path, **asked: Any) -> Site:
    """Read a site that has no mistakes."""
    reading = read_site(site, **asked)
    assert places(reading.diagnostics, "EW") == []
    assert reading.site is not None
    return reading.site


def make_site(site: Path, **asked: Any) -> BuildReport:
    """Make all files of a site, without publishing it."""
    return make(options_for(site, **asked))


def made(site: Path, **asked: Any) -> dict[str, str]:
    """Make a site that has no mistakes, and give its texts by output path."""
    report = make_site(site, **asked)
    assert places(report.diagnostics, "E") == []
    return {
        path: data.decode("utf-8", "replace")
        for path, data in report.artifacts.items()
        if isinstance(data, bytes)
    }


def places(diagnostics: Iterable[Diagnostic], letters: str = "EWN") -> list[str]:
    """Give `E301 content/x.md:4:3` for each diagnostic of some severities, in the order people see them."""
    return [f"{d.code} {d.position}" for d in in_order(diagnostics) if d.code[0] in letters]


def said_of(site: Path, diagnostics: Iterable[Diagnostic], *codes: str) -> str:
    """Give what people read of the diagnostics with some codes; of all without."""
    return render_all([d for d in diagnostics if not codes or d.code in codes], line_in(site))


def message_in_docs(code: str) -> str:
    """Give the message that a code's page in the docs shows."""
    return read_page(CODES / f"{code}.md").message


def collected(site: Path) -> Collected:
    """Read the entries of a site."""
    files, problems = scanning.scan(site, *SOURCES)
    assert problems == ()
    return collect(files)
