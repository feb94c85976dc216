"""The property lists of Word 97: which marks stand for a run, a paragraph, a table row."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from trienkhai.sources.docx_styles import RunLook

_PAGE = 512
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)  # by the three highest bits of the operator; -1: length comes first
_TAB_STOPS = 0xC615
_TABLE_CELLS = 0xD608

_SWITCHES = {0x0835: "bold", 0x0836: "italic", 0x083B: "caps", 0x083C: "hidden"}
_DELETED = 0x0800


def list_marks(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Operator and operand of every mark of a property list, as far as it is whole."""
    place = 0
    while place + 2 <= len(properties):
        operator = properties[place] | properties[place + 1] << 8
        place += 2
        size = _OPERAND_SIZES[operator >> 13]
        if size < 0:
            if operator == _TABLE_CELLS and place + 2 <= len(properties):
                size = (properties[place] | properties[place + 1] << 8) + 1
            elif place < len(properties):
                size = properties[place] + 1
                if operator == _TAB_STOPS and size == 256:
                    return
            else:
                return
        yield operator, properties[place : place + size]
        place += size


@dataclass(slots=True)
class ParagraphMarks:
    """What a paragraph's property list says that matters for its text."""

    style: int = 0
    in_table: bool = False
    ends_row: bool = False
    depth: int = 0
    list_number: int | None = None
    level: int | None = None
    grid: bool | None = None
    sides: dict[int, bool] = field(default_factory=dict)


def read_paragraph_marks(style: int, properties: bytes) -> ParagraphMarks:
    """The marks of one paragraph."""
    marks = ParagraphMarks(style)
    for operator, operand in list_marks(properties):
        if not operand:
            continue
        if operator == 0x2416:
            marks.in_table = operand[0] != 0
        elif operator in (0x2417, 0x244C):
            marks.ends_row = operand[0] != 0
        elif operator == 0x6649 and len(operand) == 4:
            marks.depth = int(struct.unpack("<l", operand)[0])
        elif operator == 0x460B and len(operand) == 2:
            marks.list_number = int(struct.unpack("<h", operand)[0])
        elif operator == 0x260A:
            marks.level = operand[0]
        elif operator == 0xD605 and len(operand) >= 25:
            marks.grid = _is_drawn(operand[21:25], 1)
        elif operator == 0xD613 and len(operand) >= 49:
            marks.grid = _is_drawn(operand[41:49], 5)
    return marks


def _is_drawn(border: bytes, kind: int) -> bool:
    return border[kind] not in (0, 0xFF)


def read_run_look(properties: bytes, fonts: list[str], look: RunLook | None = None) -> tuple[RunLook, bool, int | None]:
    """The look of a run, whether its deletion is tracked, and the code of the symbol it stands for."""
    look = look or RunLook()
    deleted = False
    symbol: int | None = None
    for operator, operand in list_marks(properties):
        if operator in _SWITCHES and operand:
            # 0x80 takes the style's value, 0x81 its contrary: rare, and read as on
            if operand[0] != 0x80:
                setattr(look, _SWITCHES[operator], operand[0] != 0)
        elif operator == _DELETED and operand:
            deleted = operand[0] != 0
        elif operator == 0x4A43 and len(operand) == 2:
            look.size = int.from_bytes(operand, "little") / 2
        elif operator == 0x4A4F and len(operand) == 2:
            number = int.from_bytes(operand, "little")
            look.font = fonts[number] if number < len(fonts) else look.font
        elif operator == 0x4A30 and len(operand) == 2:
            look.style = str(int.from_bytes(operand, "little"))
        elif operator == 0x6A09 and len(operand) == 4:
            symbol = int.from_bytes(operand[2:], "little")
    return look, deleted, symbol


class PropertyPages:
    """The property lists of a document by place in the file: `find` gives the one that holds at an offset."""

    def __init__(self, stream: bytes, index: bytes, *, paragraphs: bool) -> None:
        self._stream = stream
        self._paragraphs = paragraphs
        count = max(0, (len(index) - 4) // 8)
        self._starts = list(struct.unpack_from(f"<{count + 1}L", index)) if count else []
        self._pages = [
            number & 0x3FFFFF for number in struct.unpack_from(f"<{count}L", index, 4 * (count + 1))
        ] if count else []  # fmt: skip
        self._cache: dict[int, tuple[tuple[int, ...], list[int]]] = {}

    def find(self, offset: int) -> tuple[int, int, bytes]:
        """End of the stretch that has this property list, its style (paragraphs only), and the list."""
        position = bisect_right(self._starts, offset) - 1
        if not 0 <= position < len(self._pages):
            return offset + 1, 0, b""
        base = self._pages[position] * _PAGE
        page = self._stream[base : base + _PAGE]
        if len(page) < _PAGE:
            return offset + 1, 0, b""
        if base not in self._cache:
            runs = page[_PAGE - 1]
            width = 13 if self._paragraphs else 1
            if 4 * (runs + 1) + runs * width >= _PAGE:
                runs = 0
            first = 4 * (runs + 1)
            places = [page[first + run * width] * 2 for run in range(runs)]
            self._cache[base] = struct.unpack_from(f"<{runs + 1}L", page), places
        edges, places = self._cache[base]
        run = bisect_right(edges, offset) - 1
        if not 0 <= run < len(places):
            return offset + 1, 0, b""
        return edges[run + 1], *self._cut(page, places[run])

    def _cut(self, page: bytes, place: int) -> tuple[int, bytes]:
        if place == 0:
            return 0, b""
        length = page[place]
        if not self._paragraphs:
            return 0, page[place + 1 : place + 1 + length]
        if length == 0:
            length = 2 * page[place + 1]
            start = place + 2
        else:
            length = 2 * length - 1
            start = place + 1
        whole = page[start : start + length]
        return int.from_bytes(whole[:2], "little"), whole[2:]
