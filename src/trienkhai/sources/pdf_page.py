"""The text of one PDF page, its letters placed by the PDF library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trienkhai.sources.limits import PDF_PAGE_CHARACTERS
from trienkhai.sources.page_order import Box, Piece, PlacedLine, order_page
from trienkhai.sources.page_text import PageLine, PageText
from trienkhai.sources.pdf_letters import TALLEST_LETTER, Letters, Place
from trienkhai.vietnamese.letters import fold

_WORD = re.compile(r"\S+")
_MAX_ANNOTATIONS = 500
_MAX_DRAWN = 200
"""So many parts of what an annotation draws are looked at; a seal or a signature has one picture."""
_SHOWN_ANNOTATIONS = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT)
_PICTURES = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)

# Pages with a head or foot are put in order letter by letter; so are pages whose words are cut or run together.
_HEAD_OR_FOOT = re.compile(r"cong hoa xa hoi|doc lap\W|dang cong san viet nam|noi nhan|kinh gui")

# What signing software prints into its visible signature: it describes the file, not the document.
_SIGNING_NOTE = re.compile(
    r"(?:ky boi|(?:nguoi|ngay|thoi gian) ky\s*:|ky ngay\s*:?\s*\d|email\s*:|co quan\s*:|chuc vu\s*:|(?:noi|gio) ky\s*:"
    r"|signature (?:not )?(?:verified|valid)|digitally signed|signed by|date\s*:\s*20|reason\s*:|location\s*:)"
)


def open_page(document: pdfium.PdfDocument, index: int, *, only_text: bool = False) -> pdfium.PdfPage:
    """The page with what is laid over it made part of it. The caller closes it.

    That means loading the page twice: `only_text` leaves alone what draws nothing but pictures.
    """
    page: pdfium.PdfPage = document[index]
    shown = _list_shown(page)
    if not any(map(_may_hold_text, shown) if only_text else shown):
        return page
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_PRINT) != pdfium_c.FLATTEN_SUCCESS:
        return page
    page.close()
    flat: pdfium.PdfPage = document[index]
    return flat


def read_page(document: pdfium.PdfDocument, index: int, *, places: bool = False) -> PageText:
    """The lines of one page in reading order; page and text are closed again, so that memory does not grow.

    `places` asks for the boxes of all words.
    """
    page = open_page(document, index, only_text=True)
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            letters = Letters(textpage, PDF_PAGE_CHARACTERS)
            lines = _Reader(letters, width, height, places=places).read(is_first=index == 0)
        finally:
            textpage.close()
        if places:
            lines = _as_shown(lines, page, height)
    finally:
        page.close()
    length = sum(len(line.text) for line in lines)
    return PageText(width, height, tuple(lines), length < 200 and has_large_image(document, index))


def _list_shown(page: pdfium.PdfPage) -> Iterator[Any]:
    """What is laid over the page and may hold text, each open while it is looked at; links are not among it."""
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, number)
        if annotation:
            try:
                if pdfium_c.FPDFAnnot_GetSubtype(annotation) in _SHOWN_ANNOTATIONS:
                    yield annotation
            finally:
                pdfium_c.FPDFPage_CloseAnnot(annotation)


def _may_hold_text(annotation: Any) -> bool:
    """Whether letters are among what an annotation draws; also where that cannot be told with little effort.

    Most of what is laid over pages are the pictures of a seal and of a signature.
    """
    parts = pdfium_c.FPDFAnnot_GetObjectCount(annotation)
    if not 0 < parts <= _MAX_DRAWN:
        return True
    waiting = [pdfium_c.FPDFAnnot_GetObject(annotation, number) for number in range(parts)]
    seen = 0
    while waiting:
        drawn = waiting.pop()
        seen += 1
        kind = pdfium_c.FPDFPageObj_GetType(drawn)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            parts = pdfium_c.FPDFFormObj_CountObjects(drawn)
            if not 0 <= parts <= _MAX_DRAWN - seen - len(waiting):
                return True
            waiting += [pdfium_c.FPDFFormObj_GetObject(drawn, number) for number in range(parts)]
        elif kind not in _PICTURES:
            return True
    return False


def has_large_image(document: pdfium.PdfDocument, index: int) -> bool:
    """Whether pictures cover half of the page, laid over it or part of it. Some scanners cut a page into strips."""
    page = open_page(document, index)
    try:
        width, height = page.get_size()
        covered = 0.0
        for entry in page.get_objects(max_depth=3):
            if entry.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = entry.get_bounds()
                covered += max(0.0, right - left) * max(0.0, top - bottom)
        return bool(covered > 0.5 * width * height)
    finally:
        page.close()


class _Reader:
    """Reads the letters of one page."""

    def __init__(self, letters: Letters, width: float, height: float, *, places: bool = False) -> None:
        self._letters = letters
        self._places = places
        self._width = width
        self._height = height
        self._folded = fold(letters.text)

    def read(self, *, is_first: bool) -> list[PageLine]:
        """The lines of the page. The first one has a head, and is always put in order."""
        if self._letters.count <= 0:
            return []
        simple = None if is_first else self._read_simple()
        if simple is not None:
            return simple
        if self._is_turned():
            return [PageLine(line.strip(), None) for line in self._letters.text.splitlines()]
        return self._read_placed()

    def _read_simple(self) -> list[PageLine] | None:
        """The lines as the library gives them, or None where places must be looked at.

        That is so on pages with head or foot, where words are cut into pieces or run together, and where a line does
        not stand below the one before.
        """
        letters, text = self._letters, self._letters.text
        if not letters.is_plain or _HEAD_OR_FOOT.search(self._folded):
            return None
        rows = text.split("\r\n")
        if len(text) > 12 * max(1, len(text.split())) or letters.count_rects() > 3 * len(rows):
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
                lines.append(PageLine(shown, self._letters.find_look(first, head[0], tail[1], head[2]), boxes))
            start += len(row) + 2
        return lines

    def _read_placed(self) -> list[PageLine]:
        pieces = self._list_pieces()
        notes: list[Piece] = []
        if _SIGNING_NOTE.search(self._folded):
            notes, pieces = _part_signing_notes(pieces)
        ordered = [line for part in (pieces, notes) for line in order_page(part, self._width, boxes=self._places)]
        lines: list[PageLine] = []
        last: PlacedLine | None = None
        for line in ordered:
            if last is not None and line.top - last.bottom > 1.5 * (line.bottom - line.top):
                lines.append(PageLine("", None))
            look = self._letters.find_look(line.order, line.left, line.right, line.top)
            lines.append(PageLine(line.text, look, line.boxes))
            last = line
        return lines

    def _list_words(self, shown: str, first: int) -> Iterator[Box]:
        """The boxes of the words of a line that begins with the letter of this number."""
        for word in _WORD.finditer(shown):
            head, tail = self._place(first + word.start()), self._place(first + word.end() - 1)
            if head is not None and tail is not None and head[0] < tail[1]:
                yield word.start(), word.end(), head[0], min(head[2], tail[2]), tail[1], max(head[3], tail[3])

    def _list_pieces(self) -> list[Piece]:
        """Letters that follow one another closely on one height, as pieces; written out for speed: it sees each letter.

        Blanks that the library made up are not believed: where a font is changed inside a word it sees gaps.
        """
        pieces: list[Piece] = []
        height, letters = self._height, self._letters
        signs: list[str] = []  # of the piece that is growing; the next names are its box, its first and last letter
        its_left = its_right = its_top = its_bottom = 0.0
        first = last = 0
        size = nearest = farthest = 0.0  # none is growing where its size is nought
        seen = letters.list_signs().replace("\xa0", " ")
        for number, sign, left, top, right, bottom in zip(count(), seen, *letters.list_places(), strict=False):
            if sign <= " ":
                if size and not letters.is_made_up(number):
                    box = (its_left, its_right, height - its_top, height - its_bottom)
                    pieces.append(Piece("".join(signs), *box, first, last, True))
                    size = nearest = farthest = 0.0
            elif nearest < left - its_right < farthest and (
                (top == its_top and bottom == its_bottom)  # most letters stand exactly as the one before
                or (0 < top - bottom < TALLEST_LETTER and abs(top + bottom - its_top - its_bottom) < size)
            ):
                signs.append(sign)
                last = number
                if right > its_right:
                    its_right = right
            elif 0 < top - bottom < TALLEST_LETTER:
                if size:
                    box = (its_left, its_right, height - its_top, height - its_bottom)
                    pieces.append(Piece("".join(signs), *box, first, last))
                signs = [sign]
                its_left, its_right, its_top, its_bottom = left, max(left, right), top, bottom
                first = last = number
                size = top - bottom
                nearest, farthest = -0.3 * size, 0.15 * size
        if size:
            box = (its_left, its_right, height - its_top, height - its_bottom)
            pieces.append(Piece("".join(signs), *box, first, last))
        return pieces

    def _place(self, number: int) -> Place | None:
        """Left, right, top and bottom of a letter from the top left corner of the page."""
        place = self._letters.find_place(number)
        if place is None:
            return None
        left, top, right, bottom = place
        return left, right, self._height - top, self._height - bottom

    def _is_turned(self) -> bool:
        """Whether most letters stand sideways, as in wide tables on tall pages."""
        count = self._letters.count
        angles = [self._letters.find_angle(number) for number in range(0, count, max(1, count // 20))]
        return sum(0.3 < angle < 6.0 for angle in angles) * 2 > len(angles)


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
