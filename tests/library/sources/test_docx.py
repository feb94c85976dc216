"""A DOCX becomes the lines a person reads."""

from __future__ import annotations

import pytest

from tests.library.sources.building import (
    build_docx,
    build_numbering,
    build_part,
    numbered,
    paragraph,
    table,
)
from trienkhai.parts import Layout
from trienkhai.sources.docx import read_docx

GRID = '<w:tblBorders><w:insideV w:val="single"/></w:tblBorders>'


def read_lines(body: str, extra: dict[str, tuple[str, str]] | None = None) -> list[str]:
    return read_docx(build_docx(body, extra=extra)).text.split("\n")


def read_layout(body: str, extra: dict[str, tuple[str, str]] | None = None) -> Layout:
    layout = read_docx(build_docx(body, extra=extra)).layout
    assert layout is not None
    return layout


def test_a_header_table_is_read_cell_after_cell() -> None:
    """Each paragraph of a cell is a line, the left column before the right one."""
    left = paragraph("ỦY BAN NHÂN DÂN") + paragraph("TỈNH LẠNG SƠN")
    right = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    markup = table([[left, right], [paragraph("Số: 12/KH-UBND"), paragraph("Lạng Sơn, ngày 05 tháng 3 năm 2024")]])
    assert read_lines(markup) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LẠNG SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-UBND",
        "Lạng Sơn, ngày 05 tháng 3 năm 2024",
    ]


def test_a_foot_table_with_drawn_lines_is_still_a_foot() -> None:
    """ "Nơi nhận" tells the foot from data, whatever borders a careless template gave it."""
    markup = table([[paragraph("Nơi nhận:") + paragraph("- Như trên;"), paragraph("KT. CHỦ TỊCH")]], GRID)
    assert read_lines(markup) == ["Nơi nhận:", "- Như trên;", "KT. CHỦ TỊCH"]


def test_a_drawn_table_is_one_line_a_row() -> None:
    """Numbers and dashes of data must not look like the outline."""
    markup = table([[paragraph("1"), paragraph("- Tuyên truyền") + paragraph("- Báo cáo")]], GRID)
    assert read_lines(markup) == ["|1|- Tuyên truyền - Báo cáo|"]


def test_three_columns_without_lines_are_data_too() -> None:
    """Lists of committee members are often typed into a table without borders."""
    row = [paragraph("- Ông A"), paragraph("- Bí thư"), paragraph("- Trưởng ban")]
    assert read_lines(table([row, row])) == ["|- Ông A|- Bí thư|- Trưởng ban|"] * 2


def test_borders_of_a_table_style_count() -> None:
    """The borders may come from the style, or from the style it is based on."""
    styles = build_part(
        "styles",
        '<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders>'
        '</w:tblPr></w:style><w:style w:type="table" w:styleId="Own"><w:basedOn w:val="Grid"/></w:style>',
    )
    markup = table([[paragraph("a"), paragraph("b")]], '<w:tblStyle w:val="Own"/>')
    assert read_lines(markup, {"styles.xml": ("styles", styles)}) == ["|a|b|"]


@pytest.mark.parametrize(
    ("format", "text", "labels"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("vietnameseCounting", "%1 là:", ["một là:", "hai là:", "ba là:"]),
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2.", "Điều 3."]),
        ("bullet", "-", ["-", "-", "-"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_automatic_numbers_are_what_a_person_sees(format: str, text: str, labels: list[str]) -> None:
    """Each number format of Word gives its own labels."""
    lines = read_lines("".join(numbered("x") for _ in labels), build_numbering([(format, text)]))
    assert lines == [f"{label} x".strip() for label in labels]


def test_deeper_numbers_start_anew_under_each_parent() -> None:
    """1, 1.1, 1.2, 2, 2.1."""
    levels = build_numbering([("decimal", "%1."), ("decimal", "%1.%2.")])
    body = "".join(numbered("x", level=level) for level in (0, 1, 1, 0, 1))
    assert read_lines(body, levels) == ["1. x", "1.1. x", "1.2. x", "2. x", "2.1. x"]


def test_a_second_list_counts_on_or_starts_where_it_says() -> None:
    """Two lists of one definition share their count, unless the second overrides its start."""
    body = numbered("x") + numbered("x") + numbered("x", number_id=2) + numbered("x", number_id=2)
    shared = build_numbering([("decimal", "%1.")])
    assert read_lines(body, shared) == ["1. x", "2. x", "3. x", "4. x"]
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert read_lines(body, build_numbering([("decimal", "%1.")], override)) == ["1. x", "2. x", "1. x", "2. x"]


def test_a_style_can_number_its_paragraphs() -> None:
    """The number comes from the paragraph's style; numId 0 takes it away again."""
    styles = build_part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    extra = {"styles.xml": ("styles", styles), **build_numbering([("upperRoman", "%1.")])}
    style = '<w:pStyle w:val="H"/>'
    off = style + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert read_lines(paragraph("A", style) + paragraph("B", off) + paragraph("C", style), extra) == [
        "I. A",
        "B",
        "II. C",
    ]


def test_tracked_changes_are_taken_as_accepted() -> None:
    """Inserted text stays, deleted and moved text goes, a deleted paragraph end joins two paragraphs."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("giữ ") + "<w:ins>" + run.format("thêm") + "</w:ins>"
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:moveFrom>" + run.format("dời") + "</w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        + run.format("đầu ")
        + "</w:p><w:p>"
        + run.format("cuối")
        + "</w:p>"
    )
    assert read_lines(body) == ["giữ thêm", "đầu cuối"]


def test_a_deleted_table_row_is_gone() -> None:
    """A row whose deletion is tracked leaves no line."""
    row = "<w:tr>{}<w:tc>" + paragraph("{}") + "</w:tc></w:tr>"
    body = "<w:tbl>" + row.format("<w:trPr><w:del/></w:trPr>", "cũ") + row.format("", "mới") + "</w:tbl>"
    assert read_lines(body) == ["mới"]


def test_a_text_box_is_read_once() -> None:
    """Word stores a text box twice, for new and for old programs."""
    box = "<w:txbxContent>" + paragraph("HỎA TỐC") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>" + box + "</wps:txbx></mc:Choice>"
        "<mc:Fallback><v:textbox>" + box + "</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read_lines(body + paragraph("sau")) == ["HỎA TỐC", "sau"]


def test_header_and_footer_stand_before_and_after_without_page_numbers() -> None:
    """A header's text is read; a paragraph that only numbers the page is not."""
    page = '<w:p><w:r><w:t>Trang </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    extra = {
        "header1.xml": ("header", build_part("hdr", paragraph("DỰ THẢO") + page)),
        "footer1.xml": ("footer", build_part("ftr", paragraph("Bản quyền") + page)),
    }
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>'
    assert read_lines(paragraph("thân") + section, extra) == ["DỰ THẢO", "thân", "Bản quyền"]


def test_footnotes_follow_the_text() -> None:
    """A footnote's number does not stand inside the sentence, where it would lengthen a document number."""
    note = build_part("footnotes", '<w:footnote w:id="2">' + paragraph("Theo Công văn số 5/SYT.") + "</w:footnote>")
    body = '<w:p><w:r><w:t>số 12</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> ngày</w:t></w:r></w:p>'
    assert read_lines(body, {"footnotes.xml": ("footnotes", note)}) == ["số 12 ngày", "Theo Công văn số 5/SYT."]


def test_small_signs_become_characters() -> None:
    """Breaks, tabs, hyphens and symbols inside a run; hidden text is not there; capitals are as shown."""
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>113</w:t><w:noBreakHyphen/><w:t>KH/TU</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:br/><w:t>dưới</w:t></w:r></w:p>'
    )
    assert read_lines(body) == ["113-KH/TU\t✓", "dưới"]
    assert read_lines(paragraph("ẩn", run="<w:vanish/>") + paragraph("quyết định", run="<w:caps/>")) == [
        "",
        "QUYẾT ĐỊNH",
    ]


def test_field_codes_are_not_text() -> None:
    """Of a field only its result is shown; the prompt of an empty content control is nobody's text."""
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>trang tin</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + paragraph("Click here")
        + "</w:sdtContent></w:sdt>"
    )
    assert read_lines(body) == ["trang tin"]


def test_another_prefix_and_the_strict_namespace_are_word_too() -> None:
    """Prefixes are the writer's choice; "Strict Open XML" has a namespace of its own."""
    for namespace in (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ):
        raw = f'<x:document xmlns:x="{namespace}"><x:body><x:p><x:r><x:t>chữ</x:t></x:r></x:p></x:body></x:document>'
        assert read_docx(build_docx("", raw=raw.encode())).text == "chữ"


def test_layout_knows_page_margins_and_the_look_of_each_line() -> None:
    """Millimetres for the page; font, size, weight and slope come from run, styles and defaults."""
    styles = build_part(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Đậm"><w:rPr><w:b/></w:rPr></w:style>',
    )
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:left="1701" w:right="851"/></w:sectPr>'
    )
    body = (
        paragraph("một", '<w:pStyle w:val="Đậm"/>')
        + paragraph("hai", run='<w:i/><w:sz w:val="26"/>')
        + paragraph("")
        + section
    )
    layout = read_layout(body, {"styles.xml": ("styles", styles)})
    assert (layout.page_width, layout.page_height) == (210.01, 297.0)
    assert (layout.margin_left, layout.margin_top, layout.margin_right, layout.margin_bottom) == (
        30.0,
        20.0,
        15.01,
        None,
    )
    first, second = layout.lines
    assert (first.line, first.font, first.size, first.bold, first.italic) == (0, "Times New Roman", 14.0, True, False)
    assert (second.line, second.size, second.bold, second.italic) == (1, 13.0, False, True)


def test_pages_are_counted_where_word_left_its_marks() -> None:
    """Word notes where it broke pages when it last showed the document."""
    body = paragraph("một") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"
    layout = read_layout(body)
    assert layout.pages == 2
    assert [line.page for line in layout.lines] == [1, 2]
