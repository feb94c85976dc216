"""Who may do what with reports."""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import acts_for, own_units
from trienkhai.web.reports.models import Report

SENT = (Report.State.SUBMITTED, Report.State.ACCEPTED, Report.State.RETURNED)


def may_enter_for_unit(actor: Actor, duty: Duty) -> bool:
    """The issuing office may write and send for the unit, with a basis."""
    return duty.directive.office_id == actor.office_id and actor.role in (Role.CLERK, Role.OFFICER)


def may_draft(actor: Actor, duty: Duty) -> bool:
    """Anybody acting for the unit; the issuing office on its behalf."""
    return acts_for(actor, duty.unit_id) or may_enter_for_unit(actor, duty)


def may_write(actor: Actor, report: Report) -> bool:
    """Whoever may draft it; a roll-up: the officers and leaders of the issuing office."""
    if report.duty is not None and not report.is_rollup:
        return may_draft(actor, report.duty)
    return may_roll_up(actor, report.directive)


def may_submit(actor: Actor, report: Report) -> bool:
    """The unit's leader signs it off; the issuing office for the unit by the paper it holds."""
    if report.duty is not None and not report.is_rollup:
        return (acts_for(actor, report.duty.unit_id) and actor.is_leader) or may_enter_for_unit(actor, report.duty)
    return report.directive.office_id == actor.office_id and actor.is_leader


def may_judge(actor: Actor, report: Report) -> bool:
    """Accept or return: officers and leaders of the office that asked; nobody judges a roll-up of their own."""
    judges = actor.role in (Role.OFFICER, Role.LEADER)
    return judges and not report.is_rollup and report.directive.office_id == actor.office_id


def may_roll_up(actor: Actor, directive: Directive) -> bool:
    """Officers and leaders of the issuing office."""
    return directive.office_id == actor.office_id and actor.role in (Role.OFFICER, Role.LEADER)


def visible_to(actor: Actor) -> Q:
    """A unit sees its own reports; the issuing office sees what was sent, and what it entered itself."""
    above = Q(directive__office_id=actor.office_id) & (
        Q(state__in=SENT) | Q(is_rollup=True) | Q(entered_by_unit_id__in=own_units(actor))
    )
    return Q(is_rollup=False, unit_id__in=own_units(actor)) | above
