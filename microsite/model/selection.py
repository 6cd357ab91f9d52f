"""What a theme has pages and documents for, and which links lead to one that it leaves out.

Names kinds of pages and documents; knows neither paths nor looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, Related
from microsite.core.positions import Position
from microsite.model.destinations import Destination
from microsite.model.links import written_links
from microsite.model.site import Site

Template = Literal[
    "home",
    "mentees",
    "directory",
    "mentee",
    "term",
    "cohort",
    "page",
    "events",
    "event",
    "outcomes",
    "galleries",
    "gallery",
    "updates",
    "update",
    "tag",
    "year",
    "contact",
    "thanks",
    "404",
]
"""The templates that pages are drawn with."""

DocumentForm = Literal[
    "sitemap",
    "robots",
    "atom",
    "json_feed",
    "calendar",
    "cohort_calendar",
    "event_calendar",
    "mentor_calendar",
    "outcomes_csv",
    "outcomes_json",
    "mentees_index",
    "resume",
    "qr_code",
    "search",
]
"""The forms of documents, which are files that no template draws."""

Taxonomy = Literal["status", "availability", "hours", "skills", "levels", "languages", "industries", "roles"]
"""The taxonomies whose terms have pages, drawn by `term`."""

_DOCUMENTS = {"feed": "atom", "calendar": "calendar"}
"""The words of links to documents, and the form that each leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The templates, forms of documents and taxonomies that a theme uses; without one, all of them."""

    templates: frozenset[str] = frozenset(get_args(Template))
    forms: frozenset[str] = frozenset(get_args(DocumentForm))
    taxonomies: frozenset[str] = frozenset(get_args(Taxonomy))

    def lacks(self, destination: Destination) -> str:
        """Give what the theme would need for a link to lead somewhere; empty when it does."""
        form = _DOCUMENTS.get(destination.kind, "")
        is_there = destination.address or destination.media or destination.kind in self.templates
        return "" if is_there or form in self.forms else form or destination.kind


EVERYTHING = Selection()


def check(site: Site, selection: Selection, *, chosen_at: Position | None) -> Iterator[Diagnostic]:
    """Find links to what the theme leaves out (E717); `chosen_at` is where it says what it has."""
    lacking = {key: selection.lacks(destination) for key, destination in site.destinations.items()}
    if not any(lacking.values()):
        return
    related = (Related(position=chosen_at, message="this is all that the theme has"),) if chosen_at else ()
    for entry in site.admitted.entries:
        for written, position in written_links(entry):
            if word := lacking.get((entry.path, written)):
                yield Diagnostic(
                    code="E717",
                    message=f"`{written}` leads nowhere: the theme leaves `{word}` out",
                    position=position,
                    help=f"take the link out, or add `{word}` to what the theme has",
                    related=related,
                )
