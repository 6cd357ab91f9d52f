"""The docs say what is: what is made from the code is fresh, what is written by hand names only what exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from docs import generate, wording
from microsite import cli
from microsite.core import failures
from tests.conftest import ROOT
from tests.docs import markdown

README = ROOT / "README.md"
LONGEST_README = 100
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b|…")
OWN_PATH = re.compile(
    r"(?:microsite|docs|tests|requirements|themes|benchmarks)/[\w./*-]+|build\.py|pyproject\.toml"
)
NAMES_ONLY_WHAT_IS_THERE = [README, *sorted((ROOT / "docs" / "explanation").rglob("*.md"))]

each_page = pytest.mark.parametrize("page", markdown.PAGES, ids=markdown.name)


def test_pages_that_are_made_from_the_code_are_fresh() -> None:
    pages = generate.reference_pages()
    stale = [markdown.name(path) for path, text in pages.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python docs/generate.py"


def test_every_command_is_described_and_its_examples_are_understood() -> None:
    assert set(wording.COMMANDS) == set(generate.subcommands())
    for name, said in wording.COMMANDS.items():
        assert all(example.split()[0] == name and is_understood(example) for example in said.examples)


def test_every_exit_code_is_described() -> None:
    raised = {error.exit_code for error in vars(failures).values() if hasattr(error, "exit_code")}
    returned = {cli.FINE, cli.CONTENT_ERRORS, cli.USAGE, cli.OUR_BUG, cli.INTERRUPTED}
    assert set(wording.EXIT_CODES) == raised | returned


@each_page
def test_every_link_of_the_docs_leads_somewhere(page: Path) -> None:
    assert [link for link in markdown.links(page) if not leads_somewhere(link, page)] == []


def leads_somewhere(link: str, page: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme == "https"
    target = (page.parent / parts.path).resolve() if parts.path else page
    return target.exists() and (not parts.fragment or parts.fragment in markdown.anchors(target))


@each_page
def test_every_command_line_in_the_docs_is_understood(page: Path) -> None:
    assert [line for line in markdown.commands(page) if not is_understood(line)] == []


def is_understood(line: str) -> bool:
    """Tell whether a command line can be parsed; `test` is the repository's own, a word in capitals stands for any."""
    words = shlex.split(line)
    if not words or words[0] == "test" or PLACEHOLDER.fullmatch(words[0]):
        return True
    try:
        cli._parser().parse_args(words)
    except SystemExit:
        return set(words) <= {"--help", "--version"}
    return True


@pytest.mark.parametrize("page", NAMES_ONLY_WHAT_IS_THERE, ids=markdown.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = [
        path for word in markdown.code_words(page) for path in OWN_PATH.findall(word) if "SLUG" not in word
    ]
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []


BUILT = "output/"  # there once somebody has built


def test_every_folder_of_the_readme_s_map_is_there() -> None:
    tree = next(text for _, text in markdown.blocks(README) if "microsite/\n" in text)
    missing = []
    for line in tree.splitlines():
        inside = ROOT / "microsite" if line.startswith(" ") else ROOT
        names = re.findall(r"(?<!\S)[\w./-]+(?:/|\.py)(?!\S)", line)
        missing += [name for name in names if name != BUILT and not is_there(name, inside, names[0])]
    assert missing == []


def is_there(name: str, inside: Path, first: str) -> bool:
    return any((folder / name).exists() for folder in (inside, inside / first))


def test_the_readme_fits_two_screens() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= LONGEST_README
