"""Who may do what with activities."""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import acts_for, own_units


def may_record(actor: Actor, duty: Duty) -> bool:
    """Anybody acting for the unit; the issuing office's clerks and officers on its behalf."""
    return acts_for(actor, duty.unit_id) or may_enter_for_unit(actor, duty)


def may_enter_for_unit(actor: Actor, duty: Duty) -> bool:
    """The issuing office may enter for the unit, with a basis."""
    return duty.directive.office_id == actor.office_id and actor.role in (Role.CLERK, Role.OFFICER)


def may_confirm(actor: Actor, duty: Duty) -> bool:
    """The unit's leader; what the office entered on the unit's behalf it also confirms, by the paper it holds."""
    return (acts_for(actor, duty.unit_id) and actor.is_leader) or may_enter_for_unit(actor, duty)


def may_question(actor: Actor, duty: Duty) -> bool:
    """Clerks, officers and leaders of the issuing office."""
    return duty.directive.office_id == actor.office_id and actor.role != Role.ADMINISTRATOR


def visible_to(actor: Actor) -> Q:
    """Which activities a person may see: those of the units they act for, and those under directives of their office.

    An activity that is not confirmed yet is the unit's own business; the issuing office sees it where it entered it.
    """
    units = own_units(actor)
    above = Q(duty__directive__office_id=actor.office_id) & (
        ~Q(state=Activity.State.RECORDED) & ~Q(confirmed_at__isnull=True) | Q(entered_by_unit_id__in=units)
    )
    return Q(duty__unit_id__in=units) | above


def may_see_duty(actor: Actor, duty: Duty) -> bool:
    """The unit, and the office that gave the duty, once it has given it."""
    if duty.directive.state == Directive.State.DRAFT:
        return duty.directive.office_id == actor.office_id
    return acts_for(actor, duty.unit_id) or duty.directive.office_id == actor.office_id
