"""A small Word 97 document built for the tests: text, table marks, one list."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

IN_TABLE = struct.pack("<HB", 0x2416, 1)
ENDS_ROW = IN_TABLE + struct.pack("<HB", 0x2417, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
BOLD = struct.pack("<HB", 0x0835, 1)
_TEXT_PLACE = 0x800


def in_list(number: int = 1, level: int = 0) -> bytes:
    """The marks of a paragraph of a list."""
    return struct.pack("<HHHB", 0x460B, number, 0x260A, level)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text ending in a paragraph or cell mark, with its paragraph's and its run's marks."""

    text: str
    marks: bytes = b""
    run: bytes = b""


def build_doc(parts: Sequence[Part], *, narrow: bool = False, flags: int = 0, version: int = 0xC1) -> bytes:
    """A DOC with these paragraphs; `narrow` stores its text in one byte a letter."""
    width = 1 if narrow else 2
    text = "".join(part.text for part in parts)
    body = text.encode("cp1252" if narrow else "utf-16-le")
    edges = [_TEXT_PLACE]
    for part in parts:
        edges.append(edges[-1] + width * len(part.text))
    main = bytearray(max(4096, (_TEXT_PLACE + len(body) + 511) // 512 * 512))
    main[_TEXT_PLACE : _TEXT_PLACE + len(body)] = body
    paragraph_page, run_page = len(main) // 512, len(main) // 512 + 1
    main += _build_page(edges, [part.marks for part in parts], paragraphs=True)
    main += _build_page(edges, [part.run for part in parts], paragraphs=False)
    pieces = struct.pack("<llHLH", 0, len(text), 0, _TEXT_PLACE * 2 | 1 << 30 if narrow else _TEXT_PLACE, 0)
    lists, levels = _build_lists()
    records = {
        33: b"\x02" + struct.pack("<L", len(pieces)) + pieces,
        13: struct.pack("<LLL", edges[0], edges[-1], paragraph_page),
        12: struct.pack("<LLL", edges[0], edges[-1], run_page),
        73: lists,
        74: struct.pack("<LlllBBBB", 1, 77, 0, 0, 0, 0, 0, 0) + b"\xff" * 4,
    }
    table = bytearray()
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, 0x0200 | flags)
    struct.pack_into("<l", main, 0x4C, len(text))
    for number, record in records.items():
        struct.pack_into("<LL", main, 0x9A + 8 * number, len(table), len(record))
        table += record + (levels if number == 73 else b"")
    return build_ole({"WordDocument": bytes(main), "1Table": bytes(table).ljust(4096, b"\0")})


def _build_page(edges: list[int], lists: list[bytes], *, paragraphs: bool) -> bytes:
    """A page of property lists: where each run starts, and where its list lies, from the end of the page."""
    page = bytearray(512)
    struct.pack_into(f"<{len(edges)}L", page, 0, *edges)
    free = 510
    for index, marks in enumerate(lists):
        if not marks:
            continue
        if paragraphs:
            marks = b"\0\0" + marks
            marks += b"\0" * (1 - len(marks) % 2)
            record = bytes([(len(marks) + 1) // 2]) + marks
        else:
            record = bytes([len(marks)]) + marks
        free = (free - len(record)) // 2 * 2
        page[free : free + len(record)] = record
        page[4 * len(edges) + index * (13 if paragraphs else 1)] = free // 2
    page[511] = len(lists)
    return bytes(page)


def _build_lists() -> tuple[bytes, bytes]:
    """One list of two levels in use, "1." and "a)"."""
    head = struct.pack("<Hl", 1, 77) + bytes(24)
    levels = b""
    for index in range(9):
        text = {0: "\0.", 1: "\x01)"}.get(index, "")
        format = 4 if index == 1 else 0
        levels += struct.pack("<lB", 1, format) + bytes(23) + struct.pack("<H", len(text)) + text.encode("utf-16-le")
    return head, levels


def build_ole(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each at least 4096 bytes long."""
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    sectors: list[bytes] = []
    table: list[int] = []
    for name, data in streams.items():
        first = len(sectors)
        blocks = [data[place : place + 512].ljust(512, b"\0") for place in range(0, len(data), 512)]
        sectors += blocks
        table += [first + index + 1 for index in range(len(blocks) - 1)] + [0xFFFFFFFE]
        entries.append((name, 2, first, len(data)))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack(
            "<HBBLLL",
            2 * len(name) + 2,
            kind,
            1,
            0xFFFFFFFF,
            _link(index, len(entries)),
            1 if index == 0 else 0xFFFFFFFF,
        )
        + bytes(36)
        + struct.pack("<LQ", start, size)
        for index, (name, kind, start, size) in enumerate(entries)
    )
    directory = directory.ljust(512, b"\0")
    directory_place = len(sectors)
    sectors.append(directory)
    table.append(0xFFFFFFFE)
    table.append(0xFFFFFFFD)
    numbers = table + [0xFFFFFFFF] * (128 - len(table))
    sectors.append(struct.pack("<128L", *numbers))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<LL4xLLLLL", 1, directory_place, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109L", len(sectors) - 1, *[0xFFFFFFFF] * 108)
    return header + b"".join(sectors)


def _link(index: int, count: int) -> int:
    """The entry to the right: a chain is a tree too."""
    return index + 1 if 0 < index < count - 1 else 0xFFFFFFFF
