"""Mentees -> the terms of each taxonomy, such as skills and levels of the local language; each with who has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic, Related
from microsite.model.choices import (
    HOURS,
    LEVELS,
    STATES,
    availability_key,
    availability_order,
    hours_keys,
    levels_held,
    levels_reached,
)
from microsite.model.entry import Entry
from microsite.model.outcomes import state_on
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.skill import Skill
from microsite.model.site import Site
from microsite.model.slugs import slug
from microsite.model.values import values_at

TAXONOMIES = ("status", "availability", "hours", "skills", "levels", "languages", "industries", "roles")
_FIELDS = {
    "skills": "skills.*",
    "languages": "languages.*.code",
    "industries": "industries.*",
    "roles": "roles_sought.*",
}
_ORDERS: Mapping[str, Callable[[str], object]] = {
    "status": STATES.index,
    "availability": availability_order,
    "hours": tuple(HOURS).index,
    "levels": lambda key: LEVELS.index(key.partition(":")[2]),
}
"""How terms are sorted that have an order of their own, by their name; others are by how many have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term: `name` as most people write it, or the key of what is computed; and who has it, by id.

    `name` is a code for languages, `nb:B1` for levels. `slug` is its part of an address.
    """

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
            for mentee, loc, name in _uses(taxonomy, site)
        )
        terms[taxonomy] = _terms(taxonomy, uses, skills if taxonomy == "skills" else {})
        problems += _mistakes(terms[taxonomy], uses)
    return terms, tuple(problems)


_Found = tuple[Entry[Mentee], tuple[str | int, ...], str]


def _uses(taxonomy: str, site: Site) -> Iterator[_Found]:
    """Give who has what of a taxonomy, and where it is written."""
    mentees = site.mentees.values()
    match taxonomy:
        case "status":
            yield from ((m, ("status",), state_on(m.fields, site.today).state.value) for m in mentees)
        case "availability":
            keys = ((m, availability_key(m, site.today)) for m in mentees)
            yield from ((m, ("availability", "start_date"), key) for m, key in keys if key)
        case "hours":
            loc = ("availability", "workload_percent")
            yield from ((m, loc, key) for m in mentees for key in hours_keys(m, site.today))
        case "levels":
            yield from _levels(site)
        case _:
            yield from (
                (m, loc, name) for m in mentees for loc, name in values_at(m.fields, _FIELDS[taxonomy])
            )


def _levels(site: Site) -> Iterator[_Found]:
    """Give the levels of the local language that people reach, of those at which somebody stands."""
    code = site.settings.fields.local_language or ""
    held = {m.id: levels_held(m, code) for m in site.mentees.values()}
    asked = {f"{code}:{level}" for levels in held.values() for level in levels}
    for mentee in site.mentees.values():
        for level in held[mentee.id]:
            yield from ((mentee, ("languages",), key) for key in levels_reached(code, level) if key in asked)


def skill_names(site: Site) -> Mapping[str, str]:
    """Give the name that is shown for each name of a skill that `skills.yaml` knows, by its folded form."""
    skills = [entry.fields for entry in site.skills.values()]
    return {folded(name): skill.name for skill in skills for name in (*skill.synonyms, skill.name)}


def folded(name: str) -> str:
    """Give the form under which two ways of writing a term are one."""
    return " ".join(name.casefold().split())


def _terms(taxonomy: str, uses: Iterable[_Use], skills: Mapping[str, Skill]) -> dict[str, Term]:
    spellings: dict[str, Counter[str]] = {}
    holders: dict[str, dict[str, None]] = {}
    for use in uses:
        spellings.setdefault(use.key, Counter())[use.name] += 1
        holders.setdefault(use.key, {})[use.mentee.id] = None
    order = sorted(holders, key=lambda key: (-len(holders[key]), key))
    names = {key: min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in order}
    if own := _ORDERS.get(taxonomy):
        order = sorted(order, key=lambda key: own(names[key]))  # type: ignore[arg-type, return-value]
    return {
        key: Term(
            taxonomy=taxonomy,
            slug=_slug(taxonomy, names[key]),
            name=names[key],
            mentee_ids=tuple(holders[key]),
            synonyms=skills[key].synonyms if key in skills else (),
        )
        for key in order
    }


def _slug(taxonomy: str, name: str) -> str:
    match taxonomy:
        case "languages":
            return _language_slug(name)
        case "levels":
            code, _, level = name.partition(":")
            return f"{_language_slug(code)}-{level.lower()}"
        case _:
            return slug(name)


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
