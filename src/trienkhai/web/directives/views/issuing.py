"""From the preview to running duties: signing, issuing, and the end of a whole directive."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.actions.issuing import choose_units, list_document_receivers
from trienkhai.web.directives.deeds import show_refusal
from trienkhai.web.directives.forms import ReasonForm, SignForm
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.permissions import may_arrange, may_issue, may_sign, may_withdraw
from trienkhai.web.directives.queries import count_duties, find_directive_of_office, list_addressees
from trienkhai.web.directives.views.cascade import load_here
from trienkhai.web.documents.actions import unsign_document
from trienkhai.web.documents.actions.issuing import FOR_ANOTHER
from trienkhai.web.documents.models import Document
from trienkhai.web.documents.signing import usual_authority
from trienkhai.web.errors import Refusal
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb

SIGN_HELP = (
    gettext_lazy("Trang này cho thấy ai nhận gì, trước khi lãnh đạo ký."),
    gettext_lazy("Quyền hạn ký theo Điều 13 Nghị định 30/2020/NĐ-CP; khối ký bên cạnh in đúng như trên văn bản."),
    gettext_lazy("Ký rồi thì đơn vị nhận và thời hạn không sửa được nữa."),
    gettext_lazy("Chưa cấp số thì người ký rút chữ ký được."),
    gettext_lazy("Chưa có gì được gửi đi ở bước này."),
)
ISSUE_HELP = (
    gettext_lazy("Thứ tự: xác nhận bản đọc, ký, cấp số và ngày, rồi ban hành."),
    gettext_lazy("Thiếu số, ngày hoặc người ký thì chưa ban hành được; trang nói thiếu gì."),
    gettext_lazy("Ban hành xong, mỗi đơn vị nhận được ngay văn bản và nhiệm vụ của mình."),
    gettext_lazy("Sau khi ban hành vẫn thêm, miễn, gia hạn được, có ghi lý do."),
    gettext_lazy("Việc ban hành vào sổ nhật ký một dòng, kèm danh sách đơn vị."),
)
WITHDRAW_HELP = (
    gettext_lazy("Thu hồi chỉ đạo làm mọi nhiệm vụ còn hiệu lực dừng từ hôm nay."),
    gettext_lazy("Những gì đơn vị đã ghi vẫn đọc được."),
    gettext_lazy("Việc này do lãnh đạo cơ quan ban hành làm, có ghi lý do."),
    gettext_lazy("Muốn dừng một đơn vị, không cần thu hồi: rút nhiệm vụ của đơn vị đó."),
    gettext_lazy("Thu hồi rồi không lấy lại được; ban hành văn bản mới."),
)


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """What stands under the text when it is signed in one authority."""

    authority: str
    mode: str
    head_title: str
    title: str
    name: str


def sign(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The preview of what goes out, and the leader's signature; others of the office see it and are told who signs."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    form = SignForm(
        request.POST if request.POST.get("deed") == "sign" else None, initial={"authority": usual_authority(actor)}
    )
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            if request.POST.get("deed") == "unsign":
                unsign_document(actor, directive.document_id)
                messages.success(request, _("Đã rút chữ ký; đơn vị nhận và thời hạn sửa được."))
                return redirect("directives:cascade", directive_id)
            if form.is_valid():
                actions.sign_directive(actor, directive_id, authority=form.cleaned_data["authority"])
                messages.success(request, _("Đã ký. Văn thư cấp số, ngày rồi ban hành."))
                return redirect("directives:issue", directive_id)
        except Refusal as refusal:
            refused = refusal
    context = sign_context(actor, directive, form) | {"refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "directives/sign.html", context, status=status)


def sign_context(actor: Actor, directive: Directive, form: forms.Form) -> dict[str, object]:
    """The preview: receivers, days, and how the signature will be printed."""
    here = load_here(actor, directive)
    receivers = list_document_receivers(here.addressees, choose_units(here.addressees))
    document = directive.document
    return {
        "nav": "directives",
        "directive": directive,
        "document": document,
        "page": here.page,
        "receivers": receivers,
        "form": form,
        "blocks": signing_blocks(actor),
        "printed": printed_block(document) if document.signed_on else None,
        "may_sign": may_sign(actor, directive) and document.state == Document.State.CONFIRMED,
        "may_unsign": may_sign(actor, directive) and document.state == Document.State.SIGNED,
        "may_arrange": may_arrange(actor, directive),
        "crumbs": crumbs(directive, _("Xem trước, ký")),
        "help": SIGN_HELP,
    }


def signing_blocks(actor: Actor) -> tuple[SigningBlock, ...]:
    """The signing block in every authority, as this person would sign (Decree 30/2020, Article 13)."""
    title = actor.printed_title or actor.post_title.upper()
    return tuple(
        SigningBlock(
            authority=authority,
            mode="" if authority == "none" else authority,
            head_title=actor.head_title if authority in FOR_ANOTHER else "",
            title=title,
            name=actor.person_name,
        )
        for authority in ("none", "KT.", "TL.", "TUQ.", "Q.", "TM.")
    )


def printed_block(document: Document) -> SigningBlock:
    """The block of a signed document."""
    return SigningBlock(
        document.signing_mode or "none",
        document.signing_mode,
        document.signing_head_title,
        document.signing_title,
        document.signer_name,
    )


def issue(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Duties begin: the clerk confirms in the page; what is missing is named."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            duties = actions.issue_directive(actor, directive_id)
        except Refusal as refusal:
            refused = refusal
            directive = find_directive_of_office(actor, directive_id)
        else:
            messages.success(
                request,
                ngettext(
                    "Đã ban hành. Đã giao %(duties)s nhiệm vụ; đơn vị nhận được ngay.",
                    "Đã ban hành. Đã giao %(duties)s nhiệm vụ; đơn vị nhận được ngay.",
                    len(duties),
                )
                % {"duties": len(duties)},
            )
            return redirect("directives:cascade", directive_id)
    if directive.state != Directive.State.DRAFT and refused is None:
        return redirect("directives:cascade", directive_id)
    chosen = choose_units(list_addressees(directive))
    state = directive.document.state
    context = {
        "nav": "directives",
        "directive": directive,
        "document": directive.document,
        "units": chosen,
        "refused": refused,
        "signed": state in (Document.State.SIGNED, Document.State.NUMBERED, Document.State.ISSUED),
        "numbered": state in (Document.State.NUMBERED, Document.State.ISSUED),
        "may_issue": may_issue(actor, directive),
        "crumbs": crumbs(directive, _("Cấp số, ban hành")),
        "help": ISSUE_HELP,
    }
    return render(request, "directives/issue.html", context, status=refused.status if refused else 200)


def withdraw(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The whole directive ends today, for a reason."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_directive(actor, directive_id, **form.cleaned_data)
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã thu hồi chỉ đạo; các nhiệm vụ dừng từ hôm nay."))
            return redirect("directives:cascade", directive_id)
    counts = count_counting(directive)
    context = {
        "nav": "directives",
        "directive": directive,
        "form": form,
        "counting": counts,
        "may_withdraw": may_withdraw(actor, directive) and directive.state == Directive.State.ISSUED,
        "crumbs": crumbs(directive, _("Thu hồi")),
        "help": WITHDRAW_HELP,
    }
    return render(request, "directives/withdraw.html", context, status=refused.status if refused else status_of(form))


def count_counting(directive: Directive) -> int:
    """How many duties count today."""
    found = count_duties([directive.pk], clock.today()).get(directive.pk)
    return found.duties if found else 0


def status_of(form: forms.Form) -> int:
    """422 for a form with mistakes, else 200."""
    return 422 if form.is_bound and form.errors else 200


def crumbs(directive: Directive, last: str) -> tuple[Crumb, ...]:
    """The way to a page of a directive."""
    above = Crumb(directive.title, reverse("directives:cascade", args=[directive.pk]))
    return Crumb(_("Chỉ đạo"), reverse("directives:list")), above, Crumb(last)
