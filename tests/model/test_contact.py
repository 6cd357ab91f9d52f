from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.core.diagnostics import Diagnostic, render
from microsite.core.positions import Position
from microsite.model import contact, entries
from microsite.model.contact import FIELDS, FormContract, HiddenField, contract, mailto_address
from microsite.model.entry import Entry
from microsite.model.kinds import Kind
from microsite.model.schema.site import SiteSettings
from microsite.source import front_matter
from tests.letters import letter

PATH = "content/site.yaml"
SETTINGS = """\
name: Lovepats
tagline: A mentor program in Oslo
timezone: Europe/Oslo
organisation: { name: Oslo Business Region }
coordinator: { name: Andrea, email: andrea@lovepats.example }
"""
TOPICS = "  topics: [{ id: apply, label: Applying }]\n"


def written(form: str, *, more: str = "") -> Entry[SiteSettings]:
    text = f"{SETTINGS}{more}contact_form:\n{form}"
    parsed = front_matter.parse_yaml_file(text.encode(), path=PATH)
    assert parsed.node is not None
    fields, problems = entries.load(SiteSettings, parsed.node, path=PATH)
    assert fields is not None, problems
    return Entry(kind=Kind.SITE, id="site", path=PATH, fields=fields, node=parsed.node)


def contract_of(form: str, *, url: str = "https://lovepats.example") -> FormContract:
    settings = written(form, more=f"url: {url}\n" if url else "").fields
    return contract(settings, thanks_path="contact/thanks/index.html")


def hidden(form: FormContract) -> dict[str, str]:
    return {field.name: field.value for field in form.hidden}


def told(form: str) -> list[str]:
    lines = f"{SETTINGS}contact_form:\n{form}".splitlines()

    def line_of(position: Position) -> str:
        return lines[position.line - 1]

    found: Iterable[Diagnostic] = contact.check(written(form))
    return [render(diagnostic, line_of) for diagnostic in found]


def test_a_mail_form_opens_the_mail_program_with_a_message_to_the_coordinator() -> None:
    form = contract_of(f"  provider: mailto\n{TOPICS}")
    assert form.action == "mailto:andrea@lovepats.example?subject=Lovepats"
    assert (form.method, form.enctype) == ("post", "text/plain")
    assert (form.honeypot, form.hidden, form.sources) == ("", (), ("mailto:",))
    assert form.choice == "introduce"


def test_a_formspree_form_names_its_fields_as_formspree_reads_them() -> None:
    form = contract_of(f"  provider: formspree\n  endpoint: https://formspree.io/f/abcdwxyz\n{TOPICS}")
    assert form.action == "https://formspree.io/f/abcdwxyz"
    assert form.field_names["topic"] == "_subject"
    assert form.field_names["email"] == "email"
    assert form.honeypot == "_gotcha"
    assert hidden(form) == {"_next": "https://lovepats.example/contact/thanks/"}
    assert form.sources == ("https://formspree.io",)


def test_a_netlify_form_is_posted_to_the_page_that_thanks() -> None:
    form = contract_of(f"  provider: netlify\n{TOPICS}")
    assert form.action == "/contact/thanks/"
    assert form.field_names["topic"] == "subject"
    assert form.honeypot == "bot-field"
    assert hidden(form) == {"form-name": "contact"}
    assert form.choice == "people[]"
    assert form.sources == ("'self'",)


def test_a_netlify_form_of_a_site_under_a_path_stays_there() -> None:
    form = contract_of("  provider: netlify\n", url="https://example.org/lovepats/")
    assert form.action == "/lovepats/contact/thanks/"


def test_a_web3forms_form_carries_its_key_and_may_be_led_to_both_of_its_hosts() -> None:
    form = contract_of(f"  provider: web3forms\n  access_key: a1b2c3d4\n{TOPICS}")
    assert form.action == "https://api.web3forms.com/submit"
    assert form.field_names["topic"] == "subject"
    assert form.honeypot == "botcheck"
    assert hidden(form) == {
        "access_key": "a1b2c3d4",
        "from_name": "Lovepats",
        "redirect": "https://lovepats.example/contact/thanks/",
    }
    assert form.sources == ("https://api.web3forms.com", "https://web3forms.com")


def test_a_formsubmit_form_leaves_the_captcha_of_others_out() -> None:
    form = contract_of(f"  provider: formsubmit\n  endpoint: https://formsubmit.co/0123abcd\n{TOPICS}")
    assert form.field_names["topic"] == "_subject"
    assert form.honeypot == "_honey"
    assert hidden(form) == {"_captcha": "false", "_next": "https://lovepats.example/contact/thanks/"}


def test_a_basin_form_has_no_field_for_what_basin_keeps_in_the_account() -> None:
    form = contract_of(f"  provider: basin\n  endpoint: https://usebasin.com/f/0123456789ab\n{TOPICS}")
    assert form.field_names["topic"] == "topic"
    assert form.honeypot == "_gotcha"
    assert form.hidden == ()
    assert form.sources == ("https://usebasin.com",)


def test_any_other_endpoint_gets_the_plain_names() -> None:
    form = contract_of(
        f"  provider: endpoint\n  endpoint: https://forms.example.org:8443/in?site=1\n{TOPICS}"
    )
    assert form.action == "https://forms.example.org:8443/in?site=1"
    assert dict(form.field_names) == {name: name for name in FIELDS} | {"topic": "subject"}
    assert form.sources == ("https://forms.example.org:8443",)


@pytest.mark.parametrize("provider", ["formspree", "formsubmit", "basin", "endpoint"])
def test_each_person_has_a_field_of_their_own_where_equal_names_could_be_lost(provider: str) -> None:
    assert contract_of(f"  provider: {provider}\n").choice == "introduce-{id}"


def test_without_topics_the_subject_is_the_sites_name() -> None:
    form = contract_of("  provider: formspree\n  endpoint: https://formspree.io/f/abcdwxyz\n")
    assert HiddenField(name="_subject", value="Lovepats") in form.hidden


def test_without_a_site_address_the_provider_shows_its_own_page_afterwards() -> None:
    form = contract_of(
        f"  provider: formsubmit\n  endpoint: https://formsubmit.co/0123abcd\n{TOPICS}", url=""
    )
    assert "_next" not in hidden(form)


def test_a_complete_form_is_fine() -> None:
    assert told("  provider: mailto\n") == []
    assert told("  provider: netlify\n") == []
    assert told("  provider: web3forms\n  access_key: a1b2\n") == []
    assert told("  provider: basin\n  endpoint: https://usebasin.com/f/0123456789ab\n") == []
    assert told("  provider: endpoint\n  endpoint: https://forms.example.org/in\n") == []


@pytest.mark.parametrize("provider", ["formspree", "formsubmit", "basin", "endpoint"])
def test_a_form_without_its_endpoint_is_refused(provider: str) -> None:
    assert [text.splitlines()[0] for text in told(f"  provider: {provider}\n")] == [
        "error[E340]: `endpoint` is missing, so the contact form leads nowhere"
    ]


def test_a_form_that_would_travel_unprotected_is_refused() -> None:
    [text] = told("  provider: endpoint\n  endpoint: http://forms.example.org/in\n")
    assert text == (
        "error[E341]: `endpoint` must begin with https://\n"
        "   --> content/site.yaml:8:13\n"
        "  8 |   endpoint: http://forms.example.org/in\n"
        "    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ messages would travel unprotected\n"
        "  help: write https://forms.example.org/in"
    )


@pytest.mark.parametrize(
    ("provider", "endpoint", "label"),
    [
        ("basin", "https://formspree.io/f/abcd", "this address belongs to Formspree"),
        ("endpoint", "https://usebasin.com/f/abcd", "this address belongs to Basin"),
        ("endpoint", "https://api.web3forms.com/submit", "this address belongs to Web3Forms"),
        ("formspree", "https://forms.example.org/in", "addresses of Formspree are at formspree.io"),
        ("formspree", "https://notformspree.io/f/abcd", "addresses of Formspree are at formspree.io"),
    ],
)
def test_an_endpoint_of_another_provider_is_refused(provider: str, endpoint: str, label: str) -> None:
    [text] = told(f"  provider: {provider}\n  endpoint: {endpoint}\n")
    assert text.startswith(f"error[E342]: `endpoint` does not belong to `provider: {provider}`")
    assert label in text


def test_web3forms_without_its_key_is_refused() -> None:
    [text] = told("  provider: web3forms\n")
    assert text.startswith("error[E343]: `access_key` is missing")


def test_settings_that_the_provider_does_not_read_are_refused() -> None:
    assert [
        text.splitlines()[0] for text in told("  endpoint: https://formspree.io/f/a\n  access_key: b\n")
    ] == [
        "error[E344]: `endpoint` is not used with `provider: mailto`",
        "error[E344]: `access_key` is not used with `provider: mailto`",
    ]


def test_an_endpoint_that_shows_an_address_to_robots_is_refused() -> None:
    [text] = told("  provider: formsubmit\n  endpoint: https://formsubmit.co/andrea@lovepats.example\n")
    assert text.startswith("error[E345]: `endpoint` must not hold an e-mail address")


def test_two_topics_with_one_id_are_refused_naming_both() -> None:
    [text] = told("  topics:\n    - { id: apply, label: A }\n    - { id: apply, label: B }\n")
    assert text.startswith("error[E346]: two topics of the contact form are called `apply`")
    assert "content/site.yaml:9:13" in text
    assert "content/site.yaml:8:13" in text


def test_a_message_keeps_letters_lines_and_signs() -> None:
    address = mailto_address(
        "andrea@lovepats.example", "Å møte Zofia & co + 100 %", "Hei, Wiśniewska?\nJa = 1 + 1 #ok"
    )
    message = letter(address)
    assert message["To"] == "andrea@lovepats.example"
    assert message["Subject"] == "Å møte Zofia & co + 100 %"
    assert message.get_content() == "Hei, Wiśniewska?\nJa = 1 + 1 #ok\n"
    assert "%0D%0A" in address


def test_a_line_break_in_the_subject_cannot_become_a_header() -> None:
    address = mailto_address("andrea@lovepats.example", "Hello\r\nBcc: all@example.org", "Body")
    assert "%0D" not in urlsplit(address).query.partition("&")[0]
    assert letter(address)["Subject"] == "Hello Bcc: all@example.org"


def test_an_address_cannot_bring_fields_of_its_own() -> None:
    address = mailto_address("andrea@lovepats.example?bcc=all@example.org\r\n&cc=x", "Hello")
    assert parse_qsl(urlsplit(address).query) == [("subject", "Hello")]


@given(subject=st.text(), body=st.text())
def test_whatever_is_written_there_are_no_other_fields_and_it_is_read_as_written(
    subject: str, body: str
) -> None:
    query = urlsplit(mailto_address("a@b.example", subject, body)).query
    fields = dict(parse_qsl(query.replace("+", "%2B"), keep_blank_values=True))
    assert fields.keys() <= {"subject", "body"}
    assert fields.get("subject", "") == " ".join(subject.split())
    assert fields.get("body", "") == "\r\n".join(body.splitlines())
