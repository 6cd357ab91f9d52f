from __future__ import annotations

from collections.abc import Mapping

import pytest

from microsite.model.destinations import Destination
from tests.conftest import SiteWriter
from tests.making import places, read_site, said_of, sound
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, mentee, mentor, page, settings, update

FAQ = "content/pages/faq.md"
LEA = "mentees/lea-lind/index.md"
PDF = b"%PDF-1.7\n"
JPEG = jpeg(quadrants(60, 40))


def repairs(site: SiteWriter, files: Mapping[str, str | bytes]) -> list[str]:
    """Give the first and the last line of each message about references."""
    folder = site(files)
    blocks = said_of(folder, read_site(folder).diagnostics).split("\n\n")
    return [
        f"{block.splitlines()[0].partition(': ')[2]} | {block.rpartition('help: ')[2]}" for block in blocks
    ]


def test_references_lead_both_ways(site: SiteWriter) -> None:
    linked = sound(
        site(
            {
                LEA: mentee("Lea Lind", "mentor: jonas-b\n"),
                "content/events/talk.md": event("cohort: 2023-autumn\nspeakers: [lea-lind, jonas-b]\n"),
                "content/galleries/talk/gallery.yaml": "title: Talk\ndate: 2023-11-16\nevent: talk\ncohort: 2023-autumn\n"
                "photos:\n  - {file: a.jpg, alt: A, credit: B, depicts: none}\n",
                "content/galleries/talk/a.jpg": JPEG,
            }
        )
    )
    assert [e.id for e in linked.mentees_of("2023-autumn")] == ["anna-berg", "lea-lind"]
    assert [e.id for e in linked.mentored_by("jonas-b")] == ["anna-berg", "lea-lind"]
    assert [e.id for e in linked.events_of("2023-autumn")] == ["kick-off", "talk", "closing"]
    assert (
        [e.id for e in linked.events_with("lea-lind")]
        == [e.id for e in linked.events_with("jonas-b")]
        == ["talk"]
    )
    assert [e.id for e in linked.galleries_of_cohort("2023-autumn")] == ["talk"]
    gallery = linked.gallery_of_event("talk")
    assert gallery is not None
    assert gallery.id == "talk"
    assert linked.gallery_of_event("kick-off") is None


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"content/events/a.md": event("cohort: 2023-autum\n")},
            "there is no cohort called `2023-autum` | did you mean `2023-autumn`?",
        ),
        (
            {"content/events/a.md": event("speakers: [anna]\n")},
            "there is no mentee or mentor called `anna` | did you mean `anna-berg`?",
        ),
        (
            {"content/events/a.md": event("host: other\n")},
            "there is no partner called `other` | there is `northlight`",
        ),
        (
            {FAQ: page(fields="testimonials: [x]\n")},
            "there is no testimonial called `x` | write the id of a testimonial, which is the name of its file or folder, or the `id` in its list",
        ),
        (
            {"content/updates/a.md": update(fields="event: closng\n")},
            "there is no event called `closng` | did you mean `closing`?",
        ),
    ],
)
def test_an_unknown_reference_says_which_exist(
    site: SiteWriter, files: dict[str, str | bytes], expected: str
) -> None:
    assert repairs(site, files) == [expected]


def test_every_place_that_uses_a_name_that_is_gone_is_listed(site: SiteWriter) -> None:
    folder = site(
        {
            "content/events/a.md": event("cohort: gone\n"),
            LEA: mentee("Lea Lind").replace("2023-autumn", "gone"),
        }
    )
    folder_settings = settings(current_cohort="gone")
    (folder / "content/site.yaml").write_text(folder_settings)
    assert [place.partition(" ")[2] for place in places(read_site(folder).diagnostics)] == [
        "content/events/a.md:4:9",
        "content/site.yaml:14:17",
        "mentees/lea-lind/index.md:4:9",
    ]


GONE = {"content/mentors/ole-o.md": mentor("Ole O.", expires_on="2023-12-05")}


@pytest.mark.parametrize(
    "files",
    [
        {LEA: mentee("Lea Lind", "mentor: ole-o\n")},
        {
            FAQ: page(fields="testimonials: [ole]\n"),
            "content/testimonials.yaml": "- id: ole\n  person: ole-o\n  quote: It rained.\n",
        },
    ],
)
def test_a_reference_that_can_go_without_a_gap_goes_with_the_person(
    site: SiteWriter, files: dict[str, str]
) -> None:
    assert places(read_site(site({**files, **GONE})).diagnostics, "EW") == []


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("content/events/a.md", event("speakers: [anna-berg, ole-o]\n"), "4:23"),
        ("content/updates/a.md", update(fields="mentions: [ole-o]\n"), "5:12"),
    ],
)
def test_a_sentence_about_a_person_who_is_gone_must_be_written_anew(
    site: SiteWriter, path: str, text: str, place: str
) -> None:
    folder = site({path: text, **GONE})
    assert places(read_site(folder).diagnostics, "E") == [f"E302 {path}:{place}"]


def test_a_reference_to_a_draft_may_be_repaired_on_either_side(site: SiteWriter) -> None:
    files = {
        "content/mentors/ole-o.md": mentor("Ole O.", "draft: true\n"),
        LEA: mentee("Lea Lind", "mentor: ole-o\n"),
    }
    assert repairs(site, files) == [
        "`ole-o` is not on the site: it is a draft | take it out here, or change that in `content/mentors/ole-o.md`"
    ]


def test_references_to_what_cannot_be_read_are_not_reported_as_well(site: SiteWriter) -> None:
    folder = site(
        {
            "content/cohorts/2023-autumn.md": "---\ntitle: Autumn\n---\n",
            "content/partners.yaml": "- id: northlight\n name: [\n",
            "content/events/2023-autumn.yaml": "- title: Kick-off\n  start_date: 2023-09-05\n",
            FAQ: page("[a](event:kick-off) [b](cohort:2023-autumn)"),
        }
    )
    assert {d.code for d in read_site(folder).diagnostics} == {"E202", "E130"} or {
        d.position.path for d in read_site(folder).diagnostics if d.position
    } == {"content/cohorts/2023-autumn.md", "content/partners.yaml", "content/events/2023-autumn.yaml"}


def test_who_is_mentioned_in_the_news_must_have_agreed_to_that(site: SiteWriter) -> None:
    files = {"content/updates/a.md": update(fields="mentions: [anna-berg, jonas-b]\n")}
    assert repairs(site, files) == [
        "the consent of `jonas-b` does not cover `news` | take the person out of the text, or ask them"
    ]


def test_links_of_texts_fields_and_settings_are_resolved_by_what_was_written(site: SiteWriter) -> None:
    linked = sound(
        site(
            {
                FAQ: page(
                    "[a](mentee:anna-berg) [b](../cohorts/2023-autumn.md) [c](#more)\n\n## More",
                    "actions:\n  - label: Go\n    to: https://a.example/\nquestions:\n  - question: Q?\n    answer: See [it](events).\n",
                ),
                LEA: mentee("Lea Lind", "seeks: A [role](contact:apply).\n"),
            }
        )
    )
    assert linked.destinations[FAQ, "mentee:anna-berg"] == Destination(kind="mentee", id="anna-berg")
    assert linked.destinations[FAQ, "../cohorts/2023-autumn.md"] == Destination(
        kind="cohort", id="2023-autumn"
    )
    assert linked.destinations[FAQ, "#more"] == Destination(kind="page", id="faq", fragment="more")
    assert linked.destinations[FAQ, "https://a.example/"] == Destination(address="https://a.example/")
    assert linked.destinations[FAQ, "events"] == Destination(kind="events")
    assert linked.destinations[LEA, "contact:apply"] == Destination(kind="contact", topic="apply")
    assert linked.destinations["content/site.yaml", "mentees"] == Destination(kind="mentees")


def test_a_broken_link_is_found_where_it_stands_also_in_a_folded_field(site: SiteWriter) -> None:
    answer = "questions:\n  - question: Q?\n    answer: >-\n      One.\n      See [it](evnts).\n"
    assert places(read_site(site({FAQ: page(fields=answer)})).diagnostics) == [f"E414 {FAQ}:7:16"]


@pytest.mark.parametrize(
    ("covers", "link", "expected"),
    [
        ("profile, cv", "../../mentees/lea-lind/lea.pdf", []),
        ("profile", "../../mentees/lea-lind/lea.pdf", [f"E419 {FAQ}:4:5"]),
        ("profile, cv", "../../mentees/lea-lind/other.pdf", [f"E419 {FAQ}:4:5"]),
        ("profile", "program.pdf", []),
    ],
)
def test_documents_of_people_are_linked_only_when_they_allow_everyone_to_have_them(
    site: SiteWriter, covers: str, link: str, expected: list[str]
) -> None:
    folder = site(
        {
            LEA: mentee("Lea Lind", "cv: lea.pdf\n", covers=covers),
            "mentees/lea-lind/lea.pdf": PDF,
            "mentees/lea-lind/other.pdf": PDF,
            "content/pages/program.pdf": PDF,
            FAQ: page(f"[x]({link})"),
        }
    )
    assert places(read_site(folder).diagnostics, "E") == expected


def test_the_cohort_of_the_front_page_is_the_chosen_one_or_the_latest_that_has_begun(
    site: SiteWriter,
) -> None:
    cohorts = {
        "content/cohorts/2024-spring.md": "---\ntitle: Spring\nsummary: S.\nstart_date: 2024-02-01\n---\n",
        "content/cohorts/2022-autumn.md": "---\ntitle: Old\nsummary: S.\nstart_date: 2022-09-01\n---\n",
        "content/cohorts/later.md": "---\ntitle: Later\nsummary: S.\nexpected: some day\n---\n",
    }
    folder = site(cohorts)
    linked = sound(folder)
    assert [cohort.id for cohort in linked.cohorts.values()] == [
        "2022-autumn",
        "2023-autumn",
        "2024-spring",
        "later",
    ]
    assert linked.current_cohort is linked.cohorts["2023-autumn"]
    assert linked.next_cohort is linked.cohorts["2024-spring"]
    early = sound(folder, now="2021-01-01")
    assert early.current_cohort is early.cohorts["2022-autumn"]
    (folder / "content/site.yaml").write_text(settings(current_cohort="2022-autumn"))
    chosen = sound(folder)
    assert chosen.current_cohort is chosen.cohorts["2022-autumn"]
