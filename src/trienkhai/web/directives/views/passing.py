"""Giao tiếp xuống dưới: a unit makes a directive of its own under a duty it has."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.deeds import show_refusal
from trienkhai.web.directives.forms import LinkForm, PassOnFileForm, PassOnItemsForm
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.passed_on import list_passed_on
from trienkhai.web.directives.permissions import may_pass_on
from trienkhai.web.directives.planning import PLAN_KIND
from trienkhai.web.directives.queries import (
    find_directive_of_office,
    find_duty,
    list_duties_to_link,
    name_item,
)
from trienkhai.web.directives.views.duties import crumbs, standing_of, status_of
from trienkhai.web.documents.permissions import may_enter
from trienkhai.web.errors import NotValid, Refusal
from trienkhai.web.files.media import too_large
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.offices.requests import actor_of

HELP = (
    gettext_lazy("Đơn vị giao tiếp việc đã nhận cho các đơn vị dưới mình, bằng văn bản của mình."),
    gettext_lazy("Có văn bản rồi thì đưa tệp vào: máy đọc, người xác nhận, chỉ đạo mới nối với nhiệm vụ này."),
    gettext_lazy("Chưa có văn bản thì bắt đầu từ các mục đã nhận; đơn vị nhận và thời hạn do anh/chị đặt."),
    gettext_lazy("Hạn của cấp trên chỉ là đề xuất, chưa ràng buộc đơn vị dưới đến khi có người xác nhận."),
    gettext_lazy("Báo cáo tổng hợp của chỉ đạo mới là báo cáo của đơn vị theo nhiệm vụ này; số liệu chỉ tính một lần."),
)


def pass_on(request: HttpRequest, duty_id: int) -> HttpResponse:
    """The two ways down: the unit's own document, or a draft begun from the items it received."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    standing, items = standing_of(duty)
    owed = [items[entry.item] for entry in standing.owed() if entry.kind != PLAN_KIND]
    choices = [(item.pk, f"{name_item(item)}: {item.short or item.text[:100]}") for item in owed]
    fresh = {"uuid": uuid4(), "subject": duty.directive.document.subject, "items": [key for key, _words in choices]}
    by_items = request.method == "POST" and request.POST.get("deed") == "items"
    by_file = request.method == "POST" and not by_items
    item_form = PassOnItemsForm(request.POST if by_items else None, initial=fresh, choices=choices)
    file_form = PassOnFileForm(
        request.POST if by_file else None, request.FILES if by_file else None, initial={"uuid": uuid4()}
    )
    form: forms.Form = item_form if by_items else file_form
    refused: Refusal | None = None
    if form.is_bound and form.is_valid():
        try:
            return (
                begin_from_items(request, actor, duty, item_form)
                if by_items
                else enter_file(request, actor, duty, file_form)
            )
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
    context = {
        "nav": "duties" if acts_for(actor, duty.unit_id) else "directives",
        "duty": duty,
        "may": may_pass_on(actor, duty) and standing.counts and duty.directive.state == Directive.State.ISSUED,
        "counts": standing.counts,
        "enters": may_enter(actor),
        "writes": actor.role in (Role.OFFICER, Role.LEADER),
        "item_form": item_form,
        "file_form": file_form,
        "secret": refused is not None and refused.id == "secret-document",
        "passed_on": list_passed_on(actor, duty),
        "own": acts_for(actor, duty.unit_id),
        "crumbs": crumbs(actor, duty, _("Giao tiếp xuống dưới")),
        "help": HELP,
    }
    return render(request, "directives/pass_on.html", context, status=status_of(form, refused))


def enter_file(request: HttpRequest, actor: Actor, duty: Duty, form: PassOnFileForm) -> HttpResponse:
    """The document is entered and waits to be read again. Raises Refusal."""
    given, upload = form.cleaned_data, request.FILES.get("file")
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if upload is None and not given["pasted"].strip():
        raise NotValid(
            "file-missing", _("Chưa chọn tệp. Thả tệp vào ô, hoặc dán chữ của văn bản."), {"file": _("Chọn tệp.")}
        )
    document = actions.pass_on_document(
        actor,
        duty.pk,
        uuid=given["uuid"],
        data=upload.read() if upload is not None else given["pasted"].encode(),
        name=(upload.name or in_vietnamese("tệp")) if upload is not None else in_vietnamese("văn bản dán.txt"),
        contest_secrecy=given["contest_secrecy"],
    )
    messages.success(request, _("Đã nhận văn bản. Xác nhận bản đọc thì chỉ đạo mới nối với nhiệm vụ này."))
    return redirect("documents:review", document.pk)


def begin_from_items(request: HttpRequest, actor: Actor, duty: Duty, form: PassOnItemsForm) -> HttpResponse:
    """The draft stands; receivers come next. Raises Refusal."""
    given = form.cleaned_data
    made = actions.pass_on_items(actor, duty.pk, uuid=given["uuid"], items=given["items"], subject=given["subject"])
    messages.success(request, _("Đã lập chỉ đạo từ các mục đã nhận. Thêm đơn vị nhận, đặt thời hạn, rồi trình ký."))
    return redirect("directives:cascade", made.pk)


@require_POST
def link(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Say which duty from above a draft fulfils, or that it fulfils none."""
    actor = actor_of(request)
    form = link_form(actor, find_directive_of_office(actor, directive_id), request)
    if not form.is_valid():
        raise NotValid("duty-unknown", _("Nhiệm vụ này không có trong danh sách. Quay lại và chọn lại."))
    actions.link_duty(actor, directive_id, duty_id=form.cleaned_data["duty"], version=form.cleaned_data["version"])
    messages.success(request, _("Đã lưu."))
    return redirect("directives:cascade", directive_id)


def link_form(actor: Actor, directive: Directive, request: HttpRequest | None = None) -> LinkForm:
    """The running duties of the office, the one that is linked among them even where it has ended."""
    duties = list_duties_to_link(actor, clock.today())
    choices: list[tuple[int | str, str]] = [("", _("không theo nhiệm vụ nào"))]
    choices += [(duty.pk, duty.directive.title[:120]) for duty in duties]
    known = directive.fulfils
    if known is not None and known.pk not in {duty.pk for duty in duties}:
        choices.append((known.pk, known.directive.title[:120]))
    initial = {"duty": directive.fulfils_id, "version": directive.version}
    return LinkForm(request.POST if request else None, initial=initial, choices=choices)
