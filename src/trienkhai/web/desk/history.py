"""The journal of a directive, read from the newest deed to the oldest and paged by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.utils.translation import ngettext

from trienkhai.web.desk.diary import entries_of_directive
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.permissions import issues
from trienkhai.web.directives.queries import find_directive
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.ui.items import Pager

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """What the template shows."""

    directive: Directive
    office: bool
    entries: list[Entry]
    pager: Pager


def history_page(actor: Actor, directive_id: int, after: str) -> HistoryPage:
    """The deeds of a directive that the person may read, those behind the key `after`. Raises Unknown."""
    directive = find_directive(actor, directive_id)
    own = Duty.objects.filter(directive=directive, unit_id__in=own_units(actor)).values_list("pk", flat=True)
    found = entries_of_directive(actor, directive, list(own))
    total = found.count()
    key = read_key(after)
    if key is not None:
        moment, last = key
        found = found.filter(Q(recorded_at__lt=moment) | Q(recorded_at=moment, pk__lt=last))
    rows = list(found[: PAGE + 1])
    shown = rows[:PAGE]
    more = f"?sau={write_key(shown[-1])}" if len(rows) > PAGE else ""
    return HistoryPage(
        directive=directive,
        office=issues(actor, directive),
        entries=shown,
        pager=Pager(len(shown), total, ngettext("việc", "việc", total), next_url=more, previous_url="?" if key else ""),
    )


def write_key(entry: Entry) -> str:
    """The last deed shown, as an address carries it: its moment in microseconds, and its number."""
    moment = entry.recorded_at.astimezone(UTC)
    return f"{int(moment.timestamp()) * 1_000_000 + moment.microsecond}_{entry.pk}"


def read_key(said: str) -> tuple[datetime, int] | None:
    """The moment and number of a key; None for anything else."""
    moment, _, number = said.partition("_")
    if not (moment.isascii() and moment.isdigit() and number.isascii() and number.isdigit()):
        return None
    if len(moment) > 16 or len(number) > 18:
        return None
    seconds, micros = divmod(int(moment), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros), int(number)
