"""An entry with a broken field: what else is wrong with it is told in the same run, and nothing that is not wrong."""

from __future__ import annotations

import pytest

from tests.conftest import SiteWriter
from tests.making import places, read_site, said_of
from tests.texts import event, gallery, mentee, page, photo, settings, update

BROKEN = "no_such_field: 1\n"
LEA = "mentees/lea-lind/index.md"
PAGE = "content/pages/faq.md"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (LEA, mentee("Lea Lind", f"{BROKEN}mentor: jonas-bb\n"), "there is no mentor called `jonas-bb`"),
        ("content/events/a.md", event(f"{BROKEN}speakers: [jonas-b, nobody]\n"), "called `nobody`"),
        ("content/events/a.yaml", f"- id: a\n  title: A\n  cohort: 2023-autum\n  {BROKEN}", "`2023-autum`"),
        (PAGE, page("See [us](page:nowhere).", BROKEN), "there is nothing called `page:nowhere`"),
        (PAGE, page("[x](#nowhere)\n\n## Here", BROKEN), "`page:faq` has no place called `#nowhere`"),
        (PAGE, page("![](lost.jpg)", BROKEN), "there is no file `content/pages/lost.jpg`"),
        (PAGE, page("![](https://x.example/a.jpg)", BROKEN), "pictures cannot come from other sites"),
        (PAGE, page("Ask kim@private.example.", BROKEN), "an e-mail address would be public"),
        (PAGE, page("", f"{BROKEN}actions:\n  - {{label: Go, to: 'page:gone'}}\n"), "called `page:gone`"),
        (
            PAGE,
            page("", f"{BROKEN}questions:\n  - {{question: 'Why?', answer: '<b>So</b>'}}\n"),
            "put `code` between backticks",
        ),
        (
            LEA,
            mentee("Lea Lind", f"{BROKEN}photo: lost.jpg\n"),
            "there is no file `mentees/lea-lind/lost.jpg`",
        ),
        (
            "content/galleries/a/gallery.yaml",
            gallery(photo("lost.jpg"), fields=BROKEN),
            "there is no file `content/galleries/a/lost.jpg`",
        ),
        ("content/updates/2023-10-05-a.md", update("", f"{BROKEN}image: lost.jpg\n"), "there is no file"),
    ],
)
def test_a_second_mistake_is_told_in_the_same_run(
    site: SiteWriter, path: str, text: str, expected: str
) -> None:
    folder = site({path: text})
    said = said_of(folder, read_site(folder).diagnostics)
    assert "no_such_field" in said
    assert expected in said


def test_a_place_is_told_of_once(site: SiteWriter) -> None:
    person = mentee("Lea Lind", 'mentor: ""\nphoto: /etc/passwd\n').replace("2023-autumn", "[2023-autumn]")
    assert places(read_site(site({LEA: person})).diagnostics, "E") == [
        f"E229 {LEA}:4:9",
        f"E229 {LEA}:12:9",
        f"E222 {LEA}:13:8",
    ]


def test_what_is_right_beside_a_mistake_is_not_told_of(site: SiteWriter) -> None:
    files = {
        PAGE: page(
            "[Here](#here) [there](page:help#there) [us](contact:apply)\n\n## Here",
            f"{BROKEN}cohort: 2023-autumn\n",
        ),
        "content/pages/help.md": page("[there](page:faq#here)\n\n## There", BROKEN),
    }
    told = places(read_site(site(files)).diagnostics, "EW")
    assert told == ["E201 content/pages/faq.md:3:1", "E201 content/pages/help.md:3:1"]


def test_a_draft_may_have_loose_ends(site: SiteWriter) -> None:
    text = page("See [us](page:nowhere).", f"{BROKEN}draft: true\n")
    assert places(read_site(site({PAGE: text})).diagnostics, "E") == [f"E201 {PAGE}:3:1"]


def test_of_a_folder_that_is_no_site_nothing_else_is_told(site: SiteWriter) -> None:
    folder = site({})
    (folder / "content").rename(folder / "away")
    assert [d.code for d in read_site(folder).diagnostics] == ["E700"]


def test_a_mistake_in_the_settings_does_not_hide_references_to_nobody(site: SiteWriter) -> None:
    files = {
        "content/site.yaml": settings(timezone="Europe/Bergen"),
        "content/events/a.md": event("cohort: 2023-autum\n"),
        LEA: mentee("Lea Lind", f"{BROKEN}mentor: jonas-bb\n"),
    }
    told = [place.partition(":")[0] for place in places(read_site(site(files)).diagnostics, "E")]
    assert told == ["E301 content/events/a.md", "E218 content/site.yaml", f"E201 {LEA}", f"E301 {LEA}"]
