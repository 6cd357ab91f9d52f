"""Events -> their views: each event once, and each time it takes place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from microsite.incremental import answered, answers, asked, replaced
from microsite.model.entry import Entry
from microsite.model.occurrences import Occurrence, occurrences
from microsite.model.schema.event import Event
from microsite.plan import event_calendar_path, path_of
from microsite.render.month_grid import event_months
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter
from microsite.render.views import EventMonth, EventView, PersonLink


@dataclass(frozen=True, kw_only=True)
class Calendar(ScenePresenter):
    """Presents the events of a scene."""

    people: People

    @answers(lambda calendar: calendar.scene.site.events)
    def events(self, id: str) -> EventView:
        """Events by id, as their own pages show them: a series is on its next day, or its last."""
        return self._event(self.scene.site.events[id])

    @answered
    def occasions(self) -> tuple[EventView, ...]:
        """Every time that an event takes place, in order."""
        found = [
            self.occasion(id, str(number))
            for id in self.scene.site.events
            for number in range(len(self._days(id)))
        ]
        return tuple(sorted(found, key=lambda e: (e.start_date, str(e.start_time or ""), e.anchor)))

    @answered
    def upcoming(self) -> tuple[EventView, ...]:
        """What is still to come, soonest first."""
        return tuple(event for event in self.occasions if not event.is_past)

    @answered
    def past(self) -> tuple[EventView, ...]:
        """What has been, latest first; a series once."""
        latest: dict[str, EventView] = {}
        for event in reversed([e for e in self.occasions if e.is_past]):
            latest.setdefault(event.id, event)
        return tuple(latest.values())

    @answered
    def months(self) -> tuple[EventMonth, ...]:
        """What is still to come, by month."""
        return event_months(self.upcoming, self.scene.words.locale)

    def days_of(self, event_id: str) -> tuple[EventView, ...]:
        """Give the times that one event is still to come."""
        return tuple(event for event in self.upcoming if event.id == event_id)

    def of_cohort(self, cohort_id: str) -> tuple[EventView, ...]:
        """Give the events of a cohort, each once."""
        return tuple(self.events[entry.id] for entry in self.scene.site.events_of(cohort_id))

    @asked
    def _days(self, id: str) -> tuple[Occurrence, ...]:
        return self._occurrences(self.scene.site.events[id])

    @asked
    def occasion(self, id: str, number: str) -> EventView:
        """Give one time that an event takes place."""
        days = self._days(id)
        if int(number) >= len(days):
            raise KeyError(number)
        return self._on(self.events[id], self.scene.site.events[id].fields, days[int(number)])

    def _on(self, whole: EventView, fields: Event, occurrence: Occurrence) -> EventView:
        anchor = whole.id if fields.repeats is None else f"{whole.id}-{occurrence.start_date:%Y-%m-%d}"
        return replaced(
            whole,
            anchor=anchor,
            start_date=occurrence.start_date,
            end_date=occurrence.end_date,
            when=self._when(fields, occurrence),
            dates=self.scene.words.period(occurrence.start_date, occurrence.end_date),
            is_past=occurrence.end_date < self.scene.site.today,
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
        )

    def _occurrences(self, entry: Entry[Event]) -> tuple[Occurrence, ...]:
        zone = entry.fields.timezone or self.scene.site.settings.fields.timezone
        return occurrences(entry.fields, zone=zone, at=lambda _: None)[0]

    def _when(self, fields: Event, occurrence: Occurrence) -> str:
        return self.scene.words.when(
            occurrence.start_date, occurrence.end_date, start_time=fields.start_time, end_time=fields.end_time
        )

    def _event(self, entry: Entry[Event]) -> EventView:
        fields, scene, site = entry.fields, self.scene, self.scene.site
        days = self._days(entry.id)
        shown = next((o for o in days if o.end_date >= site.today), days[-1])
        place = fields.location
        view = EventView(
            id=entry.id,
            anchor=entry.id,
            path=scene.made(path_of(entry.kind, entry.id)),
            ics_path=scene.made(event_calendar_path(entry.id)),
            title=fields.title,
            summary=fields.summary or "",
            body=scene.html(entry, entry.body),
            start_date=shown.start_date,
            end_date=shown.end_date,
            start_time=fields.start_time,
            end_time=fields.end_time,
            when=self._when(fields, shown),
            dates=scene.words.period(shown.start_date, shown.end_date),
            is_past=shown.end_date < site.today,
            repeats="",
            event_status=fields.event_status.value,
            previous_start_date=fields.previous_start_date,
            place_name=place.name if place else "",
            place_address=(place.address or "") if place else "",
            place_url=(place.url or "") if place else "",
            audience=fields.audience.value,
            audience_label=scene.words.audience(fields.audience.value),
            cohort_label=scene.cohort_label(fields.cohort),
            cohort_path=scene.cohort_path(fields.cohort),
            host=self.people.partners.get(fields.host or ""),
            speakers=tuple(self._speakers(fields.speakers)),
            registration_url=fields.registration_url or "",
            image=scene.image_beside(entry, fields.image),
            gallery_path=self._gallery_path(entry.id),
            timezone=str(fields.timezone or site.settings.fields.timezone),
            starts_at=shown.starts_at,
            ends_at=shown.ends_at,
            sequence=fields.sequence,
        )
        return self._in_series(view, fields)

    def _gallery_path(self, event_id: str) -> str:
        gallery = self.scene.site.gallery_of_event(event_id)
        return self.scene.made(path_of(gallery.kind, gallery.id)) if gallery else ""

    def _in_series(self, view: EventView, fields: Event) -> EventView:
        repeats = fields.repeats
        if repeats is None:
            return view
        return replace(
            view,
            repeats=self.scene.words.every(repeats.every_weeks, repeats.until),
            repeats_every_weeks=repeats.every_weeks,
            repeats_from=fields.start_date,
            repeats_until=repeats.until,
            repeats_except=repeats.except_on,
        )

    def _speakers(self, ids: Iterable[str]) -> Iterable[PersonLink]:
        return (self.people.person(id) for id in ids)
