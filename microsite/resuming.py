"""Sources and the answers of the last build -> its site and plan with what was edited, where an edit decides no more.

An edit that can be seen where an entry is drawn, and nowhere else, leaves admitting, linking and planning as they were:
they are not done again, and nothing but the edited files is read. Anything else is read as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from microsite.core import forks
from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, as_data, from_data, has_errors
from microsite.core.fingerprints import fingerprint
from microsite.core.scanning import SourceFile
from microsite.explaining import Changes
from microsite.incremental import Store
from microsite.model import clock, consent, figures, names, privacy
from microsite.model.collect import Collected, at_address
from microsite.model.entry import Entry
from microsite.model.file_entries import Outcome, is_only_a_body_new, read_again, read_file
from microsite.model.forgotten import placeholders
from microsite.model.gist import decides_the_same
from microsite.model.kinds import place_of
from microsite.model.schema.site import SiteSettings
from microsite.model.site import Site
from microsite.options import Options
from microsite.render import theme_files, wording
from microsite.render.outside import SETTINGS
from microsite.render.theme import Theme
from microsite.sources import Sources
from microsite.standing import Shelf, StandingPlan, entries_of, outcomes_of, standing_site

ASKED, OTHERS, THEME, DIAGNOSTICS = "asked", "others", "theme_files", "diagnostics"
FILES, PICTURES, DUE = "files", "pictures", "due"
"""What is kept of a build itself."""
PASSING = "N9"
"""How the codes of notices begin that tell of one run, and not of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """What is true of a published build for as long as nothing changes.

    `diagnostics` are all that it told, `files` and `pictures` count what there is, `due` is the day that changes it.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    pictures: int = 0
    due: date | None = None


class _NotKeptError(Exception):
    """More has changed than what is drawn of some entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The site of the last build, in which the files of `read` were edited (their `fingerprints` are the new ones).

    `changes` has the entries in them, as they were and as they are, by key; `diagnostics` all that is to be told still.
    """

    store: Store
    site: Site
    plan: StandingPlan
    theme: Theme
    read: Mapping[str, tuple[Outcome, ...]]
    fingerprints: Mapping[str, str]
    changes: Changes
    diagnostics: tuple[Diagnostic, ...]
    good_until: float | None
    pictures: int
    due: date | None


def asked_for(options: Options) -> str:
    """Name what is asked of a build, and where it is: another site comes of anything else."""
    asked = (str(options.site.absolute()), options.theme, options.drafts, options.future, options.url)
    return fingerprint(repr((*asked, options.now, os.environ.get("SOURCE_DATE_EPOCH", ""))).encode())


def digest_of_others(files: Iterable[SourceFile], known: Container[str]) -> str:
    """Hash which files there are beside those of which entries are kept, and what is in them."""
    others = [(file.path, file.fingerprint) for file in files if file.path not in known]
    return fingerprint(repr(others).encode())


def about(made: Lasting) -> dict[str, str]:
    """Write down what is true of a build."""
    lasting = (as_data(each) for each in dict.fromkeys(made.diagnostics) if not each.code.startswith(PASSING))
    return {
        DIAGNOSTICS: json.dumps(list(lasting)),
        FILES: str(made.files),
        PICTURES: str(made.pictures),
        DUE: made.due.isoformat() if made.due else "",
    }


def resume(sources: Sources, options: Options, store: Store, *, files: int) -> Standing | None:
    """Give the site of the last build as it is after an edit; None where the site must be read as a whole.

    So many `files` stand in the output folder just as they were published.
    """
    if store.about(ASKED) != asked_for(options) or store.about(FILES) != str(files):
        return None
    try:
        return _resumed(sources, options, store)
    except _NotKeptError:
        return None


def _resumed(sources: Sources, options: Options, store: Store) -> Standing:
    files = {file.path: file for file in sources.files}
    known = store.fingerprints()
    edited = _edited(files, known, store)
    _insist(all(each.code.startswith(PASSING) for each in sources.diagnostics))
    told = tuple(map(from_data, json.loads(store.about(DIAGNOSTICS))))
    _insist(not any(set(edited) & set(_paths(each)) for each in told))
    settings = _settings(store, options)
    today, problems = clock.today(settings, options.now)
    _insist(not problems)
    theme: Theme = Shelf(store).value(THEME)
    _insist(theme_files.stands(theme, options.site) and theme.fingerprint == store.about(THEME))
    read = _read_again(
        [(files[path], outcomes_of(store, path)) for path in edited], settings.fields.languages[0]
    )
    changes = dict(_changes(store, read))
    shelf = Shelf(store, read)
    site = standing_site(shelf, settings)
    _insist(site.today == today)
    entries = [new for _, new in changes.values()]
    held_back = _held_back(sources.files, known, options, today)
    news = (*_diagnostics(read), *_of_texts(entries, site), *names.named(held_back, entries))
    _insist(not has_errors(news))
    return Standing(
        store=store,
        site=site,
        plan=StandingPlan(shelf),
        theme=theme,
        read=read,
        fingerprints={path: files[path].fingerprint for path in edited},
        changes=changes,
        diagnostics=(*sources.diagnostics, *told, *news),
        good_until=clock.good_until(settings, options.now, today),
        pictures=int(store.about(PICTURES)),
        due=date.fromisoformat(due) if (due := store.about(DUE)) else None,
    )


def _insist(holds: bool) -> None:  # noqa: FBT001 (it is the one thing that is said)
    if not holds:
        raise _NotKeptError


def _edited(files: Mapping[str, SourceFile], known: Mapping[str, str], store: Store) -> list[str]:
    """Give the paths of the files that are others than they were `known`, where none has come or gone."""
    _insist(known.keys() <= files.keys())
    _insist(digest_of_others(files.values(), known) == store.about(OTHERS))
    return [path for path, made in known.items() if files[path].fingerprint != made]


def _read_again(
    edited: Sequence[tuple[SourceFile, tuple[Outcome, ...]]], language: str
) -> dict[str, tuple[Outcome, ...]]:
    """Read the edited files, in a fork, while this process loads what will draw: either takes a tenth of a second.

    Where fields are to be validated the fork takes longer, and what words days and names in `language` is loaded, too.
    """
    is_quick = all(is_only_a_body_new(file, before) for file, before in edited)

    def read() -> dict[str, tuple[Outcome, ...]]:
        return {file.path: tuple(read_again(file, before)) for file, before in edited}

    with forks.Meanwhile(read) as reading:
        import_module("microsite.render.artifacts")
        if not is_quick:
            wording.get_ready(language)
        return reading.result()


def _paths(diagnostic: Diagnostic) -> Iterator[str]:
    places = (diagnostic.position, *(related.position for related in diagnostic.related))
    return (place.path for place in places if place is not None)


def _settings(store: Store, options: Options) -> Entry[SiteSettings]:
    entry = Shelf(store).entry(SETTINGS)
    alone = Collected(entries=(entry,), media={}, known=frozenset(), diagnostics=())
    moved: Entry[Any] = at_address(alone, options.url).entries[0]
    return moved


def _changes(
    store: Store, read: Mapping[str, tuple[Outcome, ...]]
) -> Iterator[tuple[str, tuple[Entry[Any], Entry[Any]]]]:
    for path, outcomes in read.items():
        _insist(all(outcome.entry is not None for outcome in outcomes))
        old, new = entries_of(outcomes_of(store, path)), entries_of(outcomes)
        _insist(list(old) == list(new) and len(new) == len(outcomes))
        for key, entry in new.items():
            _insist(decides_the_same(old[key], entry))
            yield key, (old[key], entry)


def _held_back(
    files: Iterable[SourceFile], known: Container[str], options: Options, day: date
) -> list[consent.Withheld]:
    """Give the people whom nothing may name, of whom nothing is kept."""
    secret = [file for file in files if file.path not in known and place_of(file.path)]
    entries = [outcome.entry for file in secret for outcome in read_file(file) if outcome.entry]
    admitted = consent.admit(entries, day=day, drafts=options.drafts, future=options.future)
    return [each for each in admitted.withheld.values() if each.is_person]


def _diagnostics(read: Mapping[str, tuple[Outcome, ...]]) -> Iterator[Diagnostic]:
    return (each for outcomes in read.values() for outcome in outcomes for each in outcome.diagnostics)


def _of_texts(entries: list[Entry[Any]], site: Site) -> Iterator[Diagnostic]:
    """Check again what is checked of each text by itself."""
    yield from figures.check(entries, site)
    yield from privacy.check(entries, site.settings)
    yield from placeholders(entries)
