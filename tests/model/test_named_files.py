from __future__ import annotations

import pytest

from tests.conftest import SiteWriter
from tests.making import places, read_site, said_of
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import gallery, mentee, page, photo, settings

JPEG = jpeg(quadrants(60, 40))
FAQ = "content/pages/faq.md"


@pytest.mark.parametrize(
    "address",
    ["https://a.example/b.jpg", "//a.example/b.jpg", "data:image/png;base64,AA", "HTTP://a.example/b"],
)
def test_a_picture_from_elsewhere_is_refused(site: SiteWriter, address: str) -> None:
    assert places(read_site(site({FAQ: page(f"![x]({address})")})).diagnostics) == [f"E420 {FAQ}:4:6"]


def test_every_field_that_names_a_picture_is_checked(site: SiteWriter) -> None:
    folder = site(
        {
            FAQ: page("![](c.jpg)", "image: a.jpg\nstrip: [b.jpg]\n"),
            "content/galleries/autumn/gallery.yaml": gallery(photo(), fields="cover: d.jpg\n"),
            "content/galleries/autumn/table.jpg": JPEG,
        }
    )
    assert places(read_site(folder).diagnostics) == [
        "E602 content/galleries/autumn/gallery.yaml:3:8",
        "E602 content/pages/faq.md:3:8",
        "E602 content/pages/faq.md:4:9",
        "E602 content/pages/faq.md:6:5",
    ]


def test_the_nearest_file_is_proposed(site: SiteWriter) -> None:
    folder = site({FAQ: page("![](tabel.jpg)"), "content/pages/table.jpg": JPEG})
    assert "did you mean `content/pages/table.jpg`?" in said_of(folder, read_site(folder).diagnostics, "E602")


def test_pictures_beside_a_file_that_cannot_be_read_are_not_asked_about(site: SiteWriter) -> None:
    folder = site(
        {
            "content/galleries/autumn/gallery.yaml": "title: Autumn\n",
            "content/galleries/autumn/table.jpg": JPEG,
            FAQ: page(fields="image: ../galleries/autumn/table.jpg\n"),
        }
    )
    assert {d.code for d in read_site(folder).diagnostics} == {"E202"}


@pytest.mark.parametrize(("cv", "code"), [("cv.docx", "E423"), ("cv.pdf", "E602")])
def test_a_cv_must_be_a_pdf_that_is_there(site: SiteWriter, cv: str, code: str) -> None:
    folder = site({"mentees/lea-lind/index.md": mentee("Lea Lind", f"cv: {cv}\n")})
    assert places(read_site(folder).diagnostics) == [f"{code} mentees/lea-lind/index.md:12:5"]


def test_a_site_that_names_no_file_needs_none(site: SiteWriter) -> None:
    assert read_site(site({"content/site.yaml": settings()})).diagnostics == ()
