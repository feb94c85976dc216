"""Looking plans up, always limited to what the person may see; which cells were planned on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value

from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.catalogue import FormGroup, catalogue
from trienkhai.web.directives.completion import Rows
from trienkhai.web.directives.models import Directive, DirectiveForm, Duty, Item
from trienkhai.web.directives.planning import PLAN
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.plans.models import Plan, PlanCell
from trienkhai.web.plans.permissions import visible_to

LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cell that the unit filled in the year before, and how often."""

    item: int
    group: str
    forms: tuple[str, ...]
    times: int


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """What this person may see, newest first."""
    return Plan.objects.filter(visible_to(actor)).select_related("duty__directive__document").order_by("-id")


def find_plan(actor: Actor, plan_id: int) -> Plan:
    """One plan with its cells. Raises Unknown."""
    cells = Prefetch("cells", PlanCell.objects.select_related("item").order_by("item__position", "item_id", "group"))
    found = visible_plans(actor).filter(pk=plan_id).prefetch_related(cells).first()
    if found is None:
        raise Unknown
    return found


def plans_of_duty(actor: Actor, duty_id: int) -> QuerySet[Plan]:
    """Every edition of one unit's plan that the person may see, newest first."""
    return visible_plans(actor).filter(duty_id=duty_id).order_by("-edition")


def plans_of_directive(directive_id: int) -> QuerySet[Plan]:
    """The newest edition of every unit that left the unit's hands, in the order of the unit list."""
    sent = Plan.objects.filter(duty__directive_id=directive_id, approved_at__isnull=False)
    newest = {plan.duty_id: plan.pk for plan in sent.order_by("edition")}
    return (
        Plan.objects.filter(pk__in=newest.values())
        .select_related("duty")
        .prefetch_related("cells")
        .order_by("duty__position", "duty_id")
    )


def holds_from(directive: Directive) -> tuple[str, str]:
    """The fields that say since which day a plan holds, and when that became known."""
    step = "accepted" if directive.acceptance_needed else "approved"
    return f"{step}_on", f"{step}_at"


def planned_cells(directive: Directive, *, on: date, known: date) -> list[PlanCell]:
    """The cells of the plans that held on day `on` as known by the end of `known`, with the duty as `plan.duty_id`.

    For every unit the latest edition that held by then; one query at any size.
    """
    day, moment = holds_from(directive)
    held = Plan.objects.filter(
        Q(**{f"{day}__lte": on, f"{moment}__lte": clock.end_of(known)}), duty=OuterRef("plan__duty")
    )
    newest = Subquery(held.order_by("-edition").values("pk")[:1])
    cells = PlanCell.objects.filter(plan__duty__directive=directive, plan_id=newest)
    return list(cells.select_related("plan").order_by("id"))


def list_sent_plans(duties: Collection[int], on: date) -> Rows:
    """The days on which leaders sent plans of these duties, as (duty, PLAN, day); one sent back is not sent."""
    sent = (Plan.State.APPROVED, Plan.State.ACCEPTED, Plan.State.REPLACED)
    found = Plan.objects.filter(duty_id__in=duties, state__in=sent, approved_on__lte=on).order_by()
    return found.values_list("duty_id", Value(PLAN, output_field=IntegerField()), "approved_on")


def list_plan_items(duty: Duty) -> list[Item]:
    """The topics and tasks this unit may plan, in the order of the text."""
    found = duty.directive.items.filter(struck_at__isnull=True).exclude(kind=Item.Kind.REPORT)
    return [
        item
        for item in found.prefetch_related("units").order_by("position", "id")
        if item.for_everyone or duty.unit_id in {unit.pk for unit in item.units.all()}
    ]


def list_plan_groups(directive_id: int) -> tuple[FormGroup, ...]:
    """The groups of forms the directive names, in the catalogue's order; none where it names no form."""
    keys: set[str] = set()
    for form in DirectiveForm.objects.filter(directive_id=directive_id, merged_into__isnull=True):
        keys.update(form.catalogue_keys)
    named = {catalogue().forms[key].group for key in keys if key in catalogue().forms}
    return tuple(group for group in catalogue().groups if group.key in named)


def propose_cells(duty: Duty, items: Iterable[Item], groups: Iterable[FormGroup]) -> list[Proposal]:
    """What the unit did in the year before the directive's period, item by item, where its words were the same.

    Activities under this directive count, too, once there are any: a second plan starts from what was really done.
    """
    start = duty.directive.period_start or clock.today()
    before = Activity.objects.filter(duty__unit_id=duty.unit_id, confirmed_at__isnull=False, withdrawn_at__isnull=True)
    before = before.filter(effective_on__gte=start - LOOK_BACK).prefetch_related("items")
    names = {fold(item.text): item.pk for item in items}
    known = {group.key for group in groups} or {""}
    counted: Counter[tuple[int, str]] = Counter()
    forms: dict[tuple[int, str], dict[str, None]] = {}
    for activity in before:
        group = activity.form_group if activity.form_group in known else ""
        for item in activity.items.all():
            wanted = names.get(fold(item.text))
            if wanted is None or group not in known:
                continue
            counted[wanted, group] += 1
            forms.setdefault((wanted, group), {})[activity.form] = None
    return [
        Proposal(item, group, tuple(key for key in forms[item, group] if key), times)
        for (item, group), times in sorted(counted.items())
    ]


def plans_waiting_for(actor: Actor) -> QuerySet[Plan]:
    """Plans that wait for this person's deed: the leader's approval, the issuing office's acceptance; oldest first."""
    mine = Q(pk__in=())
    if actor.is_leader:
        mine |= Q(state=Plan.State.SUBMITTED, duty__unit_id__in=(actor.unit_id, actor.office_id))
    if actor.is_officer or actor.is_leader:
        mine |= Q(
            state=Plan.State.APPROVED,
            duty__directive__office_id=actor.office_id,
            duty__directive__acceptance_needed=True,
        ) & ~Q(duty__unit_id=F("duty__directive__office_id"))
    return Plan.objects.filter(mine).select_related("duty__directive__document").order_by("changed_at", "id")
