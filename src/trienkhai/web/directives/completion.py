"""When an item was done for a duty. Reports and activities know, and stand above: they answer through a source.

`web/config/completions.py` names the sources at start-up; nothing here knows what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

# Days on which items were done, by duty and item, among these duties, as far as done by that day.
Done = Mapping[tuple[int, int], date]
Source = Callable[[Collection[int], date], Done]

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """This source is asked from now on; registering it twice asks it once."""
    if source not in _sources:
        _sources.append(source)


def load_done(duties: Collection[int], on: date) -> dict[tuple[int, int], date]:
    """The first day on which each item of these duties was done, by (duty, item); one query for each source."""
    found: dict[tuple[int, int], date] = {}
    for source in _sources if duties else ():
        for key, day in source(duties, on).items():
            found[key] = min(day, found.get(key, day))
    return found
