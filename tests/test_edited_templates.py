"""A template of a theme that is edited is drawn anew on the pages that are made with it, and on no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from microsite.options import Options
from microsite.pipeline import build
from tests.conftest import MINIMAL_SITE, ROOT

TEMPLATES = ROOT / "microsite" / "themes" / "default" / "templates"
DRAWN_WITH = {
    "404.html": "404.html",
    "cohorts/2023-autumn/index.html": "cohort.html",
    "contact/index.html": "contact.html",
    "contact/thanks/index.html": "thanks.html",
    "events/closing/index.html": "event.html",
    "events/index.html": "events.html",
    "events/kick-off/index.html": "event.html",
    "index.html": "home.html",
    "mentees/anna-berg/index.html": "mentee.html",
    "mentees/availability/now/index.html": "term.html",
    "mentees/index.html": "mentees.html",
    "mentees/languages/english/index.html": "term.html",
    "mentees/languages/norwegian/index.html": "term.html",
    "mentees/skills/marine-biology/index.html": "term.html",
    "mentees/skills/python/index.html": "term.html",
    "mentees/status/open/index.html": "term.html",
    "outcomes/index.html": "outcomes.html",
}
"""The pages of the small site, and the template of each."""
EDITED = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if path.parent != TEMPLATES or path.name in DRAWN_WITH.values()
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edited") / "site"
    shutil.copytree(MINIMAL_SITE, folder)
    made = build(options(folder))
    assert DRAWN_WITH.keys() == {path for path in made.artifacts if path.endswith(".html")}
    return folder


def options(site: Path) -> Options:
    return Options(site=site, output=site / "output", workers=1)


def templates_behind(name: str) -> set[str]:
    """Give the templates that one is drawn with, itself among them, as Jinja's own parser finds them."""
    jinja = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 (nothing is drawn)
    found, todo = set(), [name]
    while todo:
        path = todo.pop()
        found.add(path)
        read = jinja.parse((TEMPLATES / path).read_text(encoding="utf-8"))
        todo += [other for other in find_referenced_templates(read) if other and other not in found]
    return found


@pytest.mark.parametrize("template", EDITED)
def test_an_edited_template_draws_the_pages_that_are_made_with_it_and_no_others(
    site: Path, template: str
) -> None:
    own = site / "themes/default/templates" / template
    own.parent.mkdir(parents=True, exist_ok=True)
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    own.write_text(f"{text}{{# ours #}}", encoding="utf-8")
    made_with = {page for page, name in DRAWN_WITH.items() if template in templates_behind(name)}
    assert made_with
    assert set(build(options(site)).drawn) == made_with
