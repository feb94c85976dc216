"""When an item was done for a duty. Reports and activities know, and stand above: they answer through a source.

`web/config/completions.py` names the sources at start-up; nothing here knows what they are. This is the one rule for
"done" on every page of today; a past day is told by coverage, from the same facts as far as they were known then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

# Rows of duty, item and a day on which it was done, among these duties, as far as done by that day; in no order.
# What model stands behind the rows is each source's own affair, hence Any.
Rows = QuerySet[Any, tuple[int, int, date]]
Source = Callable[[Collection[int], date], Rows]

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """This source is asked from now on; registering it twice asks it once."""
    if source not in _sources:
        _sources.append(source)


def load_done(duties: Collection[int], on: date) -> dict[tuple[int, int], date]:
    """The first day on which each item of these duties was done, by (duty, item); one query for all sources."""
    asked = [source(duties, on) for source in _sources] if duties else []
    if not asked:
        return {}
    found: dict[tuple[int, int], date] = {}
    for duty, item, day in asked[0].union(*asked[1:], all=True):
        found[duty, item] = min(day, found.get((duty, item), day))
    return found
