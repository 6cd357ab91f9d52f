"""A mentee -> the profiles that are like it, and what they share: a choice that can be explained on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from microsite.model.terms import Term, folded
from microsite.render.views import MenteeView

MOST_SIMILAR = 4
ENOUGH_CANDIDATES = 200
"""How many who share a rare skill are enough to choose the most similar from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Hold mentees in the order of the directory, and the place of each by id."""

    mentees: tuple[MenteeView, ...]
    position: Mapping[str, int]

    @classmethod
    def of(cls, mentees: tuple[MenteeView, ...]) -> Around:
        """Give mentees their places."""
        return cls(mentees=mentees, position={mentee.id: at for at, mentee in enumerate(mentees)})


@dataclass(frozen=True, kw_only=True)
class Similarity:
    """Compares mentees; `terms` are the terms of each taxonomy with who has them."""

    terms: Mapping[str, Mapping[str, Term]]
    total: int

    def most_similar(
        self, mentee: MenteeView, *, among: Around
    ) -> tuple[tuple[MenteeView, tuple[str, ...]], ...]:
        """Give those who share most with a mentee, with the names of the skills they share.

        A skill that few have weighs more: by the logarithm of how rare it is; a shared industry breaks ties.
        """
        found = []
        for other in self._candidates(mentee, among):
            shared, weight = self._shared(mentee, other)
            if weight > 0 and other.id != mentee.id:
                found.append((-round(weight, 6), other.rank, other.name, other, shared))
        return tuple((other, names) for *_, other, names in sorted(found, key=lambda f: f[:3])[:MOST_SIMILAR])

    def _candidates(self, mentee: MenteeView, among: Around) -> Iterable[MenteeView]:
        """Give those who share something, beginning with what is rarest, until there are enough to choose from."""
        skills = sorted(mentee.skills, key=lambda term: (term.count, term.slug))
        shared = [
            *(("skills", term.name) for term in skills),
            *(("industries", term.name) for term in mentee.industries),
        ]
        found: dict[str, None] = {}
        for taxonomy, name in shared:
            if len(found) > ENOUGH_CANDIDATES:
                break
            holders = self.terms[taxonomy][folded(name)].mentee_ids
            found |= {id: None for id in holders if id in among.position}
        return (among.mentees[among.position[id]] for id in found)

    def _shared(self, mentee: MenteeView, other: MenteeView) -> tuple[tuple[str, ...], float]:
        skills = {term.slug for term in mentee.skills}
        industries = {term.slug for term in mentee.industries}
        shared = [term for term in other.skills if term.slug in skills]
        weight = sum(log(self.total / term.count) + 0.1 for term in shared)
        weight += 0.5 * any(term.slug in industries for term in other.industries)
        return tuple(term.name for term in shared), weight
