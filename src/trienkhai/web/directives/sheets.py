"""The lists of directives and duties as workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponse

from trienkhai.web import clock
from trienkhai.web.directives.listing import DutyRow, directive_rows, duty_rows
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.ui.sheets import MOST_ROWS, Cell, Column, Kind, batches

NOT_ASKED = "không áp dụng"
DIRECTIVE_COLUMNS = (
    Column("Chỉ đạo", width=60),
    Column("Số, ký hiệu", width=26),
    Column("Ngày ban hành", Kind.DAY, 13),
    Column("Trạng thái", width=20),
    Column("Đơn vị phải thực hiện", Kind.NUMBER, 13),
    Column("Đã tiếp nhận", Kind.NUMBER, 13),
)
DUTY_COLUMNS = (
    Column("Nhiệm vụ", width=60),
    Column("Số, ký hiệu", width=26),
    Column("Ngày văn bản", Kind.DAY, 12),
    Column("Giao bởi", width=32),
    Column("Ngày giao", Kind.DAY, 12),
    Column("Đơn vị", width=24),
    Column("Để", width=16),
    Column("Trạng thái", width=26),
    Column("Ngày tiếp nhận", Kind.DAY, 12),
    Column("Hạn gần nhất", Kind.DAY, 12),
    Column("Hạn do đâu", width=50),
)


def send_directives(
    actor: Actor, found: QuerySet[Directive], *, total: int, words: str = "", state: str = ""
) -> HttpResponse:
    """Every directive of the list."""
    filters = (f"tìm “{words}”" if words else "", state)
    return send_list(
        actor, "chi-dao", "Danh sách chỉ đạo", DIRECTIVE_COLUMNS, _directives(found), total=total, filters=filters
    )


def _directives(found: QuerySet[Directive]) -> Iterator[tuple[Cell, ...]]:
    for directives in batches(found[:MOST_ROWS].iterator()):
        for row in directive_rows(directives, clock.today()):
            it, issued = row.directive, row.directive.state == Directive.State.ISSUED
            yield (
                it.title,
                it.document.code or f"…/{it.document.symbol}",
                it.issued_on,
                it.get_state_display(),
                row.counts.duties if issued else NOT_ASKED,
                row.counts.taken if issued else NOT_ASKED,
            )


def send_duties(actor: Actor, found: QuerySet[Duty], *, total: int, words: str = "") -> HttpResponse:
    """Every duty of the list, late ones first."""
    rows = (_duty(row) for duties in batches(found[:MOST_ROWS]) for row in duty_rows(duties, clock.today()))
    filters = (f"tìm “{words}”" if words else "",)
    return send_list(actor, "nhiem-vu", "Danh sách nhiệm vụ", DUTY_COLUMNS, rows, total=total, filters=filters)


def _duty(row: DutyRow) -> tuple[Cell, ...]:
    duty, directive, taken = row.duty, row.duty.directive, getattr(row.duty, "acknowledgement", None)
    return (
        directive.title,
        directive.document.code,
        directive.document.dated_on,
        directive.document.issuer_name,
        directive.issued_on,
        duty.unit_short_name,
        duty.get_purpose_display(),
        _state(row, taken=taken is not None),
        taken.effective_on if taken is not None else None,
        (row.deadline or "không đặt hạn") if row.counts and not row.done_all else NOT_ASKED,
        row.origin if row.counts else "",
    )


def _state(row: DutyRow, *, taken: bool) -> str:
    """The state as the page words it."""
    if not row.counts:
        return "không còn phải làm"
    if row.is_late:
        return row.late_word
    if row.done_all:
        return "đã xong mục có hạn"
    return "đang thực hiện" if taken else "chờ tiếp nhận"
