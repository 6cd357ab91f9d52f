"""What is referred to before its day: the site does without it until then, and has it from that day on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from microsite.model.next_change import next_change
from microsite.pipeline import build
from tests.conftest import ROOT, SiteWriter
from tests.making import made, message_in_docs, options_for, places, read_site, said_of
from tests.texts import event, mentee, mentor, page, update

EVENING = "content/events/open-evening.md"
FAQ = "content/pages/faq.md"
LATER = "content/updates/later.md"
LEA = "mentees/lea-lind/index.md"
OLE = "content/mentors/ole-o.md"
SPEAKS = {EVENING: event("speakers: [anna-berg, ole-o]\n"), OLE: mentor("Ole O.", given_on="2024-01-08")}
SCHEDULED = {LATER: update(day="2024-01-08", title="Twenty jobs"), FAQ: page("Read [more](update:later).")}
BEFORE, ON_THE_DAY = "2024-01-07T23:59", "2024-01-08"


def codes(folder: Path, now: str = BEFORE) -> list[str]:
    return [
        place.partition(" ")[0]
        for place in places(read_site(folder, now=now).diagnostics)
        if "N301" not in place
    ]


def test_a_speaker_who_is_not_here_yet_is_told_as_in_the_docs(site: SiteWriter) -> None:
    folder = site(
        {
            EVENING: event("speakers: [jonas-b]\n"),
            "content/mentors/jonas-b.md": mentor("Jonas B.", given_on="2024-01-08"),
        }
    )
    assert said_of(folder, read_site(folder).diagnostics, "N303") == message_in_docs("N303")


def test_an_event_is_announced_without_a_speaker_until_the_consent_begins(site: SiteWriter) -> None:
    folder = site(SPEAKS)
    assert codes(folder) == ["N303"]
    before, then = (made(folder, now=now)["events/open-evening/index.html"] for now in (BEFORE, ON_THE_DAY))
    assert ("Anna" in before, "Ole O." in before) == (True, False)
    assert ("Anna" in then, "Ole O." in then) == (True, True)
    assert codes(folder, ON_THE_DAY) == []


def test_nobody_learns_of_the_speaker_before_that_day(site: SiteWriter) -> None:
    files = made(site(SPEAKS), now=BEFORE)
    assert [path for path, text in files.items() if "Ole O." in text or "ole-o" in text] == []


def test_a_link_to_news_of_a_later_day_leads_to_the_list_until_then(site: SiteWriter) -> None:
    folder = site(SCHEDULED)
    assert codes(folder) == ["N303"]
    assert '<a href="../updates/index.html">more</a>' in made(folder, now=BEFORE)["faq/index.html"]
    assert codes(folder, ON_THE_DAY) == []
    assert '<a href="../updates/later/index.html">more</a>' in made(folder, now=ON_THE_DAY)["faq/index.html"]


def test_the_site_is_built_again_on_the_day(site: SiteWriter) -> None:
    for files in (SPEAKS, SCHEDULED):
        reading = read_site(site(files), now=BEFORE)
        assert reading.site is not None
        assert next_change(reading.site) == date(2024, 1, 8)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        pytest.param(
            {**SPEAKS, EVENING: event("speakers: [ole-o]\n", body="With Ole O.")}, "E320", id="named"
        ),
        pytest.param(
            {
                "content/updates/a.md": update(fields="mentions: [lea-lind]\n"),
                LEA: mentee("Lea Lind", given_on="2024-01-08"),
            },
            "E302",
            id="news about the person",
        ),
        pytest.param(
            {**SPEAKS, OLE: mentor("Ole O.", given_on="2024-01-08", covers="news")}, "E302", id="never shown"
        ),
        pytest.param(
            {
                **SPEAKS,
                OLE: mentor("Ole O.", given_on="2024-01-08", consent="  withdrawn_on: 2024-01-08\n"),
            },
            "E302",
            id="withdrawn by then",
        ),
        pytest.param(
            {**SPEAKS, OLE: mentor("Ole O.", fields="draft: true\n", given_on="2024-01-08")},
            "E302",
            id="draft",
        ),
        pytest.param(
            {**SCHEDULED, LATER: update(day="2024-01-08", fields="draft: true\n")}, "E415", id="draft of news"
        ),
        pytest.param(
            {FAQ: page("[her](mentee:lea-lind)"), LEA: mentee("Lea Lind", given_on="2024-01-08")},
            "E415",
            id="profile",
        ),
    ],
)
def test_what_does_not_come_by_itself_is_a_mistake_at_once(
    site: SiteWriter, files: dict[str, str], code: str
) -> None:
    assert code in codes(site(files))


@pytest.mark.parametrize(
    "day",
    [
        "2023-05-01",
        "2023-06-01",
        "2023-08-01",
        "2023-09-01",
        "2023-09-05",
        "2023-11-15",
        "2023-12-05",
        "2024-06-30",
    ],
)
def test_the_site_of_this_repository_has_no_mistakes_on_other_days(day: str) -> None:
    reading = read_site(ROOT, now=day)
    assert places(reading.diagnostics, "E") == []


def test_a_speaker_comes_in_when_the_consent_is_written_to_begin_earlier(site: SiteWriter) -> None:
    folder = site(SPEAKS)
    page_of_it = folder / "output/events/open-evening/index.html"
    for given_on, is_there in (("2024-01-08", False), ("2023-12-01", True), ("2024-01-08", False)):
        (folder / OLE).write_text(mentor("Ole O.", given_on=given_on), encoding="utf-8")
        assert build(options_for(folder)).published
        assert ("Ole O." in page_of_it.read_text(encoding="utf-8")) is is_there


def test_a_link_finds_its_news_when_the_day_is_written_to_be_earlier(site: SiteWriter) -> None:
    folder = site(SCHEDULED)
    for day, target in (("2024-01-08", "updates/"), ("2023-12-01", "updates/later/")):
        (folder / LATER).write_text(update(day=day), encoding="utf-8")
        assert build(options_for(folder)).published
        text = (folder / "output/faq/index.html").read_text(encoding="utf-8")
        assert f'"../{target}index.html">more' in text
