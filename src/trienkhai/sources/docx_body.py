"""One part of a DOCX (body, header, footer, notes) as paragraphs and tables in reading order.

The part is read once, element by element. Tracked changes are taken as accepted: what was inserted stays,
what was deleted is not there. Of a drawing stored twice (mc:AlternateContent) the first form is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from trienkhai.sources.docx_markup import (
    Attributes,
    EndHandler,
    StartHandler,
    find_prefix,
    parse_markup,
    skip_element,
)
from trienkhai.sources.docx_numbering import render_symbols
from trienkhai.sources.docx_styles import LOOK_MARKS, RunLook, parse_count
from trienkhai.sources.word_blocks import Block, Body, Cell, Paragraph, Section, Table


def read_body(part: bytes) -> Body:
    """The blocks of one part of a DOCX. Raises `UnreadableFile` where it is broken or beyond a cap."""
    return _BodyReader().read(part)


# Old states kept beside the new ones, and what is no text of the document.
_SKIPPED = frozenset(
    (
        "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange",
        "tblPrExChange", "numberingChange", "delText", "delInstrText", "rt", "sdtEndPr",
    )
)  # fmt: skip
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False

    def names_page(self) -> bool:
        """Whether the field prints the number of the page."""
        words = self.instruction.split(None, 1)
        return bool(words) and words[0].upper() in _PAGE_FIELDS


class _BodyReader:
    """Turns the elements of a part into blocks; one method for each kind of element that matters."""

    def __init__(self) -> None:
        self.body = Body()
        self._blocks = self.body.blocks
        self._paragraph: Paragraph | None = None
        self._outer: list[tuple[list[Block], Paragraph | None, bool]] = []
        self._tables: list[Table] = []
        self._fields: list[_Field] = []
        self._look = RunLook()
        self._prefix = ""
        self._in_paragraph_marks = False
        self._in_run_marks = False
        self._in_row_marks = False
        self._in_borders = ""
        self._reads = ""
        self._placeholder = False
        self._rendered = self._explicit = 0
        self._section = Section()

    def read(self, part: bytes) -> Body:
        """Read the whole part."""
        prefix = self._prefix = find_prefix(part)
        starts: dict[str, StartHandler] = {prefix + name: partial(handler, self) for name, handler in _STARTS.items()}
        starts |= {prefix + name: skip_element for name in _SKIPPED}
        starts |= {prefix + mark: partial(self._start_mark, mark) for mark in LOOK_MARKS}
        starts |= {"mc:Fallback": skip_element, "m:t": self._start_text}
        ends: dict[str, EndHandler] = {prefix + name: partial(handler, self) for name, handler in _ENDS.items()}
        ends["m:t"] = self._end_text
        parse_markup(part, starts, ends, self.text)
        return self.body

    def text(self, text: str) -> None:
        """Letters between two marks, taken into the run they stand in."""
        if self._reads == "":
            return
        if self._reads == "instruction":
            if self._fields:
                self._fields[-1].instruction += text[:200]
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._paragraph is None:
            return
        for entry in self._fields:
            if not entry.in_result:
                return
            if entry.names_page():
                self._paragraph.has_page_number = True
                return
        self._paragraph.pieces.append((text, self._look))

    # paragraphs and runs

    def _start_paragraph(self, attributes: Attributes) -> None:
        self._paragraph = Paragraph(rendered_breaks=self._rendered, page_breaks=self._explicit)
        self._blocks.append(self._paragraph)

    def _end_paragraph(self) -> None:
        self._paragraph = None

    def _start_paragraph_marks(self, attributes: Attributes) -> None:
        self._in_paragraph_marks = True

    def _end_paragraph_marks(self) -> None:
        self._in_paragraph_marks = False

    def _start_paragraph_style(self, attributes: Attributes) -> None:
        if self._paragraph is not None:
            self._paragraph.style = attributes.get(self._prefix + "val")

    def _start_number_id(self, attributes: Attributes) -> None:
        if self._paragraph is not None:
            self._paragraph.number_id = attributes.get(self._prefix + "val")

    def _start_level(self, attributes: Attributes) -> None:
        if self._paragraph is not None:
            self._paragraph.level = parse_count(attributes.get(self._prefix + "val"))

    def _start_run(self, attributes: Attributes) -> None:
        self._look = RunLook()

    def _start_mark(self, mark: str, attributes: Attributes) -> None:
        if self._in_run_marks:
            self._look.note(mark, attributes, self._prefix)

    def _start_run_marks(self, attributes: Attributes) -> None:
        self._in_run_marks = not self._in_paragraph_marks

    def _end_run_marks(self) -> None:
        self._in_run_marks = False

    def _start_text(self, attributes: Attributes) -> None:
        self._reads = "text"

    def _end_text(self) -> None:
        self._reads = ""

    def _start_instruction(self, attributes: Attributes) -> None:
        self._reads = "instruction"

    def _start_character(self, text: str) -> None:
        if not self._in_paragraph_marks:
            self._add(text)

    def _start_tab(self, attributes: Attributes) -> None:
        self._start_character("\t")

    def _start_line_break(self, attributes: Attributes) -> None:
        self._start_character("\n")

    def _start_hyphen(self, attributes: Attributes) -> None:
        self._start_character("-")

    def _start_break(self, attributes: Attributes) -> None:
        if attributes.get(self._prefix + "type") == "page":
            self._explicit += 1
            self._start_character("\f")
        else:
            self._start_character("\n")

    def _start_symbol(self, attributes: Attributes) -> None:
        try:
            code = int(attributes.get(self._prefix + "char", ""), 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
            self._start_character(render_symbols(chr(code)))

    def _start_rendered_break(self, attributes: Attributes) -> None:
        self._rendered += 1
        if self._paragraph is not None and not self._paragraph.pieces:
            self._paragraph.rendered_breaks = self._rendered

    def _start_deleted(self, attributes: Attributes) -> bool:
        """Deleted: a paragraph's end, a table row, or the runs inside."""
        if self._in_paragraph_marks:
            if self._paragraph is not None:
                self._paragraph.joins_next = True
        elif self._in_row_marks and self._tables:
            self._tables[-1].in_deleted_row = True
        return True

    def _start_moved(self, attributes: Attributes) -> bool:
        """Moved away: what it holds is read where it was moved to."""
        if self._in_paragraph_marks and self._paragraph is not None:
            self._paragraph.joins_next = True
        return True

    # fields, content controls, notes

    def _start_field_mark(self, attributes: Attributes) -> None:
        kind = attributes.get(self._prefix + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields and self._fields.pop().names_page() and self._paragraph:
            self._paragraph.has_page_number = True

    def _start_simple_field(self, attributes: Attributes) -> None:
        self._fields.append(_Field(attributes.get(self._prefix + "instr", "")[:200], in_result=True))

    def _end_simple_field(self) -> None:
        if self._fields:
            self._fields.pop()

    def _start_placeholder(self, attributes: Attributes) -> None:
        self._placeholder = attributes.get(self._prefix + "val") not in ("0", "false", "off")

    def _start_control(self, attributes: Attributes) -> bool:
        placeholder, self._placeholder = self._placeholder, False
        return placeholder  # "Click here to enter text": no one wrote it

    def _start_footnote_mark(self, attributes: Attributes) -> None:
        self.body.notes.append(("footnotes", attributes.get(self._prefix + "id", "")))

    def _start_endnote_mark(self, attributes: Attributes) -> None:
        self.body.notes.append(("endnotes", attributes.get(self._prefix + "id", "")))

    def _start_note(self, attributes: Attributes) -> None:
        self._blocks = self.body.by_note[attributes.get(self._prefix + "id", "")] = []

    # text boxes and tables

    def _push(self, blocks: list[Block]) -> None:
        self._outer.append((self._blocks, self._paragraph, self._in_paragraph_marks))
        self._blocks, self._paragraph, self._in_paragraph_marks = blocks, None, False

    def _pop(self) -> None:
        if self._outer:
            self._blocks, self._paragraph, self._in_paragraph_marks = self._outer.pop()

    def _start_text_box(self, attributes: Attributes) -> None:
        self._push(self._paragraph.boxes if self._paragraph is not None else self._blocks)

    def _start_table(self, attributes: Attributes) -> None:
        table = Table()
        self._tables.append(table)
        self._blocks.append(table)

    def _end_table(self) -> None:
        if self._tables:
            self._tables.pop()

    def _start_row(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].in_deleted_row = False

    def _start_row_marks(self, attributes: Attributes) -> None:
        self._in_row_marks = True

    def _end_row_marks(self) -> None:
        self._in_row_marks = False

    def _start_cell(self, attributes: Attributes) -> None:
        cell = Cell()
        if self._tables and self._tables[-1].rows and not self._tables[-1].in_deleted_row:
            self._tables[-1].rows[-1].append(cell)
        self._push(cell.blocks)

    def _start_table_style(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].style = attributes.get(self._prefix + "val")

    def _start_table_borders(self, attributes: Attributes) -> None:
        self._in_borders = "table"

    def _start_cell_borders(self, attributes: Attributes) -> None:
        self._in_borders = "cell"

    def _end_table_borders(self) -> None:
        self._in_borders = ""

    def _start_inner_border(self, attributes: Attributes) -> None:
        if self._in_borders == "table" and self._tables:
            self._tables[-1].grid = self._is_drawn(attributes)

    def _start_side_border(self, attributes: Attributes) -> None:
        if self._in_borders == "cell" and self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            cell = self._tables[-1].rows[-1][-1]
            if self._is_drawn(attributes):
                cell.sides += 1
            else:
                cell.hidden_sides += 1

    # sections

    def _start_section(self, attributes: Attributes) -> None:
        self._section = Section()
        self.body.sections.append(self._section)

    def _start_page_size(self, attributes: Attributes) -> None:
        self._section.width = parse_count(attributes.get(self._prefix + "w", "").partition(".")[0])
        self._section.height = parse_count(attributes.get(self._prefix + "h", "").partition(".")[0])

    def _start_page_margins(self, attributes: Attributes) -> None:
        for side in ("top", "right", "bottom", "left"):
            length = parse_count(attributes.get(self._prefix + side, "").partition(".")[0])
            if length is not None:
                self._section.margins[side] = abs(length)

    def _start_header(self, attributes: Attributes) -> None:
        self._note_reference(self._section.headers, attributes)

    def _start_footer(self, attributes: Attributes) -> None:
        self._note_reference(self._section.footers, attributes)

    def _is_drawn(self, attributes: Attributes) -> bool:
        color = attributes.get(self._prefix + "color", "").upper()
        return attributes.get(self._prefix + "val") not in ("nil", "none", None) and color != "FFFFFF"

    def _note_reference(self, references: list[str], attributes: Attributes) -> None:
        target = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        is_first = attributes.get(self._prefix + "type") == "first"
        references.insert(0 if is_first else len(references), target)


_STARTS: dict[str, Callable[[_BodyReader, Attributes], bool | None]] = {
    "p": _BodyReader._start_paragraph,
    "pPr": _BodyReader._start_paragraph_marks,
    "pStyle": _BodyReader._start_paragraph_style,
    "numId": _BodyReader._start_number_id,
    "ilvl": _BodyReader._start_level,
    "r": _BodyReader._start_run,
    "rPr": _BodyReader._start_run_marks,
    "t": _BodyReader._start_text,
    "instrText": _BodyReader._start_instruction,
    "tab": _BodyReader._start_tab,
    "cr": _BodyReader._start_line_break,
    "noBreakHyphen": _BodyReader._start_hyphen,
    "br": _BodyReader._start_break,
    "sym": _BodyReader._start_symbol,
    "lastRenderedPageBreak": _BodyReader._start_rendered_break,
    "moveFrom": _BodyReader._start_moved,
    "fldChar": _BodyReader._start_field_mark,
    "fldSimple": _BodyReader._start_simple_field,
    "showingPlcHdr": _BodyReader._start_placeholder,
    "sdtContent": _BodyReader._start_control,
    "footnoteReference": _BodyReader._start_footnote_mark,
    "endnoteReference": _BodyReader._start_endnote_mark,
    "footnote": _BodyReader._start_note,
    "txbxContent": _BodyReader._start_text_box,
    "tbl": _BodyReader._start_table,
    "tr": _BodyReader._start_row,
    "trPr": _BodyReader._start_row_marks,
    "tc": _BodyReader._start_cell,
    "tblStyle": _BodyReader._start_table_style,
    "tblBorders": _BodyReader._start_table_borders,
    "tcBorders": _BodyReader._start_cell_borders,
    "insideV": _BodyReader._start_inner_border,
    "left": _BodyReader._start_side_border,
    "sectPr": _BodyReader._start_section,
    "pgSz": _BodyReader._start_page_size,
    "pgMar": _BodyReader._start_page_margins,
    "headerReference": _BodyReader._start_header,
    "footerReference": _BodyReader._start_footer,
    "del": _BodyReader._start_deleted,
    "ptab": _BodyReader._start_tab,
    "endnote": _BodyReader._start_note,
    "right": _BodyReader._start_side_border,
    "start": _BodyReader._start_side_border,
    "end": _BodyReader._start_side_border,
}
_ENDS: dict[str, Callable[[_BodyReader], None]] = {
    "p": _BodyReader._end_paragraph,
    "pPr": _BodyReader._end_paragraph_marks,
    "rPr": _BodyReader._end_run_marks,
    "t": _BodyReader._end_text,
    "instrText": _BodyReader._end_text,
    "fldSimple": _BodyReader._end_simple_field,
    "tbl": _BodyReader._end_table,
    "trPr": _BodyReader._end_row_marks,
    "tblBorders": _BodyReader._end_table_borders,
    "tcBorders": _BodyReader._end_table_borders,
    "txbxContent": _BodyReader._pop,
    "tc": _BodyReader._pop,
}
