from __future__ import annotations

import pytest

from tests.conftest import SiteWriter
from tests.making import places, read_site
from tests.texts import event, mentee, mentor, page, update

LEA = "mentees/lea-lind/index.md"
GONE = mentee("Lea Lind", expires_on="2023-12-05")
FAQ = "content/pages/faq.md"


def named_in(site: SiteWriter, text: str, *, name: str = "Lea Lind") -> list[str]:
    folder = site({LEA: mentee(name, expires_on="2023-12-05"), FAQ: page(text)})
    return places(read_site(folder).diagnostics, "EW")


@pytest.mark.parametrize(
    "text",
    [
        "Lea Lind spoke.",
        "LEA LIND spoke.",
        "Lea\nLind spoke.",
        "Lea *Lind* spoke.",
        "**Lea** Lind spoke.",
        "Lea&nbsp;Lind spoke.",
        "Lea\u00a0Lind spoke.",
    ],
)
def test_a_name_is_found_in_every_way_it_may_be_written(site: SiteWriter, text: str) -> None:
    assert [place[:22] for place in named_in(site, text)] == ["E320 content/pages/faq"]


@pytest.mark.parametrize("text", ["Lea Linds talk", "Lea Lind's talk", "Lea Lind’s talk"])
def test_a_name_with_an_ending_of_its_owner_is_found(site: SiteWriter, text: str) -> None:
    assert named_in(site, text) == ["E320 content/pages/faq.md:4:1"]


@pytest.mark.parametrize(
    "text", ["Lea Lindqvist spoke.", "Ulea Lind spoke.", "Lea and Lind spoke.", "lea-lind"]
)
def test_other_names_are_left_alone(site: SiteWriter, text: str) -> None:
    assert named_in(site, text) == []


def test_a_name_of_one_word_is_found_only_as_it_is_written(site: SiteWriter) -> None:
    assert named_in(site, "We all bo here.", name="Bo") == []
    assert named_in(site, "We met Bo here.", name="Bo") == ["E320 content/pages/faq.md:4:8"]


def test_a_name_is_found_in_fields_lists_and_alternative_texts(site: SiteWriter) -> None:
    folder = site(
        {
            LEA: GONE,
            "content/pages/faq.md": page(
                "",
                "is_for:\n  - You know Lea Lind\nquestions:\n  - question: Who?\n    answer: >-\n      Ask\n      Lea Lind.\n",
            ),
            "content/events/talk.md": event("summary: With Lea Lind.\n", title="Lea Lind talks"),
            "content/updates/talk.md": update("Fine.", "authors: [{name: Lea Lind}]\n"),
            "mentees/ada-moe/index.md": mentee(
                "Ada Moe", body="I know Lea Lind.", headline="Friend of Lea Lind"
            ),
        }
    )
    assert places(read_site(folder).diagnostics, "EW") == [
        "E320 content/events/talk.md:2:8",
        "E320 content/events/talk.md:4:15",
        "E320 content/pages/faq.md:4:14",
        "E320 content/pages/faq.md:9:7",
        "E320 content/updates/talk.md:5:18",
        "E320 mentees/ada-moe/index.md:3:21",
        "E320 mentees/ada-moe/index.md:18:8",
    ]


def test_every_place_of_a_text_is_listed(site: SiteWriter) -> None:
    assert named_in(site, "Lea Lind spoke.\n\nThen Lea Lind left.") == [
        "E320 content/pages/faq.md:4:1",
        "E320 content/pages/faq.md:6:6",
    ]


def test_the_name_of_somebody_who_may_be_shown_stays_even_if_another_bears_it_too(site: SiteWriter) -> None:
    folder = site({LEA: GONE, "content/mentors/lea-l.md": mentor("Lea Lind"), FAQ: page("Lea Lind spoke.")})
    assert places(read_site(folder).diagnostics, "EW") == []


def test_the_name_of_a_draft_of_somebody_who_agreed_may_be_written(site: SiteWriter) -> None:
    folder = site({LEA: mentee("Lea Lind", fields="draft: true\n"), FAQ: page("Lea Lind spoke.")})
    assert places(read_site(folder).diagnostics, "EW") == []


def test_nobody_is_looked_for_when_nobody_is_held_back(site: SiteWriter) -> None:
    assert places(read_site(site({FAQ: page("Anna Berg spoke.")})).diagnostics) == []
