"""News -> what the pages of the news are made of: the list, a year, a tag, one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from microsite.core.dataclasses import dataclass
from microsite.render import structured_data
from microsite.render.links import Absolute
from microsite.render.present.content import Content
from microsite.render.present.whole import Whole
from microsite.render.views import UpdateView

NEWEST = 12
"""How many pieces of news the first page shows; the others stand by year."""


@dataclass(frozen=True, kw_only=True)
class NewsPages:
    """Presents each page of the news."""

    whole: Whole
    absolute: Absolute

    def updates(self, _: str) -> Content:
        """Give the first page."""
        section, news = self.whole.view.sections["updates"], self.whole.news
        newest = self.whole.view.updates[:NEWEST]
        return self._list(
            section.title,
            section.lead or section.title,
            newest,
            values={"updates": newest, "years": news.years, "all_tags": news.tags},
            structured=structured_data.section(self.whole.view, "updates", absolute=self.absolute),
        )

    def year(self, year: str) -> Content:
        """Give the page of a year."""
        news = self.whole.news
        updates = tuple(news.updates[id] for id in news.of_year(year))
        title = f"{self.whole.view.sections['updates'].title}: {year}"
        path = next(one.path for one in news.years if one.year == year)
        values = {"updates": updates, "year": year, "years": news.years}
        return self._list(title, title, updates, values=values, structured=self._part(year, path))

    def tag(self, key: str) -> Content:
        """Give the page of a tag."""
        news = self.whole.news
        updates, tag = tuple(news.updates[id] for id in news.tagged(key)), news.tag(key)
        title = f"{self.whole.view.sections['updates'].title}: {tag.name}"
        values = {"updates": updates, "tag": tag, "tags": news.tags}
        return self._list(title, title, updates, values=values, structured=self._part(tag.name, tag.path))

    def _part(self, title: str, path: str) -> object:
        return structured_data.part(self.whole.view, "updates", title, path, absolute=self.absolute)

    def _list(
        self,
        title: str,
        description: str,
        updates: tuple[UpdateView, ...],
        *,
        values: Mapping[str, object],
        structured: object,
    ) -> Content:
        return Content(
            title=title,
            description=description,
            values=values,
            people=tuple(self.named_in_passing(updates)),
            pictures=tuple(update.image for update in updates if update.image),
            structured=structured,
        )

    def update(self, id: str) -> Content:
        """Give one piece of news."""
        news, site = self.whole.news, self.whole.view
        update, entry = news.updates[id], self.whole.scene.site.updates[id]
        related = tuple(
            other for other in map(news.updates.__getitem__, news.related(id)) if self._is_public(other)
        )
        return Content(
            title=update.title,
            description=update.summary,
            values={"update": update, "related": related},
            people=tuple(dict.fromkeys((*entry.fields.mentions, *self.named_in_passing((update,))))),
            pictures=self.whole.scene.pictures_in(entry),
            image=update.image,
            structured=structured_data.update(site, update, absolute=self.absolute),
            published_on=update.date,
        )

    def _is_public(self, update: UpdateView) -> bool:
        return self.whole.people.may_be_indexed(self.named_in_passing((update,)))

    def named_in_passing(self, updates: Iterable[UpdateView]) -> Iterator[str]:
        """Give those whose names stand in what lists show of news, and who wrote it."""
        for update in updates:
            yield from (author.id for author in update.authors if author.id)
            for id in self.whole.scene.site.updates[update.id].fields.mentions:
                if self.whole.people.person(id).name in f"{update.title} {update.summary}":
                    yield id
