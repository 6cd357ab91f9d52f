"""Mentees -> the terms of each taxonomy: skills, languages, industries, availability; each with who has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from microsite.core.diagnostics import Diagnostic, Related
from microsite.model.entry import Entry
from microsite.model.outcomes import state_on
from microsite.model.schema.mentee import Mentee, State
from microsite.model.schema.skill import Skill
from microsite.model.site import Site
from microsite.model.slugs import slug
from microsite.model.values import values_at

TAXONOMIES = ("skills", "languages", "industries", "availability")
SOON = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term: `name` as most people write it (a language's code, an availability's key), and who has it, by id."""

    taxonomy: str
    slug: str
    name: str
    mentee_ids: tuple[str, ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """A name that a mentee uses, and where it was written; `key` is the same for all ways of writing it."""

    mentee: Entry[Mentee]
    name: str
    loc: tuple[str | int, ...]

    @property
    def key(self) -> str:
        return folded(self.name)


def terms_of(site: Site) -> tuple[Mapping[str, Mapping[str, Term]], tuple[Diagnostic, ...]]:
    """Give every taxonomy's terms by their folded name, most used first; and names that cannot have an address."""
    skills = {folded(e.fields.name): e.fields for e in site.skills.values()}
    names = skill_names(site)
    terms: dict[str, Mapping[str, Term]] = {}
    problems: list[Diagnostic] = []
    for taxonomy in TAXONOMIES:
        uses = tuple(
            _Use(mentee=mentee, name=names.get(folded(name), name) if taxonomy == "skills" else name, loc=loc)
            for mentee in site.mentees.values()
            for loc, name in _written(taxonomy, mentee, site.today)
        )
        terms[taxonomy] = _terms(taxonomy, uses, skills if taxonomy == "skills" else {})
        problems += _mistakes(terms[taxonomy], uses)
    return terms, tuple(problems)


def _written(
    taxonomy: str, mentee: Entry[Mentee], today: date
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if taxonomy != "availability":
        yield from values_at(
            mentee.fields, "languages.*.code" if taxonomy == "languages" else f"{taxonomy}.*"
        )
    elif key := availability_key(mentee, today):
        yield ("availability", "start_date"), key


def skill_names(site: Site) -> Mapping[str, str]:
    """Give the name that is shown for each name of a skill that `skills.yaml` knows, by its folded form."""
    skills = [entry.fields for entry in site.skills.values()]
    return {folded(name): skill.name for skill in skills for name in (*skill.synonyms, skill.name)}


def folded(name: str) -> str:
    """Give the form under which two ways of writing a term are one."""
    return " ".join(name.casefold().split())


def availability_key(mentee: Entry[Mentee], today: date) -> str:
    """Say when a mentee can start: `now`, `within-a-month` or `from-YYYY-MM`; empty when not open to offers."""
    availability = mentee.fields.availability
    if availability is None or state_on(mentee.fields, today).state is not State.OPEN:
        return ""
    if availability.start_date <= today:
        return "now"
    if availability.start_date <= today + SOON:
        return "within-a-month"
    return f"from-{availability.start_date:%Y-%m}"


def _terms(taxonomy: str, uses: Iterable[_Use], skills: Mapping[str, Skill]) -> dict[str, Term]:
    spellings: dict[str, Counter[str]] = {}
    holders: dict[str, dict[str, None]] = {}
    for use in uses:
        spellings.setdefault(use.key, Counter())[use.name] += 1
        holders.setdefault(use.key, {})[use.mentee.id] = None
    order = sorted(holders, key=lambda key: (-len(holders[key]), key))
    if taxonomy == "availability":
        order = sorted(holders, key=lambda key: (key != "now", key != "within-a-month", key))
    names = {key: min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in order}
    return {
        key: Term(
            taxonomy=taxonomy,
            slug=_language_slug(key) if taxonomy == "languages" else slug(names[key]),
            name=names[key],
            mentee_ids=tuple(holders[key]),
            synonyms=skills[key].synonyms if key in skills else (),
        )
        for key in order
    }


def _language_slug(code: str) -> str:
    """Name a language in addresses by its English name; Bokmål is what people mean by Norwegian."""
    from babel import Locale

    language, _, region = code.partition("-")
    name = "norwegian" if language == "nb" else Locale("en").languages.get(language, language)
    return slug(f"{name} {region}")


def _mistakes(terms: Mapping[str, Term], uses: Iterable[_Use]) -> Iterator[Diagnostic]:
    first: dict[str, _Use] = {}
    seen: set[str] = set()
    for use in uses:
        if use.key in seen:
            continue
        seen.add(use.key)
        term = terms[use.key]
        other = first.setdefault(term.slug, use)
        if not term.slug:
            yield _without_address(term, use)
        elif other is not use:
            yield _same_address(term, use, terms[other.key], other)


def _without_address(term: Term, use: _Use) -> Diagnostic:
    return Diagnostic(
        code="E805",
        message=f"`{term.name}` needs letters or digits: it gets a page of its own, and that needs an address",
        position=use.mentee.position(*use.loc),
        help="write it in words",
    )


def _same_address(term: Term, use: _Use, other_term: Term, other: _Use) -> Diagnostic:
    address = f"mentees/{term.taxonomy}/{term.slug}/"
    return Diagnostic(
        code="E803",
        message=f"`{other_term.name}` and `{term.name}` would have one address, `{address}`",
        position=use.mentee.position(*use.loc),
        help="write both in the same way, or one of them in other words",
        related=(Related(position=other.mentee.position(*other.loc), message="the other one is here"),),
    )
