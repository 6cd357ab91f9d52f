"""Figures that texts cite by name, such as `{figure:2023-autumn.job}` -> what is counted there; or why nothing is.

A citation is a name that is looked up, and nothing of it is ever carried out: `{{ … }}` is text like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, did_you_mean
from microsite.core.positions import Position
from microsite.core.regexes import regex
from microsite.model.destinations import Refusal
from microsite.model.entry import Entry
from microsite.model.fields.record import Record
from microsite.model.kinds import Kind
from microsite.model.outcomes import Outcomes
from microsite.model.prose import prose_of
from microsite.model.public_texts import public_texts
from microsite.model.schema.mentee import State
from microsite.model.site import Site

Form = Literal["", "words", "of_people"]
CITATION = regex(r"\{figure:([^{}\n]*)\}")
ALL = "all"
COUNTED_ON = "counted_on"
NAMES = ("people", "results", *(state.value for state in State), "untold", COUNTED_ON)
"""What can be cited of a cohort, and of all of them."""
FORMS: tuple[Form, ...] = ("", "words", "of_people")

_PROGRAM = regex(r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}")


IN_SETTINGS = Refusal(
    code="E424", message="the settings cannot cite figures", help="cite them in a page, or leave them out"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A figure by name: `cohort` is an id or `all`; `day` is the one to count on, if not the cohort's own."""

    cohort: str
    name: str
    form: Form = ""
    day: date | None = None


def check(entries: Iterable[Entry[Record]], site: Site) -> Iterator[Diagnostic]:
    """Find citations of what is not counted (E424, E425), and programs that somebody thinks would run (W402)."""
    for entry in entries:
        for text in public_texts(entry):
            prose = prose_of(text.text) if "{" in text.text else ""
            for found in CITATION.finditer(prose):
                cited = parse(found[1], site) if entry.kind is not Kind.SITE else IN_SETTINGS
                if isinstance(cited, Refusal):
                    yield _told(cited, text.locate(*found.span(1) if found[1] else found.span()))
            for found in _PROGRAM.finditer(prose):
                yield _not_run(text.locate(*found.span()))


def _told(refusal: Refusal, position: Position) -> Diagnostic:
    return Diagnostic(code=refusal.code, message=refusal.message, position=position, help=refusal.help)


def _not_run(position: Position) -> Diagnostic:
    return Diagnostic(
        code="W402",
        message="this is shown as it is written: texts are no templates",
        position=position,
        help="to cite a figure, write its name, as in `{figure:all.people}`; put `code` between backticks",
    )


def parse(written: str, site: Site) -> Citation | Refusal:
    """Read a citation: COHORT.NAME, perhaps with .FORM, and perhaps with @DAY."""
    names, at, day = written.strip().partition("@")
    cohort, _, rest = names.partition(".")
    name, _, form = rest.partition(".")
    known = {f"{id}.{each}" for id in _cohorts(site) for each in NAMES}
    if f"{cohort}.{name}" not in known:
        return _unknown(f"{cohort}.{name}".rstrip("."), known, site)
    chosen = next((each for each in FORMS if each == form), None)
    if chosen is None or (chosen and name == COUNTED_ON):
        return _unknown_form(form, name)
    if not at:
        return Citation(cohort=cohort, name=name, form=chosen)
    counted_on = _day(day)
    if counted_on is None or counted_on > site.today:
        return _unfit_day(day, counted_on)
    return Citation(cohort=cohort, name=name, form=chosen, day=counted_on)


def outcomes_for(citation: Citation, site: Site) -> Outcomes | None:
    """Count what a citation is about; None when nobody is counted anywhere."""
    if citation.cohort == ALL:
        return site.outcomes_of_all(citation.day)
    return site.outcomes_of(citation.cohort, citation.day)


def count(name: str, counted: Outcomes) -> int:
    """Give a figure by its name."""
    match name:
        case "people":
            return counted.total
        case "results":
            return counted.results
        case "untold":
            return counted.untold
    return counted.count(State(name))


def _cohorts(site: Site) -> tuple[str, ...]:
    return (ALL, *(id for id, cohort in site.cohorts.items() if cohort.fields.outcomes))


def _unknown(name: str, known: set[str], site: Site) -> Refusal:
    cohort = name.partition(".")[0]
    otherwise = f"write COHORT.NAME; names are {', '.join(NAMES)}; cohorts are {', '.join(_cohorts(site))}"
    help = did_you_mean(name, known, otherwise=otherwise)
    if cohort in site.cohorts and cohort not in _cohorts(site):
        help = f"results of `{cohort}` are not counted: add `outcomes` to it"
    return Refusal(code="E424", message=f"there is no figure called `{name}`", help=help)


def _unknown_form(form: str, name: str) -> Refusal:
    forms = () if name == COUNTED_ON else FORMS[1:]
    otherwise = f"write `.words` or `.of_people`, or leave `.{form}` out" if forms else f"leave `.{form}` out"
    help = did_you_mean(form, forms, otherwise=otherwise)
    return Refusal(code="E424", message=f"a figure cannot be written as `{form}`", help=help)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if len(written) == len("2023-12-06") else None
    except ValueError:
        return None


def _unfit_day(written: str, day: date | None) -> Refusal:
    message = f"`{written}` has not come yet" if day else f"there is no day `{written}`"
    help = "write the day to count on as year-month-day, for example @2023-12-06, or leave it out"
    return Refusal(code="E425", message=message, help=help)
