"""The DOCX of a paper has the page, letters and zones of Decree 30/2020, Appendix I."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph

from tests.library.rendering.sample_paper import DISPATCH, REPORT
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Column, Paragraph, Row, RowKind, Table
from trienkhai.rendering.pdf import render_pdf


@pytest.fixture(scope="module")
def report() -> DocumentObject:
    return Document(io.BytesIO(render_docx(REPORT)))


def _size(paragraph: DocxParagraph) -> float:
    size = paragraph.runs[0].font.size
    assert size is not None
    return float(size.pt)


def test_the_page_is_a4_with_the_margins_of_the_decree(report: DocumentObject) -> None:
    section = report.sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in measures if length is not None] == [210, 297, 20, 20]
    assert section.left_margin is not None
    assert section.right_margin is not None
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)


def test_the_page_number_stands_in_the_top_margin_from_page_two(report: DocumentObject) -> None:
    section = report.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    number = section.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in "".join(node.text or "" for node in number._p.iter(qn("w:instrText")))


def test_the_head_holds_zones_one_to_four_and_draws_its_rules(report: DocumentObject) -> None:
    head = report.tables[0]
    issuer, nation = head.rows[0].cells
    assert [line.text for line in issuer.paragraphs] == ["UBND TỈNH LẠNG SƠN", "SỞ Y TẾ", ""]
    assert [line.runs[0].bold for line in issuer.paragraphs[:2]] == [None, True]
    assert [line.text for line in nation.paragraphs] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
    ]
    assert [_size(line) for line in nation.paragraphs[:2]] == [13, 14]
    for cell in (issuer, nation):
        assert cell.paragraphs[-1]._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None


def test_number_and_date_stand_on_one_line(report: DocumentObject) -> None:
    number, date = (cell.paragraphs[0] for cell in report.tables[0].rows[1].cells)
    assert number.text.startswith("Số: ")
    assert date.text.endswith("tháng 12 năm 2023")
    assert date.runs[0].italic


def test_the_body_is_justified_indented_and_closed(report: DocumentObject) -> None:
    body = [line for line in report.paragraphs if line.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY]
    assert body[0].text.startswith("Thực hiện Công văn")
    indent = body[0].paragraph_format.first_line_indent
    before = body[0].paragraph_format.space_before
    assert indent is not None
    assert before is not None
    assert (round(indent.cm, 2), before.pt) == (1.27, 6)
    assert any(line.text.endswith("trân trọng báo cáo./.") for line in body)


def test_recipients_are_eleven_points_beside_the_signing_block(report: DocumentObject) -> None:
    left, right = report.tables[-2].rows[0].cells
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert (left.paragraphs[0].runs[0].bold, left.paragraphs[0].runs[0].italic) == (True, True)
    assert {_size(line) for line in left.paragraphs[1:]} == {11}
    assert [line.text for line in right.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An"]


def test_the_appendix_is_a_landscape_section_with_its_own_page_numbers(report: DocumentObject) -> None:
    section = report.sections[1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    numbering = section._sectPr.find(qn("w:pgNumType"))
    assert numbering is not None
    assert numbering.get(qn("w:start")) == "1"


def test_the_table_of_27_units_repeats_its_two_heading_rows(report: DocumentObject) -> None:
    table = report.tables[-1]
    assert len(table.rows) == 2 + 2 + 27 + 1
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True, True] + [False] * 30
    assert table.rows[-1].cells[3].text == "16.146"


def test_a_dispatch_has_its_subject_under_the_number_and_no_title() -> None:
    document = Document(io.BytesIO(render_docx(DISPATCH)))
    left = [line.text for line in document.tables[0].rows[1].cells[0].paragraphs]
    assert left[0] == "Số: 07/SVHTTDL-QLVH&GĐ"
    assert " ".join(left[1:-1]).startswith("V/v tăng cường truyền thông")
    assert left[-1] == "HỎA TỐC"
    assert document.paragraphs[0].text == "Kính gửi:"


def test_a_figure_links_to_what_stands_behind_it(report: DocumentObject) -> None:
    targets = [part.target_ref for part in report.part.rels.values() if part.is_external]
    assert targets == ["https://example.vn/hoat-dong"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_docx(REPORT) == render_docx(REPORT)


def test_no_letter_a_user_writes_can_break_the_file() -> None:
    odd = replace(REPORT, appendices=(), body=(Paragraph("a\x00b\ud800 <w:p> & 📌"),))
    document = Document(io.BytesIO(render_docx(odd)))
    assert any("<w:p> & 📌./." in line.text for line in document.paragraphs)


def test_a_remark_runs_over_the_columns_that_are_left_and_says_the_same_in_both_files() -> None:
    columns = (
        Column("STT"),
        Column("Đơn vị"),
        Column("Băng rôn (m)", group="Cổ động"),
        Column("Pa nô", group="Cổ động"),
    )
    rows = (Row(("1", "Bảo tàng", "12", "0")), Row(("2", "Thư viện", "chưa có báo cáo"), RowKind.REMARK))
    paper = replace(REPORT, appendices=(), body=(Table(columns, rows), Paragraph("Hết.")))
    grid = Document(io.BytesIO(render_docx(paper))).tables[1]
    remark = grid.rows[-1]._tr.tc_lst
    assert [cell.grid_span for cell in remark] == [1, 1, 2]
    head = grid.rows[0]._tr.tc_lst
    assert [(cell.grid_span, cell.vMerge) for cell in head] == [(1, "restart"), (1, "restart"), (2, None)]
    assert b"%PDF" in render_pdf(paper)


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1"):
        Table((Column("a"), Column("b")), (Row(("một", "hai", "ba"), RowKind.REMARK),))
