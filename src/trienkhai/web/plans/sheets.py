"""All units' plans of a directive as a workbook, one row a planned cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpResponse

from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.plans.models import Plan
from trienkhai.web.ui.sheets import Cell, Column, Kind

COLUMNS = (
    Column("Đơn vị", width=36),
    Column("Kế hoạch", width=20),
    Column("Ngày duyệt", Kind.DAY, 12),
    Column("Mục", width=8),
    Column("Nội dung", width=50),
    Column("Hình thức", width=30),
    Column("Từ ngày", Kind.DAY, 12),
    Column("Đến ngày", Kind.DAY, 12),
    Column("Địa điểm", width=24),
    Column("Dự kiến", Kind.NUMBER, 10),
    Column("Đơn vị tính", width=14),
    Column("Lồng ghép", width=10),
    Column("Người thực hiện", width=24),
)


def send_plans(actor: Actor, directive: Directive, rows: Sequence[tuple[Duty, Plan | None]]) -> HttpResponse:
    """Every unit, those without a plan too; items are looked up once."""
    items = {item.pk: item for item in Item.objects.filter(directive=directive)}
    lines = [line for duty, plan in rows for line in _lines(duty, plan, items)]
    filters = (f"chỉ đạo “{directive.title}”",)
    return send_list(actor, "ke-hoach", "Kế hoạch của các đơn vị", COLUMNS, lines, total=len(lines), filters=filters)


def _lines(duty: Duty, plan: Plan | None, items: dict[int, Item]) -> Iterator[tuple[Cell, ...]]:
    empty: tuple[Cell, ...] = ("",) * 10
    if plan is None:
        yield (duty.unit_name, "chưa gửi", None, *empty)
        return
    head: tuple[Cell, ...] = (duty.unit_name, f"bản {plan.edition}, {plan.get_state_display()}", plan.approved_on)
    known, cells = catalogue(), list(plan.cells.all())
    if not cells:
        yield (*head, *empty)
    for cell in cells:
        item = items[cell.item_id]
        forms = ", ".join(known.form_name(key) for key in cell.forms) or known.group_name(cell.group)
        yield (
            *head,
            item.label,
            item.short or item.text,
            forms,
            cell.starts_on,
            cell.ends_on,
            cell.place,
            cell.value,
            known.measure_name(cell.measure) if cell.measure else "",
            "có" if cell.embedded else "",
            cell.doers,
        )
