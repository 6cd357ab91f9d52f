from __future__ import annotations

from microsite.check import check
from tests.conftest import SiteWriter
from tests.making import made, make_site, options_for, places, said_of
from tests.texts import settings

FEWER = """\
name: own
extends: default
pages: [mentees, mentee, term, cohort, page, events, contact, thanks, "404"]
documents: []
taxonomies: [skills]
"""


def test_the_default_theme_draws_no_link_to_documents_and_terms_that_are_left_out(site: SiteWriter) -> None:
    fewer = {
        "content/site.yaml": settings(theme="\n  name: own", url="https://northlight.example"),
        "themes/own/theme.yaml": FEWER.replace("events,", "events, event,"),
    }
    folder = site(fewer)
    assert places(check(options_for(folder)).diagnostics, "EW") == []
    profile = made(folder)["mentees/anna-berg/index.html"]
    assert "resume.json" not in profile
    assert "qr.svg" not in profile
    assert "skills/python" in profile
    assert "languages/english" not in profile


def test_a_link_that_a_template_draws_to_nothing_is_told_with_its_line(site: SiteWriter) -> None:
    folder = site(
        {
            "content/site.yaml": settings(theme="\n  name: own"),
            "themes/own/theme.yaml": "name: own\nextends: default\ndocuments: []\n",
            "themes/own/templates/home.html": "<h1>\n{{ url(site.feed_path) }}</h1>",
        }
    )
    report = make_site(folder)
    assert places(report.diagnostics) == ["E710 themes/own/templates/home.html:2:4"]
    assert "`url` is given something that has no page or file" in said_of(folder, report.diagnostics)
