"""What the library tells of letters in bulk is what it tells of each; fonts are named as a person knows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from tests.library.sources.building_pdf import Text, build_pdf, build_raw_pdf
from trienkhai.sources import read_bytes
from trienkhai.sources.pdf_letters import Letters

LONG: list[Text] = [(40, 800 - 10 * line, f"dong thu {line} " + "cac don vi thuc hien " * 4) for line in range(40)]


@contextmanager
def letters_of(data: bytes, most: int = 100_000) -> Iterator[Letters]:
    document = pdfium.PdfDocument(data)
    page = document[0]
    textpage = page.get_textpage()
    try:
        yield Letters(textpage, most)
    finally:
        textpage.close()
        page.close()
        document.close()


def test_places_in_bulk_are_those_of_each_letter() -> None:
    """Also behind the first thousand, where the room is used again."""
    with letters_of(build_pdf([LONG])) as letters:
        assert letters.count > 2500
        lefts, tops, rights, bottoms = letters.list_places()
        assert len(lefts) == len(tops) == len(rights) == len(bottoms) == letters.count
        box = pdfium_c.FS_RECTF()
        for number in range(0, letters.count, 7):
            pdfium_c.FPDFText_GetLooseCharBox(letters._kept, number, ctypes.byref(box))
            each = (box.left, box.top, box.right, box.bottom)
            assert each == (lefts[number], tops[number], rights[number], bottoms[number])
            if each[1] > each[3]:
                assert letters.find_place(number) == each


def test_only_so_many_letters_are_asked_for() -> None:
    """What lies beyond the cap of a page is not there."""
    with letters_of(build_pdf([LONG]), 100) as letters:
        assert (letters.count, len(letters.text), len(letters.list_places()[0])) == (100, 100, 100)


def test_a_letter_that_is_not_there_has_no_place() -> None:
    """The library says no; nothing is made up."""
    with letters_of(build_pdf([LONG])) as letters:
        assert letters.find_place(letters.count + 5) is None


@pytest.mark.parametrize(
    ("written", "font", "bold", "italic"),
    [
        ("ABCDEF+TimesNewRomanPS-BoldItalicMT", "TimesNewRomanPS-BoldItalicMT", True, True),
        ("ABCDEF+Garamond", "Garamond", False, False),
        ("N" * 200, None, False, False),
    ],
)
def test_a_font_is_named_without_the_mark_of_its_cut(written: str, font: str | None, bold: bool, italic: bool) -> None:
    """A name that is too long is no name; weight and slope are told by the name where nothing else tells them."""
    with letters_of(build_with_fonts("Helvetica", written)) as letters:
        first = letters.find_look(letters.text.index("m"), 1, 2, 3)
        look = letters.find_look(letters.text.index("h"), 1, 2, 3)
    assert (first.font, first.size) == ("Helvetica", 20)
    assert (look.font, look.bold, look.italic, look.size) == (font, bold, italic, 20)


def build_with_fonts(one: str, other: str) -> bytes:
    """A page that says "mot" in one font and "hai" in another."""
    drawn = b"BT /F 20 Tf 1 0 0 1 60 700 Tm (mot) Tj /G 20 Tf 1 0 0 1 60 600 Tm (hai) Tj ET"
    return build_raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>",
            b"<</Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/%s>>" % one.encode(),
            b"<</Type/Font/Subtype/Type1/BaseFont/%s>>" % other.encode(),
        ]
    )


@pytest.mark.parametrize(("code", "shown"), [(b"D83DDE00", "\U0001f600"), (b"D83D", "\ufffd"), (b"DE00", "\ufffd")])
def test_a_sign_of_two_numbers_is_one_sign(code: bytes, shown: str) -> None:
    """Half of one is none: it could not be written into any file."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfchar <61> <%s> endbfchar endcmap end end" % code
    )
    drawn = b"BT /F 20 Tf 1 0 0 1 60 700 Tm (abc) Tj ET"
    source = read_bytes(
        build_raw_pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
                b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 6 0 R>>",
                b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
            ]
        ),
        "a.pdf",
        places=True,
    )
    assert source.text == f"{shown}bc"
    assert source.pages[0].words[-5] == 3, "the last word ends with the text"
