"""Numbers, days and times read as in an official document."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from trienkhai.web.ui.formats import (
    format_day,
    format_day_field,
    format_day_month,
    format_file_size,
    format_moment,
    format_number,
    format_time,
    format_weekday,
)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1665, None, "1.665"),
        (1234567, None, "1.234.567"),
        (-1665, None, "-1.665"),
        (12.5, None, "12,5"),
        (2.0, None, "2"),
        (100.0, None, "100"),
        (1e6, None, "1.000.000"),
        (0.1 + 0.2, None, "0,3"),
        (Decimal("96.00"), None, "96"),
        (Decimal("96.125"), None, "96,125"),
        (76.923, 1, "76,9"),
        (2.25, 1, "2,3"),
        (5, 2, "5,00"),
    ],
)
def test_a_number_has_dots_between_thousands_and_a_comma_before_decimals(
    value: int | float | Decimal, decimals: int | None, written: str
) -> None:
    assert format_number(value, decimals) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2023, 12, 20), "20/12/2023"),
        (date(2023, 5, 30), "30/5/2023"),
        (date(2023, 6, 5), "05/6/2023"),
        (date(2025, 7, 1), "01/7/2025"),
        (date(2024, 2, 9), "09/02/2024"),
        (date(2024, 1, 31), "31/01/2024"),
    ],
)
def test_a_zero_stands_before_days_to_nine_and_before_january_and_february_only(day: date, written: str) -> None:
    """Decree 30/2020/NĐ-CP, Appendix I, Part II, point 3.b."""
    assert format_day(day) == written


def test_a_day_to_keep_names_its_weekday() -> None:
    assert format_weekday(date(2023, 12, 21)) == "Thứ Năm, 21/12/2023"
    assert format_weekday(date(2023, 12, 24)) == "Chủ nhật, 24/12/2023"
    assert format_weekday(date(2023, 12, 25)) == "Thứ Hai, 25/12/2023"


def test_a_day_in_a_list_leaves_its_year_out() -> None:
    assert format_day_month(date(2023, 11, 2)) == "02/11"


def test_a_day_in_a_field_has_two_digits_throughout() -> None:
    assert format_day_field(date(2025, 7, 1)) == "01/07/2025"


def test_a_moment_is_told_in_the_zone_of_the_office() -> None:
    late_evening = datetime(2023, 12, 18, 18, 5, tzinfo=UTC)
    assert format_moment(late_evening) == "1 giờ 05, ngày 19/12/2023"


def test_a_full_hour_has_no_minutes() -> None:
    assert format_time(datetime(2023, 12, 19, 2, 0, tzinfo=UTC)) == "9 giờ"


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "0 byte"), (1023, "1.023 byte"), (12288, "12 KB"), (2202009, "2,1 MB"), (5 * 1024**4, "5.120,0 GB")],
)
def test_a_file_size_is_told_in_the_largest_fitting_unit(size: int, written: str) -> None:
    assert format_file_size(size) == written
