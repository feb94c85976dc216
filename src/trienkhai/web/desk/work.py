"""What a line of "Việc của tôi" is. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trienkhai.vietnamese.working_days import count_working_days
from trienkhai.web.ui.formats import format_day, format_day_month, format_weekday
from trienkhai.web.ui.icons import State

NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One deed that waits for this person: a verb, the reason, the date with its origin, the page where it is done.

    `since` is the day it began to wait, `due` a day that binds. With `item` the button is a form that posts it.
    """

    icon: State
    title: str
    reason: str
    button: str
    url: str
    since: date
    detail: str = ""
    when: str = ""
    when_bold: str = ""
    due: date | None = None
    late: bool = False
    why_url: str = ""
    bold: bool = False
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words with an address, in a line that waits for others."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for somebody else, so that nobody searches for what is not theirs."""

    text: str
    since: date
    detail: str
    links: tuple[Link, ...] = ()


def sort_work(lines: Iterable[Work]) -> list[Work]:
    """What is past its day first, then what has waited longest."""
    return sorted(lines, key=lambda line: (not line.late, line.due if line.late and line.due else line.since))


def sort_waiting(lines: Iterable[Waiting]) -> list[Waiting]:
    """What has waited longest first."""
    return sorted(lines, key=lambda line: line.since)


def say_left(due: date, today: date) -> str:
    """How much time is left, or how much too late it is, in working days.

    >>> say_left(date(2023, 12, 20), date(2023, 12, 11)), say_left(date(2023, 12, 20), date(2023, 12, 21))
    ('còn 7 ngày làm việc', 'quá 1 ngày làm việc')
    """
    if today > due:
        worked = count_working_days(due, today)
        return f"quá {worked} ngày làm việc" if worked else "đã qua hạn"
    worked = count_working_days(today, due)
    return f"còn {worked} ngày làm việc" if worked else "hết hôm nay"


def say_due(due: date) -> str:
    """A date to keep, with its weekday."""
    return format_weekday(due)


def say_waited(since: date, today: date) -> str:
    """How long something waits already.

    >>> say_waited(date(2023, 12, 8), date(2023, 12, 11))
    'từ ngày 08/12/2023, chờ 1 ngày làm việc'
    """
    worked = count_working_days(since, today)
    return f"từ ngày {format_day(since)}" + (f", chờ {worked} ngày làm việc" if worked else "")


def say_span(days: Sequence[date]) -> str:
    """The first and the last of some days: "18/12", "18/12 đến 20/12"."""
    first, last = min(days), max(days)
    return format_day_month(first) if first == last else f"{format_day_month(first)} đến {format_day_month(last)}"


def name_some(names: Sequence[str], noun: str, most: int = NAMED) -> str:
    """The first names, and how many more.

    >>> name_some(["Bảo tàng", "Thư viện", "Đoàn nghệ thuật", "Trung tâm", "Nhà hát"], "đơn vị")
    'Bảo tàng; Thư viện; Đoàn nghệ thuật và 2 đơn vị khác'
    """
    if len(names) <= most + 1:
        return "; ".join(names)
    return f"{'; '.join(names[:most])} và {len(names) - most} {noun} khác"
