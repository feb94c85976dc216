"""Heads of local bodies: who issues together, who stands above whom, and what is printed among their names."""

from __future__ import annotations

import pytest

from trienkhai import Reading, read_text

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def _read(bodies: str, number: str = "12/KH-ABC", title: str = "KẾ HOẠCH\nTrồng cây đầu năm\n") -> Reading:
    body = "" if "Nơi nhận" in title else "\nI. MỤC ĐÍCH\nMột câu.\n"
    return read_text(f"{bodies}\nSố: {number}\n{_MOTTO}Huế, ngày 05 tháng 6 năm 2024\n{title}{body}")


@pytest.mark.parametrize(
    ("bodies", "number", "parent", "agency"),
    [
        ("CÔNG AN TỈNH\nSỞ Y TẾ", "12/KHLN-CAT-SYT", None, "CÔNG AN TỈNH SỞ Y TẾ"),
        ("SỞ Y TẾ\nTRUNG TÂM MÁU", "12/KH-TTM", "SỞ Y TẾ", "TRUNG TÂM MÁU"),
        ("ỦY BAN NHÂN DÂN\nHỘI NÔNG DÂN\nXÃ HÒA AN", "03/NQLT-UBND-HND", None,
         "ỦY BAN NHÂN DÂN HỘI NÔNG DÂN XÃ HÒA AN"),
        ("UBND XÃ HÒA AN\nPHÒNG KINH TẾ", "03/KHPH-KT-CA", "UBND XÃ HÒA AN", "PHÒNG KINH TẾ"),
        ("TRƯỜNG ĐẠI HỌC HÀ AN\nKHOA TIN HỌC", "03/KH-TH", "TRƯỜNG ĐẠI HỌC HÀ AN", "KHOA TIN HỌC"),
        ("TRƯỜNG ĐẠI HỌC BÁCH\nKHOA HÀ AN", "03/KH-BK", None, "TRƯỜNG ĐẠI HỌC BÁCH KHOA HÀ AN"),
        ("TRƯỜNG ĐẠI HỌC\nKHOA HỌC HÀ AN", "03/KH-KH", None, "TRƯỜNG ĐẠI HỌC KHOA HỌC HÀ AN"),
        ("BAN TỔ CHỨC LỄ HỘI\nTIỂU BAN HẬU CẦN", "03/KH-HC", "BAN TỔ CHỨC LỄ HỘI", "TIỂU BAN HẬU CẦN"),
        ("VĂN BẢN QUY PHẠM PHÁP LUẬT\nỦY BAN NHÂN DÂN QUẬN MƯỜI\n\nỦY BAN NHÂN DÂN\nQUẬN MƯỜI", "03/KH-UBND", None,
         "ỦY BAN NHÂN DÂN QUẬN MƯỜI"),
    ],
)  # fmt: skip
def test_who_issues_and_who_is_above(bodies: str, number: str, parent: str | None, agency: str) -> None:
    reading = _read(bodies, number)
    assert (reading.parent_agency, reading.agency) == (parent, agency)


def test_words_of_local_bodies() -> None:
    """Joint papers of departments, standing committees of unions, what a loudspeaker is to do."""
    assert (
        _read("SỞ Y TẾ\nSỞ TÀI CHÍNH", "7/HDLS-YT-TC", "HƯỚNG DẪN LIÊN SỞ\nThu viện phí\n").doc_type
        == "hướng dẫn liên sở"
    )
    assert _read("SỞ Y TẾ\nSỞ TÀI CHÍNH", "7/HDLS-YT-TC").agency == "SỞ Y TẾ SỞ TÀI CHÍNH"
    assert _read("TỈNH ĐOÀN HÀ AN\nBTV ĐOÀN KHỐI", "7-KH/ĐK").agency == "BTV ĐOÀN KHỐI"
    assert _read("BỆNH VIỆN HÀ AN", "7/TM-BV", "THƯ MỜI CHÀO GIÁ\n").doc_type == "thư mời"
    foot = "Nơi nhận:\n- Đài xã (phát thanh);\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn An"
    reading = _read("UBND XÃ HÀ AN", title=f"THÔNG BÁO\nNghỉ phiên chợ\nNgày mai chợ nghỉ.\n{foot}\n")
    assert [receiver.purpose for receiver in reading.recipients] == ["phát thanh"]


def test_the_number_of_the_paper_and_not_of_a_portal_s_heading() -> None:
    """Where both stand, the paper's own line counts, and its bodies stand between the two."""
    reading = _read(
        "Kế hoạch số 12/2019/KH-UBND xã Hà An\n\nBạn xem bản đầy đủ ở đây\n\nỦY BAN NHÂN DÂN\nXÃ HÀ AN", "12/KH-UBND"
    )
    assert (reading.code, reading.parent_agency) == ("12/KH-UBND", None)
    assert reading.agency == "ỦY BAN NHÂN DÂN XÃ HÀ AN"
