"""Vietnamese dates as official documents print them, and as page-reading programs leave them behind.

Two forms are in use (Decree 30/2020, Appendix I, and everyday practice): "ngày 08 tháng 10 năm 2024" and
"08/10/2024", the latter also with dots or dashes. A date that cannot exist is never returned: the part that is
impossible becomes None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as CalendarDate  # noqa: N812  # the parts' own type is called Date

from trienkhai.parts import Date, Span
from trienkhai.vietnamese.letters import fold

YEAR = "(?:19|20)[0-9]{2}"


class InvalidDate(ValueError):  # named as the house style names them: Invalid…
    """The text is not a date."""


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date and its place in the text."""

    date: Date
    span: Span


# Clean text, one attempt: "ngày 8/10/2024", "ngày 08 tháng 10 năm 2024", "ngày ngày 11 tháng 01 năm 2018" (a slip).
_CLEAN = re.compile(
    r"(?:ngày\s+){1,2}([0-9]{1,2})"
    rf"(?:([/.-])([0-9]{{1,2}})\2({YEAR})(?![0-9])|\s+tháng\s+([0-9]{{1,2}})\s+năm\s+({YEAR})(?![0-9]))"
)

# Everything else is read from the folded text: no marks, small letters. One or two signs for a number, at least one
# of them a digit; l, i and | stand for 1 and o for 0, as scans have them.
_D = r"(?:[0-9][0-9lio|]?|[lio|][0-9])"
_FULL = re.compile(
    rf"(?:ngay\s*){{0,2}}({_D})\s?"
    rf"(?:([/.-])\s?({_D})\s?[/.-]\s?({YEAR})"
    rf"|/([0-9]{{2}})[1li]({YEAR})"  # "28/0112008": the second slash was read as a one
    rf"|\s*[-.,]?\s*thang\s*({_D})[\s,.]*na(?:[mn]|rn)\W{{0,2}}\s?({YEAR})"
    rf"|\s*[-.,]?\s*thang\s*({_D})\s?[/.-]\s?({YEAR})"
    r")(?![0-9])"
)
_NO_DAY = re.compile(rf"(?:ngay\s*\S{{0,3}}\s*)?thang\s*({_D})\s*(?:na(?:[mn]|rn)\W{{0,2}}|[/.-])\s?({YEAR})(?![0-9])")
_NO_YEAR = re.compile(rf"(?:ngay\s*)({_D})\s?(?:[/.-]\s?({_D})|thang\s*({_D}))(?![0-9/]|[.-][0-9])")

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIGITS = str.maketrans("lio|", "1101")
_LONGEST = 60


def make_date(day: int | None, month: int | None, year: int | None) -> Date:
    """The date of these parts; parts that cannot be (month 13, 31 April) are None."""
    if month is not None and not 1 <= month <= 12:
        month = None
    if day is not None:
        longest = 31 if month is None else _LONGEST_MONTHS[month - 1]
        if not 1 <= day <= longest or (day == 29 and month == 2 and not _has_leap_day(year or 2000)):
            day = None
    return Date(day, month, year)


def _has_leap_day(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def read_date_at(text: str, start: int) -> DateHit | None:
    """The full date ("ngày ..." or plain figures) that begins exactly at `start`, or None.

    A date whose day is not legible is returned without it ("ngày|O tháng 10 năm 2017").
    """
    clean = _CLEAN.match(text, start)
    if clean is not None:
        day, _, month, year, month_word, year_word = clean.groups()
        return DateHit(make_date(int(day), int(month or month_word), int(year or year_word)), clean.span())
    window = fold(text[start : start + _LONGEST])
    full = _FULL.match(window)
    if full is not None:
        figures = full.groups()
        month = figures[2] or figures[4] or figures[6] or figures[8]
        year = figures[3] or figures[5] or figures[7] or figures[9]
        date = make_date(_number(figures[0]), _number(month), int(year))
        return DateHit(date, (start, start + full.end()))
    partial = _NO_DAY.match(window)
    if partial is not None:
        date = make_date(None, _number(partial[1]), int(partial[2]))
        return DateHit(date, (start, start + partial.end()))
    return None


def read_short_date_at(text: str, start: int) -> DateHit | None:
    """The date at `start`, also one without a year ("ngày 20/11"), or None."""
    hit = read_date_at(text, start)
    if hit is not None:
        return hit
    short = _NO_YEAR.match(fold(text[start : start + _LONGEST]))
    if short is None:
        return None
    date = make_date(_number(short[1]), _number(short[2] or short[3]), None)
    if date.day is None or date.month is None:
        return None
    return DateHit(date, (start, start + short.end()))


_STARTS = re.compile(r"ngay|(?<![\w/.-])[0-9]{1,2}(?=[/.-][0-9]{1,2}[/.-][0-9]{4})")


def find_dates(text: str) -> Iterator[DateHit]:
    """Every full date in the text, in order; dates with "ngày" include that word."""
    folded = fold(text)
    end = 0
    for match in _STARTS.finditer(folded):
        if match.start() < end:
            continue
        hit = read_date_at(text, match.start())
        if hit is not None:
            end = hit.span[1]
            yield hit


def parse_date(text: str) -> Date:
    """The date a string is, all of it; raises InvalidDate otherwise.

    >>> parse_date("ngày 08 tháng 10 năm 2024")
    Date(day=8, month=10, year=2024)
    """
    stripped = text.strip()
    hit = read_date_at(stripped, 0)
    if hit is None or hit.span[1] != len(stripped):
        raise InvalidDate(f"not a date: {text!r}")
    return hit.date


def calendar_date(date: Date) -> CalendarDate | None:
    """The day in the calendar, or None where a part is missing."""
    if date.day is None or date.month is None or date.year is None:
        return None
    return CalendarDate(date.year, date.month, date.day)


def _number(figures: str) -> int:
    return int(figures.translate(_DIGITS))
