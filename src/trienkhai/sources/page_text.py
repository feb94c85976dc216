"""Pages as lines with their looks, joined to one text: what PDF pages and page images have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trienkhai.parts import Layout, LineLayout
from trienkhai.sources.lines import PagePlaces, Source
from trienkhai.sources.page_order import Box

_MILLIMETRES_PER_POINT = 25.4 / 72

# PDF libraries mark hyphens at a line's end with signs that are none.
_CLEANED = {0x02: "-", 0xFFFE: "-", 0xFFFF: "", 0xAD: "", 0x00: "", 0x200B: ""}
_UNCLEAN = re.compile(f"[{''.join(map(chr, _CLEANED))}]")


@dataclass(frozen=True, slots=True)
class Look:
    """How one line stands on its page, in points from the top left corner."""

    left: float
    right: float
    top: float
    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False

    def place(self, line: int, page: int) -> LineLayout:
        """The same as the layout of a numbered line."""
        return LineLayout(
            line,
            page,
            round(self.left, 1),
            round(self.top, 1),
            round(self.right, 1),
            self.font,
            self.size,
            self.bold,
            self.italic,
        )


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page and its look, where it is known; the boxes of its words where they were asked for."""

    text: str
    look: Look | None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of one page, its size in points, and whether a picture covers most of it.

    `recognised`, `turn` and `skew` are those of `PagePlaces`.
    """

    width: float
    height: float
    lines: tuple[PageLine, ...]
    has_image: bool
    recognised: bool = False
    turn: int = 0
    skew: float = 0.0

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join([line.text for line in self.lines])

    @property
    def letters(self) -> int:
        """How many letters and digits the page holds."""
        return sum(sum(map(str.isalnum, line.text)) for line in self.lines)


def join_pages(kind: str, pages: list[PageText], *, places: bool = False) -> Source:
    """One text, pages parted by form feeds, and the layout of its lines; the places of all words where asked for."""
    texts: list[str] = []
    looks: list[LineLayout] = []
    number = 0
    for index, page in enumerate(pages):
        for line in page.lines:
            if line.look is not None and line.text.strip():
                looks.append(line.look.place(number, index + 1))
            number += 1
        texts.append(page.text)
        number += not page.lines
    text = "\f".join(texts)
    if _UNCLEAN.search(text):  # translating costs a tenth of putting the pages in order, looking hardly anything
        text = text.translate(_CLEANED)
    text = re.sub(r"[\r\x0b\x1c-\x1e\x85]", " ", text)
    return Source(kind, text, _describe_layout(pages, tuple(looks)), tuple(_list_places(pages)) if places else ())


def _list_places(pages: list[PageText]) -> Iterator[PagePlaces]:
    """Each page with its words, counted as they stand in the joined text."""
    position = 0
    for page in pages:
        words: list[int] = []
        for line in page.lines:
            for first, last, *place in line.boxes:
                start, end = (position + len(line.text[:within].translate(_CLEANED)) for within in (first, last))
                if start < end:
                    words += [start, end, *(round(length * 10) for length in place)]
            position += len(line.text.translate(_CLEANED)) + 1
        position += not page.lines
        yield PagePlaces(
            round(page.width, 1), round(page.height, 1), page.recognised, page.turn, page.skew, tuple(words)
        )


def _describe_layout(pages: list[PageText], looks: tuple[LineLayout, ...]) -> Layout:
    """Page size of the first page; margins as the lines of all pages leave them free."""
    first = pages[0]
    boxes = [
        (look.left, look.right, look.top)
        for look in looks
        if look.left is not None and look.right is not None and look.top is not None
    ]
    return Layout(
        page_width=round(first.width * _MILLIMETRES_PER_POINT, 2) or None,
        page_height=round(first.height * _MILLIMETRES_PER_POINT, 2) or None,
        margin_left=_measure(min((box[0] for box in boxes), default=None)),
        margin_right=_measure(first.width - max(box[1] for box in boxes) if boxes else None),
        margin_top=_measure(min((box[2] for box in boxes), default=None)),
        pages=len(pages),
        lines=looks,
    )


def _measure(length: float | None) -> float | None:
    return None if length is None else round(max(length, 0.0) * _MILLIMETRES_PER_POINT, 2)
