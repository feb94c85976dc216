"""From the signature to running duties, and the end of a whole directive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives import events
from trienkhai.web.directives.actions.arranging import add_to_draft, strike_from_draft
from trienkhai.web.directives.actions.duties import end_duty
from trienkhai.web.directives.actions.locking import (
    ONLY_ARRANGERS,
    about,
    about_duty,
    check_may,
    check_reason,
    check_state,
    check_version,
    lock_directive,
    printed,
    touch,
)
from trienkhai.web.directives.actions.passing import record_passed_on
from trienkhai.web.directives.models import Addressee, AddresseeUnit, Directive, Duty, Item, LedgerEntry
from trienkhai.web.directives.paper import compose_dispatch
from trienkhai.web.directives.permissions import may_arrange, may_issue, may_sign, may_withdraw
from trienkhai.web.directives.queries import DUTY_PURPOSES, compute_standings, find_written_directive, list_addressees
from trienkhai.web.documents.actions import Receiver, issue_document, sign_document
from trienkhai.web.documents.actions.rendering import keep_printed
from trienkhai.web.documents.events import DocumentIssued
from trienkhai.web.documents.models import Distribution, Origin, Purpose
from trienkhai.web.errors import NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.offices.queries import in_force


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit that will have a duty, by the first and strongest phrase that names it."""

    row: AddresseeUnit
    addressee: Addressee


def choose_units(addressees: Iterable[Addressee]) -> list[Chosen]:
    """Every unit with a duty once, in the order of the unit list; carrying out is stronger than coordinating."""
    found: dict[int, Chosen] = {}
    for purpose in DUTY_PURPOSES:
        for addressee in addressees:
            for row in addressee.resolved.all() if addressee.purpose == purpose else ():
                if row.included:
                    found.setdefault(row.unit_id, Chosen(row, addressee))
    return sorted(found.values(), key=lambda chosen: (chosen.row.unit.position, chosen.row.unit_id))


@transaction.atomic
def sign_directive(actor: Actor, directive_id: int, *, authority: str) -> Directive:
    """A leader has signed the document in this authority, for these receivers and days."""
    directive = lock_directive(actor, directive_id)
    check_may(may_sign(actor, directive), "leader-signs", _("Việc ký do lãnh đạo cơ quan làm. Anh/chị trình được."))
    check_state(directive, "sign_directive")
    _check_somebody(choose_units(list_addressees(directive)))
    sign_document(actor, directive.document_id, authority=authority)
    return Directive.objects.select_related("document").get(pk=directive.pk)


@transaction.atomic
def issue_directive(actor: Actor, directive_id: int) -> list[Duty]:
    """The document is out with a purpose for everybody, and one duty per unit has begun.

    Refused without signer, number and day (documents.actions.issue_document names what is missing).
    """
    directive = lock_directive(actor, directive_id)
    check_may(may_issue(actor, directive), "clerk-issues", _("Việc ban hành do văn thư cơ quan làm."))
    directive.state = check_state(directive, "issue_directive")
    addressees = list_addressees(directive)
    chosen = choose_units(addressees)
    _check_somebody(chosen)
    issue_document(actor, directive.document, list_document_receivers(addressees, chosen))
    directive.issued_on = clock.today()
    touch(directive)
    _close_report_periods(directive)
    duties = _begin_duties(actor, directive, chosen)
    told = hashlib.sha256("\n".join(str(duty.unit_id) for duty in duties).encode()).hexdigest()
    record(events.DirectiveIssued(duties=len(duties), units_hash=told, **about(directive)), actor.author)
    record_passed_on(actor, directive, len(duties))
    return duties


def _check_somebody(chosen: list[Chosen]) -> None:
    if not chosen:
        raise NotValid(
            "no-units", _("Chưa có đơn vị nào nhận để thực hiện. Chọn đơn vị ở bước “Đơn vị nhận, thời hạn” trước.")
        )


def list_document_receivers(addressees: Iterable[Addressee], chosen: list[Chosen]) -> list[Receiver]:
    """Everybody the document goes to, each unit once; a phrase without units goes by its printed name."""
    rows = [
        Receiver(
            printed=entry.row.version.name,
            purpose=Purpose(entry.addressee.purpose),
            unit_id=entry.row.unit_id,
            origin=Origin(entry.addressee.origin),
        )
        for entry in chosen
    ]
    served = {entry.row.unit_id for entry in chosen}
    for addressee in addressees:
        if addressee.purpose in DUTY_PURPOSES:
            continue
        purpose, origin = Purpose(addressee.purpose), Origin(addressee.origin)
        units = [row for row in addressee.resolved.all() if row.included]
        if not addressee.resolved.all():
            rows.append(Receiver(printed=addressee.phrase, purpose=purpose, origin=origin))
        for row in units:
            if row.unit_id not in served:
                served.add(row.unit_id)
                rows.append(Receiver(printed=row.version.name, purpose=purpose, unit_id=row.unit_id, origin=origin))
    return rows


def _close_report_periods(directive: Directive) -> None:
    """A requested report covers definite days: where nobody said which, from issue to its deadline or year's end."""
    issued = directive.issued_on or clock.today()
    for item in directive.items.filter(kind=Item.Kind.REPORT, struck_at__isnull=True):
        start = item.period_start or directive.period_start or issued
        end = (
            item.period_end
            or item.data_close_on
            or directive.period_end
            or item.deadline_on
            or date(issued.year, 12, 31)
        )
        item.period_start, item.period_end = start, max(start, end)
        item.period_label = item.period_label or in_vietnamese("kết quả thực hiện")
        item.save()


def _begin_duties(actor: Actor, directive: Directive, chosen: list[Chosen]) -> list[Duty]:
    Duty.objects.bulk_create(
        Duty(
            directive=directive,
            unit_id=entry.row.unit_id,
            unit_name=entry.row.version.name,
            unit_short_name=entry.row.version.short_name,
            purpose=entry.addressee.purpose,
            phrase=entry.addressee.phrase,
            position=entry.row.unit.position,
        )
        for entry in chosen
    )
    duties = list(Duty.objects.filter(directive=directive).order_by("position", "id"))
    by_unit = {duty.unit_id: duty for duty in duties}
    entries = [_entry(actor, by_unit[chosen_unit.row.unit_id], chosen_unit.row) for chosen_unit in chosen]
    reports = list(directive.items.filter(kind=Item.Kind.REPORT, struck_at__isnull=True))
    entries += [
        _entry(actor, by_unit[chosen_unit.row.unit_id], chosen_unit.row, LedgerEntry.Kind.EXEMPTED, item)
        for chosen_unit in chosen
        for item in reports
        if not chosen_unit.row.reports
    ]
    LedgerEntry.objects.bulk_create(entries)
    return duties


def _entry(
    actor: Actor,
    duty: Duty,
    row: AddresseeUnit,
    kind: LedgerEntry.Kind = LedgerEntry.Kind.ADDED,
    item: Item | None = None,
) -> LedgerEntry:
    return LedgerEntry(
        duty=duty,
        kind=kind,
        item=item,
        reason=row.reason,
        basis=row.basis or duty.phrase[:200],
        made_by=printed(actor),
        effective_on=clock.today(),
        recorded_at=clock.now(),
    )


@transaction.atomic
def add_unit(
    actor: Actor,
    directive_id: int,
    *,
    unit_id: int,
    reason: str,
    basis: str = "",
    purpose: Purpose = Purpose.CARRY_OUT,
    addressee_id: int | None = None,
    version: int | None = None,
) -> Duty | None:
    """The unit receives too, for a reason. In a draft it joins the list; after issue its duty begins today."""
    directive = lock_directive(actor, directive_id)
    check_may(may_arrange(actor, directive), "officer-arranges", ONLY_ARRANGERS)
    check_state(directive, "add_unit")
    check_version(directive, version)
    said = check_reason(reason)
    if directive.state == Directive.State.DRAFT:
        add_to_draft(
            actor, directive, unit_id=unit_id, reason=said, basis=basis, purpose=purpose, addressee_id=addressee_id
        )
        return None
    return _add_later(actor, directive, unit_id, said, basis, purpose)


def _add_later(actor: Actor, directive: Directive, unit_id: int, reason: str, basis: str, purpose: Purpose) -> Duty:
    unit = UnitVersion.objects.filter(in_force(clock.today()), unit_id=unit_id).select_related("unit").first()
    if unit is None or purpose not in DUTY_PURPOSES:
        raise NotValid(
            "unit-unknown", _("Không có đơn vị này vào hôm nay."), {"unit": _("Chọn một đơn vị trong danh sách.")}
        )
    duty, created = Duty.objects.get_or_create(
        directive=directive,
        unit_id=unit_id,
        defaults={
            "unit_name": unit.name,
            "unit_short_name": unit.short_name,
            "purpose": purpose,
            "phrase": in_vietnamese("Thêm sau khi ban hành"),
            "position": unit.unit.position,
        },
    )
    if not created and compute_standings([duty], on=clock.today())[duty.pk].counts:
        raise WrongState("unit-has-duty", _("%(unit_name)s đã có nhiệm vụ này.") % {"unit_name": duty.unit_name})
    LedgerEntry.objects.create(
        duty=duty,
        kind=LedgerEntry.Kind.ADDED,
        reason=reason,
        basis=basis[:300],
        made_by=printed(actor),
        effective_on=clock.today(),
        recorded_at=clock.now(),
    )
    moment = clock.now()
    Distribution.objects.get_or_create(
        document_id=directive.document_id,
        unit_id=unit_id,
        defaults={
            "printed": unit.name,
            "purpose": purpose,
            "origin": Origin.PERSON,
            "sent_at": moment,
            "arrived_at": moment,
            "position": 1000,
        },
    )
    touch(directive)
    record(events.DutyAdded(reason=reason, **about_duty(duty)), actor.author)
    return duty


@transaction.atomic
def strike_unit(
    actor: Actor, directive_id: int, *, unit_id: int, reason: str, basis: str = "", version: int | None = None
) -> None:
    """The unit does not receive, for a reason. In a draft it leaves the list; after issue its duty ends today."""
    directive = lock_directive(actor, directive_id)
    check_may(may_arrange(actor, directive), "officer-arranges", ONLY_ARRANGERS)
    check_state(directive, "strike_unit")
    check_version(directive, version)
    said = check_reason(reason)
    if directive.state == Directive.State.DRAFT:
        strike_from_draft(actor, directive, unit_id=unit_id, reason=said, basis=basis)
        return
    duty = directive.duties.filter(unit_id=unit_id).first()
    if duty is None:
        raise Unknown
    end_duty(actor, duty, reason=said, basis=basis)
    record(events.DutyWithdrawn(reason=said, **about_duty(duty)), actor.author)


@transaction.atomic
def withdraw_directive(
    actor: Actor, directive_id: int, *, reason: str, basis: str = "", uuid: UUID | None = None
) -> Directive:
    """Nothing is asked any more: every duty that counts ends today. What was recorded stays readable.

    The same `uuid` and content does it once.
    """
    directive = lock_directive(actor, directive_id)
    check_may(may_withdraw(actor, directive), "leader-withdraws", _("Việc thu hồi chỉ đạo do lãnh đạo cơ quan làm."))
    sent: dict[str, object] = {"directive": directive_id, "reason": reason.strip(), "basis": basis.strip()}
    if uuid is not None and find_earlier(uuid, "directive_withdrawal", sent) is not None:
        return directive
    after = check_state(directive, "withdraw_directive")
    said = check_reason(reason)
    standings = compute_standings(directive.duties.all(), on=clock.today())
    counting = [
        duty for duty in directive.duties.select_for_update(no_key=True).order_by("id") if standings[duty.pk].counts
    ]
    for duty in counting:
        end_duty(actor, duty, reason=said, basis=basis)
    directive.state = after
    touch(directive)
    if uuid is not None:
        remember(uuid, "directive_withdrawal", directive.pk, sent)
    record(events.DirectiveWithdrawn(duties=len(counting), reason=said, **about(directive)), actor.author)
    return directive


def note_issued_dispatch(event: Event, entry: Entry) -> None:
    """A dispatch written here that has gone out lies with its document as PDF, as it was printed that day."""
    if not isinstance(event, DocumentIssued):
        raise TypeError("connected to the wrong event")
    found = Directive.objects.filter(pk=find_written_directive(event.object_id) or 0)
    directive = found.select_related("document", "office", "fulfils__directive__document").first()
    if directive is not None:
        keep_printed(directive.document, compose_dispatch(directive), "cong-van")
