"""The list of units as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import HttpResponse

from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.offices.listing import Branch, UnitsPage
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.sheets import Cell, Column, Kind

COLUMNS = (
    Column("Mã", width=24),
    Column("Đơn vị", width=50),
    Column("Tên ngắn", width=30),
    Column("Loại", width=22),
    Column("Trực thuộc", width=40),
    Column("Nơi", width=24),
    Column("Có hiệu lực từ", Kind.DAY, 13),
)


def send_units(actor: Actor, page: UnitsPage, day: date, words: str) -> HttpResponse:
    """The units of a day in the order of the official list, or those that were found."""
    rows = list(page.found) if words else list(_walk(page.tree))
    names = {version.unit_id: version.name for version in rows}
    told = (_row(version, names) for version in rows)
    filters = (f"tìm “{words}”" if words else "", f"vào ngày {format_day(day)}")
    return send_list(actor, "don-vi", "Danh mục đơn vị", COLUMNS, told, total=len(rows), filters=filters)


def _walk(branches: Sequence[Branch]) -> Iterator[UnitVersion]:
    for branch in branches:
        yield branch.version
        yield from _walk(branch.children)


def _row(version: UnitVersion, names: dict[int, str]) -> tuple[Cell, ...]:
    return (
        version.unit.code,
        version.name,
        version.short_name,
        version.kind_name,
        names.get(version.parent_id or 0, ""),
        version.area_name,
        version.valid_from,
    )
