"""Who may do what with activities.

A unit's activities are its own: whoever acts for it records and corrects, its leader confirms. What the issuing office
entered on a unit's behalf, the office also corrects and confirms, by the paper it holds; a unit's own entries it can
only question, once the unit has confirmed them.
"""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.permissions import may_act_for_unit, may_enter_for_unit
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import acts_for, own_units


def may_record(actor: Actor, duty: Duty) -> bool:
    """Anybody working for the unit; the issuing office's clerks and officers on its behalf."""
    return may_act_for_unit(actor, duty) or may_enter_for_unit(actor, duty)


def may_change(actor: Actor, activity: Activity) -> bool:
    """Correct it, prove it, answer for it, take it back: the unit, or the office that entered it for the unit."""
    return may_act_for_unit(actor, activity.duty) or (activity.on_behalf and may_enter_for_unit(actor, activity.duty))


def may_confirm(actor: Actor, activity: Activity) -> bool:
    """The unit's leader; what the office entered on the unit's behalf it also confirms, by the paper it holds."""
    if acts_for(actor, activity.duty.unit_id):
        return actor.is_leader
    return activity.on_behalf and may_enter_for_unit(actor, activity.duty)


def may_question(actor: Actor, duty: Duty) -> bool:
    """Clerks, officers and leaders of the issuing office, about units that are not their own."""
    return (
        duty.directive.office_id == actor.office_id
        and actor.role != Role.ADMINISTRATOR
        and not acts_for(actor, duty.unit_id)
    )


def visible_to(actor: Actor) -> Q:
    """Which activities a person may see: those of the units they act for, and those under directives of their office.

    An activity that is not confirmed yet is the unit's own business; the issuing office sees it where it entered it.
    """
    above = Q(duty__directive__office_id=actor.office_id) & (Q(confirmed_at__isnull=False) | Q(on_behalf=True))
    return Q(duty__unit_id__in=own_units(actor)) | above


def may_see(actor: Actor, activity: Activity) -> bool:
    """The same for one activity."""
    if acts_for(actor, activity.duty.unit_id):
        return True
    return activity.duty.directive.office_id == actor.office_id and (
        activity.confirmed_at is not None or activity.on_behalf
    )


def may_see_duty(actor: Actor, duty: Duty) -> bool:
    """The unit, and the office that gave the duty, once it has given it."""
    if duty.directive.state == Directive.State.DRAFT:
        return duty.directive.office_id == actor.office_id
    return acts_for(actor, duty.unit_id) or duty.directive.office_id == actor.office_id
