"""A paper as DOCX, in the form of Decree 30/2020/NĐ-CP, Appendix I; needs python-docx
(`trienkhai[paper]`)."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from trienkhai.rendering import form
from trienkhai.rendering.docx_blank import open_blank
from trienkhai.rendering.docx_marks import (
    add_field,
    add_link,
    draw_border,
    fix_columns,
    keep_whole,
    number_pages_from_one,
)
from trienkhai.rendering.docx_table import add_grid
from trienkhai.rendering.paper import Paper, Run
from trienkhai.rendering.sheet import Flow, Sheet, SheetAppendix, SheetBlock, Style
from trienkhai.rendering.widths import measure
from trienkhai.rendering.wording import lay_out

CENTER = WD_ALIGN_PARAGRAPH.CENTER
_RED = RGBColor(0xD8, 0x00, 0x00)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def render_docx(paper: Paper) -> bytes:
    """The document as the bytes of a DOCX file; the same paper always gives the same bytes."""
    sheet = lay_out(paper)
    document = open_blank()
    _set_defaults(document, sheet)
    _set_page(document.sections[0], sheet, landscape=False, contact=sheet.contact)
    _add_head(document, sheet)
    _add_title(document, sheet)
    _add_addressees(document, sheet.addressees)
    for block in sheet.body:
        _add_block(document, block, form.TEXT_WIDTH)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _add_foot(document, sheet)
    for appendix in sheet.appendices:
        _add_appendix(document, sheet, appendix)
    stream = io.BytesIO()
    document.save(stream)
    return _freeze(stream.getvalue())


def _freeze(packed: bytes) -> bytes:
    """The same archive without the moment of its making."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return stream.getvalue()


def _set_defaults(document: DocumentObject, sheet: Sheet) -> None:
    normal = document.styles["Normal"]
    normal.font.name = form.FONT
    normal.font.size = Pt(form.SIZE_BODY)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), form.FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    about = document.core_properties
    about.title = sheet.name
    about.author = sheet.author
    about.comments = ""
    about.language = "vi-VN"
    about.created = about.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _set_page(section: Section, sheet: Sheet, *, landscape: bool, contact: str | None) -> None:
    width, height = (form.PAGE_LONG, form.PAGE_SHORT) if landscape else (form.PAGE_SHORT, form.PAGE_LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(form.MARGIN_TOP), Mm(form.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(form.MARGIN_LEFT), Mm(form.MARGIN_RIGHT)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        part.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    add_field(number, "PAGE").font.size = Pt(form.SIZE_PAGE_NUMBER)
    number_pages_from_one(section)
    if contact:
        line = section.first_page_footer.paragraphs[0]
        _write(line, contact, form.SIZE_CONTACT)
        line.alignment = CENTER
        draw_border(line, "top")
    for footer in (section.first_page_footer, section.footer):
        if sheet.trace:
            bare = not footer.paragraphs[0].text
            _write(footer.paragraphs[0] if bare else footer.add_paragraph(), sheet.trace, form.SIZE_TRACE)


def _write(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold or None
    run.italic = italic or None
    return paragraph


def _add_runs(paragraph: Paragraph, runs: tuple[Run, ...], size: float) -> None:
    for piece in runs:
        if not piece.text:
            continue
        _write(paragraph, piece.text, size, bold=piece.bold, italic=piece.italic)
        if piece.link:
            add_link(paragraph, paragraph.runs[-1], piece.link)


def _add_line(cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A line in a cell; the first one takes the empty paragraph that every cell is born with."""
    first = cell.paragraphs[0]
    fresh = len(cell.paragraphs) == 1 and not first.text and first._p.pPr is None
    return _write(first if fresh else cell.add_paragraph(), text, size, bold=bold, italic=italic)


def _add_rule(paragraph: Paragraph, room: float, length: float) -> None:
    """A drawn rule of this length (points), centred in the room (millimetres) the paragraph stands in."""
    side = max((room * form.POINTS_PER_MM - length) / 2, 0)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(round(side, 1))
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(4)
    shape.space_before = Pt(2)
    paragraph.paragraph_format.first_line_indent = Pt(0)
    draw_border(paragraph, "top")


def _add_head(document: DocumentObject, sheet: Sheet) -> None:
    """Zones 1 to 4, and 5b of a công văn: a table without lines; number and date share a row."""
    table = document.add_table(rows=2, cols=2)
    fix_columns(table, [Mm(form.ISSUER_COLUMN), Mm(form.NATION_COLUMN)])
    issuer, nation = table.rows[0].cells
    for line in sheet.parent:
        _add_line(issuer, line, form.SIZE_ISSUER).alignment = CENTER
    for line in sheet.issuer:
        _add_line(issuer, line, form.SIZE_ISSUER, bold=True).alignment = CENTER
    _add_rule(issuer.add_paragraph(), form.ISSUER_COLUMN, sheet.issuer_rule)
    _add_line(nation, form.NATION, form.SIZE_NATION, bold=True).alignment = CENTER
    _add_line(nation, form.MOTTO, form.SIZE_MOTTO, bold=True).alignment = CENTER
    _add_rule(nation.add_paragraph(), form.NATION_COLUMN, sheet.motto_rule)
    left, right = table.rows[1].cells
    number = _add_line(left, sheet.number, form.SIZE_NUMBER)
    date = _add_line(right, sheet.date, form.SIZE_DATE, italic=True)
    for line_of_row in (number, date):
        line_of_row.alignment = CENTER
        line_of_row.paragraph_format.space_before = Pt(6)
    for place, line in enumerate(sheet.dispatch_subject):
        subject = _add_line(left, line, form.SIZE_DISPATCH_SUBJECT)
        subject.alignment = CENTER
        subject.paragraph_format.space_before = Pt(6 if place == 0 else 0)
    if sheet.urgency:
        _add_urgency(left, sheet.urgency)


def _add_urgency(cell: _Cell, mark: str) -> None:
    """Zone 10b: the mark in red in a red frame of one line."""
    paragraph = _add_line(cell, mark, form.SIZE_URGENCY, bold=True)
    paragraph.runs[0].font.color.rgb = _RED
    paragraph.alignment = CENTER
    width = measure(mark, form.SIZE_URGENCY, bold=True) + 16
    side = Pt((form.ISSUER_COLUMN * form.POINTS_PER_MM - width) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_before = Pt(10)
    draw_border(paragraph, "top", "left", "bottom", "right", color="D80000", eighths=8)


def _add_title(document: DocumentObject, sheet: Sheet) -> None:
    """Zone 5a: the kind, the abstract, the rule. A công văn has none."""
    if sheet.kind is None:
        return
    lines = [sheet.kind, *sheet.title]
    for place, line in enumerate(lines):
        paragraph = _write(document.add_paragraph(), line, form.SIZE_TITLE, bold=True)
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = Pt(18 if place == 0 else 0)
    _add_rule(document.add_paragraph(), form.TEXT_WIDTH, sheet.title_rule)


def _add_addressees(document: DocumentObject, addressees: tuple[str, ...]) -> None:
    """Zone 9a: one addressee on the line, several each on a line of its own, dashes under the colon."""
    if not addressees:
        return
    if len(addressees) == 1:
        paragraph = _write(document.add_paragraph(), f"Kính gửi: {addressees[0]}", form.SIZE_BODY)
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.space_after = Pt(6)
        return
    head = _write(document.add_paragraph(), "Kính gửi:", form.SIZE_BODY)
    head.paragraph_format.space_before = Pt(12)
    indent = Mm(25)
    head.paragraph_format.left_indent = indent
    for entry in addressees:
        line = _write(document.add_paragraph(), f"- {entry}", form.SIZE_BODY)
        line.paragraph_format.left_indent = Emu(
            indent + Pt(measure("Kính gửi: ", form.SIZE_BODY)) + Pt(measure("- ", form.SIZE_BODY))
        )
        line.paragraph_format.first_line_indent = Pt(-measure("- ", form.SIZE_BODY))
    line.paragraph_format.space_after = Pt(6)


def _add_block(document: DocumentObject, block: SheetBlock, room: float) -> None:
    if isinstance(block, Flow):
        _add_flow(document, block)
    else:
        add_grid(document, block, room)


def _add_flow(document: DocumentObject, flow: Flow) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.first_line_indent = Mm(form.FIRST_LINE_INDENT)
    shape.space_before = Pt(form.PARAGRAPH_SPACE)
    shape.line_spacing = form.LINE_SPACING
    shape.widow_control = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if flow.style not in (Style.PLAIN, Style.BASIS):
        shape.keep_with_next = True
    _add_runs(paragraph, flow.runs, form.SIZE_BODY)


def _add_foot(document: DocumentObject, sheet: Sheet) -> None:
    """Zones 9b and 7: recipients on the left, the signing block on the right, never cut by a page end."""
    table = document.add_table(rows=1, cols=2)
    fix_columns(table, [Mm(form.RECIPIENTS_COLUMN), Mm(form.SIGNING_COLUMN)])
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    head = _add_line(left, "Nơi nhận:", form.SIZE_RECIPIENTS_HEAD, bold=True, italic=True)
    head.paragraph_format.space_before = Pt(12)
    for line in sheet.recipients:
        _add_line(left, line, form.SIZE_RECIPIENTS)
    for place, line in enumerate(sheet.authority):
        title = _add_line(right, line, form.SIZE_AUTHORITY, bold=True)
        title.alignment = CENTER
        title.paragraph_format.space_before = Pt(12 if place == 0 else 0)
    signer = _add_line(right, sheet.signer or "", form.SIZE_AUTHORITY, bold=True)
    signer.alignment = CENTER
    signer.paragraph_format.space_before = Mm(form.SIGNATURE_ROOM)


def _add_appendix(document: DocumentObject, sheet: Sheet, appendix: SheetAppendix) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, sheet, landscape=appendix.landscape, contact=None)
    room = form.PAGE_LONG if appendix.landscape else form.PAGE_SHORT
    label = _write(document.add_paragraph(), appendix.label, form.SIZE_TITLE, bold=True)
    label.alignment = CENTER
    for line in appendix.title:
        _write(document.add_paragraph(), line, form.SIZE_TITLE, bold=True).alignment = CENTER
    origin = _write(document.add_paragraph(), appendix.origin, form.SIZE_BODY, italic=True)
    origin.alignment = CENTER
    origin.paragraph_format.space_after = Pt(8)
    for block in appendix.blocks:
        _add_block(document, block, room - form.MARGIN_LEFT - form.MARGIN_RIGHT)
