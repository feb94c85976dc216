"""Every word of a page is found again where it stands: on PDF pages, on turned ones, on scans."""

from __future__ import annotations

import random
import shutil
from io import BytesIO

import pytest

from tests.library.sources.building_pdf import Text, build_image_pdf, build_pdf, build_raw_pdf
from trienkhai.errors import UnreadableFile
from trienkhai.sources import PagePlaces, Source, read_bytes
from trienkhai.sources.confined import read_confined, render_confined
from trienkhai.sources.lines import WORD, move_words
from trienkhai.sources.picture import Frame

HEAD: list[Text] = [
    (60, 780, "UY BAN NHAN DAN"),
    (280, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
    (70, 740, "So:"),
    (118, 740, "/KH-UBND"),
    (320, 738, "Lang Son, ngay"),
]
PLAIN: list[Text] = [(60, 700 - 20 * line, f"dong thu {line} cua trang hai, viet lien nhau") for line in range(12)]
SIZE = 13
HEIGHT = 842


def list_words(source: Source, page: int) -> list[tuple[str, float, float, float, float]]:
    """The words of a page with left, top, right and bottom in points."""
    words = source.pages[page].words
    return [
        (source.text[start:end], left / 10, top / 10, right / 10, bottom / 10)
        for start, end, left, top, right, bottom in (
            words[index : index + WORD] for index in range(0, len(words), WORD)
        )
    ]


def test_words_are_placed_where_the_page_draws_them() -> None:
    """On pages put in order letter by letter and on pages taken as they are; every word of the text has a place."""
    source = read_bytes(build_pdf([HEAD, PLAIN]), "a.pdf", places=True)
    for page, texts in enumerate((HEAD, PLAIN)):
        found = list_words(source, page)
        assert sorted(word for word, *_ in found) == sorted(" ".join(text for *_, text in texts).split())
        for left, base, text in texts:
            first, last = text.split()[0], text.split()[-1]
            assert any(word == first and abs(box[0] - left) < 2 for word, *box in found), first
            box = next(box for word, *box in found if word == last and abs(HEIGHT - base - box[3]) < SIZE)
            assert box[1] < HEIGHT - base - SIZE / 2 < box[3], "the middle of the letters lies inside"
            assert left < box[2] < 595


def test_places_are_only_told_on_demand() -> None:
    """A plain reading stays small."""
    assert read_bytes(build_pdf([HEAD]), "a.pdf").pages == ()


def test_the_order_of_the_file_moves_no_word() -> None:
    """Each word keeps its own place, whatever the file's order."""
    shuffled = list(HEAD)
    random.Random(2).shuffle(shuffled)
    one, other = (read_bytes(build_pdf([texts]), "a.pdf", places=True) for texts in (HEAD, shuffled))
    assert list_words(one, 0) == list_words(other, 0)


@pytest.mark.parametrize(
    ("turn", "box", "wanted"),
    [
        (0, "0 0 595 842", (60, 130)),
        (0, "50 100 595 842", (10, 130)),
        (90, "0 0 595 842", (690, 60)),
        (180, "0 0 595 842", (490, 690)),
        (270, "0 0 595 842", (130, 490)),
    ],
)
def test_a_turned_or_cut_page_is_measured_as_it_is_shown(turn: int, box: str, wanted: tuple[int, int]) -> None:
    """A word at 60 from the left and 130 from the top of the unturned sheet."""
    drawn = b"BT /F 20 Tf 1 0 0 1 60 700 Tm (Kinhgui) Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % (
        box.encode(),
        turn,
    )
    data = build_raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            b"<</Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        ]
    )
    source = read_bytes(data, "a.pdf", places=True)
    [(word, left, top, right, bottom)] = list_words(source, 0)
    assert word == "Kinhgui"
    width, height = source.pages[0].width, source.pages[0].height
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert abs(left - wanted[0]) < 25 or abs(right - wanted[0]) < 25
    assert abs(top - wanted[1]) < 25 or abs(bottom - wanted[1]) < 25
    assert is_inked(render_confined(data, "a.pdf", Frame(1)), source.pages[0], (left, top, right, bottom))


def is_inked(picture: bytes, page: PagePlaces, box: tuple[float, float, float, float]) -> bool:
    """Whether the ink of the page's picture lies inside the box: its picture and its places agree."""
    image = pytest.importorskip("PIL.Image", reason='the extra "scan" is not installed').open(BytesIO(picture))
    grey = image.convert("L")
    scale = grey.width / page.width
    ink = grey.point(lambda value: 255 if value < 128 else 0).getbbox()
    if ink is None:
        return False
    near = all(abs(found - given * scale) < 12 * scale for found, given in zip(ink, box, strict=True))
    low, high = (box[0] * scale, box[1] * scale), (box[2] * scale, box[3] * scale)
    inside = all(found > edge - 2 * scale for found, edge in zip(ink[:2], low, strict=True))
    return near and inside and all(found < edge + 2 * scale for found, edge in zip(ink[2:], high, strict=True))


def test_a_text_in_other_letters_keeps_its_places() -> None:
    """Lines that keep their length keep every word; in a line that grew the words stand for the whole line."""
    page = PagePlaces(595, 842, words=(0, 2, 1, 1, 9, 9, 3, 6, 10, 1, 20, 9, 7, 9, 1, 20, 9, 30))
    [moved] = move_words((page,), "ab cde\nxy", "abb cdee\nxz")
    assert moved.words == (0, 8, 1, 1, 9, 9, 0, 8, 10, 1, 20, 9, 9, 11, 1, 20, 9, 30)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_slanted_scan_is_placed_and_shown_straight() -> None:
    """The words of a scan stand where the straightened picture has ink."""
    from tests.library.sources.test_scan import draw_page  # only where Pillow is

    image = pytest.importorskip("PIL.Image", reason='the extra "scan" is not installed')
    stream = BytesIO()
    draw_page()._image.rotate(-1.4, fillcolor="white").save(stream, "PNG")
    source = read_confined(stream.getvalue(), "a.png", places=True)
    [page] = source.pages
    assert page.recognised
    assert abs(page.skew - 1.4) < 0.3
    picture = image.open(BytesIO(render_confined(stream.getvalue(), "a.png", Frame(1, page.turn, page.skew))))
    grey = picture.convert("L")
    scale = grey.width / page.width
    words = list_words(source, 0)
    assert len(words) > 50
    for word, *box in words:
        left, top, right, bottom = (round(length * scale) for length in box)
        assert 0 <= left < right <= grey.width
        assert 0 <= top < bottom <= grey.height
        assert grey.crop((left, top, right, bottom)).getextrema()[0] < 128, word


@pytest.mark.parametrize(
    ("data", "name", "number"),
    [
        (build_pdf([HEAD]), "a.pdf", 2),
        (build_pdf([HEAD]), "a.pdf", 0),
        ("Kính gửi: Sở Y tế".encode(), "a.txt", 1),
    ],
)
def test_a_page_that_is_not_there_has_no_picture(data: bytes, name: str, number: int) -> None:
    """Nor has a file without pages of its own."""
    with pytest.raises(UnreadableFile) as refused:
        render_confined(data, name, Frame(number))
    assert refused.value.id == "page-missing"


def test_an_image_in_a_pdf_becomes_a_picture() -> None:
    """Without any text layer; what the page shows is what is drawn."""
    picture = render_confined(build_image_pdf(b"\x00" * 300, 10, 10), "a.pdf", Frame(1))
    assert picture[:4] == b"RIFF"
    assert picture[8:12] == b"WEBP"
