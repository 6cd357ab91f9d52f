"""Site -> what is waiting: drafts, what will be shown, what is shown no longer, and what soon will not be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from microsite.core.dataclasses import dataclass
from microsite.core.positions import Position
from microsite.model.consent import Withheld
from microsite.model.entry import Entry
from microsite.model.schema.mentee import Mentee
from microsite.model.schema.mentor import Mentor
from microsite.model.site import Site

SOON = timedelta(days=60)


class Wait(StrEnum):
    """What something waits for."""

    DRAFTS = "drafts"
    FUTURE = "future"
    EXPIRED = "expired"
    EXPIRING = "expiring"


_KEYS = {Wait.DRAFTS: "draft", Wait.FUTURE: "date"}
"""The field that decides it, where that is not a consent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry that waits: `on` is the day that goes with it, None for a draft; `reason` is in words."""

    wait: Wait
    on: date | None
    name: str
    title: str
    reason: str
    position: Position


def waiting(site: Site) -> tuple[Waiting, ...]:
    """List everything that waits: drafts first, then by kind and day."""
    order = list(Wait)
    found = (*_withheld(site), *_expiring(site))
    return tuple(sorted(found, key=lambda one: (order.index(one.wait), one.on or date.min, one.name)))


def _withheld(site: Site) -> Iterator[Waiting]:
    for item in site.admitted.withheld.values():
        wait, on = _wait_of(item)
        position = item.position if item.is_person else item.entry.position(_KEYS.get(wait, "title"))
        yield Waiting(
            wait=wait, on=on, name=item.name, title=item.title, reason=item.reason, position=position
        )


def _wait_of(item: Withheld) -> tuple[Wait, date | None]:
    if item.reason == "it is a draft":
        return Wait.DRAFTS, None
    return (Wait.FUTURE, item.returns_on) if item.returns_on else (Wait.EXPIRED, _ended_on(item))


def _ended_on(item: Withheld) -> date | None:
    fields = item.entry.fields
    if not isinstance(fields, Mentee | Mentor):
        return None
    consent = fields.consent
    return min(filter(None, (consent.withdrawn_on, consent.expires_on)))


def _expiring(site: Site) -> Iterator[Waiting]:
    people: tuple[Entry[Mentee] | Entry[Mentor], ...] = (*site.mentees.values(), *site.mentors.values())
    for entry in people:
        consent = entry.fields.consent
        last = min(filter(None, (consent.expires_on, consent.withdrawn_on)))
        if last <= site.today + SOON:
            key = "withdrawn_on" if last == consent.withdrawn_on else "expires_on"
            yield Waiting(
                wait=Wait.EXPIRING,
                on=last,
                name=entry.name,
                title=entry.fields.name,
                reason=f"the consent {'is withdrawn' if key == 'withdrawn_on' else 'ends'} on {last}",
                position=entry.position("consent", key),
            )
