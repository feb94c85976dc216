"""Who knows when an item of a duty was done: the only page where directives learn it from the folders above them."""

from __future__ import annotations

from trienkhai.web.activities.queries import list_completed_tasks
from trienkhai.web.directives.completion import Source, register_source
from trienkhai.web.plans.queries import list_sent_plans
from trienkhai.web.reports.queries import list_sent_reports

SOURCES: tuple[Source, ...] = (list_sent_reports, list_completed_tasks, list_sent_plans)


def connect() -> None:
    """Register every source of the list above."""
    for source in SOURCES:
        register_source(source)
