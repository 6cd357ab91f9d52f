from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.render import structured_data
from microsite.render.structured_data import json_for_script
from microsite.render.views import (
    FreePageView,
    GalleryView,
    LanguageView,
    LinkView,
    PartnerView,
    PersonLink,
    QuestionView,
    Target,
)
from tests.render.samples import (
    absolute,
    author,
    event,
    html,
    lovepats,
    mentee,
    nowhere,
    picture,
    term,
    update,
    view,
)
from tests.render.structured_rules import faults, kinds

BASE = "https://lovepats.example/site"
SITE = lovepats()
OSLO = ZoneInfo("Europe/Oslo")
ORGANISATION = {
    "@type": "Organization",
    "name": "Oslo Business Region",
    "url": "https://oslobusinessregion.example",
}


def node(document: Any, kind: str) -> Any:
    """Give the one node of a kind."""
    assert document["@context"] == "https://schema.org"
    (found,) = [part for part in document["@graph"] if part["@type"] == kind]
    return found


def described(**fields: Any) -> Any:
    return node(structured_data.event(SITE, event(**fields), absolute=absolute), "Event")


def test_the_front_page_describes_the_site_and_who_runs_it() -> None:
    document = structured_data.home(SITE, absolute=absolute)
    assert node(document, "WebSite") == {
        "@type": "WebSite",
        "name": "Lovepats",
        "description": "A mentor program in Oslo",
        "url": f"{BASE}/",
        "inLanguage": "en",
        "publisher": ORGANISATION,
    }
    assert node(document, "Organization") == ORGANISATION


def test_an_event_is_described_with_its_place_and_zone() -> None:
    evening = described(
        summary="Seventeen short talks.",
        starts_at=datetime(2023, 12, 7, 18, tzinfo=OSLO),
        ends_at=datetime(2023, 12, 7, 21, tzinfo=OSLO),
        place_name="Workshop room",
        place_address="Tøyengata 2, Oslo",
        image=picture(),
    )
    assert evening == {
        "@type": "Event",
        "name": "Closing evening",
        "description": "Seventeen short talks.",
        "url": f"{BASE}/events/closing-evening/",
        "startDate": "2023-12-07T18:00:00+01:00",
        "endDate": "2023-12-07T21:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "Workshop room", "address": "Tøyengata 2, Oslo"},
        "organizer": ORGANISATION,
        "image": [f"{BASE}/media/roof.jpg"],
    }


def test_an_event_that_lasts_all_day_has_days() -> None:
    days = described(start_date=date(2023, 9, 25), end_date=date(2023, 9, 28))
    assert (days["startDate"], days["endDate"]) == ("2023-09-25", "2023-09-28")


def test_an_event_whose_end_is_not_known_has_none() -> None:
    assert "endDate" not in described(starts_at=datetime(2023, 12, 7, 18, tzinfo=OSLO))


@pytest.mark.parametrize(
    ("event_status", "expected"),
    [
        ("cancelled", "https://schema.org/EventCancelled"),
        ("postponed", "https://schema.org/EventPostponed"),
        ("rescheduled", "https://schema.org/EventRescheduled"),
    ],
)
def test_an_event_says_whether_it_takes_place(event_status: str, expected: str) -> None:
    moved = described(event_status=event_status, previous_start_date=date(2023, 11, 30))
    assert (moved["eventStatus"], moved["previousStartDate"]) == (expected, "2023-11-30")


def test_an_event_is_organised_by_its_host() -> None:
    host = described(host=view(PartnerView, name="Reodor", url="https://reodor.example"))["organizer"]
    assert host == {"@type": "Organization", "name": "Reodor", "url": "https://reodor.example"}


def test_only_speakers_who_allow_search_engines_are_named() -> None:
    open_one = view(PersonLink, name="Ngozi Adeyemi", path="mentees/ngozi/index.html", may_be_indexed=True)
    other = view(PersonLink, name="Zofia Wiśniewska", path="mentees/zofia/index.html")
    talk = structured_data.event(SITE, event(speakers=(open_one, other)), absolute=absolute)
    assert node(talk, "Event")["performer"] == [
        {"@type": "Person", "name": "Ngozi Adeyemi", "url": f"{BASE}/mentees/ngozi/"}
    ]
    assert "ofia" not in json_for_script(talk)


def test_a_person_says_nothing_until_they_say_so() -> None:
    assert view(PersonLink).may_be_indexed is False


def test_news_are_described() -> None:
    document = structured_data.update(SITE, update(image=picture()), absolute=absolute)
    address = f"{BASE}/updates/2023-12-06-a-lifeline/"
    assert node(document, "NewsArticle") == {
        "@type": "NewsArticle",
        "headline": "A lifeline",
        "description": "In short.",
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": "2023-12-06",
        "author": [ORGANISATION],
        "inLanguage": "en",
        "publisher": ORGANISATION,
        "image": [f"{BASE}/media/roof.jpg"],
    }


@pytest.mark.parametrize(("name", "expected"), [("Andrea", "Andrea"), ("Zofia", "Oslo Business Region")])
def test_an_author_is_named_who_is_public_or_allows_search_engines(name: str, expected: str) -> None:
    document = structured_data.update(SITE, update(authors=(author(name),)), absolute=absolute)
    assert [each["name"] for each in node(document, "NewsArticle")["author"]] == [expected]
    allowed = update(authors=(author(name, may_be_indexed=True),))
    document = structured_data.update(SITE, allowed, absolute=absolute)
    assert [each["name"] for each in node(document, "NewsArticle")["author"]] == [name]


def test_a_mentee_who_allows_search_engines_is_described() -> None:
    zofia = mentee(
        headline="UX researcher",
        may_be_indexed=True,
        photo=picture("zofia"),
        skills=(term("User research"),),
        languages=(view(LanguageView, code="pl"),),
        links=(LinkView(label="Portfolio", target=Target(address="https://zofia.example")),),
    )
    page = node(structured_data.mentee(SITE, zofia, absolute=absolute), "ProfilePage")
    assert page["mainEntity"] == {
        "@type": "Person",
        "name": "Zofia Wiśniewska",
        "description": "UX researcher",
        "url": f"{BASE}/mentees/zofia-wisniewska/",
        "image": [f"{BASE}/media/zofia.jpg"],
        "knowsAbout": ["User research"],
        "knowsLanguage": ["pl"],
        "sameAs": ["https://zofia.example"],
    }


def test_nothing_is_said_of_a_mentee_who_does_not_allow_it() -> None:
    assert structured_data.mentee(SITE, mentee(may_be_indexed=False), absolute=absolute) is None


def test_a_page_below_a_list_shows_the_way_to_it() -> None:
    document = structured_data.mentee(SITE, mentee(may_be_indexed=True), absolute=absolute)
    way = [
        (step["position"], step["name"], step["item"])
        for step in node(document, "BreadcrumbList")["itemListElement"]
    ]
    assert way == [
        (1, "Lovepats", f"{BASE}/"),
        (2, "Mentees", f"{BASE}/mentees/"),
        (3, "Zofia Wiśniewska", f"{BASE}/mentees/zofia-wisniewska/"),
    ]


def test_questions_are_described_as_text() -> None:
    question = view(QuestionView, question="Is it free?", answer=html("<p>Yes, <em>free</em>.</p>"))
    page = view(FreePageView, path="faq/index.html", title="Questions", questions=(question,))
    assert node(structured_data.page(SITE, page, absolute=absolute), "FAQPage") == {
        "@type": "FAQPage",
        "name": "Questions",
        "url": f"{BASE}/faq/",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Is it free?",
                "acceptedAnswer": {"@type": "Answer", "text": "Yes, free."},
            }
        ],
    }


def test_a_page_without_questions_is_described_by_its_place_alone() -> None:
    page = view(FreePageView, title="About", path="about/index.html")
    document = structured_data.page(SITE, page, absolute=absolute)
    assert document is not None
    assert kinds(document) == ["BreadcrumbList"]
    assert faults(document) == []


def test_an_album_is_described_without_captions() -> None:
    photo = picture(caption="Zofia on the roof", alt="Zofia")
    album = view(
        GalleryView, path="galleries/autumn/index.html", title="Autumn", cover=photo, photos=(photo,)
    )
    document = structured_data.gallery(SITE, album, absolute=absolute)
    assert node(document, "ImageGallery")["image"] == [
        {"@type": "ImageObject", "contentUrl": f"{BASE}/media/roof.jpg", "creditText": "Illustration, CC0"}
    ]
    assert "Zofia" not in json_for_script(document)


def test_a_site_without_an_address_describes_nothing() -> None:
    homeless = lovepats(url="")
    assert structured_data.home(homeless, absolute=nowhere) is None
    assert structured_data.event(homeless, event(), absolute=nowhere) is None
    assert structured_data.update(homeless, update(), absolute=nowhere) is None
    assert structured_data.mentee(homeless, mentee(may_be_indexed=True), absolute=nowhere) is None


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "a\u2028b\u2029c", "&lt;"]
)
def test_json_cannot_leave_its_script_element(text: str) -> None:
    written = json_for_script({"name": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"name": text}


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text()))))
def test_json_for_a_script_reads_as_what_was_written(value: dict[str, object]) -> None:
    written = json_for_script(value)
    assert json.loads(written) == value
    assert "<" not in written
