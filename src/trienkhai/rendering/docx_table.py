"""Tables of figures in a DOCX: heading repeated on each page, groups, totals, columns aligned."""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from trienkhai.rendering import form
from trienkhai.rendering.docx_marks import (
    add_link,
    centre_upright,
    fix_columns,
    keep_whole,
    pad_cells,
    repeat_on_each_page,
)
from trienkhai.rendering.paper import Align, RowKind, Run
from trienkhai.rendering.sheet import Grid, GridRow

_ALIGNMENT = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_grid(document: DocumentObject, grid: Grid, room: float) -> None:
    """The table stands at the end of the document over the whole room (millimetres)."""
    if grid.unit:
        unit = document.add_paragraph()
        unit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        unit.paragraph_format.keep_with_next = True
        unit.paragraph_format.space_before = Pt(form.PARAGRAPH_SPACE)
        _write(unit, Run(grid.unit, italic=True))
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.space_after = Pt(4)
    table = document.add_table(rows=grid.head_rows + len(grid.rows), cols=len(grid.widths))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    fix_columns(table, [Mm(share * room) for share in grid.widths])
    pad_cells(table, 3)
    _fill_head(table, grid)
    for place, row in enumerate(grid.rows, start=grid.head_rows):
        _fill_row(table, place, row, grid)
    for note in grid.notes:
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(4)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _write(line, Run(note, italic=True))


def _fill_head(table: Table, grid: Grid) -> None:
    for index in range(grid.head_rows):
        repeat_on_each_page(table.rows[index])
        keep_whole(table.rows[index])
    for head in grid.head:
        first = table.cell(head.row, head.column)
        last = table.cell(head.row + head.rows - 1, head.column + head.columns - 1)
        cell = first.merge(last) if head.columns > 1 or head.rows > 1 else first
        _fill_cell(cell, (Run(head.text, bold=True),), WD_ALIGN_PARAGRAPH.CENTER)


def _fill_row(table: Table, place: int, row: GridRow, grid: Grid) -> None:
    keep_whole(table.rows[place])
    cells = table.rows[place].cells
    if row.kind is RowKind.GROUP:
        _fill_cell(cells[0].merge(cells[-1]), row.cells[0], WD_ALIGN_PARAGRAPH.LEFT)
        return
    if row.kind is RowKind.REMARK:
        last = len(row.cells) - 1
        for cell, runs, align in zip(cells[:last], row.cells[:last], grid.aligns[:last], strict=True):
            _fill_cell(cell, runs, _ALIGNMENT[align])
        _fill_cell(cells[last].merge(cells[-1]), row.cells[last], WD_ALIGN_PARAGRAPH.CENTER)
        return
    for cell, runs, align in zip(cells, row.cells, grid.aligns, strict=True):
        _fill_cell(cell, runs, _ALIGNMENT[align])


def _fill_cell(cell: _Cell, runs: tuple[Run, ...], alignment: WD_ALIGN_PARAGRAPH) -> None:
    centre_upright(cell)
    paragraph = cell.paragraphs[0]
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_before = Pt(1.5)
    paragraph.paragraph_format.space_after = Pt(1.5)
    for piece in runs:
        if piece.text:
            _write(paragraph, piece)


def _write(paragraph: Paragraph, piece: Run) -> None:
    run = paragraph.add_run(piece.text)
    run.font.size = Pt(form.SIZE_TABLE)
    run.bold = piece.bold or None
    run.italic = piece.italic or None
    if piece.link:
        add_link(paragraph, run, piece.link)
