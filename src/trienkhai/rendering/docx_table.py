"""Tables of figures in a DOCX: heading repeated on each page, groups, totals, columns aligned."""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.table import CT_Row
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from trienkhai.rendering import form
from trienkhai.rendering.docx_marks import (
    add_link,
    centre_upright,
    fix_columns,
    join_across,
    join_down,
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
    for row, made in zip(grid.rows, list(table._tbl.tr_lst)[grid.head_rows :], strict=True):
        _fill_row(table, row, made, grid)
    for note in grid.notes:
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(4)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _write(line, Run(note, italic=True))


def _fill_head(table: Table, grid: Grid) -> None:
    lines = [list(row.tc_lst) for row in table._tbl.tr_lst[: grid.head_rows]]
    for row in list(table.rows)[: grid.head_rows]:
        repeat_on_each_page(row)
        keep_whole(row)
    for head in grid.head:
        cells = lines[head.row]
        if head.rows > 1:
            join_down([line[head.column] for line in lines[head.row : head.row + head.rows]])
        _fill_cell(_Cell(cells[head.column], table), (Run(head.text, bold=True),), WD_ALIGN_PARAGRAPH.CENTER)
    for head in grid.head:
        if head.columns > 1:
            join_across(lines[head.row][head.column : head.column + head.columns])


def _fill_row(table: Table, row: GridRow, made: CT_Row, grid: Grid) -> None:
    """Cells are taken from the row itself: asking the table for them walks the whole table each time."""
    keep_whole(_Row(made, table))
    cells = list(made.tc_lst)
    last = len(row.cells) - 1
    spread = row.kind in (RowKind.GROUP, RowKind.REMARK)
    for place, runs in enumerate(row.cells):
        align = _ALIGNMENT[grid.aligns[place]]
        if spread and place == last:
            align = WD_ALIGN_PARAGRAPH.CENTER if row.kind is RowKind.REMARK else WD_ALIGN_PARAGRAPH.LEFT
        _fill_cell(_Cell(cells[place], table), runs, align)
    if spread:
        join_across(cells[last:])


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
