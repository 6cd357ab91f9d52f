"""What a build found outside: what was read of each file, and what site, plan and theme answer."""

from __future__ import annotations

from collections.abc import Mapping

from microsite.core.dataclasses import dataclass
from microsite.explaining import Outside
from microsite.incremental import Store
from microsite.model.collect import Collected
from microsite.model.file_entries import Read
from microsite.model.site import Site
from microsite.render import outside
from microsite.standing import unpickled


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read by path, with the fingerprints of the files, and what was answered by key: digest and value.

    `members` has the ids of each collection. Nothing is kept of the files in `secret`, which are of people not shown.
    """

    fingerprints: Mapping[str, str]
    read: Mapping[str, Read]
    answers: Mapping[str, tuple[bytes, object]]
    members: Mapping[str, tuple[str, ...]]
    secret: frozenset[str]

    @property
    def digests(self) -> Mapping[str, bytes]:
        """Give the digest of each answer."""
        return {key: digest for key, (digest, _) in self.answers.items()}

    def beside(self, store: Store) -> Outside:
        """Give the way to what an earlier build found under a key and what this one did."""

        def both(key: str) -> tuple[object, object]:
            if key in self.members:
                return store.members(key), self.members[key]
            kept = store.answer(key)
            return unpickled(kept) if kept else None, self.answers.get(key, (b"", None))[1]

        return both

    @property
    def shown(self) -> Mapping[str, str]:
        """Give the fingerprints of the files of which something is kept."""
        return {path: made for path, made in self.fingerprints.items() if path not in self.secret}


def found_in(site: Site, collected: Collected, answers: Mapping[str, tuple[bytes, object]]) -> Found:
    """Take down what a site that was read, and all that answers, come to."""
    return Found(
        fingerprints=collected.fingerprints,
        read=collected.read,
        answers=answers,
        members={name: tuple(getattr(site, name)) for name in outside.COLLECTIONS.values()},
        secret=frozenset(held_back.entry.path for held_back in site.admitted.withheld.values()),
    )
