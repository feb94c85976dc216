"""When something is planned, as people write it: "quý III", "tháng 9 – tháng 12/2023", "15/8". Plain Python.

A quarter or a month stands for its first and last day. Without a year the plan's own year is meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web.language import in_vietnamese

HINT = gettext_lazy("Ví dụ: quý III; tháng 9 – tháng 12; 15/8 – 20/8/2023.")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMERALS = ("", "I", "II", "III", "IV")
_YEAR = r"(?:\s*(?:/|-|nam)?\s*(?P<year>[0-9]{4}))?"
_QUARTER = re.compile(
    rf"(?:quy|q)\s*(?P<from>iv|i{{1,3}}|[1-4])(?:\s*-\s*(?:quy|q)?\s*(?P<to>iv|i{{1,3}}|[1-4]))?{_YEAR}"
)
_MONTH = re.compile(
    rf"(?:thang|t)\s*(?P<from>[0-9]{{1,2}})(?:\s*-\s*(?:thang|t)?\s*(?P<to>[0-9]{{1,2}}))?{_YEAR}(?![0-9])"
)
_DAY = r"(?:ngay\s*)?([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?"
_DAYS = re.compile(rf"{_DAY}(?:\s*(?:-|den)\s*{_DAY})?")
_WHOLE = re.compile(rf"ca nam{_YEAR}")


class InvalidSpan(ValueError):
    """The text is no time; the message is a sentence for whoever typed it."""


def parse_span(text: str, year: int) -> tuple[date, date]:
    """The first and last day meant. Raises InvalidSpan with a sentence.

    >>> parse_span("quý II - IV", 2023)
    (datetime.date(2023, 4, 1), datetime.date(2023, 12, 31))
    """
    typed = " ".join(compose(text).text.split())
    said = re.sub(r"\s*[–—]\s*", " - ", fold(typed)).strip(" .")
    if found := _WHOLE.fullmatch(said):
        return _months(1, 12, int(found["year"] or year))
    if found := _QUARTER.fullmatch(said):
        first, last = _ROMAN[found["from"]], _ROMAN[found["to"] or found["from"]]
        return _in_order(typed, *_months(first * 3 - 2, last * 3, int(found["year"] or year)))
    if found := _MONTH.fullmatch(said):
        months = int(found["from"]), int(found["to"] or found["from"])
        for month in months:
            if not 1 <= month <= 12:
                raise InvalidSpan(_("Không có tháng %(month)s. Nhập tháng từ 1 đến 12.") % {"month": month})
        return _in_order(typed, *_months(*months, int(found["year"] or year)))
    if found := _DAYS.fullmatch(said):
        return _days(typed, found, year)
    raise InvalidSpan(_("Chưa đọc được thời gian “%(typed)s”. %(hint)s") % {"typed": typed, "hint": HINT})


def format_span(start: date | None, end: date | None) -> str:
    """The same in as few signs as a cell holds: "QIII", "QII–IV", "T8", "T9–12", "15/8", "15/8–20/8"; "" for none."""
    if start is None or end is None:
        return ""
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1] and start.year == end.year
    if whole and (start.month, end.month) == (1, 12):
        return _("cả năm")
    if whole and start.month % 3 == 1 and end.month % 3 == 0:
        first, last = _NUMERALS[(start.month + 2) // 3], _NUMERALS[end.month // 3]
        return f"Q{first}" if first == last else f"Q{first}–{last}"
    if whole:
        return _("T%(months)s") % {"months": start.month if start.month == end.month else f"{start.month}–{end.month}"}
    if start == end:
        return f"{start.day}/{start.month}"
    return f"{start.day}/{start.month}–{end.day}/{end.month}"


def write_span(start: date | None, end: date | None) -> str:
    """The same in words that `parse_span` reads again."""
    if start is None or end is None:
        return ""
    with translation.override("vi"):
        short = format_span(start, end)
    if short.startswith("Q"):
        return in_vietnamese(f"quý {short[1:].replace('–', ' – ')} năm {start.year}")
    if short.startswith("T"):
        months = short[1:].replace("–", in_vietnamese(" – tháng "))
        return in_vietnamese(f"tháng {months}/{start.year}")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return in_vietnamese(f"cả năm {start.year}")
    if start == end:
        return f"{start:%d/%m/%Y}"
    return f"{start:%d/%m/%Y} – {end:%d/%m/%Y}"


def _months(first: int, last: int, year: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _days(typed: str, found: re.Match[str], year: int) -> tuple[date, date]:
    day, month, own, day_to, month_to, own_to = found.groups()
    ends = int(own_to or own or year)
    start = _day(int(day), int(month), int(own or own_to or year))
    end = _day(int(day_to), int(month_to), ends) if day_to else start
    return _in_order(typed, start, end)


def _day(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise InvalidSpan(_("Không có tháng %(month)s. Nhập tháng từ 1 đến 12.") % {"month": month})
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise InvalidSpan(
            _("Tháng %(month)s có %(last)s ngày. Nhập ngày từ 01 đến %(last)s.") % {"month": month, "last": last}
        )
    return date(year, month, day)


def _in_order(typed: str, start: date, end: date) -> tuple[date, date]:
    if end < start:
        raise InvalidSpan(
            _("Thời gian “%(typed)s” kết thúc trước khi bắt đầu. Kiểm tra lại hai đầu.") % {"typed": typed}
        )
    return start, end
