"""A plan as a paper: Decree 30/2020/NĐ-CP, Appendix III, form 1.4. DOCX and PDF come of it.

It says what was planned and nothing else: the words of a plan's aims are the unit's to write, in its own document.
"""

from __future__ import annotations

from django.utils import translation

from trienkhai import parts
from trienkhai.rendering.numbers import render_number
from trienkhai.rendering.paper import (
    Align,
    Appendix,
    Block,
    Column,
    Paper,
    Paragraph,
    Row,
    RowKind,
    SentTo,
    Signing,
    Table,
)
from trienkhai.web import clock
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.citing import dispatch_as_cited, issuer_of, lower_first
from trienkhai.web.offices.letterheads import head_title, letters_of
from trienkhai.web.plans.models import Plan, PlanCell
from trienkhai.web.plans.spans import format_span

COLUMNS = (
    Column("TT", Align.CENTER, 0.5),
    Column("Hình thức", width=2.6),
    Column("Thời gian", Align.CENTER, 1.4),
    Column("Địa điểm", width=2.2),
    Column("Dự kiến", width=1.6),
    Column("Người thực hiện", width=2),
)


def compose_plan(plan: Plan) -> Paper:
    """The plan as it is saved now (three queries); number, day and signature are the unit's own register's affair."""
    with translation.override("vi"):
        return _compose(plan)


def _compose(plan: Plan) -> Paper:
    duty = plan.duty
    directive = duty.directive
    letters = letters_of(duty.unit, duty.unit_name)
    cells = list(plan.cells.select_related("item"))
    day = plan.approved_on or plan.submitted_on or clock.today()
    period = f" năm {directive.period_start.year}" if directive.period_start else ""
    title = directive.title if period.strip() in directive.title else f"{directive.title}{period}"
    return Paper(
        kind="Kế hoạch",
        subject=title,
        parent_agency=letters.parent or None,
        agency=letters.name,
        symbol=f"KH-{letters.symbol}",
        place=letters.place or "…",
        date=parts.Date(None, day.month, day.year),
        body=compose_body(plan, cells, dispatch_as_cited(directive), title),
        signing=Signing(position=head_title(duty.unit_name)),
        recipients=(SentTo(issuer_of(directive), "b/c"),),
        appendices=(Appendix("Nội dung, hình thức, thời gian thực hiện", (compose_table(cells),), landscape=True),)
        if cells
        else (),
    )


def compose_body(plan: Plan, cells: list[PlanCell], dispatch: str, title: str) -> tuple[Block, ...]:
    """What is carried out, how much was chosen, what the unit wrote beside it."""
    unit = plan.duty.unit_name
    chosen = len({cell.item_id for cell in cells})
    said = (
        f"{unit} thực hiện {chosen} nội dung, {len(cells)} lượt hình thức; chi tiết tại Phụ lục."
        if cells
        else f"{unit} chưa chọn nội dung nào."
    )
    notes = tuple(Paragraph(line.strip()) for line in plan.note.splitlines() if line.strip())
    return (
        Paragraph(f"Thực hiện {dispatch}, {unit} lập kế hoạch như sau:"),
        Paragraph(said),
        *notes,
        Paragraph(f"Trên đây là kế hoạch {lower_first(title)} của {unit}./."),
    )


def compose_table(cells: list[PlanCell]) -> Table:
    """One group of rows an item, one row a form."""
    rows: list[Row] = []
    item = None
    for place, cell in enumerate(cells, start=1):
        if cell.item_id != item:
            item = cell.item_id
            words = cell.item.short or cell.item.text
            rows.append(Row((f"{cell.item.label}. {words}" if cell.item.label else words,), RowKind.GROUP))
        rows.append(row_of(place, cell))
    return Table(COLUMNS, tuple(rows))


def row_of(place: int, cell: PlanCell) -> Row:
    """One cell of the plan as people planned it; what they left open stays empty."""
    known = catalogue()
    forms = ", ".join(known.form_name(key) for key in cell.forms) or known.group_name(cell.group) or "thực hiện"
    amount = f"{render_number(cell.value)} {known.measure_name(cell.measure)}" if cell.value is not None else ""
    embedded = " (lồng ghép)" if cell.embedded else ""
    when = format_span(cell.starts_on, cell.ends_on)
    return Row((str(place), f"{forms}{embedded}", when, cell.place, amount, cell.doers))
