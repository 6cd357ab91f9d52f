"""Templates are read and compiled once, however often they are drawn with, and anew when their text is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment as Jinja

from microsite.render.environment import Compiled, Environment
from microsite.render.theme import load
from tests.conftest import write_site


def drawn(folder: Path, text: str, compiled: Compiled) -> str:
    files = {"themes/bare/theme.yaml": "name: bare\n", "themes/bare/templates/page.html": text}
    write_site(folder, files, base=None)
    theme, _ = load("bare", site_folder=folder, choices={}, at=lambda *_, **__: None)
    assert theme is not None
    made = Environment(theme, compiled=compiled)
    made.speak("en")
    assert made.check() == ()
    return made.draw("page", {"name": "Ada"}, subject="a page")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the texts that are read, as they are; begin as a new process would."""
    monkeypatch.setattr(Compiled, "_here", {})
    texts: list[str] = []
    parse = Jinja._parse

    def counted(jinja: Jinja, source: str, name: str | None, file: str | None) -> object:
        texts.append(source)
        return parse(jinja, source, name, file)

    monkeypatch.setattr(Jinja, "_parse", counted)
    return texts


def test_a_second_run_of_one_process_reads_no_template(tmp_path: Path, read: list[str]) -> None:
    assert drawn(tmp_path, "Hello {{ name }}, once", Compiled()) == "Hello Ada, once"
    read.clear()
    assert drawn(tmp_path, "Hello {{ name }}, once", Compiled()) == "Hello Ada, once"
    assert read == []


def test_the_next_process_compiles_nothing_that_was_kept(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Compiled()
    drawn(tmp_path, "Hello {{ name }}, kept", first)
    monkeypatch.setattr(Compiled, "_here", {})
    read.clear()
    second = Compiled(first.new.get)
    assert drawn(tmp_path, "Hello {{ name }}, kept", second) == "Hello Ada, kept"
    assert (read, second.new) == ([], {})


def test_another_text_is_compiled_anew(tmp_path: Path, read: list[str]) -> None:
    first = Compiled()
    drawn(tmp_path, "Hello {{ name }}", first)
    second = Compiled(first.new.get)
    assert drawn(tmp_path, "Goodbye {{ name }}", second) == "Goodbye Ada"
    assert len(second.new) == 1
    assert "Goodbye {{ name }}" in read


@pytest.mark.parametrize("damaged", [b"", b"nonsense", b"\x80\x04."])
def test_damaged_code_is_compiled_anew(tmp_path: Path, read: list[str], damaged: bytes) -> None:
    compiled = Compiled(lambda _: damaged)
    assert drawn(tmp_path, "Hi {{ name }}", compiled) == "Hi Ada"
    assert len(compiled.new) == 1
    assert read
