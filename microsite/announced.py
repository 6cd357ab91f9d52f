"""What published calendars last said of each event -> a warning where they say something else and none will notice.

Calendar programs take a change when the number of the version (SEQUENCE) is higher, and a build has no history to
count from: what stands in the content decides what is built. So this is looked at beside the build, and nothing that
is built depends on it. Only digests are kept, which name nobody. https://www.rfc-editor.org/rfc/rfc5546#section-2.1.4
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK
from microsite.core.files import read
from microsite.core.fingerprints import fingerprint
from microsite.core.publishing import Kept
from microsite.core.regexes import regex
from microsite.core.state_files import read_state, write_state
from microsite.model.entry import Entry
from microsite.model.schema.cohort import Cohort
from microsite.model.schema.event import Event
from microsite.model.site import Site
from microsite.options import Options
from microsite.plan import LIST_PATHS

_ASPECTS = {
    "time": ("DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID"),
    "place": ("LOCATION", "GEO"),
    "title": ("SUMMARY",),
    "status": ("STATUS",),
    "description": ("DESCRIPTION", "URL"),
}
_FIELDS = {
    "time": "start_date",
    "place": "location",
    "title": "title",
    "status": "event_status",
    "description": "summary",
}
_ASPECT_OF = {name: aspect for aspect, names in _ASPECTS.items() for name in names}
_ENTRY = regex(r"^BEGIN:VEVENT\r\n(.*?)^END:VEVENT\r\n", re.DOTALL | re.MULTILINE)
_LINE = regex(r"^([A-Z-]+)(.*)\r\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What calendars say of an event: the number of the version, and a digest of each aspect, by its name."""

    sequence: int
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What to keep once the site is published, and what is to be said now.

    `versions` are by digest of the event's UID; `calendar` is the fingerprint of the file they were read from, and
    `is_settled` says that it tells nothing that calendars will not notice. It is only kept when it `is_new`.
    """

    calendar: str = ""
    is_settled: bool = True
    versions: Mapping[str, Version] = field(default_factory=dict)
    is_new: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


NOTHING_NEW = Announced()


def compare(options: Options, files: Mapping[str, object], site: Site) -> Announced:
    """Compare the calendar of a site with what was last published; not of one that shows more than the public sees.

    A calendar that stands as it was published is only looked at when it held something to be warned of.
    """
    if options.drafts or options.future:
        return NOTHING_NEW
    kept, notices = _recall(options)
    file = files.get(LIST_PATHS["calendar"], b"")
    is_as_known = isinstance(file, Kept) and file.fingerprint == kept["calendar"]
    data = None if is_as_known and kept["is_settled"] else _content(file, options)
    if data is None:
        return Announced(diagnostics=notices)
    known = _known(kept)
    said = dict(_versions(data.decode()))
    unnoticed = {uid: new for uid, new in said.items() if _is_unnoticed(new, known.versions.get(_key(uid)))}
    told = (_warning(site, uid, known.versions[_key(uid)], new) for uid, new in unnoticed.items())
    return Announced(
        calendar=fingerprint(data),
        is_settled=not unnoticed,
        versions={_key(uid): _later(known.versions.get(_key(uid)), new) for uid, new in said.items()},
        is_new=fingerprint(data) != known.calendar,
        diagnostics=(*notices, *filter(None, told)),
    )


def remember(options: Options, announced: Announced) -> None:
    """Keep what calendars say, once they are published. Raises OSError."""
    if not announced.is_new:
        return
    rows = {key: [version.sequence, version.digests] for key, version in sorted(announced.versions.items())}
    kept = {"calendar": announced.calendar, "is_settled": announced.is_settled, "versions": rows}
    write_state(options.announced, kept)


def _recall(options: Options) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    value, notices = read_state(options.announced)
    nothing: dict[str, Any] = {"calendar": "", "is_settled": True, "versions": {}}
    return value if isinstance(value, dict) else nothing, notices


def _known(kept: Mapping[str, Any]) -> Announced:
    versions = {
        key: Version(sequence=sequence, digests=digests)
        for key, (sequence, digests) in kept["versions"].items()
    }
    return Announced(calendar=kept["calendar"], is_settled=kept["is_settled"], versions=versions)


def _content(file: object, options: Options) -> bytes | None:
    """Give the bytes of the calendar; None when it stands, but not in the output folder: a preview keeps its own."""
    if isinstance(file, bytes):
        return file
    if not isinstance(file, Kept):
        return None
    try:
        data = read(str(options.output / LIST_PATHS["calendar"]), DISK)
    except OSError:
        return None
    return data if fingerprint(data) == file.fingerprint else None


def _versions(text: str) -> Iterator[tuple[str, Version]]:
    """Read each event off a calendar as we write them, by its UID; the changed days of a series belong to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in _ENTRY.finditer(text.replace("\r\n ", "")):
        lines = _LINE.findall(entry[1])
        uid = next(value for name, value in lines if name == "UID")
        found.setdefault(uid[1:], []).extend(lines)
    for uid, lines in found.items():
        told = {aspect: [line for line in lines if _ASPECT_OF.get(line[0]) == aspect] for aspect in _ASPECTS}
        yield (
            uid,
            Version(
                sequence=max(int(value[1:]) for name, value in lines if name == "SEQUENCE"),
                digests={aspect: _digest(repr(of_it)) for aspect, of_it in told.items()},
            ),
        )


def _is_unnoticed(new: Version, old: Version | None) -> bool:
    return old is not None and new.sequence <= old.sequence and new.digests != old.digests


def _later(old: Version | None, new: Version) -> Version:
    """Give what calendars hold for the latest: the version with the higher number, of two equal ones the first."""
    return new if old is None or new.sequence > old.sequence else old


def _key(uid: str) -> str:
    return _digest(uid)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _warning(site: Site, uid: str, old: Version, new: Version) -> Diagnostic | None:
    id, _, deadline = uid.rpartition("@")[0].partition(".")
    aspects = [aspect for aspect in _ASPECTS if old.digests.get(aspect) != new.digests[aspect]]
    entry = site.cohorts.get(id) if deadline else site.events.get(id)
    if entry is None:
        return None
    field = f"applications_{'open' if deadline == 'opens' else 'close'}" if deadline else _FIELDS[aspects[0]]
    return Diagnostic(
        code="W305",
        message=f"calendars that have `{id}` may keep its old {_together(aspects)}",
        position=entry.position(field),
        label="this has changed since it was published",
        help=_repair(entry, site, behind=old.sequence - new.sequence),
    )


def _together(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _repair(entry: Entry[Event] | Entry[Cohort], site: Site, *, behind: int) -> str:
    """Say which line makes the number higher: the day of the change, or one more when that day is written already."""
    fields = entry.fields
    if isinstance(fields, Cohort):
        return f"write `sequence: {fields.sequence + 1}` in the cohort, and calendars will take the change"
    if fields.last_modified is None or fields.last_modified < site.today:
        return f"write `last_modified: {site.today}` beside it, and calendars will take the change"
    return f"write `sequence: {fields.sequence + behind + 1}` beside it, and calendars will take the change"
