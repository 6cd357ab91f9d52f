"""After an edit, a build makes anew just what shows it, and gives what a build from nothing would."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from microsite.core.dataclasses import replace
from microsite.options import Options
from microsite.pipeline import BuildReport, build
from tests.conftest import MINIMAL_SITE, ROOT, SiteWriter

ANNA = "mentees/anna-berg/index.md"
BO = "mentees/bo-dahl/index.md"
PROFILE = (MINIMAL_SITE / ANNA).read_text(encoding="utf-8")
TEMPLATES = ROOT / "microsite" / "themes" / "default" / "templates"
SEQUENCES = int(os.environ.get("MICROSITE_SEQUENCES", "2"))
"""How many sequences of edits are tried; 1,000 take hours."""


def options(folder: Path) -> Options:
    return Options(site=folder, output=folder / "output", workers=1)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def built_from_nothing(folder: Path, elsewhere: Path) -> dict[str, bytes]:
    shutil.rmtree(elsewhere, ignore_errors=True)
    for name in ("content", "mentees", "themes"):
        if (folder / name).exists():
            shutil.copytree(folder / name, elsewhere / name)
    assert build(options(elsewhere)).published
    return contents(elsewhere / "output")


@pytest.fixture
def program(site: SiteWriter, tmp_path: Path) -> Callable[[], BuildReport]:
    """Build a site of two mentees; a call builds it again, and compares it with one that is built from nothing."""
    folder = site({BO: PROFILE.replace("Anna Berg", "Bo Dahl").replace("Marine biology, Python", "Law")})
    assert build(options(folder)).published

    def again() -> BuildReport:
        report = build(options(folder))
        assert report.published, report.diagnostics
        assert contents(folder / "output") == built_from_nothing(folder, tmp_path / "from-nothing")
        return report

    return again


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def pages_with(text: str, folder: Path) -> set[str]:
    pages = {path: made for path, made in contents(folder / "output").items() if path.endswith(".html")}
    return {path for path, made in pages.items() if text in made.decode()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_changed_pitch_draws_the_persons_page_alone(
    program: Callable[[], BuildReport], folder: Path
) -> None:
    edit(folder, ANNA, "I count small things", "I count whales")
    assert program().drawn == ("mentees/anna-berg/index.html",)


def test_a_changed_headline_draws_the_page_and_all_that_show_it(
    program: Callable[[], BuildReport], folder: Path
) -> None:
    edit(folder, ANNA, "Marine biologist who can explain plankton", "Counts whales")
    drawn = program().drawn
    assert set(drawn) == pages_with("Counts whales", folder)
    assert {"mentees/anna-berg/index.html", "mentees/index.html", "mentees/skills/python/index.html"} <= {
        *drawn
    }


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ANNA, "skills: [Marine biology, Python]", "skills: # what she can\n  - Marine biology\n  - Python"),
        (ANNA, "I count small things for a living.", "\n\nI count small things for a living.\n\n\n"),
        ("content/site.yaml", "name: Northlight\n", "# our name\nname: Northlight\n"),
    ],
    ids=["another way to write a list", "white space in Markdown", "a comment"],
)
def test_what_means_the_same_draws_nothing(
    program: Callable[[], BuildReport], folder: Path, path: str, old: str, new: str
) -> None:
    edit(folder, path, old, new)
    report = program()
    assert report.drawn == ()
    assert report.published
    assert report.published.written == ()


def test_a_touched_file_draws_nothing(program: Callable[[], BuildReport], folder: Path) -> None:
    os.utime(folder / ANNA)
    assert program().drawn == ()


def test_somebody_new_is_drawn_with_the_lists_and_terms_that_show_them(
    program: Callable[[], BuildReport], folder: Path
) -> None:
    before, new = contents(folder / "output"), folder / "mentees/cleo-eng/index.md"
    new.parent.mkdir()
    new.write_text(
        PROFILE.replace("Anna Berg", "Cleo Eng").replace("Marine biology, Python", "Tax"), encoding="utf-8"
    )
    drawn = set(program().drawn)
    after = contents(folder / "output")
    assert drawn == {path for path in after if path.endswith(".html") and after[path] != before.get(path)}
    assert pages_with("Cleo Eng", folder) | {"mentees/skills/tax/index.html"} <= drawn
    assert not drawn & {"mentees/anna-berg/index.html", "mentees/skills/law/index.html", "events/index.html"}


def test_news_that_is_taken_back_is_gone_from_all_that_named_it(
    program: Callable[[], BuildReport], folder: Path
) -> None:
    news = [folder / f"content/updates/2023-10-0{day}-day-{day}.md" for day in (1, 2, 3)]
    news[0].parent.mkdir()
    for file in news:
        file.write_text(
            f"---\ntitle: {file.stem}\ndate: {file.stem[:10]}\nsummary: News.\n---\nMore.\n", "utf-8"
        )
    program()
    news[1].unlink()
    program()
    news[2].unlink()
    program()


def test_a_page_that_somebody_spoilt_is_made_again(program: Callable[[], BuildReport], folder: Path) -> None:
    (folder / "output/contact/index.html").write_text("spoilt", encoding="utf-8")
    edit(folder, ANNA, "I count small things", "I count whales")
    assert set(program().drawn) == {"contact/index.html", "mentees/anna-berg/index.html"}


def damage(store: Path) -> None:
    store.write_bytes(b"no database" * 999)


def become_older(store: Path) -> None:
    with closing(sqlite3.connect(store)) as database, database:
        assert database.execute("update about set value = 'older' where name = 'world'").rowcount == 1


def become_newer(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("create table nodes (what_we_do_not_know blob)")
        database.execute("insert into nodes values ('new')")


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (damage, "is damaged"),
        (become_older, "was written by another version of microsite, or with other libraries,"),
        (become_newer, "was written by another version of microsite, or with other libraries,"),
    ],
)
def test_a_store_that_cannot_be_used_is_set_aside_with_a_notice_and_costs_one_clean_build(
    program: Callable[[], BuildReport], folder: Path, happens: Callable[[Path], None], why: str
) -> None:
    store = folder / ".microsite/answers.sqlite"
    happens(store)
    edit(folder, ANNA, "I count small things", "I count whales")
    report = program()
    notices = [notice for notice in report.diagnostics if notice.code == "N901"]
    assert [notice.message for notice in notices] == [f"`.microsite/answers.sqlite` {why} and is not used"]
    assert set(report.drawn) == {path for path in report.artifacts if path.endswith(".html")}
    edit(folder, ANNA, "I count whales", "I count plankton")
    after = program()
    assert not [notice for notice in after.diagnostics if notice.code == "N901"]
    assert after.drawn == ("mentees/anna-berg/index.html",)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/pages/about.md", "came", "were there"),
        ("content/pages/about.md", "What came of it", "What was it like"),
        (
            "content/pages/about.md",
            "On {figure:2023-autumn.counted_on}",
            "As of {figure:2023-autumn.counted_on}",
        ),
        ("content/site.yaml", "as_of: 2023-12-06", "as_of: 2023-12-08"),
    ],
    ids=["body", "title", "lead", "day"],
)
def test_a_page_that_cites_figures_is_drawn_when_it_is_edited(
    program: Callable[[], BuildReport], folder: Path, path: str, old: str, new: str
) -> None:
    page = folder / "content/pages/about.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        "---\ntitle: What came of it\nlead: On {figure:2023-autumn.counted_on}.\n---\n"
        "{figure:2023-autumn.people.words} people came.\n",
        encoding="utf-8",
    )
    program()
    edit(folder, path, old, new)
    assert "about/index.html" in program().drawn


def test_another_address_is_no_other_version(program: Callable[[], BuildReport], folder: Path) -> None:
    report = build(replace(options(folder), url="https://elsewhere.example/north"))
    assert report.published
    assert not [notice for notice in report.diagnostics if notice.code == "N901"]
    assert any(b"https://elsewhere.example/north/" in made for made in contents(folder / "output").values())
    assert not [notice for notice in program().diagnostics if notice.code == "N901"]


def test_what_failed_is_made_once_it_is_mended(program: Callable[[], BuildReport], folder: Path) -> None:
    edit(folder, ANNA, "cohort: 2023-autumn", "cohort: 2023-autum")
    assert build(options(folder)).published is None
    edit(folder, ANNA, "cohort: 2023-autum\n", "cohort: 2023-autumn\n")
    edit(folder, ANNA, "I count small things", "I count whales")
    assert program().drawn == ("mentees/anna-berg/index.html",)


KILLED = """
import os, signal, sys
from pathlib import Path
from microsite import pipeline, traces, unchanged
from microsite.render import artifacts
from microsite.core import publishing
from microsite.options import Options

def killed(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

owner, name = {"draw": (artifacts, "studio"), "publish": (publishing, "publish"), "keep": (traces.Traces, "keep"),
               "write": (traces.Store, "_keep_nodes"), "remember": (unchanged, "remember")}[sys.argv[1]]
setattr(owner, name, killed)
folder = Path(sys.argv[2])
pipeline.build(Options(site=folder, output=folder / "output", workers=1))
"""
"""A build that is killed when it comes to one of its steps."""


WORDS = st.sampled_from(["sea", "ice", "fish", "salt"])


class AnyEdits(RuleBasedStateMachine):
    """Edits of every kind, in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(os.environ["MICROSITE_TEST_FOLDER"])
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(MINIMAL_SITE, self.folder / "site")
        self.site = self.folder / "site"
        assert build(options(self.site)).published

    def _sub(self, path: str, pattern: str, new: str) -> None:
        text = (self.site / path).read_text(encoding="utf-8")
        (self.site / path).write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")

    @rule(word=WORDS)
    def say_more(self, word: str) -> None:
        with (self.site / ANNA).open("a", encoding="utf-8") as file:
            file.write(f"\nAnd {word}.\n")

    @rule(word=WORDS)
    def change_the_headline(self, word: str) -> None:
        self._sub(ANNA, r"headline: .*", f"headline: Knows {word}")

    @rule(word=WORDS)
    def rename_the_person(self, word: str) -> None:
        self._sub(ANNA, r"\nname: .*", f"\nname: Anna {word.title()}")

    @rule(word=WORDS)
    def change_skills(self, word: str) -> None:
        self._sub(ANNA, r"skills: .*", f"skills: [Python, {word.title()}]")

    @rule(word=WORDS)
    def add_somebody(self, word: str) -> None:
        path = self.site / f"mentees/{word}-lund/index.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(PROFILE.replace("Anna Berg", f"{word.title()} Lund"), encoding="utf-8")

    @rule(word=WORDS)
    def remove_somebody(self, word: str) -> None:
        shutil.rmtree(self.site / f"mentees/{word}-lund", ignore_errors=True)

    @rule(
        covers=st.sampled_from(["profile", "profile, photo, gallery, news", "profile, news, search_engines"])
    )
    def change_a_consent(self, covers: str) -> None:
        self._sub(ANNA, r"covers: .*", f"covers: [{covers}]")

    @rule(day=st.sampled_from(["2023-08-01", "2023-12-06", "2024-02-01"]))
    def move_the_clock(self, day: str) -> None:
        self._sub("content/site.yaml", r"as_of: .*", f"as_of: {day}")

    @rule(word=WORDS)
    def rename_the_site(self, word: str) -> None:
        self._sub("content/site.yaml", r"\ntagline: .*", f"\ntagline: All about {word}")

    @rule(word=WORDS)
    def change_an_event(self, word: str) -> None:
        self._sub("content/events/2023-autumn.yaml", r"title: .*", f"title: A day of {word}")

    @rule(word=WORDS)
    def publish_news(self, word: str) -> None:
        path = self.site / f"content/updates/2023-10-0{len(word)}-{word}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"---\ntitle: On {word}\ndate: 2023-10-01\nsummary: Of {word}.\n---\nMore.\n", encoding="utf-8"
        )

    @rule(word=WORDS)
    def write_a_page_with_a_figure(self, word: str) -> None:
        path = self.site / "content/pages/about.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"---\ntitle: About\n---\n{{figure:2023-autumn.people.words}} people liked {word}.\n",
            encoding="utf-8",
        )

    @rule(word=WORDS)
    def take_news_back(self, word: str) -> None:
        (self.site / f"content/updates/2023-10-0{len(word)}-{word}.md").unlink(missing_ok=True)

    def _set(self, setting: str, value: str) -> None:
        path = self.site / "content/site.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(f"{setting}:")]
        path.write_text("".join(kept) + (f"{setting}: {value}\n" if value else ""), encoding="utf-8")

    @rule(hue=st.sampled_from([150, 300]))
    def choose_a_colour(self, hue: int) -> None:
        self._set("theme", f"{{name: default, options: {{accent_hue: {hue}}}}}")

    @rule()
    def choose_no_colour(self) -> None:
        self._set("theme", "")

    @rule(address=st.sampled_from(["", "https://north.example", "https://host.example/light"]))
    def move_to_an_address(self, address: str) -> None:
        self._set("url", address)

    @rule(language=st.sampled_from(["en", "nb"]))
    def write_in_another_language(self, language: str) -> None:
        self._set("languages", f"[{language}]")

    @rule(word=WORDS)
    def style_the_theme(self, word: str) -> None:
        path = self.site / "themes/default/assets/css/50-ours.css"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f".{word} {{ color: red; }}\n", encoding="utf-8")

    @rule(word=WORDS)
    def edit_the_theme(self, word: str) -> None:
        path = self.site / "themes/default/templates/macros/mentee.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (TEMPLATES / "macros/mentee.html").read_text(encoding="utf-8")
        path.write_text(f"{text}{{# {word} #}}", encoding="utf-8")

    @rule()
    def build_with_a_mistake(self) -> None:
        text = (self.site / ANNA).read_text(encoding="utf-8")
        self._sub(ANNA, r"cohort: ", "cohrt: ")  # told of everyone, also of who is not shown on that day
        assert build(options(self.site)).published is None
        (self.site / ANNA).write_text(text, encoding="utf-8")

    @rule(step=st.sampled_from(["draw", "publish", "keep", "write", "remember"]), word=WORDS)
    def be_killed_in_a_build(self, step: str, word: str) -> None:
        self.change_the_headline(f"{word} and {step}")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", KILLED, step, self.site], env=environment, capture_output=True, check=False
        )
        assert done.returncode == -signal.SIGKILL, done.stderr

    @rule()
    def touch(self) -> None:
        os.utime(self.site / ANNA)

    @invariant()
    def is_as_if_built_from_nothing(self) -> None:
        report = build(options(self.site))
        assert report.published, report.diagnostics
        assert len({*report.diagnostics}) == len(report.diagnostics)
        assert contents(self.site / "output") == built_from_nothing(self.site, self.folder / "clean")


def test_after_any_edits_the_site_is_as_if_built_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    monkeypatch.setenv("MICROSITE_TEST_FOLDER", str(tmp_path / "any"))
    run_state_machine_as_test(
        AnyEdits,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=6,
            derandomize=SEQUENCES < 100,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
