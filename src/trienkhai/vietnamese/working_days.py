"""Working days: Monday to Friday without public holidays.

Only holidays with a fixed day of the solar calendar are built in (Labour Code 2019, Article 112: 1 January, 30 April,
1 May, 2 September). Tết, the commemoration of the Hùng Kings, the second day of the National Day and exchanged working
days change every year; whoever knows them passes them as `holidays`.
"""

from __future__ import annotations

from datetime import date, timedelta

FIXED_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
_ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: frozenset[date] = frozenset()) -> bool:
    """Whether offices work on that day."""
    return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS and day not in holidays


def count_working_days(after: date, until: date, holidays: frozenset[date] = frozenset()) -> int:
    """How many working days lie after the first day, up to and with the second; 0 where the second is not later.

    >>> count_working_days(date(2023, 12, 14), date(2023, 12, 20))
    4
    """
    days = (after + timedelta(days=step) for step in range(1, (until - after).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def next_working_day(day: date, holidays: frozenset[date] = frozenset()) -> date:
    """The day itself where offices work, else the first working day after it."""
    while not is_working_day(day, holidays):
        day += _ONE_DAY
    return day
