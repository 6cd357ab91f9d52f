"""A page of a list, as part of a longer one -> who stands on it, and the links to the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsite.core.dataclasses import replace
from microsite.model.paging import is_paged, part_path, parts_of, slice_of
from microsite.plan import PageJob
from microsite.render.present.content import Content
from microsite.render.present.whole import Whole
from microsite.render.views import PageLink, PagingView

AROUND = 2
"""How many pages before and after the current one are linked by their numbers."""


def in_parts(job: PageJob, content: Content, whole: Whole) -> Content:
    """Leave on a page those who stand there; nobody else is asked for anything. A list of one page has everyone."""
    site, everyone = whole.scene.site, content.people
    here = everyone[slice_of(site, job.part)]
    mentees: Mapping[str, object] = {"mentees": tuple(whole.people.mentees[id] for id in here)}
    if not is_paged(site):
        return replace(content, values={**content.values, **mentees})
    count = len(parts_of(site, len(everyone)))
    first = part_path_of_first(job)
    paging = paging_of(first, part=job.part, count=count, total=len(everyone))
    values = {**content.values, **mentees, "paging": paging}
    if job.part > 1 and "search" in values:
        values["search"] = None
    title = content.title if job.part == 1 else f"{content.title} ({job.part})"
    return replace(content, title=title, values=values, people=here)


def part_path_of_first(job: PageJob) -> str:
    """Give the path of the first page of a list."""
    return job.path if job.part == 1 else job.path.replace(f"page/{job.part}/index.html", "index.html")


def paging_of(first: str, *, part: int, count: int, total: int) -> PagingView:
    """Give the links between the pages of a list whose first page has this path."""
    return PagingView(
        part=part,
        count=count,
        total=total,
        previous=part_path(first, part - 1) if part > 1 else "",
        next=part_path(first, part + 1) if part < count else "",
        pages=tuple(
            PageLink(number=number, path=part_path(first, number) if number else "")
            for number in numbered(part, count)
        ),
    )


def numbered(part: int, count: int) -> Iterator[int]:
    """Give the numbers that are linked: the first, the last and those around; 0 where some are left out."""
    last = 0
    for number in range(1, count + 1):
        if number in (1, count) or abs(number - part) <= AROUND:
            if number - last > 1:
                yield 0
            yield number
            last = number
