"""Source files -> entries: read, validated, their Markdown parsed; every mistake of every file together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from microsite.core.diagnostics import Diagnostic, Related, did_you_mean, has_errors
from microsite.core.positions import Position
from microsite.core.scanning import SourceFile
from microsite.model import entries, markup
from microsite.model.entry import Entry
from microsite.model.fields.text import unfit_slug
from microsite.model.kinds import PLACES, SCHEMAS, Form, Kind, Place, is_media, place_of
from microsite.model.schema.types import Record
from microsite.source import front_matter
from microsite.source.nodes import Group, Listing, Node, Scalar, position_of

MARKDOWN_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MENTEE: ("seeks",),
    Kind.PAGE: ("questions.*.answer",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """All entries of a site, its media by path, and what is wrong.

    `known` has the names (`mentee:anna`) of entries that exist but could not be read, so that
    references to them are not reported as broken too.
    """

    entries: tuple[Entry[Record], ...]
    media: Mapping[str, SourceFile]
    known: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def people(self) -> frozenset[str]:
        """Give the ids of all people, also of those who could not be read."""
        return frozenset(
            name.partition(":")[2] for name in self.known if name.startswith(("mentee:", "mentor:"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    entry: Entry[Record] | None
    name: str
    diagnostics: tuple[Diagnostic, ...] = ()


def collect(files: Iterable[SourceFile]) -> Collected:
    """Read all entries. Files that are neither an entry nor media are reported, so that none is lost by a typo."""
    outcomes: list[_Outcome] = []
    media: dict[str, SourceFile] = {}
    strays: list[Diagnostic] = []
    for file in files:
        if place := place_of(file.path):
            outcomes += _read(file, place)
        elif is_media(file.path):
            media[file.path] = file
        else:
            strays.append(_stray(file.path))
    twins = _twins(outcome.entry for outcome in outcomes if outcome.entry)
    return Collected(
        entries=tuple(outcome.entry for outcome in outcomes if outcome.entry),
        media=media,
        known=frozenset(outcome.name for outcome in outcomes),
        diagnostics=(*chain.from_iterable(o.diagnostics for o in outcomes), *strays, *twins),
    )


def at_address(collected: Collected, url: str | None) -> Collected:
    """Give the same site with another public address; unchanged without one."""
    if url is None:
        return collected
    if not url.startswith(("https://", "http://")):
        help = "write it with https://, as in --base-url https://program.example"
        problem = Diagnostic(code="E811", message=f"`--base-url {url}` is not an address", help=help)
        return replace(collected, diagnostics=(*collected.diagnostics, problem))
    moved = tuple(
        replace(entry, fields=entry.fields.model_copy(update={"url": url}))
        if entry.kind is Kind.SITE
        else entry
        for entry in collected.entries
    )
    return replace(collected, entries=moved)


def _stray(path: str) -> Diagnostic:
    folders = {pattern.partition("*")[0].rstrip("/") or pattern for pattern in PLACES}
    folder = path.rpartition("/")[0]
    help = did_you_mean(folder, folders) if folder not in folders else ""
    return Diagnostic(
        code="W301",
        message="this file is not part of the site",
        position=Position(path=path),
        help=help or "move it out of the folder, or give it a name that the site reads, such as `index.md`",
    )


def _read(file: SourceFile, place: Place) -> list[_Outcome]:
    data = file.read()
    if place.form is Form.MARKDOWN:
        return [_read_markdown(data, file.path, place)]
    parsed = front_matter.parse_yaml_file(data, path=file.path)
    if parsed.node is None and (has_errors(parsed.diagnostics) or place.form is Form.LIST):
        return [_Outcome(entry=None, name=f"{place.kind}:{place.id}", diagnostics=parsed.diagnostics)]
    if place.form is Form.YAML:
        outcome = _load(parsed.node, file.path, place)
        return [replace(outcome, diagnostics=(*parsed.diagnostics, *outcome.diagnostics))]
    return [
        _Outcome(entry=None, name="", diagnostics=parsed.diagnostics),
        *(_read_list(parsed.node, file.path, place) if parsed.node else ()),
    ]


def _read_markdown(data: bytes, path: str, place: Place) -> _Outcome:
    parsed = front_matter.parse(data, path=path)
    name = f"{place.kind}:{place.id}"
    if parsed.meta is None and has_errors(parsed.diagnostics):
        return _Outcome(entry=None, name=name, diagnostics=parsed.diagnostics)
    outcome = _load(parsed.meta, path, place)
    body, problems = markup.parse(parsed.body, path=path, first_line=parsed.body_line)
    entry = outcome.entry and replace(outcome.entry, body=body)
    return _Outcome(
        entry=entry, name=name, diagnostics=(*parsed.diagnostics, *outcome.diagnostics, *problems)
    )


def _read_list(node: Node, path: str, place: Place) -> Iterator[_Outcome]:
    if not isinstance(node, Listing):
        yield _Outcome(entry=None, name="", diagnostics=(_not_a_list(node, place),))
        return
    for item in node.items:
        id = _text_of(item, "id") or (_text_of(item, "name") if place.kind is Kind.SKILL else "")
        yield _load(item, path, replace(place, id=id))


def _text_of(node: Node, key: str) -> str:
    pair = node.pair(key) if isinstance(node, Group) else None
    return pair[1].text if pair and isinstance(pair[1], Scalar) else ""


def _not_a_list(node: Node, place: Place) -> Diagnostic:
    return Diagnostic(
        code="E205",
        message="this file must be a list",
        position=position_of(node, ()),
        help=f"begin each {place.kind} with a hyphen, as in `- id: one`, and set its other lines two spaces in",
    )


def _load(node: Node | None, path: str, place: Place) -> _Outcome:
    fields, problems = entries.load(SCHEMAS[place.kind], node, path=path)
    name = f"{place.kind}:{place.id}"
    slug_problems = tuple(_unfit_id(node, path, place))
    if fields is None or node is None:
        return _Outcome(entry=None, name=name, diagnostics=(*problems, *slug_problems))
    entry = Entry(kind=place.kind, id=place.id, path=path, fields=fields, node=node)
    texts, mistakes = _texts(entry)
    return _Outcome(
        entry=replace(entry, texts=texts), name=name, diagnostics=(*problems, *slug_problems, *mistakes)
    )


def _unfit_id(node: Node | None, path: str, place: Place) -> Iterator[Diagnostic]:
    if place.kind in (Kind.SITE, Kind.SKILL):
        return
    if not place.id:
        if place.kind is Kind.EVENT and node is not None:
            yield Diagnostic(
                code="E202",
                message="`id` is missing",
                position=position_of(node, ()),
                help="add a line such as `id: closing-evening`",
            )
        return
    unfit = None if place.form is Form.LIST else unfit_slug(place.id)
    if unfit:
        yield Diagnostic(
            code="E802",
            message=f"`{place.id}` cannot be an address",
            position=Position(path=path),
            label=unfit.label,
            help=f"rename the file or folder: {unfit.help}",
        )


def _texts(entry: Entry[Record]) -> tuple[dict[str, markup.Fragment], tuple[Diagnostic, ...]]:
    texts: dict[str, markup.Fragment] = {}
    problems: list[Diagnostic] = []
    for pattern in MARKDOWN_FIELDS.get(entry.kind, ()):
        for loc, text in _values(entry.fields, pattern.split(".")):
            at = entry.position(*loc)
            texts[".".join(map(str, loc))], found = markup.parse(
                text, path=entry.path, first_line=at.line, first_column=at.column
            )
            problems += found
    return texts, tuple(problems)


def _values(record: object, steps: list[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if record is None:
        return
    if not steps:
        yield (), str(record)
        return
    first, rest = steps[0], steps[1:]
    if first == "*":
        items: Iterable[object] = record if isinstance(record, tuple) else ()
        for number, item in enumerate(items):
            yield from (((number, *loc), text) for loc, text in _values(item, rest))
        return
    yield from (((first, *loc), text) for loc, text in _values(getattr(record, first), rest))


def _twins(found: Iterable[Entry[Record]]) -> Iterator[Diagnostic]:
    """Report entries of one kind with one id, naming both."""
    first: dict[str, Entry[Record]] = {}
    for entry in found:
        other = first.setdefault(entry.name, entry)
        if other is not entry:
            yield Diagnostic(
                code="E801",
                message=f"two entries are called `{entry.name}`",
                position=entry.position("id"),
                help="give one of them another id, or another file name",
                related=(Related(position=other.position("id"), message="the first one is here"),),
            )
