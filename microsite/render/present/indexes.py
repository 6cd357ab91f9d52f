"""Entries -> who belongs to whom, looked up once: a page asks for its own and is not touched by what others change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from microsite.core.dataclasses import dataclass
from microsite.incremental import answered, asked
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter

Ids = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Indexes(ScenePresenter):
    """Finds entries by what they refer to, as ids in the order of the site."""

    people: People

    @asked
    def mentees_of(self, cohort_id: str) -> Ids:
        """Give the mentees of a cohort."""
        return self._mentees_by_cohort.get(cohort_id, ())

    @asked
    def events_of(self, cohort_id: str) -> Ids:
        """Give the events of a cohort."""
        return self._events_by_cohort.get(cohort_id, ())

    @asked
    def events_with(self, person_id: str) -> Ids:
        """Give the events at which a person speaks."""
        return self._events_by_speaker.get(person_id, ())

    @asked
    def beside(self, mentee_id: str) -> tuple[str, str]:
        """Give the mentees before and after one in the directory; empty at either end.

        Those whom search engines may have stand beside their like only.
        """
        order = self._public_order if self.people.mentees[mentee_id].may_be_indexed else self._order
        return order[mentee_id]

    @answered
    def everyone(self) -> Ids:
        """Give all mentees, in the order of the directory."""
        return tuple(mentee.id for mentee in self.people.available_first)

    @asked
    def in_term(self, taxonomy: str, key: str) -> Ids:
        """Give the mentees of a term, in the order of the directory."""
        return tuple(sorted(self.scene.plan.terms[taxonomy][key].mentee_ids, key=self._places.__getitem__))

    @answered
    def _places(self) -> Mapping[str, int]:
        return {id: place for place, id in enumerate(self.everyone)}

    @answered
    def _mentees_by_cohort(self) -> Mapping[str, Ids]:
        mentees = self.scene.site.mentees.values()
        return _grouped((mentee.fields.cohort, mentee.id) for mentee in mentees)

    @answered
    def _events_by_cohort(self) -> Mapping[str, Ids]:
        return _grouped((event.fields.cohort or "", event.id) for event in self.scene.site.events.values())

    @answered
    def _events_by_speaker(self) -> Mapping[str, Ids]:
        events = self.scene.site.events.values()
        return _grouped((speaker, event.id) for event in events for speaker in event.fields.speakers)

    @answered
    def _order(self) -> Mapping[str, tuple[str, str]]:
        return _neighbours(self.everyone)

    @answered
    def _public_order(self) -> Mapping[str, tuple[str, str]]:
        return _neighbours([m.id for m in self.people.available_first if m.may_be_indexed])


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, Ids]:
    found: dict[str, dict[str, None]] = {}
    for group, id in pairs:
        found.setdefault(group, {})[id] = None
    return {group: tuple(ids) for group, ids in found.items()}


def _neighbours(ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    around = ["", *ids, ""]
    return {id: (around[at], around[at + 2]) for at, id in enumerate(ids)}
