"""The page "Việc của tôi": verbs first, then what waits for others, then how far everything is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from trienkhai.web.desk.bars import Bars, count_bars
from trienkhai.web.desk.gathering import NEWEST, Desk, load_desk
from trienkhai.web.desk.naming import name_document
from trienkhai.web.desk.office_work import list_late, list_office_waiting, list_office_work
from trienkhai.web.desk.paper_work import list_paper_waiting, list_paper_work
from trienkhai.web.desk.progress import Progress
from trienkhai.web.desk.steps import list_steps
from trienkhai.web.desk.unit_work import list_unit_waiting, list_unit_work
from trienkhai.web.desk.work import Waiting, Work, sort_waiting, sort_work
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.items import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCard:
    """One duty of the person's unit in the aside, with its five steps."""

    title: str
    detail: str
    url: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What the template shows. `late_units` counts units of the office's directives that are past a day."""

    work: list[Work]
    waiting: list[Waiting]
    duties: tuple[DutyCard, ...]
    running: int
    directives: tuple[Bars, ...]
    late_units: int
    enters: bool
    records: bool


def home_page(actor: Actor) -> HomePage:
    """Everything that waits for this person, oldest first."""
    desk = load_desk(actor)
    own = desk.own
    late = {entry.duty.pk for entries in list_late(desk).values() for entry in entries}
    return HomePage(
        work=sort_work([*list_paper_work(desk), *list_unit_work(desk), *list_office_work(desk)]),
        waiting=sort_waiting([*list_paper_waiting(desk), *list_unit_waiting(desk), *list_office_waiting(desk)]),
        duties=tuple(duty_card(entry) for entry in own[:NEWEST]),
        running=len(own),
        directives=newest_bars(desk),
        late_units=len(late),
        enters=actor.is_clerk and actor.is_issuing,
        records=bool(own) and not actor.is_issuing,
    )


def duty_card(entry: Progress) -> DutyCard:
    """The short form of one duty."""
    directive = entry.duty.directive
    issuer = directive.document.issuer_name
    return DutyCard(
        title=directive.title,
        detail=f"{name_document(directive.document)} · {issuer} · {entry.duty.get_purpose_display()}",
        url=reverse("desk:duty", args=[entry.duty.pk]),
        steps=list_steps(entry),
    )


def newest_bars(desk: Desk) -> tuple[Bars, ...]:
    """The bars of the newest directives the office gave."""
    by_directive: dict[int, list[Progress]] = {}
    for entry in desk.given:
        by_directive.setdefault(entry.duty.directive_id, []).append(entry)
    newest = sorted(by_directive, reverse=True)[:NEWEST]
    return tuple(count_bars(by_directive[key][0].duty.directive, by_directive[key]) for key in newest)
