"""Who may do what with reports."""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.permissions import keeps_registers
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
    """The unit, and the office where it entered the report for it; a roll-up: officers and leaders of its office."""
    if report.duty is not None and not report.is_rollup:
        own = acts_for(actor, report.duty.unit_id)
        return own or (report.on_behalf and may_enter_for_unit(actor, report.duty))
    return may_roll_up(actor, report.directive)


def may_submit(actor: Actor, report: Report) -> bool:
    """The unit's leader signs it off; what the issuing office entered for the unit, it also sends.

    A roll-up is frozen by the officers and leaders of its office; its leader signs the paper.
    """
    if report.duty is not None and not report.is_rollup:
        own = acts_for(actor, report.duty.unit_id) and actor.is_leader
        return own or (report.on_behalf and may_enter_for_unit(actor, report.duty))
    return may_roll_up(actor, report.directive)


def may_judge(actor: Actor, report: Report) -> bool:
    """Accept or return: officers and leaders of the office that asked, never of the unit that reports."""
    if report.duty is None or acts_for(actor, report.unit_id):
        return False
    return actor.role in (Role.OFFICER, Role.LEADER) and report.duty.directive.office_id == actor.office_id


def may_sign_paper(actor: Actor, report: Report) -> bool:
    """A leader of the office that reports."""
    return actor.is_leader and actor.office_id == report.unit_id


def may_issue_paper(actor: Actor, report: Report) -> bool:
    """Whoever keeps the registers of the office that reports."""
    return actor.office_id == report.unit_id and keeps_registers(actor)


def may_roll_up(actor: Actor, directive: Directive) -> bool:
    """Officers and leaders of the issuing office."""
    return directive.office_id == actor.office_id and actor.role in (Role.OFFICER, Role.LEADER)


def visible_to(actor: Actor) -> Q:
    """A unit sees its own reports, roll-ups among them; the office that asked sees what was sent or entered there."""
    asked = Q(duty__directive__office_id=actor.office_id)
    entered = Q(is_rollup=False, on_behalf=True)
    return Q(unit_id__in=own_units(actor)) | (asked & (Q(state__in=SENT) | entered))


def may_know(actor: Actor, report: Report) -> bool:
    """The same for one report."""
    if acts_for(actor, report.unit_id):
        return True
    asked = report.duty is not None and report.duty.directive.office_id == actor.office_id
    return asked and (report.state in SENT or (report.on_behalf and not report.is_rollup))
