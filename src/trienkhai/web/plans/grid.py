"""What the page of a plan shows: the grid of items and groups of forms, one cell opened beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from trienkhai.web.directives.catalogue import Form, FormGroup, Measure, catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.plans.actions import CellContent
from trienkhai.web.plans.models import PlanCell
from trienkhai.web.plans.spans import format_span


def without_form() -> FormGroup:
    """The only column of a plan under a directive that names no forms."""
    return FormGroup("", _("Thực hiện"), ())


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid. `key` is `item:group`; `when` what fits into it; `fault` what must be mended."""

    key: str
    name: str
    group_name: str
    chosen: bool
    when: str = ""
    current: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its cells, in the order of the groups."""

    item: Item
    cells: tuple[Cell, ...]

    @property
    def chosen(self) -> int:
        """How many of its cells are planned."""
        return sum(cell.chosen for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole plan; `bands` part the items by their emphasis, as the dispatch does."""

    groups: tuple[FormGroup, ...]
    bands: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows."""
        return (row for _, rows in self.bands for row in rows)

    @property
    def items_chosen(self) -> int:
        """How many items have a cell."""
        return sum(row.chosen > 0 for row in self.rows)

    @property
    def items_total(self) -> int:
        """How many items there are."""
        return sum(1 for _ in self.rows)

    @property
    def cells_chosen(self) -> int:
        """How many cells are planned."""
        return sum(row.chosen for row in self.rows)


@dataclass(frozen=True, slots=True)
class Opened:
    """The cell whose details stand beside the grid."""

    key: str
    item: Item
    group: FormGroup
    content: CellContent
    forms: tuple[tuple[Form, bool], ...]
    measures: tuple[Measure, ...]


def cell_key(item: int, group: str) -> str:
    """How a form names a cell."""
    return f"{item}:{group}"


def parse_key(key: str) -> tuple[int, str] | None:
    """The item and group a form names; None for what is no key."""
    item, colon, group = key.partition(":")
    return (int(item), group) if colon and item.isdigit() and len(item) < 12 else None


def content_of(cell: PlanCell) -> CellContent:
    """A saved cell as people write it."""
    return CellContent(
        item=cell.item_id,
        group=cell.group,
        forms=tuple(cell.forms),
        starts_on=cell.starts_on,
        ends_on=cell.ends_on,
        place=cell.place,
        value=cell.value,
        measure=cell.measure,
        embedded=cell.embedded,
        doers=cell.doers,
    )


def draw_grid(
    items: Sequence[Item],
    groups: Sequence[FormGroup],
    contents: Iterable[CellContent],
    *,
    current: str = "",
    faults: dict[str, str] | None = None,
) -> Grid:
    """The grid with these cells chosen."""
    columns = tuple(groups) or (without_form(),)
    chosen = {cell_key(content.item, content.group): content for content in contents}
    wrong = faults or {}

    def cell(item: Item, group: FormGroup) -> Cell:
        key = cell_key(item.pk, group.key)
        content = chosen.get(key)
        return Cell(
            key=key,
            name=f"{item.label} {item.short}, {group.name}".strip(),
            group_name=group.name,
            chosen=content is not None,
            when=format_span(content.starts_on, content.ends_on) if content else "",
            current=key == current,
            fault=wrong.get(key, ""),
        )

    rows = [Row(item, tuple(cell(item, group) for group in columns)) for item in items]
    bands = groupby(rows, key=lambda row: row.item.emphasis)
    return Grid(columns, tuple((band[:1].upper() + band[1:], tuple(own)) for band, own in bands))


def open_cell(
    items: Sequence[Item], groups: Sequence[FormGroup], contents: Iterable[CellContent], key: str
) -> Opened | None:
    """The details of one chosen cell; None where it is not chosen or does not exist."""
    parts = parse_key(key)
    if parts is None:
        return None
    item = next((entry for entry in items if entry.pk == parts[0]), None)
    group = next((entry for entry in (*groups, without_form()) if entry.key == parts[1]), None)
    content = next((entry for entry in contents if (entry.item, entry.group) == parts), None)
    if item is None or group is None or content is None:
        return None
    forms = tuple((form, form.key in content.forms) for form in group.forms)
    usual = {measure.key: measure for form in group.forms for measure in form.measures}
    others = {key: measure for key, measure in catalogue().measures.items() if key not in usual}
    return Opened(key, item, group, content, forms, (*usual.values(), *others.values()))
