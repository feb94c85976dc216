"""Directives and duties for machines: look, arrange, sign, issue, take on, ask for a change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import uuid4

from django.http import HttpRequest
from ninja import Router

from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.actions.together import Arrangement, Change, ItemChange, PurposeChange, ReportChange
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Addressee, Directive, Duty, DutyRequest, Item
from trienkhai.web.directives.queries import (
    compute_standings_with_items,
    find_directive,
    find_directive_of_office,
    find_duty,
    list_addressees,
    list_duties,
    list_items,
)
from trienkhai.web.directives.schemas import (
    AcknowledgeIn,
    AcknowledgementOut,
    AddresseeOut,
    BegunOut,
    DeadlineOut,
    DirectiveOut,
    DirectivePatch,
    DutyItemOut,
    DutyOut,
    ExemptIn,
    ExtendIn,
    FormOut,
    IssuedOut,
    ItemIn,
    ItemOut,
    PeriodOut,
    ReasonBasisIn,
    RequestAnswerIn,
    RequestIn,
    RequestOut,
    ResolvedUnitOut,
    SignIn,
    UnitIn,
)
from trienkhai.web.errors import NotValid
from trienkhai.web.interface import REFUSALS, paper_from
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["chỉ đạo, nhiệm vụ"])


def directive_out(actor: Actor, directive: Directive) -> DirectiveOut:
    """The directive as far as this person may know it."""
    own = directive.office_id == actor.office_id
    addressees = list_addressees(directive) if own else []
    duties = list_duties(directive.pk)
    mine = duties if own else duties.filter(unit_id__in=own_units(actor))
    return DirectiveOut(
        id=directive.pk,
        uuid=directive.uuid,
        document=directive.document_id,
        document_state=directive.document.state,
        state=directive.state,
        title=directive.title,
        order=directive.order_text,
        period=PeriodOut(
            start=directive.period_start,
            end=directive.period_end,
            origin=directive.period_origin,
            basis=directive.period_basis,
        ),
        units_choose=directive.units_choose,
        plan_needed=directive.plan_needed,
        plan_due=directive.plan_due_on,
        acceptance_needed=directive.acceptance_needed,
        report_decided=directive.report_decided,
        fulfils=directive.fulfils_id if own else None,
        issued_on=directive.issued_on,
        version=directive.version,
        items=[item_out(item, None if own else own_units(actor)) for item in list_items(directive, struck=own)],
        addressees=[addressee_out(row) for row in addressees],
        forms=[
            FormOut(
                id=form.pk,
                text=form.text,
                section=form.section,
                examples=form.examples,
                catalogue=form.catalogue_keys,
                merged_into=form.merged_into_id,
            )
            for form in directive.forms.all()
        ],
        duties=mine.count(),
    )


def item_out(item: Item, among: Collection[int] | None) -> ItemOut:
    """The item as the interface tells it; its units only `among` these, where not everybody's may be told."""
    return ItemOut(
        id=item.pk,
        kind=item.kind,
        position=item.position,
        label=item.label,
        emphasis=item.emphasis,
        text=item.text,
        short=item.short,
        for_everyone=item.for_everyone,
        addressees=item.addressees,
        units=[unit.pk for unit in item.units.all() if among is None or unit.pk in among],
        deadline=DeadlineOut(
            on=item.deadline_on,
            origin=item.deadline_origin,
            text=item.deadline_text,
            basis=item.deadline_basis,
            set_by=item.deadline_set_by,
            set_on=item.deadline_set_on,
        ),
        period=item.period_label,
        data_close=item.data_close_on,
        struck=item.struck_at is not None,
        struck_reason=item.struck_reason,
    )


def addressee_out(row: Addressee) -> AddresseeOut:
    """The phrase with its units."""
    return AddresseeOut(
        id=row.pk,
        phrase=row.phrase,
        place=row.place,
        purpose=row.purpose,
        origin=row.origin,
        rule=row.rule,
        remark=row.remark,
        resolved_for=row.resolved_for,
        units=[
            ResolvedUnitOut(
                unit=unit.unit_id,
                name=unit.version.name,
                short_name=unit.version.short_name,
                included=unit.included,
                reports=unit.reports,
                origin=unit.origin,
                reason=unit.reason,
                basis=unit.basis,
            )
            for unit in row.resolved.all()
        ],
    )


def duties_out(duties: list[Duty]) -> list[DutyOut]:
    """Duties as they stand today, in few queries whatever their number."""
    today = clock.today()
    standings, _ = compute_standings_with_items(duties, on=today)
    done = load_done([duty.pk for duty in duties], today)
    return [duty_out(duty, standings[duty.pk], done, today) for duty in duties]


def duty_out(duty: Duty, standing: DutyStanding, done: dict[tuple[int, int], date], today: date) -> DutyOut:
    """One duty as it stands on a day."""
    taken = getattr(duty, "acknowledgement", None)
    items = [
        DutyItemOut(
            item=entry.item,
            kind=entry.kind,
            owed=standing.counts and entry.owed,
            deadline=entry.deadline_on,
            origin=entry.origin,
            extended=entry.extended is not None,
            exempt_reason=entry.exempt.reason if entry.exempt else "",
            done_on=done.get((duty.pk, entry.item)),
            late=standing.counts and entry.is_past(done.get((duty.pk, entry.item), today)),
        )
        for entry in standing.items.values()
        if entry.applies
    ]
    return DutyOut(
        id=duty.pk,
        uuid=duty.uuid,
        directive=duty.directive_id,
        unit=duty.unit_name,
        unit_id=duty.unit_id,
        purpose=duty.purpose,
        phrase=duty.phrase,
        counts=standing.counts,
        ended_reason=standing.ended.reason if standing.ended else "",
        acknowledged=AcknowledgementOut(
            on=taken.effective_on,
            by=taken.entered_by,
            note=taken.note,
            on_behalf=taken.on_behalf,
            on_behalf_basis=taken.on_behalf_basis,
        )
        if taken
        else None,
        items=items,
    )


def request_out(asked: DutyRequest) -> RequestOut:
    """The request as the interface tells it."""
    return RequestOut(
        id=asked.pk,
        uuid=asked.uuid,
        duty=asked.duty_id,
        kind=asked.kind,
        state=asked.state,
        item=asked.item_id,
        wanted_on=asked.wanted_on,
        reason=asked.reason,
        made_on=asked.effective_on,
        answer=asked.answer,
        answered_on=asked.answered_on,
    )


def arrangement_from(given: DirectivePatch) -> Arrangement:
    """What is to change, as the action takes it. Raises NotValid for two different days of one thing."""
    named = given.model_fields_set
    days = {
        given.deadline if name == "deadline" else given.report_deadline
        for name in named & {"deadline", "report_deadline"}
    }
    if len(days) > 1:
        raise NotValid("deadline-twice", "deadline và report_deadline khác nhau.", {"deadline": "Gửi một trong hai."})
    report = ReportChange(next(iter(days)), given.data_close) if days else None
    if report is None and "data_close" in named:
        raise NotValid("deadline-missing", "Chốt số liệu thì ghi cả ngày gửi báo cáo.", {"deadline": "Ghi ngày gửi."})
    return Arrangement(
        period=(given.period.start, given.period.end) if given.period else None,
        report=report,
        plan_needed=given.plan_needed,
        plan_due_on=given.plan_due,
        plan_due_named="plan_due" in named,
        acceptance_needed=given.acceptance_needed,
        fulfils=given.fulfils,
        fulfils_named="fulfils" in named,
        items=tuple(item_change(entry) for entry in given.items),
        purposes=tuple(PurposeChange(entry.id, entry.purpose) for entry in given.addressees),
        added=tuple(unit_change(entry) for entry in given.add_units),
        struck=tuple(unit_change(entry) for entry in given.strike_units),
        exempt=tuple(unit_change(entry) for entry in given.exempt_units),
        restored=tuple(given.restore_units),
    )


def item_change(entry: ItemIn) -> ItemChange:
    """What changes about one item; fields that were not sent stay."""
    named = entry.model_fields_set
    return ItemChange(
        item=entry.id,
        deadline_on=entry.deadline,
        deadline_named="deadline" in named,
        units=tuple(entry.units) if entry.units is not None else None,
        units_named="units" in named,
        short=entry.short,
        strike=entry.strike,
    )


def unit_change(entry: UnitIn) -> Change:
    """A unit with its reason."""
    return Change(entry.unit, entry.reason, entry.basis, entry.purpose, entry.addressee)


@router.get("/directives/{int:directive_id}", response={200: DirectiveOut, **REFUSALS})
def show(request: HttpRequest, directive_id: int) -> DirectiveOut:
    """One directive with its items, and for the issuing office with its receivers."""
    actor = actor_of(request)
    return directive_out(actor, find_directive(actor, directive_id))


@router.patch("/directives/{int:directive_id}", response={200: DirectiveOut, **REFUSALS})
def arrange(request: HttpRequest, directive_id: int, given: DirectivePatch) -> DirectiveOut:
    """Arrange a draft: receivers, days, items. All of it is done, or nothing."""
    actor = actor_of(request)
    find_directive_of_office(actor, directive_id)
    actions.arrange_directive(actor, directive_id, arrangement=arrangement_from(given), version=given.version)
    return directive_out(actor, find_directive(actor, directive_id))


@router.post("/directives/{int:directive_id}/sign", response={200: DirectiveOut, **REFUSALS})
def sign(request: HttpRequest, directive_id: int, given: SignIn) -> DirectiveOut:
    """The leader signs in a stated authority."""
    actor = actor_of(request)
    return directive_out(actor, actions.sign_directive(actor, directive_id, authority=given.authority))


@router.post("/directives/{int:directive_id}/issue", response={200: IssuedOut, **REFUSALS})
def issue(request: HttpRequest, directive_id: int) -> IssuedOut:
    """The clerk issues: the document goes out, duties begin."""
    duties = actions.issue_directive(actor_of(request), directive_id)
    begun = [BegunOut(id=duty.pk, uuid=duty.uuid, unit=duty.unit_name, unit_id=duty.unit_id) for duty in duties]
    return IssuedOut(duties=begun, count=len(begun), issued_on=clock.today())


@router.post("/directives/{int:directive_id}/withdraw", response={200: DirectiveOut, **REFUSALS})
def withdraw(request: HttpRequest, directive_id: int, given: ReasonBasisIn) -> DirectiveOut:
    """The leader ends the whole directive."""
    actor = actor_of(request)
    actions.withdraw_directive(actor, directive_id, reason=given.reason, basis=given.basis, uuid=given.uuid)
    return directive_out(actor, find_directive(actor, directive_id))


@router.get("/directives/{int:directive_id}/duties", response={200: list[DutyOut], **REFUSALS})
def show_duties(request: HttpRequest, directive_id: int) -> list[DutyOut]:
    """Every duty of a directive of one's own office; for a receiving unit its own."""
    actor = actor_of(request)
    directive = find_directive(actor, directive_id)
    duties = list_duties(directive.pk)
    if directive.office_id != actor.office_id:
        duties = duties.filter(unit_id__in=own_units(actor))
    return duties_out(list(duties))


@router.get("/duties/{int:duty_id}", response={200: DutyOut, **REFUSALS})
def show_duty(request: HttpRequest, duty_id: int) -> DutyOut:
    """One duty as it stands today."""
    return duties_out([find_duty(actor_of(request), duty_id)])[0]


@router.post("/duties/{int:duty_id}/acknowledge", response={200: DutyOut, **REFUSALS})
def acknowledge(request: HttpRequest, duty_id: int, given: AcknowledgeIn | None = None) -> DutyOut:
    """The unit takes the duty on, or the office enters it for the unit."""
    actor, said = actor_of(request), given or AcknowledgeIn()
    actions.acknowledge_duty(
        actor,
        duty_id,
        on_behalf_basis=said.on_behalf_basis,
        paper=paper_from(said.on_behalf_paper),
        note=said.note,
        effective_on=said.on,
        uuid=said.uuid,
    )
    return duties_out([find_duty(actor, duty_id)])[0]


@router.post("/duties/{int:duty_id}/requests", response={200: RequestOut, **REFUSALS})
def ask(request: HttpRequest, duty_id: int, given: RequestIn) -> RequestOut:
    """The unit asks for more time, to be left out, or objects."""
    asked = actions.request_change(
        actor_of(request),
        duty_id,
        uuid=given.uuid or uuid4(),
        kind=given.kind,
        reason=given.reason,
        item_id=given.item,
        wanted_on=given.wanted_on,
    )
    return request_out(asked)


@router.post("/requests/{int:request_id}/answer", response={200: RequestOut, **REFUSALS})
def answer(request: HttpRequest, request_id: int, given: RequestAnswerIn) -> RequestOut:
    """The issuing office says yes or no."""
    answered = actions.answer_request(
        actor_of(request), request_id, granted=given.granted, answer=given.answer, new_deadline_on=given.new_deadline
    )
    return request_out(answered)


@router.post("/duties/{int:duty_id}/extend", response={200: DutyOut, **REFUSALS})
def extend(request: HttpRequest, duty_id: int, given: ExtendIn) -> DutyOut:
    """The issuing office gives more time."""
    actor = actor_of(request)
    actions.extend_duty(
        actor,
        duty_id,
        new_deadline_on=given.until,
        reason=given.reason,
        item_id=given.item,
        basis=given.basis,
        uuid=given.uuid,
    )
    return duties_out([find_duty(actor, duty_id)])[0]


@router.post("/duties/{int:duty_id}/exempt", response={200: DutyOut, **REFUSALS})
def exempt(request: HttpRequest, duty_id: int, given: ExemptIn) -> DutyOut:
    """The issuing office lets an item, or the whole duty, be left out."""
    actor = actor_of(request)
    actions.exempt_duty(actor, duty_id, reason=given.reason, item_id=given.item, basis=given.basis, uuid=given.uuid)
    return duties_out([find_duty(actor, duty_id)])[0]


@router.post("/duties/{int:duty_id}/withdraw", response={200: DutyOut, **REFUSALS})
def withdraw_one(request: HttpRequest, duty_id: int, given: ReasonBasisIn) -> DutyOut:
    """The issuing office ends one duty."""
    actor = actor_of(request)
    actions.withdraw_duty(actor, duty_id, reason=given.reason, basis=given.basis, uuid=given.uuid)
    return duties_out([find_duty(actor, duty_id)])[0]
