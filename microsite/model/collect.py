"""Source files -> entries: read, validated, their Markdown parsed; every mistake of every file together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from microsite.core.dataclasses import dataclass, field, replace
from microsite.core.diagnostics import Diagnostic, Related, near
from microsite.core.positions import Position
from microsite.core.scanning import SourceFile
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.file_entries import Known, Read, read_files
from microsite.model.kinds import PEOPLE, PLACES, Kind, is_media
from microsite.model.remnants import Remnant
from microsite.model.schema.site import SiteSettings

OFFICE = (".doc", ".docx", ".odt", ".pages", ".rtf", ".xls", ".xlsx", ".ods", ".numbers", ".ppt", ".pptx")


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
    read: Mapping[str, Read] = field(default_factory=dict)
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


def collect(files: Sequence[SourceFile], *, known: Known = lambda _: None, processes: int = 1) -> Collected:
    """Read all entries, but of files that are `known`, by so many processes.

    Files that are neither an entry nor media are reported, so that none is lost by a typo.
    """
    read = read_files(files, known=known, processes=processes)
    others = [file for file in files if file.path not in read]
    media = {file.path: file for file in others if is_media(file.path)}
    strays = [_stray(file.path) for file in others if file.path not in media]
    outcomes = tuple(chain.from_iterable(each.outcomes for each in read.values()))
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


def at_address(collected: Collected, url: str | None) -> Collected:
    """Give the same site with another public address; unchanged without one."""
    if url is None:
        return collected
    from pydantic import TypeAdapter, ValidationError

    from microsite.model.schema.types import Url

    try:
        url = TypeAdapter(Url).validate_python(url)
    except ValidationError:
        help = "write the whole address, as in --base-url https://program.example"
        problem = Diagnostic(code="E811", message=f"`--base-url {url}` is not a web address", help=help)
        return replace(collected, diagnostics=(*collected.diagnostics, problem))
    moved = tuple(
        replace(entry, fields=replace(entry.fields, url=url))
        if isinstance(entry.fields, SiteSettings)
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
