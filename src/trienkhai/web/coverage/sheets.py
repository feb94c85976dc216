"""The three looks of coverage as workbooks: topics by forms, units by topics, the list of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpResponse

from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.presenting import Scene
from trienkhai.web.coverage.topics_table import TopicCell, TopicsTable
from trienkhai.web.coverage.unit_rows import StepState, UnitRow, shown_reports
from trienkhai.web.coverage.wording import column_name, item_key
from trienkhai.web.directives.models import Item
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.ui.sheets import Cell, Column, Kind

NOT_ASKED = "không áp dụng"
NAME = "do-phu"


def send_matrix(actor: Actor, scene: Scene, filters: Sequence[str]) -> HttpResponse:
    """Every topic and task with the number of units that did it, in any form and by groups of forms."""
    coverage = scene.coverage
    groups = coverage.topics.groups if coverage.has_forms else ()
    columns = (
        Column("Mục", width=8),
        Column("Nội dung", width=70),
        Column("Đơn vị phải hoặc được làm", Kind.NUMBER, 13),
        Column("Đơn vị đã làm", Kind.NUMBER, 11),
        Column("Có minh chứng", Kind.NUMBER, 11),
        *(Column(column_name(group), Kind.NUMBER, 13) for group in groups),
    )
    items = coverage.situation.of_kind(Item.Kind.TOPIC, Item.Kind.TASK)
    return send_list(
        actor,
        f"{NAME}-ma-tran",
        "Độ phủ: nội dung × hình thức",
        columns,
        _items(scene, items, groups),
        total=len(items),
        filters=filters,
        notes=("Mỗi số là số đơn vị, không phải số hoạt động; một đơn vị có thể đứng ở nhiều cột.",),
    )


def _items(scene: Scene, items: Sequence[Item], groups: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    for item in items:
        cell = scene.coverage.find_cell(item.pk)
        states = cell.states if cell is not None else ()
        by_group = (scene.coverage.topics.cells.get((item.pk, group)) for group in groups)
        yield (
            item_key(item),
            item.text,
            sum(state is not CellState.NOT_APPLICABLE for state in states),
            cell.done if cell is not None else 0,
            sum(state is CellState.PROVED for state in states),
            *(NOT_ASKED if found is None else found.done for found in by_group),
        )


def send_topics(actor: Actor, table: TopicsTable, filters: Sequence[str]) -> HttpResponse:
    """Units by topics: how many groups of forms each used."""
    columns = (
        Column("Đơn vị", width=34),
        *(Column(f"{key}. {full}"[:120], Kind.NUMBER, 12) for key, full in table.columns),
        *((Column("Báo cáo", width=22),) if table.report else ()),
    )
    rows = (
        (row.name, *(_count(cell, table) for cell in row.cells), *((say(row.report),) if row.report else ()))
        for row in table.rows
    )
    return send_list(
        actor,
        f"{NAME}-don-vi-noi-dung",
        f"Độ phủ: đơn vị × nội dung (số nhóm hình thức đã làm, trên {table.whole})",
        columns,
        rows,
        total=len(table.rows),
        filters=filters,
    )


def _count(cell: TopicCell, table: TopicsTable) -> Cell:
    if cell.count or (cell.applies and not table.choosable):
        return cell.count
    return "không chọn" if cell.applies else NOT_ASKED


def send_units(actor: Actor, scene: Scene, rows: Sequence[UnitRow], filters: Sequence[str]) -> HttpResponse:
    """The list of units with their steps, all of them, late ones first."""
    coverage = scene.coverage
    reports = shown_reports(coverage.situation)
    columns = (
        Column("Đơn vị", width=34),
        Column("Đã đến", width=12),
        Column("Tiếp nhận", width=12),
        Column("Hoạt động", Kind.NUMBER, 11),
        Column("Có minh chứng", Kind.NUMBER, 11),
        *(
            (Column("Ô có minh chứng", Kind.NUMBER, 11), Column("Ô đã ghi", Kind.NUMBER, 11))
            if coverage.has_forms
            else ()
        ),
        *((Column("Nhiệm vụ", width=30),) if coverage.tasks else ()),
        *(Column(f"Báo cáo {report.period_label}", width=26) for report in reports),
    )
    told = (
        (
            row.name,
            say(row.arrived),
            say(row.acknowledged),
            row.activities,
            row.proved,
            *((row.cells_proved, row.cells_recorded) if coverage.has_forms else ()),
            *(("; ".join(say(step) for step in row.tasks),) if coverage.tasks else ()),
            *(say(step) for step in row.reports),
        )
        for row in rows
    )
    return send_list(
        actor, f"{NAME}-don-vi", "Độ phủ: danh sách đơn vị", columns, told, total=len(rows), filters=filters
    )


def say(step: StepState) -> str:
    """A step in words."""
    return f"{step.words}, {step.beside}" if step.beside else step.words
