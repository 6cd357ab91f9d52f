"""Mentees -> the facets of the directory: what one can choose, and how many each choice finds.

A facet's `name` is its key in addresses; two may share it, as a level and a language do. Where somebody is
from, their age, sex, faith or family are no facets: the schema refuses such fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microsite.core.dataclasses import dataclass
from microsite.model.choices import hours_of, levels_reached
from microsite.model.fields.values import Percents
from microsite.model.slugs import slug
from microsite.render.views import FacetView, MenteeView, TermView
from microsite.render.words import Words


def slugs_of(
    mentee: MenteeView, *, workload: Percents | None, local_language: str
) -> dict[str, tuple[str, ...]]:
    """Give, by the name of a facet, the slugs of the choices that find a mentee."""
    local = next((language for language in mentee.languages if language.code == local_language), None)
    return {
        "status": (mentee.status.key,),
        "availability": (mentee.availability.term.slug,) if mentee.availability else (),
        "hours": hours_of(workload) if mentee.availability else (),
        "skill": tuple(term.slug for term in mentee.skills),
        "language": (
            *(v.term.slug for v in mentee.languages),
            *(levels_reached(local.code, local.level) if local else ()),
        ),
        "industry": tuple(term.slug for term in mentee.industries),
        "role": tuple(dict.fromkeys(slug(role) for role in mentee.roles_sought)),
    }


@dataclass(frozen=True, kw_only=True)
class Facets:
    """Presents the facets; `terms` are the taxonomies' terms by taxonomy, in the order in which they are shown."""

    terms: Mapping[str, Sequence[TermView]]
    words: Words
    local_language: str

    def views(self) -> tuple[FacetView, ...]:
        """Give the facets that have at least one choice."""
        gettext = self.words.gettext
        local = self.words.language_name(self.local_language) if self.terms["levels"] else ""
        facets = (
            self._facet("status", "status", gettext("Status")),
            self._facet("availability", "availability", gettext("Availability")),
            self._facet("hours", "hours", gettext("Hours")),
            self._facet("skill", "skills", gettext("Skills")),
            self._facet(
                "language", "levels", gettext("%(language)s level") % {"language": local}, prefix=local
            ),
            self._facet("language", "languages", gettext("Languages")),
            self._facet("industry", "industries", gettext("Industry")),
            self._facet("role", "roles", gettext("Looks for")),
        )
        return tuple(facet for facet in facets if facet.terms)

    def _facet(self, name: str, taxonomy: str, label: str, *, prefix: str = "") -> FacetView:
        terms = tuple(self.terms[taxonomy])
        has_pages = any(term.path for term in terms)
        return FacetView(
            name=name, label=label, terms=terms, taxonomy=taxonomy if has_pages else "", prefix=prefix
        )
