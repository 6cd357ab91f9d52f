"""The Nu HTML checker finds nothing in any page as built, nor in one of each type after its scripts ran."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.browser.conftest import PageOpener
from tests.browser.pages import PAGE_TYPES, all_pages
from tests.tools import html_checker

# The checker looks for 'self' among hosts, and a file has none; test_links.py sees what browsers make of the policy.
OF_THE_WEB_ONLY = ".*Resource violates Content Security Policy.*"


def findings(folder: Path, pages: Sequence[str]) -> list[str]:
    """List the errors and warnings in some pages of a folder."""
    options = [
        "--Werror",
        "--filterpattern",
        OF_THE_WEB_ONLY,
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
    ]
    done = subprocess.run(
        [*html_checker(), *options, *pages],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [
        f"{Path(found['url'].removeprefix('file:')).name}:{found.get('lastLine', 1)}: {found['message']}"
        for found in json.loads(done.stdout)["messages"]
    ]


def test_every_page_is_valid_html(lovepats: Path) -> None:
    assert findings(lovepats, all_pages(lovepats)) == []


def test_a_page_of_each_type_is_valid_html_after_its_scripts_ran(visit: PageOpener, tmp_path: Path) -> None:
    for page_type in PAGE_TYPES:
        (tmp_path / f"{page_type}.html").write_text(visit(page_type).content(), encoding="utf-8")
    assert findings(tmp_path, all_pages(tmp_path)) == []
