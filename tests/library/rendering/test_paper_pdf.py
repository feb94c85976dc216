"""The PDF of a paper says what its DOCX says, as PDF/A, on the pages the decree asks for."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document

from tests.library.rendering.sample_paper import DISPATCH, REPORT
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Paper, Paragraph
from trienkhai.rendering.pdf import render_pdf


def _read_pages(paper: Paper) -> list[str]:
    with pypdfium2.PdfDocument(render_pdf(paper)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _list_words(text: str) -> list[str]:
    return re.findall(r"[\w/&.,:;()-]+", text.replace("\u00a0", " "))


def _read_docx(paper: Paper) -> str:
    document = Document(io.BytesIO(render_docx(paper)))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in document.paragraphs] + [cell.text for cell in cells])


@pytest.mark.parametrize("paper", [REPORT, DISPATCH], ids=["report", "dispatch"])
def test_pdf_and_docx_say_the_same_words(paper: Paper) -> None:
    bare = replace(paper, trace=None, contact=None)
    in_pdf = set(_list_words(" ".join(_read_pages(bare)).replace("\ufffe", "-").replace("\u0002", "-")))
    in_docx = set(_list_words(_read_docx(bare)))
    assert in_docx - in_pdf == set()
    assert {word for word in in_pdf - in_docx if not word.isdigit()} == set()


def test_the_file_declares_pdf_a_2b_and_embeds_the_times_face() -> None:
    made = render_pdf(REPORT)
    assert re.search(rb"pdfaid:part[>=\"]+2", made)
    assert re.search(rb"pdfaid:conformance[>=\"]+B", made)
    assert b"LiberationSerif" in made


def test_pages_are_upright_then_the_appendix_lies_across() -> None:
    with pypdfium2.PdfDocument(render_pdf(REPORT)) as document:
        sizes = [tuple(round(length / 72 * 25.4) for length in page.get_size()) for page in document]
    assert sizes == [(210, 297), (210, 297), (297, 210), (297, 210)]


def test_page_numbers_start_on_the_second_page_of_body_and_of_appendix() -> None:
    firsts = [page.split()[0] for page in _read_pages(REPORT)]
    assert [firsts[place] for place in (1, 3)] == ["2", "2"]
    assert not firsts[0].isdigit()
    assert firsts[2] == "Phụ"


def test_words_of_a_user_are_data_not_program() -> None:
    odd = replace(REPORT, appendices=(), body=(Paragraph('#import "x" $a$ *b* _c_ @d <e> \\u{41} // " hết'),))
    assert '#import "x" $a$ *b* _c_ @d <e> \\u{41} // " hết./.' in _read_pages(odd)[0]


def test_a_letter_no_face_can_show_becomes_a_square() -> None:
    odd = replace(REPORT, appendices=(), body=(Paragraph("Họp 📌 漢字"),))
    assert "Họp □ □□./." in _read_pages(odd)[0]


def test_the_same_paper_gives_the_same_file() -> None:
    assert render_pdf(DISPATCH) == render_pdf(DISPATCH)
