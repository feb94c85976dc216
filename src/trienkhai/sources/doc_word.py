"""A Word 97-2003 document (DOC) as paragraphs and tables.

Word's binary file is read here because what the usual converters give is not good enough: catdoc drops text where
a file was saved in pieces, and all automatic numbers. What matters is little: the table of pieces says where each
stretch of text lies and how it is coded, property lists say which paragraph stands in a table, in a list, in a
style. Names of records are those of Microsoft's published description of the format ([MS-DOC]).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from trienkhai.sources.doc_marks import PropertyPages, list_marks, read_paragraph_marks, read_run_look
from trienkhai.sources.doc_tables import read_fonts, read_numbering, read_styles
from trienkhai.sources.docx_numbering import render_symbols
from trienkhai.sources.docx_styles import RunLook
from trienkhai.sources.limits import TEXT_CHARACTERS
from trienkhai.sources.lines import Source
from trienkhai.sources.ole import CompoundFile
from trienkhai.sources.refusals import refuse
from trienkhai.sources.word_blocks import Block, Body, Cell, Paragraph, Section, Table
from trienkhai.sources.word_lines import WordWriter

_WORD_97 = 0x00C1
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_RECORDS = 0x9A  # where the list of (place, length) pairs starts
_CELL, _PARAGRAPH, _PAGE_BREAK = "\x07", "\r", "\x0c"
_SIGNS = {"\x0b": "\n", "\x1e": "-", "\t": "\t", "\xa0": " "}
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
# Section marks → page and margins, in twentieths of a point.
_SECTION_SIDES = {0xB021: "left", 0xB022: "right", 0x9023: "top", 0x9024: "bottom"}


def read_word_97(data: bytes) -> Source:
    """The text of a DOC. Raises doc-broken, also for files older than Word 97, and file-encrypted."""
    container = CompoundFile(data)
    stream = container.read_stream("WordDocument")
    try:
        return _Document(container, stream).read()
    except (struct.error, IndexError) as error:
        raise refuse("doc-broken") from error


@dataclass(frozen=True, slots=True)
class _Letter:
    """One character of the text and where it lies in the file."""

    char: str
    offset: int


class _Document:
    def __init__(self, container: CompoundFile, stream: bytes) -> None:
        magic, version = struct.unpack_from("<HH", stream)
        (flags,) = struct.unpack_from("<H", stream, 10)
        if magic != 0xA5EC or version < _WORD_97:
            raise refuse("doc-broken")
        if flags & _ENCRYPTED:
            raise refuse("file-encrypted")
        self._stream = stream
        self._table = container.read_stream("1Table" if flags & _SECOND_TABLE else "0Table")
        (self._length,) = struct.unpack_from("<l", stream, 0x4C)
        self._fonts = read_fonts(self._read_record(15))
        self._styles = read_styles(self._read_record(1), self._fonts)
        self._paragraphs = PropertyPages(stream, self._read_record(13), paragraphs=True)
        self._runs = PropertyPages(stream, self._read_record(12), paragraphs=False)

    def _find_record(self, number: int) -> tuple[int, int]:
        place, length = struct.unpack_from("<LL", self._stream, _RECORDS + 8 * number)
        return (place, length) if place + length <= len(self._table) else (0, 0)

    def _read_record(self, number: int) -> bytes:
        place, length = self._find_record(number)
        return self._table[place : place + length]

    def read(self) -> Source:
        """The document's main text with its notes behind it."""
        body = Body(sections=[self._read_section()])
        letters = self._read_letters(self._length)
        body.blocks = _BlockBuilder(self._list_paragraphs(letters)).build()
        numbering = read_numbering(self._table, self._find_record(73), self._find_record(74), self._styles)
        writer = WordWriter(self._styles, body, numbering)
        writer.write(body.blocks)
        return Source("doc", "\n".join(writer.lines), writer.describe_layout())

    def _read_letters(self, count: int) -> list[_Letter]:
        """The first `count` characters, gathered from their pieces."""
        if count > TEXT_CHARACTERS:
            raise refuse("file-too-long", limit=f"{TEXT_CHARACTERS:,}".replace(",", "."))
        table = self._read_record(33)
        place = 0
        while place < len(table) and table[place] == 1:  # property lists that pieces refer to
            place += 3 + int.from_bytes(table[place + 1 : place + 3], "little")
        if place >= len(table) or table[place] != 2:
            raise refuse("doc-broken")
        size = int.from_bytes(table[place + 1 : place + 5], "little")
        pieces = table[place + 5 : place + 5 + size]
        number = (len(pieces) - 4) // 12
        if number < 1:
            raise refuse("doc-broken")
        edges = struct.unpack_from(f"<{number + 1}l", pieces)
        letters: list[_Letter] = []
        for index in range(number):
            (address,) = struct.unpack_from("<L", pieces, 4 * (number + 1) + 8 * index + 2)
            length = min(edges[index + 1], count) - edges[index]
            if length > 0:
                letters += self._read_piece(address, length)
        return letters

    def _read_piece(self, address: int, length: int) -> list[_Letter]:
        start = address & 0x3FFFFFFF
        if address & 0x40000000:
            start //= 2
            text = self._stream[start : start + length].decode("cp1252", "replace")
            return [_Letter(char, start + index) for index, char in enumerate(text)]
        raw = self._stream[start : start + 2 * length]
        units = struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
        return [
            _Letter(chr(unit) if not 0xD800 <= unit < 0xE000 else "\ufffd", start + 2 * index)
            for index, unit in enumerate(units)
        ]

    def _list_paragraphs(self, letters: list[_Letter]) -> list[_RawParagraph]:
        found: list[_RawParagraph] = []
        start = 0
        for index, letter in enumerate(letters):
            if letter.char in (_PARAGRAPH, _CELL, _PAGE_BREAK):
                _, style, properties = self._paragraphs.find(letter.offset)
                marks = read_paragraph_marks(style, properties)
                paragraph = Paragraph(str(style), pieces=self._read_runs(letters[start:index]))
                if marks.list_number is not None:
                    paragraph.number_id, paragraph.level = str(marks.list_number), marks.level
                depth = marks.depth or int(marks.in_table)
                found.append(_RawParagraph(paragraph, depth, letter.char == _CELL, marks.ends_row, marks.grid))
                start = index + 1
        if start < len(letters):
            found.append(_RawParagraph(Paragraph("0", pieces=self._read_runs(letters[start:])), 0, False, False, None))
        return found

    def _read_runs(self, letters: list[_Letter]) -> list[tuple[str, RunLook]]:
        """The shown text of a paragraph cut where its look changes; of fields only the result."""
        pieces: list[tuple[str, RunLook]] = []
        look, deleted, symbol = RunLook(), False, None
        end = start = -1
        fields: list[str | None] = []  # the instruction while it is read, None once the result begins
        for letter in letters:
            if not start <= letter.offset < end:
                end, _, properties = self._runs.find(letter.offset)
                start = letter.offset
                look, deleted, symbol = read_run_look(properties, self._fonts)
            char = letter.char
            if char == "\x13":
                fields.append("")
            elif char == "\x14" and fields:
                words = (fields[-1] or "").split(None, 1)
                fields[-1] = "PAGE" if words and words[0].upper() in _PAGE_FIELDS else None
            elif char == "\x15":
                if fields:
                    fields.pop()
            elif fields and fields[-1] is not None:
                fields[-1] = fields[-1][:200] + char
            elif not deleted:
                shown = render_symbols(chr(symbol)) if symbol is not None and char == "(" else _SIGNS.get(char, char)
                if shown >= " " or shown in "\n\t":
                    if pieces and pieces[-1][1] is look:
                        pieces[-1] = (pieces[-1][0] + shown, look)
                    else:
                        pieces.append((shown, look))
        return pieces

    def _read_section(self) -> Section:
        """Page and margins of the first section."""
        section = Section()
        table = self._read_record(6)
        count = (len(table) - 4) // 16
        if count < 1:
            return section
        (place,) = struct.unpack_from("<l", table, 4 * (count + 1) + 2)
        if not 0 < place < len(self._stream) - 2:
            return section
        (length,) = struct.unpack_from("<h", self._stream, place)
        for operator, operand in list_marks(self._stream[place + 2 : place + 2 + max(0, length)]):
            if len(operand) != 2:
                continue
            value = int.from_bytes(operand, "little", signed=True)
            if operator == 0xB01F:
                section.width = value
            elif operator == 0xB020:
                section.height = value
            elif operator in _SECTION_SIDES:
                section.margins[_SECTION_SIDES[operator]] = abs(value)
        return section


@dataclass(frozen=True, slots=True)
class _RawParagraph:
    paragraph: Paragraph
    depth: int
    ends_cell: bool
    ends_row: bool
    grid: bool | None


class _BlockBuilder:
    """Puts paragraphs that stand in tables into rows and cells; tables inside cells are read as their cell's text."""

    def __init__(self, paragraphs: list[_RawParagraph]) -> None:
        self._paragraphs = paragraphs

    def build(self) -> list[Block]:
        """The blocks in order."""
        blocks: list[Block] = []
        table: Table | None = None
        row: list[Cell] = []
        cell = Cell()
        for entry in self._paragraphs:
            if entry.depth == 0:
                if table is not None and (row or cell.blocks):
                    table.rows.append([*row, cell] if cell.blocks else row)
                table, row, cell = None, [], Cell()
                blocks.append(entry.paragraph)
                continue
            if table is None:
                table = Table()
                blocks.append(table)
            if entry.ends_row and entry.depth == 1:
                table.rows.append(row)
                table.grid = table.grid if entry.grid is None else entry.grid
                row, cell = [], Cell()
            elif not entry.ends_row:
                cell.blocks.append(entry.paragraph)
                if entry.ends_cell and entry.depth == 1:
                    row.append(cell)
                    cell = Cell()
        return blocks
