"""Which report the State's reporting regime would ask for, where a document asks for none: a proposal, never more.

Decree 09/2019/NĐ-CP, Article 12, says from which day to which day a periodic report takes its data:

| period        | from                                   | to                        |
|---------------|----------------------------------------|---------------------------|
| month         | 15th of the month before               | 14th of the month         |
| quarter       | 15th of the month before the quarter   | 14th of its last month    |
| first 6 months| 15 December of the year before         | 14 June                   |
| last 6 months | 15 June                                | 14 December               |
| year          | 15 December of the year before         | 14 December               |

Article 8 wants at least one working day between data close and sending. The day of sending itself is the office's to
set; the 20th is proposed, moved on to a working day.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trienkhai.vietnamese.working_days import count_working_days, next_working_day

BASIS = "Điều 12 Nghị định 09/2019/NĐ-CP"
CLOSING_DAY = 14
SENDING_DAY = 20
_ROMAN = ("I", "II", "III", "IV")


class Cycle(StrEnum):
    """The periods of the regime."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProposal:
    """A report as the regime would have it. `working_days` lie between data close and sending, the last included."""

    cycle: Cycle
    period_start: date
    period_end: date
    period_label: str
    data_close_on: date
    send_by: date
    working_days: int
    basis: str = BASIS


_MONTHS = {1: Cycle.MONTH, 3: Cycle.QUARTER, 6: Cycle.HALF_YEAR, 12: Cycle.YEAR}


def find_cycle(start: date, end: date) -> Cycle | None:
    """The cycle whose calendar period this is; None for any other span of days.

    A directive given within a year and running to its end is reported with the year.
    """
    if start.year != end.year or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    if start.day == 1 and (months := end.month - start.month + 1) in _MONTHS and end.month % months == 0:
        return _MONTHS[months]
    return Cycle.YEAR if end.month == 12 else None


def propose_report(start: date | None, end: date | None) -> ReportProposal | None:
    """The report that closes this period; None where there is no period or the regime has no such one."""
    if start is None or end is None:
        return None
    cycle = find_cycle(start, end)
    if cycle is None:
        return None
    close = end.replace(day=CLOSING_DAY)
    months = next(count for count, known in _MONTHS.items() if known == cycle)
    send = next_working_day(max(end.replace(day=SENDING_DAY), close + timedelta(days=1)))
    return ReportProposal(
        cycle=cycle,
        period_start=_months_before(end, months).replace(day=CLOSING_DAY + 1),
        period_end=close,
        period_label=label_period(cycle, end),
        data_close_on=close,
        send_by=send,
        working_days=count_working_days(close, send),
    )


def label_period(cycle: Cycle, end: date) -> str:
    """ "năm 2023", "6 tháng đầu năm 2023", "quý II năm 2023", "tháng 5 năm 2023"."""
    if cycle == Cycle.YEAR:
        return f"năm {end.year}"
    if cycle == Cycle.HALF_YEAR:
        return f"6 tháng {'đầu' if end.month == 6 else 'cuối'} năm {end.year}"
    if cycle == Cycle.QUARTER:
        return f"quý {_ROMAN[end.month // 3 - 1]} năm {end.year}"
    return f"tháng {end.month} năm {end.year}"


def name_results(period_label: str) -> str:
    """What is reported, inside a sentence: "kết quả năm 2023"; a label that says "kết quả" itself says it once."""
    return period_label if period_label.casefold().startswith("kết quả") else f"kết quả {period_label}".strip()


def _months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
