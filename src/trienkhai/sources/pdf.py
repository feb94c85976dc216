"""A PDF file as lines: its text layer in reading order, or the images of its pages where it has none.

Pages whose lines follow one another from top to bottom are taken as the library gives them; pages with columns,
stamps, tables or broken words are put in order from the place of every letter (`page_order`). Signing software keeps
the number and the day in annotations laid over the page; they are made part of the page first.
"""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trienkhai.errors import UnreadableFile
from trienkhai.sources.limits import PDF_PAGES, PROMPT_PDF_PAGES, REREAD_PAGES, TEXT_CHARACTERS
from trienkhai.sources.lines import Source, TextLayer
from trienkhai.sources.page_text import PageText, join_pages
from trienkhai.sources.pdf_page import has_large_image, read_page
from trienkhai.sources.refusals import refuse
from trienkhai.vietnamese.syllables import is_garbled, measure_syllables

_LETTERS_OF_A_TEXT = 60
"""A page with fewer letters and a picture over it is a scan with a stamp."""


def read_pdf(data: bytes, *, places: bool = False, promptly: bool = False, reread: bool = False) -> Source:
    """The text and layout of a PDF; the source's kind is "scan" where page images had to be read.

    `places` asks for the places of all words; `promptly` refuses page images and long files with takes-longer; `reread`
    has page images read where the letters behind them are garbled.
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
        if scanned and sum(page.letters for page in pages) < _LETTERS_OF_A_TEXT * len(scanned):
            if promptly:
                raise refuse("takes-longer")
            for index, page in zip(scanned, _read_images(document, scanned), strict=True):
                pages[index] = page
            return join_pages("scan", pages, places=places)
        if not any(page.letters for page in pages):
            raise refuse("no-text-layer")
        garbled = _list_garbled(document, pages)
        if not garbled:
            return join_pages("pdf", pages, places=places)
        if not reread or len(garbled) > REREAD_PAGES:
            return replace(join_pages("pdf", pages, places=places), text_layer=TextLayer.GARBLED)
        if promptly:
            raise refuse("takes-longer")
        return _reread(document, pages, garbled, places=places)
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


def _read_images(document: pdfium.PdfDocument, indexes: list[int]) -> list[PageText]:
    # Imported here: numpy and Pillow are only needed, and may only be there, for scans.
    from trienkhai.sources.scan import read_pdf_pages

    return read_pdf_pages(document, indexes)


def _list_garbled(document: pdfium.PdfDocument, pages: list[PageText]) -> list[int]:
    """The pages whose image stands before letters that a program recognised without knowing Vietnamese."""
    return [
        index
        for index, page in enumerate(pages)
        if is_garbled(page.text) and has_large_image(document, index) and not _is_legacy(page.text)
    ]


def _is_legacy(text: str) -> bool:
    """Whether a text is only typed in a font of before Unicode."""
    from trienkhai.sources.text import convert_legacy  # only for such pages: its tables cost a millisecond

    return not is_garbled(convert_legacy(text))


def _reread(document: pdfium.PdfDocument, pages: list[PageText], garbled: list[int], *, places: bool) -> Source:
    """The file with the images of these pages read, each where that gives better words than the letters behind it.

    Where images cannot be read, the letters are taken: they are better than nothing.
    """
    try:
        read = _read_images(document, garbled)
    except UnreadableFile:
        read = [pages[index] for index in garbled]
    layer, kind = TextLayer.GARBLED, "pdf"
    for index, page in zip(garbled, read, strict=True):
        if measure_syllables(page.text).possible > measure_syllables(pages[index].text).possible:
            pages[index] = page
            layer, kind = TextLayer.SET_ASIDE, "scan"
    return replace(join_pages(kind, pages, places=places), text_layer=layer)
