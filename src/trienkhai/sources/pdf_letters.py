"""What the PDF library tells of the letters of a page: their places, their fonts, asked for many at a time.

A full page has three thousand letters and the library tells of one a call, so the way into it counts. The functions are
called here without the checks of every argument that their declarations ask for, which takes a third of the time; the
arguments are therefore only ever those made in this module. The interpreter's lock is kept meanwhile: each call lasts a
tenth of a microsecond, and the library serves one thread at a time anyway.
"""

from __future__ import annotations

import ctypes
import re
from functools import lru_cache
from itertools import repeat
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trienkhai.sources.page_text import Look

TALLEST_LETTER = 400.0

Place = tuple[float, float, float, float]
"""Left, top, right and bottom of a letter in points; heights count from the foot of the page, as in the file."""

# Room for the boxes of many letters, four numbers each, and the ways to each box in it.
_BLOCK = 1024
_BOXES = (ctypes.c_float * (4 * _BLOCK))()
_SEEN_BOXES = memoryview(_BOXES).cast("B").cast("f")
_TO_BOXES = [ctypes.byref(_BOXES, 4 * ctypes.sizeof(ctypes.c_float) * number) for number in range(_BLOCK)]
_NAME = 128
_NAME_SPACE = ctypes.c_ulong(_NAME)
_ITALIC = 64


def _open_way(function: Any, answer: type = ctypes.c_int) -> Any:
    """The same function of the library without declared arguments: whole numbers, addresses and references go in."""
    return ctypes.PYFUNCTYPE(answer)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_place_letter = _open_way(pdfium_c.FPDFText_GetLooseCharBox)
_is_made_up = _open_way(pdfium_c.FPDFText_IsGenerated)
_find_code = _open_way(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
_find_angle = _open_way(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float)
_find_font = _open_way(pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong)
_find_weight = _open_way(pdfium_c.FPDFText_GetFontWeight)
_find_size = _open_way(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)
_find_matrix = _open_way(pdfium_c.FPDFText_GetMatrix)
_count_rects = _open_way(pdfium_c.FPDFText_CountRects)


class Letters:
    """The letters of one page, numbered as in the file; at most `most` of them."""

    def __init__(self, textpage: pdfium.PdfTextPage, most: int) -> None:
        self.count: int = min(textpage.count_chars(), most)
        self.text: str = textpage.get_text_range(0, self.count) if self.count > 0 else ""
        self._kept = textpage  # the address below is only good while it is there
        raw: Any = textpage.raw
        self._page = ctypes.cast(raw, ctypes.c_void_p)
        self._box = (ctypes.c_float * 4)()
        self._to_box = ctypes.byref(self._box)
        self._name = ctypes.create_string_buffer(_NAME)
        self._flags = ctypes.c_int()
        self._to_flags = ctypes.byref(self._flags)
        self._matrix = (ctypes.c_float * 6)()
        self._to_matrix = ctypes.byref(self._matrix)

    @property
    def is_plain(self) -> bool:
        """Whether the letters of the text are those of the page, one by one."""
        return len(self.text) == self.count

    def list_signs(self) -> str:
        """The letters as they are numbered; the text may leave some out.

        Signs beyond the first 65,536, such as pictures of faces, have two numbers: the second is given as a sign
        without width, which is cleaned away later. Half of such a sign stands for nothing, and no file could hold it.
        """
        if self.is_plain:
            return self.text
        signs = "".join(map(chr, map(_find_code, repeat(self._page), range(self.count))))
        return _HALVES.sub(_join_halves, signs) if _HALVES.search(signs) else signs

    def count_rects(self) -> int:
        """In how many stretches the page draws its letters."""
        return int(_count_rects(self._page, 0, self.count))

    def list_places(self) -> tuple[list[float], list[float], list[float], list[float]]:
        """Lefts, tops, rights and bottoms of all letters; a letter without a place is empty and has no height."""
        edges: tuple[list[float], list[float], list[float], list[float]] = ([], [], [], [])
        for start in range(0, self.count, _BLOCK):
            count = min(_BLOCK, self.count - start)
            known = list(map(_place_letter, repeat(self._page), range(start, start + count), _TO_BOXES))
            for side, found in enumerate(edges):
                found += _SEEN_BOXES[side : 4 * count : 4].tolist()
            if not all(known):
                for number in (start + number for number, is_known in enumerate(known) if not is_known):
                    for found in edges:
                        found[number] = 0.0
        return edges

    def find_place(self, number: int) -> Place | None:
        """The place of one letter; None where it has none that a letter could have."""
        box = self._box
        if not _place_letter(self._page, number, self._to_box):
            return None
        left, top, right, bottom = box
        return (left, top, right, bottom) if 0 < top - bottom < TALLEST_LETTER else None

    def is_made_up(self, number: int) -> bool:
        """Whether the library put this blank in by itself."""
        return bool(_is_made_up(self._page, number) == 1)

    def find_angle(self, number: int) -> float:
        """How a letter is turned, in radians."""
        return float(_find_angle(self._page, number))

    def find_look(self, number: int, left: float, right: float, top: float) -> Look:
        """How a line looks that stands there and begins with this letter."""
        page, name, flags = self._page, self._name, self._flags
        flags.value = 0
        length = _find_font(page, number, name, _NAME_SPACE, self._to_flags)
        # A name that is too long is not given at all: then the last one still stands in its room.
        font, is_bold, is_italic = _describe_font(name.raw[: length - 1] if 0 < length <= _NAME else b"")
        size = _find_size(page, number)
        if _find_matrix(page, number, self._to_matrix):
            size *= (self._matrix[2] ** 2 + self._matrix[3] ** 2) ** 0.5
        bold = is_bold or _find_weight(page, number) >= 600
        italic = is_italic or bool(flags.value & _ITALIC)
        return Look(left, right, top, font, round(size, 1) or None, bold, italic)


_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def _join_halves(halves: re.Match[str]) -> str:
    if len(halves[0]) == 1:
        return "\ufffd"
    return halves[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + "\u200b"


@lru_cache(maxsize=256)
def _describe_font(raw: bytes) -> tuple[str | None, bool, bool]:
    """The name of a font without the mark of its cut, and what the name says of weight and slope."""
    name = raw.decode("utf-8", "replace")
    font = name.partition("+")[2] or name
    return font or None, "bold" in font.lower(), "italic" in font.lower()
