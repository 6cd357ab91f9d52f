"""What our pages tell of a year is what other programs read in our calendars, through both changes of clocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microsite.core.clock_changes import readings
from tests.calendars.readers import Seen, ids, javascript_sees, moment, python_sees
from tests.conftest import SiteWriter
from tests.making import made

ZONES = ("Europe/Oslo", "America/New_York", "Asia/Kathmandu", "UTC")
BEFORE = "2022-12-20"
CALENDAR = "events/calendar.ics"
_ROW = re.compile(
    r'<li class="event[^"]*" id="([^"]+)">\s*<time class="date" datetime="([^"]+)">.*?<p class="meta">(.*?)</p>',
    re.DOTALL,
)
_HOURS = re.compile(r"(\d\d:\d\d)(?:–\d\d:\d\d)?")


def told(pages: Mapping[str, str], zones: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    """Read the list of events as a visitor does: whose, when it begins, whether it is cancelled."""
    found = _ROW.findall(pages["events/index.html"])
    return sorted(_row(anchor, day, details, zones) for anchor, day, details in found)


def _row(anchor: str, day: str, details: str, zones: Mapping[str, str]) -> tuple[str, str, bool]:
    id = re.sub(r"-\d{4}-\d\d-\d\d$", "", anchor)
    hours = _HOURS.search(details)
    if hours is None:
        return id, day, "Cancelled" in details
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(hours[1]), ZoneInfo(zones[id]))
    return id, moment(local), "Cancelled" in details


def agree(folder: Path, zones: Mapping[str, str]) -> list[Seen]:
    """Build a site as of before its first event, and compare the three; give what they agree on."""
    pages = made(folder, now=BEFORE)
    text = pages[CALENDAR].encode()
    in_python, (in_javascript,) = python_sees(text), javascript_sees(text)
    assert in_python == in_javascript
    assert ids(in_python) == told(pages, zones)
    return in_python


def series(id: str, zone: str, fields: str) -> str:
    return f"- id: {id}\n  title: Hour\n  timezone: {zone}\n{fields}"


@pytest.mark.parametrize("zone", ZONES)
def test_a_weekly_hour_is_at_the_same_local_time_all_year_for_every_reader(
    site: SiteWriter, zone: str
) -> None:
    text = series(
        "hour",
        zone,
        "  start_date: 2023-01-05\n  start_time: 18:30\n  end_time: 20:00\n  repeats:\n    until: 2023-12-28\n"
        "    except_on: [2023-03-23]\n    cancelled_on: [2023-03-30, 2023-11-02]\n    moved:\n"
        "      - { previous_start_date: 2023-03-16, start_date: 2023-03-27 }\n"
        "      - { previous_start_date: 2023-10-26, start_date: 2023-10-30, start_time: 09:00, end_time: 10:30 }\n",
    )
    found = agree(site({"content/events/2023-autumn.yaml": text}), {"hour": zone})
    assert len(found) == 51
    assert sum(one.status == "CANCELLED" for one in found) == 2
    local = [datetime.fromisoformat(one.start).astimezone(ZoneInfo(zone)) for one in found]
    assert {f"{start:%H:%M}" for start in local} == {"18:30", "09:00"}
    assert {f"{start:%A}" for start in local} == {"Thursday", "Monday"}


def test_both_of_two_equal_hours_are_told_apart_by_every_reader(site: SiteWriter) -> None:
    text = "".join(
        f"- id: {id}\n  title: Night\n  start_date: 2023-10-29\n  start_time: 02:30\n  utc_offset: '{offset}'\n"
        for id, offset in (("first", "+02:00"), ("second", "+01:00"))
    )
    calendar = made(site({"content/events/2023-autumn.yaml": text}), now=BEFORE)[CALENDAR].encode()
    expected = [("first", "2023-10-29T00:30:00Z", False), ("second", "2023-10-29T01:30:00Z", False)]
    assert ids(python_sees(calendar)) == expected
    assert ids(javascript_sees(calendar)[0]) == expected


@st.composite
def events(draw: st.DrawFn, number: int) -> tuple[str, str, str]:
    """Draw an event: its id, its zone, and how it is written."""
    id, zone = f"e{number}", draw(st.sampled_from(ZONES))
    first = draw(st.dates(date(2023, 1, 1), date(2023, 12, 1)))
    hour = draw(st.none() | st.times(time(0), time(22, 45)).map(lambda t: t.replace(second=0, microsecond=0)))
    lines = [f"  start_date: {first}"]
    if hour is not None:
        end = (datetime.combine(first, hour) + timedelta(minutes=45)).time()
        lines += [f"  start_time: {hour:%H:%M}", f"  end_time: {end:%H:%M}"]
        clear = [hour, end]
    else:
        lines += [f"  end_date: {first + timedelta(days=draw(st.integers(0, 3)))}"]
        clear = []
    weeks = draw(st.integers(0, 30))
    if weeks == 0:
        lines += draw(st.sampled_from([[], ["  event_status: cancelled"]]))
    else:
        lines += _series(draw, first, weeks, [(clock, ZoneInfo(zone)) for clock in clear])
    return id, zone, series(id, zone, "\n".join(lines) + "\n")


def _series(draw: st.DrawFn, first: date, weeks: int, hours: list[tuple[time, ZoneInfo]]) -> list[str]:
    every = draw(st.integers(1, 3))
    days = [first + timedelta(weeks=number) for number in range(0, weeks + 1, every)]
    unclear = [day for day in days if any(len(readings(day, clock, zone)) != 1 for clock, zone in hours)]
    fates = {day: draw(st.sampled_from(["", "", "", "except", "cancel", "move"])) for day in days}
    fates |= dict.fromkeys(unclear, "except")
    if set(fates.values()) == {"except"}:
        fates[days[-1] if days[-1] not in unclear else days[0]] = ""
    left_out, cancelled, moved = (
        [day for day in days if fates[day] == fate] for fate in ("except", "cancel", "move")
    )
    to = [(day, day + timedelta(days=draw(st.integers(1, 5)))) for day in moved]
    to = [(day, new) for day, new in to if all(len(readings(new, clock, zone)) == 1 for clock, zone in hours)]
    return [
        "  repeats:",
        f"    every_weeks: {every}",
        f"    until: {first + timedelta(weeks=weeks)}",
        f"    except_on: [{', '.join(map(str, left_out))}]",
        f"    cancelled_on: [{', '.join(map(str, cancelled))}]",
        "    moved: [" + ", ".join(f"{{previous_start_date: {a}, start_date: {b}}}" for a, b in to) + "]",
    ]


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_year_is_told_and_read_alike(site: SiteWriter, data: st.DataObject) -> None:
    drawn = [data.draw(events(number)) for number in range(6)]
    folder = site({"content/events/2023-autumn.yaml": "".join(text for _, _, text in drawn)})
    agree(folder, {id: zone for id, zone, _ in drawn})


def test_moments_are_compared_in_utc() -> None:
    assert moment(datetime(2023, 7, 1, 12, tzinfo=ZoneInfo("Europe/Oslo"))) == "2023-07-01T10:00:00Z"
    assert moment(datetime(2023, 7, 1, 12, tzinfo=UTC)) == "2023-07-01T12:00:00Z"
