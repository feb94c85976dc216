"""What wear and the reading of a worn page do to head and foot, and what is still told."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import read_dispatch
from trienkhai.parts import Date
from trienkhai.reading.pipeline import read_text

HEAD = "UBND TỈNH CAO BẰNG\nSỞ Y TẾ\nSố: 15/SYT-NV\n"
REST = "Kính gửi: Các phòng.\n\nThực hiện kế hoạch, Sở yêu cầu các phòng rà soát.\n\n"
FOOT = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Minh An\n"
DATE_LINE = "Cao Bằng, ngày 05 tháng 6 năm 2023\n\n"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (
            "V/v rà soát vốn của trạm\n\nCÔNG VĂN ĐẾN\nSố: .......\nNgày:..../...20..\n\n" + DATE_LINE,
            "a received stamp",
        ),
        ("V⁄ rà soát vốn của trạm\n\n" + DATE_LINE, "the stroke took the second v"),
        ("Ÿ/v rà soát vốn của trạm\n\n" + DATE_LINE, "V read as Y"),
        ("Vw rà soát vốn của trạm\n\n" + DATE_LINE, "the stroke and the second v read as one letter"),
    ],
)
def test_subject_ends_above_the_stamp_and_begins_behind_a_worn_vv(head: str, reason: str) -> None:
    assert read_text(HEAD + head + REST + FOOT).subject == "rà soát vốn của trạm", reason


def test_the_place_stands_behind_the_end_of_a_subject() -> None:
    """Two columns were read as one line; a place begins with a capital."""
    head = "V/v rà soát vốn đầu tư\nxây dựng trạm Cao Bằng, ngày 05 tháng 6 năm 2023\n\n"
    assert read_text(HEAD + head + REST + FOOT).place == "Cao Bằng"


@pytest.mark.parametrize("word", ["Lưu", "tàu", "1Lưu", "1uu"])
def test_archive_behind_a_misread_word(word: str) -> None:
    foot = f"Nơi nhận:\n- Như trên;\n~ {word}: VT, NV.\n\nGIÁM ĐỐC\n\nLê Minh An\n"
    reading = read_text(HEAD + DATE_LINE + REST + foot)
    assert (reading.archive, len(reading.recipients)) == (("VT", "NV"), 1)


def test_a_title_whose_first_word_lost_two_letters_is_not_legible() -> None:
    foot = "Nơi nhận: TL. GIÁM ĐỐC\n- Như trên; KT. CHÁNH VĂN PHÒNG\n- Lưu: VT. Ó CHÁNH VĂN PHÒNG\n\nLê Minh An\n"
    signature = read_text(HEAD + DATE_LINE + REST + foot).signature
    assert signature.position is None
    assert signature.chain == ("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG")


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Rà soát hồ sơ học sinh trước ngày 15/8/2025.", True),
        ("Hoàn thành tuyển sinh trước ngày 15/8/2025.", True),
        ("Gửi danh sách trước 16 giờ 30. ngày 15/8/2025.", True),
        ("Người sinh trước ngày 15/8/2025 được miễn phí.", False),
    ],
)
def test_what_is_due_of_pupils_and_what_is_said_of_births(sentence: str, due: bool) -> None:
    found = [deadline.date for deadline in read_dispatch(sentence).deadlines]
    assert found == ([Date(15, 8, 2025)] if due else [])


@pytest.mark.parametrize("debris", ["_m : 5 ặ", ": : 8", "` Xe - :", "“ m"])
def test_what_is_left_of_the_rule_is_not_of_the_body(debris: str) -> None:
    head = f"UBND TỈNH CAO BẰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ {debris}\nSố: 15/SYT-NV\n"
    assert read_text(head + DATE_LINE + REST + FOOT).agency == "SỞ Y TẾ"
