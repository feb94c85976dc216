"""A paper is worded as Decree 30/2020, Appendix I, asks: labels, end marks, broken lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.library.rendering.sample_paper import DISPATCH, REPORT
from trienkhai.parts import Date
from trienkhai.rendering import form
from trienkhai.rendering.paper import (
    Align,
    Appendix,
    Block,
    Column,
    Dash,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Run,
    Signing,
    Table,
)
from trienkhai.rendering.sheet import Flow, Grid
from trienkhai.rendering.widths import break_balanced, measure
from trienkhai.rendering.wording import lay_out


def _body_words(*blocks: Block) -> list[str]:
    sheet = lay_out(replace(REPORT, body=blocks))
    return ["".join(run.text for run in flow.runs) for flow in sheet.body if isinstance(flow, Flow)]


def test_the_number_of_a_draft_is_left_open_and_one_below_ten_is_padded() -> None:
    assert lay_out(REPORT).number.replace("\u00a0", "") == "Số: /BC-SYT"
    assert lay_out(DISPATCH).number == "Số: 07/SVHTTDL-QLVH&GĐ"


def test_entries_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    sheet = lay_out(DISPATCH)
    assert sheet.addressees == (
        "Các đơn vị trực thuộc Sở;",
        "Phòng Văn hóa và Thông tin các huyện, thành phố.",
    )
    assert lay_out(REPORT).recipients == (
        "- Như trên;",
        "- Giám đốc Sở (b/c);",
        "- Các Phó Giám đốc Sở;",
        "- Lưu: VT, NVY.",
    )


def test_a_mark_that_was_already_there_is_not_doubled() -> None:
    assert lay_out(replace(DISPATCH, addressees=("Sở Y tế;",))).addressees == ("Sở Y tế.",)


def test_headings_and_points_carry_their_labels() -> None:
    words = _body_words(
        Heading("Kết quả", 1, "II"),
        Heading("Số liệu", 2, "1"),
        Heading("Hình thức", 3, "đ"),
        Paragraph("Nội dung", "2.1"),
        Dash("Băng rôn"),
        Paragraph("Hết."),
    )
    assert words == ["II. KẾT QUẢ", "1. Số liệu", "đ) Hình thức", "2.1. Nội dung", "- Băng rôn", "Hết./."]


@pytest.mark.parametrize("ending", ["báo cáo", "báo cáo.", "báo cáo./.", "báo cáo;"])
def test_the_last_paragraph_is_closed_once(ending: str) -> None:
    assert _body_words(Paragraph("Mở đầu:"), Paragraph(ending)) == ["Mở đầu:", "báo cáo./."]


def test_the_closing_mark_skips_a_table_at_the_end() -> None:
    table = Table((Column("Cột"),), (Row(("1",)),))
    assert _body_words(Paragraph("Số liệu như sau:"), table) == ["Số liệu như sau./."]


def test_authority_lines_are_capitals_with_the_mode_before_the_first() -> None:
    assert Signing("KT.", ("Giám đốc",), "Phó Giám đốc").printed() == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert Signing(position="Giám đốc").printed() == ("GIÁM ĐỐC",)
    assert lay_out(DISPATCH).authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_one_appendix_has_no_number_and_several_have_roman_ones() -> None:
    appendix = Appendix("Bảng", (Paragraph("x"),))
    assert [part.label for part in lay_out(REPORT).appendices] == ["Phụ lục"]
    two = lay_out(replace(REPORT, appendices=(appendix, appendix)))
    assert [part.label for part in two.appendices] == ["Phụ lục I", "Phụ lục II"]


def test_an_electronic_appendix_leaves_number_and_date_open_and_a_paper_one_gives_them() -> None:
    issued = replace(REPORT, number="9", date=Date(21, 12, 2023))
    assert lay_out(issued).appendices[0].origin.replace("\u00a0", "") == (
        "(Kèm theo Báo cáo số/BC-SYT ngàythángnămcủa Sở Y tế)"
    )
    assert lay_out(replace(issued, electronic=False)).appendices[0].origin == (
        "(Kèm theo Báo cáo số 09/BC-SYT ngày 21 tháng 12 năm 2023 của Sở Y tế)"
    )


def test_columns_of_one_group_stand_under_one_heading() -> None:
    table = Table(
        (Column("STT", Align.CENTER), Column("Chiếc", group="Băng rôn"), Column("Mét", group="Băng rôn")),
        (Row(("Nhóm",), RowKind.GROUP), Row(("1", "2", "3")), Row(("", "2", "3"), RowKind.TOTAL)),
    )
    grid = lay_out(replace(REPORT, body=(table,))).body[0]
    assert isinstance(grid, Grid)
    assert [(head.text, head.row, head.column, head.columns, head.rows) for head in grid.head] == [
        ("STT", 0, 0, 1, 2),
        ("Băng rôn", 0, 1, 2, 1),
        ("Chiếc", 1, 1, 1, 1),
        ("Mét", 1, 2, 1, 1),
    ]
    assert [row.cells[0][0].bold for row in grid.rows] == [True, False, True]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1 has 2 cells where 1 are needed"):
        Table((Column("Cột"),), (Row(("1", "2")),))


def test_control_characters_and_line_ends_become_spaces() -> None:
    assert _body_words(Paragraph((Run("a\x07b\nc"),))) == ["a b c./."]


def test_the_rule_under_issuer_and_title_is_between_a_third_and_a_half_of_the_line() -> None:
    """Decree 30/2020, Appendix I, Part I, Section II."""
    sheet = lay_out(REPORT)
    longest = max(measure(line, form.SIZE_TITLE, bold=True) for line in sheet.title)
    assert longest / 3 <= sheet.title_rule <= longest / 2
    issuer = measure("SỞ Y TẾ", form.SIZE_ISSUER, bold=True)
    assert issuer / 3 <= sheet.issuer_rule <= issuer / 2


def test_lines_break_after_a_comma_or_before_a_small_word_rather_than_inside_a_word() -> None:
    assert lay_out(DISPATCH).issuer == ("SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH")
    title = "Kết quả thông tin, tuyên truyền về công tác xây dựng Đảng, xây dựng hệ thống chính trị năm 2023"
    assert break_balanced(title, 391, 14, bold=True) == (
        "Kết quả thông tin, tuyên truyền về công tác xây dựng Đảng,",
        "xây dựng hệ thống chính trị năm 2023",
    )


def test_a_word_longer_than_the_line_stands_alone() -> None:
    assert break_balanced("a " + "b" * 50 + " c", 100, 14) == ("a", "b" * 50, "c")


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    table = Table((Column("STT", width=0.1), Column("Đơn vị", width=10)), (Row(("1", "Trạm Y tế")),))
    grid = lay_out(replace(REPORT, body=(table,))).body[0]
    assert isinstance(grid, Grid)
    assert grid.widths[0] * form.TEXT_WIDTH * form.POINTS_PER_MM > measure("STT", form.SIZE_TABLE, bold=True)
    assert sum(grid.widths) == pytest.approx(1)


def test_shares_stay_as_asked_for_where_every_word_fits() -> None:
    table = Table((Column("Một", width=1), Column("Hai", width=3)), (Row(("1", "2")),))
    grid = lay_out(replace(REPORT, body=(table,))).body[0]
    assert isinstance(grid, Grid)
    assert grid.widths == (0.25, 0.75)
