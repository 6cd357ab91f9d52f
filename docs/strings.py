"""The templates and words of the default theme -> its catalogue of texts, and the translations that follow it.

`python docs/strings.py` writes `strings/messages.pot` and brings every `strings/LANGUAGE.po` beside it up to date: new
texts come in untranslated, those that are gone go. With `--check` it names what is stale and ends with 1.
"""

# ruff: noqa: INP001, T201 (a script beside the pages, not a part of the package)

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from microsite.render.wording import MESSAGES  # noqa: E402

RENDER = ROOT / "microsite" / "render"
THEME = ROOT / "microsite" / "themes" / "default"
STRINGS = THEME / "strings"
JINJA = {"newstyle_gettext": "true", "silent": "false"}
KEYWORDS = {**DEFAULT_KEYWORDS, "n": (1, 2)}
NOISE = (b'"Generated-By:', b'"Report-Msgid-Bugs-To:')
EPOCH = datetime(2023, 12, 6, tzinfo=UTC)
"""The date in every header: a catalogue changes when its texts change, and not with the day."""


def catalogue() -> Catalog:
    """Collect every text of the theme's templates and of the words that pages are made with."""
    found = Catalog(
        project="microsite", version="default theme", copyright_holder="The microsite authors", creation_date=EPOCH,
        charset="utf-8", header_comment="# Texts of the default theme. Made by docs/strings.py.",
    )  # fmt: skip
    for file, texts, comments, context in sorted(_texts(), key=lambda text: (text[0], str(text[1]))):
        found.add(texts, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def followed(file: Path, template: Catalog) -> Catalog:
    """Bring a translation up to date with the catalogue."""
    with file.open("rb") as source:
        translation = read_po(source, locale=file.stem)
    translation.update(template, no_fuzzy_matching=True)
    translation.obsolete.clear()
    translation.creation_date = translation.revision_date = EPOCH
    return translation


def stale() -> dict[Path, bytes]:
    """Give the files that differ from what they should be, with what they should be."""
    template = catalogue()
    wanted = {STRINGS / "messages.pot": _written(template)}
    wanted |= {file: _written(followed(file, template)) for file in sorted(STRINGS.glob("*.po"))}
    return {file: data for file, data in wanted.items() if not file.is_file() or file.read_bytes() != data}


def _texts() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    for folder, pattern, method, options in (
        (THEME / "templates", "*.html", "jinja2.ext:babel_extract", JINJA),
        (RENDER, "*.py", "python", {}),
    ):
        for file in folder.rglob(pattern):
            name = file.relative_to(ROOT).as_posix()
            for _, texts, comments, context in extract_from_file(
                method, file, keywords=KEYWORDS, options=options
            ):
                yield name, texts, comments, context
    yield from (("microsite/render/wording.py", text, [], None) for text in MESSAGES)


def _written(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=110, no_location=True, sort_output=True)
    return b"".join(line for line in file.getvalue().splitlines(keepends=True) if not line.startswith(NOISE))


def main() -> int:
    """Write the stale files, or name them."""
    parser = argparse.ArgumentParser(
        description="Keep the theme's catalogue and its translations up to date."
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; end with 1 when something is stale"
    )
    check: bool = parser.parse_args().check
    files = stale()
    for file, data in files.items():
        print(f"{'stale' if check else 'written'}: {file.relative_to(ROOT).as_posix()}")
        if not check:
            file.write_bytes(data)
    return 1 if check and files else 0


if __name__ == "__main__":
    raise SystemExit(main())
