from __future__ import annotations

from pathlib import Path

import pytest

from microsite.commands.clean import clean
from microsite.core.failures import AlreadyBuildingError
from microsite.core.locks import build_lock
from microsite.pipeline import build
from tests.conftest import SiteWriter
from tests.making import options_for


def built(site: SiteWriter) -> Path:
    folder = site({})
    assert not build(options_for(folder)).has_failed
    return folder


def test_what_was_published_goes_and_the_files_of_others_stay(site: SiteWriter) -> None:
    folder = built(site)
    for name in ("CNAME", ".git/HEAD", "mentees/notes.txt"):
        (folder / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "output" / name).write_text("theirs")
    (line,) = clean(folder, output=folder / "output")
    assert line.startswith("removed ")
    left = {
        path.relative_to(folder / "output").as_posix()
        for path in (folder / "output").rglob("*")
        if path.is_file()
    }
    assert left == {"CNAME", ".git/HEAD", "mentees/notes.txt"}
    assert (folder / "content/site.yaml").exists()


def test_the_cache_stays_unless_it_is_named(site: SiteWriter) -> None:
    folder = built(site)
    clean(folder, output=folder / "output")
    assert (folder / ".microsite").is_dir()
    assert clean(folder, output=folder / "output", cache=True) == ("removed .microsite/",)
    assert not (folder / ".microsite").exists()


def test_after_cleaning_the_next_build_publishes_everything_again(site: SiteWriter) -> None:
    folder = built(site)
    clean(folder, output=folder / "output")
    report = build(options_for(folder))
    assert report.published is not None
    assert set(report.published.written) == set(report.artifacts)


def test_where_nothing_was_built_there_is_nothing_to_remove(tmp_path: Path) -> None:
    assert clean(tmp_path, output=tmp_path / "output", cache=True) == ("nothing to remove",)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_removed_while_a_build_runs(site: SiteWriter) -> None:
    folder = built(site)
    with build_lock(folder / ".microsite"), pytest.raises(AlreadyBuildingError):
        clean(folder, output=folder / "output")
    assert (folder / "output/index.html").exists()
