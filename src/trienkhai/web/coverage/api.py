"""Coverage for machines: the same figures as the page, for any past day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from trienkhai.web import clock
from trienkhai.web.coverage.counting import Cell
from trienkhai.web.coverage.permissions import may_see_all_units
from trienkhai.web.coverage.presenting import Beholder
from trienkhai.web.coverage.queries import Sight, UnitFacts, load_situation
from trienkhai.web.coverage.tables import Coverage, count_situation
from trienkhai.web.coverage.unit_rows import count_progress
from trienkhai.web.coverage.wording import column_name
from trienkhai.web.directives.models import Item
from trienkhai.web.directives.planning import PLAN
from trienkhai.web.directives.queries import find_directive
from trienkhai.web.errors import NotValid
from trienkhai.web.interface import REFUSALS
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.formats import format_day

router = Router(tags=["độ phủ"])


class FormGroupOut(Schema):
    """A column: a group of forms; the empty key stands for activities without a form."""

    key: str
    name: str


class CoverageItemOut(Schema):
    """A topic or task."""

    id: int
    kind: str
    label: str
    text: str
    deadline: date | None


class CoverageCellOut(Schema):
    """How many units did it; tasks have one cell with the group `""`.

    `applicable` is the denominator, `planned` are units that planned it and did nothing of it yet, `open`
    those that did neither, `activities` the ids of
    the activities behind the count, where the caller may see them.
    """

    item: int
    group: str
    proved: int
    recorded: int
    planned: int
    begun: int
    open: int
    late: int
    not_applicable: int
    applicable: int
    activities: list[int]


class LateItemOut(Schema):
    """An item past its date; the plan is item 0."""

    item: int
    due: date
    working_days: int
    sentence: str


class CoverageUnitOut(Schema):
    """One unit with its steps; in the order of the unit list."""

    duty: int
    unit: int
    name: str
    arrived_on: date | None
    acknowledged_on: date | None
    activities: int
    proved: int
    reported_on: dict[int, date] = Field(description="Report request → day on which the standing report was sent.")
    plan_sent_on: date | None = Field(description="Where a plan is asked for: the day the unit sent it.")
    cells_planned: int
    cells_planned_done: int
    late: list[LateItemOut]
    states: dict[str, str] = Field(
        description='"item:group" → proved, recorded, planned, begun, none, late, not_applicable.'
    )


class CoverageTotalsOut(Schema):
    """The totals of all units, each with its own denominator."""

    units: int
    arrived: int
    acknowledged: int
    acted: int
    reports_asked: int
    reports_sent: int
    late: int


class CoverageOut(Schema):
    """The coverage of a directive on a day. A receiving unit finds itself under `units`, and the totals of all."""

    directive: int
    on: date
    known: date
    units_choose: bool
    groups: list[FormGroupOut]
    items: list[CoverageItemOut]
    cells: list[CoverageCellOut]
    units: list[CoverageUnitOut]
    totals: CoverageTotalsOut


@router.get("/directives/{int:directive_id}/coverage", response={200: CoverageOut, **REFUSALS})
def show_coverage(
    request: HttpRequest,
    directive_id: int,
    on: date | None = None,
    known: Literal["then", "today"] = "then",
) -> CoverageOut:
    """Who did what by a day: the directive's items by groups of forms, with units and totals.

    `on`: the day looked at, today where none is given. `known`: as known then, or as known today.
    """
    actor = actor_of(request)
    directive = find_directive(actor, directive_id)
    today = clock.today()
    if on is not None and on > today:
        said = f"Ngày {format_day(on)} chưa tới. Hỏi ngày đến hết hôm nay, {format_day(today)}."
        raise NotValid("day-to-come", said, {"on": said})
    day = on or today
    coverage = count_situation(load_situation(directive, Sight(day, day if known == "then" else today)))
    own = frozenset(unit.duty for unit in coverage.units if acts_for(actor, unit.unit))
    return coverage_out(coverage, Beholder(may_see_all_units(actor, directive), own))


def coverage_out(coverage: Coverage, beholder: Beholder) -> CoverageOut:
    """Everything this caller may see."""
    situation = coverage.situation
    cells = [*coverage.topics.cells.values(), *coverage.tasks.values()]
    seen = frozenset(deed.id for deed in situation.deeds if beholder.sees(deed.duty))
    return CoverageOut(
        directive=situation.directive.pk,
        on=situation.sight.on,
        known=situation.sight.known,
        units_choose=situation.directive.units_choose,
        groups=[FormGroupOut(key=group, name=column_name(group)) for group in coverage.topics.groups],
        items=[
            CoverageItemOut(id=item.pk, kind=item.kind, label=item.label, text=item.text, deadline=item.deadline_on)
            for item in situation.of_kind(Item.Kind.TOPIC, Item.Kind.TASK)
        ],
        cells=[cell_out(cell, seen) for cell in cells],
        units=[
            unit_out(unit, position, coverage, cells)
            for position, unit in enumerate(situation.units)
            if beholder.sees(unit.duty.pk)
        ],
        totals=totals_out(coverage),
    )


def cell_out(cell: Cell, seen: frozenset[int]) -> CoverageCellOut:
    """One cell; `seen` are the activities the caller may see."""
    counted = {state.value: number for state, number in cell.count_all().items()}
    return CoverageCellOut(
        item=cell.item,
        group=cell.group,
        proved=counted["proved"],
        recorded=counted["recorded"],
        planned=counted["planned"],
        begun=counted["begun"],
        open=counted["none"],
        late=counted["late"],
        not_applicable=counted["not_applicable"],
        applicable=cell.denominator,
        activities=[deed for deed in cell.deeds if deed in seen],
    )


def unit_out(unit: UnitFacts, position: int, coverage: Coverage, cells: list[Cell]) -> CoverageUnitOut:
    """One unit."""
    totals = coverage.topics.totals[unit.duty.pk]
    planned, done = coverage.plans.get(unit.duty.pk, (0, 0))
    return CoverageUnitOut(
        duty=unit.duty.pk,
        unit=unit.duty.unit_id,
        name=unit.name,
        arrived_on=unit.arrived_on,
        acknowledged_on=unit.acknowledged_on,
        activities=totals.activities,
        proved=totals.proved,
        reported_on={item: report.sent_on for item, report in unit.reports.items() if item != PLAN and report.sent_on},
        plan_sent_on=unit.plan.sent_on if unit.plan else None,
        cells_planned=planned,
        cells_planned_done=done,
        late=[
            LateItemOut(item=item, due=late.due, working_days=late.working_days, sentence=late.sentence)
            for item, late in unit.late.items()
        ],
        states={f"{cell.item}:{cell.group}": cell.states[position].value for cell in cells},
    )


def totals_out(coverage: Coverage) -> CoverageTotalsOut:
    """The totals of all units."""
    progress = count_progress(coverage)
    return CoverageTotalsOut(
        units=progress.units,
        arrived=progress.arrived,
        acknowledged=progress.acknowledged,
        acted=progress.acted,
        reports_asked=progress.asked,
        reports_sent=progress.sent,
        late=progress.late,
    )
