"""The text of one PDF page, its letters placed by the PDF library."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trienkhai.sources.limits import PDF_PAGE_CHARACTERS
from trienkhai.sources.page_order import Box, Piece, PlacedLine, order_page
from trienkhai.sources.page_text import Look, PageLine, PageText
from trienkhai.vietnamese.letters import fold

_WORD = re.compile(r"\S+")
_MAX_ANNOTATIONS = 500
_TALLEST_LETTER = 400.0
_SHOWN_ANNOTATIONS = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT)
_ITALIC = 64

# Pages with a head or foot are put in order letter by letter; so are pages whose words are cut or run together.
_HEAD_OR_FOOT = re.compile(r"cong hoa xa hoi|doc lap\W|dang cong san viet nam|noi nhan|kinh gui")

# What signing software prints into its visible signature: it describes the file, not the document.
_SIGNING_NOTE = re.compile(
    r"(?:ky boi|(?:nguoi|ngay|thoi gian) ky\s*:|ky ngay\s*:?\s*\d|email\s*:|co quan\s*:|chuc vu\s*:|(?:noi|gio) ky\s*:"
    r"|signature (?:not )?(?:verified|valid)|digitally signed|signed by|date\s*:\s*20|reason\s*:|location\s*:)"
)


@dataclass(slots=True)
class _Growing:
    """A piece while letters are added; heights count from the foot of the page, as in the file."""

    letters: list[int]
    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int

    def finish(self, height: float, *, blank: bool) -> Piece:
        """The piece as it is, its heights counted from the top of the page."""
        text = "".join(map(chr, self.letters))
        return Piece(text, self.left, self.right, height - self.top, height - self.bottom, self.first, self.last, blank)


def open_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with what is laid over it made part of it. The caller closes it."""
    page: pdfium.PdfPage = document[index]
    if _has_shown_annotations(page) and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_PRINT) == 1:
        page.close()
        page = document[index]
    return page


def read_page(document: pdfium.PdfDocument, index: int, *, places: bool = False) -> PageText:
    """The lines of one page in reading order; page and text are closed again, so that memory does not grow.

    `places` asks for the boxes of all words.
    """
    page = open_page(document, index)
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            lines = _Reader(textpage, width, height, places=places).read(is_first=index == 0)
        finally:
            textpage.close()
        if places:
            lines = _as_shown(lines, page, height)
        letters = sum(len(line.text) for line in lines)
        return PageText(width, height, tuple(lines), letters < 200 and _has_large_image(page, width, height))
    finally:
        page.close()


def _has_shown_annotations(page: pdfium.PdfPage) -> bool:
    """Whether something that may hold text is laid over the page; links are not."""
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        subtype = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if subtype in _SHOWN_ANNOTATIONS:
            return True
    return False


def _has_large_image(page: pdfium.PdfPage, width: float, height: float) -> bool:
    """Whether pictures cover half of the page. Some scanners cut a page into strips."""
    covered = 0.0
    for entry in page.get_objects(max_depth=3):
        if entry.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = entry.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > 0.5 * width * height


class _Reader:
    """Reads the letters of one page."""

    def __init__(self, textpage: pdfium.PdfTextPage, width: float, height: float, *, places: bool = False) -> None:
        self._page = textpage
        self._places = places
        self._width = width
        self._height = height
        self._box = pdfium_c.FS_RECTF()
        self._count = min(textpage.count_chars(), PDF_PAGE_CHARACTERS)

    def read(self, *, is_first: bool) -> list[PageLine]:
        """The lines of the page. The first one has a head, and is always put in order."""
        if self._count <= 0:
            return []
        text = self._page.get_text_range(0, self._count)
        simple = None if is_first else self._read_simple(text)
        if simple is not None:
            return simple
        if self._is_turned():
            return [PageLine(line.strip(), None) for line in text.splitlines()]
        return self._read_placed(text)

    def _read_simple(self, text: str) -> list[PageLine] | None:
        """The lines as the library gives them, or None where places must be looked at.

        That is so on pages with head or foot, where words are cut into pieces or run together, and where a line does
        not stand below the one before.
        """
        if len(text) != self._count or _HEAD_OR_FOOT.search(fold(text)):
            return None
        rows = text.split("\r\n")
        words = text.split()
        if self._page.count_rects(0, self._count) > 3 * len(rows) or len(text) > 12 * max(1, len(words)):
            return None
        lines: list[PageLine] = []
        start = 0
        bottom = -1.0
        for row in rows:
            shown = row.strip()
            if shown:
                first = start + len(row) - len(row.lstrip())
                head, tail = self._place(first), self._place(first + len(shown) - 1)
                if head is None or tail is None or head[2] < bottom - 0.4 * (head[3] - head[2]):
                    return None
                bottom = head[3]
                boxes = tuple(self._list_words(shown, first)) if self._places else ()
                lines.append(PageLine(shown, self._look(first, head[0], tail[1], head[2]), boxes))
            start += len(row) + 2
        return lines

    def _read_placed(self, text: str) -> list[PageLine]:
        pieces = self._list_pieces(text)
        notes: list[Piece] = []
        if _SIGNING_NOTE.search(fold(text)):
            notes, pieces = _part_signing_notes(pieces)
        ordered = [line for part in (pieces, notes) for line in order_page(part, self._width, boxes=self._places)]
        lines: list[PageLine] = []
        last: PlacedLine | None = None
        for line in ordered:
            if last is not None and line.top - last.bottom > 1.5 * (line.bottom - line.top):
                lines.append(PageLine("", None))
            look = self._look(line.order, line.left, line.right, line.top)
            lines.append(PageLine(line.text, look, line.boxes))
            last = line
        return lines

    def _list_words(self, shown: str, first: int) -> Iterator[Box]:
        """The boxes of the words of a line that begins with the letter of this number."""
        for word in _WORD.finditer(shown):
            head, tail = self._place(first + word.start()), self._place(first + word.end() - 1)
            if head is not None and tail is not None and head[0] < tail[1]:
                yield word.start(), word.end(), head[0], min(head[2], tail[2]), tail[1], max(head[3], tail[3])

    def _list_pieces(self, text: str) -> list[Piece]:
        """Letters that follow one another closely on one height, as pieces; written out for speed: it sees each letter.

        Blanks that the library made up are not believed: where a font is changed inside a word it sees gaps.
        """
        pieces: list[Piece] = []
        current: _Growing | None = None
        box, page, height = self._box, self._page.raw, self._height
        reference, place = ctypes.byref(box), pdfium_c.FPDFText_GetLooseCharBox
        for index, code in enumerate(self._list_codes(text)):
            if code <= 32 or code == 0xA0:
                if current is not None and pdfium_c.FPDFText_IsGenerated(page, index) != 1:
                    pieces.append(current.finish(height, blank=True))
                    current = None
                continue
            if not place(page, index, reference):
                continue
            left, right, top, bottom = box.left, box.right, box.top, box.bottom
            if not 0 < top - bottom < _TALLEST_LETTER:
                continue
            if current is not None:
                size = current.top - current.bottom
                drift = abs(top + bottom - current.top - current.bottom)
                if drift < size and -0.3 * size < left - current.right < 0.15 * size:
                    current.letters.append(code)
                    if right > current.right:
                        current.right = right
                    current.last = index
                    continue
                pieces.append(current.finish(height, blank=False))
            current = _Growing([code], left, max(left, right), top, bottom, index, index)
        if current is not None:
            pieces.append(current.finish(height, blank=False))
        return pieces

    def _list_codes(self, text: str) -> list[int]:
        if len(text) == self._count:
            return list(map(ord, text))
        return [pdfium_c.FPDFText_GetUnicode(self._page, index) for index in range(self._count)]

    def _place(self, index: int) -> tuple[float, float, float, float] | None:
        """Left, right, top and bottom of a letter from the top left corner of the page."""
        box = self._box
        if not pdfium_c.FPDFText_GetLooseCharBox(self._page, index, ctypes.byref(box)):
            return None
        if not 0 < box.top - box.bottom < _TALLEST_LETTER:
            return None
        return box.left, box.right, self._height - box.top, self._height - box.bottom

    def _is_turned(self) -> bool:
        """Whether most letters stand sideways, as in wide tables on tall pages."""
        samples = range(0, self._count, max(1, self._count // 20))
        angles = [pdfium_c.FPDFText_GetCharAngle(self._page, index) for index in samples]
        return bool(sum(0.3 < angle < 6.0 for angle in angles) * 2 > len(angles))

    def _look(self, index: int, left: float, right: float, top: float) -> Look:
        """The look of a line, taken from its first letter."""
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        length = pdfium_c.FPDFText_GetFontInfo(self._page, index, buffer, 128, ctypes.byref(flags))
        name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
        font = name.partition("+")[2] or name
        weight = pdfium_c.FPDFText_GetFontWeight(self._page, index)
        matrix = pdfium_c.FS_MATRIX()
        size = pdfium_c.FPDFText_GetFontSize(self._page, index)
        if pdfium_c.FPDFText_GetMatrix(self._page, index, ctypes.byref(matrix)):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        return Look(
            left,
            right,
            top,
            font or None,
            round(size, 1) or None,
            weight >= 600 or "bold" in font.lower(),
            bool(flags.value & _ITALIC) or "italic" in font.lower(),
        )


def _as_shown(lines: list[PageLine], page: pdfium.PdfPage, height: float) -> list[PageLine]:
    """The lines with the boxes of their words as the page is shown: from its visible corner, turned as it says."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    turn = page.get_rotation()
    if turn == 0 and left == 0 and abs(top - height) < 0.1:
        return lines
    wide, high = right - left, top - bottom

    def show(box: Box) -> Box:
        """One box, its heights counted from the visible upper edge and its corners turned."""
        x1, x2 = box[2] - left, box[4] - left
        y1, y2 = (top - height + heights for heights in (box[3], box[5]))
        corners = {
            0: (x1, y1, x2, y2),
            90: (high - y2, x1, high - y1, x2),
            180: (wide - x2, high - y2, wide - x1, high - y1),
            270: (y1, wide - x2, y2, wide - x1),
        }[turn]
        return (box[0], box[1], *corners)

    return [replace(line, boxes=tuple(show(box) for box in line.boxes)) for line in lines]


def _part_signing_notes(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of signing software's own notes, and all others.

    The notes are drawn together, in small letters: a run of pieces that starts with one of their words and goes on
    while the letters stay as small.
    """
    notes: list[Piece] = []
    others: list[Piece] = []
    inside = False
    for index, piece in enumerate(pieces):
        height = piece.bottom - piece.top
        start = fold(" ".join(entry.text for entry in pieces[index : index + 3]))
        if height < 13 and _SIGNING_NOTE.match(start):
            inside = True
        elif inside and (height >= 13 or abs(height - (notes[-1].bottom - notes[-1].top)) > 0.5):
            inside = False
        (notes if inside else others).append(piece)
    return notes, others
