"""A setting of the site, or a file of its theme, that is changed and changed back: the site is as if built from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from microsite.model.schema.site import SiteSettings
from microsite.model.validation import fields_of
from microsite.options import Options
from microsite.pipeline import BuildReport, build
from tests.conftest import MINIMAL_SITE, ROOT

THEME = ROOT / "microsite" / "themes" / "default"
SETTINGS = Path("content/site.yaml")
AS_THEY_ARE = yaml.safe_load((MINIMAL_SITE / SETTINGS).read_text(encoding="utf-8"))
OTHERS: dict[str, Any] = {
    "as_of": "2023-09-06",
    "contact_form": {
        "provider": "endpoint",
        "endpoint": "https://forms.example/f",
        "topics": AS_THEY_ARE["contact_form"]["topics"],
    },
    "directory": {"on_one_page": 0, "per_page": 1},
    "languages": ["nb"],
    "navigation": [{"label": "All of them", "to": "mentees"}],
    "theme": {"name": "default", "options": {"accent_hue": 150}},
    "timezone": "America/New_York",
}
"""Where the example of the reference fits no other site, or would change nothing here."""
SEEN = sorted(fields_of(SiteSettings).keys() - {"current_cohort"})
"""The settings that say something on this site, which has one cohort."""
OF_EVERY_PAGE = ("languages", "name", "navigation", "theme", "url")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("settings") / "site"
    shutil.copytree(MINIMAL_SITE, folder)
    assert build(options(folder)).published
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Give a site of its own that was built."""
    return Path(shutil.copytree(built, tmp_path / "site", copy_function=shutil.copy2))


def options(site: Path) -> Options:
    return Options(site=site, output=site / "output", workers=1)


def contents(site: Path) -> dict[str, bytes]:
    output = site / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    }


def built_again(site: Path) -> BuildReport:
    """Build, and compare with a build from nothing."""
    report = build(options(site))
    assert report.published, report.diagnostics
    anew = site.with_name("anew")
    shutil.rmtree(anew, ignore_errors=True)
    shutil.copytree(site, anew, ignore=shutil.ignore_patterns("output", ".microsite"))
    assert build(options(anew)).published
    assert contents(site) == contents(anew)
    return report


def example_of(setting: str) -> object:
    (example, *_) = fields_of(SiteSettings)[setting].examples or [None]
    return OTHERS.get(setting, example)


@pytest.mark.parametrize("setting", SEEN)
def test_a_changed_setting_is_seen_wherever_it_says_something_and_gone_when_it_is_taken_back(
    site: Path, setting: str
) -> None:
    before = contents(site)
    text = yaml.safe_dump({**AS_THEY_ARE, setting: example_of(setting)}, allow_unicode=True)
    (site / SETTINGS).write_text(text, encoding="utf-8")
    report = built_again(site)
    assert contents(site) != before
    if setting in OF_EVERY_PAGE:
        assert set(report.drawn) == {path for path in report.artifacts if path.endswith(".html")}
    shutil.copyfile(MINIMAL_SITE / SETTINGS, site / SETTINGS)
    built_again(site)
    assert contents(site) == before


def bring_css(theme: Path) -> None:
    (theme / "assets/css").mkdir(parents=True)
    css = (THEME / "assets/css/base.css").read_text(encoding="utf-8")
    (theme / "assets/css/base.css").write_text(f"{css}b {{ color: red }}", encoding="utf-8")


def bring_a_script(theme: Path) -> None:
    (theme / "assets/js").mkdir(parents=True)
    script = (THEME / "assets/js/shortlist.js").read_text(encoding="utf-8")
    (theme / "assets/js/shortlist.js").write_text(f"{script}// ours", encoding="utf-8")


def bring_words(theme: Path) -> None:
    (theme / "strings").mkdir(parents=True)
    (theme / "strings/en.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "All mentees"\nmsgstr "The whole crew"\n',
        encoding="utf-8",
    )


def bring_settings(theme: Path) -> None:
    theme.mkdir(parents=True)
    settings = (THEME / "theme.yaml").read_text(encoding="utf-8")
    (theme / "theme.yaml").write_text(settings.replace("default: 16\n", "default: 17\n"), encoding="utf-8")


@pytest.mark.parametrize("bring", [bring_css, bring_a_script, bring_words, bring_settings])
def test_a_file_of_a_theme_of_ones_own_is_used_and_not_when_it_is_gone(
    site: Path, bring: Callable[[Path], None]
) -> None:
    before = contents(site)
    bring(site / "themes/default")
    report = built_again(site)
    assert contents(site) != before
    assert set(report.drawn) == {path for path in report.artifacts if path.endswith(".html")}
    shutil.rmtree(site / "themes")
    built_again(site)
    assert contents(site) == before
