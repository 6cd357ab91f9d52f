"""A run of the program, and questions with their answers -> their nodes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from microsite.render.links import Absolute, plain_text
from microsite.render.structured_data.nodes import Node, addresses, node, organisation
from microsite.render.views import CohortView, FreePageView, SiteView


def program_node(site: SiteView, cohort: CohortView, absolute: Absolute) -> Node:
    """Describe a run of the program: when, by whom, for whom, how many, what it costs, and when to apply."""
    organisers = [node("Organization", name=each.name, url=each.url) for each in cohort.organisers]
    return node(
        "EducationalOccupationalProgram",
        name=f"{site.name}: {cohort.label}",
        description=cohort.summary,
        url=absolute(cohort.path),
        provider=organisers or [organisation(site)],
        startDate=_day(cohort.start_date),
        endDate=_day(cohort.end_date),
        applicationStartDate=_day(cohort.applications_open),
        applicationDeadline=_day(cohort.last_day_to_apply),
        maximumEnrollment=cohort.places,
        programPrerequisites=list(cohort.is_for),
        offers=list(_offers(cohort)),
        image=addresses([cohort.image], absolute),
    )


def _offers(cohort: CohortView) -> Iterator[Node]:
    """Give the costs item by item, in the words of the page: what they mean in figures nobody wrote down."""
    for cost in cohort.costs:
        yield node("Offer", name=cost.term, description=cost.value)
    if cohort.price and not cohort.costs:
        yield node("Offer", name=cohort.label, description=cohort.price)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def question_nodes(asked: CohortView | FreePageView, address: str) -> list[Node]:
    """Describe the questions of a page; nothing of a page without any."""
    questions = [
        node("Question", name=entry.question, acceptedAnswer=node("Answer", text=plain_text(entry.answer)))
        for entry in asked.questions
    ]
    described = node("FAQPage", name=asked.title, url=address, mainEntity=questions)
    return [described] if questions else []
