"""Events -> their views: each event once, and each time it takes place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from microsite.core.dataclasses import dataclass
from microsite.incremental import answered, answers, asked, replaced
from microsite.model.entry import Entry
from microsite.model.occurrences import Occurrence, occurrences
from microsite.model.schema.event import Event, EventStatus
from microsite.plan import event_calendar_path, path_of
from microsite.render import calendar_words
from microsite.render.month_grid import event_months
from microsite.render.present.calendar_links import invitation, subscription
from microsite.render.present.deadlines import Deadlines
from microsite.render.present.people import People
from microsite.render.present.scene import ScenePresenter
from microsite.render.views import ChangedDay, EventMonth, EventView, PersonLink, SubscriptionView


@dataclass(frozen=True, kw_only=True)
class Calendar(ScenePresenter):
    """Presents the events of a scene."""

    people: People

    @answers(lambda calendar: calendar.scene.site.events)
    def events(self, id: str) -> EventView:
        """Events by id, as their own pages show them: a series is on its next day, or its last."""
        return self._event(self.scene.site.events[id])

    @answers(lambda calendar: calendar.scene.site.cohorts)
    def deadlines(self, id: str) -> tuple[EventView, ...]:
        """Give the first and last days to apply, by cohort."""
        return Deadlines(scene=self.scene).of(self.scene.site.cohorts[id])

    @answered
    def occasions(self) -> tuple[EventView, ...]:
        """Every time that an event takes place, and every deadline, in order."""
        found = [
            self.occasion(id, str(number))
            for id in self.scene.site.events
            for number in range(len(self._days(id)))
        ]
        found += [view for views in self.deadlines.values() for view in views]
        return tuple(sorted(found, key=lambda e: (e.start_date, str(e.start_time or ""), e.anchor)))

    @answered
    def all_once(self) -> tuple[EventView, ...]:
        """Every event once, and every deadline: what the calendar of everything holds."""
        deadlines = (view for views in self.deadlines.values() for view in views)
        return (*self.events.values(), *deadlines)

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

    def views_of(self, ids: Iterable[str]) -> tuple[EventView, ...]:
        """Give some events, each once."""
        return tuple(self.events[id] for id in ids)

    def of_mentor(self, mentor_id: str) -> tuple[EventView, ...]:
        """Give the events that a mentor takes part in, each once."""
        return tuple(self.events[entry.id] for entry in self.scene.site.events_of_mentor(mentor_id))

    def subscription(self, path: str, *, name: str) -> SubscriptionView | None:
        """Give the ways to follow the calendar at an output path; None when there is none."""
        return subscription(path, self.scene.address(path), name=name) if self.scene.made(path) else None

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
        series_day, status = occurrence.series_day, occurrence.status.value
        view = replaced(
            whole,
            anchor=f"{whole.id}-{series_day:%Y-%m-%d}" if series_day else whole.id,
            event_status=status,
            previous_start_date=occurrence.previous_start_date,
            change=calendar_words.change(self.scene.words, status, occurrence.previous_start_date),
            **self._times(fields, occurrence),
        )
        return view if series_day else self._with_links(view)

    def _times(self, fields: Event, occurrence: Occurrence) -> dict[str, Any]:
        """Give what a view says of when one occurrence is."""
        words, day, last_day = self.scene.words, occurrence.start_date, occurrence.end_date
        starts_at, ends_at = occurrence.starts_at, occurrence.ends_at
        start_time, end_time = (moment.time() if moment else None for moment in (starts_at, ends_at))
        expected = (
            calendar_words.expected(words, fields.expected)
            if not fields.start_date and fields.expected
            else ""
        )
        return {
            "start_date": day,
            "end_date": last_day,
            "start_time": start_time,
            "end_time": end_time,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "expected": expected,
            "when": words.gettext("Date to come")
            if expected
            else calendar_words.elsewhere(
                words,
                words.when(day, last_day, start_time=start_time, end_time=end_time),
                zone=str(fields.timezone) if starts_at and fields.timezone else "",
                home=str(self.scene.site.settings.fields.timezone),
            ),
            "dates": expected or words.period(day, last_day),
            "is_past": last_day < self.scene.site.today,
        }

    def _occurrences(self, entry: Entry[Event]) -> tuple[Occurrence, ...]:
        return occurrences(entry.fields, zone=self._zone(entry.fields), at=lambda _: None)[0]

    def _zone(self, fields: Event) -> ZoneInfo:
        zone: ZoneInfo = fields.timezone or self.scene.site.settings.fields.timezone
        return zone

    def _event(self, entry: Entry[Event]) -> EventView:
        fields, scene, site = entry.fields, self.scene, self.scene.site
        days = self._days(entry.id)
        to_come = [o for o in days if o.end_date >= site.today]
        kept = [o for o in to_come if o.status is not EventStatus.CANCELLED]
        shown = (kept or to_come or days[-1:])[0]
        status = fields.event_status.value
        view = EventView(
            id=entry.id,
            language=self.scene.language(entry),
            anchor=entry.id,
            path=path_of(entry.kind, entry.id),
            ics_path=scene.made(event_calendar_path(entry.id)),
            title=fields.title,
            summary=fields.summary or "",
            body=scene.html(entry, entry.body),
            repeats="",
            event_status=status,
            previous_start_date=fields.previous_start_date,
            change=calendar_words.change(scene.words, status, fields.previous_start_date),
            **self._where(fields),
            **self._kind(fields),
            audience=fields.audience.value,
            audience_label=scene.words.audience(fields.audience.value),
            cohort_label=scene.cohort_label(fields.cohort),
            cohort_path=scene.cohort_path(fields.cohort),
            host=self.people.partners.get(fields.host or ""),
            speakers=tuple(self._speakers(fields.speakers)),
            registration_url=fields.registration_url or "",
            image=scene.image_beside(entry, fields.image),
            gallery_path=self._gallery_path(entry.id),
            timezone=str(self._zone(fields)),
            sequence=fields.sequence,
            last_modified=fields.last_modified,
            **self._times(fields, shown),
        )
        return self._with_links(self._in_series(view, fields, days))

    def _where(self, fields: Event) -> dict[str, Any]:
        """Give what a view says of where an event is."""
        place, attendance = fields.location, fields.attendance.value
        return {
            "place_name": place.name if place else "",
            "place_address": (place.address or "") if place else "",
            "place_url": (place.url or "") if place else "",
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "attendance": attendance,
            "attendance_label": calendar_words.attendance(self.scene.words, attendance),
        }

    def _kind(self, fields: Event) -> dict[str, Any]:
        """Give what a view says of what kind an event is."""
        key = fields.category.value if fields.category else ""
        return {
            "category": key,
            "category_label": calendar_words.category(self.scene.words, key) if key else "",
        }

    def _with_links(self, view: EventView) -> EventView:
        links = invitation(view, address=self.scene.address(view.path))
        return replaced(view, google_url=links.google_url, outlook_url=links.outlook_url)

    def _gallery_path(self, event_id: str) -> str:
        gallery = self.scene.site.gallery_of_event(event_id)
        return self.scene.made(path_of(gallery.kind, gallery.id)) if gallery else ""

    def _in_series(self, view: EventView, fields: Event, days: Iterable[Occurrence]) -> EventView:
        repeats = fields.repeats
        if repeats is None:
            return view
        zone = self._zone(fields)
        starts_at, ends_at = (
            datetime.combine(day, clock, tzinfo=zone) if clock else None
            for day, clock in ((fields.first_day, fields.start_time), (fields.last_day, fields.end_time))
        )
        return replaced(
            view,
            repeats=self.scene.words.every(repeats.every_weeks, repeats.until),
            repeats_every_weeks=repeats.every_weeks,
            repeats_from=fields.start_date,
            repeats_until=repeats.until,
            repeats_except=repeats.except_on,
            repeats_changed=tuple(_changed(fields, days)),
            rule_end_date=fields.last_day,
            rule_starts_at=starts_at,
            rule_ends_at=ends_at,
        )

    def _speakers(self, ids: Iterable[str]) -> Iterable[PersonLink]:
        """Give who speaks; those whose consent begins on a later day are not among them."""
        site = self.scene.site
        return (self.people.person(id) for id in ids if id in site.mentees or id in site.mentors)


def _changed(fields: Event, days: Iterable[Occurrence]) -> Iterable[ChangedDay]:
    """Give the days of a series that are not as the whole of it is."""
    for day in days:
        if day.series_day is not None and day.status is not fields.event_status:
            yield ChangedDay(
                series_day=day.series_day,
                start_date=day.start_date,
                end_date=day.end_date,
                starts_at=day.starts_at,
                ends_at=day.ends_at,
                event_status=day.status.value,
            )
