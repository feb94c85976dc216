"""The blocks of a Word document as lines, in the order a person reads them, with the look of every line.

A table without lines between its columns is the layout of a header or of "Nơi nhận | signature": its cells
follow one another, each paragraph a line. A drawn table, or one that fills three columns row after row, is data:
each row is one line, cells parted by "|", so that numbers and dashes in it are not taken for the outline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from trienkhai.parts import Layout, LineLayout
from trienkhai.sources.docx_numbering import Numbering
from trienkhai.sources.docx_styles import RunLook, Styles
from trienkhai.sources.text import convert_tcvn3, convert_vni
from trienkhai.sources.word_blocks import Block, Body, Cell, Paragraph, Table

_MILLIMETRES_PER_TWENTIETH = 25.4 / 1440

# What only stands in the layout tables at the head and foot of an official document, however they are drawn.
_LAYOUT_WORDS = re.compile(r"cộng hòa xã hội|cộng hoà xã hội|đảng cộng sản việt nam|nơi nhận|^\s*số\s*:", re.I | re.M)


@dataclass(slots=True)
class _Weights:
    """How many visible characters of a line have which font, size, weight and slope."""

    fonts: dict[tuple[str | None, float | None], int] = field(default_factory=dict)
    bold: int = 0
    italic: int = 0
    total: int = 0

    def add(self, text: str, look: RunLook) -> None:
        """Count the letters of a run under its look."""
        count = len(text) - text.count(" ")
        if count:
            key = (look.font, look.size)
            self.fonts[key] = self.fonts.get(key, 0) + count
            self.bold += count if look.bold else 0
            self.italic += count if look.italic else 0
            self.total += count

    def describe(self, line: int, page: int) -> LineLayout | None:
        """The look of the line is that of most of its letters; None where it has none."""
        if not self.total:
            return None
        font, size = max(self.fonts, key=lambda key: self.fonts[key])
        half = self.total / 2
        return LineLayout(line, page, font=font, size=size, bold=self.bold > half, italic=self.italic > half)


class WordWriter:
    """Writes blocks as lines and notes how each looks."""

    def __init__(self, styles: Styles, body: Body, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.lines: list[str] = []
        self._weights: list[_Weights] = []
        self._pages: list[tuple[int, int]] = []
        self._body = body
        self._page = (0, 0)

    def append(self, other: WordWriter) -> None:
        """Take over the lines another writer made, keeping their look."""
        self.lines += other.lines
        self._weights += other._weights
        self._pages += [self._page] * len(other.lines)

    def write(self, blocks: list[Block]) -> None:
        """Write paragraphs and tables in order."""
        waiting: list[tuple[str, RunLook]] = []
        for block in blocks:
            if isinstance(block, Table):
                self._write_table(block)
                continue
            pieces = waiting + self._resolve(block)
            if block.joins_next:
                waiting = pieces
                continue
            waiting = []
            self._page = (block.rendered_breaks, block.page_breaks)
            self._write_pieces(pieces)
            if block.boxes:
                if not any(text.strip() for text, _ in pieces):
                    self._drop_line()
                self.write(block.boxes)
        if waiting:
            self._write_pieces(waiting)

    def _resolve(self, paragraph: Paragraph) -> list[tuple[str, RunLook]]:
        """The visible runs of a paragraph, its list label first."""
        pieces: list[tuple[str, RunLook]] = []
        for text, look in paragraph.pieces:
            shown = self.styles.resolve_look(paragraph.style, look)
            if not shown.hidden:
                pieces.append((_show(text, shown), shown))
        if not pieces and not paragraph.boxes:
            return pieces  # Word shows no number before an empty paragraph that readers would miss
        label = self.numbering.render_label(paragraph.number_id, paragraph.level, paragraph.style)
        if label:
            look = pieces[0][1] if pieces else self.styles.resolve_look(paragraph.style, RunLook())
            pieces.insert(0, (label, look))
        return pieces

    def _write_pieces(self, pieces: list[tuple[str, RunLook]]) -> None:
        self._start_line()
        for text, look in pieces:
            rows = re.split(r"[\n\f]", text) if "\n" in text or "\f" in text else (text,)
            for number, row in enumerate(rows):
                if number:
                    self._start_line()
                self.lines[-1] += row
                self._weights[-1].add(row, look)

    def _start_line(self) -> None:
        self.lines.append("")
        self._weights.append(_Weights())
        self._pages.append(self._page)

    def _drop_line(self) -> None:
        for entries in (self.lines, self._weights, self._pages):
            entries.pop()

    def _write_table(self, table: Table) -> None:
        rows = [row for row in table.rows if row]
        if self._is_data(table, rows):
            for row in rows:
                self._write_row(row)
        else:
            for cell in chain.from_iterable(rows):
                self.write(cell.blocks)

    def _is_data(self, table: Table, rows: list[list[Cell]]) -> bool:
        """Whether the table is data, drawn or in three columns, and neither head nor foot of the document."""
        if max((len(row) for row in rows), default=0) < 2:
            return False
        texts = [["".join(_list_texts(cell.blocks)) for cell in row] for row in rows]
        if _LAYOUT_WORDS.search("\n".join(chain.from_iterable(texts))):
            return False
        if sum(1 for row in texts if sum(1 for text in row if text.strip()) > 2) > max(1, len(rows) // 2):
            return True
        cells = list(chain.from_iterable(rows))
        drawn = sum(1 for cell in cells if cell.sides)
        hidden = sum(1 for cell in cells if cell.hidden_sides and not cell.sides)
        if abs(drawn - hidden) * 2 > len(cells):
            return drawn > hidden
        if table.grid is not None:
            return table.grid
        styles = self.styles.list_chain(table.style)
        return next((style.grid for style in styles if style.grid is not None), False)

    def _write_row(self, row: list[Cell]) -> None:
        self._start_line()
        texts: list[str] = []
        weights, page = self._weights[-1], self._pages[-1]
        for cell in row:
            inner = WordWriter(self.styles, self._body, self.numbering)
            inner.write(cell.blocks)
            texts.append(" ".join(" ".join(inner.lines).replace("|", "/").split()))
            for entry in inner._weights:
                weights.bold += entry.bold
                weights.italic += entry.italic
                weights.total += entry.total
                for key, count in entry.fonts.items():
                    weights.fonts[key] = weights.fonts.get(key, 0) + count
            page = max([page, *inner._pages])
        self.lines[-1] = "|" + "|".join(texts) + "|"
        self._page = self._pages[-1] = page

    def describe_layout(self) -> Layout:
        """Page, margins and the look of every line that shows something. Pages count from 1."""
        first = self._body.sections[0] if self._body.sections else None
        rendered = any(page[0] for page in self._pages)
        numbers = [1 + (page[0] if rendered else page[1]) for page in self._pages]
        looks = (
            weights.describe(line, page)
            for line, (weights, page) in enumerate(zip(self._weights, numbers, strict=True))
        )
        margins = first.margins if first else {}
        return Layout(
            page_width=_to_millimetres(first.width if first else None),
            page_height=_to_millimetres(first.height if first else None),
            margin_top=_to_millimetres(margins.get("top")),
            margin_right=_to_millimetres(margins.get("right")),
            margin_bottom=_to_millimetres(margins.get("bottom")),
            margin_left=_to_millimetres(margins.get("left")),
            pages=max(numbers, default=1) if rendered else None,
            lines=tuple(look for look in looks if look is not None),
        )


def _show(text: str, look: RunLook) -> str:
    """The text as its font shows it: in capitals, or typed for one of the fonts of before Unicode."""
    font = look.font or ""
    if font.startswith(".Vn"):
        text = convert_tcvn3(text)
        return text.upper() if look.caps or font.endswith("H") else text
    if font.startswith("VNI-"):
        text = convert_vni(text)
    return text.upper() if look.caps else text


def _list_texts(blocks: list[Block]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            texts += _list_texts([inner for row in block.rows for cell in row for inner in cell.blocks])
        else:
            texts.append("".join(text for text, _ in block.pieces))
    return texts


def _to_millimetres(length: int | None) -> float | None:
    return None if length is None else round(length * _MILLIMETRES_PER_TWENTIETH, 2)
