"""One unit's duty: taken on, extended, exempted, withdrawn; what the unit asks, what the office answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives import events
from trienkhai.web.directives.actions.locking import (
    ONLY_ARRANGERS,
    about_duty,
    check_may,
    check_reason,
    check_state,
    lock_duty,
    printed,
)
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Acknowledgement, Duty, DutyRequest, Item, LedgerEntry
from trienkhai.web.directives.permissions import (
    may_acknowledge,
    may_act_for_unit,
    may_change_duty,
    may_request,
)
from trienkhai.web.directives.queries import compute_standings, name_item
from trienkhai.web.errors import NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese, vietnamese
from trienkhai.web.offices.actor import Actor


@transaction.atomic
def acknowledge_duty(
    actor: Actor,
    duty_id: int,
    *,
    on_behalf_basis: str = "",
    paper: tuple[bytes, str] | None = None,
    note: str = "",
    effective_on: date | None = None,
    uuid: UUID | None = None,
) -> Acknowledgement:
    """The unit has taken the duty on. The issuing office may enter it, naming what it rests on.

    `paper` is the bytes and name of that basis. The same `uuid` and content gives the same answer.
    """
    duty = lock_duty(actor, duty_id)
    said: dict[str, object] = {"duty": duty_id, "basis": on_behalf_basis.strip(), "note": note.strip()}
    if uuid is not None and find_earlier(uuid, "acknowledgement", said) is not None:
        return Acknowledgement.objects.get(duty=duty)
    check_may(may_acknowledge(actor, duty), "unit-acknowledges", _("Việc tiếp nhận do đơn vị nhận nhiệm vụ làm."))
    check_counting(duty, "acknowledge_duty")
    if Acknowledgement.objects.filter(duty=duty).exists():
        raise WrongState("acknowledged", _("%(unit_name)s đã tiếp nhận nhiệm vụ này.") % {"unit_name": duty.unit_name})
    on_behalf = not may_act_for_unit(actor, duty)
    basis = on_behalf_basis.strip() if on_behalf else ""
    if on_behalf and not basis:
        raise NotValid(
            "basis-missing",
            _("Nhập hộ đơn vị thì ghi rõ theo văn bản hoặc tin nào."),
            {"on_behalf_basis": _("Ghi căn cứ.")},
        )
    stored = keep_file(paper[0], "application/octet-stream") if paper and on_behalf else None
    taken = Acknowledgement.objects.create(
        duty=duty,
        note=note.strip(),
        entered_by=printed(actor),
        entered_by_unit_id=actor.unit_id,
        on_behalf=on_behalf,
        on_behalf_basis=basis[:300],
        on_behalf_paper=stored,
        on_behalf_paper_name=paper[1][:255] if paper and stored else "",
        effective_on=check_day(effective_on),
        recorded_at=clock.now(),
    )
    if uuid is not None:
        remember(uuid, "acknowledgement", taken.pk, said)
    event = events.DutyAcknowledged(on_behalf_basis=basis, effective_on=taken.effective_on, **about_duty(duty))
    record(event, actor.author)
    return taken


@transaction.atomic
def extend_duty(
    actor: Actor,
    duty_id: int,
    *,
    new_deadline_on: date,
    reason: str,
    item_id: int | None = None,
    basis: str = "",
    effective_on: date | None = None,
    uuid: UUID | None = None,
) -> LedgerEntry:
    """There is time until this day, for one item or for all dated ones. The same `uuid` and content does it once."""
    duty = lock_duty(actor, duty_id)
    check_may(may_change_duty(actor, duty), "officer-extends", ONLY_ARRANGERS)
    said = _said("extend", duty_id, reason, basis, effective_on, item=item_id, until=new_deadline_on)
    entry = _find_written(uuid, said)
    if entry is None:
        entry = _extend(actor, duty, new_deadline_on, reason, item_id, basis, effective_on)
        _remember(uuid, entry, said)
    return entry


def _extend(
    actor: Actor, duty: Duty, until: date, reason: str, item_id: int | None, basis: str, effective_on: date | None
) -> LedgerEntry:
    standing = check_counting(duty, "extend_duty")
    said = check_reason(reason)
    item = _find_item(duty, item_id)
    dated = [entry.deadline_on for entry in standing.owed() if entry.deadline_on and item_id in (None, entry.item)]
    if not dated:
        raise NotValid("nothing-dated", _("Không có hạn nào để gia hạn."), {"item": _("Chọn mục có hạn.")})
    if until <= min(dated):
        first = min(dated)
        raise NotValid(
            "extension-earlier",
            _("Ngày gia hạn phải sau hạn hiện nay (%(first)s).") % {"first": f"{first:%d/%m/%Y}"},
            {"new_deadline_on": _("Chọn ngày sau %(first)s.") % {"first": f"{first:%d/%m/%Y}"}},
        )
    entry = write_entry(
        actor,
        duty,
        LedgerEntry.Kind.EXTENDED,
        reason=said,
        basis=basis,
        item=item,
        until=until,
        effective_on=effective_on,
    )
    with vietnamese():
        name = name_item(item) if item else ""
    record(
        events.DutyExtended(until=until, item=name, reason=said, effective_on=entry.effective_on, **about_duty(duty)),
        actor.author,
    )
    return entry


@transaction.atomic
def exempt_duty(
    actor: Actor,
    duty_id: int,
    *,
    reason: str,
    item_id: int | None = None,
    basis: str = "",
    effective_on: date | None = None,
    uuid: UUID | None = None,
) -> LedgerEntry:
    """The unit need not do one item, or (no item) the whole: it leaves the denominator from that day.

    The same `uuid` and content does it once.
    """
    duty = lock_duty(actor, duty_id)
    check_may(may_change_duty(actor, duty), "officer-exempts", ONLY_ARRANGERS)
    said = _said("exempt", duty_id, reason, basis, effective_on, item=item_id)
    entry = _find_written(uuid, said)
    if entry is None:
        entry = _exempt(actor, duty, reason, item_id, basis, effective_on)
        _remember(uuid, entry, said)
    return entry


def _exempt(
    actor: Actor, duty: Duty, reason: str, item_id: int | None, basis: str, effective_on: date | None
) -> LedgerEntry:
    standing = check_counting(duty, "exempt_duty")
    said = check_reason(reason)
    item = _find_item(duty, item_id)
    if item is not None and standing.is_exempt(item.pk):
        raise WrongState("exempt-already", _("%(unit_name)s không phải làm mục này.") % {"unit_name": duty.unit_name})
    entry = write_entry(
        actor, duty, LedgerEntry.Kind.EXEMPTED, reason=said, basis=basis, item=item, effective_on=effective_on
    )
    with vietnamese():
        name = name_item(item) if item else ""
    event = events.DutyExempted(item=name, reason=said, effective_on=entry.effective_on, **about_duty(duty))
    record(event, actor.author)
    return entry


@transaction.atomic
def withdraw_duty(
    actor: Actor,
    duty_id: int,
    *,
    reason: str,
    basis: str = "",
    effective_on: date | None = None,
    uuid: UUID | None = None,
) -> LedgerEntry:
    """The duty ends; what the unit did stays readable. The same `uuid` and content does it once."""
    duty = lock_duty(actor, duty_id)
    check_may(may_change_duty(actor, duty), "officer-withdraws", ONLY_ARRANGERS)
    sent = _said("withdraw", duty_id, reason, basis, effective_on)
    earlier = _find_written(uuid, sent)
    if earlier is not None:
        return earlier
    check_counting(duty, "withdraw_duty")
    said = check_reason(reason)
    entry = end_duty(actor, duty, reason=said, basis=basis, effective_on=effective_on)
    _remember(uuid, entry, sent)
    event = events.DutyWithdrawn(reason=said, effective_on=entry.effective_on, **about_duty(duty))
    record(event, actor.author)
    return entry


def _said(
    deed: str, duty_id: int, reason: str, basis: str, effective_on: date | None, **more: object
) -> dict[str, object]:
    """What a client says when it changes a duty: the same again under one UUID is the same deed."""
    said = {"deed": deed, "duty": duty_id, "reason": reason.strip(), "basis": basis.strip(), "on": effective_on}
    return {**said, **more}


def _find_written(uuid: UUID | None, said: dict[str, object]) -> LedgerEntry | None:
    """What this UUID wrote before. Raises Conflict where it came with other content."""
    earlier = find_earlier(uuid, "ledger_entry", said) if uuid is not None else None
    return LedgerEntry.objects.get(pk=earlier) if earlier is not None else None


def _remember(uuid: UUID | None, entry: LedgerEntry, said: dict[str, object]) -> None:
    if uuid is not None:
        remember(uuid, "ledger_entry", entry.pk, said)


def end_duty(
    actor: Actor, duty: Duty, *, reason: str, basis: str = "", effective_on: date | None = None
) -> LedgerEntry:
    """The entry that ends a duty; the caller has checked and journals."""
    return write_entry(actor, duty, LedgerEntry.Kind.WITHDRAWN, reason=reason, basis=basis, effective_on=effective_on)


@transaction.atomic
def request_change(
    actor: Actor,
    duty_id: int,
    *,
    uuid: UUID,
    kind: DutyRequest.Kind,
    reason: str,
    item_id: int | None = None,
    wanted_on: date | None = None,
) -> DutyRequest:
    """The unit asks for more time or to be left out, or says a red mark is wrong; the office is to answer."""
    duty = lock_duty(actor, duty_id)
    said: dict[str, object] = {
        "duty": duty_id, "kind": str(kind), "reason": reason.strip(), "item": item_id, "wanted": wanted_on,
    }  # fmt: skip
    earlier = find_earlier(uuid, "duty_request", said)
    if earlier is not None:
        return DutyRequest.objects.get(pk=earlier)
    check_may(may_request(actor, duty), "unit-requests", _("Đề nghị do chuyên viên hoặc lãnh đạo của đơn vị gửi."))
    check_counting(duty, "request_change")
    stated = check_reason(reason)
    item = _find_item(duty, item_id)
    if kind == DutyRequest.Kind.EXTENSION and wanted_on is None:
        raise NotValid(
            "day-missing", _("Đề nghị gia hạn thì ghi ngày muốn gia hạn đến."), {"wanted_on": _("Chọn ngày.")}
        )
    if DutyRequest.objects.filter(duty=duty, kind=kind, item=item, state=DutyRequest.State.OPEN).exists():
        raise WrongState("request-open", _("Đơn vị đã gửi đề nghị này và đang chờ trả lời."))
    request = DutyRequest.objects.create(
        uuid=uuid,
        duty=duty,
        kind=kind,
        item=item,
        wanted_on=wanted_on if kind == DutyRequest.Kind.EXTENSION else None,
        reason=stated,
        made_by=printed(actor),
        effective_on=clock.today(),
        recorded_at=clock.now(),
    )
    remember(uuid, "duty_request", request.pk, said)
    with vietnamese():
        label = str(DutyRequest.Kind(kind).label)
    event = events.ChangeRequested(kind=label, wanted_on=request.wanted_on, reason=stated, **about_duty(duty))
    record(event, actor.author)
    return request


@transaction.atomic
def answer_request(
    actor: Actor, request_id: int, *, granted: bool, answer: str, new_deadline_on: date | None = None
) -> DutyRequest:
    """The office said yes or no. Yes to more time or to being left out writes the ledger entry in the same deed."""
    found = DutyRequest.objects.filter(pk=request_id).first()
    if found is None:
        raise Unknown
    duty = lock_duty(actor, found.duty_id)
    request = DutyRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    check_may(may_change_duty(actor, duty), "officer-answers", ONLY_ARRANGERS)
    check_state(duty.directive, "answer_request")
    if request.state != DutyRequest.State.OPEN:
        raise WrongState(
            "request-answered", _("Đề nghị này đã được trả lời: %(state)s.") % {"state": request.get_state_display()}
        )
    said = answer.strip() if granted else check_reason(answer, "answer")
    request.state = DutyRequest.State.GRANTED if granted else DutyRequest.State.REFUSED
    request.answer, request.answered_by = said, printed(actor)
    request.answered_on, request.answered_at = clock.today(), clock.now()
    request.save()
    with vietnamese():
        label = str(DutyRequest.Kind(request.kind).label)
    record(events.RequestAnswered(kind=label, granted=granted, reason=said, **about_duty(duty)), actor.author)
    if granted:
        _grant(actor, duty, request, new_deadline_on)
    return request


def _grant(actor: Actor, duty: Duty, request: DutyRequest, day: date | None) -> None:
    with vietnamese():
        basis = in_vietnamese(f"{DutyRequest.Kind(request.kind).label} ngày {request.effective_on:%d/%m/%Y}")
    if request.kind == DutyRequest.Kind.EXTENSION:
        until = day or request.wanted_on
        assert until is not None  # request_change wants a day for an extension
        _extend(actor, duty, until, request.reason, request.item_id, basis, None)
    elif request.kind == DutyRequest.Kind.EXEMPTION:
        _exempt(actor, duty, request.reason, request.item_id, basis, None)


def check_counting(duty: Duty, deed: str) -> DutyStanding:
    """How the duty stands today. Raises WrongState where the directive or the duty itself has ended."""
    check_state(duty.directive, deed)
    standing = compute_standings([duty], on=clock.today())[duty.pk]
    if not standing.counts:
        ended = standing.ended
        said = {"unit_name": duty.unit_name}
        sentence = _("Nhiệm vụ này của %(unit_name)s không còn hiệu lực.") % said
        if ended:
            said["day"] = f"{ended.effective_on:%d/%m/%Y}"
            sentence = _("Nhiệm vụ này của %(unit_name)s không còn hiệu lực từ ngày %(day)s.") % said
        raise WrongState("duty-ended", sentence)
    return standing


def check_day(day: date | None) -> date:
    """The day a deed takes effect: today where none is named. Raises NotValid for a day to come."""
    if day is not None and day > clock.today():
        raise NotValid(
            "day-ahead",
            _("Ngày có hiệu lực không thể sau hôm nay."),
            {"effective_on": _("Chọn ngày không sau hôm nay.")},
        )
    return day or clock.today()


def write_entry(
    actor: Actor,
    duty: Duty,
    kind: LedgerEntry.Kind,
    *,
    reason: str,
    basis: str = "",
    item: Item | None = None,
    until: date | None = None,
    effective_on: date | None = None,
) -> LedgerEntry:
    """One line in the ledger of a duty."""
    return LedgerEntry.objects.create(
        duty=duty,
        kind=kind,
        item=item,
        new_deadline_on=until,
        reason=reason,
        basis=basis.strip()[:300],
        made_by=printed(actor),
        effective_on=check_day(effective_on),
        recorded_at=clock.now(),
    )


def _find_item(duty: Duty, item_id: int | None) -> Item | None:
    if item_id is None:
        return None
    item = Item.objects.filter(pk=item_id, directive_id=duty.directive_id).first()
    if item is None:
        raise Unknown
    return item
