import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.model.fields.text import unfit_slug
from microsite.model.schema.types import MediaPath, Reference, Slug, Text
from tests.model.fields.verdicts import Mistake, help_for, label, verdict


@pytest.mark.parametrize("written", ["A story", "2023", "1.10", "NO", "18:00", "李", "<b>One</b>"])
def test_text_is_kept_as_it_was_written(written: str) -> None:
    assert verdict(Text, written) == written


def test_white_space_around_a_text_is_no_part_of_it() -> None:
    assert verdict(Text, " one\ntwo\n") == "one\ntwo"


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        (True, "E203", "this is true or false"),
        (["a"], "E203", "this is a list"),
        ({"a": "b"}, "E203", "this is a group of fields"),
        (None, "E203", "nothing is written here"),
        (" ", "E210", "nothing is written here"),
        ("a\x00b", "E228", "this has the control character number 0"),
        ("a\x1b[0m", "E228", "this has the control character number 27"),
    ],
)
def test_what_is_not_text_is_told(written: object, code: str, said: str) -> None:
    mistake = verdict(Text, written)
    assert isinstance(mistake, Mistake)
    assert (mistake.code, mistake.label) == (code, said)


def test_a_truth_value_is_proposed_in_quotes() -> None:
    assert help_for(Text, True) == 'to mean the word, put quotes around it: `{key}: "true"`'


@pytest.mark.parametrize("written", ["anna-berg", "2023-autumn", "a", "2023", "a" * 100])
def test_a_slug_has_small_letters_digits_and_single_hyphens(written: str) -> None:
    assert verdict(Slug, written) == written


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("Anna Berg", "write for example anna-berg"),
        ("-anna--berg-", "write for example anna-berg"),
        ("anna_berg", "write for example anna-berg"),
        ("李", "write for example li"),
        ("!!!", "write for example anna-berg"),
        ("con", "write for example con-1"),
        ("COM1", "write for example com1-1"),
        ("../../etc/x", "write for example etc-x"),
        ("anna-" * 30 + "berg", "write for example " + "-".join(["anna"] * 20)),
    ],
)
def test_what_cannot_be_an_address_is_proposed_as_one(written: str, help: str) -> None:
    mistake = verdict(Slug, written)
    assert isinstance(mistake, Mistake)
    assert (mistake.code, mistake.help) == ("E223", help)


@settings(deadline=None)  # a busy computer is no failure
@given(st.text())
def test_every_proposed_address_can_be_one(text: str) -> None:
    unfit = unfit_slug(text)
    if unfit:
        assert unfit_slug(unfit.help.removeprefix("write for example ")) is None


def test_a_reference_is_one_id() -> None:
    assert verdict(Reference, "2023-autumn") == "2023-autumn"
    assert verdict(Reference, "2023") == "2023"
    assert label(Reference, ["a"]) == "this is a list"
    assert label(Reference, "") == "nothing is written here"
    assert label(Reference, "a\nb") == "this is not one id"


@pytest.mark.parametrize(
    ("written", "path", "value"),
    [
        ("photo.jpg", "mentees/anna/index.md", "photo.jpg"),
        ("./images//photo.jpg", "mentees/anna/index.md", "images/photo.jpg"),
        ("a/../photo.jpg", "site.yaml", "photo.jpg"),
        ("../galleries/one/photo.jpg", "content/updates/one.md", "../galleries/one/photo.jpg"),
        ("Åse & co (1).jpg", "", "Åse & co (1).jpg"),
    ],
)
def test_a_file_is_named_from_the_folder_of_its_entry(written: str, path: str, value: str) -> None:
    assert verdict(MediaPath, written, path=path) == value


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("../../../etc/passwd", "this leads out of the site's folder"),
        ("a/../../../../x.jpg", "this leads out of the site's folder"),
        ("/etc/passwd", "this is a place on one computer"),
        ("~/photo.jpg", "this is a place on one computer"),
        ("C:\\Users\\a.jpg", "this is a place on one computer"),
        ("\\\\server\\a.jpg", "this is a place on one computer"),
        ("https://x.example/a.jpg", "this is an address, not a file"),
        ("file:///a.jpg", "this is an address, not a file"),
        ("data:image/png;base64,x", "this is an address, not a file"),
        ("images\\a.jpg", "this has a backslash"),
        ("images/", "this is a folder"),
        ("..", "this is a folder"),
        ("a/.", "this is a folder"),
        ("", "nothing is written here"),
        ("a\nb.jpg", "this is not the name of a file"),
        ("a\x00.jpg", "this is not the name of a file"),
    ],
)
def test_a_file_that_is_not_of_this_site_is_told(written: str, said: str) -> None:
    assert label(MediaPath, written, path="content/updates/one.md") == said


def test_a_file_on_one_computer_is_proposed_by_its_name() -> None:
    assert help_for(MediaPath, "C:\\Users\\a.jpg") == "put the file beside this entry and write a.jpg"
    assert help_for(MediaPath, "images\\a.jpg") == "write images/a.jpg"
