"""Texts whose lines a converter justified with doubled blanks are read as if they were not."""

from __future__ import annotations

import pytest

from trienkhai.reading.clean import close_gaps
from trienkhai.reading.pipeline import read_text
from trienkhai.vietnamese.letters import compose

PLAIN = (
    "SỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/SYT-NV\n"
    "Lạng Sơn, ngày 05 tháng 01 năm 2023\nKính gửi: Đoàn Luật sư nhiệm kỳ X (2024 - 2029) và các phòng.\n"
    "Giao các phòng theo dõi, đôn đốc, kiểm tra và định kỳ sáu tháng báo cáo về Sở Y tế kết quả thực hiện.\n"
)
JUSTIFIED = (
    PLAIN.replace("Luật sư", "Luật  sư").replace("định kỳ sáu", "định  kỳ  sáu").replace("theo dõi", "theo  dõi")
)


def test_doubled_blanks_change_no_field() -> None:
    """The same fields; quotations keep the blanks of the text they stand in."""
    plain, justified = read_text(PLAIN), read_text(JUSTIFIED)
    assert justified.addressees == plain.addressees
    assert not justified.citations
    assert [one.text for one in justified.deadlines] == ["định  kỳ  sáu tháng"]
    start, end = justified.deadlines[0].span
    assert JUSTIFIED[start:end] == justified.deadlines[0].text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("SỞ Y TẾ  CỘNG HÒA", "short: perhaps two columns"),
        ("Nơi nhận:      KT. GIÁM ĐỐC  và những chữ khác trong một dòng dài", "columns"),
        ("| một ô  có hai dấu cách | và một ô khác trong cùng một dòng dài |", "a drawn table"),
        ("    Một đoạn văn thụt đầu dòng dài hơn bốn mươi chữ cái và không có gì lạ", "an indent"),
    ],
)
def test_what_is_left_as_it_is(line: str, reason: str) -> None:
    """Blanks that part columns, or indent, say something."""
    assert close_gaps(compose(line)).text == line, reason


def test_the_way_back_goes_through_both_changes() -> None:
    """Loose marks joined and blanks left out: every place still is that of the text as given."""
    given = "Mo\u0323\u0302t  đoa\u0323n văn dài hơn bốn mươi chữ cái, có  hai chỗ hai dấu cách liền nhau"
    closed = close_gaps(compose(given))
    assert closed.text == "Một đoạn văn dài hơn bốn mươi chữ cái, có hai chỗ hai dấu cách liền nhau"
    place = closed.text.index("hai chỗ")
    start, end = closed.span((place, place + 7))
    assert given[start:end] == "hai chỗ"
