from __future__ import annotations

import pytest

from tests.conftest import SiteWriter
from tests.making import places, read_site
from tests.texts import event, mentee, page, settings

FAQ = "content/pages/faq.md"


def told(site: SiteWriter, text: str) -> list[str]:
    return places(read_site(site({FAQ: page(text)})).diagnostics)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Write to anna@mail.example.", 10),
        ("anna.berg+news@mail.example", 1),
        ("ANNA@MAIL.EXAMPLE", 1),
        ("anna (at) mail.example", 1),
        ("anna [at] mail.example", 1),
        ("anna&#64;mail.example", 1),
        ("anna%40mail.example", 1),
        ("<anna@mail.example>", 2),
    ],
)
def test_e_mail_addresses_are_found_in_their_disguises(site: SiteWriter, text: str, column: int) -> None:
    assert told(site, text) == [f"E350 {FAQ}:4:{column}"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Call +47 22 33 44 55 now", 6),
        ("0047 22334455", 1),
        ("+44 (0)20 7946 0018", 1),
        ("+47-412-34-567", 1),
        ("tlf. 912 34 567", 6),
        ("91234567", 1),
        ("22 33 44 55", 1),
    ],
)
def test_phone_numbers_are_found(site: SiteWriter, text: str, column: int) -> None:
    assert told(site, text) == [f"E351 {FAQ}:4:{column}"]


@pytest.mark.parametrize("number", ["018190 10001", "01819010001"])
def test_identity_numbers_are_found_by_their_check_digits(site: SiteWriter, number: str) -> None:
    assert told(site, f"I am {number}.") == [f"E352 {FAQ}:4:6"]


@pytest.mark.parametrize(
    "text",
    [
        "Write to kari@northlight.example, or KARI@northlight.example.",
        "On 2023-12-06, from 18:00 to 21:00, room 4021, for 1 500 kroner.",
        "In the years 2019–2023 we met 17 people and 12345678 plankton.",
        "See https://a.example/22334455/+4722334455 and https://social.example/@anna.",
        "The number 01819010002 is not one, nor is 11111111112.",
        "A follower of @anna, a price of 3.14.15.92, a ratio of 10+20.",
    ],
)
def test_other_words_and_numbers_may_be_public(site: SiteWriter, text: str) -> None:
    assert told(site, text) == []


def test_every_text_that_would_be_public_is_looked_at(site: SiteWriter) -> None:
    folder = site(
        {
            FAQ: page(
                fields="questions:\n  - question: Who?\n    answer: >-\n      Write\n      to a@b.example.\n"
            ),
            "content/events/talk.md": event("location:\n  name: Room\n  address: +47 22 33 44 55\n"),
            "mentees/lea-lind/index.md": mentee(
                "Lea Lind", 'seeks: "Me: a@b.example"\n', headline="Call 912 34 567"
            ),
            "content/site.yaml": settings(sample_notice="Ask a@b.example"),
        }
    )
    assert places(read_site(folder).diagnostics) == [
        "E351 content/events/talk.md:6:12",
        "E350 content/pages/faq.md:7:10",
        "E350 content/site.yaml:14:20",
        "E351 mentees/lea-lind/index.md:3:16",
        "E350 mentees/lea-lind/index.md:12:13",
    ]


def test_what_a_consent_says_is_never_public_and_not_looked_at(site: SiteWriter) -> None:
    folder = site(
        {"mentees/lea-lind/index.md": mentee("Lea Lind", consent="  evidence: mail from lea@mail.example\n")}
    )
    assert read_site(folder).diagnostics == ()


def test_a_very_long_word_is_looked_at_in_no_time(site: SiteWriter) -> None:
    assert told(site, f"{'a' * 19_000}\n\n{'1' * 19_000}\n\n{'a.' * 9_000}") == []
