"""The list of activities as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.http import HttpResponse

from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.showing import Row, show_rows
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.ui.sheets import MOST_ROWS, About, Cell, Column, Kind, batches

COLUMNS = (
    Column("Mã", width=11),
    Column("Ngày", Kind.DAY, 12),
    Column("Đơn vị", width=30),
    Column("Hình thức", width=26),
    Column("Lồng ghép", width=10),
    Column("Nơi", width=34),
    Column("Nội dung", width=44),
    Column("Minh chứng", Kind.NUMBER, 11),
    Column("Trạng thái", width=22),
    Column("Bổ sung", width=9),
    Column("Nhập hộ, theo", width=24),
    Column("Số lượng 1", Kind.NUMBER, 11),
    Column("Đơn vị tính 1", width=14),
    Column("Số lượng 2", Kind.NUMBER, 11),
    Column("Đơn vị tính 2", width=14),
    Column("Số lượng khác", width=26),
)
BESIDE = 2


def send_activities(actor: Actor, found: QuerySet[Activity], *, total: int, filters: Sequence[str]) -> HttpResponse:
    """Every activity of the list. Two quantities stand as figures, further ones in words."""
    return send_list(
        actor, "hoat-dong", "Danh sách hoạt động", COLUMNS, _rows(actor, found), total=total, filters=filters
    )


def _rows(actor: Actor, found: QuerySet[Activity]) -> Iterator[tuple[Cell, ...]]:
    for activities in batches(found[:MOST_ROWS].iterator(chunk_size=500)):
        for row in show_rows(actor, activities):
            yield _row(row)


def _row(row: Row) -> tuple[Cell, ...]:
    it = row.activity
    figures: list[Cell] = []
    for measure in list(it.measures.all())[:BESIDE]:
        value = About(measure.value) if measure.approximate else measure.value
        figures += [value, catalogue().measure_name(measure.measure)]
    figures += [None] * (2 * BESIDE - len(figures))
    more = "; ".join(f"{amount.value} {amount.measure}" for amount in row.amounts[BESIDE:])
    return (
        it.code,
        it.effective_on,
        it.duty.unit_name,
        row.form,
        "có" if it.embedded else "",
        it.place,
        "; ".join(item.label or item.short or item.text for item in it.items.all()),
        it.proofs,  # type: ignore[attr-defined]  # annotated by the query
        row.state,
        "có" if row.late else "",
        it.on_behalf_basis if it.on_behalf else "",
        *figures,
        more,
    )
