"""An event of the calendar."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from microsite.model.fields.mistakes import mistake
from microsite.model.fields.record import Record, field, rule
from microsite.model.schema.pictures import Picture

if TYPE_CHECKING:
    from microsite.model.schema.types import (
        Date,
        ExpectedTime,
        FirstDay,
        Integer,
        LanguageCode,
        Latitude,
        Longitude,
        MediaPath,
        Reference,
        Slug,
        StrictBool,
        Text,
        Time,
        TimeZone,
        Url,
        UtcOffset,
    )


class Audience(StrEnum):
    """Who may come."""

    COHORT = "cohort"
    OPEN = "open"


class EventStatus(StrEnum):
    """Whether it takes place; the words of schema.org and iCalendar."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"


class Category(StrEnum):
    """What kind of event it is."""

    WORKSHOP = "workshop"
    MENTOR_SESSION = "mentor_session"
    MOCK_INTERVIEWS = "mock_interviews"
    INDUSTRY_EVENT = "industry_event"
    SOCIAL = "social"
    INFO_SESSION = "info_session"


class Attendance(StrEnum):
    """How one takes part."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    MIXED = "mixed"


class Place(Record):
    """Where it takes place."""

    name: Text = field(description="The place's name.", examples=["Workshop room, Tøyen"])
    address: Text | None = field(default=None, description="Street and town.", examples=["Tøyengata 2, Oslo"])
    url: Url | None = field(
        default=None, description="A page or a meeting room.", examples=["https://meet.example/a"]
    )
    latitude: Latitude | None = field(
        default=None, description="Degrees north, for maps in calendars.", examples=[59.9075]
    )
    longitude: Longitude | None = field(
        default=None, description="Degrees east; both or none of the two.", examples=[10.7581]
    )

    @rule
    def _has_both_degrees(self) -> None:
        degrees = {"latitude": self.latitude, "longitude": self.longitude}
        missing = [name for name, value in degrees.items() if value is None]
        if len(missing) == 1:
            (written,) = degrees.keys() - set(missing)
            help = f"add `{missing[0]}`, or take `{written}` out"
            raise mistake("E242", f"needs a `{missing[0]}` beside it", help=help, field=written)


class MovedDay(Record):
    """A day of a series that takes place on another day, or at another hour."""

    previous_start_date: Date = field(description="The day of the series.", examples=["2023-10-18"])
    start_date: Date = field(description="The day it takes place on instead.", examples=["2023-10-19"])
    start_time: Time | None = field(
        default=None, description="When it begins then, if not as always.", examples=["10:00"]
    )
    end_time: Time | None = field(
        default=None, description="When it ends then, if not as always.", examples=["11:00"]
    )


class Repeat(Record):
    """A series. It keeps its local time when clocks change."""

    every_weeks: Integer = field(default=1, ge=1, le=12, description="Every so many weeks.", examples=[1])
    until: Date = field(description="The last day it may fall on.", examples=["2023-11-30"])
    except_on: tuple[Date, ...] = field(
        default=(), description="Days it was never planned for.", examples=[["2023-10-05"]]
    )
    cancelled_on: tuple[Date, ...] = field(
        default=(), description="Days that are cancelled, and shown as such.", examples=[["2023-11-02"]]
    )
    moved: tuple[MovedDay, ...] = field(
        default=(),
        description="Days that are moved.",
        examples=[[{"previous_start_date": "2023-10-19", "start_date": "2023-10-20"}]],
    )


class Event(Record):
    """An entry of `content/events/NAME.yaml`, or one file `content/events/SLUG.md` with a body."""

    id: Slug | None = field(
        default=None,
        description="The id, and its address. Required in a list; a file's name is its id.",
        examples=["closing-evening"],
    )
    title: Text = field(description="What it is called.", examples=["Closing evening"])
    category: Category | None = field(
        default=None, description="What kind of event it is.", examples=["workshop"]
    )
    start_date: FirstDay | None = field(
        default=None, description="The first day; left out while it is not fixed.", examples=["2023-12-07"]
    )
    expected: ExpectedTime | None = field(
        default=None, description="The month or season, while the day is not fixed.", examples=["2024-03"]
    )
    start_time: Time | None = field(
        default=None, description="When it begins; left out, it lasts all day.", examples=["18:00"]
    )
    end_date: Date | None = field(
        default=None, description="The last day, if not the first.", examples=["2023-12-07"]
    )
    end_time: Time | None = field(default=None, description="When it ends.", examples=["21:00"])
    timezone: TimeZone | None = field(
        default=None, description="If not the site's.", examples=["Europe/Oslo"]
    )
    utc_offset: UtcOffset | None = field(
        default=None,
        description="Only for the hour that comes twice when clocks go back: which one.",
        examples=["+02:00"],
    )
    attendance: Attendance = field(
        default=Attendance.IN_PERSON, description="How one takes part.", examples=["online"]
    )
    location: Place | None = field(
        default=None, description="Where.", examples=[{"name": "Workshop room, Tøyen"}]
    )
    summary: Text | None = field(
        default=None, description="One or two sentences.", examples=["Seventeen short talks."]
    )
    cohort: Reference | None = field(
        default=None, description="The cohort it belongs to.", examples=["2023-autumn"]
    )
    audience: Audience = field(default=Audience.COHORT, description="Who may come.", examples=["open"])
    speakers: tuple[Reference, ...] = field(
        default=(),
        description="Ids of mentees or mentors who speak; each is named from the day their consent begins.",
        examples=[["ngozi-adeyemi"]],
    )
    host: Reference | None = field(default=None, description="The partner who hosts it.", examples=["reodor"])
    event_status: EventStatus = field(
        default=EventStatus.SCHEDULED, description="Whether it takes place.", examples=["cancelled"]
    )
    previous_start_date: Date | None = field(
        default=None, description="The day it was to be on before it was moved.", examples=["2023-11-30"]
    )
    sequence: Integer = field(
        default=0,
        ge=0,
        description="Goes up by one with every change that calendars must notice.",
        examples=[1],
    )
    last_modified: Date | None = field(
        default=None,
        description="The day it was last changed, for calendars; `sequence` then rises by itself.",
        examples=["2023-11-20"],
    )
    repeats: Repeat | None = field(
        default=None, description="A weekly series.", examples=[{"until": "2023-11-30"}]
    )
    registration_url: Url | None = field(
        default=None, description="Where to sign up.", examples=["https://signup.example"]
    )
    image: MediaPath | None = field(
        default=None,
        description="A picture declared in `pictures` or a gallery.",
        examples=["../galleries/autumn-2023/opera-roof.jpg"],
    )
    pictures: tuple[Picture, ...] = field(
        default=(),
        description="The pictures beside this file.",
        examples=[[{"file": "room.jpg", "alt": "The room", "credit": "Illustration", "depicts": "none"}]],
    )
    language: LanguageCode | None = field(
        default=None, description="The language of the text, if not the site's first.", examples=["en"]
    )
    draft: StrictBool = field(default=False, description="Kept back until it is ready.", examples=[False])

    @property
    def first_day(self) -> date:
        """Give the first day; while it is not fixed, the first that it may be."""
        return self.start_date or (self.expected.first_day if self.expected else date.max)

    @property
    def last_day(self) -> date:
        """Give the last day that is written, of a series that of its first time; or the last that it may be."""
        if self.start_date is None and self.expected is not None:
            return self.expected.last_day
        return self.end_date or self.first_day

    @rule
    def _has_a_day_or_is_expected(self) -> None:
        if self.start_date is not None:
            return
        if self.expected is None:
            help = "add `start_date`, or `expected: 2024-03` while only the month or season is known"
            raise mistake("E233", "is missing, and so is `expected`", help=help, field="start_date")
        for key in ("start_time", "end_date", "end_time", "utc_offset", "repeats"):
            if getattr(self, key) is not None:
                help = f"add `start_date`, or take `{key}` out until the day is fixed"
                raise mistake("E232", "needs a `start_date`", help=help, field=key)

    @rule
    def _ends_after_it_starts(self) -> None:
        if self.start_date is None:
            return
        if self.end_date is not None and self.end_date < self.start_date:
            raise mistake(
                "E231", "must not be before `start_date`", help="check both dates", field="end_date"
            )
        if self.start_time is None and self.end_time is not None:
            help = "add `start_time`, or take `end_time` out for an event that lasts all day"
            raise mistake("E232", "needs a `start_time`", help=help, field="end_time")
        is_one_day = self.end_date in (None, self.start_date)
        if self.start_time and self.end_time and is_one_day and self.end_time <= self.start_time:
            help = "check both times; an event that ends after midnight needs an `end_date`"
            raise mistake("E231", "must be after `start_time`", help=help, field="end_time")
