"""A workbook says what it is, keeps figures as figures, and computes nothing that somebody typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl.reader.excel import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from trienkhai.web.ui import sheets
from trienkhai.web.ui.sheets import About, Cell, Column, Kind, Sheet, batches, write_sheet

DAY = date(2023, 12, 21)
HEAD = 7  # the first row below the heads of the columns


def make(*rows: tuple[Cell, ...], total: int | None = None) -> Worksheet:
    """The sheet of a list of two columns, read back by another library."""
    sheet = Sheet(
        name="thu",
        title="Danh sách thử",
        day=DAY,
        who="Nguyễn Văn A, văn thư",
        columns=(Column("Tên", width=30), Column("Số", Kind.NUMBER)),
        rows=rows,
        total=len(rows) if total is None else total,
        filters=("tìm “a”",),
    )
    page = load_workbook(BytesIO(write_sheet(sheet))).active
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize(
    "words", ["=1+1", '=HYPERLINK("http://x")', "+84 25", "-5", "@SUM(A1)", "\t=1", "http://a.vn", "0123", "{=1}"]
)
def test_what_somebody_typed_is_never_a_formula(words: str) -> None:
    """Read back as the same text, of the type of texts."""
    cell = make((words, 1)).cell(HEAD, 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_figures_and_days_stay_what_they_are() -> None:
    """Fit for adding up and sorting; an approximate one says so by its looks."""
    page = make(("a", 1665), ("b", Decimal("12.5")), ("c", About(350)), ("d", DAY), ("e", None), ("g", "không áp dụng"))
    values = [page.cell(row, 2).value for row in range(HEAD, HEAD + 6)]
    assert values[:3] == [1665, 12.5, 350]
    assert str(values[3])[:10] == "2023-12-21"
    assert values[4:] == [None, "không áp dụng"]
    assert page.cell(HEAD, 2).number_format == "#,##0"
    assert "khoảng" in page.cell(HEAD + 2, 2).number_format
    assert page.cell(HEAD + 3, 2).number_format == "dd/mm/yyyy"


def test_the_head_says_what_when_who_and_how_filtered() -> None:
    """Above the heads of the columns."""
    page = make(("a", 1))
    said = [page.cell(row, 1).value for row in range(1, 4)]
    assert said == ["Danh sách thử", "Lập ngày 21/12/2023 · Nguyễn Văn A, văn thư", "Lọc: tìm “a”"]
    assert page.cell(4, 1).value == "1 dòng"
    assert [page.cell(HEAD - 1, column).value for column in (1, 2)] == ["Tên", "Số"]


def test_a_cut_list_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never silently: the head has both numbers."""
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    page = make(("a", 1), ("b", 2), ("c", 3))
    assert page.max_row == HEAD + 1
    assert "Danh sách có 3 dòng; tệp này có 2 dòng đầu" in str(page.cell(4, 1).value)


def test_a_text_longer_than_a_cell_is_cut_with_a_word() -> None:
    """The library would drop it whole."""
    value = str(make(("ấ" * 40_000, 1)).cell(HEAD, 1).value)
    assert value.endswith("xem đủ trên trang)")
    assert len(value) == sheets.LONGEST


def test_batches_keep_every_row_once() -> None:
    """In order, the last one shorter."""
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
