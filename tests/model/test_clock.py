from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microsite.core.diagnostics import render_all
from microsite.model.clock import good_until, today
from microsite.model.entry import Entry, settings_of
from microsite.model.schema.site import SiteSettings
from tests.making import collected, message_in_docs
from tests.texts import settings


def settings_with(tmp_path: Path, **words: str) -> Entry[SiteSettings]:
    (tmp_path / "content").mkdir(exist_ok=True)
    text = settings(**words)
    (tmp_path / "content/site.yaml").write_text(
        text if "as_of" in words else text.replace("as_of: 2023-12-06\n", "")
    )
    found = settings_of(collected(tmp_path).entries)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize("now", ["2026-11-23", "2026-11-23T12:00", "2026-11-23T23:59:59"])
def test_the_day_that_is_asked_for_comes_first(
    tmp_path: Path, now: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    pinned = settings_with(tmp_path, as_of="2023-12-06")
    assert today(pinned, now) == (date(2026, 11, 23), ())
    assert good_until(pinned, now, date(2026, 11, 23)) is None


def test_a_pinned_site_stays_on_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    pinned = settings_with(tmp_path, as_of="2023-12-06")
    assert today(pinned, None) == (date(2023, 12, 6), ())
    assert good_until(pinned, None, date(2023, 12, 6)) is None


def test_a_reproducible_build_is_on_the_day_of_its_epoch_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2023, 12, 5, 23, 30, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert today(settings_with(tmp_path), None)[0] == date(2023, 12, 6)
    assert today(settings_with(tmp_path, timezone="America/New_York"), None)[0] == date(2023, 12, 5)
    assert good_until(settings_with(tmp_path), None, date(2023, 12, 6)) is None


@pytest.mark.parametrize("epoch", ["", "tomorrow", "²", "99999999999999999999", "-1"])
def test_an_epoch_that_is_no_time_is_as_if_it_were_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert abs((today(settings_with(tmp_path), None)[0] - datetime.now(UTC).date()).days) <= 1


def test_without_any_of_them_the_day_ends_at_midnight_where_the_program_runs(tmp_path: Path) -> None:
    end = good_until(settings_with(tmp_path), None, date(2023, 12, 6))
    assert end == datetime(2023, 12, 6, 23, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "now",
    ["tomorrow", "2026-13-01", "2026-11-23T25:00", "26-11-23", "0001-01-01", "9999-12-31", "２０２６-11-23"],
)
def test_a_day_that_cannot_be_read_is_told_and_the_usual_day_taken(tmp_path: Path, now: str) -> None:
    day, (problem,) = today(settings_with(tmp_path, as_of="2023-12-06"), now)
    assert (day, problem.code) == (date(2023, 12, 6), "E810")


def test_the_message_is_that_of_the_docs(tmp_path: Path) -> None:
    assert render_all(today(settings_with(tmp_path), "tomorrow")[1], lambda _: None) == message_in_docs(
        "E810"
    )
