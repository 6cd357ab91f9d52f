from __future__ import annotations

import pytest

from microsite.core.publishing.manifests import Entry, manifest_of, rows_of
from microsite.core.state_files import Json

SOUND: dict[str, Json] = {"a.html": ["f", 1, 2, 3], "b.html": ["g", 4, 5, 6]}


def test_a_manifest_comes_back_as_it_was_kept() -> None:
    manifest = {"a.html": Entry("f", 1, 2, 3), "b.html": Entry("g", 4, 5, 6)}
    assert manifest_of({path: list(row) for path, row in rows_of(manifest).items()}) == manifest
    assert manifest_of({}) == {}


@pytest.mark.parametrize(
    "row", [None, "f123", ["f", 1, 2], ["f", 1, 2, 3, 4], ["f", 1, 2, True], [1, 1, 2, 3], []]
)
def test_a_row_that_cannot_have_been_kept_is_left_out(row: Json) -> None:
    assert manifest_of({**SOUND, "c.html": row}) == manifest_of(SOUND)
