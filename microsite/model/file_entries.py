"""A source file -> its entries: read, validated, their Markdown parsed; or all that is wrong with them."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from microsite.core import forks
from microsite.core.dataclasses import dataclass, replace
from microsite.core.diagnostics import Diagnostic, has_errors
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.core.scanning import SourceFile
from microsite.model import markup
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.kinds import SCHEMAS, Form, Kind, Place, place_of
from microsite.model.remnants import Remnant
from microsite.model.written import as_written, in_body, in_field
from microsite.source import front_matter
from microsite.source.nodes import Group, Listing, Node, position_of, text_of

MARKDOWN_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MENTEE: ("seeks",),
    Kind.PAGE: ("questions.*.answer",),
    Kind.COHORT: ("questions.*.answer",),
}

_LOOSE_DAY = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})-", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one entry: `name` is of an entry that exists, also when it could not be read.

    `remnant` is what can be checked of an entry with mistakes.
    """

    entry: Entry[Record] | None
    name: str
    path: str
    diagnostics: tuple[Diagnostic, ...] = ()
    remnant: Remnant | None = None


Known = Callable[[SourceFile], tuple[Outcome, ...] | None]
"""Give what was read of a file before, when it was the same; None when it must be read."""


FILES_AT_ONCE = 16
"""How many files a process takes at a time."""


class Read:
    """What came of one file; it is handed from process to process, and kept, as it is written in `data`."""

    __slots__ = ("_data", "outcomes")

    def __init__(self, outcomes: tuple[Outcome, ...], data: bytes | None = None) -> None:
        """Take the outcomes, and how they are written if they came so."""
        self.outcomes, self._data = outcomes, data

    @property
    def data(self) -> bytes:
        """The outcomes as they are written."""
        return self._data if self._data is not None else pickle.dumps(self.outcomes)

    def __reduce__(self) -> tuple[object, ...]:
        """Be written as `data`."""
        return _written, (self.data,)


def _written(data: bytes) -> Read:
    return Read(outcomes_in(data), data)


def outcomes_in(data: bytes) -> tuple[Outcome, ...]:
    """Give back what this program has written."""
    return cast("tuple[Outcome, ...]", pickle.loads(data))  # noqa: S301 (our own, never from elsewhere)


def read_files(files: Sequence[SourceFile], *, known: Known, processes: int = 1) -> dict[str, Read]:
    """Read the entries of all files whose place is that of entries, by path, but of those that are `known`.

    Where there are many they are read by several processes.
    """
    of_entries = [file for file in files if place_of(file.path)]
    found = {file.path: Read(outcomes) for file in of_entries if (outcomes := known(file))}
    missing = [file for file in of_entries if file.path not in found]
    for read in forks.share(forks.parted(missing, FILES_AT_ONCE), _read_parts, processes=processes):
        found |= read
    return {file.path: found[file.path] for file in of_entries}


def _read_parts(parts: Iterable[Sequence[SourceFile]]) -> dict[str, Read]:
    return {file.path: Read(tuple(read_file(file))) for part in parts for file in part}


def read_file(file: SourceFile) -> list[Outcome]:
    """Read the entries of one file; none when its place is not that of an entry."""
    place = place_of(file.path)
    return _read(file, place) if place else []


def read_again(file: SourceFile, before: Sequence[Outcome]) -> list[Outcome]:
    """Read the entries of a file that was read before; fields or a body that are as they were are not read again."""
    place, entry = place_of(file.path), _sound(before)
    if place is None or place.form is not Form.MARKDOWN or entry is None:
        return read_file(file)
    data = file.read()
    halves = front_matter.split(data, path=file.path)
    if not _has_fields_of(entry, halves):
        return [_read_markdown(data, file.path, place, entry)]
    body, problems = _body(halves.body, halves.body_line, file.path, entry)
    same = replace(entry, body=body, body_line=halves.body_line)
    return [replace(before[0], entry=same, diagnostics=problems)]


def is_only_a_body_new(file: SourceFile, before: Sequence[Outcome]) -> bool:
    """Tell whether the fields of a file that was read before are as they were, so that none of them is validated."""
    entry = _sound(before)
    return entry is not None and _has_fields_of(entry, front_matter.split(file.read(), path=file.path))


def _sound(before: Sequence[Outcome]) -> Entry[Record] | None:
    """Give the entry of a file that has one, without mistakes."""
    return before[0].entry if len(before) == 1 and not before[0].diagnostics else None


def _has_fields_of(entry: Entry[Record], halves: front_matter.Halves) -> bool:
    return not halves.diagnostics and halves.fields == entry.node.source


def _read(file: SourceFile, place: Place) -> list[Outcome]:
    data = file.read()
    if place.form is Form.MARKDOWN:
        return [_read_markdown(data, file.path, place)]
    parsed = front_matter.parse_yaml_file(data, path=file.path)
    if parsed.node is None and (has_errors(parsed.diagnostics) or place.form is Form.LIST):
        return [_unread(file.path, place, parsed.diagnostics)]
    if place.form is Form.YAML:
        outcome = _load(parsed.node, file.path, place)
        return [replace(outcome, diagnostics=(*parsed.diagnostics, *outcome.diagnostics))]
    outcomes = [*(_read_list(parsed.node, file.path, place) if parsed.node else ())]
    return [*outcomes, _unread(file.path, place, parsed.diagnostics)] if parsed.diagnostics else outcomes


def _unread(path: str, place: Place, diagnostics: tuple[Diagnostic, ...]) -> Outcome:
    return Outcome(entry=None, name=f"{place.kind}:{place.id}", path=path, diagnostics=diagnostics)


def _read_markdown(data: bytes, path: str, place: Place, before: Entry[Record] | None = None) -> Outcome:
    parsed = front_matter.parse(data, path=path)
    if parsed.meta is None and has_errors(parsed.diagnostics):
        return _unread(path, place, parsed.diagnostics)
    outcome = _load(parsed.meta, path, place, before)
    body, problems = _body(parsed.body, parsed.body_line, path, before)
    return replace(
        outcome,
        entry=outcome.entry and replace(outcome.entry, body=body, body_line=parsed.body_line),
        remnant=outcome.remnant and replace(outcome.remnant, body=body, body_line=parsed.body_line),
        diagnostics=(*parsed.diagnostics, *outcome.diagnostics, *problems),
    )


def _body(
    text: str, line: int, path: str, before: Entry[Record] | None
) -> tuple[markup.Fragment, tuple[Diagnostic, ...]]:
    """Turn a body into a fragment; one of an entry without mistakes that stands where it stood is as it was."""
    if before is not None and (text, line) == (before.body.text, before.body_line):
        return before.body, ()
    return markup.parse(text, locate=in_body(text, path=path, first_line=line))


def _read_list(node: Node, path: str, place: Place) -> Iterator[Outcome]:
    if not isinstance(node, Listing):
        yield _unread(path, place, (_not_a_list(node, place),))
        return
    for item in node.items:
        id = text_of(item, "id") or (text_of(item, "name") if place.kind is Kind.SKILL else None)
        yield _load(item, path, replace(place, id=id or ""))


def _not_a_list(node: Node, place: Place) -> Diagnostic:
    return Diagnostic(
        code="E205",
        message="this file must be a list",
        position=position_of(node, ()),
        help=f"begin each {place.kind} with a hyphen, as in `- id: one`, and set its other lines two spaces in",
    )


def _load(node: Node | None, path: str, place: Place, before: Entry[Record] | None = None) -> Outcome:
    from microsite.model import entries

    fields, problems = entries.load(SCHEMAS[place.kind], node, path=path)
    unread = _unread(path, place, (*problems, *_unfit_id(node, path, place)))
    if node is None:
        return unread
    if fields is None:
        return _with_remnant(unread, node, place)
    entry = Entry(kind=place.kind, id=place.id, path=path, fields=fields, node=node)
    texts, mistakes = _texts(entry, before)
    return replace(unread, entry=replace(entry, texts=texts), diagnostics=(*unread.diagnostics, *mistakes))


def _with_remnant(unread: Outcome, node: Node, place: Place) -> Outcome:
    remnant = Remnant.of(node, kind=place.kind, id=place.id, path=unread.path, told=unread.diagnostics)
    if remnant.is_draft:
        return unread
    texts, mistakes = _texts(remnant)
    told = (*unread.diagnostics, *mistakes)
    return replace(unread, remnant=replace(remnant, texts=texts), diagnostics=told)


def _unfit_id(node: Node | None, path: str, place: Place) -> Iterator[Diagnostic]:
    if place.kind in (Kind.SITE, Kind.SKILL):
        return
    if not place.id:
        if place.kind is Kind.EVENT and isinstance(node, Group):
            yield Diagnostic(
                code="E202",
                message="`id` is missing",
                position=node.pairs[0][0].position if node.pairs else node.position,
                help="add a line such as `id: closing-evening`",
            )
        return
    from microsite.model.fields.text import unfit_slug

    unfit = None if place.form is Form.LIST else unfit_slug(place.id)
    if unfit:
        yield Diagnostic(
            code="E802",
            message=f"`{place.id}` cannot be an address: {unfit.label}",
            position=Position(path=path),
            help=f"rename the file or folder; {unfit.help}",
        )
    elif place.kind is Kind.UPDATE and (day := _LOOSE_DAY.match(place.id)):
        year, month, number = map(int, day.groups())
        yield Diagnostic(
            code="W306",
            message=f"the day is not taken off: the address would be `updates/{place.id}/`",
            position=Position(path=path),
            help=f"rename the file to `{year}-{month:02}-{number:02}-{place.id[day.end() :]}.md`",
        )


def _texts(
    entry: Entry[Record], before: Entry[Record] | None = None
) -> tuple[dict[str, markup.Fragment], tuple[Diagnostic, ...]]:
    """Turn Markdown in fields into fragments; one of an entry without mistakes that stands as it stood is as it was."""
    texts: dict[str, markup.Fragment] = {}
    problems: list[Diagnostic] = []
    for pattern in MARKDOWN_FIELDS.get(entry.kind, ()):
        for loc, text in entry.values(pattern):
            key = ".".join(map(str, loc))
            if before and key in before.texts and as_written(entry.node, loc) == as_written(before.node, loc):
                texts[key] = before.texts[key]
                continue
            texts[key], found = markup.parse(text, locate=in_field(entry.node, loc, text))
            problems += found
    return texts, tuple(problems)
