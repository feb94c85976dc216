"""What the pages of coverage show: tables of cells with their drawings and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web.coverage.addresses import Ways, duty_url, why_url
from trienkhai.web.coverage.counting import Cell, CellState, find_ground, find_thresholds
from trienkhai.web.coverage.layout import count_bands
from trienkhai.web.coverage.tables import ANY, Coverage
from trienkhai.web.coverage.wording import (
    cell_title,
    column_name,
    due_words,
    item_key,
    item_name,
    square_state,
    state_words,
)
from trienkhai.web.directives.models import Item
from trienkhai.web.ui.squares import (
    Bar,
    Square,
    SquareState,
    render_bars,
    render_large_squares,
    render_square_guide,
    render_squares,
)


@dataclass(frozen=True, slots=True)
class Beholder:
    """What the person looking may know: every unit, or only the duties of their own (and the totals)."""

    all_units: bool
    duties: frozenset[int]

    def sees(self, duty: int) -> bool:
        """Whether this unit's name and state may be shown."""
        return self.all_units or duty in self.duties


@dataclass(frozen=True, slots=True)
class Scene:
    """A counted directive, the addresses that keep its day, and who looks at it."""

    coverage: Coverage
    ways: Ways
    beholder: Beholder


@dataclass(frozen=True, slots=True)
class Opened:
    """The group whose forms are the columns ("" for none), and the cell enlarged beside the table."""

    group: str
    cell: tuple[int, str]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A figure on its tint, with the drawing of who; `url` opens it beside the table, `list_url` as a list."""

    done: int
    whole: int
    ground: int
    drawing: SafeString
    url: str
    list_url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One topic: its cells, and the one that a phone shows."""

    key: str
    name: str
    full: str
    cells: tuple[ShownCell, ...]
    phone: ShownCell


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A head of the table; with an address where it opens into its forms."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """The matrix: bands of topics ("Trọng tâm") with their rows; `opened` is the group whose forms are the columns."""

    columns: tuple[ShownColumn, ...]
    bands: tuple[tuple[str, tuple[ShownRow, ...]], ...]
    opened: str
    phone_column: str
    thresholds: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many units are in one state, with the way to their names."""

    state: CellState
    square: SquareState
    words: str
    count: int
    url: str

    @property
    def short(self) -> str:
        """For a narrow place beside the key: "đã ghi"."""
        return self.words.removesuffix(_(", chưa có minh chứng")).removesuffix(_(", chưa quá hạn"))


@dataclass(frozen=True, slots=True)
class OpenedCell:
    """A cell enlarged: counts by state, every unit a square of its own."""

    title: str
    full: str
    drawing: SafeString
    counts: tuple[StateCount, ...]
    units_url: str
    activities_url: str
    activities: int


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit past the date of a task."""

    name: str
    url: str
    why_url: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task, or a topic without forms: what has become of it, and who is late."""

    key: str
    name: str
    full: str
    due: str
    drawing: SafeString
    counts: dict[CellState, StateCount]
    late: tuple[LateUnit, ...]
    url: str


def draw_cell(scene: Scene, cell: Cell, *, label: str, large: bool = False) -> SafeString:
    """The squares of a cell, or bars for many units. A unit gets its own square only, in its usual place."""
    coverage = scene.coverage
    layout = coverage.layout
    if layout.is_bars:
        bars = [Bar(*counted) for counted in count_bands(layout, cell.states)]
        return render_bars(bars, label=label, large=large)
    choosable = is_choosable(coverage, cell.item)
    squares = [
        Square(x, y, square_state(state, choosable=choosable), unit.name, duty_url(unit.duty) if large else "")
        for unit, state, (x, y) in zip(coverage.units, cell.states, layout.places, strict=True)
        if scene.beholder.sees(unit.duty)
    ]
    render = render_large_squares if large else render_squares
    return render(squares, columns=layout.columns, rows=layout.rows, label=label)


def is_choosable(coverage: Coverage, item: int) -> bool:
    """Whether units choose this item."""
    return item not in coverage.tasks and coverage.situation.directive.units_choose


def draw_guide(coverage: Coverage) -> SafeString | None:
    """Which unit stands where; none for bars."""
    layout = coverage.layout
    if layout.is_bars:
        return None
    heads = layout.column_names or ("",) * layout.columns
    heads = (*heads, *("",) * (layout.columns - len(heads)))
    return render_square_guide(heads, layout.row_names, layout.letters)


def list_square_kinds(coverage: Coverage) -> tuple[SquareState, ...]:
    """The shapes a key must explain: those that can stand on this page."""
    cells = [*coverage.whole.cells.values(), *coverage.tasks.values()]
    found = {SquareState.PROVED, SquareState.RECORDED}
    for cell in cells:
        choosable = is_choosable(coverage, cell.item)
        found |= {square_state(state, choosable=choosable) for state in set(cell.states)}
    if coverage.topics.items and coverage.situation.directive.units_choose:
        found |= {SquareState.NOT_CHOSEN}
    return tuple(kind for kind in SquareState if kind in found)


def show_grid(scene: Scene, opened: Opened) -> ShownGrid:
    """The matrix of topics by groups of forms; with a group opened, by its total and its forms."""
    coverage = scene.coverage
    forms = coverage.by_forms(opened.group) if opened.group else None
    keys = (opened.group, *forms.groups) if forms else coverage.topics.groups
    cells = coverage.topics.cells | (forms.cells if forms else {})
    rows: dict[str, list[ShownRow]] = {}
    for item in coverage.situation.of_kind(Item.Kind.TOPIC):
        shown = tuple(show_cell(scene, item, cells[item.pk, key], key, opened) for key in keys)
        whole = coverage.whole.cells[item.pk, ANY]
        phone = shown[0] if opened.group else show_cell(scene, item, whole, ANY, opened)
        row = ShownRow(item_key(item), item_name(item), item.text, shown, phone)
        rows.setdefault(band_title(item), []).append(row)
    return ShownGrid(
        columns=tuple(show_column(scene.ways, key, opened.group) for key in keys),
        bands=tuple((title, tuple(found)) for title, found in rows.items()),
        opened=opened.group,
        phone_column=column_name(opened.group or ANY),
        thresholds=find_thresholds(len(coverage.units)),
    )


def show_column(ways: Ways, key: str, opened: str) -> ShownColumn:
    """A group opens into its forms; an opened one closes again by its own head."""
    if opened:
        return ShownColumn(_("Cả nhóm"), ways.page()) if key == opened else ShownColumn(column_name(key), "")
    return ShownColumn(column_name(key), ways.page({"mo": key}) if key else "")


def show_cell(scene: Scene, item: Item, cell: Cell, key: str, opened: Opened) -> ShownCell:
    """One cell of the matrix; `key` is its column."""
    group, form = opened.group or key, key if opened.group not in ("", key) else ""
    asked: dict[str, str | int] = {"noi-dung": item.pk, "nhom": group}
    asked |= ({"mo": group} if opened.group else {}) | ({"hinh-thuc": form} if form else {})
    return ShownCell(
        done=cell.done,
        whole=cell.denominator,
        ground=find_ground(cell.done, cell.denominator),
        drawing=draw_cell(scene, cell, label=f"{item_key(item)} × {column_name(key)}"),
        url=scene.ways.page(asked),
        list_url=scene.ways.cell(item.pk, group, form=form),
        current=(item.pk, key) == opened.cell,
    )


def band_title(item: Item) -> str:
    """The heading topics stand under: their emphasis in the text."""
    return item.emphasis[:1].upper() + item.emphasis[1:] if item.emphasis else ""


def show_opened(scene: Scene, item: Item, group: str = ANY, form: str = "") -> OpenedCell | None:
    """One cell enlarged; None where there is no such cell."""
    coverage, ways = scene.coverage, scene.ways
    cell = coverage.find_cell(item.pk, group, form)
    if cell is None:
        return None
    by_form = item.kind == Item.Kind.TOPIC and coverage.has_forms
    title = cell_title(item, column_name(form or group) if by_form else "")
    units_url = ways.cell(item.pk, group, form=form)
    return OpenedCell(
        title=title,
        full=item.text,
        drawing=draw_cell(scene, cell, label=title, large=True),
        counts=tuple(count_of(scene, item, cell, state, group, form) for state in shown_states(coverage, cell)),
        units_url=units_url,
        # The list of activities knows groups, not single forms.
        activities_url=units_url if form else ways.activities(item=item.pk, group=group),
        activities=len(cell.deeds),
    )


def shown_states(coverage: Coverage, cell: Cell) -> tuple[CellState, ...]:
    """The states a cell tells: the usual ones always, so that a zero is seen; the others where a unit is in them."""
    usual = {CellState.PROVED, CellState.RECORDED, CellState.NONE}
    if cell.item in coverage.tasks:
        usual |= {CellState.LATE}
    return tuple(state for state in CellState if state in usual or cell.count(state))


def count_of(scene: Scene, item: Item, cell: Cell, state: CellState, group: str = ANY, form: str = "") -> StateCount:
    """How many units of a cell are in a state."""
    choosable = scene.coverage.choosable(item)
    return StateCount(
        state=state,
        square=square_state(state, choosable=choosable),
        words=state_words(state, task=item.kind == Item.Kind.TASK, choosable=choosable),
        count=cell.count(state),
        url=scene.ways.cell(item.pk, group, form=form, state=state),
    )


def show_tasks(scene: Scene, items: Sequence[Item]) -> tuple[ShownTask, ...]:
    """Items by state: tasks, and topics where the directive names no forms."""
    coverage = scene.coverage
    found = []
    for item in items:
        cell = coverage.tasks.get(item.pk) or coverage.whole.cells[item.pk, ANY]
        found.append(
            ShownTask(
                key=item_key(item),
                name=item_name(item, 120),
                full=item.text,
                due=due_words(item) if item.kind == Item.Kind.TASK else "",
                drawing=draw_cell(scene, cell, label=item_key(item)),
                counts={state: count_of(scene, item, cell, state) for state in CellState},
                late=list_late_units(scene, item),
                url=scene.ways.cell(item.pk),
            )
        )
    return tuple(found)


def list_late_units(scene: Scene, item: Item) -> tuple[LateUnit, ...]:
    """Who is past the date of one item, in the order of the unit list."""
    return tuple(
        LateUnit(
            name=unit.short_name,
            url=duty_url(unit.duty.pk),
            why_url=why_url(unit.duty.pk, item.pk),
            words=late_words(unit.late[item.pk].working_days),
        )
        for unit in scene.coverage.situation.units
        if item.pk in unit.late and scene.beholder.sees(unit.duty.pk)
    )


def late_words(working_days: int) -> str:
    """How late, in working days."""
    if not working_days:
        return _("quá hạn")
    return ngettext("quá %(count)s ngày", "quá %(count)s ngày", working_days) % {"count": working_days}
