"""The Nu HTML checker finds nothing in any page as built, nor in one of each type after its scripts ran."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from tests.browser.conftest import PageOpener
from tests.browser.pages import PAGE_TYPES, all_pages
from tests.tools import html_checker

# The checker finds no 'self' in the address of a file, and takes JSON-LD for a script that runs. What browsers make of
# the policy is seen in test_links.py, where they may not complain.
NOT_FOR_FILES = ".*violates Content Security Policy.*"
OPTIONS = ("--Werror", "--filterpattern", NOT_FOR_FILES, "--format", "json", "--exit-zero-always", "--stdout")


def findings(folder: Path, pages: Sequence[str]) -> list[str]:
    """List the errors and warnings in some pages of a folder."""
    command = [*html_checker(), *OPTIONS, *pages]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return [
        f"{unquote(found['url']).partition(f'{folder.name}/')[2]}:{found.get('lastLine', 1)}: {found['message']}"
        for found in json.loads(done.stdout)["messages"]
    ]


def test_every_page_is_valid_html(lovepats: Path) -> None:
    assert findings(lovepats, all_pages(lovepats)) == []


def test_a_page_of_each_type_is_valid_html_after_its_scripts_ran(visit: PageOpener, tmp_path: Path) -> None:
    for page_type in PAGE_TYPES:
        (tmp_path / f"{page_type}.html").write_text(visit(page_type).content(), encoding="utf-8")
    assert findings(tmp_path, all_pages(tmp_path)) == []
