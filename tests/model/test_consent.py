from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.core.dataclasses import replace
from microsite.model.collect import Collected
from microsite.model.consent import Admitted, admit
from microsite.model.schema.consent import Cover
from microsite.model.schema.mentee import Mentee
from tests.conftest import SiteWriter
from tests.making import collected, places, read_site, said_of
from tests.texts import mentee, mentor, page, update

DAY = date(2023, 12, 6)
LEA = "mentees/lea-lind/index.md"
QUOTES = "content/testimonials.yaml"
QUOTE = "- id: lea\n  person: lea-lind\n  quote: It rained.\n"


def admitted_on(day: date, entries: Collected, *, drafts: bool = False, future: bool = False) -> Admitted:
    return admit(entries.entries, day=day, drafts=drafts, future=future)


def names_on(day: date, entries: Collected) -> set[str]:
    return {entry.name for entry in admitted_on(day, entries).entries}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"consent": "  withdrawn_on: 2023-12-06\n"}, "the consent was withdrawn on 2023-12-06"),
        ({"expires_on": "2023-12-05"}, "the consent expired on 2023-12-05"),
        ({"given_on": "2023-12-07"}, "the consent begins on 2023-12-07"),
        ({"covers": "photo, gallery"}, "the consent does not cover `profile`"),
        ({"covers": ""}, "the consent does not cover `profile`"),
    ],
)
def test_a_person_without_a_consent_that_is_good_for_the_day_is_held_back(
    site: SiteWriter, words: dict[str, str], reason: str
) -> None:
    admitted = admitted_on(DAY, collected(site({LEA: mentee("Lea Lind", **words)})))
    assert "mentee:lea-lind" not in {entry.name for entry in admitted.entries}
    assert (admitted.withheld["mentee:lea-lind"].reason, admitted.withheld["mentee:lea-lind"].is_person) == (
        reason,
        True,
    )
    assert not any(admitted.covers("lea-lind", cover) for cover in Cover)


@given(
    begins=st.integers(-40, 40),
    lasts=st.integers(1, 60),
    withdrawn=st.none() | st.integers(-40, 60),
    day=st.integers(-60, 110),
)
def test_a_person_is_shown_on_the_days_of_their_consent_and_on_no_other(
    site_of_lea: Collected, begins: int, lasts: int, withdrawn: int | None, day: int
) -> None:
    days = {"given_on": DAY + timedelta(begins), "expires_on": DAY + timedelta(begins + lasts)}
    days |= {"withdrawn_on": DAY + timedelta(withdrawn)} if withdrawn is not None else {}
    lea = next(entry for entry in site_of_lea.entries if entry.id == "lea-lind")
    assert isinstance(lea.fields, Mentee)
    consent = replace(lea.fields.consent, **days)  # type: ignore[arg-type]
    fields = replace(lea.fields, consent=consent)
    moved = type(lea)(kind=lea.kind, id=lea.id, path=lea.path, fields=fields, node=lea.node)
    is_good = begins <= day <= begins + lasts and (withdrawn is None or day < withdrawn)
    assert bool(admit([moved], day=DAY + timedelta(day)).entries) is is_good


@pytest.fixture(scope="module")
def site_of_lea(tmp_path_factory: pytest.TempPathFactory) -> Collected:
    folder = tmp_path_factory.mktemp("lea")
    (folder / "mentees/lea-lind").mkdir(parents=True)
    (folder / LEA).write_text(mentee("Lea Lind"))
    return collected(folder)


def test_a_mentor_needs_a_consent_as_well(site: SiteWriter) -> None:
    entries = collected(site({"content/mentors/ole-o.md": mentor("Ole O.", expires_on="2023-12-05")}))
    assert "mentor:ole-o" in names_on(date(2023, 12, 5), entries)
    assert "mentor:ole-o" not in names_on(DAY, entries)


def test_drafts_and_news_of_the_future_wait_until_they_are_asked_for(site: SiteWriter) -> None:
    entries = collected(
        site(
            {
                "content/pages/plans.md": page(fields="draft: true\n"),
                "content/updates/later.md": update(day="2023-12-07"),
            }
        )
    )
    assert {"page:plans", "update:later"}.isdisjoint(names_on(DAY, entries))
    with_all = admitted_on(DAY, entries, drafts=True, future=True)
    assert {"page:plans", "update:later"} <= {entry.name for entry in with_all.entries}
    assert admitted_on(DAY, entries).withheld["update:later"].returns_on == date(2023, 12, 7)


def test_asking_for_drafts_shows_nobody_without_a_consent(site: SiteWriter) -> None:
    entries = collected(site({LEA: mentee("Lea Lind", fields="draft: true\n", covers="")}))
    assert "mentee:lea-lind" not in {
        e.name for e in admitted_on(DAY, entries, drafts=True, future=True).entries
    }


def test_a_draft_of_somebody_without_a_consent_is_a_person_held_back(site: SiteWriter) -> None:
    entries = collected(
        site(
            {
                LEA: mentee("Lea Lind", fields="draft: true\n", covers=""),
                "mentees/ada-moe/index.md": mentee("Ada Moe", fields="draft: true\n"),
            }
        )
    )
    withheld = admitted_on(DAY, entries).withheld
    assert (withheld["mentee:lea-lind"].is_person, withheld["mentee:ada-moe"].is_person) == (True, False)
    assert admitted_on(DAY, entries).diagnostics == ()


def test_a_consent_of_the_future_is_known_to_return(site: SiteWriter) -> None:
    entries = collected(site({LEA: mentee("Lea Lind", given_on="2024-01-02")}))
    assert admitted_on(DAY, entries).withheld["mentee:lea-lind"].returns_on == date(2024, 1, 2)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({}, None),
        ({"covers": "profile"}, "the person's consent does not cover `news`"),
        ({"expires_on": "2023-12-05"}, "the person is not on the site"),
    ],
)
def test_a_quote_stays_as_long_as_its_person_agrees_to_be_in_the_news(
    site: SiteWriter, words: dict[str, str], reason: str | None
) -> None:
    withheld = admitted_on(DAY, collected(site({LEA: mentee("Lea Lind", **words), QUOTES: QUOTE}))).withheld
    found = withheld.get("testimonial:lea")
    assert (found.reason if found else None) == reason
    assert found is None or not found.is_person


def test_a_quote_of_nobody_is_a_broken_reference_and_not_held_back(site: SiteWriter) -> None:
    folder = site({QUOTES: QUOTE})
    assert "testimonial:lea" in names_on(DAY, collected(folder))
    assert places(read_site(folder).diagnostics) == ["E301 content/testimonials.yaml:2:11"]


def test_who_is_held_back_is_told_with_the_field_that_decides_it(site: SiteWriter) -> None:
    folder = site({LEA: mentee("Lea Lind", covers="photo")})
    assert said_of(folder, read_site(folder).diagnostics) == (
        "notice[N301]: `mentee:lea-lind` is not on the site: the consent does not cover `profile`\n"
        "   --> mentees/lea-lind/index.md:15:11\n"
        " 15 |   covers: [photo]\n"
        "    |           ^^^^^^^"
    )
