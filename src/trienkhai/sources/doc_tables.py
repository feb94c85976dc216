"""Styles, fonts and lists of a Word 97 document, brought to the forms that DOCX uses."""

from __future__ import annotations

import struct

from trienkhai.sources.doc_marks import read_paragraph_marks, read_run_look
from trienkhai.sources.docx_numbering import Level, Numbering
from trienkhai.sources.docx_styles import RunLook, Style, Styles

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 255: "none",
}  # fmt: skip
_JOINED = 2  # nothing follows the label
_MAX_LISTS = 5_000
_NO_STYLE = 0xFFF


def read_fonts(table: bytes) -> list[str]:
    """The names of the fonts, in the order in which runs number them."""
    fonts: list[str] = []
    if len(table) < 4:
        return fonts
    count = int.from_bytes(table[:2], "little")
    place = 4
    while len(fonts) < count and place < len(table):
        size = table[place] + 1
        name = table[place + 40 : place + size].decode("utf-16-le", "replace")
        fonts.append(name.partition("\0")[0])
        place += size
    return fonts


def read_styles(table: bytes, fonts: list[str]) -> Styles:
    """The styles by their number (as text, as DOCX has them by name)."""
    styles = Styles(default_paragraph="0", default_look=RunLook(size=10.0))
    if len(table) < 20:
        return styles
    header, count, base = struct.unpack_from("<HHH", table)
    if header >= 18:
        number = int.from_bytes(table[14:16], "little")
        styles.default_look.font = fonts[number] if number < len(fonts) else None
    place = 2 + header
    for number in range(count):
        if place + 2 > len(table):
            break
        size = int.from_bytes(table[place : place + 2], "little")
        if size:
            styles.by_id[str(number)] = _read_style(table[place + 2 : place + 2 + size], base, fonts)
        place += 2 + size
    return styles


def _read_style(record: bytes, base: int, fonts: list[str]) -> Style:
    if len(record) < base + 2:
        return Style()
    kind = int.from_bytes(record[2:4], "little")
    parent = kind >> 4
    style = Style(None if parent == _NO_STYLE else str(parent))
    place = base + 2 + 2 * int.from_bytes(record[base : base + 2], "little") + 2
    lists: list[bytes] = []
    while place + 2 <= len(record) and len(lists) < 3:
        size = int.from_bytes(record[place : place + 2], "little")
        lists.append(record[place + 2 : place + 2 + size])
        place += 2 + size + (size & 1)
    is_paragraph = kind & 0xF == 1
    if is_paragraph and lists:
        marks = read_paragraph_marks(0, lists[0][2:])
        style.number_id = str(marks.list_number) if marks.list_number else None
        style.level = marks.level
    looks = lists[1:2] if is_paragraph else lists[:1] if kind & 0xF == 2 else []
    for properties in looks:
        read_run_look(properties, fonts, style.look)
    return style


def read_numbering(table: bytes, lists: tuple[int, int], uses: tuple[int, int], styles: Styles) -> Numbering:
    """The lists of the document. `lists` and `uses` are place and length of the two records in the table stream."""
    numbering = Numbering(lambda: None, styles)
    try:
        if lists[1] >= 2:
            _read_lists(table, lists, numbering)
        if uses[1] >= 4:
            _read_uses(table, uses, numbering)
    except (struct.error, IndexError):
        return numbering  # a damaged list costs its labels, not the text
    return numbering


def _read_lists(table: bytes, lists: tuple[int, int], numbering: Numbering) -> None:
    count = min(struct.unpack_from("<H", table, lists[0])[0], _MAX_LISTS)
    place = lists[0] + 2 + 28 * count  # the levels follow the records of the lists
    for number in range(count):
        record = lists[0] + 2 + 28 * number
        (list_id,) = struct.unpack_from("<l", table, record)
        levels: dict[int, Level] = {}
        for index in range(1 if table[record + 26] & 1 else 9):
            levels[index], place = _read_level(table, place)
        numbering.add_list(str(list_id), levels)


def _read_level(table: bytes, place: int) -> tuple[Level, int]:
    start, format, flags = struct.unpack_from("<lBB", table, place)
    follow = table[place + 15]
    look_size, paragraph_size, restart = struct.unpack_from("<BBB", table, place + 24)
    text_place = place + 28 + look_size + paragraph_size
    (length,) = struct.unpack_from("<H", table, text_place)
    raw = table[text_place + 2 : text_place + 2 + 2 * min(length, 200)].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in raw)
    level = Level(
        start=start,
        format=_FORMATS.get(format, "decimal"),
        text=text,
        joined=follow == _JOINED,
        legal=bool(flags & 4),
        restart=restart if flags & 8 else None,
    )
    return level, text_place + 2 + 2 * length


def _read_uses(table: bytes, uses: tuple[int, int], numbering: Numbering) -> None:
    count = min(struct.unpack_from("<L", table, uses[0])[0], _MAX_LISTS)
    place = uses[0] + 4 + 16 * count  # the overrides follow the records of the uses
    for number in range(count):
        list_id, overrides = struct.unpack_from("<l8xB", table, uses[0] + 4 + 16 * number)
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        place += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<lL", table, place)
            place += 8
            if flags & 0x10:
                starts[flags & 0xF] = start
            if flags & 0x20:
                levels[flags & 0xF], place = _read_level(table, place)
                if flags & 0x10:
                    starts[flags & 0xF] = levels[flags & 0xF].start
        numbering.add_instance(str(number + 1), str(list_id), starts, levels)
