from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from microsite import cli
from microsite.commands.new import new
from microsite.commands.new.command import MAKERS
from microsite.commands.new.schedules import WORKFLOW_PATH
from microsite.core.failures import PublishingError
from microsite.source.nodes import plain_value
from microsite.source.yaml_marks import parse
from tests.conftest import SiteWriter, write_site
from tests.making import make_site, places, read_site
from tests.render.renditions.pictures import XMP, jpeg, laden_jpeg, quadrants

TODAY = datetime.now(UTC).date()


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind not in ("gallery", "site")])
def test_what_is_begun_has_no_mistake_also_when_drafts_are_built(site: SiteWriter, kind: str) -> None:
    folder = site({})
    made, problems = new(kind, "new-one", site=folder)
    assert (problems, [path for path in made if not (folder / path).is_file()]) == ((), [])
    assert places(make_site(folder, drafts=True, future=True).diagnostics, "EW") == []


@pytest.mark.parametrize("kind", ["mentee", "mentor"])
def test_a_person_who_is_begun_is_not_public_before_their_consent_says_so(
    site: SiteWriter, kind: str
) -> None:
    folder = site({})
    ((path,), _) = new(kind, "lea-lind", site=folder)
    text = (folder / path).read_text()
    assert "covers: []" in text
    (folder / path).write_text(text.replace("draft: true", "draft: false"))
    now = str(TODAY)
    admitted = read_site(folder, now=now).site
    assert admitted is not None
    assert f"{kind}:lea-lind" in admitted.admitted.withheld
    (folder / path).write_text(
        text.replace("draft: true", "draft: false").replace("covers: []", "covers: [profile]")
    )
    shown = read_site(folder, now=now).site
    assert shown is not None
    assert "lea-lind" in (shown.mentees if kind == "mentee" else shown.mentors)


def test_a_starter_tells_what_each_field_is_for_and_shows_those_that_can_be_added(site: SiteWriter) -> None:
    folder = site({})
    new("event", "open-evening", site=folder)
    text = (folder / "content/events/open-evening.md").read_text()
    assert text.startswith("---\n# What it is called.\ntitle: Open evening\n")
    assert f"# The first day; left out while it is not fixed.\nstart_date: {TODAY}\n" in text
    assert "# When it begins; left out, it lasts all day.\n# start_time: 18:00\n" in text
    assert "\n# location:\n#   name: Workshop room, Tøyen\n" in text
    assert "id:" not in text.replace("Ids", "")


def test_lists_of_fields_are_shown_as_lists(site: SiteWriter) -> None:
    folder = site({})
    new("mentee", "lea-lind", site=folder)
    text = (folder / "mentees/lea-lind/index.md").read_text()
    assert f"status:\n  - state: open\n    since: {TODAY}\n" in text
    assert "# experience:\n#   - job_title: Lead UX researcher\n#     organisation: City transport\n" in text


def test_news_has_its_day_in_the_name_of_its_file(site: SiteWriter) -> None:
    assert new("update", "good-news", site=site({}))[0] == (f"content/updates/{TODAY}-good-news.md",)


def test_a_new_site_builds_at_once_and_everything_in_it_can_be_begun(tmp_path: Path) -> None:
    made, problems = new("site", "north-light", site=tmp_path)
    folder = tmp_path / "north-light"
    assert (problems, all((tmp_path / path).is_file() for path in made)) == ((), True)
    assert places(make_site(folder).diagnostics) == []
    for kind in ("mentee", "mentor", "cohort", "event", "update", "page", "theme"):
        assert new(kind, f"one-{kind}-more", site=folder)[1] == ()
    assert places(make_site(folder, drafts=True, future=True).diagnostics, "EW") == []


def test_a_new_theme_can_be_chosen_at_once(site: SiteWriter) -> None:
    folder = site({})
    new("theme", "own", site=folder)
    report = make_site(folder, theme="own")
    assert places(report.diagnostics) == []
    assert any(path.startswith("assets/site-") for path in report.artifacts)


def test_nothing_is_written_over(site: SiteWriter) -> None:
    folder = site({})
    before = (folder / "mentees/anna-berg/index.md").read_bytes()
    made, problems = new("mentee", "anna-berg", site=folder)
    assert (made, [p.code for p in problems]) == ((), ["E832"])
    assert (folder / "mentees/anna-berg/index.md").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "slug", "code"),
    [
        ("mentes", "a", "E831"),
        ("page", "What we do", "E830"),
        ("page", "con", "E830"),
        ("page", "", "E830"),
        ("page", "../x", "E830"),
    ],
)
def test_what_cannot_be_begun_is_told(site: SiteWriter, kind: str, slug: str, code: str) -> None:
    made, problems = new(kind, slug, site=site({}))
    assert (made, [p.code for p in problems]) == ((), [code])


def test_a_disk_that_refuses_is_worded_and_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file, not a folder")
    with pytest.raises(PublishingError) as caught:
        new("page", "faq", site=tmp_path)
    assert "`content" in caught.value.diagnostic.message


def test_a_gallery_without_photos_waits_for_them_as_a_draft(site: SiteWriter) -> None:
    folder = site({})
    assert new("gallery", "summer", site=folder) == (("content/galleries/summer/gallery.yaml",), ())
    assert places(read_site(folder).diagnostics) == []
    assert {d.code for d in read_site(folder, drafts=True).diagnostics} == {"E602", "E606"}


def test_a_gallery_takes_in_the_photos_of_a_folder_in_the_order_of_time_with_what_they_say(
    site: SiteWriter, tmp_path: Path
) -> None:
    photos = {
        "Z First.JPG": laden_jpeg(quadrants()),
        "b.jpg": jpeg(quadrants()),
        "b!.jpg": jpeg(quadrants()),
        "notes.txt": b"x",
    }
    write_site(tmp_path / "card", photos, base=None)
    folder = site({})
    made, problems = new("gallery", "summer", site=folder, photos=tmp_path / "card")
    assert problems == ()
    assert {path.rpartition("/")[2] for path in made} == {"gallery.yaml", "z-first.jpg", "b.jpg", "b-2.jpg"}
    text = (folder / "content/galleries/summer/gallery.yaml").read_text()
    assert text.index("z-first.jpg") < text.index("b.jpg")
    assert b"Two people at a table" in XMP
    assert "    alt: Two people at a table\n" in text
    assert "    credit: Ada Photographer" in text
    assert text.count("depicts: [TODO]") == 3


@pytest.mark.parametrize("named", ["empty", "nowhere"])
def test_a_folder_without_photos_is_told(site: SiteWriter, tmp_path: Path, named: str) -> None:
    (tmp_path / "empty").mkdir()
    made, problems = new("gallery", "summer", site=site({}), photos=tmp_path / named)
    assert (made, [p.code for p in problems]) == ((), ["E833"])


def test_consents_of_starters_last_no_longer_than_allowed(site: SiteWriter) -> None:
    folder = site({})
    new("mentor", "ole-o", site=folder)
    text = (folder / "content/mentors/ole-o.md").read_text()
    expires_on = date.fromisoformat(text.partition("expires_on: ")[2][:10])
    assert TODAY < expires_on <= TODAY + timedelta(days=366)


def test_a_new_site_publishes_itself_every_night(tmp_path: Path) -> None:
    made, _ = new("site", "my-program", site=tmp_path)
    assert f"my-program/{WORKFLOW_PATH}" in made
    text = (tmp_path / "my-program" / WORKFLOW_PATH).read_text(encoding="utf-8")
    assert parse(text, path=WORKFLOW_PATH).diagnostics == ()
    assert re.search(r'^  schedule:\n(?:    #.*\n)?    - cron: "\d+ \d+ \* \* \*"$', text, re.MULTILINE)
    workflow: Any = plain_value(parse(text, path=WORKFLOW_PATH).node)
    assert {name: job["if"] for name, job in workflow["jobs"].items()} == {
        "elsewhere": "vars.BUILD_HOOK != '' && github.event_name != 'push'",
        "publish": "vars.BUILD_HOOK == ''",
    }
    commands = re.findall(r"^      - run: microsite (.+)$", text, re.MULTILINE)
    assert commands[-1] == "build"
    for command in commands:
        parsed = cli._parser().parse_args(command.split())
        assert callable(parsed.run)
