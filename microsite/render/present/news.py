"""Updates -> their views, with their tags, years and neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from microsite.core.dataclasses import dataclass
from microsite.incremental import answered, answers, asked
from microsite.model import news
from microsite.model.entry import Entry
from microsite.model.news import Tag
from microsite.model.schema.update import Author, Update
from microsite.model.terms import folded
from microsite.plan import path_of, tag_path, year_path
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter
from microsite.render.views import LinkView, PersonLink, Target, TermView, UpdateView, YearView


@dataclass(frozen=True, kw_only=True)
class News(ScenePresenter):
    """Presents the news."""

    people: People

    @answers(lambda news: news.scene.site.updates)
    def updates(self, id: str) -> UpdateView:
        """News by id, newest first."""
        updates = self.scene.site.updates
        older, newer = self._around(id)
        return self._update(updates[id], older=updates.get(older), newer=updates.get(newer))

    @asked
    def _around(self, id: str) -> tuple[str, str]:
        """Give the ids of the news before and after; empty at either end."""
        ids = ["", *self.scene.site.updates, ""]
        if id not in ids:
            raise KeyError(id)
        at = ids.index(id)
        return ids[at + 1], ids[at - 1]

    @answered
    def _tags(self) -> Mapping[str, Tag]:
        return news.tags_of(self.scene.site.updates.values())

    @answered
    def tags(self) -> tuple[TermView, ...]:
        """Every tag, most used first."""
        return tuple(self.tag(key) for key in self._tags)

    @asked
    def tag(self, key: str) -> TermView:
        """Give a tag by its folded name."""
        tag = self._tags[key]
        path = self.scene.made(tag_path(tag.slug))
        return TermView(name=tag.name, slug=tag.slug, path=path, count=len(tag.update_ids))

    @answered
    def years(self) -> tuple[YearView, ...]:
        """The years that have news, newest first."""
        found = news.years_of(self.scene.site.updates.values())
        return tuple(
            YearView(year=year, path=self.scene.made(year_path(year)), count=len(ids))
            for year, ids in sorted(found.items(), reverse=True)
        )

    @asked
    def tagged(self, key: str) -> tuple[str, ...]:
        """Give the ids of the news with a tag."""
        return self._tags[key].update_ids

    @asked
    def of_year(self, year: str) -> tuple[str, ...]:
        """Give the ids of the news of a year."""
        return news.years_of(self.scene.site.updates.values())[year]

    @asked
    def related(self, id: str) -> tuple[str, ...]:
        """Give the ids of the news that share most with one."""
        updates = self.scene.site.updates
        return news.related(updates[id], updates)

    def _update(
        self, entry: Entry[Update], *, older: Entry[Update] | None, newer: Entry[Update] | None
    ) -> UpdateView:
        fields, scene = entry.fields, self.scene
        event = scene.site.events.get(fields.event or "")
        return UpdateView(
            id=entry.id,
            language=self.scene.language(entry),
            path=scene.made(path_of(entry.kind, entry.id)),
            title=fields.title,
            date=fields.date,
            summary=fields.summary,
            authors=tuple(self._authors(fields.authors)),
            tags=tuple(self.tag(key) for key in dict.fromkeys(map(folded, fields.tags))),
            image=scene.image_beside(entry, fields.image),
            body=scene.html(entry, entry.body),
            cohort_label=scene.cohort_label(fields.cohort),
            cohort_path=scene.cohort_path(fields.cohort),
            event_title=event.fields.title if event else "",
            event_path=scene.made(path_of(event.kind, event.id)) if event else "",
            previous=_to_update(older),
            next=_to_update(newer),
        )

    def _authors(self, authors: Iterable[Author]) -> Iterator[PersonLink]:
        """Give who wrote it; a person who may not be shown is not among them."""
        site = self.scene.site
        for author in authors:
            if author.name:
                yield PersonLink(id="", name=author.name, role="", path="", photo=None)
            elif author.person in site.mentees or author.person in site.mentors:
                yield self.people.person(author.person or "")


def _to_update(entry: Entry[Update] | None) -> LinkView | None:
    if entry is None:
        return None
    label = entry.fields.short_title or entry.fields.title
    return LinkView(label=label, target=Target(path=path_of(entry.kind, entry.id)))
