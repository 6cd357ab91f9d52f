"""Source files -> entries: read, validated, their Markdown parsed; every mistake of every file together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from pydantic import TypeAdapter, ValidationError

from microsite.core.dataclasses import dataclass, field, replace
from microsite.core.diagnostics import Diagnostic, Related, has_errors, near
from microsite.core.positions import Position
from microsite.core.scanning import SourceFile
from microsite.model import entries, markup
from microsite.model.entry import Entry
from microsite.model.fields.text import unfit_slug
from microsite.model.kinds import PEOPLE, PLACES, SCHEMAS, Form, Kind, Place, is_media, place_of
from microsite.model.remnants import Remnant
from microsite.model.schema.types import Record, Url
from microsite.model.written import in_body, in_field
from microsite.source import front_matter
from microsite.source.nodes import Group, Listing, Node, position_of, text_of

MARKDOWN_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MENTEE: ("seeks",),
    Kind.PAGE: ("questions.*.answer",),
    Kind.COHORT: ("questions.*.answer",),
}

_LOOSE_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-", re.ASCII)
OFFICE = (".doc", ".docx", ".odt", ".pages", ".rtf", ".xls", ".xlsx", ".ods", ".numbers", ".ppt", ".pptx")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """All entries of a site, its media by path, and what is wrong.

    `known` has the names (`mentee:anna`) also of entries that exist but could not be read, so that references to
    them are not reported as broken too; `partner:` stands for one whose id could not be read. `unread` has the
    folders of files in which something could not be read, `remnants` what can be checked of such entries. `read` is
    what came of each file that has entries, `fingerprints` are those of its bytes.
    """

    entries: tuple[Entry[Record], ...]
    media: Mapping[str, SourceFile]
    known: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    read: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    remnants: tuple[Remnant, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Give the ids of all people, also of those who could not be read."""
        return frozenset(
            name.partition(":")[2] for name in self.known if name.startswith(("mentee:", "mentor:"))
        )


NOTHING = Collected(entries=(), media={}, known=frozenset(), diagnostics=())


def collect(files: Collection[SourceFile], *, known: Known = lambda _: None) -> Collected:
    """Read all entries, but of files that are `known`.

    Files that are neither an entry nor media are reported, so that none is lost by a typo.
    """
    read: dict[str, tuple[Outcome, ...]] = {}
    media: dict[str, SourceFile] = {}
    strays: list[Diagnostic] = []
    for file in files:
        if place := place_of(file.path):
            read[file.path] = known(file) or tuple(_read(file, place))
        elif is_media(file.path):
            media[file.path] = file
        else:
            strays.append(_stray(file.path))
    outcomes = tuple(chain.from_iterable(read.values()))
    twins = _twins(outcome.entry for outcome in outcomes if outcome.entry)
    return Collected(
        entries=tuple(outcome.entry for outcome in outcomes if outcome.entry),
        media=media,
        known=frozenset(outcome.name for outcome in outcomes),
        diagnostics=(*chain.from_iterable(o.diagnostics for o in outcomes), *strays, *twins),
        read=read,
        fingerprints={file.path: file.fingerprint for file in files if file.path in read},
        unread=frozenset(posixpath.dirname(outcome.path) for outcome in outcomes if outcome.entry is None),
        remnants=tuple(outcome.remnant for outcome in outcomes if outcome.remnant),
    )


def read_file(file: SourceFile) -> list[Outcome]:
    """Read the entries of one file; none when its place is not that of an entry."""
    place = place_of(file.path)
    return _read(file, place) if place else []


def at_address(collected: Collected, url: str | None) -> Collected:
    """Give the same site with another public address; unchanged without one."""
    if url is None:
        return collected
    try:
        url = TypeAdapter(Url).validate_python(url)
    except ValidationError:
        help = "write the whole address, as in --base-url https://program.example"
        problem = Diagnostic(code="E811", message=f"`--base-url {url}` is not a web address", help=help)
        return replace(collected, diagnostics=(*collected.diagnostics, problem))
    moved = tuple(
        replace(entry, fields=entry.fields.model_copy(update={"url": url}))
        if entry.kind is Kind.SITE
        else entry
        for entry in collected.entries
    )
    return replace(collected, entries=moved)


def _stray(path: str) -> Diagnostic:
    folder, _, name = path.rpartition("/")
    stem = folder.rpartition("/")[2] if name.startswith(("index.", "gallery.")) else name.rpartition(".")[0]
    if path.lower().endswith(OFFICE):
        help = "copy its text into a file that ends in .md; `microsite new` begins one"
        return Diagnostic(
            code="W301",
            message="this file is not read: texts are written in Markdown, not in an office program",
            position=Position(path=path),
            help=help,
        )
    nearest = near(path, (pattern.replace("*", stem) for pattern in PLACES))
    move_it = "move it out of the folder, or give it a name that the site reads"
    return Diagnostic(
        code="W301",
        message="this file is not read, because of its folder or its name",
        position=Position(path=path),
        help=f"did you mean `{nearest[0]}`?" if nearest else move_it,
    )


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


def _read_markdown(data: bytes, path: str, place: Place) -> Outcome:
    parsed = front_matter.parse(data, path=path)
    if parsed.meta is None and has_errors(parsed.diagnostics):
        return _unread(path, place, parsed.diagnostics)
    outcome = _load(parsed.meta, path, place)
    locate = in_body(parsed.body, path=path, first_line=parsed.body_line)
    body, problems = markup.parse(parsed.body, locate=locate)
    return replace(
        outcome,
        entry=outcome.entry and replace(outcome.entry, body=body, body_line=parsed.body_line),
        remnant=outcome.remnant and replace(outcome.remnant, body=body, body_line=parsed.body_line),
        diagnostics=(*parsed.diagnostics, *outcome.diagnostics, *problems),
    )


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


def _load(node: Node | None, path: str, place: Place) -> Outcome:
    fields, problems = entries.load(SCHEMAS[place.kind], node, path=path)
    unread = _unread(path, place, (*problems, *_unfit_id(node, path, place)))
    if node is None:
        return unread
    if fields is None:
        return _with_remnant(unread, node, place)
    entry = Entry(kind=place.kind, id=place.id, path=path, fields=fields, node=node)
    texts, mistakes = _texts(entry)
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


def _texts(entry: Entry[Record]) -> tuple[dict[str, markup.Fragment], tuple[Diagnostic, ...]]:
    texts: dict[str, markup.Fragment] = {}
    problems: list[Diagnostic] = []
    for pattern in MARKDOWN_FIELDS.get(entry.kind, ()):
        for loc, text in entry.values(pattern):
            key = ".".join(map(str, loc))
            texts[key], found = markup.parse(text, locate=in_field(entry.node, loc, text))
            problems += found
    return texts, tuple(problems)


def _twins(found: Iterable[Entry[Record]]) -> Iterator[Diagnostic]:
    """Report entries that go by one name. Mentees and mentors are referred to by their ids alone."""
    first: dict[str, Entry[Record]] = {}
    for entry in found:
        name = f"person:{entry.id}" if entry.kind in PEOPLE else entry.name
        other = first.setdefault(name, entry)
        if other is not entry:
            yield _twin(entry, other)


def _twin(entry: Entry[Record], other: Entry[Record]) -> Diagnostic:
    kinds = (
        f"two {entry.kind}s are"
        if entry.kind is other.kind
        else f"a {other.kind} and a {entry.kind} are both"
    )
    return Diagnostic(
        code="E801",
        message=f"{kinds} called `{entry.id}`",
        position=_place_of_id(entry),
        help=f"give one of the two another name, for example `{entry.id}-2`",
        related=(Related(position=_place_of_id(other), message="the first one is here"),),
    )


def _place_of_id(entry: Entry[Record]) -> Position:
    written = entry.position("id") if entry.kind is not Kind.SKILL else entry.position("name")
    return written if entry.path.endswith(".yaml") else Position(path=entry.path)
