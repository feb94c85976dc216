"""Who may do what with plans.

A plan is the unit's own until its leader approved it; from then on the issuing office sees it, too. What the office
enters on a unit's behalf, by a paper it holds, it also submits and approves.
"""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.directives.models import Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import acts_for, own_units
from trienkhai.web.plans.models import Plan

WORKING = (Role.CLERK, Role.OFFICER, Role.LEADER)


def may_enter_for_unit(actor: Actor, duty: Duty) -> bool:
    """Clerks and officers of the issuing office, with a basis."""
    return duty.directive.office_id == actor.office_id and actor.role in (Role.CLERK, Role.OFFICER)


def may_draft(actor: Actor, duty: Duty) -> bool:
    """Anybody with a working role in the unit; the issuing office on its behalf."""
    return (acts_for(actor, duty.unit_id) and actor.role in WORKING) or may_enter_for_unit(actor, duty)


def may_write(actor: Actor, plan: Plan) -> bool:
    """The unit; the issuing office only what it entered itself. So with submitting and taking back."""
    if acts_for(actor, plan.duty.unit_id):
        return actor.role in WORKING
    return plan.on_behalf and may_enter_for_unit(actor, plan.duty)


def may_approve(actor: Actor, plan: Plan) -> bool:
    """The unit's leader; the issuing office for what it entered on the unit's behalf."""
    if acts_for(actor, plan.duty.unit_id):
        return actor.is_leader
    return plan.on_behalf and may_enter_for_unit(actor, plan.duty)


def may_judge(actor: Actor, plan: Plan) -> bool:
    """Officers and leaders of the issuing office, never about their own unit's plan."""
    return (
        plan.duty.directive.office_id == actor.office_id
        and actor.role in (Role.OFFICER, Role.LEADER)
        and not acts_for(actor, plan.duty.unit_id)
    )


def visible_to(actor: Actor) -> Q:
    """Which plans a person may see."""
    above = Q(duty__directive__office_id=actor.office_id) & (Q(approved_at__isnull=False) | Q(on_behalf=True))
    return Q(duty__unit_id__in=own_units(actor)) | above


def may_see(actor: Actor, plan: Plan) -> bool:
    """The same answer as `visible_to`, for one plan in hand."""
    if acts_for(actor, plan.duty.unit_id):
        return True
    return plan.duty.directive.office_id == actor.office_id and (plan.approved_at is not None or plan.on_behalf)
