"""Several decisions about one draft in one deed: all of them are done, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from trienkhai.web.directives.actions import arranging, issuing
from trienkhai.web.directives.actions.arranging import ItemTerms
from trienkhai.web.directives.actions.locking import ONLY_ARRANGERS, check_may, check_version, lock_directive
from trienkhai.web.directives.actions.passing import link_duty
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.permissions import may_arrange
from trienkhai.web.documents.models import Purpose
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor


@dataclass(frozen=True, slots=True)
class ReportChange:
    """By which day units report, None for no report; where the data close."""

    deadline_on: date | None
    data_close_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What changes about one item; what is not named stays. A `strike` is the reason why nobody is asked."""

    item: int
    deadline_on: date | None = None
    deadline_named: bool = False
    units: tuple[int, ...] | None = None
    units_named: bool = False
    short: str = ""
    strike: str = ""


@dataclass(frozen=True, slots=True)
class PurposeChange:
    """Why the receivers of one line receive."""

    addressee: int
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that is added, struck or exempt, with its reason."""

    unit: int
    reason: str
    basis: str = ""
    purpose: Purpose = Purpose.CARRY_OUT
    addressee: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Everything that is to change; None and empty change nothing."""

    period: tuple[date, date] | None = None
    report: ReportChange | None = None
    plan_needed: bool | None = None
    plan_due_on: date | None = None
    plan_due_named: bool = False
    acceptance_needed: bool | None = None
    fulfils: int | None = None
    fulfils_named: bool = False
    items: tuple[ItemChange, ...] = ()
    purposes: tuple[PurposeChange, ...] = ()
    added: tuple[Change, ...] = ()
    struck: tuple[Change, ...] = ()
    exempt: tuple[Change, ...] = ()
    restored: tuple[int, ...] = ()


@transaction.atomic
def arrange_directive(
    actor: Actor, directive_id: int, *, arrangement: Arrangement, version: int | None = None
) -> Directive:
    """The draft is arranged so; each decision is a deed of its own in the journal."""
    directive = lock_directive(actor, directive_id)
    check_may(may_arrange(actor, directive), "officer-arranges", ONLY_ARRANGERS)
    check_version(directive, version)
    if arrangement.period is not None:
        start, end = arrangement.period
        arranging.set_period(actor, directive_id, start=start, end=end)
    if arrangement.fulfils_named:
        link_duty(actor, directive_id, duty_id=arrangement.fulfils)
    _arrange_units(actor, directive_id, arrangement)
    for change in arrangement.items:
        _arrange_item(actor, directive_id, change)
    if arrangement.report is not None:
        report = arrangement.report
        arranging.set_report(actor, directive_id, deadline_on=report.deadline_on, data_close_on=report.data_close_on)
    _arrange_options(actor, directive, arrangement)
    return Directive.objects.select_related("document").get(pk=directive_id)


def _arrange_units(actor: Actor, directive_id: int, wanted: Arrangement) -> None:
    for line in wanted.purposes:
        arranging.set_purpose(actor, directive_id, addressee_id=line.addressee, purpose=line.purpose)
    for unit in wanted.restored:
        arranging.restore_unit(actor, directive_id, unit_id=unit)
    for change in wanted.added:
        issuing.add_unit(
            actor,
            directive_id,
            unit_id=change.unit,
            reason=change.reason,
            basis=change.basis,
            purpose=change.purpose,
            addressee_id=change.addressee,
        )
    for change in wanted.struck:
        issuing.strike_unit(actor, directive_id, unit_id=change.unit, reason=change.reason, basis=change.basis)
    for change in wanted.exempt:
        arranging.exempt_unit(actor, directive_id, unit_id=change.unit, reason=change.reason, basis=change.basis)


def _arrange_item(actor: Actor, directive_id: int, change: ItemChange) -> None:
    if change.strike:
        arranging.strike_item(actor, directive_id, item_id=change.item, reason=change.strike)
        return
    item = Item.objects.filter(pk=change.item, directive_id=directive_id).prefetch_related("units").first()
    if item is None:
        raise Unknown
    units = None if item.for_everyone else tuple(unit.pk for unit in item.units.all())
    terms = ItemTerms(
        deadline_on=change.deadline_on if change.deadline_named else item.deadline_on,
        units=change.units if change.units_named else units,
        short=change.short,
    )
    arranging.set_item(actor, directive_id, item_id=change.item, terms=terms)


def _arrange_options(actor: Actor, directive: Directive, wanted: Arrangement) -> None:
    if wanted.plan_needed is None and wanted.acceptance_needed is None and not wanted.plan_due_named:
        return
    plan = directive.plan_needed if wanted.plan_needed is None else wanted.plan_needed
    acceptance = directive.acceptance_needed if wanted.acceptance_needed is None else wanted.acceptance_needed
    arranging.set_options(
        actor,
        directive.pk,
        plan_needed=plan,
        acceptance_needed=acceptance,
        plan_due_on=wanted.plan_due_on if wanted.plan_due_named else directive.plan_due_on,
    )
