"""Numbers and dates as official Vietnamese documents write them."""

from __future__ import annotations

from decimal import Decimal

from trienkhai.parts import Date

_BLANK = "\u00a0" * 6


def render_number(value: int | float | Decimal) -> str:
    """The number with `.` between thousands and `,` before decimals; no decimals that say nothing.

    >>> render_number(1665), render_number(2.5), render_number(-12345.60)
    ('1.665', '2,5', '-12.345,6')
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a number to print: {value}")
    digits = f"{exact:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if digits == "-0":
        digits = "0"
    return digits.replace(",", " ").replace(".", ",").replace(" ", ".")


def render_percent(part: int, whole: int) -> str:
    """The share in per cent with at most one decimal; of nothing it is "không áp dụng".

    >>> render_percent(20, 26), render_percent(26, 26), render_percent(0, 0)
    ('76,9%', '100%', 'không áp dụng')
    """
    if whole == 0:
        return "không áp dụng"
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"))
    return render_number(share) + "%"


def render_quantity(value: int | float | Decimal, measure: str, *, approximate: bool = False) -> str:
    """A number with its measure, tied by a space that does not break ("khoảng" before a rounded one)."""
    return f"{'khoảng ' if approximate else ''}{render_number(value)}\u00a0{measure}"


def render_count(value: int) -> str:
    """A count inside a sentence: below 10 with a leading zero, as offices write it.

    >>> render_count(5), render_count(27), render_count(1250)
    ('05', '27', '1.250')
    """
    return f"0{value}" if 0 < value < 10 else render_number(value)


def render_document_number(number: str) -> str:
    """The number of a document; below 10 with a leading zero (Decree 30/2020, Appendix I)."""
    return number.zfill(2) if number.isdigit() else number


def render_short_date(date: Date) -> str:
    """A full date in the sentence form without padding of months from 3 on: "05/01/2023", "16/5/2023"."""
    if date.day is None or date.month is None or date.year is None:
        raise ValueError("a short date needs day, month and year")
    return f"{_render_day(date.day)}/{_render_month(date.month)}/{date.year}"


def render_long_date(date: Date) -> str:
    """The date of the head of a document; room stays where a part is not known.

    Day below 10 and months 1 and 2 carry a leading zero, no other month does (Decree 30/2020, Appendix I).

    >>> render_long_date(Date(5, 1, 2023)), render_long_date(Date(16, 5, 2023))
    ('ngày 05 tháng 01 năm 2023', 'ngày 16 tháng 5 năm 2023')
    """
    day = _BLANK if date.day is None else _render_day(date.day)
    month = _BLANK if date.month is None else _render_month(date.month)
    year = _BLANK if date.year is None else str(date.year)
    return f"ngày {day} tháng {month} năm {year}"


def render_roman(value: int) -> str:
    """A number from 1 to 39 in Roman figures, for appendices and parts."""
    if not 1 <= value < 40:
        raise ValueError(f"no Roman figure is needed for {value}")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + ones[value % 10]


def _render_day(day: int) -> str:
    return f"{day:02d}"


def _render_month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
