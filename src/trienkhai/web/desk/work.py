"""What a line of "Việc của tôi" is. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
        if not worked:
            return _("đã qua hạn")
        return ngettext("quá %(n)s ngày làm việc", "quá %(n)s ngày làm việc", worked) % {"n": worked}
    worked = count_working_days(today, due)
    if not worked:
        return _("hết hôm nay")
    return ngettext("còn %(n)s ngày làm việc", "còn %(n)s ngày làm việc", worked) % {"n": worked}


def say_overdue(working_days: int) -> str:
    """How much too late something was done."""
    said = ngettext("quá hạn %(n)s ngày làm việc", "quá hạn %(n)s ngày làm việc", working_days)
    return said % {"n": working_days}


def say_due(due: date) -> str:
    """A date to keep, with its weekday."""
    return format_weekday(due)


def say_waited(since: date, today: date) -> str:
    """How long something waits already.

    >>> say_waited(date(2023, 12, 8), date(2023, 12, 11))
    'từ ngày 08/12/2023, chờ 1 ngày làm việc'
    """
    worked = count_working_days(since, today)
    named = {"day": format_day(since), "n": worked}
    if not worked:
        return _("từ ngày %(day)s") % named
    said = ngettext("từ ngày %(day)s, chờ %(n)s ngày làm việc", "từ ngày %(day)s, chờ %(n)s ngày làm việc", worked)
    return said % named


def say_span(days: Sequence[date]) -> str:
    """The first and the last of some days: "18/12", "18/12 đến 20/12"."""
    first, last = min(days), max(days)
    if first == last:
        return format_day_month(first)
    return _("%(first)s đến %(last)s") % {"first": format_day_month(first), "last": format_day_month(last)}


def name_units(names: Sequence[str], most: int = NAMED) -> str:
    """The first units, and how many more.

    >>> name_units(["Bảo tàng", "Thư viện", "Đoàn nghệ thuật", "Trung tâm", "Nhà hát"])
    'Bảo tàng; Thư viện; Đoàn nghệ thuật và 2 đơn vị khác'
    """
    return _name_some(names, most) or _("%(names)s và %(n)s đơn vị khác") % _left(names, most)


def name_activities(names: Sequence[str], most: int = NAMED) -> str:
    """The first activities, and how many more."""
    return _name_some(names, most) or _("%(names)s và %(n)s hoạt động khác") % _left(names, most)


def _name_some(names: Sequence[str], most: int) -> str:
    """All of them where they are few; nobody is told of one more."""
    return "; ".join(names) if len(names) <= most + 1 else ""


def _left(names: Sequence[str], most: int) -> dict[str, str | int]:
    return {"names": "; ".join(names[:most]), "n": len(names) - most}
