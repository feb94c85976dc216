"""Which activities came after the data of a report were closed. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Close:
    """The period of one report request and the day after which its data were closed."""

    start: date | None
    end: date | None
    closed_on: date

    def covers(self, day: date) -> bool:
        """Whether the period holds this day; an open end holds everything on its side."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def is_supplement(effective_on: date, recorded_on: date, closes: Iterable[Close]) -> bool:
    """Whether an activity is "bổ sung": recorded after the data of a period it lies in were closed.

    >>> year = Close(date(2023, 1, 1), date(2023, 12, 31), date(2023, 12, 14))
    >>> is_supplement(date(2023, 12, 1), date(2023, 12, 15), [year])
    True
    """
    return any(close.covers(effective_on) and recorded_on > close.closed_on for close in closes)
