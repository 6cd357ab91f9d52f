"""The calendar, as templates see it."""

from __future__ import annotations

from datetime import date, datetime, time

from markupsafe import Markup

from microsite.core.dataclasses import dataclass
from microsite.render.views.basics import ImageView
from microsite.render.views.people import PartnerView, PersonLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDay:
    """A day of a series that is cancelled or moved: `series_day` is the day of the rule, the rest what it is now."""

    series_day: date
    start_date: date
    end_date: date
    starts_at: datetime | None
    ends_at: datetime | None
    event_status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event (or one occurrence of a series, which then shares `path` with the others).

    `anchor` is its id in lists; `audience` is cohort or open; `event_status` is scheduled, cancelled,
    postponed or rescheduled, `change` says so, like Moved from 12 December 2023; `when` is worded, like Thursday,
    16:00–19:00, `dates` like 7 December 2023; `ics_path` is the .ics of this event alone, empty without a day.

    While the day is not fixed, `expected` is like March 2024 or Spring 2024, and `start_date` to `end_date` is all of
    that time. `category` is workshop, mentor_session, mock_interviews, industry_event, social, info_session, empty,
    or application for a first or last day to apply; `attendance` is in_person, online or mixed. `google_url` and
    `outlook_url` open a form with the event filled in; the latter is empty for a series, which it does not know.

    For calendars: `timezone` is its IANA name; `starts_at` and `ends_at` are those of this occurrence with their
    zone, None when it lasts all day or has no end; `sequence` goes up with every change. In a series
    `repeats_every_weeks` is 1 or more (0 when there is no series), and `repeats_from` to `repeats_until` are the
    first and the last day it may fall on, except `repeats_except`, while those of `repeats_changed` are cancelled
    or elsewhere; `rule_starts_at`, `rule_ends_at` and `rule_end_date` are those of `repeats_from`. Every occurrence
    carries the same.
    """

    id: str
    language: str
    anchor: str
    path: str
    ics_path: str
    title: str
    summary: str
    body: Markup
    start_date: date
    end_date: date
    start_time: time | None
    end_time: time | None
    when: str
    dates: str
    is_past: bool
    repeats: str
    event_status: str
    previous_start_date: date | None
    place_name: str
    place_address: str
    place_url: str
    audience: str
    audience_label: str
    cohort_label: str
    cohort_path: str
    host: PartnerView | None
    speakers: tuple[PersonLink, ...]
    registration_url: str
    image: ImageView | None
    gallery_path: str
    timezone: str = "UTC"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sequence: int = 0
    repeats_every_weeks: int = 0
    repeats_from: date | None = None
    repeats_until: date | None = None
    repeats_except: tuple[date, ...] = ()
    repeats_changed: tuple[ChangedDay, ...] = ()
    rule_end_date: date | None = None
    rule_starts_at: datetime | None = None
    rule_ends_at: datetime | None = None
    change: str = ""
    expected: str = ""
    category: str = ""
    category_label: str = ""
    attendance: str = "in_person"
    attendance_label: str = ""
    latitude: float | None = None
    longitude: float | None = None
    last_modified: date | None = None
    google_url: str = ""
    outlook_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionView:
    """The ways to follow a calendar: `path` is its file; the addresses are empty on a site without one."""

    path: str
    webcal_url: str
    google_url: str
    outlook_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the month grid; `event` is the first event of that day, `label` says date and all titles."""

    number: int
    date: date
    is_today: bool
    event: EventView | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month as a grid: `weekdays` are (full, short) names in the locale's order; None is an empty cell."""

    id: str
    label: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMonth:
    """The events of one month, for lists."""

    id: str
    label: str
    events: tuple[EventView, ...]
