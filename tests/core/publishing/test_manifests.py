from __future__ import annotations

import json
from typing import Any

import pytest

from microsite.core.publishing.records import (
    NO_STAMP,
    Entry,
    Record,
    Stamp,
    columns_of,
    manifest_of,
    record_of,
    rows_of,
)
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


RECORD = Record(
    files={"a\n.html": Entry("f", 1, 2, 3), "b/c.html": Entry("g", 0, -5, 6)},
    folders={"b": Stamp(7, 80, 90), "b/d": NO_STAMP},
)


def kept(record: Record) -> Any:
    return json.loads(json.dumps(columns_of(record, boot="today")))


@pytest.mark.parametrize(
    "record",
    [RECORD, Record(files={}), Record(files=RECORD.files), Record(files={"a": Entry("f", 1, 2, 1 << 70)})],
)
def test_a_record_comes_back_as_it_was_kept(record: Record) -> None:
    assert record_of(kept(record), boot="today", until_ns=91) == record


@pytest.mark.parametrize(("boot", "until_ns"), [("tomorrow", 91), ("", 91)])
def test_stamps_of_another_time_are_not_believed(boot: str, until_ns: int) -> None:
    assert record_of(kept(RECORD), boot=boot, until_ns=until_ns) == Record(files=RECORD.files)


def test_a_stamp_of_the_last_tick_is_not_believed() -> None:
    found = record_of(kept(RECORD), boot="today", until_ns=90)
    assert found == Record(files=RECORD.files, folders={"b": NO_STAMP, "b/d": NO_STAMP})


def test_the_record_of_an_earlier_version_is_read_without_folders() -> None:
    rows: dict[str, Json] = {path: list(row) for path, row in rows_of(RECORD.files).items()}
    assert record_of(rows, boot="today", until_ns=91) == Record(files=RECORD.files)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(
    "wrong", [None, [], "AAAA", "!", "\xe9", "a//b//c", [1, 2, 3], ["a", True], [None, None]]
)
def test_columns_that_cannot_have_been_kept_are_not_believed(place: int, wrong: Json) -> None:
    without_files, without_folders = kept(RECORD), kept(RECORD)
    without_files["files"][place] = without_folders["folders"][place] = wrong
    assert record_of(without_files, boot="today", until_ns=91) is None
    assert record_of(without_folders, boot="today", until_ns=91) in (None, Record(files=RECORD.files))
