"""What of an entry decides what else is on the site; all else of it can be seen where it is drawn, and nowhere else.

Admitting, linking and planning read the rest alone, which a test proves field by field. The checks that read every text
(private data, names, figures, placeholders) are made anew for each entry that has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from microsite.core.dataclasses import field_names
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.markup import Fragment

DRAWN_ALONE: Mapping[Kind, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        Kind.MENTEE: "headline seeks location moved_from work_permit experience education links language",
        Kind.MENTOR: "job_title language",
        Kind.EVENT: "title summary location audience attendance registration_url language",
        Kind.UPDATE: "title summary short_title language",
        Kind.GALLERY: "title summary language",
        Kind.COHORT: "title label summary places price location steps is_for how_to costs questions language",
        Kind.PAGE: (
            "title nav_title kicker lead description is_for is_not_needed how_to how_to_title mentors_title "
            "mentors_text questions language"
        ),
        Kind.PARTNER: "summary role",
        Kind.TESTIMONIAL: "quote role",
    }.items()
}
"""Fields that are drawn, and that decide nothing else."""


def decides_the_same(old: Entry[Any], new: Entry[Any]) -> bool:
    """Tell whether two versions of an entry differ in nothing but what is drawn of them."""
    if (old.kind, old.id, old.path) != (new.kind, new.id, new.path):
        return False
    drawn = DRAWN_ALONE.get(new.kind, frozenset())
    if any(
        name not in drawn and getattr(old.fields, name) != getattr(new.fields, name)
        for name in field_names(type(new.fields))
    ):
        return False
    return all(_leads_to_the_same(*pair) for pair in zip_longest(old.fragments, new.fragments))


def _leads_to_the_same(old: Fragment | None, new: Fragment | None) -> bool:
    """Compare where the links of two texts lead, and what other texts can link to in them."""
    if old is None or new is None:
        return False
    return old.mentions == new.mentions and old.anchors == new.anchors
