"""What the two lists show: what our office asks of others, what our unit was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.vietnamese.working_days import count_working_days
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.lateness import explain_origin, say_days_late
from trienkhai.web.directives.ledger import DutyStanding, ItemStanding
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.planning import PLAN, PLAN_KIND, plan_item
from trienkhai.web.directives.queries import (
    DutyCounts,
    compute_standings_with_items,
    count_duties,
    facts_of,
    name_item,
)
from trienkhai.web.documents.models import Document

NEXT_STEPS = {
    Document.State.DRAFT: (gettext_lazy("Đọc lại văn bản"), "documents:review"),
    Document.State.CONFIRMED: (gettext_lazy("Đơn vị nhận, thời hạn"), "directives:cascade"),
    Document.State.SIGNED: (gettext_lazy("Chờ cấp số"), "directives:issue"),
    Document.State.NUMBERED: (gettext_lazy("Chờ ban hành"), "directives:issue"),
}


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One directive of our own; a draft says which step comes next."""

    directive: Directive
    counts: DutyCounts
    next_step: str = ""
    next_page: str = ""

    @property
    def next_id(self) -> int:
        """The id the next page is about."""
        return self.directive.document_id if self.next_page == "documents:review" else self.directive.pk


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty of ours with the deadline that comes next, or the one that has passed and is still open."""

    duty: Duty
    counts: bool
    ended: str
    item: Item | None
    deadline: date | None
    origin: str
    extended: bool
    late_days: int | None
    waits: bool
    done_all: bool

    @property
    def is_late(self) -> bool:
        """Whether something binding has passed undone: the only red there is."""
        return self.late_days is not None

    @property
    def late_word(self) -> str:
        """How long, as it stands beside the red mark."""
        return say_days_late(self.late_days)


def directive_rows(directives: Sequence[Directive], on: date) -> list[DirectiveRow]:
    """The rows of a page of directives (one query)."""
    counts = count_duties([directive.pk for directive in directives], on)
    rows = []
    for directive in directives:
        step, page = "", ""
        if directive.state == Directive.State.DRAFT:
            said, page = NEXT_STEPS.get(Document.State(directive.document.state), ("", ""))
            step = str(said)
        rows.append(DirectiveRow(directive, counts.get(directive.pk, DutyCounts()), step, page))
    return rows


def duty_rows(duties: Sequence[Duty], on: date) -> list[DutyRow]:
    """The rows of a page of duties, late ones first, else as given (five queries)."""
    standings, items = compute_standings_with_items(duties, on=on)
    done = load_done([duty.pk for duty in duties], on)
    rows = [duty_row(duty, standings[duty.pk], items, done, on) for duty in duties]
    return sorted(rows, key=lambda row: not row.is_late)


def duty_row(
    duty: Duty, standing: DutyStanding, items: dict[int, Item], done: dict[tuple[int, int], date], on: date
) -> DutyRow:
    """One duty on a day: the earliest open deadline, its origin, and whether it has passed."""
    asked = [entry for entry in standing.owed() if entry.kind in (Item.Kind.TASK, Item.Kind.REPORT, PLAN_KIND)]
    still = [entry for entry in asked if (duty.pk, entry.item) not in done]
    first = min(still, key=_order, default=None)
    ended = ""
    if standing.ended is not None:
        ended = f"{standing.ended.reason}" if standing.ended.reason else _("không còn hiệu lực")
    item = (plan_item(duty.directive) if first.item == PLAN else items[first.item]) if first is not None else None
    due = first.deadline_on if first is not None else None
    past = first is not None and first.is_past(on) and due is not None
    return DutyRow(
        duty=duty,
        counts=standing.counts,
        ended=ended,
        item=item,
        deadline=due,
        origin=origin_of(first, item, duty) if first is not None and item is not None else "",
        extended=first is not None and first.extended is not None,
        late_days=count_working_days(due, on) if past and due is not None else None,
        waits=first is not None and first.waits_for_answer,
        done_all=bool(asked) and not still,
    )


def _order(entry: ItemStanding) -> tuple[bool, date]:
    """Dated first, the earliest first."""
    return entry.deadline_on is None, entry.deadline_on or date.max


def origin_of(standing: ItemStanding, item: Item, duty: Duty) -> str:
    """What is due and where its date comes from, in words."""
    office = duty.directive.document.issuer_name or _("cơ quan ban hành")
    return f"{_capital(name_item(item))}. {explain_origin(standing, facts_of(item, duty.directive, office))}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
