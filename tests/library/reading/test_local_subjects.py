"""Where subjects and addressees of local papers begin and end."""

from __future__ import annotations

from trienkhai import Reading, read_text

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_HEAD = f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\nSố: 12/QĐ-UBND\n{_MOTTO}Hòa An, ngày 05 tháng 6 năm 2024\n"


def _read(text: str) -> Reading:
    return read_text(f"{_HEAD}\n{text}")


def test_a_subject_in_capitals_with_a_full_stop_is_no_sentence() -> None:
    reading = _read("QUYẾT ĐỊNH\n\nVỀ VIỆC BAN HÀNH NỘI QUY CHỢ.\n\nỦY BAN NHÂN DÂN XÃ\n\nCăn cứ Luật Giá;\n")
    assert reading.subject == "BAN HÀNH NỘI QUY CHỢ"


def test_a_colon_at_the_end_of_a_line_is_kept() -> None:
    reading = _read("QUYẾT ĐỊNH\nPhê duyệt kết quả gói thầu số 05:\nMua sắm trang thiết bị\n\nCăn cứ Luật Giá;\n")
    assert reading.subject == "Phê duyệt kết quả gói thầu số 05: Mua sắm trang thiết bị"


def test_a_note_in_brackets_is_not_of_the_subject() -> None:
    reading = _read(
        "BÁO CÁO\nKết quả trồng rừng (đợt 2)\n(Trình tại phiên họp tháng 6)\nThực hiện kế hoạch, xã báo cáo.\n"
    )
    assert reading.subject == "Kết quả trồng rừng (đợt 2)"


def test_what_signing_software_prints_is_not_of_the_subject() -> None:
    head = "SỞ Y TẾ\nSố: 5/SYT-VP\nV/v trực Tết\nKý bởi: Sở Y tế\nNgày ký: 05-01-2024 10:00\n"
    reading = read_text(f"{head}{_MOTTO}Huế, ngày 05 tháng 01 năm 2024\nKính gửi: Các phòng.\nThực hiện lịch trực.\n")
    assert reading.subject == "trực Tết"


def test_where_the_title_was_lost_the_subject_stands_above_the_authority() -> None:
    assert (
        _read("BAN HÀNH NỘI QUY CHỢ\nỦY BAN NHÂN DÂN XÃ HÒA AN\nCăn cứ Luật Giá;\n").subject == "BAN HÀNH NỘI QUY CHỢ"
    )
    assert _read("BAN HÀNH NỘI QUY CHỢ\nCăn cứ Luật Giá;\n").subject is None


def test_dots_to_be_filled_by_hand_are_followed_by_no_addressee() -> None:
    reading = _read("GIẤY MỜI\nDự lễ khai trương\nKính gửi: ………………\nNhà văn hóa xã trân trọng kính mời ông, bà.\n")
    assert reading.addressees == ()
