"""Header: number, date, bodies, stamps and kind, each as a table of snippets with a reason."""

from __future__ import annotations

import pytest

from trienkhai.parts import Date, Reading
from trienkhai.reading.header import find_secrecy_mark, read_day_or_month
from trienkhai.reading.pipeline import read_text

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def header_of(number: str, date: str = "Lạng Sơn, ngày 05 tháng 01 năm 2023") -> Reading:
    return read_text(f"SỞ Y TẾ\n{MOTTO}{number}\n{date}\nKính gửi: Các phòng.\nThực hiện kế hoạch.\n")


def test_the_body_below_the_title_is_no_subject() -> None:
    """ "CHỈ THỊ" / "CỦA BAN BÍ THƯ" is one title over two lines."""
    head = "BAN CHẤP HÀNH TRUNG ƯƠNG\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 9-CT/TW\nHà Nội, ngày 2 tháng 3 năm 2024\n"
    reading = read_text(f"{head}CHỈ THỊ\nCỦA BAN BÍ THƯ\nvề việc đọc sách\n-----\nThời gian qua, việc đọc đã tốt.\n")
    assert (reading.doc_type, reading.subject) == ("chỉ thị", "đọc sách")


@pytest.mark.parametrize("place", ["Hội An", "Bình Lục"])
def test_a_place_that_sounds_like_an_hour(place: str) -> None:
    """ "hồi", "lúc" lead the hour of a telegram; without their marks they are parts of places."""
    assert header_of("Số: 1/SYT-NV", f"{place}, ngày 05 tháng 01 năm 2023").place == place


NUMBERS = [
    ("Số: 15/KH-SVHTTDL", "15/KH-SVHTTDL", "KH-SVHTTDL", "state form"),
    ("Số 113-KH/TU", "113-KH/TU", "KH/TU", "Party form, no colon"),
    ("Số: 50/2025/QĐ-TTg", "50/2025/QĐ-TTg", "2025/QĐ-TTg", "normative act: the year belongs to the symbol"),
    ("Luật số: 63/2025/QH15", "63/2025/QH15", "2025/QH15", "a law says its kind before the number"),
    ("Số: 84 QĐ/TWĐTN-VP", "84 QĐ/TWĐTN-VP", "QĐ/TWĐTN-VP", "Youth Union: a blank parts number and kind"),
    ("Số: 215/KV VII-TH", "215/KV VII-TH", "KV VII-TH", "a regional office of the State Audit"),
    ("Số: 45/EVNX-KT+AT", "45/EVNX-KT+AT", "EVNX-KT+AT", "two units joined by a plus"),
    ("Số:        /UBND-NC", None, "UBND-NC", "blank in a draft"),
    ("Số: ....../QĐ-UBND", None, "QĐ-UBND", "dots for a blank"),
    ("Số:      - KH/ĐTN", None, "KH/ĐTN", "blank in the Youth Union's form"),
    ("Số: 442 /SYT-NVY", "442 /SYT-NVY", "SYT-NVY", "a space before the slash stays in the code"),
    ("Số: 20€2)/SYT-NVY", None, "SYT-NVY", "digits that a scan destroyed are no number"),
    ("Só:1020/SYT-NVY", "1020/SYT-NVY", "SYT-NVY", "the word lost its marks"),
    ("Số: 45ÐTB-ĐHKTCN", None, "TB-ĐHKTCN", "the slash was lost: the kind shows where the symbol begins"),
    ("Sé:.201J/SYT-NV", None, "SYT-NV", "a mark read as another letter"),
    ("Số: 12/QĐ - UBND", "12/QĐ - UBND", "QĐ-UBND", "spaced dash inside a symbol"),
    ("Số: 3| /TB-TTYT", None, "TB-TTYT", "a figure read as a bar is no border of a cell"),
    ("Số: 31/sXD-QH", "31/sXD-QH", "sXD-QH", "the first letter read as a small one, kept as printed"),
    ("số: {hộ /sXD-QH", None, "sXD-QH", "the same behind figures that are not legible"),
]


@pytest.mark.parametrize(("line", "code", "symbol", "reason"), NUMBERS)
def test_number_line(line: str, code: str | None, symbol: str, reason: str) -> None:
    """Number, separator and symbol are taken apart, and a blank stays blank."""
    reading = header_of(line)
    assert (reading.code, reading.symbol) == (code, symbol), reason


DATES = [
    ("Lạng Sơn, ngày 05 tháng 01 năm 2023", Date(5, 1, 2023), "Lạng Sơn", "the form of the decree"),
    ("Lạng Sơn, ngày     tháng    năm 2023", Date(None, None, 2023), "Lạng Sơn", "a draft"),
    ("Quảng Ngãi, ngày 20 tháng 7 năm 2022", Date(20, 7, 2022), "Quảng Ngãi", "a place that sounds like ngày"),
    ("Hà Nội, ngày l6 tháng 4 năm 2O23", Date(16, 4, 2023), "Hà Nội", "letters read for digits"),
    ("Hà Nội, ngày 32 tháng 10 năm 2017", Date(None, 10, 2017), "Hà Nội", "no such day"),
    ("Hà Nội, ngày 31 tháng 02 năm 2017", Date(None, 2, 2017), "Hà Nội", "no such day in February"),
    ("Hà Nội, ngày ÔJŠ, tháng 10 năm 2017", Date(None, 10, 2017), "Hà Nội", "letters that a hand's figures became"),
    ("Hà Nội, ngày (‹s tháng 10 năm 2017", Date(None, 10, 2017), "Hà Nội", "debris for a day"),
    ("Hà Nội, hồi 10 giờ 00 ngày 16 tháng 9 năm 2023", Date(16, 9, 2023), "Hà Nội", "an urgent telegram"),
    ("Phường 5, ngày 7 tháng 3 năm 2024", Date(7, 3, 2024), "Phường 5", "a place with a number"),
]


@pytest.mark.parametrize(("line", "date", "place", "reason"), DATES)
def test_date_line(line: str, date: Date, place: str, reason: str) -> None:
    """A part that is blank, not legible or impossible is None."""
    reading = header_of("Số: 15/SYT-NV", line)
    assert (reading.date, reading.place) == (date, place), reason


def test_number_that_is_not_legible_beside_the_place() -> None:
    """What is left of the number line is neither a place nor a body."""
    head = "UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n"
    found = read_text(f"{head}Só:.04JJSYT-NV Lào Cai, ngày32 tháng 10 năm 2017\nKính gửi: Các phòng.\nThực hiện.\n")
    assert (found.parent_agency, found.agency, found.place) == ("UBND TỈNH LÀO CAI", "SỞ Y TẾ", "Lào Cai")


@pytest.mark.parametrize(
    ("printed", "number", "symbol", "place"),
    [
        ("Số: 3| /TB-TTYT Lào Cai", None, "TB-TTYT", "Lào Cai"),
        ("Số: | { 7 /SXD-QH.. Lào Cai", None, "SXD-QH", "Lào Cai"),
        ("số: 6| Ï /rm-SXD Lào Cai", None, None, "Lào Cai"),
        ("Số: |3 B4 SXD-Qh Lào Cai", None, "SXD-Qh", "Lào Cai"),
        ("{4 7/SXD-QH Lào Cai", None, "SXD-QH", "Lào Cai"),
        ("; 47/SXD-QH Lào Cai", "47", "SXD-QH", "Lào Cai"),
    ],
)
def test_number_line_beside_the_day(printed: str, number: str | None, symbol: str, place: str) -> None:
    """ "Số" may be lost with the figures written over it; what is left before the place is none of it."""
    head = "UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSỞ XÂY DỰNG Độc lập - Tự do - Hạnh phúc\n"
    found = read_text(f"{head}{printed}, ngày 12 tháng 10 năm 2017\nKính gửi: Các phòng.\nThực hiện.\n")
    assert (found.number, found.symbol, found.place) == (number, symbol, place)
    assert found.agency == "SỞ XÂY DỰNG"


def test_stamp_of_receipt_names_no_issuer() -> None:
    """The office that received the paper stamped its own name above the head."""
    stamp = "VP. UBND TỈNH LÀO CAI\nSÓ, -c), HỘP A4\nĐẾN ¿ Ngày 19050075\n\n"
    found = read_text(f"{stamp}UBND TỈNH LÀO CAI\nSỞ Y TẾ\n{MOTTO}Số: 1/SYT-NV\nLào Cai, ngày 05 tháng 01 năm 2023\n")
    assert (found.parent_agency, found.agency) == ("UBND TỈNH LÀO CAI", "SỞ Y TẾ")


def test_dust_between_a_body_and_the_motto_joins_no_bodies() -> None:
    """A dash joins two bodies that issue together; one before the motto of the same line is dust."""
    lines = "SỞ GIÁO DỤC VÀ ĐÀO TẠO LÀO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCAI - Độc lập - Tự do - Hạnh phúc\n"
    found = read_text(
        f"{lines}TRƯỜNG THPT BẢO YÊN\nSố: 1/THPT-VP\nLào Cai, ngày 05 tháng 01 năm 2023\nKính gửi: Các lớp."
    )
    assert (found.parent_agency, found.agency) == ("SỞ GIÁO DỤC VÀ ĐÀO TẠO LÀO CAI", "TRƯỜNG THPT BẢO YÊN")


@pytest.mark.parametrize(
    ("above", "below"),
    [("ngày 15 tháng 11 năm", "2016"), ("ngày 15 tháng 11", "năm 2016"), ("ngày 15 tháng", "11 năm 2016"),
     ("ngày 15", "tháng 11 năm 2016"), ("ngày", "15 tháng 11 năm 2016")],
)  # fmt: skip
def test_date_that_a_narrow_cell_broke(above: str, below: str) -> None:
    """The rest of the day stands in the same cell one line below, beside the subject."""
    head = "|SỞ NỘI VỤ |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|Số: 73/SNV |Bình Lục, {} |\n"
    text = f"{head}|V/v phòng cháy |{{}} |\n|chữa cháy | |\nKính gửi: Các phòng.\nThực hiện.\n".format(above, below)
    found = read_text(text)
    assert (found.date, found.place, found.subject) == (Date(15, 11, 2016), "Bình Lục", "phòng cháy chữa cháy")


def test_blank_day_that_a_narrow_cell_broke() -> None:
    """The blank is as wide as a gap between columns, and stays blank."""
    head = "|SỞ NỘI VỤ |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|Số:       /SNV |Bình Lục, ngày        tháng 9 năm |\n"
    found = read_text(f"{head}|V/v phòng cháy |2016 |\nKính gửi: Các phòng.\nThực hiện.\n")
    assert (found.date, found.place, found.subject) == (Date(None, 9, 2016), "Bình Lục", "phòng cháy")


def test_last_word_of_a_body_alone_on_its_line() -> None:
    """Two capitals below a line that is full are its last word; elsewhere they are dust."""
    rest = f"SỞ NỘI VỤ\n{MOTTO}Số: 1/SNV\nBến Lức, ngày 05 tháng 01 năm 2023\nKính gửi: Các hội.\n"
    found = read_text(f"ỦY BAN NHÂN DÂN TỈNH LONG\nAN\n{rest}")
    assert (found.parent_agency, found.agency) == ("ỦY BAN NHÂN DÂN TỈNH LONG AN", "SỞ NỘI VỤ")
    assert read_text(f"UBND TỈNH LÀO CAI\nAN\n{rest}").parent_agency == "UBND TỈNH LÀO CAI"


@pytest.mark.parametrize("above", ["PHÒNG TÀI CHÍNH -", "PHÒNG TÀI CHÍNH VÀ"])
@pytest.mark.parametrize("beside", ["\nĐộc lập - Tự do - Hạnh phúc\n", " Độc lập - Tự do - Hạnh phúc\n", "\n", " :\n"])
def test_body_whose_name_ends_with_a_kind(above: str, beside: str) -> None:
    """ "KẾ HOẠCH" alone on its line is no title where the body's name above goes on with it."""
    name = f"{above} KẾ HOẠCH"
    lines = f"{above}{beside}KẾ HOẠCH\n" if beside.startswith(" ") else f"{above}\nKẾ HOẠCH{beside}"
    found = read_text(f"UBND HUYỆN YÊN BÌNH\n{lines}Số: 1/TCKH-NS\nYên Bình, ngày 05 tháng 01 năm 2023\nV/v dự toán\n")
    assert (found.doc_type, found.agency, found.number) == ("công văn", name, "1")


def test_last_word_of_the_motto_beside_a_body() -> None:
    """The motto did not fit its line, and its last word was read behind the body's name."""
    lines = "UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\n\nSỞ XÂY DỰNG NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = read_text(f"{lines}Số: 1/SXD-QH\nLào Cai, ngày 05 tháng 01 năm 2023\nKính gửi: Các phòng.\nThực hiện.\n")
    assert (found.parent_agency, found.agency) == ("UBND TỈNH LÀO CAI", "SỞ XÂY DỰNG")


def test_receivers_whose_greeting_a_stamp_covered() -> None:
    """Dash-led lines between the subject of a dispatch and its first sentence are whom it is addressed to."""
    head = f"SỞ Y TẾ\n{MOTTO}Số: 1/SYT-NV\nV/v phòng bệnh\nmùa mưa\n"
    found = read_text(
        f"{head}- Các phòng y tế;\n~ Trạm Y tế các xã.\nThực hiện kế hoạch, Sở đề nghị:\n- Diệt muỗi;\n- Thu gom rác.\n"
    )
    assert (found.subject, found.addressees) == ("phòng bệnh mùa mưa", ("Các phòng y tế", "Trạm Y tế các xã"))
    assert [item.label for item in found.outline] == ["-", "-"]
    without = read_text(f"{head}Thực hiện kế hoạch, Sở đề nghị:\n- Diệt muỗi;\n- Thu gom rác.\n")
    assert (without.subject, without.addressees) == ("phòng bệnh mùa mưa", ())


def test_stamp_with_its_frame() -> None:
    """The frame of the stamp of urgency was read as a letter and a bar; neither is the subject's."""
    found = read_text(f"SỞ Y TẾ\n{MOTTO}Số: 1/SYT-NV\nV/v trực lễ\nÍ HỎA TỐC |\nKính gửi: Các phòng.\nThực hiện.\n")
    assert (found.urgency, found.subject) == ("hỏa tốc", "trực lễ")


def test_debris_behind_the_greeting_is_no_addressee() -> None:
    """A name has a capital or a whole word."""
    found = read_text(f"SỞ Y TẾ\n{MOTTO}Số: 1/SYT-NV\nKính gửi: „ „ : 3 vn. ñ\n- Các phòng y tế;\n- HT.\nThực hiện.\n")
    assert found.addressees == ("Các phòng y tế", "HT")


def test_long_subject_where_blank_lines_part_all_lines() -> None:
    """Blank lines part nothing where they stand between all lines; a sentence with its full stop is the body."""
    rest = (
        "Cao Bằng (trước sắp xếp) thành Hội Khuyến học và Bảo trợ trẻ em xã Quang Long và phê duyệt Điều lệ (sửa đổi)"
    )
    lines = ["SỞ NỘI VỤ", *MOTTO.split("\n")[:2], "Số: 1/QĐ-SNV", "Cao Bằng, ngày 05 tháng 01 năm 2023", "QUYẾT ĐỊNH"]
    lines += [
        "Về việc cho phép đổi tên Hội Khuyến học tỉnh",
        rest,
        f"{rest} là việc đã được bàn nhiều lần trong năm.",
    ]
    assert read_text("\n\n".join(lines)).subject == f"cho phép đổi tên Hội Khuyến học tỉnh {rest}"


def test_lone_digit_beside_a_destroyed_number_is_no_day() -> None:
    """The hand that wrote the number wrote the day; a nought is required below ten."""
    assert header_of("Số: 3!0†/SYT-NV", "Hà Nội, ngày 2 tháng 11 năm 2017").date.day is None
    assert header_of("Số: 310/SYT-NV", "Hà Nội, ngày 2 tháng 11 năm 2017").date.day == 2


@pytest.mark.parametrize(
    ("printed", "value"),
    [("07", 7), ("O1", 1), ("l", None), ("2Í", None), ("..12..", 12), ("2y", None), ("", None), ("0", None)],
)
def test_day_needs_a_true_digit(printed: str, value: int | None) -> None:
    """Letters stand for digits only beside a digit."""
    assert read_day_or_month(printed) == value


BODIES = [
    ("UBND TỈNH LẠNG SƠN\nSỞ Y TẾ", "UBND TỈNH LẠNG SƠN", "SỞ Y TẾ", "two bodies"),
    ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", None, "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "one body on two lines"),
    ("UBND TỈNH LẠNG SƠN\nSỞ TÀI NGUYÊN VÀ MÔI\nTRƯỜNG", "UBND TỈNH LẠNG SƠN",
     "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "the environment is no school"),
    ("BỘ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG\nCỤC TRỒNG TRỌT", "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "CỤC TRỒNG TRỌT",
     "and joins no body below"),
    ("UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "UBND TỈNH LẠNG SƠN",
     "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "the second on two lines"),
    ("BAN CHẤP HÀNH\nĐẢNG BỘ TỈNH", None, "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH", "an organ alone is no whole name"),
    ("SỞ TÀI CHÍNH -\nSỞ Y TẾ", None, "SỞ TÀI CHÍNH - SỞ Y TẾ", "two that issue together"),
    ("BỘ Y TẾ\nDỰ THẢO LẦN 2", None, "BỘ Y TẾ", "the mark of a draft is no body"),
    ("UBND TỈNH X\nBAN CHỈ ĐẠO\nPHÒNG, CHỐNG MA TÚY", "UBND TỈNH X", "BAN CHỈ ĐẠO PHÒNG, CHỐNG MA TÚY",
     "phòng is a verb here"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "parent", "agency", "reason"), BODIES)
def test_bodies(lines: str, parent: str | None, agency: str, reason: str) -> None:
    """The lines above the number are one body or two."""
    reading = read_text(f"{lines}\n{MOTTO}Số: 1/KH-ABC\nHà Nội, ngày 05 tháng 01 năm 2023\nKẾ HOẠCH\nThi đua\n")
    assert (reading.parent_agency, reading.agency) == (parent, agency), reason


KINDS = [
    (f"{MOTTO}Số: 1/CT-TTHT\nV/v thuế\nKính gửi: Công ty A.\n", "công văn", "CT is a tax office, no directive"),
    (f"{MOTTO}Số: 1/QD-SYT\nQUYÉT ĐỊNH\nVề việc khen thưởng\n", "quyết định", "a title with wrong marks"),
    (f"{MOTTO}Số: 1/QD-SYT\nQUYET DNH\nVề việc khen thưởng\n", "quyết định", "a letter lost, the symbol helps"),
    ("Hướng dẫn này có hiệu lực thi hành kể từ ngày ký.\nNơi nhận:\n- Các huyện ủy.\n", "hướng dẫn", "tail only"),
    ("BỘ Y\n" + f"{MOTTO}Số: 1-QĐ/TW\nQUY ĐỊNH (BỔ SUNG)\nVỀ QUAN HỆ\n", "quy định", "a bracket behind the title"),
    (f"{MOTTO}Số: 1/BC-UBXH15\nBÁO CÁO THẨM TRA\nDự án Luật\nKính gửi: Quốc hội.\n", "báo cáo", "of which sort it is"),
    (
        f"{MOTTO}Số: 46 /VKSTC\nQUYẾT ĐỊNH CỦA VIỆN TRƯỞNG VIỆN KSND TỐI CAO\nBAN HÀNH QUY CHẾ\n",
        "quyết định",
        "whose it is",
    ),
    ("KẾ HOẠCH\nTổ chức đại hội\nCăn cứ Điều lệ Đoàn, Thành đoàn ban hành Kế hoạch.\n", "kế hoạch", "without a head"),
    (f"{MOTTO}Số: 3/VBHN-KTNN\nQUYẾT ĐỊNH[1]\nBAN HÀNH QUY ĐỊNH\n", "quyết định", "a footnote at the title"),
    (f"{MOTTO}Số: 7/TTr-SNV\nTỜ TRÌNH\nXin kinh phí\nKính gửi: UBND tỉnh.\n", "tờ trình", "addressed but named"),
]


@pytest.mark.parametrize(("text", "kind", "reason"), KINDS)
def test_kind(text: str, kind: str, reason: str) -> None:
    """A paper that prints its kind has it; one that is addressed and prints none is a dispatch."""
    assert read_text(text).doc_type == kind, reason


HEAD = f"UBND TỈNH X\nSỞ NỘI VỤ\n{MOTTO}"
SECRET = [
    (f"{HEAD}Số: 1/BC-SNV\nMẬT\nBÁO CÁO\nTình hình\nThực hiện kế hoạch.\n", "MẬT", "alone on its line"),
    (f"TỐI MẬT\n{HEAD}Số: 1/BC-SNV\nBÁO CÁO\nTình hình\n", "TỐI MẬT", "at the top of the page"),
    (f"{HEAD}Số: 1/SNV-A      TUYỆT MẬT\nKính gửi: Các sở.\n", "TUYỆT MẬT", "in a column of its own"),
    (f"{HEAD}Số: 1/SNV-A\nĐộ mật: MẬT\nKính gửi: Các sở.\n", "MẬT", "named as degree"),
]
OPEN = [
    (f"{HEAD}Số: 1/SNV-A\nKính gửi: Các sở.\nThực hiện quan hệ mật thiết, bí mật nhà nước.\n", "in a sentence"),
    (f"{HEAD}Số: 1/QC-SNV\nQUY CHẾ\nBẢO VỆ BÍ MẬT NHÀ NƯỚC\nCăn cứ Luật.\n", "in a title in capitals"),
    (f"{HEAD}Số: 1/SNV-A\nV/v bảo mật\nKính gửi: Các sở.\nTHƯ MẬT\n", "in the body"),
    (f"{HEAD}Số: 1/SNV-A\nKính gửi: Các sở.\nCăn cứ kế hoạch.\nMẬT\n", "after the header"),
    ("SỞ MẬT NGỌC\nSố: 1/SMN\n", "inside a name"),
]


@pytest.mark.parametrize(("text", "mark", "reason"), SECRET)
def test_secrecy_mark(text: str, mark: str, reason: str) -> None:
    """A mark that stands alone in the header is found, with its place."""
    place = find_secrecy_mark(text)
    assert place is not None, reason
    assert text[place[0] : place[1]] == mark
    assert read_text(text).secrecy == mark.lower()


@pytest.mark.parametrize(("text", "reason"), OPEN)
def test_the_word_is_no_mark(text: str, reason: str) -> None:
    """The ordinary word in a sentence, a title or a name is no mark."""
    assert find_secrecy_mark(text) is None, reason
    assert read_text(text).secrecy is None


def test_urgency_stamps() -> None:
    """HỎA TỐC, THƯỢNG KHẨN and KHẨN are read where they stand alone, also beside Kính gửi."""
    for printed, value in (("HỎA TỐC", "hỏa tốc"), ("THƯỢNG KHẨN", "thượng khẩn"), ("KHẨN", "khẩn")):
        assert read_text(f"{HEAD}Số: 1/SNV-A\n{printed}\nKính gửi: Các sở.\n").urgency == value
    assert read_text(f"{HEAD}Số: 1/SNV-A\nHỎA TỐC   Kính gửi: Các sở.\n").urgency == "hỏa tốc"
    assert read_text(f"{HEAD}Số: 1/SNV-A\nKính gửi: Các sở.\nYêu cầu khẩn trương thực hiện.\n").urgency is None


def test_the_meeting_whose_paper_it_is_is_no_part_of_its_subject() -> None:
    head = "HUYỆN ỦY MỘC CHÂU\n*\nSố 21-NQ/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nMộc Châu, ngày 3 tháng 5 năm 2022\n"
    title = "NGHỊ QUYẾT\nHỘI NGHỊ LẦN THỨ MƯỜI\nBAN CHẤP HÀNH ĐẢNG BỘ HUYỆN KHÓA XXI\nvề phát triển cây chè\n"
    reading = read_text(
        f"{head}{title}Hội nghị lần thứ mười Ban Chấp hành họp ngày 2/5/2022 quyết nghị:\n1. Trồng chè.\n"
    )
    assert reading.subject == "phát triển cây chè"


def test_a_citation_that_begins_a_line_is_no_number() -> None:
    text = "Hướng dẫn này thay thế Hướng dẫn\nsố 01-HD/HU, ngày 28/9/2021 của Huyện ủy; các chi bộ thực hiện.\n"
    reading = read_text(text)
    assert (reading.number, [one.code for one in reading.citations]) == (None, ["01-HD/HU"])


def test_blanks_and_dashes_that_do_not_break_are_plain_ones() -> None:
    text = "theo Nghị định số\u00a030/2020/NĐ\u2011CP ngày\u00a05/3/2020"
    reading = header_of(f"Số:\u00a015/SYT\u2011NV\nV/v {text}")
    assert (reading.symbol, reading.citations[0].code) == ("SYT-NV", "30/2020/NĐ-CP")
    assert reading.text[slice(*reading.citations[0].span)] == reading.citations[0].text == text[5:]


def test_the_motto_of_a_torn_head_is_no_addressee() -> None:
    head = "SỞ NỘI VỤ\nSố: 15/SNV-CCHC\nV/v tập huấn\n\nKính gửi:\n\nĐộc lập - Tự do - Hạnh phúc\n"
    reading = read_text(f"{head}- Các phòng Nội vụ\n- Thanh tra sở\n\nSở Nội vụ mở lớp tập huấn.\n")
    assert reading.addressees == ("Các phòng Nội vụ", "Thanh tra sở")


@pytest.mark.parametrize(
    ("bodies", "parent", "agency"),
    [
        ("TÒA ÁN NHÂN DÂN TỈNH\nVIỆN KIỂM SÁT NHÂN DÂN TỈNH", None, "TÒA ÁN NHÂN DÂN TỈNH VIỆN KIỂM SÁT NHÂN DÂN TỈNH"),
        ("UBND TỈNH LÀO CAI\nSỞ Y TẾ - CÔNG AN TỈNH", "UBND TỈNH LÀO CAI", "SỞ Y TẾ - CÔNG AN TỈNH"),
    ],
)
def test_two_bodies_that_issue_together_are_no_parent_and_child(bodies: str, parent: str | None, agency: str) -> None:
    day = "Lào Cai, ngày 5 tháng 6 năm 2020"
    reading = read_text(
        f"{bodies}\n{MOTTO}Số: 5/KHLN\n{day}\n\nKẾ HOẠCH LIÊN NGÀNH\nGiữ trật tự trường học\n\nMột câu.\n"
    )
    assert (reading.parent_agency, reading.agency) == (parent, agency)


def test_a_body_cut_within_its_name_is_one() -> None:
    reading = read_text(f"ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\n{MOTTO}Số: 5/NQ-UBTVQH15\nHà Nội, ngày 5 tháng 6 năm 2020\n")
    assert (reading.parent_agency, reading.agency) == (None, "ỦY BAN THƯỜNG VỤ QUỐC HỘI")


def test_greeting_half_covered() -> None:
    """ "gửi:" on a line of its own greets, where a stamp took "Kính" from it."""
    found = read_text(
        f"SỞ Y TẾ\n{MOTTO}Số: 1/SYT-NV\nHà Nội, ngày 05 tháng 01 năm 2023\nV/v trực Tết\n"
        "\ngửi: Các phòng.\nThực hiện kế hoạch.\n"
    )
    assert (found.addressees, found.subject) == (("Các phòng",), "trực Tết")


def test_subject_reaches_to_the_issuer() -> None:
    """A line that may open a body belongs to the subject where the authority in capitals stands right below it."""
    head = f"SỞ Y TẾ\n{MOTTO}Số: 1/QĐ-SYT\nHà Nội, ngày 05 tháng 01 năm 2023\nQUYẾT ĐỊNH\nPhê duyệt 05 quy trình\n"
    found = read_text(f"{head}Theo Kế hoạch số 7/KH-SYT ngày 02/01/2023\nGIÁM  ĐỐC SỞ Y TẾ\nCăn cứ Luật A;\n")
    assert found.subject == "Phê duyệt 05 quy trình Theo Kế hoạch số 7/KH-SYT ngày 02/01/2023"
