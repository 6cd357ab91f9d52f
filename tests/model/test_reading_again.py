from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from microsite.core.scanning import SourceFile, scan
from microsite.model import entries, markup
from microsite.model.file_entries import read_again, read_file
from tests.texts import mentee

ANNA = mentee(
    "Anna Berg",
    'seeks: "A post at [sea](https://sea.example/)."\n',
    headline="Marine biologist",
    body="I count **whales**, as [Ben](../ben-dahl) does.\n",
)
AN_EDIT = [
    ("I count", "I counted"),
    ("**whales**", "<b>whales</b>"),
    ("Marine biologist", "Baker"),
    ("headline: Marine biologist", "headline: Marine biologist\nlocation: Oslo"),
    ("headline: Marine biologist", "headlin: Marine biologist"),
    ("headline: Marine biologist", "headline: [a, {"),
    ("A post", "A *post*"),
    ("A post at", "A post  at"),
    ('"A post at [sea](https://sea.example/)."', "'A post at [sea](https://sea.example/).'"),
    ('"A post at [sea](https://sea.example/)."', ">-\n  A post at\n  [sea](https://sea.example/)."),
    ('seeks: "A post at [sea](https://sea.example/)."\n', ""),
    ('seeks: "A', 'seeks:  "A'),
    ("[sea](", "[sea]( "),
    ("---\nname", "\n---\nname"),
    ("---\nI", "---\n\nI"),
    ("---\nI", "I"),
    ("name: Anna", "\u200bname: Anna"),
    ("I count", "\ufeffI count"),
    ("I count **whales**, as [Ben](../ben-dahl) does.", ""),
    ("name: Anna Berg\n", "name: Anna Berg\r\n"),
    ("", ""),
]
SKILLS = "- name: Python\n- name: Excel\n"


def file_with(folder: Path, path: str, text: str) -> SourceFile:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())
    (file,), _ = scan(folder, "content", "mentees")
    return file


@pytest.mark.parametrize("edit", AN_EDIT)
@pytest.mark.parametrize("was_first", [True, False])
def test_what_is_read_again_is_as_if_it_was_read_for_the_first_time(
    tmp_path: Path, edit: tuple[str, str], was_first: object
) -> None:
    path, edited = "mentees/anna-berg/index.md", ANNA.replace(*edit, 1) if edit[0] else ANNA
    first, then = (ANNA, edited) if was_first else (edited, ANNA)
    before = read_file(file_with(tmp_path, path, first))
    file = file_with(tmp_path, path, then)
    assert repr(read_again(file, before)) == repr(read_file(file))


def test_a_file_of_several_entries_is_read_as_a_whole(tmp_path: Path) -> None:
    before = read_file(file_with(tmp_path, "content/skills.yaml", SKILLS))
    file = file_with(tmp_path, "content/skills.yaml", SKILLS.replace("Excel", "Word"))
    assert repr(read_again(file, before)) == repr(read_file(file))


def test_of_an_edited_body_no_field_is_read_and_of_edited_fields_no_body(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = "mentees/anna-berg/index.md", list[str]()
    before = read_file(file_with(tmp_path, path, ANNA))
    for module, name in ((entries, "load"), (markup, "parse")):
        monkeypatch.setattr(module, name, counted(getattr(module, name), name, read))
    between = read_again(file_with(tmp_path, path, ANNA.replace("I count", "I counted")), before)
    assert read == ["parse"]
    read_again(
        file_with(tmp_path, path, ANNA.replace("I count", "I counted").replace("Marine", "Ice")), between
    )
    assert read == ["parse", "load"]


def counted(function: Callable[..., Any], name: str, read: list[str]) -> Callable[..., Any]:
    def called(*arguments: object, **named: object) -> Any:
        read.append(name)
        return function(*arguments, **named)

    return called
