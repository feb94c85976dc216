"""One duty: taken on, asked about, answered, changed by the issuing office."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.deeds import show_refusal
from trienkhai.web.directives.forms import AcknowledgeForm, AnswerForm, DutyChangeForm, RequestForm
from trienkhai.web.directives.lateness import explain_origin
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Duty, DutyRequest, Item
from trienkhai.web.directives.permissions import (
    may_acknowledge,
    may_act_for_unit,
    may_change_duty,
    may_request,
)
from trienkhai.web.directives.planning import PLAN, PLAN_KIND, list_owed_plans
from trienkhai.web.directives.queries import (
    compute_standings_with_items,
    facts_of,
    find_duty,
    find_request,
    name_item,
)
from trienkhai.web.errors import Refusal
from trienkhai.web.files.media import find_media_type
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.items import Crumb

ACKNOWLEDGE_HELP = (
    gettext_lazy("Tiếp nhận là đơn vị báo đã nhận việc."),
    gettext_lazy("Văn bản thường không đặt hạn tiếp nhận: chưa tiếp nhận không phải là quá hạn."),
    gettext_lazy("Cơ quan ban hành nhập hộ được khi có văn bản, thư hoặc tin của đơn vị; ghi rõ theo gì."),
    gettext_lazy("Chỗ nhập hộ luôn hiện là nhập hộ."),
    gettext_lazy("Tiếp nhận rồi vẫn đề nghị gia hạn, miễn được."),
)
REQUEST_HELP = (
    gettext_lazy("Đơn vị xin thêm thời gian, xin miễn, hoặc nêu ý kiến khi dấu quá hạn chưa đúng."),
    gettext_lazy("Cơ quan ban hành trả lời; đồng ý thì hạn đổi ngay, có ghi lý do."),
    gettext_lazy("Trong lúc chờ, hạn cũ vẫn còn hiệu lực."),
    gettext_lazy("Mỗi loại đề nghị về một mục chỉ gửi một lần khi còn chờ."),
    gettext_lazy("Đề nghị và câu trả lời vào sổ nhật ký."),
)
ANSWER_HELP = (
    gettext_lazy("Trả lời đề nghị của đơn vị."),
    gettext_lazy("Đồng ý gia hạn thì ghi ngày; để trống là ngày đơn vị xin."),
    gettext_lazy("Không đồng ý thì ghi câu trả lời để đơn vị biết vì sao."),
    gettext_lazy("Đồng ý gia hạn hoặc miễn là hạn đổi ngay trong sổ nhiệm vụ."),
    gettext_lazy("Câu trả lời không sửa được; cần thì gia hạn, miễn tiếp ở trang nhiệm vụ."),
)
CHANGE_HELP = (
    gettext_lazy("Cơ quan ban hành gia hạn, miễn hoặc rút nhiệm vụ của một đơn vị."),
    gettext_lazy("Mỗi thay đổi là một dòng có ngày, lý do và căn cứ; dòng cũ không mất."),
    gettext_lazy("Miễn một mục thì đơn vị vẫn làm các mục khác."),
    gettext_lazy("Rút là đơn vị không còn trong mẫu số từ hôm nay."),
    gettext_lazy("Đơn vị thấy thay đổi này ngay."),
)


def acknowledge(request: HttpRequest, duty_id: int) -> HttpResponse:
    """The unit takes the duty on; the issuing office may enter it with a basis and the paper."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    own = may_act_for_unit(actor, duty)
    form = AcknowledgeForm(request.POST, request.FILES, on_behalf=not own) if request.method == "POST" else None
    refused: Refusal | None = None
    if form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            taken = actions.acknowledge_duty(
                actor,
                duty_id,
                on_behalf_basis=given["on_behalf_basis"],
                paper=read_paper(given["paper"]),
                note=given["note"],
                effective_on=given["effective_on"],
            )
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
        else:
            done = (
                _("Đã nhập hộ việc tiếp nhận của %(unit)s.")
                if taken.on_behalf
                else _("Đã tiếp nhận nhiệm vụ của %(unit)s.")
            )
            messages.success(request, done % {"unit": duty.unit_name})
            return redirect(after(request, actor, duty))
    context = {
        "nav": "duties" if acts_for(actor, duty.unit_id) else "directives",
        "duty": duty,
        "form": form or AcknowledgeForm(on_behalf=not own),
        "own": own,
        "taken": getattr(duty, "acknowledgement", None),
        "may": may_acknowledge(actor, duty),
        "crumbs": crumbs(actor, duty, _("Tiếp nhận")),
        "help": ACKNOWLEDGE_HELP,
    }
    return render(request, "directives/acknowledge.html", context, status=status_of(form, refused))


def read_paper(upload: object) -> tuple[bytes, str] | None:
    """The bytes and name of an attached paper. Raises NotValid for what an office does not keep."""
    if upload is None or not hasattr(upload, "read"):
        return None
    data, name = upload.read(), str(getattr(upload, "name", in_vietnamese("tệp")))
    find_media_type(data, name)
    return data, name


def after(request: HttpRequest, actor: Actor, duty: Duty) -> str:
    """Where a deed on a duty leads: the unit's own page, or the office's list of duties."""
    if acts_for(actor, duty.unit_id):
        return reverse("desk:duty", args=[duty.pk])
    return reverse("directives:cascade", args=[duty.directive_id]) + "#nhiem-vu"


def request_change(request: HttpRequest, duty_id: int) -> HttpResponse:
    """A unit asks for more time, to be left out, or objects to a red mark."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    standing, items = standing_of(duty)
    kind = request.GET.get("loai", "")
    initial: dict[str, object] = {"uuid": uuid4(), "kind": kind if kind in DutyRequest.Kind.values else None}
    dated = dated_items(standing, items)
    initial["item"] = request.GET.get("muc") or (dated[0].pk if len(dated) == 1 else None)
    form = RequestForm(
        request.POST if request.method == "POST" else None, initial=initial, choices=item_choices(standing, items)
    )
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.request_change(
                actor,
                duty_id,
                uuid=given["uuid"],
                kind=DutyRequest.Kind(given["kind"]),
                reason=given["reason"],
                item_id=given["item"],
                wanted_on=given["wanted_on"],
            )
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã gửi %(kind)s. Cơ quan ban hành sẽ trả lời.") % {"kind": made.get_kind_display()}
            )
            return redirect("desk:duty", duty_id)
    context = {
        "nav": "duties" if acts_for(actor, duty.unit_id) else "directives",
        "duty": duty,
        "form": form,
        "deadlines": deadlines_of(duty, standing, items),
        "earlier": list(duty.requests.select_related("item").order_by("-id")),
        "may": may_request(actor, duty),
        "crumbs": crumbs(actor, duty, _("Đề nghị")),
        "help": REQUEST_HELP,
    }
    return render(request, "directives/request.html", context, status=status_of(form, refused))


def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """The issuing office says yes with a day, or no with an answer; the unit reads it here."""
    actor = actor_of(request)
    asked = find_request(actor, request_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"new_deadline_on": asked.wanted_on})
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = actions.answer_request(
                actor,
                request_id,
                granted=given["granted"],
                answer=given["answer"],
                new_deadline_on=given["new_deadline_on"],
            )
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Đã trả lời %(unit_name)s: %(state)s.")
                % {"unit_name": asked.duty.unit_name, "state": done.get_state_display()},
            )
            return redirect("directives:list")
    context = {
        "nav": "duties" if acts_for(actor, asked.duty.unit_id) else "directives",
        "asked": asked,
        "duty": asked.duty,
        "form": form,
        "about": name_item(asked.item) if asked.item else _("cả nhiệm vụ"),
        "may": may_change_duty(actor, asked.duty) and asked.state == DutyRequest.State.OPEN,
        "crumbs": crumbs(actor, asked.duty, _("Trả lời đề nghị")),
        "help": ANSWER_HELP,
    }
    return render(request, "directives/answer.html", context, status=status_of(form, refused))


def change(request: HttpRequest, duty_id: int) -> HttpResponse:
    """The issuing office extends, exempts or withdraws one duty, for a reason."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    standing, items = standing_of(duty)
    form = DutyChangeForm(request.POST if request.method == "POST" else None, choices=item_choices(standing, items))
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            said = carry_out_change(actor, duty, form.cleaned_data)
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect(after(request, actor, duty))
    context = {
        "nav": "duties" if acts_for(actor, duty.unit_id) else "directives",
        "duty": duty,
        "form": form,
        "deadlines": deadlines_of(duty, standing, items),
        "ledger": list(duty.ledger.select_related("item").order_by("-effective_on", "-id")),
        "may": may_change_duty(actor, duty) and standing.counts,
        "counts": standing.counts,
        "crumbs": crumbs(actor, duty, _("Gia hạn, miễn, rút")),
        "help": CHANGE_HELP,
    }
    return render(request, "directives/change.html", context, status=status_of(form, refused))


def carry_out_change(actor: Actor, duty: Duty, given: dict[str, object]) -> str:
    """Call the action the person chose; gives what to say. Raises Refusal."""
    reason, basis = str(given["reason"]), str(given["basis"])
    item = given["item"] if isinstance(given["item"], int) else None
    until = given["new_deadline_on"]
    if given["what"] == DutyChangeForm.EXTEND and isinstance(until, date):
        actions.extend_duty(actor, duty.pk, new_deadline_on=until, reason=reason, item_id=item, basis=basis)
        return _("Đã gia hạn cho %(unit_name)s đến %(until)s.") % {
            "unit_name": duty.unit_name,
            "until": format_day(until),
        }
    if given["what"] == DutyChangeForm.EXEMPT:
        actions.exempt_duty(actor, duty.pk, reason=reason, item_id=item, basis=basis)
        return _("Đã miễn cho %(unit_name)s.") % {"unit_name": duty.unit_name}
    actions.withdraw_duty(actor, duty.pk, reason=reason, basis=basis)
    return _("Đã rút nhiệm vụ của %(unit_name)s.") % {"unit_name": duty.unit_name}


def standing_of(duty: Duty) -> tuple[DutyStanding, dict[int, Item]]:
    """How the duty stands today, and the items of its directive."""
    standings, items = compute_standings_with_items([duty], on=clock.today())
    return standings[duty.pk], items | {item.pk: item for item in list_owed_plans(duty.directive)}


def dated_items(standing: DutyStanding, items: dict[int, Item]) -> list[Item]:
    """The items the unit owes by a day. More time for a plan is more time for the whole duty."""
    return [items[entry.item] for entry in standing.owed() if entry.deadline_on is not None and entry.item != PLAN]


def item_choices(standing: DutyStanding, items: dict[int, Item]) -> list[tuple[int | str, str]]:
    """Whole duty, then what the unit owes except topics, which it chooses itself."""
    owed = [items[entry.item] for entry in standing.owed() if entry.kind not in (Item.Kind.TOPIC, PLAN_KIND)]
    return [("", _("cả nhiệm vụ")), *((item.pk, name_item(item)) for item in owed)]


def deadlines_of(duty: Duty, standing: DutyStanding, items: dict[int, Item]) -> list[tuple[str, str]]:
    """What is due when, and where the day comes from, for the aside."""
    office = duty.directive.document.issuer_name or _("cơ quan ban hành")
    return [
        (name_item(items[entry.item]), explain_origin(entry, facts_of(items[entry.item], duty.directive, office)))
        for entry in standing.owed()
        if entry.kind != Item.Kind.TOPIC
    ]


def status_of(form: forms.Form | None, refused: Refusal | None) -> int:
    """The refusal's status, 422 for a form with mistakes, else 200."""
    if refused is not None:
        return refused.status
    return 422 if form is not None and form.is_bound and form.errors else 200


def crumbs(actor: Actor, duty: Duty, last: str) -> tuple[Crumb, ...]:
    """The way to a page of a duty, from the side the person stands on."""
    if acts_for(actor, duty.unit_id):
        above = Crumb(_("Nhiệm vụ"), reverse("directives:duties"))
    else:
        above = Crumb(_("Chỉ đạo"), reverse("directives:list"))
    return above, Crumb(duty.directive.title, reverse("desk:duty", args=[duty.pk])), Crumb(last)
