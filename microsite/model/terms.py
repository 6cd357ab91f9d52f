"""Mentees -> the terms of each taxonomy: skills, languages, industries, availability; each with who has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from microsite.core.diagnostics import Diagnostic
from microsite.model.entry import Entry
from microsite.model.outcomes import state_on
from microsite.model.schema.mentee import Mentee, State
from microsite.model.site import Site
from microsite.model.slugs import slug

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


def terms_of(site: Site) -> tuple[Mapping[str, Mapping[str, Term]], tuple[Diagnostic, ...]]:
    """Give every taxonomy's terms by their folded name, most used first; and names that would share one address."""
    mentees = tuple(site.mentees.values())
    synonyms = {folded(e.fields.name): (e.fields.name, e.fields.synonyms) for e in site.skills.values()}
    shown = {folded(other): name for name, others in synonyms.values() for other in others}
    written = {
        "skills": [(m.id, shown.get(folded(s), s)) for m in mentees for s in m.fields.skills],
        "languages": [(m.id, language.code) for m in mentees for language in m.fields.languages],
        "industries": [(m.id, i) for m in mentees for i in m.fields.industries],
        "availability": [(m.id, key) for m in mentees if (key := availability_key(m, site.today))],
    }
    terms = {t: _terms(t, pairs, {k: v[1] for k, v in synonyms.items()}) for t, pairs in written.items()}
    return terms, tuple(d for t in TAXONOMIES for d in _collisions(terms[t].values(), site))


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


def _terms(
    taxonomy: str, pairs: Iterable[tuple[str, str]], synonyms: Mapping[str, tuple[str, ...]]
) -> dict[str, Term]:
    spellings: dict[str, Counter[str]] = {}
    holders: dict[str, dict[str, None]] = {}
    for mentee_id, name in pairs:
        spellings.setdefault(folded(name), Counter())[name] += 1
        holders.setdefault(folded(name), {})[mentee_id] = None
    order = sorted(holders, key=lambda key: (-len(holders[key]), key))
    if taxonomy == "availability":
        order = sorted(holders, key=lambda key: (key != "now", key != "within-a-month", key))
    return {
        key: Term(
            taxonomy=taxonomy,
            slug=_language_slug(key)
            if taxonomy == "languages"
            else slug(spellings[key].most_common(1)[0][0]),
            name=min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0],
            mentee_ids=tuple(holders[key]),
            synonyms=synonyms.get(key, ()),
        )
        for key in order
    }


def _language_slug(code: str) -> str:
    """Name a language in addresses by its English name; Bokmål is what people mean by Norwegian."""
    from babel import Locale

    language, _, region = code.partition("-")
    name = "norwegian" if language == "nb" else Locale("en").languages.get(language, language)
    return slug(f"{name} {region}")


def _collisions(terms: Iterable[Term], site: Site) -> Iterable[Diagnostic]:
    first: dict[str, Term] = {}
    for term in terms:
        other = first.setdefault(term.slug, term)
        if other is not term:
            mentee = site.mentees[term.mentee_ids[0]]
            yield Diagnostic(
                code="E803",
                message=f"`{other.name}` and `{term.name}` would both be at mentees/{term.taxonomy}/{term.slug}/",
                position=mentee.position(term.taxonomy),
                help="write both in the same way, or one of them in other words",
            )
