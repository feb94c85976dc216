"""A PDF file as lines: its text layer in reading order, or the images of its pages where it has none.

Pages whose lines follow one another from top to bottom are taken as the library gives them; pages with columns,
stamps, tables or broken words are put in order from the place of every letter (`page_order`). Signing software keeps
the number and the day in annotations laid over the page; they are made part of the page first.
"""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trienkhai.parts import Layout, LineLayout
from trienkhai.sources.limits import PDF_PAGES, TEXT_CHARACTERS
from trienkhai.sources.lines import Source
from trienkhai.sources.pdf_page import PageText, read_page
from trienkhai.sources.refusals import refuse

_MILLIMETRES_PER_POINT = 25.4 / 72

_LETTERS_OF_A_TEXT = 60
"""A page with fewer letters and a picture over it is a scan with a stamp."""

# Fonts of before Unicode reach the text layer letter by letter; PDF producers mark hyphens at a line's end.
_CLEANED = {0x02: "-", 0xFFFE: "-", 0xFFFF: "", 0xAD: "", 0x00: "", 0x200B: ""}


def read_pdf(data: bytes) -> Source:
    """The text and layout of a PDF; the source's kind is "scan" where page images had to be read.

    Raises `UnreadableFile`: pdf-broken, pdf-encrypted, pdf-too-many-pages, and for scans those of `sources.scan`.
    """
    document = _open(data)
    try:
        count = len(document)
        if count > PDF_PAGES:
            raise refuse("pdf-too-many-pages", limit=PDF_PAGES)
        if count == 0:
            raise refuse("pdf-broken")
        pages = _read_pages(document)
        scanned = [index for index, page in enumerate(pages) if _is_scan(page)]
        kind = "pdf"
        if scanned and sum(page.letters for page in pages) < _LETTERS_OF_A_TEXT * len(scanned):
            # Imported here: numpy and Pillow are only needed, and may only be there, for scans.
            from trienkhai.sources.scan import read_pdf_pages

            kind = "scan"
            for index, page in zip(scanned, read_pdf_pages(document, scanned), strict=True):
                pages[index] = page
        elif not any(page.letters for page in pages):
            raise refuse("no-text-layer")
        return _join_pages(kind, pages)
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = pdfium_c.FPDF_GetLastError() in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise refuse("pdf-encrypted" if encrypted else "pdf-broken") from error


def _read_pages(document: pdfium.PdfDocument) -> list[PageText]:
    pages: list[PageText] = []
    length = 0
    for index in range(len(document)):
        try:
            page = read_page(document, index)
        except pdfium.PdfiumError:  # one damaged page; the others are still worth reading
            page = PageText(0.0, 0.0, (), has_image=False)
        length += sum(len(line.text) for line in page.lines)
        if length > TEXT_CHARACTERS:
            raise refuse("file-too-long", limit=f"{TEXT_CHARACTERS:,}".replace(",", "."))
        pages.append(page)
    return pages


def _is_scan(page: PageText) -> bool:
    return page.has_image and page.letters < _LETTERS_OF_A_TEXT


def _join_pages(kind: str, pages: list[PageText]) -> Source:
    """One text, pages parted by form feeds, and the layout of its lines."""
    texts: list[str] = []
    looks: list[LineLayout] = []
    number = 0
    for index, page in enumerate(pages):
        for line in page.lines:
            if line.look is not None and line.text.strip():
                looks.append(line.look.place(number, index + 1))
            number += 1
        texts.append("\n".join(line.text.translate(_CLEANED) for line in page.lines))
        number += not page.lines
    text = re.sub(r"[\r\x0b\x1c-\x1e\x85]", " ", "\f".join(texts))
    return Source(kind, text, _describe_layout(pages, tuple(looks)))


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
