"""What is laid over a page is made part of it where it says something; pictures of seals cost nothing."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from tests.library.sources.building_pdf import build_raw_pdf
from trienkhai.sources.pdf_page import open_page, read_page

PICTURE = b"q 200 0 0 200 0 0 cm /I Do Q"
WORDS = b"BT /F 13 Tf 10 10 Td (156) Tj ET"


def build(*, laid_over: bytes, text: bytes, inside: bool) -> bytes:
    """A page with this text and an annotation that draws this, itself or in a form within its form."""
    drawn = b"BT /F 13 Tf 60 700 Td (%s) Tj ET" % text
    inner = laid_over if inside else b""
    outer = b"/X Do" if inside else laid_over
    fonts = b"/Font<</F 5 0 R>>/XObject<</I 6 0 R/X 8 0 R>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>/Length %d>>stream\n%s\nendstream"
    return build_raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
            b"/Annots[9 0 R]>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
            b"stream\n0\nendstream",
            form % (fonts, len(outer), outer),
            form % (b"/Font<</F 5 0 R>>/XObject<</I 6 0 R>>", len(inner), inner),
            b"<</Type/Annot/Subtype/Widget/FT/Sig/Rect[0 0 595 842]/F 4/AP<</N 7 0 R>>>>",
        ]
    )


def count_laid_over(data: bytes, *, only_text: bool) -> int:
    document = pdfium.PdfDocument(data)
    page = open_page(document, 0, only_text=only_text)
    count = int(pdfium_c.FPDFPage_GetAnnotCount(page))
    page.close()
    document.close()
    return count


@pytest.mark.parametrize("inside", [False, True])
def test_letters_laid_over_a_page_are_read(inside: bool) -> None:
    """Signing software keeps them several forms deep."""
    data = build(laid_over=WORDS, text=b"So: /UBND", inside=inside)
    assert count_laid_over(data, only_text=True) == 0
    lines = [line.text for line in read_page(pdfium.PdfDocument(data), 0).lines]
    assert "156" in lines
    assert "So: /UBND" in lines


@pytest.mark.parametrize("inside", [False, True])
def test_the_picture_of_a_seal_is_only_drawn(inside: bool) -> None:
    """Reading leaves it where it is, which spares loading the page again; a picture of the page shows it."""
    data = build(laid_over=PICTURE, text=b"So: /UBND", inside=inside)
    assert count_laid_over(data, only_text=True) == 1
    assert count_laid_over(data, only_text=False) == 0
    assert [line.text for line in read_page(pdfium.PdfDocument(data), 0).lines] == ["So: /UBND"]


def test_what_draws_very_much_is_taken_to_hold_text() -> None:
    """It is not looked through to its end."""
    assert count_laid_over(build(laid_over=PICTURE * 300, text=b"", inside=True), only_text=True) == 0


@pytest.mark.parametrize(("drawn", "covers"), [(b"q 595 0 0 842 0 0 cm /I Do Q", True), (PICTURE, False)])
def test_a_picture_laid_over_the_whole_page_is_a_scan(drawn: bytes, covers: bool) -> None:
    """However it came onto the page."""
    data = build(laid_over=drawn, text=b"trang 1", inside=False)
    assert read_page(pdfium.PdfDocument(data), 0).has_image is covers
