from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.core.fingerprints import fingerprint, of_file, of_pieces


def test_a_fingerprint_is_32_digits_and_stays_the_same_for_ever() -> None:
    assert fingerprint(b"lovepats") == "c2cf16d214f46911820c40cb7dc67ada"


@settings(deadline=None)
@given(parts=st.lists(st.binary()))
def test_it_does_not_matter_in_which_pieces_bytes_come(parts: list[bytes]) -> None:
    assert of_pieces(parts) == fingerprint(b"".join(parts))


def test_a_file_has_the_fingerprint_of_its_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000  # More than one piece.
    (tmp_path / "photo.jpg").write_bytes(data)
    assert of_file(tmp_path / "photo.jpg") == fingerprint(data)
