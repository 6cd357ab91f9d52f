"""Updates -> the pages of their tags and years."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.model.news import tags_of, years_of
from microsite.model.site import Site
from microsite.plan.jobs import PageJob
from microsite.plan.paths import tag_path, year_path


def news_pages(site: Site) -> Iterator[PageJob]:
    """Give a page for every tag, and for every year."""
    for key, tag in tags_of(site.updates.values()).items():
        source = site.updates[tag.update_ids[0]].path
        yield PageJob(path=tag_path(tag.slug), template="tag", subject=key, section="updates", source=source)
    for year, ids in years_of(site.updates.values()).items():
        source = site.updates[ids[0]].path
        yield PageJob(path=year_path(year), template="year", subject=year, section="updates", source=source)
