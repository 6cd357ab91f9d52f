from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.conftest import SiteWriter
from tests.making import make_site, places, read_site
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, gallery, mentee, page, photo, update
from tests.whole_site import paper

JPEG = jpeg(quadrants(60, 40))
PDF = b"%PDF-1.7\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met TODO and TBD.", ["W302 content/pages/faq.md:4:8", "W302 content/pages/faq.md:4:17"]),
        ("FIXME", ["E606 content/pages/faq.md:4:1"]),
        ("lorem ipsum dolor", ["W302 content/pages/faq.md:4:1"]),
        ("XXXX here", ["W302 content/pages/faq.md:4:1"]),
        ("Todo lists, todos, a size of XX.", []),
    ],
)
def test_placeholders_are_found(site: SiteWriter, text: str, expected: list[str]) -> None:
    assert places(read_site(site({"content/pages/faq.md": page(text)})).diagnostics) == expected


def test_a_placeholder_in_a_gallery_is_an_error_wherever_it_stands(site: SiteWriter) -> None:
    folder = site(
        {
            "content/galleries/autumn/gallery.yaml": gallery(photo(alt="A table, TODO", credit="TODO")),
            "content/galleries/autumn/table.jpg": JPEG,
        }
    )
    assert places(read_site(folder).diagnostics) == [
        "E606 content/galleries/autumn/gallery.yaml:5:19",
        "E606 content/galleries/autumn/gallery.yaml:6:13",
    ]


def test_files_that_nothing_shows_are_told(site: SiteWriter) -> None:
    folder = site({"content/pages/a.jpg": JPEG, "content/b.pdf": PDF, "mentees/anna-berg/old.jpg": JPEG})
    assert places(read_site(folder).diagnostics) == [
        "W601 content/b.pdf:1:1",
        "W601 content/pages/a.jpg:1:1",
        "W601 mentees/anna-berg/old.jpg:1:1",
    ]


def test_files_that_somebody_uses_are_not(site: SiteWriter) -> None:
    portrait = "photo: lea.jpg\nphoto_alt: L\nphoto_credit: L\ncv: lea.pdf\n"
    folder = site(
        {
            "mentees/lea-lind/index.md": mentee("Lea Lind", portrait),
            "mentees/lea-lind/lea.jpg": JPEG,
            "mentees/lea-lind/lea.pdf": PDF,
            "mentees/ada-moe/index.md": mentee("Ada Moe", portrait.replace("lea.", "ada."), covers="profile"),
            "mentees/ada-moe/ada.jpg": JPEG,
            "mentees/ada-moe/ada.pdf": PDF,
            "mentees/bo-by/index.md": mentee(
                "Bo By", portrait.replace("lea.", "bo."), expires_on="2023-12-05"
            ),
            "mentees/bo-by/bo.jpg": JPEG,
            "mentees/bo-by/bo.pdf": PDF,
            "content/pages/faq.md": page("[program](program.pdf) [other](content/other.pdf)"),
            "content/pages/program.pdf": PDF,
            "content/other.pdf": PDF,
            "content/updates/draft.md": update("[x](draft.pdf)", "draft: true\npictures:\n" + photo()),
            "content/updates/table.jpg": JPEG,
            "content/updates/draft.pdf": PDF,
        }
    )
    assert places(read_site(folder).diagnostics, "EW") == []


def test_it_is_not_known_who_uses_the_files_beside_one_that_cannot_be_read(site: SiteWriter) -> None:
    folder = site({"mentees/lea-lind/index.md": "---\nname: Lea\n---\n", "mentees/lea-lind/lea.jpg": JPEG})
    assert "W601" not in {d.code for d in read_site(folder).diagnostics}


@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        ("event_status: postponed\n", "2023-12-05", ["W304 content/events/a.md:4:15"]),
        ("event_status: postponed\n", "2023-12-06", []),
        ("event_status: postponed\nend_date: 2023-12-06\n", "2023-12-05", []),
        ("event_status: postponed\nrepeats:\n  until: 2024-01-30\n", "2023-12-05", []),
        ("event_status: cancelled\n", "2023-12-05", []),
    ],
)
def test_a_postponed_event_must_be_settled_after_its_day(
    site: SiteWriter, fields: str, day: str, expected: list[str]
) -> None:
    assert places(read_site(site({"content/events/a.md": event(fields, day=day)})).diagnostics) == expected


@pytest.mark.parametrize("written", ["my plan.pdf", "my%20plan.pdf", "<my plan.pdf>"])
def test_a_document_with_a_space_in_its_name_is_linked_and_used(site: SiteWriter, written: str) -> None:
    folder = site(
        {"content/pages/my plan.pdf": paper("A plan"), "content/pages/faq.md": page(f"[The plan]({written})")}
    )
    report = make_site(folder)
    assert places(report.diagnostics, "EW") == []
    html = report.contents["faq/index.html"]
    assert isinstance(html, bytes)
    address = re.search(r'href="\.\./([^"]+\.pdf)">The plan<', html.decode())
    assert address is not None
    assert unquote(address[1]) in report.artifacts
