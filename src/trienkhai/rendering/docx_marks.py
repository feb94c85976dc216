"""The marks of a DOCX that python-docx has no words for: rules, frames, page number fields, links, merged
heads."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.section import Section
from docx.shared import Emu
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

_PARAGRAPH_ORDER = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl")


def _element(tag: str, **attributes: str) -> _Element:
    made: _Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def draw_border(paragraph: Paragraph, *sides: str, color: str = "000000", eighths: int = 6) -> None:
    """The paragraph carries a solid line on the named sides ("top", "bottom", "left", "right")."""
    properties = paragraph._p.get_or_add_pPr()
    borders = _element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            borders.append(_element(f"w:{side}", val="single", sz=str(eighths), space="1", color=color))
    last = [child for child in properties if child.tag in {qn(tag) for tag in _PARAGRAPH_ORDER}]
    properties.insert(properties.index(last[-1]) + 1 if last else 0, borders)


def add_field(paragraph: Paragraph, code: str) -> Run:
    """The paragraph ends with a field ("PAGE") that the office program fills in."""
    run = paragraph.add_run()
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = _element("w:instrText")
            instruction.text = code
            run._r.append(instruction)
        run._r.append(_element("w:fldChar", fldCharType=kind))
        if kind == "separate":
            shown = _element("w:t")
            shown.text = "2"
            run._r.append(shown)
    return run


def number_pages_from_one(section: Section) -> None:
    """Page numbers of the section start again at 1."""
    properties = section._sectPr
    numbering = _element("w:pgNumType", start="1")
    columns = properties.find(qn("w:cols"))
    if columns is None:
        properties.append(numbering)
    else:
        columns.addprevious(numbering)


def add_link(paragraph: Paragraph, run: Run, address: str) -> None:
    """The run opens the address; it looks as before."""
    relation = paragraph.part.relate_to(address, HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run._r.addprevious(link)
    link.append(run._r)


def fix_columns(table: Table, widths: list[int]) -> None:
    """The columns have exactly these widths (EMU), whatever stands in them, and cells have no side
    padding."""
    table.autofit = False
    properties = table._tbl.tblPr
    properties.append(_make_cell_margins(0))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def pad_cells(table: Table, points: float) -> None:
    """Every cell of the table keeps this distance from its left and right line."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblCellMar")):
        properties.remove(old)
    properties.append(_make_cell_margins(round(points * 20)))


def _make_cell_margins(twentieths: int) -> _Element:
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(twentieths), type="dxa"))
    return margins


def join_across(cells: list[CT_Tc]) -> None:
    """Cells of one row that stand side by side are one cell; what stood in the first stays, the others are empty."""
    first, rest = cells[0], cells[1:]
    if not rest:
        return
    width = sum(int(cell.width or 0) for cell in cells)
    first.grid_span = len(cells)
    first.width = Emu(width)
    row = first.getparent()
    for cell in rest:
        if row is not None:
            row.remove(cell)


def join_down(cells: list[CT_Tc]) -> None:
    """Cells of one column, one below the other, are one cell; what stands in the first stays."""
    for place, cell in enumerate(cells):
        cell.vMerge = "restart" if place == 0 else "continue"


def keep_whole(row: _Row) -> None:
    """The row is not cut by a page end."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def repeat_on_each_page(row: _Row) -> None:
    """The row stands again at the top of each page the table runs over."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def centre_upright(cell: _Cell) -> None:
    """What stands in the cell stands in the middle of its height."""
    cell._tc.get_or_add_tcPr().append(_element("w:vAlign", val="center"))
