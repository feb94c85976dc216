"""What page readers make of heads, feet and labels: lines read across two columns, torn or misread signs."""

from __future__ import annotations

import pytest

from trienkhai.parts import Date
from trienkhai.reading.pipeline import read_text

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
BODY = "Kính gửi: Các phòng, ban\n\nThực hiện chương trình công tác, cơ quan đề nghị các đơn vị báo cáo.\n"
FOOT = "Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT, NV. Lê Văn An\n"

BESIDE = [
    ("V/v góp ý dự thảo Thông tư Chiềng Ban, ngày 05 tháng 02 năm 2024\n", "Chiềng Ban", "góp ý dự thảo Thông tư"),
    ("V/v tăng cường công tác phòng, chống Sơn La, ngày 05 tháng 02 năm 2024\ndịch bệnh mùa đông\n", "Sơn La",
     "tăng cường công tác phòng, chống dịch bệnh mùa đông"),
    ("V/v nghỉ Tết Nguyên đán Giáp Thìn TP. Sơn La, ngày 05 tháng 02 năm 2024\n2024\n", "TP. Sơn La",
     "nghỉ Tết Nguyên đán Giáp Thìn 2024"),
    ("V/v ban hành Quy chế làm việc của Ủy Hà Nội, ngày 05 tháng 02 năm 2024\nban nhân dân xã\n", "Hà Nội",
     "ban hành Quy chế làm việc của Ủy ban nhân dân xã"),
    ("V/v nghỉ lễ dịp Quốc khánh Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm\nnăm nay 2024\n",
     "Thành phố Hồ Chí Minh", "nghỉ lễ dịp Quốc khánh năm nay"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "place", "subject"), BESIDE)
def test_the_subject_stands_beside_place_and_day(lines: str, place: str, subject: str) -> None:
    head = f"UBND TỈNH SƠN LA {MOTTO}\nSỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\nSố: 15/SNV-VP\n"
    read = read_text(head + lines + BODY + FOOT)
    assert (read.place, read.subject, read.date) == (place, subject, Date(5, 2, 2024))


def test_a_body_stands_beside_the_place() -> None:
    read = read_text(
        "ĐẢNG ỦY XÃ CHIỀNG BAN ĐẢNG CỘNG SẢN VIỆT NAM\nCHI BỘ BẢN MẠT TP. Sơn La, ngày 05 tháng 02 năm 2024\n"
        f"Số: 15-CV/CB\nV/v họp chi bộ\n{BODY}{FOOT}"
    )
    assert (read.parent_agency, read.agency, read.place) == ("ĐẢNG ỦY XÃ CHIỀNG BAN", "CHI BỘ BẢN MẠT", "TP. Sơn La")


def test_a_motto_whose_first_letter_is_misread_is_no_body() -> None:
    read = read_text(
        "UBND TỈNH SƠN LA GỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ : Z\nBộc lập - Tự do - Hạnh phúc\n"
        f"Số: 15/SNV-VP Sơn La, ngày 05 tháng 02 năm 2024\nV/v báo cáo\n{BODY}{FOOT}"
    )
    assert (read.parent_agency, read.agency) == ("UBND TỈNH SƠN LA", "SỞ NỘI VỤ")


HEAD = f"UBND TỈNH SƠN LA\nSỞ NỘI VỤ\n{MOTTO}\nSố: 15/SNV-VP\nV/v báo cáo\nSơn La, ngày 05 tháng 02 năm 2024\n{BODY}"
FEET = [
    ("Nơi nhận: GIÁM ĐỐC\n- Như trên;\n~ Lưu: VT, P.QLVH, NT.08. Lê Văn An\n", "Lê Văn An", ("VT", "P.QLVH", "NT.08")),
    ("Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT, TCCB (Hà, 05b). ThS. Lê Văn An\n", "Lê Văn An",
     ("VT", "TCCB (Hà, 05b)")),
    ("Nơi\n\nnhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\n\nLê Văn An\n", "Lê Văn An", ("VT",)),
]  # fmt: skip


@pytest.mark.parametrize(("foot", "name", "archive"), FEET)
def test_a_foot_read_across(foot: str, name: str, archive: tuple[str, ...]) -> None:
    read = read_text(HEAD + foot)
    assert (read.signature.name, read.archive) == (name, archive)
    assert [one.text for one in read.recipients] == ["Như trên"]


def labels(body: str) -> str:
    return " ".join(f"{item.label}/{item.level}" for item in read_text(HEAD + body + FOOT).outline)


LABELS = [
    ("1. MỤC ĐÍCH\n1. Một việc.\n2. Hai việc.\nII. YÊU CẦU\n1. Ba việc.\n", "1/1 1/2 2/2 II/1 1/2", "I. read as 1."),
    ("I. Một việc.\nIL. Hai việc.\nIH. Ba việc.\nIV. Bốn việc.\n", "I/1 IL/1 IH/1 IV/1", "before sentences"),
    ("L GIẢI PHÁP\n1. Một việc.\nII KINH PHÍ\n1. Hai việc.\n", "L/1 1/2 II/1 1/2", "without dots, before headings"),
    ("I. GIẢI PHÁP\n1. Một việc.\n1I. KINH PHÍ\n", "I/1 1/2 1I/1", "the last one of a series"),
    ("I. GIẢI PHÁP\nTL. Giám đốc ký.\n", "I/1", "an abbreviation is none"),
    ("I. MỤC TIÊU\n1. Đẩy mạnh ứng dụng công nghệ thông tin và chuyển đổi số\nII. KINH PHÍ\n1. Bố trí từ ngân sách tỉnh"
     " và các nguồn hợp pháp\nkhác theo quy định.\n", "I/1 1/2 II/1 1/2", "'chuyển đổi số' wants no number"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "reason"), LABELS)
def test_misread_labels(body: str, expected: str, reason: str) -> None:
    assert labels(body) == expected, reason
