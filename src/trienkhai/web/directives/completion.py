"""When an item was done for a duty. Reports and activities know, and stand above: they answer through a source.

`web/config/completions.py` names the sources at start-up; nothing here knows what they are. This is the one rule for
"done" on every page of today; a past day is told by coverage, from the same facts as far as they were known then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from trienkhai.web.prepared import prepared

# Rows of duty, item and a day on which it was done, among these duties, as far as done by that day; in no order.
# What model stands behind the rows is each source's own affair, hence Any.
Rows = QuerySet[Any, tuple[int, int, date]]
Source = Callable[[tuple[int, ...], date], Rows]

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """This source is asked from now on; registering it twice asks it once."""
    if source not in _sources:
        _sources.append(source)


def load_done(duties: Collection[int], on: date) -> dict[tuple[int, int], date]:
    """The first day on which each item of these duties was done, by (duty, item); one query for all sources."""
    if not duties or not _sources:
        return {}
    found: dict[tuple[int, int], date] = {}
    for duty, item, day in _finder(tuple(_sources))(tuple(duties), on):
        found[duty, item] = min(day, found.get((duty, item), day))
    return found


@cache
def _finder(sources: tuple[Source, ...]) -> Callable[[tuple[int, ...], date], list[tuple[int, int, date]]]:
    """What asks these sources, all in one query."""

    def rows(duties: tuple[int, ...], on: date) -> Rows:
        """The rows of every source."""
        first, *others = (source(duties, on) for source in sources)
        return first.union(*others, all=True)

    return prepared(rows)
