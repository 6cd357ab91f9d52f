"""Updates -> what they have in common: their tags, their years, and which are related."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, Related
from microsite.model.entry import Entry
from microsite.model.schema.update import Update
from microsite.model.slugs import slug
from microsite.model.terms import folded

MOST_RELATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: `name` as most updates write it, and the ids of those that have it, newest first."""

    slug: str
    name: str
    update_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    update: Entry[Update]
    name: str
    number: int


def tags_of(updates: Iterable[Entry[Update]]) -> dict[str, Tag]:
    """Give the tags by their folded name, most used first."""
    uses: dict[str, list[_Use]] = {}
    for use in _uses(updates):
        uses.setdefault(folded(use.name), []).append(use)
    order = sorted(uses, key=lambda key: (-len(uses[key]), key))
    return {key: _tag(uses[key]) for key in order}


def _uses(updates: Iterable[Entry[Update]]) -> Iterator[_Use]:
    for update in updates:
        for number, name in enumerate(update.fields.tags):
            yield _Use(update=update, name=name, number=number)


def _tag(uses: list[_Use]) -> Tag:
    spellings = Counter(use.name for use in uses)
    name = min(spellings, key=lambda name: (-spellings[name], name))
    return Tag(slug=slug(name), name=name, update_ids=tuple(dict.fromkeys(use.update.id for use in uses)))


def check(updates: Iterable[Entry[Update]]) -> Iterator[Diagnostic]:
    """Find tags that cannot have an address (E805), and two that would have one (E803)."""
    entries = tuple(updates)
    tags = tags_of(entries)
    first: dict[str, _Use] = {}
    for use in _uses(entries):
        tag = tags[folded(use.name)]
        other = first.setdefault(tag.slug, use)
        position = use.update.position("tags", use.number)
        if not tag.slug:
            yield Diagnostic(
                code="E805",
                message=f"`{use.name}` needs letters or digits: it gets a page of its own, and that needs an address",
                position=position,
                help="write it in words",
            )
        elif folded(other.name) != folded(use.name):
            yield Diagnostic(
                code="E803",
                message=f"`{other.name}` and `{use.name}` would have one address, `updates/tags/{tag.slug}/`",
                position=position,
                help="write both in the same way, or one of them in other words",
                related=(
                    Related(
                        position=other.update.position("tags", other.number),
                        message="the other one is here",
                    ),
                ),
            )


def years_of(updates: Iterable[Entry[Update]]) -> dict[str, tuple[str, ...]]:
    """Give the ids of the updates of each year, in the order of the updates."""
    years: dict[str, list[str]] = {}
    for update in updates:
        years.setdefault(f"{update.fields.date:%Y}", []).append(update.id)
    return {year: tuple(ids) for year, ids in years.items()}


def related(update: Entry[Update], updates: Mapping[str, Entry[Update]]) -> tuple[str, ...]:
    """Give the ids of those that share most with an update: tags, then the event; of equals, the nearest in time."""
    tags = {folded(tag) for tag in update.fields.tags}
    found = []
    for id, other in updates.items():
        shared = len(tags & {folded(tag) for tag in other.fields.tags})
        is_of_event = update.fields.event is not None and update.fields.event == other.fields.event
        if id != update.id and (shared or is_of_event):
            days = abs((other.fields.date - update.fields.date).days)
            found.append((-2 * shared - is_of_event, days, id))
    return tuple(id for _, _, id in sorted(found)[:MOST_RELATED])
