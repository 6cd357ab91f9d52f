from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.core.state_files import read_state, write_state
from tests.core.disks import DyingDisk, FailingDisk, Killed, WatchedDisk

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(deadline=None)
@given(value=JSON)
def test_what_was_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.getbasetemp() / "kept" / "any.json"
    write_state(path, value, WatchedDisk())
    assert read_state(path) == (value, ())


def test_what_was_never_kept_is_none_without_a_notice(tmp_path: Path) -> None:
    assert read_state(tmp_path / "any.json") == (None, ())


@pytest.mark.parametrize("change", [0, 10, 20, -2, -1])
def test_one_wrong_byte_and_nothing_is_trusted(tmp_path: Path, change: int) -> None:
    path = tmp_path / "any.json"
    write_state(path, {"a": 1})
    data = bytearray(path.read_bytes())
    data[change] ^= 1
    path.write_bytes(data)
    value, (notice,) = read_state(path)
    assert (value, notice.code) == (None, "N901")


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"{}", b"microsite-state", b"\xff\xfe\x00", b"microsite-state 1 \n{}"]
)
def test_what_we_did_not_write_is_not_trusted(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "any.json").write_bytes(data)
    value, (notice,) = read_state(tmp_path / "any.json")
    assert (value, notice.message) == (None, f"`{tmp_path.name}/any.json` is damaged and is not used")


def test_what_a_newer_version_wrote_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "any.json").write_bytes(b"microsite-state 2 abc\n{}")
    value, (notice,) = read_state(tmp_path / "any.json")
    assert value is None
    assert "was written by a newer microsite" in notice.message


def _calls_to_write(path: Path) -> int:
    disk = WatchedDisk()
    write_state(path, "old", disk)
    return disk.calls


def test_whichever_call_fails_the_old_value_or_the_new_is_there(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    for nth in range(1, _calls_to_write(path)):
        write_state(path, "old", WatchedDisk())
        with pytest.raises(OSError, match="Input/output"):
            write_state(path, "new", FailingDisk(errno.EIO, nth.__eq__))
        assert read_state(path) in (("old", ()), ("new", ()))


def test_a_process_that_dies_before_any_call_leaves_the_old_value_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    for nth in range(1, _calls_to_write(path)):
        write_state(path, "old", WatchedDisk())
        with pytest.raises(Killed):
            write_state(path, "new", DyingDisk(nth))
        assert read_state(path) in (("old", ()), ("new", ()))
