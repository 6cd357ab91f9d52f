from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, create_string_object

from microsite.core.diagnostics import Diagnostic, render
from microsite.render import papers
from microsite.render.papers import without_metadata
from tests.making import message_in_docs

CV = "mentees/anna-berg/cv.pdf"
CANARY = "Secret-Canary-7F3A"


def pdf(*, password: str = "") -> bytes:
    """Write a PDF of two pages with all kinds of things that nobody sees."""
    writer = PdfWriter()
    for _ in range(2):
        page = writer.add_blank_page(200, 300)
        page[NameObject("/PieceInfo")] = create_string_object(CANARY)
    writer.add_metadata({"/Author": CANARY, "/Producer": CANARY})
    writer.add_attachment("notes.txt", CANARY.encode())
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): create_string_object(CANARY)}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def refusal(data: bytes) -> Diagnostic:
    refused = without_metadata(data, source_path=CV)
    assert isinstance(refused, Diagnostic)
    return refused


def test_the_pages_stay_and_nothing_else_does() -> None:
    assert CANARY.encode() in pdf()
    paper = without_metadata(pdf(), source_path=CV)
    assert isinstance(paper, bytes)
    assert len(PdfReader(BytesIO(paper)).pages) == 2
    assert CANARY.encode() not in paper
    assert not PdfReader(BytesIO(paper)).metadata
    assert b"/JavaScript" not in paper
    assert b"/EmbeddedFiles" not in paper


def test_the_same_bytes_give_the_same_bytes() -> None:
    data = pdf()
    assert without_metadata(data, source_path=CV) == without_metadata(data, source_path=CV)


def test_a_locked_paper_is_refused_as_in_the_docs() -> None:
    assert render(refusal(pdf(password="x")), lambda _: None) == message_in_docs("E520")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>", pdf()[:400], b"\x00" * 100])
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    assert "it cannot be read" in refusal(data).message


def test_a_very_large_paper_is_refused_before_it_is_read() -> None:
    assert "larger than 10 MB" in refusal(bytes(papers.LARGEST_BYTES + 1)).message


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_damaged_paper_is_copied_or_refused_and_never_an_error_of_ours(at: int, damage: bytes) -> None:
    data = pdf()
    found = without_metadata(data[:at] + damage + data[at + len(damage) :], source_path=CV)
    assert isinstance(found, bytes | Diagnostic)
