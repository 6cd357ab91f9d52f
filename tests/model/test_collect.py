from __future__ import annotations

import pytest

from microsite.model.kinds import Form, Kind, Place, is_document, is_media, is_picture, place_of
from microsite.model.schema.site import SiteSettings
from microsite.model.validation import validated
from microsite.model.values import values_at
from tests.conftest import SiteWriter
from tests.making import collected, message_in_docs, places, read_site, said_of, sound
from tests.texts import event, mentee, mentor, page, settings, update


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("content/site.yaml", Place(kind=Kind.SITE, form=Form.YAML, id="site")),
        ("content/pages/faq.md", Place(kind=Kind.PAGE, form=Form.MARKDOWN, id="faq")),
        ("content/updates/2023-10-05-news.md", Place(kind=Kind.UPDATE, form=Form.MARKDOWN, id="news")),
        ("content/updates/news.md", Place(kind=Kind.UPDATE, form=Form.MARKDOWN, id="news")),
        ("content/events/2023.yaml", Place(kind=Kind.EVENT, form=Form.LIST, id="")),
        ("content/galleries/autumn/gallery.yaml", Place(kind=Kind.GALLERY, form=Form.YAML, id="autumn")),
        ("mentees/anna/index.md", Place(kind=Kind.MENTEE, form=Form.MARKDOWN, id="anna")),
        ("mentees/anna/more/index.md", None),
        ("mentees/anna.md", None),
        ("content/pages/deep/faq.md", None),
        ("other/content/site.yaml", None),
        ("content/pages/faq.txt", None),
    ],
)
def test_a_path_says_what_a_file_is(path: str, place: Place | None) -> None:
    assert place_of(path) == place


def test_pictures_and_documents_are_media() -> None:
    assert [is_media(p) for p in ("a/B.JPG", "a.pdf", "a.svg", "a.md")] == [True, True, True, False]
    assert [is_picture("a.JPG"), is_picture("a.pdf"), is_document("a.PDF"), is_document("a.jpg")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("content/partners.yml", "did you mean `content/partners.yaml`?"),
        ("content/page/faq.md", "did you mean `content/pages/faq.md`?"),
        ("mentees/lea-lind.md", "did you mean `mentees/lea-lind/index.md`?"),
        ("mentee/lea-lind/index.md", None),
        ("mentees/lea-lind/indx.md", "did you mean `mentees/indx/index.md`?"),
        (
            "content/0123456789/9876543210-9876543210/x.bin",
            "move it out of the folder, or give it a name that the site reads",
        ),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_the_nearest_place(
    site: SiteWriter, path: str, help: str | None
) -> None:
    folder = site({path: "x"})
    text = said_of(folder, read_site(folder).diagnostics, "W301")
    assert text.partition("  help: ")[2] == (help or "")


def test_every_mistake_of_every_file_is_told_together(site: SiteWriter) -> None:
    folder = site(
        {
            "content/pages/a.md": "---\ntitel: A\n---\n# Again\n",
            "content/pages/b.md": "no fields\n",
            "content/partners.yaml": "name: Northlight\n",
            "content/events/more.yaml": "- title: A\n  start_date: 2023-13-01\n- [a]\n- id: a\n  title: B\n  start_date: 2023-12-01\n",
            "content/site.yaml": settings() + "colour: red\n",
        }
    )
    assert places(read_site(folder).diagnostics) == [
        "E202 content/events/more.yaml:1:3",
        "E204 content/events/more.yaml:2:15",
        "E208 content/events/more.yaml:3:3",
        "E201 content/pages/a.md:2:1",
        "E402 content/pages/a.md:4:1",
        "E105 content/pages/b.md:1:1",
        "E205 content/partners.yaml:1:1",
        "E201 content/site.yaml:14:1",
    ]


def test_an_empty_list_is_a_list_without_entries(site: SiteWriter) -> None:
    assert not [
        e
        for e in collected(site({"content/events/2023-autumn.yaml": "# none yet\n[]\n"})).entries
        if e.kind is Kind.EVENT
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"content/updates/2023-10-06-a.md": update(), "content/updates/a.md": update()},
            "two updates are called `a`",
        ),
        (
            {"content/mentors/anna-berg.md": mentor("Anna Berg")},
            "a mentor and a mentee are both called `anna-berg`",
        ),
        (
            {"content/skills.yaml": "- {name: C, synonyms: [c]}\n- {name: C, synonyms: [cc]}\n"},
            "two skills are called `C`",
        ),
        (
            {
                "content/partners.yaml": "- {id: a, name: A, role: host}\n" * 2
                + "- {id: northlight, name: N, role: host}\n"
            },
            "two partners are called `a`",
        ),
    ],
)
def test_two_entries_of_one_name_are_told_with_both_places(
    site: SiteWriter, files: dict[str, str], message: str
) -> None:
    folder = site(files)
    text = said_of(folder, read_site(folder).diagnostics)
    assert text.startswith(f"error[E801]: {message}\n")
    assert "note: the first one is here" in text


def test_markdown_in_fields_is_read_with_its_places(site: SiteWriter) -> None:
    folder = site(
        {
            "content/pages/faq.md": page(
                fields="questions:\n  - question: Q?\n    answer: |\n      One.\n\n      # Two\n"
            ),
            "mentees/lea-lind/index.md": mentee("Lea Lind", "seeks: A <b>role</b>\n"),
        }
    )
    assert places(read_site(folder).diagnostics) == [
        "E402 content/pages/faq.md:8:7",
        "W401 mentees/lea-lind/index.md:12:10",
    ]


def test_another_address_stands_in_for_the_site_s_own(site: SiteWriter) -> None:
    folder = site({"content/site.yaml": settings(url="https://northlight.example")})
    assert sound(folder).settings.fields.url == "https://northlight.example"
    assert sound(folder, url="https://preview.example/x/").settings.fields.url == "https://preview.example/x/"


@pytest.mark.parametrize(
    "url", ["northlight.example", "ftp://a.example", "https://", "https://a b.example", ""]
)
def test_an_address_that_is_none_is_told(site: SiteWriter, url: str) -> None:
    reading = read_site(site({}), url=url)
    assert [d.code for d in reading.diagnostics] == ["E811"]


def test_the_message_about_an_address_is_that_of_the_docs(site: SiteWriter) -> None:
    folder = site({})
    assert said_of(folder, read_site(folder, url="northlight.example").diagnostics) == message_in_docs("E811")


def test_what_other_files_hold_is_told_also_when_the_settings_cannot_be_read(site: SiteWriter) -> None:
    folder = site(
        {
            "content/site.yaml": "name: X\n",
            "content/pages/faq.md": page("# x"),
            "content/events/a.md": event("cohort: x\n"),
        }
    )
    assert {d.code for d in read_site(folder).diagnostics} == {"E202", "E301", "E402"}


def test_values_are_found_by_patterns() -> None:
    settings_of_a_site = validated(
        SiteSettings,
        {
            "name": "N",
            "tagline": "T",
            "timezone": "Europe/Oslo",
            "organisation": {"name": "O"},
            "coordinator": {"name": "K", "email": "k@n.example"},
            "navigation": [{"label": "A", "to": "a"}, {"label": "B", "to": "b"}],
            "footer": {"columns": [{"title": "C", "links": [{"label": "D", "to": "d"}]}]},
        },
    )
    assert [*values_at(settings_of_a_site, "navigation.*.to")] == [
        (("navigation", 0, "to"), "a"),
        (("navigation", 1, "to"), "b"),
    ]
    assert [*values_at(settings_of_a_site, "footer.columns.*.links.*.to")] == [
        (("footer", "columns", 0, "links", 0, "to"), "d")
    ]
    assert [*values_at(settings_of_a_site, "url")] == [*values_at(settings_of_a_site, "name.*")] == []
