"""Pieces of text with their places on a page become lines in the order a person reads them.

Used for PDF pages. What is decided here, from places alone:

- pieces on one height form a row, whatever order the file holds them in: a number that signing software stamped over
  the page stands again between "Số:" and "/TTr-SNV";
- a head or foot in two columns is read column after column; it is known by its words ("Cộng hòa xã hội ...",
  "Nơi nhận") and found by the gutter that no piece crosses;
- a row of three or more parts elsewhere is a row of a table, its parts separated by "|";
- everything else is one line a row.

Lengths are points, counted from the top left corner of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from trienkhai.vietnamese.letters import fold

_WORD_GAP = 0.15
"""A gap wider than this part of the letter height parts words. A blank is 0.25 wide; kerning stays below 0.1."""

_PART_GAP = 0.9
"""A gap wider than this many letter heights may be the gutter between a head's columns."""

_CELL_GAP = 1.6
"""A gap wider than this many letter heights parts the cells of a table. Blanks in justified lines stay below."""

_BASELINE = 0.3
"""How far, in points, letters of one baseline may stand apart."""

_GUTTER = 8.0
"""The narrowest gutter between two columns."""

_HEAD_OR_FOOT = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\W+tu do|dang cong san viet nam|doan tncs ho chi minh|n[o0]\W?i nhan|so\s*:"
)
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|doan tncs ho chi minh")
_RECIPIENTS = re.compile(r"n[o0]\W?i nhan")
_GREETING = re.compile(r"(?:dong )?kinh g[ou]i\b")
_LIST_LABEL = re.compile(r"(?:[-–+*•▪◦➢✓]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-zđA-ZĐ][.)]|[IVXL]{1,6}[.)]?)$")


class Piece(NamedTuple):
    """Letters that stand together. `order` and `last` are the numbers of their first and last letter in the file;
    `blank` says whether the file has a blank behind them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    order: int
    last: int
    blank: bool = False


_BY_BOTTOM = attrgetter("bottom", "order")
_BY_LEFT = attrgetter("left", "order")

Box = tuple[int, int, float, float, float, float]
"""Letters of a line and where they stand: first, behind the last, left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line in reading order with its box, and those of its pieces on demand; `order` is that of its first piece."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    order: int
    boxes: tuple[Box, ...] = ()


@dataclass(slots=True)
class _Row:
    parts: list[PlacedLine]
    top: float
    bottom: float

    def list_gaps(self, width: float) -> list[tuple[float, float]]:
        """The free stretches of this row from edge to edge of the page."""
        edges = [0.0, *(edge for part in self.parts for edge in (part.left, part.right)), width]
        return [(edges[index], edges[index + 1]) for index in range(0, len(edges), 2)]


def order_page(pieces: list[Piece], width: float, *, slack: float = 0.5, boxes: bool = False) -> list[PlacedLine]:
    """The lines of a page from its pieces, in the order a person reads them. Deterministic.

    `slack` is how far, in letter heights, the middles of pieces in one row may differ; `boxes` asks for each piece's.
    """
    rows = _find_rows(pieces, slack, boxes=boxes)
    lines: list[PlacedLine] = []
    position = floor = 0  # rows above the floor are already in a band
    while position < len(rows):
        band = _find_band(rows, position, floor, width)
        if band is None:
            lines.append(_join(rows[position]))
            position += 1
        else:
            start, end, middle = band
            del lines[len(lines) - (position - start) :]
            for side in (True, False):
                lines += _list_column(rows[start:end], middle, left=side)
            position = floor = end
    return lines


def _find_rows(pieces: list[Piece], slack: float, *, boxes: bool) -> list[_Row]:
    """Pieces whose middles differ by little share a row; rows from top to bottom."""
    groups: list[list[Piece]] = []
    middle = 0.0
    for line in _list_baselines(pieces):
        piece = line[0]
        height = piece.bottom - piece.top
        centre = (piece.top + piece.bottom) / 2
        if groups and centre - middle < slack * min(height, groups[-1][0].bottom - groups[-1][0].top):
            groups[-1] += line
        else:
            groups.append(line)
            middle = centre
    return [_build_row(group, boxes=boxes) for group in groups]


def _list_baselines(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces on one baseline, from top to bottom: a mark above a letter must not part them, though it
    lifts the middle of its piece ("- Các đơn vị" beside a title that stands a little higher)."""
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    lowest = -inf  # where a piece may stand and still belong to the line
    for piece in sorted(pieces, key=_BY_BOTTOM):
        bottom = piece.bottom
        if bottom - lowest < _BASELINE:
            line.append(piece)
        else:
            line = [piece]
            lines.append(line)
            lowest = bottom
    return sorted(lines, key=lambda line: (line[0].top + line[0].bottom, line[0].order))


def _build_row(pieces: list[Piece], *, boxes: bool) -> _Row:
    pieces.sort(key=_BY_LEFT)
    height = _find_median([piece.bottom - piece.top for piece in pieces])
    part_gap, word_gap = _PART_GAP * height, _WORD_GAP * height
    run = _Run([pieces[0]], [pieces[0].text])
    runs = [run]
    for last, piece in pairwise(pieces):
        gap = piece.left - last.right
        if gap > part_gap:
            run = _Run([piece], [piece.text])
            runs.append(run)
        else:
            run.pieces.append(piece)
            parted = gap > word_gap or (last.blank and 0 < piece.order - last.last < 4)
            run.texts.append(f" {piece.text}" if parted else piece.text)
    parts = _join_labels([run.place(boxes=boxes) for run in runs])
    return _Row(parts, min(part.top for part in parts), max(part.bottom for part in parts))


def _find_median(lengths: list[float]) -> float:
    """The middle one, or half way between the two in the middle."""
    lengths.sort()
    half = len(lengths) // 2
    return lengths[half] if len(lengths) % 2 else (lengths[half - 1] + lengths[half]) / 2


class _Run(NamedTuple):
    """Pieces of one row that belong together; each of `texts` may have a blank before its piece."""

    pieces: list[Piece]
    texts: list[str]

    def place(self, *, boxes: bool) -> PlacedLine:
        """The run as a line."""
        pieces = self.pieces
        own: list[Box] = []
        if boxes:
            length = 0
            for piece, text in zip(pieces, self.texts, strict=True):
                length += len(text)
                begin = length - len(piece.text)
                own.append((begin, length, piece.left, piece.top, piece.right, piece.bottom))
        return PlacedLine(
            "".join(self.texts),
            pieces[0].left,
            max([piece.right for piece in pieces]),
            min([piece.top for piece in pieces]),
            max([piece.bottom for piece in pieces]),
            pieces[0].order,
            tuple(own),
        )


def extend_line(part: PlacedLine, piece: PlacedLine, between: str) -> PlacedLine:
    """The line with the other behind it; every piece keeps its place."""
    return PlacedLine(
        part.text + between + piece.text,
        part.left,
        max(part.right, piece.right),
        min(part.top, piece.top),
        max(part.bottom, piece.bottom),
        part.order,
        part.boxes + _shift(piece.boxes, len(part.text) + len(between)) if piece.boxes else part.boxes,
    )


def _shift(boxes: tuple[Box, ...], by: int) -> tuple[Box, ...]:
    return tuple((box[0] + by, box[1] + by, box[2], box[3], box[4], box[5]) for box in boxes)


def _join_labels(parts: list[PlacedLine]) -> list[PlacedLine]:
    """A number or dash set off by a tab belongs to the text behind it."""
    if len(parts) != 2 or not _LIST_LABEL.match(parts[0].text):
        return parts
    return [extend_line(parts[0], parts[1], " ")]


def _join(row: _Row) -> PlacedLine:
    """The row as one line. Three or more cells are a row of a table; two keep a wide blank between them."""
    cells = [row.parts[0]]
    for part in row.parts[1:]:
        if part.left - cells[-1].right > _CELL_GAP * (row.bottom - row.top):
            cells.append(part)
        else:
            cells[-1] = extend_line(cells[-1], part, " ")
    is_table = len(cells) > 2
    line = cells[0]
    for cell in cells[1:]:
        line = extend_line(line, cell, "|" if is_table else "   ")
    return replace(line, text=f"|{line.text}|", boxes=_shift(line.boxes, 1)) if is_table else line


def _find_band(rows: list[_Row], position: int, floor: int, width: float) -> tuple[int, int, float] | None:
    """First row, row behind the last, and middle of the gutter, of the two-column band around this row."""
    gutter = _find_gutter(rows[position], width)
    if gutter is None:
        return None
    start = position
    while start > floor and (narrower := _narrow(rows[start - 1], gutter, width)):
        start, gutter = start - 1, narrower
    end = position + 1
    while end < len(rows) and not _is_greeting(rows[end]) and (narrower := _narrow(rows[end], gutter, width)):
        end, gutter = end + 1, narrower
    words = fold("\n".join(part.text for row in rows[start:end] for part in row.parts))
    is_head = start == 0 and sum(len(row.parts) > 1 for row in rows[start:end]) > 1
    if is_head or _HEAD_OR_FOOT.search(words) or _is_pair_of_signers(rows[position]):
        return start, end, (gutter[0] + gutter[1]) / 2
    return None


def _is_greeting(row: _Row) -> bool:
    """Whether the row opens the addressees: they stand below the head, however short their lines are."""
    return len(row.parts) == 1 and bool(_GREETING.match(fold(row.parts[0].text)))


def _find_gutter(row: _Row, width: float) -> tuple[float, float] | None:
    """The stretch in which a band that starts with this row may have its gutter."""
    inner = row.list_gaps(width)[1:-1]
    wide = [gap for gap in inner if gap[1] > width * 0.25 and gap[0] < width * 0.75]
    if wide:
        return max(wide, key=lambda gap: gap[1] - gap[0])
    if len(row.parts) != 1:
        return None
    # One column may stand a little higher than the other, and then has a row for itself
    part, words = row.parts[0], fold(row.parts[0].text)
    if _RECIPIENTS.match(words) and part.right < width * 0.5:
        return part.right, width * 0.6
    if part.left > width * 0.3 and _MOTTO.search(words):
        return width * 0.2, part.left
    return None


def _narrow(row: _Row, gutter: tuple[float, float], width: float) -> tuple[float, float] | None:
    """What is left of the gutter beside this row; None where the row crosses it."""
    best: tuple[float, float] | None = None
    for left, right in row.list_gaps(width):
        shared = (max(left, gutter[0]), min(right, gutter[1]))
        if shared[1] - shared[0] >= _GUTTER and (best is None or shared[1] - shared[0] > best[1] - best[0]):
            best = shared
    return best


def _is_pair_of_signers(row: _Row) -> bool:
    """Two titles in capitals side by side: a document signed by two bodies."""
    return len(row.parts) == 2 and all(
        part.text.isupper() and len(part.text.split()) > 1 and not any(char.isdigit() for char in part.text)
        for part in row.parts
    )


def _list_column(rows: list[_Row], middle: float, *, left: bool) -> list[PlacedLine]:
    column: list[PlacedLine] = []
    for row in rows:
        parts = [part for part in row.parts if ((part.left + part.right) / 2 < middle) == left]
        if parts:
            line = parts[0]
            for part in parts[1:]:
                line = extend_line(line, part, "   ")
            column.append(line)
    return column
