"""Units by topics: how many groups of forms each unit used. In the order of the unit list, never sorted by figures."""

from __future__ import annotations

from dataclasses import dataclass

from trienkhai.web.coverage.addresses import duty_url
from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.presenting import Scene
from trienkhai.web.coverage.tables import ANY
from trienkhai.web.coverage.unit_rows import StepState, report_step, shown_reports
from trienkhai.web.coverage.wording import item_key
from trienkhai.web.directives.models import Item

MOST_SHADE = 4


@dataclass(frozen=True, slots=True)
class TopicCell:
    """How many groups of forms; `applies` tells a free choice from what is not asked."""

    count: int
    shade: int
    applies: bool
    url: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One unit."""

    name: str
    url: str
    cells: tuple[TopicCell, ...]
    report: StepState | None


@dataclass(frozen=True, slots=True)
class TopicsTable:
    """The whole table; `columns` are label and full text of the topics, `whole` the number of groups."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[TopicRow, ...]
    whole: int
    report: Item | None
    choosable: bool


def show_topics_table(scene: Scene) -> TopicsTable:
    """Every unit the person may see, all topics."""
    coverage = scene.coverage
    topics = coverage.situation.of_kind(Item.Kind.TOPIC)
    report = next(iter(shown_reports(coverage.situation)), None)
    rows = []
    for position, unit in enumerate(coverage.situation.units):
        if not scene.beholder.sees(unit.duty.pk):
            continue
        cells = tuple(topic_cell(scene, item.pk, position) for item in topics)
        step = report_step(unit, report) if report else None
        rows.append(TopicRow(unit.short_name, duty_url(unit.duty.pk), cells, step))
    return TopicsTable(
        columns=tuple((item_key(item), item.text) for item in topics),
        rows=tuple(rows),
        whole=len(coverage.topics.groups),
        report=report,
        choosable=coverage.situation.directive.units_choose,
    )


def topic_cell(scene: Scene, item: int, position: int) -> TopicCell:
    """One unit and one topic."""
    coverage = scene.coverage
    done = (CellState.PROVED, CellState.RECORDED)
    count = sum(cell.states[position] in done for cell in coverage.topics.row(item))
    whole = coverage.whole.cells[item, ANY].states[position]
    duty = coverage.units[position].duty
    return TopicCell(
        count=count,
        shade=min(count, MOST_SHADE),
        applies=whole is not CellState.NOT_APPLICABLE,
        url=scene.ways.activities(duty, item),
    )
