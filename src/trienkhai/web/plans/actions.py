"""Everything that changes plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web import clock
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.media import clean_name, find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.plans import events
from trienkhai.web.plans.models import Plan, PlanCell
from trienkhai.web.plans.permissions import may_approve, may_draft, may_judge, may_see, may_write
from trienkhai.web.plans.queries import list_plan_groups, list_plan_items, propose_cells
from trienkhai.web.plans.states import may_follow
from trienkhai.web.ui.formats import format_time

OPEN = (Plan.State.DRAFT, Plan.State.SUBMITTED, Plan.State.RETURNED)
LARGEST_VALUE = Decimal("999999999999")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContent:
    """What a person plans for one item in one group of forms; `group` is "" where the directive names no form."""

    item: int
    group: str = ""
    forms: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    value: Decimal | None = None
    measure: str = ""
    embedded: bool = False
    doers: str = ""


class About(TypedDict):
    """What every event of a plan says of it."""

    object_id: int
    object_label: str
    duty_id: int
    directive_id: int
    office_id: int
    unit: str
    on_behalf_basis: str


@transaction.atomic
def draft_plan(
    actor: Actor,
    duty_id: int,
    *,
    uuid: UUID,
    propose: bool = True,
    on_behalf_basis: str = "",
    paper: tuple[bytes, str] | None = None,
) -> Plan:
    """The unit's plan: the edition being written, or a new one that starts from the last, or from earlier activities.

    The same uuid gives the same plan.
    """
    duty = lock_duty(actor, duty_id)
    said: dict[str, object] = {"duty": duty_id, "basis": on_behalf_basis.strip()}
    earlier = find_earlier(uuid, "plan", said)
    if earlier is not None:
        return Plan.objects.get(pk=earlier)
    on_behalf = check_may_enter(actor, duty, on_behalf_basis)
    last = Plan.objects.filter(duty=duty).order_by("-edition").first()
    if last is not None and last.state in OPEN:
        return last
    check_not_waiting(last)
    stored = keep_file(paper[0], find_media_type(*paper)) if paper and on_behalf else None
    plan = Plan.objects.create(
        uuid=uuid,
        duty=duty,
        edition=last.edition + 1 if last else 1,
        entered_by=signature(actor),
        entered_by_unit_id=actor.unit_id,
        on_behalf=on_behalf,
        on_behalf_basis=on_behalf_basis.strip() if on_behalf else "",
        on_behalf_paper=stored,
        on_behalf_paper_name=clean_name(paper[1]) if paper and stored else "",
        recorded_at=clock.now(),
        changed_at=clock.now(),
        changed_by=signature(actor),
    )
    proposed = copy_cells(last, plan) if last else keep_proposals(plan) if propose else 0
    remember(uuid, "plan", plan.pk, said)
    record(events.PlanDrafted(proposed=0 if last else proposed, **about(plan)), actor.author)
    return plan


def check_not_waiting(last: Plan | None) -> None:
    """Raises WrongState while the issuing office still looks at the edition before."""
    if last is None or last.state != Plan.State.APPROVED or not last.duty.directive.acceptance_needed:
        return
    raise WrongState(
        "plan-waits",
        _("Bản %(edition)s đang chờ cơ quan ban hành tiếp nhận. Khi có trả lời thì lập bản sau được.")
        % {"edition": last.edition},
    )


def copy_cells(source: Plan, target: Plan) -> int:
    """A new edition begins as the one before."""
    cells = [copied(cell, target) for cell in source.cells.all()]
    PlanCell.objects.bulk_create(cells)
    return len(cells)


def copied(cell: PlanCell, target: Plan) -> PlanCell:
    """The same cell in another plan."""
    cell.pk = None
    cell.plan = target
    cell._state.adding = True
    return cell


def keep_proposals(plan: Plan) -> int:
    """A first edition begins with what the unit did before; people strike what they do not want."""
    items, groups = list_plan_items(plan.duty), list_plan_groups(plan.duty.directive_id)
    found = propose_cells(plan.duty, items, groups)
    PlanCell.objects.bulk_create(
        PlanCell(plan=plan, item_id=entry.item, group=entry.group, forms=list(entry.forms)) for entry in found
    )
    return len(found)


@transaction.atomic
def write_plan(
    actor: Actor, plan_id: int, *, cells: Sequence[CellContent], note: str = "", version: int | None = None
) -> Plan:
    """The plan holds these cells and no others. Raises Conflict where somebody else saved since `version`."""
    plan = lock_plan(actor, plan_id)
    if not may_write(actor, plan):
        raise NotAllowed("not-your-plan", _("Kế hoạch này do đơn vị lập. Anh/chị xem được, không sửa được."))
    check_state(plan, "write_plan")
    check_version(plan, version)
    check_cells(plan.duty, cells)
    plan.cells.all().delete()
    PlanCell.objects.bulk_create(
        PlanCell(
            plan=plan,
            item_id=cell.item,
            group=cell.group,
            forms=list(cell.forms),
            starts_on=cell.starts_on,
            ends_on=cell.ends_on,
            place=cell.place.strip(),
            value=cell.value,
            measure=cell.measure if cell.value is not None else "",
            embedded=cell.embedded,
            doers=cell.doers.strip(),
        )
        for cell in cells
    )
    plan.note = note.strip()
    touch(actor, plan)
    record(events.PlanWritten(cells=len(cells), **about(plan)), actor.author)
    return plan


@transaction.atomic
def submit_plan(actor: Actor, plan_id: int) -> Plan:
    """The plan waits for the unit's leader."""
    plan = lock_plan(actor, plan_id)
    if not may_write(actor, plan):
        raise NotAllowed("not-your-plan", _("Kế hoạch này do đơn vị trình."))
    plan.state = check_state(plan, "submit_plan")
    if not plan.cells.exists():
        raise NotValid("plan-empty", _("Kế hoạch chưa chọn ô nào nên chưa trình được. Chọn ít nhất một nội dung."))
    plan.submitted_on, plan.submitted_at, plan.submitted_by = clock.today(), clock.now(), signature(actor)
    touch(actor, plan)
    record(events.PlanSubmitted(**about(plan)), actor.author)
    return plan


@transaction.atomic
def take_back_plan(actor: Actor, plan_id: int) -> Plan:
    """The plan is a draft again; possible until the leader acted."""
    plan = lock_plan(actor, plan_id)
    if not may_write(actor, plan):
        raise NotAllowed("not-your-plan", _("Kế hoạch này do đơn vị trình và rút lại."))
    plan.state = check_state(plan, "take_back_plan")
    touch(actor, plan)
    record(events.PlanTakenBack(**about(plan)), actor.author)
    return plan


@transaction.atomic
def approve_plan(actor: Actor, plan_id: int) -> Plan:
    """The leader stands for the plan; it goes to the issuing office, and holds at once where none need accept it."""
    plan = lock_plan(actor, plan_id)
    if not may_approve(actor, plan):
        raise NotAllowed("leader-approves", _("Việc này do lãnh đạo đơn vị duyệt. Anh/chị gửi trình được."))
    plan.state = check_state(plan, "approve_plan")
    plan.approved_on, plan.approved_at, plan.approved_by = clock.today(), clock.now(), signature(actor)
    touch(actor, plan)
    record(events.PlanApproved(**about(plan)), actor.author)
    if not plan.duty.directive.acceptance_needed:
        replace_earlier(actor, plan)
    return plan


@transaction.atomic
def accept_plan(actor: Actor, plan_id: int) -> Plan:
    """The issuing office took the plan in; it holds from today, and the edition before it no longer does."""
    plan = lock_plan(actor, plan_id)
    check_judge(actor, plan)
    plan.state = check_state(plan, "accept_plan")
    plan.accepted_on, plan.accepted_at, plan.accepted_by = clock.today(), clock.now(), signature(actor)
    touch(actor, plan)
    record(events.PlanAccepted(**about(plan)), actor.author)
    replace_earlier(actor, plan)
    return plan


@transaction.atomic
def return_plan(actor: Actor, plan_id: int, *, reason: str) -> Plan:
    """The plan goes back with a reason: from the unit's leader before approving, from the office before accepting."""
    plan = lock_plan(actor, plan_id)
    if plan.state == Plan.State.SUBMITTED:
        if not may_approve(actor, plan):
            raise NotAllowed("leader-approves", _("Việc này do lãnh đạo đơn vị làm."))
    else:
        check_judge(actor, plan)
    after = check_state(plan, "return_plan")
    said = reason.strip()
    if not said:
        raise NotValid("reason-missing", _("Chưa trả lại được: cần ghi lý do."), {"reason": _("Ghi lý do.")})
    plan.state, plan.returned_reason = after, said
    plan.returned_on, plan.returned_at, plan.returned_by = clock.today(), clock.now(), signature(actor)
    touch(actor, plan)
    record(events.PlanReturned(reason=said, **about(plan)), actor.author)
    return plan


def replace_earlier(actor: Actor, plan: Plan) -> None:
    """Editions before this one hold no longer."""
    held = (Plan.State.APPROVED, Plan.State.ACCEPTED)
    for earlier in Plan.objects.select_for_update(no_key=True).filter(
        duty_id=plan.duty_id, edition__lt=plan.edition, state__in=held
    ):
        earlier.state = Plan.State.REPLACED
        earlier.replaced_on, earlier.replaced_at = clock.today(), clock.now()
        earlier.save(update_fields=["state", "replaced_on", "replaced_at"])
        record(events.PlanReplaced(**about(earlier)), actor.author)


def check_judge(actor: Actor, plan: Plan) -> None:
    """Raises NotAllowed, or WrongState where nobody needs to accept."""
    if not may_judge(actor, plan):
        raise NotAllowed("issuer-accepts", _("Việc tiếp nhận kế hoạch do chuyên viên, lãnh đạo cơ quan ban hành làm."))
    if not plan.duty.directive.acceptance_needed:
        raise WrongState(
            "acceptance-not-needed", _("Chỉ đạo này không cần tiếp nhận kế hoạch; bản đã duyệt là có hiệu lực.")
        )


def lock_duty(actor: Actor, duty_id: int) -> Duty:
    """The duty with its directive, locked. Raises Unknown for a duty of others."""
    duty = (
        Duty.objects.select_for_update(of=("self",), no_key=True).select_related("directive").filter(pk=duty_id).first()
    )
    if duty is None or not (acts_for(actor, duty.unit_id) or duty.directive.office_id == actor.office_id):
        raise Unknown
    return duty


def lock_plan(actor: Actor, plan_id: int) -> Plan:
    """The plan, its duty locked before it. Raises Unknown where the person may not know of it."""
    duty_id = Plan.objects.filter(pk=plan_id).values_list("duty_id", flat=True).first()
    if duty_id is None:
        raise Unknown
    lock_duty(actor, duty_id)
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("duty__directive").get(pk=plan_id)
    if not may_see(actor, plan):
        raise Unknown
    return plan


def check_may_enter(actor: Actor, duty: Duty, basis: str) -> bool:
    """Whether it is entered on the unit's behalf. Raises NotAllowed, WrongState, NotValid."""
    if not may_draft(actor, duty):
        raise NotAllowed("not-your-unit", _("Kế hoạch do đơn vị nhận nhiệm vụ lập."))
    if duty.directive.state != Directive.State.ISSUED:
        raise WrongState(
            "directive-not-running", _("Chỉ đạo này chưa ban hành hoặc đã thu hồi, không lập kế hoạch được.")
        )
    if not duty.directive.plan_needed:
        raise WrongState("plan-not-asked", _("Chỉ đạo này không yêu cầu kế hoạch; ghi hoạt động được ngay."))
    on_behalf = not acts_for(actor, duty.unit_id)
    if on_behalf and not basis.strip():
        raise NotValid("basis-missing", _("Nhập hộ đơn vị thì phải ghi căn cứ."), {"on_behalf_basis": _("Ghi căn cứ.")})
    return on_behalf


def check_state(plan: Plan, deed: str) -> Plan.State:
    """The state after the deed. Raises WrongState where the table has no such step."""
    after = may_follow(Plan.State(plan.state), deed)
    if after is None:
        raise WrongState(
            "plan-state",
            _("Kế hoạch này %(label)s, không làm việc này được.") % {"label": Plan.State(plan.state).label},
        )
    return after


def check_version(plan: Plan, version: int | None) -> None:
    """Raises Conflict naming who saved since."""
    if version in (None, plan.version):
        return
    raise Conflict(
        "plan-changed",
        _("%(who)s vừa sửa kế hoạch lúc %(time)s. Bản anh/chị đang nhập vẫn còn; so hai bản rồi chọn.")
        % {"who": plan.changed_by, "time": format_time(plan.changed_at)},
    )


def check_cells(duty: Duty, cells: Sequence[CellContent]) -> None:
    """Raises NotValid, naming each cell that cannot be, as `item:group`."""
    items = {item.pk for item in list_plan_items(duty)}
    groups = {group.key for group in list_plan_groups(duty.directive_id)} or {""}
    faults: dict[str, str] = {}
    seen: set[tuple[int, str]] = set()
    for cell in cells:
        fault = fault_of(cell, items, groups)
        if (cell.item, cell.group) in seen:
            fault = _("Ô này đã có.")
        seen.add((cell.item, cell.group))
        if fault:
            faults[f"{cell.item}:{cell.group}"] = fault
    if faults:
        sentence = ngettext(
            "Chưa lưu được, còn %(count)s ô cần sửa. Những gì đã nhập vẫn còn.",
            "Chưa lưu được, còn %(count)s ô cần sửa. Những gì đã nhập vẫn còn.",
            len(faults),
        )
        raise NotValid("plan-cells", sentence % {"count": len(faults)}, faults)


def fault_of(cell: CellContent, items: set[int], groups: set[str]) -> str:
    """What is wrong with a cell; "" where nothing is."""
    if cell.item not in items or cell.group not in groups:
        return _("Nội dung hoặc hình thức này không thuộc chỉ đạo.")
    known = catalogue().forms
    if any(key not in known or (cell.group and known[key].group != cell.group) for key in cell.forms):
        return _("Hình thức này không thuộc nhóm đã chọn.")
    if cell.starts_on and cell.ends_on and cell.ends_on < cell.starts_on:
        return _("Ngày cuối đứng trước ngày đầu.")
    if cell.value is not None and not 0 <= cell.value <= LARGEST_VALUE:
        return _("Số lượng phải là số không âm.")
    if cell.value is not None and cell.measure not in catalogue().measures:
        return _("Chọn đơn vị tính cho số lượng.")
    if len(cell.place) > 200 or len(cell.doers) > 300:
        return _("Địa điểm hoặc người thực hiện dài quá.")
    return ""


def touch(actor: Actor, plan: Plan) -> None:
    """Save the plan as changed once more."""
    plan.version += 1
    plan.changed_at, plan.changed_by = clock.now(), signature(actor)
    plan.save()


def signature(actor: Actor) -> str:
    """How an entry names the person who made it."""
    return f"{actor.post_title}, {actor.unit_name}"


def about(plan: Plan) -> About:
    """What every event of the plan says of it."""
    return {
        "object_id": plan.pk,
        "object_label": in_vietnamese(f"kế hoạch bản {plan.edition}"),
        "duty_id": plan.duty_id,
        "directive_id": plan.duty.directive_id,
        "office_id": plan.duty.directive.office_id,
        "unit": plan.duty.unit_name,
        "on_behalf_basis": plan.on_behalf_basis,
    }
