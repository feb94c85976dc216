"""Names of bodies that a narrow cell wraps: where one ends and the next begins."""

from __future__ import annotations

import pytest

from trienkhai.reading.pipeline import read_text

REST = (
    "\nSố: 15/KH-XY\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Sơn La, ngày 05 tháng 3 năm 2024\n"
    "KẾ HOẠCH\nCông tác năm 2024\n\n1. Các phòng thực hiện.\n\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn An\n"
)

WRAPPED = [
    ("UBND TỈNH SƠN LA\nCHI CỤC QUẢN LÝ THỊ\nTRƯỜNG", "a word in halves: thị trường"),
    ("UBND TỈNH SƠN LA\nBẢO HIỂM XÃ\nHỘI TỈNH SƠN LA", "xã hội"),
    ("UBND TỈNH SƠN LA\nTRUNG TÂM DỊCH\nVỤ VIỆC LÀM", "dịch vụ"),
    ("UBND TỈNH SƠN LA\nBAN QUẢN LÝ RỪNG\nPHÒNG HỘ SÔNG KÔN", "rừng phòng hộ"),
    ("UBND TỈNH SƠN LA\nVĂN PHÒNG ĐOÀN ĐẠI BIỂU\nQUỐC HỘI VÀ HĐND TỈNH", "đại biểu Quốc hội"),
    ("UBND TỈNH SƠN LA\nHỘI ĐỒNG PHỐI HỢP PHỔ BIẾN,\nGIÁO DỤC PHÁP LUẬT", "joined by a comma"),
    ("UBND TỈNH SƠN LA\nTRUNG TÂM VĂN HÓA\n- THỂ THAO", "joined by a dash at the beginning"),
    ("UBND TỈNH SƠN LA\nLIÊN HIỆP CÁC\nHỘI KHOA HỌC VÀ KỸ THUẬT", "no name ends with 'các'"),
    ("BỘ TÀI CHÍNH\nKHO BẠC\nNHÀ NƯỚC KHU VỰC III", "no name by itself"),
    ("TỈNH ỦY SƠN LA\nỦY BAN KIỂM TRA\nTỈNH ỦY", "the highest stands under nobody"),
    ("UBND XÃ CHIỀNG BAN\nHỘI LIÊN HIỆP PHỤ\nNỮ", "a last word of two letters"),
    ("UBND HUYỆN MAI SƠN\nVƯỜN QUỐC GIA\nCÁT TIÊN", "the body's kind on one line, its name below"),
]


@pytest.mark.parametrize(("head", "reason"), WRAPPED)
def test_a_wrapped_name_is_one(head: str, reason: str) -> None:
    parent, *lines = head.split("\n")
    read = read_text(head + REST)
    assert (read.parent_agency, read.agency) == (parent, " ".join(lines)), reason


UNKNOWN = ["SÀN GIAO DỊCH BẤT ĐỘNG SẢN", "ĐIỆN LỰC GIA LAI", "LÀNG VĂN HÓA CÁC DÂN TỘC"]


@pytest.mark.parametrize("parent", ["UBND TỈNH SƠN LA", "ỦY BAN NHÂN DÂN HUYỆN MAI SƠN", "HUYỆN ỦY MAI SƠN"])
@pytest.mark.parametrize("body", UNKNOWN)
def test_a_body_of_unknown_kind_stands_below_an_authority_named_whole(parent: str, body: str) -> None:
    read = read_text(f"{parent}\n{body}{REST}")
    assert (read.parent_agency, read.agency) == (parent, body)


ONE_NAME = [
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA",
    "UBND TỈNH THỪA THIÊN\nHUẾ",
    "UBND XÃ TÂN\nTHÀNH BẮC",
    "UBND HUYỆN ĐẢO\nPHÚ QUÝ",
]


@pytest.mark.parametrize("name", ONE_NAME)
def test_an_authority_whose_name_goes_on_is_one(name: str) -> None:
    read = read_text(name + REST)
    assert (read.parent_agency, read.agency) == (None, name.replace("\n", " "))


def test_a_name_that_sounds_like_the_motto_is_kept_beside_it() -> None:
    read = read_text(
        "| BỘ NGOẠI GIAO | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| ĐẠI SỨ QUÁN VIỆT NAM TẠI LÀO | Độc lập - Tự do -"
        " Hạnh phúc |\n| Số: 15/TB-XY | Viêng Chăn, ngày 05 tháng 3 năm 2024 |\n\nTHÔNG BÁO\nVề việc nghỉ lễ\n"
    )
    assert (read.parent_agency, read.agency) == ("BỘ NGOẠI GIAO", "ĐẠI SỨ QUÁN VIỆT NAM TẠI LÀO")
