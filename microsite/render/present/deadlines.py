"""The days on which one can first and last apply -> events of the calendar, which lead to their cohort."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from markupsafe import Markup

from microsite.core.dataclasses import dataclass
from microsite.model.cohort_states import last_day_to_apply
from microsite.model.entry import Entry
from microsite.model.schema.cohort import Cohort
from microsite.plan import cohort_calendar_path, path_of
from microsite.render import calendar_words
from microsite.render.present.scene import Scene
from microsite.render.views import EventView

_DAY_ZERO = date(1990, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """Presents the deadlines of a scene."""

    scene: Scene

    def of(self, entry: Entry[Cohort]) -> tuple[EventView, ...]:
        """Present those of a cohort, in order."""
        return tuple(self._of(entry))

    def _of(self, entry: Entry[Cohort]) -> Iterator[EventView]:
        if entry.fields.applications_open:
            yield self._event(entry, "opens", entry.fields.applications_open)
        if last := last_day_to_apply(entry.fields):
            yield self._event(entry, "closes", last)

    def _event(self, entry: Entry[Cohort], key: Literal["opens", "closes"], day: date) -> EventView:
        scene, id = self.scene, f"{entry.id}.{key}"  # no entry has a dot in its id
        return EventView(
            id=id,
            language="",
            anchor=id,
            path=path_of(entry.kind, entry.id),
            ics_path=scene.made(cohort_calendar_path(entry.id)),
            title=calendar_words.deadline(scene.words, key, scene.cohort_label(entry.id)),
            summary="",
            body=Markup(""),
            start_date=day,
            end_date=day,
            start_time=None,
            end_time=None,
            when=scene.words.when(day, day, start_time=None, end_time=None),
            dates=scene.words.date(day),
            is_past=day < scene.site.today,
            repeats="",
            event_status="scheduled",
            previous_start_date=None,
            place_name="",
            place_address="",
            place_url="",
            audience="open",
            audience_label=scene.words.audience("open"),
            cohort_label=scene.cohort_label(entry.id),
            cohort_path=scene.cohort_path(entry.id),
            host=None,
            speakers=(),
            registration_url="",
            image=None,
            gallery_path="",
            timezone=str(scene.site.settings.fields.timezone),
            sequence=_sequence(entry.fields, day),
            category="application",
            category_label=calendar_words.category(scene.words, "application"),
        )


def _sequence(cohort: Cohort, day: date) -> int:
    """Count the days since 1990: a deadline that is moved on gives a higher number by itself.

    One that is moved to an earlier day does not, so `sequence` counts more than all days together.
    """
    return cohort.sequence * 100_000 + (day - _DAY_ZERO).days
