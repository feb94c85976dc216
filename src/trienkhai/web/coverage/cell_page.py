"""Behind a cell: its units by name, and behind a unit: its topics."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trienkhai.web.coverage.addresses import activity_url, duty_url, why_url
from trienkhai.web.coverage.counting import Cell, CellState
from trienkhai.web.coverage.presenting import OpenedCell, Scene, late_words, show_opened
from trienkhai.web.coverage.tables import ANY, NO_FORM
from trienkhai.web.coverage.wording import column_name, item_key, item_name, square_state, state_words
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.errors import Unknown
from trienkhai.web.ui.items import Tab
from trienkhai.web.ui.squares import SquareState


@dataclass(frozen=True, slots=True)
class CellUnit:
    """One unit in a cell; `activities` are codes with their addresses."""

    name: str
    url: str
    state: SquareState
    words: str
    activities: tuple[tuple[str, str], ...]
    activities_url: str
    late: str
    why_url: str


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many units used one form of an opened group."""

    name: str
    done: int
    url: str


@dataclass(frozen=True, slots=True)
class CellPage:
    """A cell: enlarged, its units (those of one state where asked), the forms of its group."""

    opened: OpenedCell
    filters: tuple[Tab, ...]
    filter: str
    units: tuple[CellUnit, ...]
    whole: int
    forms: tuple[FormCount, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What one unit did of one item: in which columns, proved or not, by which activities."""

    key: str
    name: str
    full: str
    words: str
    columns: tuple[tuple[str, SquareState, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit, item by item."""

    name: str
    url: str
    lines: tuple[UnitLine, ...]
    activities: int
    activities_url: str


def cell_page(scene: Scene, item: Item, *, group: str, form: str, state: CellState | None) -> CellPage:
    """The units of a cell in the order of the unit list. Raises Unknown where there is no such cell."""
    opened = show_opened(scene, item, group, form)
    cell = scene.coverage.find_cell(item.pk, group, form)
    if opened is None or cell is None:
        raise Unknown
    tabs = [Tab("", _("Tất cả %(count)s") % {"count": len(cell.states)}, opened.units_url)]
    tabs += [
        Tab(count.state, f"{capital(count.words)} {count.count}", count.url) for count in opened.counts if count.count
    ]
    return CellPage(
        opened=opened,
        filters=tuple(tabs),
        filter=state or "",
        units=tuple(list_units(scene, item, cell, group, state)),
        whole=len(cell.states),
        forms=() if form or group in (ANY, NO_FORM) else count_forms(scene, item, group),
    )


def list_units(scene: Scene, item: Item, cell: Cell, group: str, state: CellState | None) -> list[CellUnit]:
    """Those the person may see by name; of one state where asked."""
    coverage = scene.coverage
    choosable, task = coverage.choosable(item), item.kind == Item.Kind.TASK
    codes = list_codes(scene, cell)
    found = []
    for unit, own in zip(coverage.situation.units, cell.states, strict=True):
        duty = unit.duty.pk
        if state not in (None, own) or not scene.beholder.sees(duty):
            continue
        late = unit.late.get(item.pk)
        found.append(
            CellUnit(
                name=unit.short_name,
                url=duty_url(duty),
                state=square_state(own, choosable=choosable),
                words=state_words(own, task=task, choosable=choosable),
                activities=codes.get(duty, ()),
                activities_url=scene.ways.activities(duty, item.pk, group),
                late=late_words(late.working_days) if late else "",
                why_url=why_url(duty, item.pk),
            )
        )
    return found


def list_codes(scene: Scene, cell: Cell) -> dict[int, tuple[tuple[str, str], ...]]:
    """The activities of a cell by duty: codes with their addresses, in the order of days."""
    wanted, found = set(cell.deeds), defaultdict(list)
    for deed in scene.coverage.situation.deeds:
        if deed.id in wanted:
            found[deed.duty].append((deed.code, activity_url(deed.id)))
    return {duty: tuple(codes) for duty, codes in found.items()}


def count_forms(scene: Scene, item: Item, group: str) -> tuple[FormCount, ...]:
    """The forms of a group with the number of units that used each."""
    cells = scene.coverage.by_forms(group)
    return tuple(
        FormCount(column_name(cell.group), cell.done, scene.ways.cell(item.pk, group, form=cell.group))
        for cell in cells.row(item.pk)
        if cell.group in catalogue().forms
    )


def unit_page(scene: Scene, duty: int) -> UnitPage:
    """What one unit did. Raises Unknown for a unit the person may not see, or that has no duty on that day."""
    coverage = scene.coverage
    position = next((index for index, unit in enumerate(coverage.units) if unit.duty == duty), None)
    if position is None or not scene.beholder.sees(duty):
        raise Unknown
    lines = [unit_line(scene, item, position) for item in coverage.situation.of_kind(Item.Kind.TOPIC, Item.Kind.TASK)]
    return UnitPage(
        name=coverage.units[position].name,
        url=duty_url(duty),
        lines=tuple(lines),
        activities=coverage.topics.totals[duty].activities,
        activities_url="" if scene.ways.kept else scene.ways.activities(duty),
    )


def unit_line(scene: Scene, item: Item, position: int) -> UnitLine:
    """One item of one unit; the columns in which it did something, with the number of activities."""
    coverage = scene.coverage
    choosable, duty = coverage.choosable(item), coverage.units[position].duty
    whole = coverage.find_cell(item.pk)
    state = whole.states[position] if whole else CellState.NOT_APPLICABLE
    columns = []
    for cell in coverage.topics.row(item.pk) if item.pk in coverage.topics.items else ():
        own = cell.states[position]
        if own in (CellState.PROVED, CellState.RECORDED, CellState.PLANNED):
            shape = square_state(own, choosable=choosable)
            columns.append((column_name(cell.group), shape, list_codes(scene, cell).get(duty, ())))
    return UnitLine(
        key=item_key(item),
        name=item_name(item, 90),
        full=item.text,
        words=state_words(state, task=item.kind == Item.Kind.TASK, choosable=choosable),
        columns=tuple(columns),
    )


def capital(words: str) -> str:
    """With a capital at the beginning."""
    return words[:1].upper() + words[1:]
