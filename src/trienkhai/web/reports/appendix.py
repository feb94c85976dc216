"""The appendix of a roll-up: every unit by every figure, in tables that fit the page. Nothing is left out silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trienkhai.rendering.numbers import render_number
from trienkhai.rendering.paper import Align, Appendix, Block, Column, Row, RowKind, Table
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.citing import lower_first
from trienkhai.web.reports.figures import ACTIVITIES, PROVED
from trienkhai.web.reports.models import RollupUnit
from trienkhai.web.reports.standing import UnitLine
from trienkhai.web.reports.wording import Shown, measure_word

Standing = RollupUnit.Standing
WIDEST = 9
OWN = "Cơ quan tự thực hiện"
NOT_APPLICABLE = "không áp dụng"
WORDS = {
    Standing.TAKEN_IN: "đã tiếp nhận",
    Standing.SENT: "đã gửi, chưa được tiếp nhận",
    Standing.MISSING: "chưa có báo cáo",
    Standing.EXEMPT: "không phải gửi báo cáo",
}
COUNTED = {ACTIVITIES: "Hoạt động", PROVED: "Có minh chứng"}
NOTES = (
    "0: đơn vị báo cáo không phát sinh; “không áp dụng”: đơn vị không có việc này; “chưa có báo cáo” khác với 0.",
    "Các đơn vị tính khác nhau không cộng với nhau.",
)
SHORT = "Bảng này chỉ kê đơn vị có số liệu; đơn vị có báo cáo (Bảng 1) mà không có tên ở đây báo cáo 0."


@dataclass(frozen=True, slots=True)
class Cells:
    """A unit's figures by key, and the keys of figures that do not apply to it."""

    figures: dict[str, Shown]
    not_applicable: frozenset[str] = frozenset()


def compose_appendix(
    units: Sequence[UnitLine],
    cells: dict[int, Cells],
    totals: Sequence[Shown],
    names: dict[int, str],
    period: str,
    own: Cells | None = None,
) -> Appendix:
    """One landscape table for as many figures as fit, and another for the next ones, until all stand there.

    The first has a row for every unit; the next ones leave out units that have nothing but zeros there, and say so.
    `cells` by the id of the report that was taken in; `names` what items with a column of their own are called; `own`
    what the office itself did, a row of its own before the total.
    """
    columns = list_columns(totals, names)
    chunks = [columns[start : start + WIDEST] for start in range(0, len(columns), WIDEST)] or [[]]
    several = len(chunks) > 1
    blocks: list[Block] = []
    for number, chunk in enumerate(chunks, 1):
        unit = f"Bảng {number}/{len(chunks)}" if several else None
        rows = units if number == 1 else [line for line in units if has_something(line, cells, chunk)]
        notes = (*(() if number == 1 else (SHORT,)), *(NOTES if number == len(chunks) else ()))
        blocks.append(compose_table(rows, cells, chunk, names, unit, notes, own))
    return Appendix(f"Số liệu theo đơn vị, {period}", tuple(blocks), landscape=True)


def list_columns(totals: Sequence[Shown], names: dict[int, str]) -> list[Shown]:
    """Counts first, then tasks, then quantities in the order of the catalogue."""
    counts = [figure for figure in totals if figure.key in COUNTED]
    tasks = [figure for figure in totals if figure.item in names]
    order = {key: position for position, key in enumerate(catalogue().forms)}
    measured = [figure for figure in totals if figure.measure]
    return [*counts, *tasks, *sorted(measured, key=lambda figure: (order.get(figure.form, len(order)), figure.form))]


def compose_table(
    units: Sequence[UnitLine],
    cells: dict[int, Cells],
    chunk: Sequence[Shown],
    names: dict[int, str],
    unit: str | None,
    notes: tuple[str, ...],
    own: Cells | None = None,
) -> Table:
    """All units by some figures, totals last with the number of units they are of."""
    columns = (
        Column("STT", Align.CENTER, 0.5),
        Column("Đơn vị", Align.LEFT, 3.2),
        *(Column(column_title(figure, names), Align.RIGHT, group=group_title(figure)) for figure in chunk),
    )
    rows: list[Row] = []
    band = ""
    for number, line in enumerate(units, 1):
        if line.band != band:
            band = line.band
            rows.append(Row((band,), RowKind.GROUP))
        found = cells.get(line.report_id or 0) if line.standing == Standing.TAKEN_IN else None
        rows.append(unit_row(number, line, found, chunk))
    taken = len(cells)
    totals = tuple(printed(figure) for figure in chunk)
    if own is not None:
        rows.append(Row(("", OWN, *(cell_of(own, figure) for figure in chunk))))
    label = f"Tổng {taken} đơn vị có số liệu" + (" và cơ quan" if own is not None else "")
    rows.append(Row(("", label, *totals), RowKind.TOTAL))
    return Table(columns, tuple(rows), unit=unit, notes=notes)


def has_something(line: UnitLine, cells: dict[int, Cells], chunk: Sequence[Shown]) -> bool:
    """Whether a unit has anything but zeros in these columns."""
    found = cells.get(line.report_id or 0) if line.standing == Standing.TAKEN_IN else None
    return found is not None and any(cell_of(found, figure) != "0" for figure in chunk)


def unit_row(number: int, line: UnitLine, found: Cells | None, chunk: Sequence[Shown]) -> Row:
    """A unit's figures, or in words why it has none."""
    if found is None:
        return Row((str(number), line.unit_short_name, WORDS[line.standing]), RowKind.REMARK)
    return Row((str(number), line.unit_short_name, *(cell_of(found, figure) for figure in chunk)))


def cell_of(cells: Cells, figure: Shown) -> str:
    """What a unit reported in a column: its number, 0, or that it does not apply."""
    own = cells.figures.get(figure.key)
    if own is not None and (own.value or not does_not_apply(cells, figure)):
        return printed(own)
    return NOT_APPLICABLE if does_not_apply(cells, figure) else "0"


def does_not_apply(cells: Cells, figure: Shown) -> bool:
    """Whether the unit has no such work: it said so of the form, or the item was not asked of it."""
    return figure.key in cells.not_applicable or (bool(figure.form) and figure.form in cells.not_applicable)


def printed(figure: Shown) -> str:
    """A number in a cell; "khoảng" where one of its values is approximate."""
    return f"{'khoảng ' if figure.approximate else ''}{render_number(Decimal(figure.value))}"


def column_title(figure: Shown, names: dict[int, str]) -> str:
    """The heading of a figure's column: its form and measure, its task, or what is counted."""
    if figure.key in COUNTED:
        return COUNTED[figure.key]
    if figure.item is not None:
        return names.get(figure.item, figure.key)
    form, measure = catalogue().form_name(figure.form), measure_word(figure.measure)
    return f"{form} ({measure})" if form and form.lower() != measure.lower() else lower_first(measure).capitalize()


def group_title(figure: Shown) -> str | None:
    """The common heading of columns of one group of forms."""
    return catalogue().group_name(figure.group) if figure.group else None
