"""A PDF file as lines: its text layer in reading order, or the images of its pages where it has none.

Pages whose lines follow one another from top to bottom are taken as the library gives them; pages with columns,
stamps, tables or broken words are put in order from the place of every letter (`page_order`). Signing software keeps
the number and the day in annotations laid over the page; they are made part of the page first.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trienkhai.sources.limits import PDF_PAGES, PROMPT_PDF_PAGES, TEXT_CHARACTERS
from trienkhai.sources.lines import Source
from trienkhai.sources.page_text import PageText, join_pages
from trienkhai.sources.pdf_page import read_page
from trienkhai.sources.refusals import refuse

_LETTERS_OF_A_TEXT = 60
"""A page with fewer letters and a picture over it is a scan with a stamp."""


def read_pdf(data: bytes, *, places: bool = False, promptly: bool = False) -> Source:
    """The text and layout of a PDF; the source's kind is "scan" where page images had to be read.

    `places` asks for the places of all words; `promptly` refuses page images and long files with takes-longer.
    Raises `UnreadableFile`: pdf-broken, pdf-encrypted, pdf-too-many-pages, and for scans those of `sources.scan`.
    """
    document = open_pdf(data)
    try:
        count = len(document)
        if count > PDF_PAGES:
            raise refuse("pdf-too-many-pages", limit=PDF_PAGES)
        if count == 0:
            raise refuse("pdf-broken")
        if promptly and count > PROMPT_PDF_PAGES:
            raise refuse("takes-longer")
        pages = _read_pages(document, places=places)
        scanned = [index for index, page in enumerate(pages) if _is_scan(page)]
        kind = "pdf"
        if scanned and sum(page.letters for page in pages) < _LETTERS_OF_A_TEXT * len(scanned):
            if promptly:
                raise refuse("takes-longer")
            # Imported here: numpy and Pillow are only needed, and may only be there, for scans.
            from trienkhai.sources.scan import read_pdf_pages

            kind = "scan"
            for index, page in zip(scanned, read_pdf_pages(document, scanned), strict=True):
                pages[index] = page
        elif not any(page.letters for page in pages):
            raise refuse("no-text-layer")
        return join_pages(kind, pages, places=places)
    finally:
        document.close()


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The opened file; the caller closes it. Raises `UnreadableFile`: pdf-broken, pdf-encrypted."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = pdfium_c.FPDF_GetLastError() in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise refuse("pdf-encrypted" if encrypted else "pdf-broken") from error


def _read_pages(document: pdfium.PdfDocument, *, places: bool) -> list[PageText]:
    pages: list[PageText] = []
    length = 0
    for index in range(len(document)):
        try:
            page = read_page(document, index, places=places)
        except pdfium.PdfiumError:  # one damaged page; the others are still worth reading
            page = PageText(0.0, 0.0, (), has_image=False)
        length += sum(len(line.text) for line in page.lines)
        if length > TEXT_CHARACTERS:
            raise refuse("file-too-long", limit=f"{TEXT_CHARACTERS:,}".replace(",", "."))
        pages.append(page)
    return pages


def _is_scan(page: PageText) -> bool:
    return page.has_image and page.letters < _LETTERS_OF_A_TEXT
