"""Numbers, dates and times as an office in Việt Nam writes them; on an English page as English has them.

Papers, records and input fields are always Vietnamese: they are made while Vietnamese is the active language, or with
the functions that end in `_field`.
"""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from trienkhai.web.language import in_vietnamese

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
_UNITS = ("byte", "KB", "MB", "GB")
_QUARTERS = ("I", "II", "III", "IV")
_PERIOD = re.compile(
    in_vietnamese(
        r"(?:6 tháng (?P<half>đầu|cuối) |quý (?P<quarter>I{1,3}|IV) |tháng (?P<month>1[0-2]|[1-9]) )?"
        r"năm (?P<year>\d{4})"
    )
)


def format_number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """Write a figure with dots between thousands and a comma before decimals: 1.665; 12,5 (in English 1,665; 12.5).

    Without `decimals` a whole number has none, and any other keeps what it has (a float: at most two).
    """
    written = _write_number(value, decimals)
    return written if _is_english() else _vietnamese_marks(written)


def format_number_field(value: int | float | Decimal) -> str:
    """A figure in an input field: as the field reads it, whatever the language of the page."""
    return _vietnamese_marks(_write_number(value, None))


def _write_number(value: int | float | Decimal, decimals: int | None) -> str:
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    elif isinstance(value, float):
        exact = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    return f"{exact:,f}"


def _vietnamese_marks(written: str) -> str:
    return written.translate(str.maketrans(",.", ".,"))


def _is_english() -> bool:
    return get_language() == "en"


def format_day(value: date) -> str:
    """Write a day as Decree 30/2020/NĐ-CP, Appendix I, has it: a zero before days 1-9 and months 1, 2.

    English has two digits for every month: 30/05/2023.
    """
    return f"{format_day_month(value)}/{_office_day(value).year}"


def format_day_month(value: date) -> str:
    """The day without its year, for lists that lie within one year: 08/12, 30/5."""
    day = _office_day(value)
    month = f"{day.month:02d}" if day.month < 3 or _is_english() else str(day.month)
    return f"{day.day:02d}/{month}"


def format_weekday(value: date) -> str:
    """A day to keep, with its weekday: Thứ Năm, 21/12/2023."""
    return f"{WEEKDAYS[_office_day(value).weekday()]}, {format_day(value)}"


def format_day_field(value: date) -> str:
    """A day in an input field, always two digits: 01/07/2025."""
    return _office_day(value).strftime("%d/%m/%Y")


def format_time(value: datetime) -> str:
    """A time of day in the zone of the office: 9 giờ 41; 14 giờ 05; a full hour is "9 giờ"."""
    local = _office_moment(value)
    parts = {"hour": local.hour, "minute": local.minute}
    return _("%(hour)d giờ %(minute)02d") % parts if local.minute else _("%(hour)d giờ") % parts


def format_moment(value: datetime) -> str:
    """Time and day: 9 giờ 41, ngày 19/12/2023."""
    return _("%(time)s, ngày %(day)s") % {"time": format_time(value), "day": format_day(value)}


def say_period(label: str) -> str:
    """A reporting period as the page says it; what the office worded itself stays as it is.

    Kept labels are Vietnamese: "năm 2023", "6 tháng đầu năm 2023", "quý II năm 2023", "tháng 5 năm 2023".
    """
    found = _PERIOD.fullmatch(label) if _is_english() else None
    if found is None:
        return label
    year = found["year"]
    if found["half"]:
        first = found["half"] == in_vietnamese("đầu")
        return f"the first half of {year}" if first else f"the second half of {year}"
    if found["quarter"]:
        return f"Q{_QUARTERS.index(found['quarter']) + 1} {year}"
    return f"{month_name[int(found['month'])]} {year}" if found["month"] else year


def format_file_size(size: int) -> str:
    """A size in bytes as people read it: 840 byte; 12 KB; 2,1 MB. One KB is 1,024 bytes."""
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{format_number(amount, 1 if unit >= 2 else 0)} {_UNITS[unit]}"


def _office_moment(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(OFFICE_ZONE)


def _office_day(value: date) -> date:
    return _office_moment(value).date() if isinstance(value, datetime) else value
