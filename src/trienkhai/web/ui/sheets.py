"""A list as a workbook (XLSX): one sheet, a head that says what, when, by whom and how filtered, then the rows.

Texts are written as texts whatever they begin with: a cell that says "=1+1" stays that and is never computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from trienkhai.web.ui.formats import OFFICE_ZONE, format_day, format_number

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
# Excel's own limit for one cell; XlsxWriter drops what is longer without a word.
LONGEST = 32_767
CUT = " … (cắt, xem đủ trên trang)"
BATCH = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """A figure that is approximate: it stays a figure, and reads "khoảng 350"."""

    value: int | float | Decimal


Cell = str | int | float | Decimal | date | About | None


class Kind(StrEnum):
    """What a column holds. A figure's or a day's place may hold words instead: "không áp dụng"."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it holds, how wide it is in letters."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list on its way to a workbook. `name` becomes the file's; `total` counts the rows there are."""

    name: str
    title: str
    day: date
    who: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    total: int
    filters: Sequence[str] = field(default=())
    notes: Sequence[str] = field(default=())


def wants_sheet(request: HttpRequest) -> bool:
    """Whether the list was asked for as a workbook (`?dang=xlsx` on the same address)."""
    return request.GET.get("dang") == "xlsx"


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The rows in pieces, so that what belongs to them is looked up for many at once."""
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece


def write_sheet(sheet: Sheet) -> bytes:
    """The workbook. More rows than MOST_ROWS are cut, and the head says so. A file is Vietnamese whoever loads it."""
    with translation.override("vi"):
        return _write_book(sheet)


def _write_book(sheet: Sheet) -> bytes:
    # Loaded when the first list is taken away as a file: the office starts sooner without.
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(
        made,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": sheet.title, "author": sheet.who, "created": _noon(sheet.day)})
    page = book.add_worksheet("Danh sách")
    formats = _formats(book)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    head = _write_head(page, sheet, formats)
    for place, column in enumerate(sheet.columns):
        page.write_string(head, place, column.title, formats["head_end" if column.kind == Kind.NUMBER else "head"])
    page.freeze_panes(head + 1, 0)
    last = head
    for last, row in enumerate(islice(sheet.rows, MOST_ROWS), head + 1):
        for place, cell in enumerate(row):
            _write_cell(page, last, place, cell, formats)
    if sheet.columns and last > head:
        page.autofilter(head, 0, last, len(sheet.columns) - 1)
    _set_paper(page, sheet, head)
    book.close()
    return made.getvalue()


def sheet_response(sheet: Sheet) -> HttpResponse:
    """The workbook as a file to keep, named by the list and the day."""
    response = HttpResponse(write_sheet(sheet), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}-{sheet.day.isoformat()}.xlsx"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _formats(book: Workbook) -> dict[str, Format]:
    wrapped = {"text_wrap": True, "valign": "top"}
    head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EDEFF2"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "said": book.add_format({"font_color": "#444444"}),
        "head": book.add_format(head),
        "head_end": book.add_format({**head, "align": "right"}),
        "text": book.add_format(wrapped),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "broken": book.add_format({"num_format": "#,##0.0##", "valign": "top"}),
        "about": book.add_format({"num_format": '"khoảng "#,##0', "valign": "top"}),
    }


def _write_head(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> int:
    """Title and what the list is; gives the row of the column heads."""
    page.write_string(0, 0, sheet.title, formats["title"])
    said = [f"Lập ngày {format_day(sheet.day)} · {sheet.who}"]
    said.append("Lọc: " + ("; ".join(sheet.filters) if sheet.filters else "không"))
    if sheet.total > MOST_ROWS:
        said.append(
            f"Danh sách có {format_number(sheet.total)} dòng; tệp này có {format_number(MOST_ROWS)} dòng đầu. "
            "Lọc bớt rồi tải lại để có phần còn lại."
        )
    else:
        said.append(f"{format_number(sheet.total)} dòng")
    for row, words in enumerate([*said, *sheet.notes], 1):
        page.write_string(row, 0, words, formats["said"])
    return len(said) + len(sheet.notes) + 2


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, formats: dict[str, Format]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        words = cell if len(cell) <= LONGEST else cell[: LONGEST - len(CUT)] + CUT
        page.write_string(row, place, words, formats["text"])
    elif isinstance(cell, date):
        page.write_datetime(row, place, _noon(cell, hour=0), formats["day"])
    elif isinstance(cell, About):
        page.write_number(row, place, float(cell.value), formats["about"])
    else:
        whole = cell == int(cell)
        page.write_number(row, place, float(cell), formats["whole" if whole else "broken"])


def _noon(day: date, hour: int = 12) -> datetime:
    """A moment of that day in the office's zone, without the zone: workbooks know none."""
    local = day.astimezone(OFFICE_ZONE).date() if isinstance(day, datetime) else day
    return datetime(local.year, local.month, local.day, hour)  # noqa: DTZ001 - workbooks have no time zones


def _set_paper(page: Worksheet, sheet: Sheet, head: int) -> None:
    """A4 across, as wide as the page, heads on every sheet of paper."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&R&P/&N")
