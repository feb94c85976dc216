"""A document that was run together on one line is cut where a printed page breaks its lines."""

from __future__ import annotations

import re

import pytest

from trienkhai.reading.pipeline import read_text

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
REST = (
    " Số: 12/KH-TT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Hải Phòng, ngày 05 tháng 8 năm 2025 "
    "KẾ HOẠCH Kiểm tra công tác quý III Căn cứ nhiệm vụ được giao, đơn vị ban hành Kế hoạch như sau: 1. Mục đích. "
    "Nơi nhận: - Như trên; - Lưu: VT. GIÁM ĐỐC Nguyễn Văn An"
)
BODIES = [
    ("SỞ Y TẾ NGHỆ AN", "BỆNH VIỆN ĐA KHOA HUYỆN QUỲ HỢP", "a hospital under its department"),
    ("CỤC THUẾ", "THUẾ TỈNH PHÚ THỌ", "the word of the superior comes back"),
    ("SỞ Y TẾ HẢI PHÒNG", "TRUNG TÂM Y TẾ DỰ PHÒNG", "neither 'HẢI PHÒNG' nor 'DỰ PHÒNG' is an office"),
    ("UBND TỈNH LÂM ĐỒNG", "SỞ NỘI VỤ", "a province whose name ends as a council does"),
    ("SỞ NỘI VỤ", "TRUNG TÂM LƯU TRỮ LỊCH SỬ", "a department whose name ends as an office does"),
    ("BỘ CÔNG AN", "CÔNG AN TỈNH SƠN LA", "the ministry's own name holds the word"),
    ("UBND TỈNH LÀO CAI", "VĂN PHÒNG", "the office of a committee"),
    (None, "VĂN PHÒNG CHÍNH PHỦ", "one body alone"),
    (None, "CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH BẮC NINH", "a market is no school"),
]


@pytest.mark.parametrize(("parent", "agency", "reason"), BODIES)
def test_two_bodies_are_told_apart(parent: str | None, agency: str, reason: str) -> None:
    reading = read_text(" ".join(filter(None, (parent, agency))) + REST)
    assert (reading.parent_agency, reading.agency) == (parent, agency), reason


SIGNERS = [
    ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "a deputy for the head"),
    ("KT. GIÁM ĐỐC   PHÓ GIÁM ĐỐC", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "more blanks than one where a line ended"),
    ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "a body signs through its head"),
    ("TM. ỦY BAN NHÂN DÂN XÃ  CHỦ TỊCH", "ỦY BAN NHÂN DÂN XÃ", "CHỦ TỊCH", "with its place"),
    ("TM. ỦY BAN NHÂN DÂN PHÓ CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "a deputy's title is one name"),
    ("TM. ĐOÀN CHỦ TỊCH PHÓ CHỦ TỊCH", "ĐOÀN CHỦ TỊCH", "PHÓ CHỦ TỊCH", "a presidium is one name"),
    ("TM. BAN CHỈ ĐẠO TRƯỞNG BAN", "BAN CHỈ ĐẠO", "TRƯỞNG BAN", "a committee"),
]


@pytest.mark.parametrize(("printed", "body", "position", "reason"), SIGNERS)
def test_signers_title_is_told_from_the_body_it_signs_for(printed: str, body: str, position: str, reason: str) -> None:
    reading = read_text("SỞ Y TẾ NGHỆ AN" + REST.replace("GIÁM ĐỐC", printed))
    signature = reading.signature
    assert (signature.on_behalf_of, signature.position, signature.name) == (body, position, "Nguyễn Văn An"), reason


ITEMS = [
    ("1. Mục đích. 2. Yêu cầu của đợt.", ["1.", "2."], "one blank"),
    ("1. Mục đích.          2. Yêu cầu của đợt.", ["1.", "2."], "the blanks of a line end and an indent"),
    ("1. Mục đích: \t a) Kiểm tra;   b) Đánh giá.   2. Yêu cầu.", ["1.", "a)", "b)", "2."], "points below an item"),
]


@pytest.mark.parametrize(("printed", "labels", "reason"), ITEMS)
def test_items_begin_behind_the_end_of_the_one_before(printed: str, labels: list[str], reason: str) -> None:
    reading = read_text("SỞ Y TẾ NGHỆ AN" + REST.replace("1. Mục đích.", printed))
    assert [item.text[: len(label)] for item, label in zip(reading.outline, labels, strict=True)] == labels, reason


def test_number_not_yet_written_is_no_item() -> None:
    reading = read_text("SỞ Y TẾ NGHỆ AN" + REST.replace("Số: 12/KH-TT", "Số:   - KH/TT"))
    assert reading.symbol == "KH/TT"


def test_rows_of_head_and_foot_run_together() -> None:
    """A page that keeps its lines may still put the cells of a table's row one behind the other."""
    reading = read_text(
        "UBND TỈNH LÀO CAI SỞ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/SXD-QH V/v lấy ý kiến về quy hoạch chung thị trấn, Lào Cai, ngày 09 tháng 4 năm 2019\n"
        "Kính gửi: Các phòng.\nThực hiện kế hoạch, đề nghị góp ý./.\n"
        "Nơi nhận: - Như trên; - Thanh tra Sở (để b/c); - Lưu: VT, QH. TM. BAN CHỈ ĐẠO TRƯỞNG BAN Nguyễn Văn An\n"
    )
    assert (reading.parent_agency, reading.agency) == ("UBND TỈNH LÀO CAI", "SỞ XÂY DỰNG")
    assert (reading.number, reading.place) == ("45", "Lào Cai")
    assert (reading.signature.position, reading.signature.name) == ("TRƯỞNG BAN", "Nguyễn Văn An")
    assert reading.archive == ("VT", "QH")


@pytest.mark.parametrize(
    ("signed", "position"),
    [("TM. BAN THƯỜNG VỤ PHÓ BÍ THƯ Nguyễn Văn An", "PHÓ BÍ THƯ"),
     ("KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG PGS.TS. Nguyễn Văn An", "PHÓ HIỆU TRƯỞNG")],
)  # fmt: skip
def test_foot_in_one_row(signed: str, position: str) -> None:
    """A deputy's title is one name, and a degree belongs to the person behind it."""
    lines = f"{MOTTO}Số: 45/LĐLĐ\nLào Cai, ngày 09 tháng 4 năm 2019\nKính gửi: Các hội.\nĐề nghị góp ý./.\n"
    foot = f"Nơi nhận: - Như trên; - Ban Dân vận Tỉnh ủy (để b/c); - Lưu: VT. {signed}\n"
    for head in ("LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI CÔNG ĐOÀN NGÀNH Y TẾ", "SỞ GIÁO DỤC LÀO CAI TRƯỜNG THPT SỐ 4"):
        reading = read_text(f"{head} {lines}{foot}")
        assert (reading.parent_agency, reading.agency) == tuple(re.split(r" (?=CÔNG ĐOÀN|TRƯỜNG)", head))
        assert (reading.signature.position, reading.signature.name) == (position, "Nguyễn Văn An")


def test_items_behind_headings_are_told_by_their_order() -> None:
    head = "UBND XÃ AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 5/KH-UBND"
    body = (
        "An Bình, ngày 5 tháng 6 năm 2024 KẾ HOẠCH Trồng cây I. MỤC ĐÍCH 1. Mục đích Phủ xanh đồi trọc theo khoản 2."
        " Yêu cầu chung 2. Yêu cầu Tiết kiệm II. NỘI DUNG 1. Cây giống a) Cây keo - Số lượng: 100 cây"
        " b) Cây thông 2. Thời gian"
    )
    items = [(item.label, item.level) for item in read_text(f"{head} {body} Từ tháng 7.").outline]
    assert items == [("I", 1), ("1", 2), ("2", 2), ("II", 1), ("1", 2), ("a", 3), ("-", 4), ("b", 3), ("2", 2)]


def test_the_speaker_is_no_addressee_and_the_last_name_is_the_signer() -> None:
    head = "UBND TỈNH SƠN LA SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 5/SNV-TC"
    body = "V/v biên chế Sơn La, ngày 5 tháng 6 năm 2024 Kính gửi: Ủy ban nhân dân tỉnh Sở Nội vụ nhận được đơn."
    foot = "Nơi nhận: GIÁM ĐỐC - Như trên; - Lưu: VT, TC. Lò Văn An"
    reading = read_text(f"{head} {body} {foot}")
    assert reading.addressees == ("Ủy ban nhân dân tỉnh",)
    assert [one.text for one in reading.recipients] == ["Như trên"]
    assert (reading.signature.position, reading.signature.name) == ("GIÁM ĐỐC", "Lò Văn An")


def test_the_motto_of_a_converter_without_dashes_is_found() -> None:
    head = "ỦY BAN NHÂN DÂN CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM TỈNH LAI CHÂU Độc lập  Tự do  Hạnh phúc Số: 5/QĐ-UBND"
    reading = read_text(
        f"{head} Lai Châu, ngày 5 tháng 6 năm 2024 QUYẾT ĐỊNH Về việc trồng cây Căn cứ Luật Lâm nghiệp;"
    )
    assert (reading.agency, reading.number) == ("ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", "5")


def test_words_that_a_page_glued_are_cut_apart() -> None:
    """The number behind asterisks, the Youth Union's title behind a symbol, "Về việc" behind the title."""
    reading = read_text(
        "BAN CHẤP HÀNH TỈNH***Số: 36 - QĐ/TĐTN-VPĐOÀN TNCS HỒ CHÍ MINH Hà Nội, ngày 29 tháng 10 năm 2013 "
        "QUYẾT ĐỊNHVề việc ban hành nội quy cơ quan Căn cứ Điều lệ Đoàn; QUYẾT ĐỊNH Điều 1. Ban hành nội quy. "
        "Nơi nhận: - Như điều 1; - Lưu VP. TM. BAN BÍ THƯ TỈNH ĐOÀN BÍ THƯ (đã ký) Lê Văn An"
    )
    assert (reading.code, reading.doc_type) == ("36 - QĐ/TĐTN-VP", "quyết định")
    assert reading.subject == "ban hành nội quy cơ quan"
    assert (reading.signature.on_behalf_of, reading.signature.position) == ("BAN BÍ THƯ TỈNH ĐOÀN", "BÍ THƯ")
