"""Times as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from trienkhai.web.plans.spans import InvalidSpan, format_span, parse_span, write_span


@pytest.mark.parametrize(
    ("text", "start", "end", "short"),
    [
        ("quý III", date(2023, 7, 1), date(2023, 9, 30), "QIII"),
        ("QII – IV", date(2023, 4, 1), date(2023, 12, 31), "QII–IV"),
        ("Quý 1/2024", date(2024, 1, 1), date(2024, 3, 31), "QI"),
        ("tháng 8", date(2023, 8, 1), date(2023, 8, 31), "T8"),
        ("Tháng 9 – tháng 12/2023", date(2023, 9, 1), date(2023, 12, 31), "T9–12"),
        ("T9-12", date(2023, 9, 1), date(2023, 12, 31), "T9–12"),
        ("tháng 2 năm 2024", date(2024, 2, 1), date(2024, 2, 29), "T2"),
        ("cả năm", date(2023, 1, 1), date(2023, 12, 31), "cả năm"),
        ("15/8", date(2023, 8, 15), date(2023, 8, 15), "15/8"),
        ("15/8 - 20/8/2023", date(2023, 8, 15), date(2023, 8, 20), "15/8–20/8"),
        ("ngày 15/8/2023 đến ngày 2/9/2023", date(2023, 8, 15), date(2023, 9, 2), "15/8–2/9"),
    ],
)
def test_a_time_is_read_shown_and_read_again(text: str, start: date, end: date, short: str) -> None:
    """What is written out for the field is read as the same days."""
    assert parse_span(text, 2023) == (start, end)
    assert format_span(start, end) == short
    assert parse_span(write_span(start, end), 1999) == (start, end)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quý V", "Chưa đọc được thời gian"),
        ("tháng 13", "Không có tháng 13"),
        ("31/11", "Tháng 11 có 30 ngày"),
        ("tháng 9 - tháng 3", "kết thúc trước khi bắt đầu"),
        ("khi nào rảnh", "Chưa đọc được thời gian"),
        ("0/0/0000", "Không có tháng 0"),
    ],
)
def test_what_is_no_time_says_why(text: str, said: str) -> None:
    """A sentence for whoever typed it."""
    with pytest.raises(InvalidSpan, match=said):
        parse_span(text, 2023)


def test_a_field_is_filled_with_what_it_reads_again_whatever_the_page_speaks() -> None:
    """The cells of the grid speak the language of the page; the field beside them does not."""
    start, end = date(2023, 1, 1), date(2023, 12, 31)
    with translation.override("en"):
        assert format_span(start, end) == "all year"
        assert write_span(start, end) == "cả năm 2023"
        assert parse_span(write_span(start, end), 2023) == (start, end)
        assert parse_span(write_span(date(2023, 8, 1), date(2023, 9, 30)), 2023) == (
            date(2023, 8, 1),
            date(2023, 9, 30),
        )
