import pytest

from microsite.model.schema.types import Email, Phone, Url
from tests.model.fields.verdicts import Mistake, help_for, label, verdict


@pytest.mark.parametrize(
    "written", ["https://lovepats.example", "http://a.example:8080/b?c=d#e", "https://a.example/'"]
)
def test_a_whole_address_is_kept(written: str) -> None:
    assert verdict(Url, written) == written


def test_letters_of_other_languages_become_what_every_program_reads() -> None:
    assert verdict(Url, "https://blåbær.example/ø") == "https://xn--blbr-roah.example/%C3%B8"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("javascript:alert(1)", "addresses that begin with javascript: do not fit here"),
        ("JavaScript:alert(1)", "addresses that begin with JavaScript: do not fit here"),
        ("data:text/html,x", "addresses that begin with data: do not fit here"),
        ("mailto:a@b.example", "addresses that begin with mailto: do not fit here"),
        ("ftp://a.example", "addresses that begin with ftp: do not fit here"),
        ("lovepats.example/a", "the beginning is missing"),
        ("//evil.example", "the beginning is missing"),
        ("https://a b.example", "this has a space in it"),
        ("https://", "this is not a whole address"),
        ("https:/a.example", "this is not a whole address"),
        ("https:\\\\a.example", "this is not a whole address"),
        ("https://a.example/<b>", "this is not a whole address"),
        ('https://a.example/"onclick=', "this is not a whole address"),
        ("https://a.example/\nb", "this is not a whole address"),
        ("https://a.example:99999/", "no page can be at this address"),
        ("https://[::1", "no page can be at this address"),
        ("https://user:word@a.example", "this has a user name in it"),
        ("mentees", "this is not a whole address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(written: str, said: str) -> None:
    assert label(Url, written) == said


def test_an_address_without_its_beginning_is_proposed_with_it() -> None:
    assert help_for(Url, "lovepats.example/a") == "write https://lovepats.example/a"
    assert help_for(Url, "//lovepats.example") == "write https://lovepats.example"


@pytest.mark.parametrize("written", ["andrea@lovepats.example", "a.b+c@d-e.example", "post@blåbær.example"])
def test_an_e_mail_address_is_kept(written: str) -> None:
    assert verdict(Email, written) == written


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("andrea", "there is no @ in it"),
        ("a@b", "no message can be sent to this"),
        ("a@@b.example", "no message can be sent to this"),
        ("a..b@c.example", "no message can be sent to this"),
        (".a@b.example", "no message can be sent to this"),
        ("a b@c.example", "no message can be sent to this"),
        ("a@b.example?bcc=c@d.example", "no message can be sent to this"),
        ("a@b.example\nBcc: c@d.example", "no message can be sent to this"),
        ("a@b.example, c@d.example", "no message can be sent to this"),
        ("mailto:a@b.example", "there is more here than the address"),
        ("<a@b.example>", "there is more here than the address"),
    ],
)
def test_what_is_not_one_e_mail_address_is_told(written: str, said: str) -> None:
    assert label(Email, written) == said


def test_a_phone_number_is_kept_in_one_form() -> None:
    for written in ("+47 22 33 44 55", "+47 (22) 33-44-55", "+4722334455", "+47\u00a022334455"):
        assert verdict(Phone, written) == "+4722334455"


@pytest.mark.parametrize(
    ("written", "said", "help"),
    [
        (
            "22 33 44 55",
            "the country code is missing",
            "write + and the country code first, for example +47 22 33 44 55",
        ),
        ("0047 22334455", "the country code begins with +", "write +4722334455"),
        (
            "+47",
            "this is not a phone number",
            "write + and the country code first, for example +47 22 33 44 55",
        ),
        (
            "call us",
            "this is not a phone number",
            "write + and the country code first, for example +47 22 33 44 55",
        ),
    ],
)
def test_a_phone_number_without_its_country_is_told(written: str, said: str, help: str) -> None:
    assert verdict(Phone, written) == Mistake(code="E220", label=said, help=help)
