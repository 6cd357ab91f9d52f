import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.source.decoding import decode
from tests.wording import is_inside, places, positions_of, said


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_every_editor_saves_the_same_text(data: bytes) -> None:
    assert decode(data, "a.md").text == "a\nb\n"


def test_a_letter_and_its_accent_become_one() -> None:
    assert decode("A\u030ase".encode(), "a.md").text == "Åse"


def test_a_latin_1_file_is_told_with_its_line_its_byte_and_the_letter_that_was_meant() -> None:
    data = "title: ok\r\nname: Åse".encode("latin-1")
    assert said(decode(data, "a.md").diagnostics, data.decode("utf-8", "replace")) == (
        "error[E101]: the file is not saved as UTF-8\n"
        "   --> a.md:2:7\n"
        "  2 | name: \ufffdse\n"
        "    |       ^ here is the byte C5, which is “Å” in Windows-1252 (Latin-1)\n"
        "  help: save it again: in your editor, choose “Save as” or “Save with encoding”, and there UTF-8"
    )


def test_a_byte_that_is_no_letter_in_latin_1_either_is_told_without_a_guess() -> None:
    (diagnostic,) = decode(b"a\x81", "a.md").diagnostics
    assert diagnostic.label == "here is the byte 81"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_utf_16_file_is_told_with_how_to_save_it(encoding: str) -> None:
    assert said(decode("title: Åse\n".encode(encoding), "a.md").diagnostics, "") == (
        "error[E102]: the file is saved as UTF-16 or UTF-32, not as UTF-8\n"
        "   --> a.md:1:1\n"
        "  1 |\n"
        "    | ^\n"
        "  help: save it again: in your editor, choose “Save as” or “Save with encoding”, and there UTF-8; "
        "Notepad calls UTF-16 “Unicode”"
    )


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_a_control_character_is_refused_at_its_place(character: str) -> None:
    text = f"title: ok\nname: {character}\n" + "x" * 50
    decoded = decode(text.encode(), "a.md")
    assert decoded.text is None
    assert places(decoded.diagnostics) == ["E103 2:7"]
    assert said(decoded.diagnostics, "title: ok\nname: ?") == (
        "error[E103]: a character that belongs in no text\n"
        "   --> a.md:2:7\n"
        "  2 | name: ?\n"
        f"    |       ^ this is the control character number {ord(character)}\n"
        "  help: delete it; if you cannot see it, delete the characters around it too and type them again"
    )


def test_a_file_of_over_a_megabyte_is_refused() -> None:
    assert decode(b"x" * 1_000_000, "a.md").diagnostics == ()
    assert said(decode(b"x" * 1_000_001, "a.md").diagnostics, "") == (
        "error[E104]: the file has 1,000,001 bytes, 1,000,000 are allowed\n"
        "   --> a.md:1:1\n"
        "  1 |\n"
        "    | ^\n"
        "  help: split it into several; put pictures and documents beside it, not into it"
    )


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    assert said(decode(data, "a.md").diagnostics, "") == (
        "error[E107]: the file is empty\n   --> a.md:1:1\n  1 |\n    | ^\n  help: fill it in, or delete it"
    )


def test_characters_that_hide_are_told_once_a_line_and_kept() -> None:
    text = "pass\u200bword \u202eabc\nfam\u200dily\n"
    decoded = decode(text.encode(), "a.md")
    assert decoded.text == text
    assert said(decoded.diagnostics, text) == (
        "warning[W101]: a character that cannot be seen\n"
        "   --> a.md:1:5\n"
        "  1 | pass\ufffdword \ufffdabc\n"
        "    |     ^ here is U+200B, zero width space\n"
        "  help: it often comes along when text is copied from a web page; delete it and type the words again\n"
        "\n"
        "warning[W101]: a character that cannot be seen\n"
        "   --> a.md:2:4\n"
        "  2 | fam\u200dily\n"
        "    |    ^ here is U+200D, zero width joiner\n"
        "  help: it often comes along when text is copied from a web page; delete it and type the words again"
    )


@pytest.mark.parametrize("text", ["👩\u200d💻 emoji", "می\u200cخواهم", "क्\u200dष", "שלום, نص, æøå, \xad"])
def test_emoji_and_other_scripts_need_no_warning(text: str) -> None:
    assert decode(text.encode(), "a.md").diagnostics == ()


@settings(deadline=None)  # a busy computer is no failure
@given(
    st.binary()
    | st.builds(str.encode, st.text(st.characters(codec="utf-8")), st.sampled_from(["utf-8", "utf-16"]))
)
def test_decoding_never_fails(data: bytes) -> None:
    decoded = decode(data, "a.md")
    assert decoded.text is not None or decoded.diagnostics
    if decoded.text is not None:
        assert all(is_inside(position, decoded.text) for position in positions_of(decoded.diagnostics))
