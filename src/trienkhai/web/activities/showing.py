"""What the page of one activity shows: its facts, what proves it, what happened to it, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.activities.amounts import say_amount
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.activities.permissions import may_change, may_confirm, may_question
from trienkhai.web.activities.queries import (
    came_late,
    find_uses,
    list_entries_of_activity,
    list_same_day_and_place,
    load_closes,
)
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.files.thumbnails import may_show
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.icons import State
from trienkhai.web.ui.items import DiaryLine

ICONS = {
    "activity.recorded": State.RECORDED,
    "activity.changed": State.RECORDED,
    "activity.questioned": State.LOOK,
    "activity.confirmation_taken_back": State.WAITING,
    "activity.answered": State.DONE,
    "activity.withdrawn": State.EXEMPT,
    "evidence.added": State.DONE,
    "evidence.withdrawn": State.EXEMPT,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in words."""

    value: str
    measure: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One proof, and the other activities it was sent for as well."""

    row: Evidence
    used: tuple[Activity, ...]

    @property
    def stands(self) -> bool:
        """Whether it still proves the activity."""
        return self.row.withdrawn_at is None

    @property
    def small(self) -> bool:
        """Whether it has a small picture."""
        return self.row.stored is not None and may_show(self.row.stored.media_type)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the person may do with the activity as it is now; `ask_leader` says who would, where they may not."""

    confirm: bool
    change: bool
    take_back: bool
    unconfirm: bool
    withdraw: bool
    question: bool
    answer: bool
    prove: bool
    ask_leader: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPage:
    """Everything the template draws. `mark` is the icon of the state, `form_id` the identity of the next proof."""

    activity: Activity
    mark: State
    state: str
    late: bool
    form: str
    group: str
    items: tuple[Item, ...]
    amounts: tuple[Amount, ...]
    evidence: tuple[ShownEvidence, ...]
    doubles: tuple[Activity, ...]
    history: tuple[DiaryLine, ...]
    deeds: Deeds
    own: bool
    form_id: UUID


def load_detail(actor: Actor, activity: Activity, *, own: bool) -> DetailPage:
    """The page of an activity that `queries.find_activity` gave; four queries."""
    evidence = list(activity.evidence.all())
    uses = find_uses(actor, (row.sent_sha256 for row in evidence if row.withdrawn_at is None), besides=activity.pk)
    doubles: list[Activity] = []
    if activity.state != Activity.State.WITHDRAWN:
        doubles = list_same_day_and_place(actor, activity.effective_on, activity.place, besides=activity.pk)
    return DetailPage(
        activity=activity,
        mark=mark_of(activity.state, proved=any(row.withdrawn_at is None for row in evidence)),
        state=str(Activity.State(activity.state).label),
        late=came_late(activity, load_closes([activity.duty.directive_id])),
        form=catalogue().form_name(activity.form),
        group=catalogue().group_name(activity.form_group),
        items=tuple(sorted(activity.items.all(), key=lambda item: (item.position, item.pk))),
        amounts=amounts_of(activity),
        evidence=tuple(ShownEvidence(row, tuple(uses.get(row.sent_sha256, ()))) for row in evidence),
        doubles=tuple(doubles),
        history=history_of(activity),
        deeds=deeds_of(actor, activity),
        own=own,
        form_id=uuid4(),
    )


def mark_of(state: str, *, proved: bool) -> State:
    """The icon of a state: full where it counts and is proved, half where proof is missing."""
    if state == Activity.State.WITHDRAWN:
        return State.EXEMPT
    if state == Activity.State.QUESTIONED:
        return State.LOOK
    if state == Activity.State.RECORDED:
        return State.WAITING
    return State.DONE if proved else State.RECORDED


def amounts_of(activity: Activity) -> tuple[Amount, ...]:
    """The quantities, "khoảng" said where it is so; units of counting never meet."""
    return tuple(
        Amount(
            say_amount(entry.value, approximate=entry.approximate),
            catalogue().measure_name(entry.measure),
        )
        for entry in activity.measures.all()
    )


def deeds_of(actor: Actor, activity: Activity) -> Deeds:
    """The permission table and the states table put together, for this person and this activity."""
    changes, confirms = may_change(actor, activity), may_confirm(actor, activity)
    recorded = activity.state == Activity.State.RECORDED
    counted = activity.state in (Activity.State.CONFIRMED, Activity.State.QUESTIONED)
    return Deeds(
        confirm=recorded and confirms,
        change=recorded and changes,
        take_back=recorded and changes,
        unconfirm=confirms and may_undo(activity),
        withdraw=counted and changes and confirms,
        question=activity.state == Activity.State.CONFIRMED and may_question(actor, activity.duty),
        answer=activity.state == Activity.State.QUESTIONED and changes,
        prove=(recorded or counted) and changes,
        ask_leader=changes and not confirms,
    )


def may_undo(activity: Activity) -> bool:
    """Whether its confirmation is of today and nobody asked about it; a report that froze it refuses later."""
    fresh = activity.state == Activity.State.CONFIRMED and not activity.question
    return fresh and activity.confirmed_on == clock.today()


def history_of(activity: Activity) -> tuple[DiaryLine, ...]:
    """What happened, newest first. A confirmation of many is one entry of the journal, so it is told from here."""
    lines = [
        (
            entry.recorded_at,
            ICONS.get(entry.name, State.DRAFT),
            entry.sentence,
            f"{entry.post_title}, {entry.unit_name}",
        )
        for entry in list_entries_of_activity(activity.pk)
    ]
    if activity.confirmed_at is not None:
        lines.append((activity.confirmed_at, State.DONE, _("Xác nhận hoạt động."), activity.confirmed_by))
    lines.sort(key=lambda line: line[0], reverse=True)
    return tuple(DiaryLine(at.astimezone(clock.HANOI).date(), icon, text, by) for at, icon, text, by in lines)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    activity: Activity
    url: str
    mark: State
    state: str
    form: str
    amounts: tuple[Amount, ...]
    late: bool
    confirms: bool


@lru_cache(maxsize=4096)
def address_of(activity: int) -> str:
    """The page of an activity: looked up once, since a long list holds hundreds."""
    return reverse("activities:detail", args=[activity])


def show_rows(actor: Actor, activities: list[Activity]) -> list[Row]:
    """The rows of a page."""
    closes = load_closes(entry.duty.directive_id for entry in activities) if activities else {}
    return [
        Row(
            activity=entry,
            url=address_of(entry.pk),
            mark=mark_of(entry.state, proved=entry.proofs > 0),  # type: ignore[attr-defined]  # annotated by the query
            state=str(Activity.State(entry.state).label),
            form=catalogue().form_name(entry.form),
            amounts=amounts_of(entry),
            late=came_late(entry, closes),
            confirms=entry.state == Activity.State.RECORDED and may_confirm(actor, entry),
        )
        for entry in activities
    ]
