"""The list of reports and the table of a roll-up as workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponse

from trienkhai.web.directives.models import Directive
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.reports.appendix import Cells, column_title, does_not_apply
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.rollup import ReportRow, RollupPage, total_columns
from trienkhai.web.reports.wording import Shown
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.sheets import MOST_ROWS, About, Cell, Column, Kind

NOT_ASKED = "không áp dụng"
LIST_COLUMNS = (
    Column("Đơn vị", width=36),
    Column("Kỳ", width=16),
    Column("Chỉ đạo", width=60),
    Column("Trạng thái", width=18),
    Column("Gửi ngày", Kind.DAY, 12),
    Column("Tiếp nhận ngày", Kind.DAY, 12),
    Column("Số văn bản", width=24),
    Column("Bản tổng hợp", width=12),
    Column("Không phát sinh", width=12),
    Column("Nhập hộ, theo", width=24),
)


def send_reports(
    actor: Actor, found: QuerySet[Report], *, total: int, words: str = "", state: str = ""
) -> HttpResponse:
    """Every report of the list."""
    rows = (_report(report) for report in found.order_by("-id")[:MOST_ROWS].iterator())
    filters = (f"tìm “{words}”" if words else "", f"trạng thái {state}" if state else "")
    return send_list(actor, "bao-cao", "Danh sách báo cáo", LIST_COLUMNS, rows, total=total, filters=filters)


def _report(report: Report) -> tuple[Cell, ...]:
    return (
        report.unit_name,
        report.period_label,
        report.directive.title,
        report.get_state_display(),
        report.submitted_on,
        report.accepted_on,
        (report.document.code or "chờ cấp số") if report.document else "không có",
        "có" if report.is_rollup else "",
        "có" if report.nothing_to_report else "",
        report.on_behalf_basis if report.on_behalf else "",
    )


def send_rollup(actor: Actor, directive: Directive, page: RollupPage) -> HttpResponse:
    """All units of one period with all their figures, totals last; the page shows only as many as fit."""
    figures = total_columns(row.cells for row in page.rows if row.cells)
    columns = (
        Column("Nhóm", width=16),
        Column("Đơn vị", width=34),
        Column("Báo cáo", width=24),
        *(Column(column_title(figure, {}), Kind.NUMBER, 14) for figure in figures),
    )
    period = page.item.period_label if page.item else ""
    return send_list(
        actor,
        "tong-hop-bao-cao",
        f"Tổng hợp báo cáo {period}".strip(),
        columns,
        _rows(page, figures),
        total=len(page.rows) + 1,
        filters=(directive.title, f"kỳ {period}" if period else ""),
        notes=(
            "0: đơn vị báo không phát sinh. Ô ghi “chưa có báo cáo” khác với 0. "
            "Các đơn vị tính khác nhau không cộng với nhau; dòng cuối là tổng.",
        ),
    )


def _rows(page: RollupPage, figures: list[Shown]) -> Iterator[tuple[Cell, ...]]:
    for row in page.rows:
        yield (row.unit.band, row.unit.unit_name, _standing(row), *(_figure(row, figure) for figure in figures))
    totals = (_value(figure) for figure in figures)
    yield ("", f"Tổng {page.sent} đơn vị đã gửi", "", *totals)


def _standing(row: ReportRow) -> str:
    """Where a unit's report stands, as the page words it."""
    if row.report is not None:
        return row.report.get_state_display()
    if row.exempt:
        return "được miễn"
    words = ["bị trả lại"] if row.returned else []
    if row.late_days:
        words.append(f"quá {row.late_days} ngày")
    elif row.asks:
        words.append("xin gia hạn")
    elif row.extended and row.deadline:
        words.append(f"gia hạn {format_day(row.deadline)}")
    return ", ".join(words) or "chưa gửi"


def _figure(row: ReportRow, figure: Shown) -> Cell:
    if row.report is None or row.cells is None:
        return "không phải gửi báo cáo" if row.exempt else "chưa có báo cáo"
    return _reported(row.cells, figure)


def _reported(cells: Cells, figure: Shown) -> Cell:
    own, excused = cells.figures.get(figure.key), does_not_apply(cells, figure)
    if own is not None and (own.value or not excused):
        return _value(own)
    return NOT_ASKED if excused else 0


def _value(figure: Shown) -> Cell:
    return About(figure.value) if figure.approximate else figure.value
