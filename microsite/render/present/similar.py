"""Mentees -> for each, those who are most like them, and why: the skills that both have."""

from __future__ import annotations

from heapq import nlargest
from math import log

from microsite.core.dataclasses import dataclass
from microsite.incremental import answered, asked
from microsite.model.terms import folded
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter
from microsite.render.views import MenteeView

Similar = tuple[tuple[MenteeView, tuple[str, ...]], ...]

MOST_SIMILAR = 4
ENOUGH_CANDIDATES = 200
"""How many who share a rare skill are enough to choose the most similar from."""
SAME_INDUSTRY = 0.5


@dataclass(frozen=True, kw_only=True)
class Similarity(ScenePresenter):
    """Finds similar profiles.

    A skill that few have weighs more: by the logarithm of how rare it is; a shared industry breaks ties. What all
    mentees share is not looked at one by one, so that a large program costs no more than a small one.
    """

    people: People

    @asked
    def similar_to(self, mentee_id: str) -> Similar:
        """Give those who share most with a mentee, with the names of the skills they share."""
        mentee = self.people.mentees[mentee_id]
        skills = {term.name: self._holders("skills", term.name) for term in mentee.skills}
        industries = [self._holders("industries", term.name) for term in mentee.industries]
        groups = sorted([*skills.values(), *industries], key=len)
        candidates = self._candidates(groups) - {mentee_id}
        if mentee.may_be_indexed:
            candidates &= self._public
        weights = {id: self._weight(id, list(skills.values()), industries) for id in candidates}
        return tuple(
            (other, tuple(name for name, holders in skills.items() if other.id in holders))
            for other in self._best(weights)
        )

    def _best(self, weights: dict[str, float]) -> list[MenteeView]:
        likely = nlargest(MOST_SIMILAR, weights.values())
        finalists = [id for id, weight in weights.items() if likely and weight >= likely[-1]]
        views = [self.people.mentees[id] for id in sorted(finalists)]
        return sorted(views, key=lambda other: (-weights[other.id], other.rank, other.name))[:MOST_SIMILAR]

    def _weight(self, id: str, skills: list[frozenset[str]], industries: list[frozenset[str]]) -> float:
        everyone = len(self.people.mentees)
        weight = sum(log(everyone / len(holders)) + 0.1 for holders in skills if id in holders)
        return round(weight + SAME_INDUSTRY * any(id in holders for holders in industries), 6)

    def _candidates(self, groups: list[frozenset[str]]) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for group in groups:
            if len(found) >= ENOUGH_CANDIDATES:
                break
            found |= group
        return found

    @asked
    def _holders(self, taxonomy: str, name: str) -> frozenset[str]:
        return frozenset(self.scene.plan.terms[taxonomy][folded(name)].mentee_ids)

    @answered
    def _public(self) -> frozenset[str]:
        return frozenset(id for id in self.people.mentees if self.people.may_be_indexed([id]))
