"""Page images are read, or refused with a reason."""

from __future__ import annotations

import shutil
import zlib
from io import BytesIO

import pytest

from trienkhai.errors import UnreadableFile
from trienkhai.sources import read_bytes
from trienkhai.vietnamese.letters import fold

pytest.importorskip("numpy", reason='the extra "scan" is not installed')
pytest.importorskip("PIL", reason='the extra "scan" is not installed')
from PIL import Image, ImageChops, ImageDraw, ImageFont

from trienkhai.sources import limits, scan
from trienkhai.sources.page_text import PageText
from trienkhai.sources.scan_image import find_head, prepare_page

RUN_ON = scan._run_on
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def draw_page() -> ImageDraw.ImageDraw:
    """A letter in two columns, head and foot, drawn at 200 dpi."""
    try:
        font = ImageFont.truetype("DejaVuSerif.ttf", 30)
    except OSError:
        pytest.skip("no font with Vietnamese letters")
    draw = ImageDraw.Draw(Image.new("RGB", (1654, 2339), "white"))
    for left, top, words in (
        (200, 150, "UBND TỈNH LẠNG SƠN"),
        (780, 150, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (260, 200, "SỞ VĂN HÓA"),
        (900, 205, "Độc lập - Tự do - Hạnh phúc"),
        (220, 270, "Số: 156/SVH-VP"),
        (860, 275, "Lạng Sơn, ngày 25 tháng 8 năm 2023"),
        (200, 480, "Kính gửi: Ủy ban nhân dân các huyện, thành phố trong tỉnh"),
        (200, 560, "Căn cứ Kế hoạch số 28 ngày 02 tháng 3 năm 2023, Sở Văn hóa đề nghị các huyện"),
        (200, 620, "tổ chức tuyên truyền và báo cáo kết quả thực hiện trước ngày 20 tháng 12 năm 2023."),
        (200, 760, "Nơi nhận:"),
        (1000, 760, "GIÁM ĐỐC"),
        (200, 810, "- Như trên;"),
        (200, 860, "- Lưu: VT."),
        (960, 1060, "Nguyễn Thị Hoa"),
    ):
        draw.text((left, top), words, fill="black", font=font)
    return draw


def encode(image: object, format: str = "PNG") -> bytes:
    stream = BytesIO()
    assert hasattr(image, "save")
    image.save(stream, format)
    return stream.getvalue()


def refusal_of(data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, "a.png")
    return refused.value


@needs_tesseract
@pytest.mark.slow
def test_a_page_image_is_read_column_after_column() -> None:
    """Head left, head right, body, recipients, signature; marks aside, which OCR may miss."""
    source = read_bytes(encode(draw_page()._image), "a.png")
    text = fold(source.text)
    order = [
        "ubnd tinh",
        "156/svh",
        "cong hoa",
        "kinh gui",
        "tuyen truyen",
        "noi nhan",
        "luu: vt",
        "giam doc",
        "thi hoa",
    ]
    places = [text.find(words) for words in order]
    assert source.kind == "scan"
    assert -1 not in places, source.text
    assert places == sorted(places), source.text
    assert source.layout is not None
    assert source.layout.pages == 1


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(("unread", "expected"), [(0.0, ["-"]), (1.0, ["-", "parts"])])
def test_head_and_foot_are_read_again_in_one_run(
    unread: float, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is loaded twice for a page at most: for the whole of it, and for all columns not yet read surely."""
    monkeypatch.setattr(scan, "share_unread", lambda image, boxes: unread)
    runs: list[str] = []

    def run(given: str, *others: object, **named: object) -> bytes:
        runs.append(given)
        return RUN_ON(given, *others, **named)  # type: ignore[arg-type]  # the same arguments, handed on

    monkeypatch.setattr(scan, "_run_on", run)
    stream = BytesIO()
    draw_page()._image.save(stream, "PNG")
    assert "nguyen thi hoa" in fold(read_bytes(stream.getvalue(), "scan.png").text)
    assert runs == expected


@needs_tesseract
def test_a_part_without_words_takes_nothing_from_the_others() -> None:
    shown = draw_page()._image.convert("L").crop((0, 740, 800, 920))
    empty = Image.new("L", (1, 1), 255)
    assert [bool(words) for words in scan._recognise_parts([empty, shown, empty], 1)] == [False, True, False]


SIGNATURE = scan._Column(900, 740, 1654, 2339)


def read_again(
    words: list[scan._Word], monkeypatch: pytest.MonkeyPatch, column: scan._Column = SIGNATURE, *, sealed: bool = False
) -> int:
    """How many images of a column are read again, with these words read from the whole page."""
    given: list[Image.Image] = []

    def recognise(parts: list[Image.Image], number: int) -> list[list[scan._Word]]:
        given.extend(parts)
        return [[] for _ in parts]

    monkeypatch.setattr(scan, "_recognise_parts", recognise)
    drawn = draw_page()
    if sealed:
        drawn.ellipse((940, 840, 1140, 1040), outline=(210, 30, 40), width=8)
    scan._Columns(prepare_page(drawn._image), words, 1)._read_again([column])
    return len(given)


def place_signature(confidence: float) -> list[scan._Word]:
    """The words of the signing block, the name read as surely as said."""
    return [
        scan._Word("GIÁM", 95.0, 1000, 1085, 766, 790, 0),
        scan._Word("ĐỐC", 95.0, 1095, 1170, 766, 790, 1),
        scan._Word("Nguyễn", confidence, 960, 1085, 1066, 1090, 2),
        scan._Word("Thị", confidence, 1090, 1150, 1066, 1090, 3),
        scan._Word("Hoa", confidence, 1155, 1230, 1066, 1090, 4),
    ]


def test_a_column_that_was_read_surely_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word sure and no ink left: no other reading could have more sure letters."""
    assert read_again(place_signature(90.0), monkeypatch) == 0


def test_a_column_with_an_unsure_word_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One is enough."""
    assert read_again(place_signature(40.0), monkeypatch) == 1


def test_a_column_with_a_line_left_out_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """However sure the others are: under a seal the title is often lost."""
    assert read_again(place_signature(90.0)[2:], monkeypatch) == 1


def test_below_a_red_seal_the_signature_is_read_without_red_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signature alone: what is red elsewhere is urgency or secrecy."""
    assert read_again([], monkeypatch, sealed=True) == 2
    assert read_again([], monkeypatch, scan._Column(900, 0, 1654, 340), sealed=True) == 1
    assert read_again([], monkeypatch, scan._Column(0, 740, 900, 2339), sealed=True) == 1


def test_a_column_without_words_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of its ink is unread."""
    assert read_again([], monkeypatch) == 1


@needs_tesseract
@pytest.mark.slow
def test_two_lines_on_grainy_paper_are_read() -> None:
    """The sheet behind a dispatch bears the signature alone; on a bad copy its grain once hid the words."""
    lines = draw_page()._image.convert("L").crop((900, 740, 1654, 1120))
    page = Image.new("L", (1654, 2339), 255)
    page.paste(lines, (900, 200))
    grain = Image.effect_noise(page.size, 40)
    worn = ImageChops.add(page.point(lambda value: value * 230 // 255), grain, scale=1, offset=-128)
    text = fold(read_bytes(encode(worn), "a.png").text)
    assert "giam doc" in text
    assert "nguyen thi hoa" in text


@needs_tesseract
def test_a_white_page_has_nothing_to_read() -> None:
    """The sentence tells the person to scan again."""
    assert refusal_of(encode(Image.new("L", (400, 560), 255))).id == "no-text-layer"


def test_shade_and_skew_are_taken_out() -> None:
    """A page lit from one side and turned by one and a half degrees is straight and white again."""
    image = draw_page()._image.convert("L").rotate(1.5, fillcolor=255)
    shade = Image.linear_gradient("L").resize(image.size).point(lambda value: 120 + value // 2)
    shaded = Image.composite(
        shade, Image.new("L", image.size, 20), image.point(lambda value: 255 if value > 128 else 0)
    )
    page = prepare_page(shaded).page
    corners = (page.crop((0, 0, 40, 40)), page.crop((page.width - 40, page.height - 40, page.width, page.height)))
    assert all(corner.resize((1, 1)).tobytes()[0] > 235 for corner in corners)
    straight = find_head(prepare_page(draw_page()._image).page)
    turned = find_head(page)
    assert straight is not None
    assert turned is not None
    assert abs(straight[0] - turned[0]) < 60


def test_a_page_without_columns_has_no_head() -> None:
    """Lines across the page leave no gutter."""
    image = Image.new("L", (1654, 2339), 255)
    for top in range(200, 1200, 60):
        ImageDraw.Draw(image).rectangle((200, top, 1450, top + 24), fill=0)
    assert find_head(image) is None


def test_too_many_pixels_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file can claim a huge picture."""
    monkeypatch.setattr("trienkhai.sources.scan._require_tools", lambda: None)
    side = int(limits.IMAGE_PIXELS**0.5) + 10
    assert refusal_of(encode(Image.new("1", (side, side)))).id == "image-too-large"
    data = bytearray(encode(Image.new("1", (8, 8))))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    assert refusal_of(bytes(data)).id == "image-too-large"


def test_too_many_page_images_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A TIFF may hold thousands of pages of a few bytes; none is read beyond the cap."""
    monkeypatch.setattr("trienkhai.sources.scan._require_tools", lambda: None)
    monkeypatch.setattr("trienkhai.sources.scan.SCAN_PAGES", 2)
    blank = PageText(1.0, 1.0, (), has_image=True)
    monkeypatch.setattr("trienkhai.sources.scan._read_page", lambda image, number: blank)
    stream = BytesIO()
    Image.new("L", (8, 8)).save(stream, "TIFF", save_all=True, append_images=[Image.new("L", (8, 8))] * 2)
    assert refusal_of(stream.getvalue()).id == "scan-too-many-pages"


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF"])
def test_a_cut_image_is_refused(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a download."""
    monkeypatch.setattr("trienkhai.sources.scan._require_tools", lambda: None)
    data = encode(draw_page()._image.convert("L"), format)
    assert refusal_of(data[: len(data) // 3]).id == "image-unreadable"


def test_missing_tools_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the administrator knows what to install."""
    monkeypatch.setattr("trienkhai.sources.scan.shutil.which", lambda name: None)
    monkeypatch.setattr("trienkhai.sources.scan._HAS_LIBRARIES", False)
    refused = refusal_of(encode(Image.new("L", (40, 40), 255)))
    assert refused.id == "scan-needs-tools"
    assert "numpy" in refused.message
    assert "tesseract" in refused.message
