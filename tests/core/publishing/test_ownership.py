from __future__ import annotations

import json
from pathlib import Path

import pytest

from microsite.core.failures import PublishingError
from microsite.core.fingerprints import fingerprint
from microsite.core.publishing import Mode
from tests.core.pages import said, wording
from tests.core.publishing.refusals import refusal
from tests.core.publishing.sites import NEW, OLD, OTHERS, PAGE, Place, read_all


def test_what_belongs_to_others_stays(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    place.add(OTHERS)
    (place.output / "latest").symlink_to("nowhere")
    (place.output / "empty").mkdir()
    head = (place.output / ".git/HEAD").stat().st_ino
    for site in (NEW, OLD, PAGE, NEW):
        place.publish(site, mode=mode)
        assert place.files() == {**site, **OTHERS}
        assert (place.output / "latest").readlink() == Path("nowhere")
        assert (place.output / "empty").is_dir()
        assert (place.output / ".git/HEAD").stat().st_ino == head


def test_what_others_remove_does_not_come_back(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    place.add({"CNAME": b"example.org"})
    place.publish(NEW, mode=mode)
    (place.output / "CNAME").unlink()
    for site in (OLD, NEW, OLD):
        place.publish(site, mode=mode)
        assert place.files() == site


@pytest.mark.parametrize(
    ("theirs", "shown"),
    [
        ("was-page", "output/was-page"),
        ("index.html/readme.txt", "output/index.html"),
        ("fresh/deep", "output/fresh/deep"),
        ("was-folder/notes.txt", "output/was-folder"),
    ],
)
def test_what_is_in_the_way_is_named_and_not_touched(place: Place, theirs: str, shown: str) -> None:
    place.publish({"same.css": b"same"})
    place.add({theirs: b"theirs"})
    why = refusal(place, NEW)
    assert why.diagnostic.message.endswith(f"`{shown}`")
    assert why.exit_code == 73


def test_a_file_of_others_is_not_written_over(place: Place) -> None:
    place.publish({"same.css": b"same"})
    place.add({"index.html": b"theirs"})
    assert wording(refusal(place, NEW).diagnostic) == said("E905")


def test_at_most_three_are_named(place: Place) -> None:
    place.publish({"same.css": b"same"})
    place.add({f"{letter}.html": b"theirs" for letter in "abcde"})
    why = refusal(place, {f"{letter}.html": b"ours" for letter in "abcde"})
    assert why.diagnostic.message.endswith("`output/a.html`, `output/b.html`, `output/c.html` and 2 more")


def test_a_file_of_others_that_is_just_what_is_wanted_becomes_ours(place: Place) -> None:
    place.publish({"same.css": b"same"})
    place.add(PAGE)
    place.publish(PAGE)
    place.publish({"other.html": b"other"})
    assert place.files() == {"other.html": b"other"}


def test_a_link_in_the_output_folder_leads_nothing_outside(place: Place, mode: Mode) -> None:
    outside = place.root / "outside"
    outside.mkdir()
    place.publish({"same.css": b"same"})
    (place.output / "fresh").symlink_to(outside)
    with pytest.raises(PublishingError, match="`output/fresh`"):
        place.publish(NEW, mode=mode)
    assert list(outside.iterdir()) == []


def test_a_published_file_that_was_edited_is_put_right(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    (place.output / "photo.jpg").write_bytes(b"edited")
    (place.output / "gone/deep/index.html").write_bytes(b"edited")
    report = place.publish({**OLD, "gone/deep/index.html": b"edited"}, mode=mode)
    assert place.files() == {**OLD, "gone/deep/index.html": b"edited"}
    assert report.written == ("photo.jpg",)


def test_a_published_file_that_was_removed_comes_back(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    (place.output / "photo.jpg").unlink()
    place.publish(OLD, mode=mode)
    assert place.files() == OLD


def test_a_folder_with_other_things_is_refused(place: Place) -> None:
    place.add({"letter.txt": b"dear", "holidays/1.jpg": b"sea", ".git/HEAD": b"", "CNAME": b""})
    assert wording(refusal(place, PAGE).diagnostic) == said("E906")


def test_a_folder_with_nothing_but_what_hosts_need_is_fine(place: Place, mode: Mode) -> None:
    theirs = {".git/HEAD": b"", "CNAME": b"", ".nojekyll": b""}
    place.add(theirs)
    place.publish(PAGE, mode=mode)
    assert place.files() == {**theirs, **PAGE}


def test_an_empty_folder_is_fine(place: Place, mode: Mode) -> None:
    place.output.mkdir()
    place.publish(PAGE, mode=mode)
    assert place.files() == PAGE


def test_a_file_at_the_place_of_the_output_folder_is_refused(place: Place) -> None:
    place.output.write_bytes(b"mine")
    with pytest.raises(PublishingError) as stopped:
        place.publish(PAGE)
    assert wording(stopped.value.diagnostic) == said("E909")
    assert place.output.read_bytes() == b"mine"


def _with_report(site: dict[str, bytes]) -> dict[str, bytes]:
    files = {path: fingerprint(data) for path, data in site.items()}
    return {**site, "build.json": json.dumps({"files": files, "next": None}).encode()}


def _lose_records(place: Place) -> None:
    for path in place.state.glob("published-*"):
        path.unlink()


def test_without_records_the_report_in_the_output_folder_says_what_is_ours(place: Place, mode: Mode) -> None:
    place.publish(_with_report(OLD), mode=mode)
    place.add(OTHERS)
    _lose_records(place)
    place.publish(_with_report(NEW), mode=mode)
    assert place.files() == {**_with_report(NEW), **OTHERS}


def test_without_records_an_edited_file_is_not_taken_for_ours(place: Place) -> None:
    place.publish(_with_report(OLD))
    _lose_records(place)
    (place.output / "photo.jpg").write_bytes(b"edited")
    assert refusal(place, _with_report(NEW)).diagnostic.code == "E905"


def test_a_damaged_record_is_told_and_made_anew(place: Place, mode: Mode) -> None:
    place.publish(_with_report(OLD), mode=mode)
    for path in place.state.glob("published-*"):
        path.write_bytes(path.read_bytes()[:-5])
    report = place.publish(_with_report(NEW), mode=mode)
    assert [notice.code for notice in report.notices] == ["N901"]
    assert place.files() == _with_report(NEW)
    assert place.publish(_with_report(OLD), mode=mode).notices == ()


def test_without_records_and_report_the_same_site_is_recognised(place: Place) -> None:
    place.publish(OLD)
    _lose_records(place)
    assert place.publish(OLD).mode is Mode.UNCHANGED
    place.publish(NEW)
    assert place.files() == NEW


@pytest.mark.parametrize(
    "report", [b"", b"[]", b"{", b'{"files": []}', b'{"files": {"a": 1}}', b"[" * 100_000, b"\xff"]
)
def test_a_report_that_is_not_ours_is_not_believed(place: Place, report: bytes) -> None:
    place.add({"build.json": report, "letter.txt": b"dear"})
    assert refusal(place, PAGE).diagnostic.code == "E906"


def test_a_report_cannot_claim_what_is_outside(place: Place) -> None:
    (place.root / "secret.txt").write_bytes(b"secret")
    place.add({"ours.css": b"ours"})
    claims = {
        "ours.css": fingerprint(b"ours"),
        "../secret.txt": fingerprint(b"secret"),
        "/etc/passwd": "",
        "letter.txt": fingerprint(b"other"),
    }
    place.add({"build.json": json.dumps({"files": claims}).encode(), "letter.txt": b"dear"})
    place.publish(PAGE)
    assert read_all(place.root / "output") == {**PAGE, "letter.txt": b"dear"}
    assert (place.root / "secret.txt").exists()


def test_another_folder_that_was_given_the_number_of_ours_is_not_taken_for_it(place: Place) -> None:
    place.publish(PAGE)
    (record,) = place.state.glob("published-*")
    place.output.rename(place.root / "away")
    place.add({"index.html": b"mine"})
    record.rename(place.state / f"published-{place.output.stat().st_ino}.json")
    assert refusal(place, PAGE).diagnostic.code in {"E905", "E906"}
