from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.model.destinations import Destination, Refusal, Signposts, find

SIGNPOSTS = Signposts(
    by_path={
        "content/pages/faq.md": "page:faq",
        "content/pages/index.md": "page:index",
        "mentees/anna/index.md": "mentee:anna",
    },
    withheld={"page:plans": "it is a draft", "mentee:lea": "the consent expired on 2023-12-05"},
    known=frozenset(
        {
            *(
                "page:faq",
                "page:index",
                "page:plans",
                "mentee:anna",
                "mentee:lea",
                "mentor:jonas",
                "partner:nrk",
            ),
            *("event:closing", "cohort:autumn", "gallery:autumn", "update:"),
        }
    ),
    topics=frozenset({"apply", "other"}),
    anchors={"page:faq": frozenset({"costs", "apply"})},
    documents=frozenset({"content/pages/program.pdf", "mentees/anna/cv.pdf"}),
    kept=frozenset({"mentees/lea/cv.pdf"}),
)
TRICKS = st.text(
    st.sampled_from("javscript:daJAVSCRIPT/\\\t\n &#;xX0123456789@mailto?.%2f\u200b\u202e\x00hps"),
    max_size=24,
)


def found(written: str, path: str = "content/pages/index.md") -> Destination | Refusal:
    return find(written, path=path, name="page:index", signposts=SIGNPOSTS)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("mentees", Destination(kind="mentees")),
        ("events#closing", Destination(kind="events", fragment="closing")),
        ("page:faq", Destination(kind="page", id="faq")),
        ("page:faq#costs", Destination(kind="page", id="faq", fragment="costs")),
        ("PAGE:faq", Refusal),
        ("faq.md", Destination(kind="page", id="faq")),
        ("faq.md#costs", Destination(kind="page", id="faq", fragment="costs")),
        ("../../mentees/anna/index.md", Destination(kind="mentee", id="anna")),
        ("/content/pages/faq.md", Destination(kind="page", id="faq")),
        ("content/pages/faq.md", Destination(kind="page", id="faq")),
        ("../cohorts/autumn.md", Destination(kind="cohort", id="autumn")),
        ("contact:apply", Destination(kind="contact", topic="apply")),
        ("program.pdf", Destination(media="content/pages/program.pdf")),
        ("../../mentees/anna/cv.pdf", Destination(media="mentees/anna/cv.pdf")),
        ("https://a.example/b?c=d#e", Destination(address="https://a.example/b?c=d#e")),
        ("HTTPS://A.example", Destination(address="HTTPS://A.example")),
        ("skill:python", Refusal),
        ("event:closing#here", Destination(kind="event", id="closing", fragment="here")),
    ],
)
def test_what_people_write_leads_where_they_mean(written: str, expected: Destination | type[Refusal]) -> None:
    leads = found(written)
    assert leads == expected or (expected is Refusal and isinstance(leads, Refusal))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("javascript:alert(1)", "E410"),
        ("JaVaScRiPt:alert(1)", "E410"),
        ("java\tscript:alert(1)", "E410"),
        ("java\nscript:alert(1)", "E410"),
        (" javascript:alert(1)", "E410"),
        ("&#106;avascript:alert(1)", "E410"),
        ("&amp;#106;avascript:alert(1)", "E410"),
        ("javascript&colon;alert(1)", "E410"),
        ("java\u200bscript:alert(1)", "E410"),
        ("data:text/html,<script>", "E410"),
        ("vbscript:a", "E410"),
        ("file:///etc/passwd", "E410"),
        ("//evil.example", "E410"),
        ("&#47;&#47;evil.example", "E410"),
        ("mailto:kari@northlight.example?bcc=a@b.example", "E410"),
        ("tel:+4722334455", "E410"),
        ("https://", "E411"),
        ("https://northlight", "E411"),
        ("https://user:pw@a.example", "E411"),
        ("https://a.example:99999/", "E411"),
        ("https://[::1/", "E411"),
        ("contact:aply", "E412"),
        ("", "E413"),
        ("nowhere", "E414"),
        ("../../../../etc/passwd", "E414"),
        ("event:closng", "E414"),
        ("page:plans", "E415"),
        ("../../mentees/lea/index.md", "E415"),
        ("mentor:jonas", "E416"),
        ("partner:nrk", "E416"),
        ("page:faq#cost", "E417"),
        ("#nowhere", None),
        ("../../mentees/lea/cv.pdf", "E419"),
    ],
)
def test_what_leads_nowhere_is_refused(written: str, code: str | None) -> None:
    leads = found(written)
    assert (leads.code if isinstance(leads, Refusal) else None) == code


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("fqa.md", "did you mean `content/pages/faq.md`?"),
        ("mentes", "did you mean `mentees` or `events`?"),
        ("event:closng", "did you mean `event:closing`?"),
        ("page:faq#cots", "did you mean `costs`?"),
        ("page:faq#zzz", "set one with `## Heading {#name}`, or leave the # out"),
        ("contact:zzz", "topics are listed in `content/site.yaml`"),
        ("zzzz", "write an id such as `page:faq`, or the path of a file"),
        ("gallery:zzzzzz", "check the name"),
    ],
)
def test_the_nearest_place_is_proposed(written: str, help: str) -> None:
    leads = found(written)
    assert isinstance(leads, Refusal)
    assert leads.help == help


def test_a_feed_needs_an_address() -> None:
    without = Signposts(
        by_path={},
        withheld={},
        known=frozenset(),
        topics=frozenset(),
        anchors={},
        documents=frozenset(),
        has_address=False,
    )
    leads = find("feed", path="a.md", name="page:a", signposts=without)
    assert isinstance(leads, Refusal)
    assert leads.code == "E418"
    assert found("feed") == Destination(kind="feed")


def test_what_could_not_be_read_may_be_what_is_meant() -> None:
    assert found("update:yesterday") == Destination(kind="update", id="yesterday")


@given(TRICKS)
def test_an_address_outside_always_begins_with_http(written: str) -> None:
    leads = found(written)
    if isinstance(leads, Destination) and leads.address:
        assert leads.address.lower().startswith(("https://", "http://"))
    elif isinstance(leads, Destination):
        assert leads.kind or leads.media
