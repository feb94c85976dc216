"""Small filters for a paper shown as a page: what `rendering.wording.lay_out` made, block by block."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from trienkhai.rendering.paper import Align
from trienkhai.rendering.sheet import Grid, GridRow, HeadCell

register = template.Library()


@register.filter
def head_rows(grid: Grid) -> list[list[HeadCell]]:
    """The rows of a table's heading."""
    return [[entry for entry in grid.head if entry.row == row] for row in range(grid.head_rows)]


@register.filter
def words_of(runs: object) -> str:
    """A cell's or a paragraph's words."""
    return "".join(run.text for run in runs) if isinstance(runs, tuple) else str(runs)


@register.filter
def remark_span(row: GridRow, grid: Grid) -> int:
    """How many columns the last cell of a remark covers."""
    return len(grid.widths) - len(row.cells) + 1


@register.filter
def is_number(aligns: Sequence[Align], column: int) -> bool:
    """Whether a column stands at the right, as figures do."""
    return aligns[column] is Align.RIGHT


@register.filter
def last_titles(grid: Grid) -> list[str]:
    """What each column is called, its group before it, for a narrow page where rows become records."""
    names = [""] * len(grid.widths)
    for entry in sorted(grid.head, key=lambda one: one.row):
        if entry.columns == 1:
            names[entry.column] = entry.text
    return names


@register.filter
def with_titles(row: GridRow, grid: Grid) -> list[tuple[str, str]]:
    """The figures of a row, each with its column's name; the number and the name of the row left out."""
    titles = last_titles(grid)
    return [(titles[place], words_of(runs)) for place, runs in enumerate(row.cells) if place > 1]
