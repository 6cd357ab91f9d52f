from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from microsite.model.renditions import Profile, RenditionJob, key_of
from microsite.render.renditions import Places, WorkerPool, forget, make_all, measure_all, prune
from tests.render.renditions.conftest import Studio, told
from tests.render.renditions.pictures import jpeg, noise, quadrants

NOTICE = "notice[N501]: the cache held a damaged copy of this picture; it was made again\n   --> content/photo.jpg:1:1"


def photo(studio: Studio, number: int = 0, *people: str) -> RenditionJob:
    name = f"{number}.jpg" if number else "photo.jpg"
    return studio.job(jpeg(quadrants(200 + 2 * number, 100)), name, people=people)


def from_cache(studio: Studio, *jobs: RenditionJob) -> int:
    return studio.make(*jobs).progress.from_cache


def names_of(studio: Studio, *jobs: RenditionJob) -> set[str]:
    return {name for job in jobs for name in studio.files(job)}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_made_is_not_made_again_and_starts_no_worker(studio: Studio) -> None:
    job = photo(studio)
    first = studio.make(job)
    written = snapshot(studio.cache)
    with WorkerPool(1) as unused:
        again = make_all([job], cache=studio.cache, pool=unused)
        headers = measure_all([job.picture], cache=studio.cache, pool=unused)
        assert unused.started == 0
    assert again.by_key == first.by_key
    assert headers == {"content/photo.jpg": job.header}
    assert snapshot(studio.cache) == written


def test_the_same_bytes_under_another_name_are_found(studio: Studio) -> None:
    data = jpeg(quadrants())
    studio.make(studio.job(data, "one.jpg"))
    assert from_cache(studio, studio.job(data, "two.jpg")) == 1


def test_another_profile_is_made_beside_the_first(studio: Studio) -> None:
    data = jpeg(quadrants())
    first = names_of(studio, studio.job(data))
    wide = studio.job(data, profile=Profile(name="wide", widths_px=(110,)))
    assert names_of(studio, wide).isdisjoint(first)
    assert all(studio.path(name).exists() for name in first)


def damage_bytes(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage", [damage_bytes, lambda path: path.write_bytes(path.read_bytes()[:-9]), os.unlink]
)
def test_a_damaged_file_is_noticed_and_made_again(studio: Studio, damage: object) -> None:
    job = photo(studio)
    before = studio.files(job)
    assert callable(damage)
    damage(studio.path(min(before)))
    made = studio.make(job)
    assert told(made) == NOTICE
    assert studio.files(job) == before


@pytest.mark.parametrize("content", [b"", b"nonsense", b"microsite-state 1 0000\n{}"])
def test_a_damaged_record_is_noticed_and_made_again(studio: Studio, content: bytes) -> None:
    job = photo(studio)
    before = studio.files(job)
    Places(cache=studio.cache).record(key_of(job)).write_bytes(content)
    assert told(studio.make(job)) == NOTICE
    assert studio.files(job) == before


def test_damaged_headers_are_measured_again(studio: Studio) -> None:
    job = photo(studio)
    Places(cache=studio.cache).headers.write_bytes(b"nonsense")
    assert studio.header(job.picture.path.read_bytes()) == job.header


def test_a_copied_cache_is_used_after_its_bytes_were_compared(studio: Studio) -> None:
    job = photo(studio)
    studio.make(job)
    copy = studio.folder / "copy"
    shutil.copytree(studio.cache, copy, copy_function=shutil.copyfile)
    made = make_all([job], cache=copy, pool=studio.pool)
    assert made.progress.from_cache == 1
    times = [path.stat().st_mtime_ns for path in sorted(Places(cache=studio.cache).files.iterdir())]
    assert [path.stat().st_mtime_ns for path in sorted(Places(cache=copy).files.iterdir())] == times


def test_an_interrupted_set_is_made_whole(studio: Studio) -> None:
    job = photo(studio)
    whole = studio.files(job)
    Places(cache=studio.cache).record(key_of(job)).unlink()
    studio.path(min(whole)).unlink()
    assert not studio.make(job).diagnostics
    assert studio.files(job) == whole


def test_what_another_version_of_the_library_made_is_made_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = photo(studio)
    studio.make(job)
    newer = studio.folder / "newer"
    (newer / "pyvips_binary-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(newer))
    assert from_cache(studio, job) == 0
    assert from_cache(studio, job) == 1


def test_pruning_keeps_what_is_named_and_nothing_else(studio: Studio) -> None:
    kept, gone = photo(studio, 1), photo(studio, 2)
    names, others = names_of(studio, kept), names_of(studio, gone)
    (Places(cache=studio.cache).spares / "half-written").write_bytes(b"half")
    deleted = prune(studio.cache, keys={key_of(kept)}, sources={kept.picture.fingerprint})
    assert set(deleted) == others
    assert {path.name for path in studio.path("").iterdir()} == names
    assert not list(Places(cache=studio.cache).spares.iterdir())
    assert from_cache(studio, kept) == 1
    assert gone.picture.fingerprint not in Places(cache=studio.cache).headers.read_text()


def test_forgetting_a_person_leaves_nothing_of_their_pictures(studio: Studio) -> None:
    alone, group = photo(studio, 1, "anna"), photo(studio, 2, "anna", "bo")
    other, nobody = photo(studio, 3, "bo"), photo(studio, 4)
    for job in (alone, group, other, nobody):
        studio.make(job)
    gone, stays = names_of(studio, alone, group), names_of(studio, other, nobody)
    (Places(cache=studio.cache).spares / "half-written").write_bytes(b"half of anna")
    assert set(forget(studio.cache, "anna")) == gone
    left = b"".join(name.encode() + data for name, data in snapshot(studio.cache).items())
    assert b"anna" not in left
    assert all(job.picture.fingerprint.encode() not in left for job in (alone, group))
    assert {path.name for path in studio.path("").iterdir()} == stays
    assert from_cache(studio, other, nobody) == 2


def test_forgetting_covers_every_profile_of_a_picture(studio: Studio) -> None:
    data = jpeg(noise(200, 100))
    profile = Profile(name="card", widths_px=(50,), aspect=(1, 1))
    card = studio.job(data, profile=profile)
    studio.make(studio.job(data, people=("anna",)), card)
    forget(studio.cache, "anna")
    assert not list(studio.path("").iterdir())


def test_whom_a_picture_shows_may_change_without_making_it_again(studio: Studio) -> None:
    studio.make(photo(studio, 1))
    assert from_cache(studio, photo(studio, 1, "anna")) == 1
    assert forget(studio.cache, "anna")


def test_one_picture_in_two_places_is_made_once_for_all_whom_it_shows(studio: Studio) -> None:
    made = studio.make(photo(studio, 1, "anna"), photo(studio, 1, "bo"))
    assert made.progress.total == 1
    assert forget(studio.cache, "bo")
    assert not list(studio.path("").iterdir())


def test_a_cache_that_is_not_there_has_nothing_to_forget_or_prune(tmp_path: Path) -> None:
    assert forget(tmp_path / "none", "anna") == ()
    assert prune(tmp_path / "none", keys=(), sources=()) == ()
    assert not (tmp_path / "none").exists()


def test_a_full_disk_is_no_mistake_of_the_picture(studio: Studio) -> None:
    job = photo(studio)
    files = Places(cache=studio.cache).files
    files.mkdir(parents=True)
    for name in ("60", "100"):
        (files / f"{key_of(job)}-{name}.webp").mkdir()
    with pytest.raises(OSError, match="directory"):
        studio.make(job)
