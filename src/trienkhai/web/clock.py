"""The one clock. Nobody asks the system for today; everybody asks here.

Two times stand on everything that counts: `effective_on`, a day in Asia/Ho_Chi_Minh, comes from `today()`;
`recorded_at`, a moment, comes from `now()`. The sample office lives on a day of its own: it is kept in the file that
`settings.TRIENKHAI_DAY_FILE` names, and both answers follow it. Tests and the sample's story set the day with `at()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_fixed: ContextVar[datetime | None] = ContextVar("trienkhai_fixed_moment", default=None)


def now() -> datetime:
    """The present moment, aware. In the sample office: its own day at the real time of day."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    real = datetime.now(UTC)
    day = sample_day()
    if day is None:
        return real
    return datetime.combine(day, real.astimezone(HANOI).timetz())


def today() -> date:
    """The present day in Viet Nam."""
    return now().astimezone(HANOI).date()


def sample_day() -> date | None:
    """The day the sample office lives on; None in a real office."""
    path = day_file()
    if path is None:
        return None
    try:
        return date.fromisoformat(path.read_text("ascii").strip())
    except FileNotFoundError:
        return None


def day_file() -> Path | None:
    """Where the sample office keeps its day; None in a real office."""
    named = getattr(settings, "TRIENKHAI_DAY_FILE", None)
    return Path(named) if named else None


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Inside the block it is `moment`; a bare date means nine in the morning of that day in Viet Nam."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(9, 0), tzinfo=HANOI)
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


def end_of(day: date) -> datetime:
    """The last moment of a day in Viet Nam: what was recorded by then was known on that day."""
    return datetime.combine(day + timedelta(days=1), time(0, 0), tzinfo=HANOI) - timedelta(microseconds=1)


def day_of(moment: datetime) -> date:
    """The day in Viet Nam on which a moment lies."""
    return moment.astimezone(HANOI).date()
