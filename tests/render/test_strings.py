"""The theme's texts and their translations."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.conftest import ROOT

STRINGS = ROOT / "microsite" / "themes" / "default" / "strings"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
LANGUAGES = sorted(file.stem for file in STRINGS.glob("*.po"))


def catalogue(language: str) -> Catalog:
    with (STRINGS / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def test_the_catalogue_and_its_translations_follow_the_templates() -> None:
    command = [sys.executable, "docs/strings.py", "--check"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (checked.stdout, checked.returncode) == ("", 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert [m.id for m in messages(language) if not m.string or not all(m.string)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    differing = [
        message.id
        for message in messages(language)
        for text, translation in [_last_forms(message)]
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(translation))
    ]
    assert differing == []


def _last_forms(message: Message) -> tuple[str, str]:
    def last(forms: object) -> str:
        return str(forms[-1] if isinstance(forms, (tuple, list)) else forms)

    return last(message.id), last(message.string)
