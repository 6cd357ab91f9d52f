"""A site -> what is waiting in it, and when it must be built again; as lines, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.model.next_change import next_change
from microsite.model.waiting import Waiting, waiting
from microsite.options import Options
from microsite.reading import read
from microsite.render.renditions import WorkerPool
from microsite.sources import scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What waits on a day, and the next day that changes the site; what is wrong with its files."""

    today: date | None
    found: tuple[Waiting, ...]
    next_change: date | None
    diagnostics: tuple[Diagnostic, ...]


def listing(options: Options, wanted: str) -> Listing:
    """List what waits for one thing: drafts, future, expired or expiring; or for anything, `all`."""
    with WorkerPool(options.workers) as pool:
        reading = read(scan(options), options, pool)
    site = reading.site
    if site is None:
        return Listing(today=None, found=(), next_change=None, diagnostics=reading.diagnostics)
    return Listing(
        today=site.today,
        found=tuple(one for one in waiting(site) if wanted in ("all", one.wait)),
        next_change=next_change(site),
        diagnostics=reading.diagnostics,
    )


def lines_of(listing: Listing) -> Iterator[str]:
    """Write one line for each: what it waits for, its day, where it stands, whose it is and why."""
    for one in listing.found:
        day = str(one.on) if one.on else "-"
        yield f"{one.wait:<8}  {day:<10}  {one.position.path}:{one.position.line}  {one.title}: {one.reason}"


def sentence_of(listing: Listing) -> str:
    """Say when the site must be built again."""
    if listing.next_change is None:
        return "nothing that is shown changes by itself"
    return f"next change: {listing.next_change}; the site must be built again by then"


def as_data(listing: Listing) -> Mapping[str, object]:
    """Give the same as data."""
    return {
        "today": str(listing.today) if listing.today else None,
        "next_change": str(listing.next_change) if listing.next_change else None,
        "waiting": [
            {
                "wait": one.wait.value,
                "on": str(one.on) if one.on else None,
                "name": one.name,
                "title": one.title,
                "reason": one.reason,
                "path": one.position.path,
                "line": one.position.line,
            }
            for one in listing.found
        ],
    }
