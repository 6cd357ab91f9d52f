from __future__ import annotations

from microsite.model.paging import is_paged, part_path, parts_of, search_parts, slice_of
from tests.conftest import SiteWriter
from tests.crowd import crowd
from tests.making import sound


def test_a_list_of_as_many_as_fit_stays_on_one_page(site: SiteWriter) -> None:
    small = sound(site(crowd(6, on_one_page=7)))  # and Anna, who is there already
    assert not is_paged(small)
    assert list(parts_of(small, 7)) == [1]
    assert slice_of(small, 1) == slice(None)


def test_one_more_makes_pages_of_all_lists_of_people(site: SiteWriter) -> None:
    large = sound(site(crowd(7, on_one_page=7, per_page=3)))
    assert is_paged(large)
    assert list(parts_of(large, 8)) == [1, 2, 3]
    assert list(parts_of(large, 3)) == [1]
    assert [list(range(8))[slice_of(large, part)] for part in (1, 2, 3)] == [[0, 1, 2], [3, 4, 5], [6, 7]]


def test_the_first_page_keeps_its_address() -> None:
    assert part_path("mentees/index.html", 1) == "mentees/index.html"
    assert part_path("mentees/skills/sql/index.html", 12) == "mentees/skills/sql/page/12/index.html"


def test_the_index_has_a_part_for_every_person_letter_and_order() -> None:
    parts = list(search_parts(51))
    assert len(parts) == len(set(parts)) == 1 + 2 + 37 + 3
    assert parts[-1] == "people-2"
