"""Mentees -> the facets of the directory: what one can choose, and how many each choice finds.

A facet's `name` is its key in addresses; two may share it, as a level and a language do. Where somebody is
from, their age, sex, faith or family are no facets: the schema refuses such fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from microsite.model.fields.numbers import Percents
from microsite.model.slugs import slug
from microsite.render.views import FacetView, LanguageView, MenteeView, TermView
from microsite.render.words import Words

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
STATES = ("open", "training", "study", "founder", "job", "paused")
HOURS: Mapping[str, tuple[int, int]] = {"full": (90, 100), "most": (60, 89), "half": (0, 59)}
"""The percent of a full-time post that each choice of hours stands for."""


def hours_of(workload: Percents | None) -> tuple[str, ...]:
    """Give the choices of hours that a workload allows."""
    if workload is None:
        return ()
    return tuple(key for key, (low, high) in HOURS.items() if workload.low <= high and low <= workload.high)


def levels_reached(language: LanguageView) -> tuple[str, ...]:
    """Give what finds a speaker: `nb:A1 nb:A2 nb:B1` for Norwegian B1."""
    reached = LEVELS[: LEVELS.index(language.level) + 1]
    return tuple(f"{language.code}:{level}" for level in reached)


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
        "language": (*(v.term.slug for v in mentee.languages), *(levels_reached(local) if local else ())),
        "industry": tuple(term.slug for term in mentee.industries),
        "role": tuple(dict.fromkeys(slug(role) for role in mentee.roles_sought)),
    }


@dataclass(frozen=True, kw_only=True)
class Facets:
    """Presents the facets of `mentees`; `terms` are the taxonomies' terms by taxonomy, most used first."""

    mentees: Sequence[MenteeView]
    terms: Mapping[str, Sequence[TermView]]
    words: Words
    local_language: str

    def views(self) -> tuple[FacetView, ...]:
        """Give the facets that have at least one choice."""
        say = self.words.gettext
        facets = (
            FacetView(name="status", label=say("Status"), terms=tuple(self._states())),
            self._taxonomy("availability", "availability", say("Availability")),
            FacetView(name="hours", label=say("Hours"), terms=tuple(self._hours())),
            self._taxonomy("skill", "skills", say("Skills")),
            self._levels(),
            self._taxonomy("language", "languages", say("Languages")),
            self._taxonomy("industry", "industries", say("Industry")),
            FacetView(name="role", label=say("Looks for"), terms=tuple(self._roles())),
        )
        return tuple(facet for facet in facets if facet.terms)

    def _taxonomy(self, name: str, taxonomy: str, label: str) -> FacetView:
        terms = tuple(self.terms[taxonomy])
        has_pages = any(term.path for term in terms)
        return FacetView(name=name, label=label, terms=terms, taxonomy=taxonomy if has_pages else "")

    def _choice(self, facet: str, slug: str, name: str) -> TermView:
        count = sum(slug in mentee.facets[facet] for mentee in self.mentees)
        return TermView(name=name, slug=slug, path="", count=count)

    def _states(self) -> Iterable[TermView]:
        return self._found(self._choice("status", key, self.words.state(key)) for key in STATES)

    def _hours(self) -> Iterable[TermView]:
        return self._found(self._choice("hours", key, self.words.hours(key)) for key in HOURS)

    def _levels(self) -> FacetView:
        code = self.local_language
        reached = {v.level for m in self.mentees for v in m.languages if v.code == code}
        name = self.words.language_name(code) if reached else ""
        return FacetView(
            name="language",
            label=self.words.gettext("%(language)s level") % {"language": name},
            prefix=name,
            terms=tuple(
                self._choice("language", f"{code}:{level}", self.words.level_or_better(level))
                for level in LEVELS
                if level in reached
            ),
        )

    def _roles(self) -> Iterable[TermView]:
        names = {slug(role): role for mentee in self.mentees for role in mentee.roles_sought}
        choices = (self._choice("role", key, name) for key, name in names.items())
        return sorted(choices, key=lambda choice: (-choice.count, choice.slug))

    def _found(self, choices: Iterable[TermView]) -> Iterable[TermView]:
        return (choice for choice in choices if choice.count)
