"""Who may do what with directives and duties.

Members of the issuing office see everything under a directive. A unit sees its own duties once they are issued, never
another unit's. Everybody else does not learn that it exists.
"""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.permissions import keeps_registers
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import acts_for, own_units


def visible_directives_to(actor: Actor) -> Q:
    """Which directives a person may see: those of their office, and issued ones that gave their unit a duty."""
    received = Q(duties__unit_id__in=own_units(actor)) & ~Q(state=Directive.State.DRAFT)
    return Q(office_id=actor.office_id) | received


def visible_duties_to(actor: Actor) -> Q:
    """Which duties a person may see: those of the units they act for, and those their office gave."""
    return Q(unit_id__in=own_units(actor)) | Q(directive__office_id=actor.office_id)


def issues(actor: Actor, directive: Directive) -> bool:
    """Belongs to the office that issues it."""
    return directive.office_id == actor.office_id


def may_arrange(actor: Actor, directive: Directive) -> bool:
    """Receivers, deadlines, forms: officers and leaders of the issuing office."""
    return issues(actor, directive) and actor.role in (Role.OFFICER, Role.LEADER)


def may_sign(actor: Actor, directive: Directive) -> bool:
    """Leaders of the issuing office."""
    return issues(actor, directive) and actor.is_leader


def may_issue(actor: Actor, directive: Directive) -> bool:
    """Whoever keeps the office's registers, as with numbering: the clerk, or an officer where there is none."""
    return issues(actor, directive) and keeps_registers(actor)


def may_withdraw(actor: Actor, directive: Directive) -> bool:
    """Leaders of the issuing office."""
    return issues(actor, directive) and actor.is_leader


def may_change_duty(actor: Actor, duty: Duty) -> bool:
    """Extending, exempting, withdrawing, answering: officers and leaders of the issuing office."""
    return may_arrange(actor, duty.directive)


def may_act_for_unit(actor: Actor, duty: Duty) -> bool:
    """Anybody with a working role in the unit."""
    return acts_for(actor, duty.unit_id) and actor.role in (Role.CLERK, Role.OFFICER, Role.LEADER)


def may_enter_for_unit(actor: Actor, duty: Duty) -> bool:
    """Clerks and officers of the issuing office, with a basis."""
    return issues(actor, duty.directive) and actor.role in (Role.CLERK, Role.OFFICER)


def may_acknowledge(actor: Actor, duty: Duty) -> bool:
    """The unit, or the issuing office on its behalf."""
    return may_act_for_unit(actor, duty) or may_enter_for_unit(actor, duty)


def may_request(actor: Actor, duty: Duty) -> bool:
    """Officers and leaders of the unit."""
    return acts_for(actor, duty.unit_id) and actor.role in (Role.OFFICER, Role.LEADER)


def may_pass_on(actor: Actor, duty: Duty) -> bool:
    """Whoever works for the unit, where the unit keeps registers of its own: a division issues nothing itself."""
    return duty.unit_id == actor.office_id and actor.role in (Role.CLERK, Role.OFFICER, Role.LEADER)


def may_see_duty(actor: Actor, duty: Duty) -> bool:
    """The same answer as `visible_duties_to`, for one duty in hand."""
    return acts_for(actor, duty.unit_id) or issues(actor, duty.directive)
