from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from microsite import sources
from microsite.options import Options
from microsite.serve.preview import Preview
from microsite.serve.shown import MISTAKES, Shown
from microsite.serve.watching import ANYTHING, NOTHING
from microsite.sources import Sources
from tests.conftest import SiteWriter
from tests.making import options_for
from tests.render.renditions.pictures import jpeg, plain
from tests.test_messages import CODES, read_page
from tests.texts import mentee, page, settings

FAQ = "content/pages/faq.md"


@pytest.fixture
def told() -> list[str]:
    return []


def made(folder: Path, told: list[str], before: Shown | None = None, **asked: object) -> Shown:
    with Preview(options_for(folder, **asked), told.append) as preview:
        return preview.make(before or Shown())


def test_the_last_good_site_stays_behind_mistakes(site: SiteWriter, told: list[str]) -> None:
    good = made(site({}), told)
    wrong = made(site({FAQ: page("# b")}), told, good)
    assert wrong.files == good.files
    assert set(wrong.mistakes) == {MISTAKES, f"-/source/{FAQ}"}
    assert re.fullmatch(r"made \d+ pages in \d+ ms", told[0])
    assert told[1].startswith("error[E402]: a page has one main heading, and that is its title\n")
    assert told[1].endswith("\n\n1 mistake keeps the site from being made")


def test_warnings_are_mistakes_where_they_are_asked_to_be(site: SiteWriter, told: list[str]) -> None:
    folder = site({"content/pages/faq.md": page("## \u200bInvisible")})
    assert made(folder, told).mistakes == {}
    assert made(folder, told, strict=True).mistakes != {}


def test_a_mistake_of_ours_does_not_end_the_preview(site: SiteWriter, told: list[str]) -> None:
    good = made(site({}), told)
    wrong = made(site({}), told, good, now=2023)  # no command line gives a number
    assert wrong.files == good.files
    assert "Traceback" in told[1]
    message, help = read_page(CODES / "E921.md").message.split("\n  help: ")
    shown = wrong.mistakes[MISTAKES].decode()
    assert f'<h2><span class="kind">error[E921]:</span> {message.partition(": ")[2]}</h2>' in shown
    assert f"<strong>help:</strong> {help}" in shown


def test_a_preview_is_over_when_its_day_is(site: SiteWriter, told: list[str]) -> None:
    folder = site({"content/site.yaml": settings(as_of="")})
    with Preview(options_for(folder), told.append) as preview:
        assert not preview.is_due()
        preview.make(Shown())
        assert not preview.is_due()


def test_what_is_made_warm_is_what_is_made_afresh(site: SiteWriter, told: list[str]) -> None:
    fields = "photo: anna.jpg\nphoto_alt: Anna\nphoto_credit: Illustration\n"
    edits: list[dict[str, str | bytes]] = [
        {},
        {"content/pages/about.md": page("One.", title="About")},
        {"content/pages/about.md": page("# Two", title="About")},  # a mistake
        {"content/pages/about.md": page("Three.", title="About us")},
        {
            "mentees/anna-berg/index.md": mentee("Anna Berg", fields),
            "mentees/anna-berg/anna.jpg": jpeg(plain((20, 90, 120), 330, 410)),
        },
        {"mentees/ben-dahl/index.md": mentee("Ben Dahl", headline="Baker")},
        {"mentees/anna-berg/anna.jpg": jpeg(plain((120, 90, 20), 330, 410))},
    ]
    shown = Shown()
    with Preview(options_for(site({})), told.append) as preview:
        for edit in edits:
            folder = site(edit)
            shown = preview.make(shown)
            if not shown.mistakes:
                assert dict(shown.files) == dict(made(folder, []).files)


def test_of_a_changed_body_one_page_is_made(site: SiteWriter, told: list[str]) -> None:
    with Preview(options_for(site({FAQ: page("One.")})), told.append) as preview:
        shown = preview.make(Shown())
        site({FAQ: page("Two.")})
        assert b"Two." in _bytes(preview.make(shown), "faq/index.html")
    assert told[1].startswith("made 1 pages in ")


def _with_events(folder: Path, told: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[Preview, list[str]]:
    """Begin a preview; give it, and what is looked at as a whole."""
    looked: list[str] = []
    scan = sources.scan

    def counted(options: Options) -> Sources:
        looked.append("all")
        return scan(options)

    monkeypatch.setattr(sources, "scan", counted)
    return Preview(options_for(folder), told.append), looked


def test_where_a_known_file_was_saved_no_other_is_looked_at(
    site: SiteWriter, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site({FAQ: page("One.")})
    preview, looked = _with_events(folder, told, monkeypatch)
    with preview:
        shown = preview.make(Shown())
        for number, left in enumerate([str(folder / "content/pages/gone.md"), str(folder / "themes/x.css")]):
            site({FAQ: page(f"Version {number}.")})
            shown = preview.make(shown, frozenset({str(folder / FAQ), left}))
            assert f"Version {number}.".encode() in _bytes(shown, "faq/index.html")
    assert looked == ["all"]


@pytest.mark.parametrize("change", ["new", "gone", "link", "folder gone", "unknown"])
def test_where_more_may_have_changed_everything_is_looked_at(
    site: SiteWriter, told: list[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    anna, new = "mentees/anna-berg/index.md", "mentees/ben-dahl/index.md"
    folder = site({FAQ: page("One."), anna: mentee("Anna Berg")})
    preview, looked = _with_events(folder, told, monkeypatch)
    with preview:
        shown = preview.make(Shown())
        touched = {"new": new, "folder gone": "mentees/anna-berg"}.get(change, anna)
        if change == "new":
            site({new: mentee("Ben Dahl")})
        if change in ("gone", "link"):
            (folder / anna).unlink()
        if change == "link":
            (folder / anna).symlink_to(folder / FAQ)
        if change == "folder gone":
            shutil.rmtree(folder / "mentees/anna-berg")
        places = ANYTHING if change == "unknown" else frozenset({str(folder / touched)})
        after = preview.make(shown, places)
        assert len(looked) == 2
        assert bool(after.mistakes) is (change == "link")
        assert ("mentees/ben-dahl/index.html" in after.files) is (change == "new")
        assert ("mentees/anna-berg/index.html" in after.files) is (change not in ("gone", "folder gone"))


def test_a_save_that_nobody_told_of_is_seen_once_it_is_quiet(
    site: SiteWriter, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site({FAQ: page("One."), "mentees/anna-berg/index.md": mentee("Anna Berg")})
    preview, looked = _with_events(folder, told, monkeypatch)
    with preview:
        shown = preview.make(Shown())
        site({FAQ: page("Two."), "mentees/anna-berg/index.md": mentee("Anna Berg", headline="Baker")})
        shown = preview.make(shown, frozenset({str(folder / FAQ)}))
        assert (preview.is_due(), looked) == (False, ["all"])
        monkeypatch.setattr("microsite.serve.preview.QUIET_S", 0)
        assert preview.is_due()
        shown = preview.make(shown, NOTHING)
        assert b"Baker" in _bytes(shown, "mentees/anna-berg/index.html")
        assert not preview.is_due()
        assert not preview.is_due()


def _bytes(shown: Shown, path: str) -> bytes:
    found = shown.files[path]
    assert isinstance(found, bytes)
    return found
