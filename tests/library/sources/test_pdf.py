"""A PDF becomes the lines a person reads; what cannot be read is refused with its reason."""

from __future__ import annotations

import random

import pytest

from tests.library.sources.building_pdf import Text, build_image_pdf, build_pdf, build_raw_pdf
from trienkhai.errors import UnreadableFile
from trienkhai.sources import TextLayer, limits, read_bytes
from trienkhai.sources.page_text import PageLine, PageText

HEAD: list[Text] = [
    (60, 780, "UY BAN NHAN DAN"),
    (280, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
    (70, 764, "TINH LANG SON"),
    (330, 762, "Doc lap - Tu do - Hanh phuc"),
    (70, 740, "So:"),
    (118, 740, "/KH-UBND"),
    (320, 738, "Lang Son, ngay"),
    (430, 738, "thang 3 nam 2024"),
]
BODY: Text = (60, 690, "Can cu Quyet dinh so 5 ngay 2 thang 3 nam 2024 cua Uy ban nhan dan tinh ve viec giao")


def read_lines(data: bytes) -> list[str]:
    return [line for page in read_bytes(data, "a.pdf").text.split("\f") for line in page.split("\n") if line]


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, "a.pdf")
    return refused.value.id


def test_a_head_in_two_columns_is_read_column_after_column() -> None:
    """Left column first, whatever the heights of the lines."""
    assert read_lines(build_pdf([[*HEAD, BODY]]))[:6] == [
        "UY BAN NHAN DAN",
        "TINH LANG SON",
        "So:   /KH-UBND",
        "CONG HOA XA HOI CHU NGHIA VIET NAM",
        "Doc lap - Tu do - Hanh phuc",
        "Lang Son, ngay   thang 3 nam 2024",
    ]


def test_the_order_of_the_file_does_not_matter() -> None:
    """Producers write a page in any order."""
    shuffled = [*HEAD, BODY]
    random.Random(1).shuffle(shuffled)
    assert read_lines(build_pdf([shuffled])) == read_lines(build_pdf([[*HEAD, BODY]]))


def test_a_stamped_number_and_day_stand_where_they_were_stamped() -> None:
    """Signing software keeps them in an annotation over the page."""
    lines = read_lines(build_pdf([[*HEAD, BODY]], stamps=[(95, 741, "156"), (408, 739, "25")]))
    assert "So: 156 /KH-UBND" in lines
    assert "Lang Son, ngay 25 thang 3 nam 2024" in lines


def test_recipients_are_read_before_the_signature_beside_them() -> None:
    """Also where the signature's first line stands a little higher."""
    foot: list[Text] = [
        BODY,
        (340, 604, "KT. CHU TICH"),
        (60, 600, "Noi nhan:"),
        (330, 588, "PHO CHU TICH"),
        (60, 586, "- Nhu tren;"),
        (60, 572, "- Luu: VT."),
        (340, 500, "Nguyen Van A"),
    ]
    assert read_lines(build_pdf([foot]))[1:] == [
        "Noi nhan:",
        "- Nhu tren;",
        "- Luu: VT.",
        "KT. CHU TICH",
        "PHO CHU TICH",
        "Nguyen Van A",
    ]


def test_blanks_that_the_producer_left_out_come_back() -> None:
    """Words placed one by one, with no blank in the file, are parted by their distance."""
    words: list[Text] = [
        (60, 700, "Kinh"),
        (90, 700, "gui:"),
        (119, 700, "Phong"),
        (156, 700, "Van"),
        (180, 700, "hoa"),
    ]
    assert read_lines(build_pdf([words])) == ["Kinh gui: Phong Van hoa"]


def test_a_row_of_a_table_is_marked_as_one() -> None:
    """Three cells side by side; numbers in them are no outline."""
    assert read_lines(build_pdf([[BODY, (60, 600, "1"), (150, 600, "Tuyen truyen"), (350, 600, "So Van hoa")]]))[1] == (
        "|1|Tuyen truyen|So Van hoa|"
    )


def test_a_number_set_off_by_a_tab_belongs_to_its_text() -> None:
    """It must not look like two columns."""
    assert (
        read_lines(build_pdf([[BODY, (60, 600, "a)"), (110, 600, "Noi dung thu nhat")]]))[1] == "a) Noi dung thu nhat"
    )


def test_layout_has_pages_and_places() -> None:
    """Pages count from 1, places are points from the top left corner, lines are those of the text."""
    source = read_bytes(build_pdf([[BODY], [(100, 700, "Trang thu hai khong co gi nhieu de doc o day ca")]]), "a.pdf")
    assert source.layout is not None
    assert source.layout.pages == 2
    assert source.layout.page_width == pytest.approx(209.9, abs=0.1)
    second = source.layout.lines[1]
    assert (second.page, second.left, second.size, second.bold) == (2, 100.0, 13.0, False)
    assert second.font is not None
    assert source.text.replace("\f", "\n").split("\n")[second.line].startswith("Trang thu hai")


def test_broken_files_are_refused() -> None:
    """Cut short, or only a beginning."""
    assert refusal_of(b"%PDF-1.7\nnothing") == "pdf-broken"
    assert refusal_of(build_pdf([[BODY]])[:200]) == "pdf-broken"


def test_an_encrypted_file_is_refused_as_such() -> None:
    """Its reason is another than that of a broken file: the person can do something about it."""
    assert refusal_of(build_pdf([[BODY]], encrypted=True)) == "pdf-encrypted"


def test_too_many_pages_are_refused() -> None:
    """Before any of them is read."""
    assert refusal_of(build_pdf([[]] * (limits.PDF_PAGES + 1))) == "pdf-too-many-pages"


def test_a_page_of_endless_letters_is_read_to_its_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies beyond the cap of one page is not read; the page is."""
    monkeypatch.setattr("trienkhai.sources.pdf_page.PDF_PAGE_CHARACTERS", 200)
    rows: list[Text] = [(72.0, 780.0 - row, "abcdefgh " * 8) for row in range(0, 700, 14)]
    text = read_bytes(build_pdf([rows]), "a.pdf").text
    assert 100 < len(text) <= 260


def test_a_blank_page_has_no_text_layer() -> None:
    """Nothing printed, nothing scanned."""
    assert refusal_of(build_pdf([[]])) == "no-text-layer"


def test_a_page_image_needs_the_tools_of_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them the sentence names what is missing."""
    monkeypatch.setattr("trienkhai.sources.scan.shutil.which", lambda name: None)
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(build_image_pdf(bytes(100 * 140), 100, 140), "a.pdf")
    assert refused.value.id == "scan-needs-tools"
    assert "tesseract" in refused.value.message


def test_damaged_files_raise_nothing_but_refusals() -> None:
    """Bytes changed at random, always the same way."""
    chance = random.Random(7)
    whole = build_pdf([[*HEAD, BODY]], stamps=[(95, 741, "156")])
    outcomes = set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 40))):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        try:
            outcomes.add(read_bytes(bytes(data), "a.pdf").kind)
        except UnreadableFile as refused:
            outcomes.add(refused.id)
    assert outcomes <= {"pdf", "pdf-broken", "pdf-encrypted", "no-text-layer"}


def build_scan(lines: int, *, covered: bool = True, pages: int = 1) -> bytes:
    """Pages of an image with letters without marks behind it."""
    words = "Uy ban nhan dan tinh yeu cau cac don vi to chuc thuc hien va bao cao ket qua"
    text = b"".join(b"BT /F 9 Tf 40 %d Td (%s) Tj ET\n" % (800 - 20 * line, words.encode()) for line in range(lines))
    side = 595 if covered else 100
    drawn = b"q %d 0 0 %d 0 0 cm /I Do Q\n" % (side, side * 842 // 595) + text
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R"
        b"/Resources<</Font<</F 4 0 R>>/XObject<</I 5 0 R>>>>>>"
    )
    kids = b" ".join(b"%d 0 R" % (6 + number) for number in range(pages))
    return build_raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
            b"stream\n0\nendstream",
            *[page] * pages,
        ]
    )


def read_images_as(monkeypatch: pytest.MonkeyPatch, text: str) -> list[list[int]]:
    """What page images say from now on, and the pages that were asked for."""
    asked: list[list[int]] = []

    def read_pages(document: object, indexes: list[int]) -> list[PageText]:
        asked.append(indexes)
        lines = (PageLine(text, None),)
        return [PageText(595, 842, lines, has_image=True, recognised=True) for _ in indexes]

    monkeypatch.setattr("trienkhai.sources.scan.read_pdf_pages", read_pages)
    return asked


SOUND = "Ủy ban nhân dân tỉnh yêu cầu các đơn vị tổ chức thực hiện và báo cáo kết quả."


def test_garbled_letters_behind_an_image_are_taken_and_told() -> None:
    """Unless somebody asks for the images."""
    source = read_bytes(build_scan(6), "a.pdf")
    assert (source.kind, source.text_layer) == ("pdf", TextLayer.GARBLED)
    assert source.text.startswith("Uy ban nhan dan tinh")


def test_the_image_is_read_instead_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that of the page whose letters are garbled; nobody waits for it."""
    asked = read_images_as(monkeypatch, SOUND)
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(build_scan(6), "a.pdf", promptly=True, reread=True)
    assert (refused.value.id, asked) == ("takes-longer", [])
    source = read_bytes(build_scan(6), "a.pdf", reread=True)
    assert (source.kind, source.text_layer, source.text) == ("scan", TextLayer.SET_ASIDE, SOUND)
    assert asked == [[0]]


@pytest.mark.parametrize(
    "data",
    [build_scan(6, covered=False), build_scan(2), build_pdf([[*HEAD, BODY]])],
    ids=["a small picture", "few words", "no picture"],
)
def test_letters_are_trusted_where_no_image_shows_the_page(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed without marks is how somebody wrote; only a recognised page may be wrong."""
    asked = read_images_as(monkeypatch, SOUND)
    source = read_bytes(data, "a.pdf", reread=True)
    assert (source.kind, source.text_layer, asked) == ("pdf", TextLayer.SOUND, [])


def test_an_image_that_gives_no_better_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page too worn for us as well."""
    read_images_as(monkeypatch, "xqz wvj qqq")
    source = read_bytes(build_scan(6), "a.pdf", reread=True)
    assert (source.kind, source.text_layer) == ("pdf", TextLayer.GARBLED)


def test_a_file_that_can_be_read_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the tools of scans, and with more pages than are read twice, the letters are taken."""
    monkeypatch.setattr("trienkhai.sources.scan.shutil.which", lambda name: None)
    assert read_bytes(build_scan(6), "a.pdf", reread=True).text_layer is TextLayer.GARBLED
    asked = read_images_as(monkeypatch, SOUND)
    many = read_bytes(build_scan(6, pages=limits.REREAD_PAGES + 1), "a.pdf", reread=True)
    assert (many.kind, many.text_layer, asked) == ("pdf", TextLayer.GARBLED, [])
