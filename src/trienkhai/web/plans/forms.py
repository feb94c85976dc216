"""The shape of what people send about a plan: the chosen cells, and the details of the one that is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from trienkhai.web.activities.amounts import InvalidAmount, parse_amount
from trienkhai.web.plans.actions import CellContent
from trienkhai.web.plans.grid import cell_key, parse_key
from trienkhai.web.plans.spans import InvalidSpan, parse_span

MOST_CELLS = 2000


@dataclass(frozen=True, slots=True)
class Typed:
    """The details as typed, shown again where they could not be taken."""

    when: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a person sent: every chosen cell, which one was open, what is wrong by field."""

    cells: tuple[CellContent, ...]
    opened: str
    typed: Typed
    faults: dict[str, str]
    note: str
    version: int | None


def read_plan(data: QueryDict, saved: Iterable[CellContent], year: int) -> Sent:
    """The plan as sent. Cells that stay chosen keep the details saved before; the open one takes those typed."""
    before = {cell_key(cell.item, cell.group): cell for cell in saved}
    keys = [key for key in dict.fromkeys(data.getlist("c")) if parse_key(key)][:MOST_CELLS]
    cells = {key: before.get(key) or blank_cell(key) for key in keys}
    opened = data.get("opened", "")
    faults: dict[str, str] = {}
    typed = Typed(data.get("when", "").strip(), data.get("amount", "").strip())
    if opened in cells:
        cells[opened] = read_details(data, cells[opened], typed, year, faults)
    version = data.get("version", "")
    return Sent(
        cells=tuple(cells.values()),
        opened=opened,
        typed=typed,
        faults=faults,
        note=data.get("note", ""),
        version=int(version) if version.isdigit() and len(version) < 10 else None,
    )


def blank_cell(key: str) -> CellContent:
    """A cell just chosen."""
    item, group = parse_key(key) or (0, "")
    return CellContent(item=item, group=group)


def read_details(data: QueryDict, cell: CellContent, typed: Typed, year: int, faults: dict[str, str]) -> CellContent:
    """The cell with the details typed; what cannot be read is named in `faults` and left out."""
    found = replace(
        cell,
        forms=tuple(data.getlist("forms")),
        place=data.get("place", "").strip(),
        embedded=data.get("embedded") == "on",
        doers=data.get("doers", "").strip(),
        measure=data.get("measure", ""),
        starts_on=None,
        ends_on=None,
        value=None,
    )
    if typed.when:
        try:
            start, end = parse_span(typed.when, year)
            found = replace(found, starts_on=start, ends_on=end)
        except InvalidSpan as fault:
            faults["when"] = str(fault)
    if typed.amount:
        try:
            found = replace(found, value=parse_amount(typed.amount).value)
        except InvalidAmount as fault:
            faults["amount"] = str(fault)
    if found.value is not None and not found.measure:
        faults["amount"] = _("Chọn đơn vị tính cho số lượng.")
    if len(found.place) > 200:
        faults["place"] = _("Địa điểm dài quá 200 chữ.")
    if len(found.doers) > 300:
        faults["doers"] = _("Người thực hiện dài quá 300 chữ.")
    return found
