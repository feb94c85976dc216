"""The pages of plans: one plan as a grid, and all units' plans of a directive."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web import clock
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.permissions import issues
from trienkhai.web.directives.queries import find_directive, find_duty, list_duties
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.plans import actions, queries
from trienkhai.web.plans.actions import CellContent
from trienkhai.web.plans.forms import Sent, Typed, read_plan
from trienkhai.web.plans.grid import content_of, draw_grid, open_cell
from trienkhai.web.plans.models import Plan
from trienkhai.web.plans.paper import compose_plan
from trienkhai.web.plans.permissions import may_approve, may_judge, may_write
from trienkhai.web.plans.sheets import send_plans
from trienkhai.web.plans.spans import HINT, write_span
from trienkhai.web.ui.formats import format_number_field
from trienkhai.web.ui.items import Crumb
from trienkhai.web.ui.papers import paper_response
from trienkhai.web.ui.sheets import wants_sheet

OPEN = (Plan.State.DRAFT, Plan.State.RETURNED)
DEEDS = {
    "submit": (actions.submit_plan, gettext_lazy("Đã gửi lãnh đạo duyệt.")),
    "approve": (actions.approve_plan, gettext_lazy("Đã duyệt kế hoạch.")),
    "accept": (actions.accept_plan, gettext_lazy("Đã tiếp nhận kế hoạch.")),
    "take-back": (actions.take_back_plan, gettext_lazy("Đã rút lại; kế hoạch là dự thảo.")),
}
HELP = (
    gettext_lazy(
        "Đánh dấu ô giao giữa nội dung và hình thức mà đơn vị định làm; ô không chọn để trống, không bị tính thiếu."
    ),
    gettext_lazy("Mở một ô để ghi thời gian, địa điểm, số lượng, người thực hiện; tất cả đều không bắt buộc."),
    gettext_lazy("Ô gợi ý lấy từ hoạt động đã xác nhận của đơn vị trong năm trước; bỏ ô nào không làm nữa."),
    gettext_lazy("Lãnh đạo đơn vị duyệt rồi kế hoạch mới tới cơ quan ban hành."),
    gettext_lazy("Sửa kế hoạch đã tiếp nhận là lập bản mới; bản cũ vẫn còn để xem."),
)


@require_POST
def draft(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Begin, or open, the unit's plan."""
    actor = actor_of(request)
    find_duty(actor, duty_id)
    sent = request.FILES.get("paper")
    paper = (sent.read(), sent.name or "") if sent else None
    basis = request.POST.get("on_behalf_basis", "")
    plan = actions.draft_plan(actor, duty_id, uuid=uuid4(), on_behalf_basis=basis, paper=paper)
    return redirect("plans:detail", plan.pk)


def detail(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One plan: written as a grid by the unit, read by the issuing office. Nothing typed is lost by a fault."""
    actor = actor_of(request)
    plan = queries.find_plan(actor, plan_id)
    saved = [content_of(cell) for cell in plan.cells.all()]
    if request.method != "POST":
        return show(request, plan, saved, opened=request.GET.get("o", ""))
    sent = read_plan(request.POST, saved, year_of(plan))
    try:
        if sent.faults and may_edit(request, plan):
            sentence = ngettext(
                "Chưa lưu được, còn %(count)s chỗ cần sửa. Những gì đã nhập vẫn còn.",
                "Chưa lưu được, còn %(count)s chỗ cần sửa. Những gì đã nhập vẫn còn.",
                len(sent.faults),
            )
            raise NotValid("plan-cells", sentence % {"count": len(sent.faults)}, sent.faults)
        return redirect(carry_out(request, plan, sent))
    except Refusal as refusal:
        return show_again(request, plan, saved, sent, refusal)


def may_edit(request: HttpRequest, plan: Plan) -> bool:
    """Whether this person can write in the plan now."""
    return may_write(actor_of(request), plan) and plan.state in OPEN


def carry_out(request: HttpRequest, plan: Plan, sent: Sent) -> str:
    """Save, submit, approve, accept, return, take back; gives the address to go to. Raises Refusal."""
    actor, deed = actor_of(request), request.POST.get("deed", "save")
    here = reverse("plans:detail", args=[plan.pk])
    open_next = request.POST.get("open", "")
    if may_edit(request, plan):
        actions.write_plan(actor, plan.pk, cells=sent.cells, note=sent.note, version=sent.version)
        if open_next:
            return f"{here}?o={open_next}#o"
    if deed == "return":
        actions.return_plan(actor, plan.pk, reason=request.POST.get("reason", ""))
        messages.success(request, _("Đã trả lại kế hoạch."))
    elif deed in DEEDS:
        act, said = DEEDS[deed]
        act(actor, plan.pk)
        messages.success(request, said)
    elif not may_edit(request, plan):
        raise NotAllowed(
            "not-your-plan", _("Kế hoạch này không sửa được ở trạng thái hiện nay, hoặc không phải của đơn vị.")
        )
    return f"{here}?o={sent.opened}" if sent.opened and deed == "save" else here


def show_again(
    request: HttpRequest, plan: Plan, saved: list[CellContent], sent: Sent, refusal: Refusal
) -> HttpResponse:
    """The page as typed, with what is wrong; after a conflict with what somebody else saved meanwhile."""
    mine = may_edit(request, plan)
    theirs = compare(saved, sent.cells) if isinstance(refusal, Conflict) else ()
    return show(
        request,
        plan,
        list(sent.cells) if mine else saved,
        opened=sent.opened,
        typed=sent.typed if mine else None,
        refusal=refusal,
        theirs=theirs,
        note=sent.note if mine else None,
    )


def compare(saved: list[CellContent], typed: tuple[CellContent, ...]) -> tuple[str, ...]:
    """Keys of cells that only one of two editions has, theirs with a plus, ours with a minus."""
    theirs, ours = ({(cell.item, cell.group) for cell in cells} for cells in (saved, typed))
    return tuple(
        [f"+{item}:{group}" for item, group in sorted(theirs - ours)]
        + [f"-{item}:{group}" for item, group in sorted(ours - theirs)]
    )


def year_of(plan: Plan) -> int:
    """The year meant where somebody writes "tháng 9"."""
    start = plan.duty.directive.period_start
    return start.year if start else clock.today().year


def show(
    request: HttpRequest,
    plan: Plan,
    contents: list[CellContent],
    *,
    opened: str = "",
    typed: Typed | None = None,
    refusal: Refusal | None = None,
    theirs: tuple[str, ...] = (),
    note: str | None = None,
) -> HttpResponse:
    """Draw the page."""
    actor, duty = actor_of(request), plan.duty
    items, groups = queries.list_plan_items(duty), queries.list_plan_groups(duty.directive_id)
    faults = refusal.fields if refusal else {}
    grid = draw_grid(items, groups, contents, current=opened, faults=faults)
    cell = open_cell(items, groups, contents, opened)
    names = {entry.key: entry.name for row in grid.rows for entry in row.cells}
    judge = may_judge(actor, plan) and plan.state == Plan.State.APPROVED and duty.directive.acceptance_needed
    context = {
        "nav": "duties" if duty.directive.office_id != actor.office_id else "directives",
        "plan": plan,
        "duty": duty,
        "grid": grid,
        "opened": cell,
        "when": typed.when if typed else write_span(cell.content.starts_on, cell.content.ends_on) if cell else "",
        "amount": typed.amount if typed else amount_of(cell.content) if cell else "",
        "measure_word": catalogue().measure_name(cell.content.measure) if cell else "",
        "note": plan.note if note is None else note,
        "hint": HINT,
        "problem": refusal,
        "faults": faults,
        "their_cells": [names.get(key[1:], "") for key in theirs if key.startswith("+")],
        "our_cells": [names.get(key[1:], "") for key in theirs if key.startswith("-")],
        "editable": may_edit(request, plan),
        "may_approve": may_approve(actor, plan) and plan.state == Plan.State.SUBMITTED,
        "may_take_back": may_write(actor, plan) and plan.state == Plan.State.SUBMITTED,
        "may_judge": judge,
        "may_revise": may_write(actor, plan) and plan.state in (Plan.State.APPROVED, Plan.State.ACCEPTED),
        "editions": list(queries.plans_of_duty(actor, duty.pk)),
        "crumbs": (
            Crumb(_("Nhiệm vụ"), reverse("directives:duties")),
            Crumb(duty.directive.title, reverse("desk:duty", args=[duty.pk])),
            Crumb(pgettext("one", "Kế hoạch")),
        ),
        "help": HELP,
    }
    return render(request, "plans/detail.html", context, status=refusal.status if refusal else 200)


def amount_of(content: CellContent) -> str:
    """A planned amount as people type it."""
    return "" if content.value is None else format_number_field(content.value.normalize())


@require_GET
def paper(request: HttpRequest, plan_id: int, kind: str) -> HttpResponse:
    """The plan as DOCX or PDF/A, as it is saved now."""
    plan = queries.find_plan(actor_of(request), plan_id)
    return paper_response(compose_plan(plan), kind, f"ke-hoach-{plan.pk}")


@require_GET
def list_page(request: HttpRequest, directive_id: int) -> HttpResponse:
    """All units' plans of a directive, who has sent one and who has not, in the order of the unit list."""
    actor = actor_of(request)
    directive = find_directive(actor, directive_id)
    if not issues(actor, directive):
        raise Unknown
    plans = {plan.duty_id: plan for plan in queries.plans_of_directive(directive.pk)}
    rows = [(duty, plans.get(duty.pk)) for duty in list_duties(directive.pk)]
    if wants_sheet(request):
        return send_plans(actor, directive, rows)
    context = {
        "nav": "directives",
        "directive": directive,
        "rows": rows,
        "sent": sum(plan is not None for _duty, plan in rows),
        "tabs": list_tabs(actor, directive),
        "help": HELP,
        "crumbs": (Crumb(_("Chỉ đạo"), reverse("directives:list")), Crumb(directive.title)),
    }
    return render(request, "plans/list.html", context)
