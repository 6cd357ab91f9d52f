"""Everyone in the directory -> the parts of the index that it is searched by when it has several pages."""

from __future__ import annotations

from collections.abc import Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.fingerprints import fingerprint
from microsite.incremental import answered, asked
from microsite.model.paging import PEOPLE_A_PART, SEARCH_LETTERS, search_parts, search_path
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter
from microsite.render.search_index import record, script, steps, texts_of, words_in
from microsite.render.views import SearchView

Places = Mapping[str, list[int]]
"""Who has something, as steps from number to number."""


@dataclass(frozen=True, kw_only=True)
class Search(ScenePresenter):
    """Writes the index; people are numbered in the order of the directory."""

    people: People

    def part(self, name: str) -> str:
        """Write a part of the index: one of `search_parts`."""
        kind, _, rest = name.partition("-")
        match kind:
            case "facets":
                return script(name, self._choices)
            case "order":
                return script(name, self._order(rest))
            case "words":
                return script(name, self._words.get(rest, {}))
            case _:
                first = int(rest) * PEOPLE_A_PART
                mentees = self.people.available_first[first : first + PEOPLE_A_PART]
                return script(name, [record(mentee) for mentee in mentees])

    def view(self) -> SearchView | None:
        """Give what a page needs to load the index; None where the theme leaves it out."""
        if not self.scene.made(search_path("facets")):
            return None
        return SearchView(people=len(self.people.available_first), version=self.version)

    @answered
    def version(self) -> str:
        """Name this state of the index: a browser must not mix parts of two."""
        names = search_parts(len(self.people.available_first))
        return fingerprint("".join(self.part(name) for name in names).encode())[:8]

    @answered
    def _choices(self) -> Places:
        found: dict[str, list[int]] = {}
        for number, mentee in enumerate(self.people.available_first):
            for facet, slugs in mentee.facets.items():
                for slug in dict.fromkeys(slugs):
                    found.setdefault(f"{facet} {slug}", []).append(number)
        return {choice: steps(found[choice]) for choice in sorted(found)}

    def _order(self, order: str) -> list[int]:
        mentees = self.people.available_first
        by_name = {id: place for place, id in enumerate(self.people.mentees)}
        return sorted(
            range(len(mentees)),
            key=lambda number: (
                mentees[number].order if order == "newest" else 0,
                by_name[mentees[number].id],
            ),
        )

    @asked
    def _words_of(self, id: str) -> tuple[str, ...]:
        texts = texts_of(self.people.mentees[id])
        return tuple(dict.fromkeys(word for text in texts for word in words_in(text)))

    @answered
    def _words(self) -> Mapping[str, Places]:
        """Who is found by each word, by the letter it begins with."""
        found: dict[str, list[int]] = {}
        for number, mentee in enumerate(self.people.available_first):
            for word in self._words_of(mentee.id):
                found.setdefault(word, []).append(number)
        shards: dict[str, dict[str, list[int]]] = {}
        for word in sorted(found):
            letter = word[0] if word[0] in SEARCH_LETTERS else "other"
            shards.setdefault(letter, {})[word] = steps(found[word])
        return shards
