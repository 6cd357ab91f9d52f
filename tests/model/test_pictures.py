from __future__ import annotations

import pytest

from tests.conftest import SiteWriter
from tests.making import message_in_docs, places, read_site, said_of, sound
from tests.render.renditions.pictures import jpeg, quadrants
from tests.texts import event, gallery, mentee, mentor, page, photo, update

JPEG = jpeg(quadrants(60, 40))
GALLERY = "content/galleries/autumn/gallery.yaml"
TABLE = "content/galleries/autumn/table.jpg"
LEA = "mentees/lea-lind/index.md"
PORTRAIT = "photo: lea.jpg\nphoto_alt: Lea\nphoto_credit: Illustration\n"


def in_gallery(written: str, **others: str | bytes) -> dict[str, str | bytes]:
    return {GALLERY: gallery(written), TABLE: JPEG, **others}


@pytest.mark.parametrize(
    ("code", "files"),
    [
        ("E310", in_gallery(photo(depicts="[ana-berg]"))),
        ("E603", in_gallery(photo(alt="", file="table.jpg").replace("Illustration", "Illustration"))),
        ("E604", in_gallery(photo(credit="", alt="A long table with twelve chairs"))),
        ("E605", in_gallery(photo(alt="A long table with twelve chairs") + photo(alt="The table"))),
        ("N302", in_gallery(photo(depicts="[jonas-b]"))),
    ],
)
def test_a_mistake_with_a_picture_is_told_as_in_the_docs(
    site: SiteWriter, code: str, files: dict[str, str | bytes]
) -> None:
    folder = site(files)
    assert said_of(folder, read_site(folder).diagnostics) == message_in_docs(code)


def test_a_picture_without_description_is_told_as_in_the_docs(site: SiteWriter) -> None:
    folder = site({"content/pages/faq.md": page("![](table.jpg)"), "content/pages/table.jpg": JPEG})
    assert said_of(folder, read_site(folder).diagnostics, "E421") == message_in_docs("E421")


def test_a_portrait_needs_words_and_a_credit_of_its_own(site: SiteWriter) -> None:
    folder = site({LEA: mentee("Lea Lind", "photo: lea.jpg\n"), "mentees/lea-lind/lea.jpg": JPEG})
    assert places(read_site(folder).diagnostics) == [
        "E603 mentees/lea-lind/index.md:12:8",
        "E604 mentees/lea-lind/index.md:12:8",
    ]


def test_decorative_pictures_and_logos_need_no_words(site: SiteWriter) -> None:
    partners = "- id: northlight\n  name: Northlight\n  role: organiser\n  logo: logo.png\n"
    written = "  - file: table.jpg\n    decorative: true\n    credit: Illustration\n    depicts: none\n"
    folder = site({**in_gallery(written), "content/partners.yaml": partners, "content/logo.png": JPEG})
    found = sound(folder).pictures
    assert (found[TABLE].alt, found["content/logo.png"].alt) == ("", "Northlight")
    assert (found[TABLE].profile, found["content/logo.png"].profile) == ("photo", "logo")


def test_a_gallery_lends_its_credit_and_licence(site: SiteWriter) -> None:
    lent = gallery(
        photo(credit=""), photo("b.jpg", credit="By Kari"), fields="credit: Photo by Ole\nlicence: CC0\n"
    )
    folder = site({GALLERY: lent, TABLE: JPEG, "content/galleries/autumn/b.jpg": JPEG})
    found = sound(folder).pictures
    assert [found[TABLE].credit, found["content/galleries/autumn/b.jpg"].credit] == [
        "Photo by Ole, CC0",
        "By Kari",
    ]


@pytest.mark.parametrize(
    ("covers", "kinds"),
    [
        ("profile", set()),
        ("profile, photo", {"portrait"}),
        ("profile, gallery", {"gallery", "event"}),
        ("profile, news", {"update"}),
        ("profile, photo, gallery, news", {"portrait", "gallery", "event", "update"}),
        ("photo, gallery, news", set()),
    ],
)
def test_a_picture_is_shown_when_the_consent_of_everyone_on_it_covers_its_use(
    site: SiteWriter, covers: str, kinds: set[str]
) -> None:
    pictures = "pictures:\n" + photo("own.jpg", depicts="[lea-lind, anna-berg]")
    folder = site(
        {
            LEA: mentee("Lea Lind", PORTRAIT, covers=covers),
            "mentees/lea-lind/lea.jpg": JPEG,
            **in_gallery(photo(depicts="[lea-lind]")),
            "content/events/talk.md": event(pictures),
            "content/events/own.jpg": JPEG,
            "content/updates/talk.md": update(fields=pictures),
            "content/updates/own.jpg": JPEG,
        }
    )
    paths = {
        "mentees/lea-lind/lea.jpg": "portrait",
        TABLE: "gallery",
        "content/events/own.jpg": "event",
        "content/updates/own.jpg": "update",
    }
    reading = read_site(folder)
    assert reading.site is not None
    assert {paths[path] for path in reading.site.pictures} == kinds
    assert places(reading.diagnostics, "EW") == []


def test_a_dropped_picture_is_gone_from_everywhere_it_was_shown_and_told_once(site: SiteWriter) -> None:
    folder = site(
        {
            LEA: mentee("Lea Lind", covers="profile"),
            GALLERY: gallery(photo(depicts="[lea-lind]"), photo("b.jpg"), fields="cover: table.jpg\n"),
            TABLE: JPEG,
            "content/galleries/autumn/b.jpg": JPEG,
            "content/pages/faq.md": page(
                "![](../galleries/autumn/table.jpg)", "image: ../galleries/autumn/table.jpg\n"
            ),
        }
    )
    reading = read_site(folder)
    assert places(reading.diagnostics) == ["N302 content/galleries/autumn/gallery.yaml:5:11"]
    assert reading.site is not None
    assert set(reading.site.pictures) == {"content/galleries/autumn/b.jpg"}


def test_the_portrait_of_somebody_held_back_is_gone_from_other_pages_without_a_mistake(
    site: SiteWriter,
) -> None:
    folder = site(
        {
            LEA: mentee("Lea Lind", PORTRAIT, expires_on="2023-12-05"),
            "mentees/lea-lind/lea.jpg": JPEG,
            "content/pages/faq.md": page(fields="image: ../../mentees/lea-lind/lea.jpg\n"),
        }
    )
    reading = read_site(folder)
    assert places(reading.diagnostics) == ["N301 mentees/lea-lind/index.md:17:15"]
    assert reading.site is not None
    assert reading.site.pictures == {}


def test_a_gallery_of_whose_pictures_none_may_be_shown_is_no_page_and_no_link_leads_there(
    site: SiteWriter,
) -> None:
    folder = site(
        {
            **in_gallery(photo(depicts="[jonas-b]")),
            "content/pages/faq.md": page("[See](gallery:autumn)"),
            "content/mentors/jonas-b.md": mentor("Jonas B.", covers="profile"),
        }
    )
    reading = read_site(folder)
    assert reading.site is not None
    assert reading.site.galleries == {}
    assert said_of(folder, reading.diagnostics, "E415").splitlines()[0] == (
        "error[E415]: `gallery:autumn` is not on the site: none of its pictures may be shown"
    )


def test_a_person_whose_file_cannot_be_read_is_not_unknown(site: SiteWriter) -> None:
    folder = site({**in_gallery(photo(depicts="[lea-lind]")), LEA: "---\nname: Lea\n---\n"})
    assert "E310" not in {d.code for d in read_site(folder).diagnostics}
