"""Everything the coverage of one directive on one day needs, in eight queries whatever the number of units.

Two times decide (see `Sight`): what takes effect by the day looked at, and what was recorded by the day it is known
from. Nothing here asks for a state stored now: the same figures always come again for a past day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery, prefetch_related_objects

from trienkhai.web import clock
from trienkhai.web.activities.queries import confirmed_activities
from trienkhai.web.coverage.counting import Deed
from trienkhai.web.directives.lateness import Lateness, explain_lateness
from trienkhai.web.directives.ledger import DutyStanding, compute_standing
from trienkhai.web.directives.models import (
    Acknowledgement,
    Directive,
    DirectiveForm,
    Duty,
    Item,
)
from trienkhai.web.directives.planning import PLAN, list_owed_plans, list_plan_terms
from trienkhai.web.directives.queries import facts_of, load_ledgers, terms_from
from trienkhai.web.documents.models import Distribution
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.offices.queries import in_force
from trienkhai.web.plans.events import PlanAccepted, PlanApproved, PlanReturned
from trienkhai.web.plans.queries import planned_cells
from trienkhai.web.reports.events import ReportAccepted, ReportReturned, ReportSubmitted, ReportTakenBack
from trienkhai.web.reports.models import Report

REPORT_STEPS = (ReportSubmitted.name, ReportTakenBack.name, ReportReturned.name, ReportAccepted.name)
DEED_COLUMNS = (
    "pk",
    "code",
    "duty_id",
    "form",
    "form_group",
    "proofs",
    "completes",
    "effective_on",
    "items__pk",
)


@dataclass(frozen=True, slots=True)
class Sight:
    """The day looked at, and the day whose knowledge is used: the same ("as known then"), or today."""

    on: date
    known: date

    @property
    def known_by(self) -> datetime:
        """The last moment whose records are seen."""
        return clock.end_of(self.known)

    def sees(self, effective_on: date | None, recorded_at: datetime | None) -> bool:
        """Whether something that took effect and was written down then is seen."""
        if effective_on is None or recorded_at is None:
            return False
        return effective_on <= self.on and recorded_at <= self.known_by


@dataclass(frozen=True, slots=True)
class FormDeed:
    """A confirmed activity with the form of the catalogue it took and its group; both empty: no form."""

    id: int
    code: str
    duty: int
    form: str
    group: str
    items: tuple[int, ...]
    proved: bool
    completes: bool
    effective_on: date

    def in_column(self, group: str) -> Deed:
        """The same as the arithmetic sees it, in this column."""
        return Deed(self.id, self.duty, group, self.items, self.proved, self.completes)


@dataclass(frozen=True, slots=True)
class SentReport:
    """What became of one report, or of the plan, by the day: when it was sent last, or that it was returned since."""

    item: int
    sent_on: date | None
    accepted: bool
    returned: bool


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """A unit means to do this item in this group of forms, in these forms where it said which."""

    duty: int
    item: int
    group: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """One unit whose duty counts on the day, with the steps it has taken; `late` is what shows red, by item."""

    duty: Duty
    name: str
    short_name: str
    kind: str
    area_name: str
    standing: DutyStanding
    arrived_on: date | None
    acknowledged_on: date | None
    reports: Mapping[int, SentReport]
    late: Mapping[int, Lateness]

    @property
    def plan(self) -> SentReport | None:
        """What became of its plan, where the directive asks for one; None where none was ever sent."""
        return self.reports.get(PLAN)


@dataclass(frozen=True, slots=True)
class Situation:
    """A directive on a day. `items` without those struck by then, `forms` the catalogue keys its own forms mean."""

    directive: Directive
    sight: Sight
    items: tuple[Item, ...]
    units: tuple[UnitFacts, ...]
    deeds: tuple[FormDeed, ...]
    forms: frozenset[str]
    planned: tuple[PlannedCell, ...] = ()

    def of_kind(self, *kinds: str) -> tuple[Item, ...]:
        """The items of these kinds, in the order of the text."""
        return tuple(item for item in self.items if item.kind in kinds)


def load_situation(directive: Directive, sight: Sight) -> Situation:
    """What this directive looked like. Drafts have no duties, so nothing but their items."""
    items = list(Item.objects.filter(directive=directive).order_by("position", "id"))
    prefetch_related_objects([item for item in items if not item.for_everyone], "units")
    standing = tuple(item for item in items if not was_struck(item, sight))
    deeds = load_deeds(directive.pk, sight)
    forms = DirectiveForm.objects.filter(directive=directive).values_list("catalogue_keys", flat=True)
    return Situation(
        directive=directive,
        sight=sight,
        items=standing,
        units=load_units(directive, sight, items, find_done_days(deeds)),
        deeds=deeds,
        forms=frozenset(key for keys in forms for key in keys),
        planned=load_planned(directive, sight),
    )


def load_planned(directive: Directive, sight: Sight) -> tuple[PlannedCell, ...]:
    """What units meant to do by then, in one query; in none where the directive asks for no plan."""
    if not directive.plan_needed:
        return ()
    return tuple(
        PlannedCell(cell.plan.duty_id, cell.item_id, cell.group, tuple(cell.forms))
        for cell in planned_cells(directive, on=sight.on, known=sight.known)
    )


def was_struck(item: Item, sight: Sight) -> bool:
    """Whether the item was taken out by then."""
    return item.struck_at is not None and sight.sees(item.struck_at.astimezone(clock.HANOI).date(), item.struck_at)


def load_deeds(directive_id: int, sight: Sight) -> tuple[FormDeed, ...]:
    """The activities that count, in one query: a row for each of their items."""
    rows = confirmed_activities(directive_id, on=sight.on, known=sight.known).values_list(*DEED_COLUMNS)
    items: dict[int, list[int]] = defaultdict(list)
    first: dict[int, tuple[str, int, str, str, int, bool, date]] = {}
    for pk, code, duty, form, group, proofs, completes, day, item in rows:
        if item is not None:
            items[pk].append(item)
        if pk not in first:
            first[pk] = (code, duty, form, group, proofs, completes, day)
    return tuple(
        FormDeed(pk, code, duty, form, group, tuple(sorted(items[pk])), proofs > 0, completes, day)
        for pk, (code, duty, form, group, proofs, completes, day) in first.items()
    )


def find_done_days(deeds: Iterable[FormDeed]) -> dict[tuple[int, int], date]:
    """The day on which each task was done, by duty and item: that of the first activity that completes it."""
    found: dict[tuple[int, int], date] = {}
    for deed in deeds:
        for item in deed.items if deed.completes else ():
            key = (deed.duty, item)
            found[key] = min(deed.effective_on, found.get(key, deed.effective_on))
    return found


def load_units(
    directive: Directive, sight: Sight, items: list[Item], done: Mapping[tuple[int, int], date]
) -> tuple[UnitFacts, ...]:
    """The units whose duty counts on the day, in the order of the unit list."""
    duties = list(list_duties_with_steps(directive, sight))
    units = {duty.unit_id for duty in duties}
    versions = {row.unit_id: row for row in UnitVersion.objects.filter(in_force(sight.on), unit_id__in=units)}
    reports = load_reports(directive.pk, sight)
    ledgers = load_ledgers([duty.pk for duty in duties])
    found = []
    for duty in duties:
        standing = compute_standing(
            ledgers[duty.pk].lines,
            [*list_plan_terms(directive), *(terms_from(item, duty.unit_id) for item in items)],
            on=sight.on,
            known_by=sight.known_by,
            pleas=ledgers[duty.pk].pleas,
        )
        if standing.counts:
            own = reports.get(duty.pk, {})
            late = find_late(
                directive, standing, [*list_owed_plans(directive), *items], done_days_of(duty.pk, own, done)
            )
            found.append(unit_facts(duty, versions.get(duty.unit_id), standing, own, late))
    return tuple(found)


def list_duties_with_steps(directive: Directive, sight: Sight) -> QuerySet[Duty]:
    """All duties with what they have been through by then, as `arrived` and `taken_on`."""
    arrived = Distribution.objects.filter(document_id=directive.document_id, unit_id=OuterRef("unit_id"))
    taken = Acknowledgement.objects.filter(
        duty=OuterRef("pk"), effective_on__lte=sight.on, recorded_at__lte=sight.known_by
    )
    return (
        Duty.objects.filter(directive=directive)
        .annotate(
            arrived=Subquery(arrived.filter(arrived_at__lte=clock.end_of(sight.on)).values("arrived_at")[:1]),
            taken_on=Subquery(taken.values("effective_on")[:1]),
        )
        .order_by("position", "id")
    )


def load_reports(directive_id: int, sight: Sight) -> dict[int, dict[int, SentReport]]:
    """What became of the units' reports and plans (as item PLAN), by duty and item, told from the journal.

    A report keeps only its last day of sending; what was sent, returned and sent again is only in the journal.
    """
    names = (*REPORT_STEPS, PlanApproved.name, PlanReturned.name, PlanAccepted.name)
    item = Report.objects.filter(pk=OuterRef("object_id")).values("item_id")[:1]
    entries = (
        Entry.objects.filter(directive_id=directive_id, name__in=names)
        .filter(duty_id__isnull=False, effective_on__lte=sight.on, recorded_at__lte=sight.known_by)
        .annotate(item_id=Subquery(item))
        .order_by("effective_on", "recorded_at", "id")
        .values_list("duty_id", "item_id", "name", "effective_on")
    )
    found: dict[int, dict[int, SentReport]] = defaultdict(dict)
    for duty, asked, name, day in entries:
        item_id = asked if name in REPORT_STEPS else PLAN
        if duty is not None and item_id is not None:
            found[duty][item_id] = follow_report(found[duty].get(item_id), item_id, name, day)
    return found


def follow_report(before: SentReport | None, item: int, name: str, day: date) -> SentReport:
    """What a report, or a plan, is after one more entry. A later edition of a plan keeps the first day of sending."""
    if name == PlanApproved.name and before is not None and before.sent_on is not None:
        return before
    if name in (ReportSubmitted.name, PlanApproved.name):
        return SentReport(item, day, accepted=False, returned=False)
    if name in (ReportAccepted.name, PlanAccepted.name):
        return SentReport(item, before.sent_on if before else day, accepted=True, returned=False)
    return SentReport(item, None, accepted=False, returned=name in (ReportReturned.name, PlanReturned.name))


def done_days_of(
    duty_id: int, reports: Mapping[int, SentReport], done: Mapping[tuple[int, int], date]
) -> dict[int, date]:
    """The day on which each item of one duty was done: its report sent, its task completed."""
    days = {item: day for (duty, item), day in done.items() if duty == duty_id}
    return days | {item: report.sent_on for item, report in reports.items() if report.sent_on is not None}


def find_late(
    directive: Directive, standing: DutyStanding, items: Iterable[Item], done: Mapping[int, date]
) -> dict[int, Lateness]:
    """What shows red, by item. Topics never do: what is left to choice is not late."""
    office = directive.document.issuer_name
    found: dict[int, Lateness] = {}
    for item in items:
        if item.kind == Item.Kind.TOPIC or not standing.items[item.pk].is_past(standing.on):
            continue
        facts = facts_of(item, directive, office)
        late = explain_lateness(standing.items[item.pk], facts, on=standing.on, done_on=done.get(item.pk))
        if late is not None and late.is_open:
            found[item.pk] = late
    return found


def unit_facts(
    duty: Duty,
    version: UnitVersion | None,
    standing: DutyStanding,
    reports: Mapping[int, SentReport],
    late: Mapping[int, Lateness],
) -> UnitFacts:
    """One unit as it was called on that day; without a version of that day, as it was called when the duty began."""
    arrived: datetime | None = duty.arrived  # type: ignore[attr-defined]  # annotated by list_duties_with_steps
    return UnitFacts(
        duty=duty,
        name=version.name if version else duty.unit_name,
        short_name=version.short_name if version else duty.unit_short_name,
        kind=version.kind if version else "",
        area_name=version.area_name if version else "",
        standing=standing,
        arrived_on=arrived.astimezone(clock.HANOI).date() if arrived else None,
        acknowledged_on=duty.taken_on,  # type: ignore[attr-defined]  # annotated as well
        reports=reports,
        late=late,
    )
