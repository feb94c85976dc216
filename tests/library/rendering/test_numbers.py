"""Numbers and dates are written as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from trienkhai.parts import Date
from trienkhai.rendering.numbers import (
    render_count,
    render_document_number,
    render_long_date,
    render_number,
    render_percent,
    render_quantity,
    render_roman,
    render_short_date,
)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "0"),
        (999, "999"),
        (1665, "1.665"),
        (1234567, "1.234.567"),
        (2.5, "2,5"),
        (Decimal("2623.0"), "2.623"),
        (-12345.67, "-12.345,67"),
        (Decimal("1E+3"), "1.000"),
        (100, "100"),
    ],
)
def test_dots_part_thousands_and_a_comma_stands_before_decimals(value: int | float | Decimal, printed: str) -> None:
    assert render_number(value) == printed


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        render_number(float("nan"))


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        (Date(5, 1, 2023), "ngày 05 tháng 01 năm 2023"),
        (Date(9, 2, 2023), "ngày 09 tháng 02 năm 2023"),
        (Date(5, 3, 2023), "ngày 05 tháng 3 năm 2023"),
        (Date(31, 12, 2023), "ngày 31 tháng 12 năm 2023"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_are_padded(date: Date, printed: str) -> None:
    """Decree 30/2020, Appendix I."""
    assert render_long_date(date) == printed


def test_a_draft_leaves_room_for_the_day() -> None:
    printed = render_long_date(Date(None, 12, 2023))
    assert printed.startswith("ngày \u00a0")
    assert printed.endswith(" tháng 12 năm 2023")


def test_a_short_date_is_padded_alike_and_needs_all_its_parts() -> None:
    assert render_short_date(Date(5, 3, 2020)) == "05/3/2020"
    with pytest.raises(ValueError, match="needs day"):
        render_short_date(Date(None, 3, 2020))


def test_numbers_of_documents_below_ten_are_padded() -> None:
    assert [render_document_number(number) for number in ("7", "07", "12", "12a")] == [
        "07",
        "07",
        "12",
        "12a",
    ]


def test_shares_counts_and_quantities() -> None:
    assert render_percent(20, 26) == "76,9%"
    assert render_percent(0, 0) == "không áp dụng"
    assert [render_count(value) for value in (0, 6, 10, 1250)] == ["0", "06", "10", "1.250"]
    assert render_quantity(2623, "m²", approximate=True) == "khoảng 2.623\u00a0m²"


def test_appendices_are_numbered_in_roman_figures() -> None:
    assert [render_roman(value) for value in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]
    with pytest.raises(ValueError, match="no Roman figure"):
        render_roman(0)
