"""The page of a document that was not read yet: it waits for the machine, or the machine cannot read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.trying import LOST, MOST_STOPS, NO_LONGER_HERE
from trienkhai.web.documents.guidance import UNREAD_HELP
from trienkhai.web.documents.machine_words import say_in_page_language
from trienkhai.web.documents.models import Direction, Document, HeldFile
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.errors import NotValid, Refusal
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.formats import format_time
from trienkhai.web.ui.items import Crumb

_TITLES = {
    actions.SECRET: gettext_lazy("Không nhận: có dấu chỉ độ mật"),
    LOST: gettext_lazy("Tệp không còn trên máy chủ"),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """How a file stands that was not read: what it waits for, or why it waits for nobody."""

    held: HeldFile
    title: str
    text: str
    step: int
    poll_url: str

    @property
    def given_up(self) -> bool:
        """Whether the machine will not try again by itself."""
        return bool(self.held.refusal)

    @property
    def secret(self) -> bool:
        """Whether a secrecy mark was found."""
        return self.held.refusal == actions.SECRET

    @property
    def here(self) -> bool:
        """Whether the file still lies here: it can be read again, or typed from."""
        return self.held.refusal not in NO_LONGER_HERE


def review_unread(request: HttpRequest, document: Document, held: HeldFile) -> HttpResponse:
    """Wait for the reading, or decide what becomes of a file that cannot be read. For whoever may correct it."""
    if request.method != "POST":
        return show_unread(request, document, held)
    actor, deed = actor_of(request), request.POST.get("deed", "")
    try:
        if deed == "retry":
            actions.retry_reading(actor, document.pk)
        elif deed == "type":
            actions.type_by_hand(actor, document.pk, not_secret=request.POST.get("not_secret") == "on")
            messages.success(request, _("Tệp đã vào kho. Nhập các mục bên phải, rồi xác nhận."))
        elif deed == "discard":
            actions.discard_draft(actor, document.pk, reason=request.POST.get("reason", ""))
            messages.success(request, _("Đã bỏ bản nhập này."))
            return redirect("documents:list")
        else:
            raise NotValid("deed-unknown", _("Văn bản này đang chờ máy đọc, chưa làm việc đó được. Tải lại trang."))
    except NotValid as refusal:
        return show_unread(request, document, held, refusal)
    return redirect("documents:review", document.pk)


def show_unread(
    request: HttpRequest, document: Document, held: HeldFile, problem: Refusal | None = None
) -> HttpResponse:
    """The page, with what was wrong in what was sent."""
    side = _("Văn bản đi, dự thảo") if document.direction == Direction.OUTGOING else _("Văn bản đến, chưa xác nhận")
    context = {
        "nav": "documents",
        "document": document,
        "unread": describe_unread(held),
        "problem": problem,
        "crumbs": (Crumb(_("Văn bản"), reverse("documents:list")), Crumb(side), Crumb(_("Chờ đọc"))),
        "reason": request.POST.get("reason", "") if problem else "",
        "help": UNREAD_HELP,
    }
    return render(request, "documents/unread.html", context, status=problem.status if problem else 200)


@require_GET
def reading_state(request: HttpRequest, document_id: int) -> HttpResponse:
    """How far the reading is, as a piece of the page that asks again; once it is read the whole page is loaded anew."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    held = queries.find_held(document)
    if not request.headers.get("HX-Request"):
        return redirect("documents:review" if may_correct(actor, document) else "documents:detail", document_id)
    if held is None or held.refusal:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "documents/_waiting.html", {"unread": describe_unread(held)})


def describe_unread(held: HeldFile) -> Unread:
    """The state of a held file in words."""
    poll_url = reverse("documents:reading_state", args=[held.document_id])
    if held.refusal:
        return Unread(
            held,
            str(_TITLES.get(held.refusal) or _("Máy không đọc được tệp này")),
            say_in_page_language(held.refusal_words),
            1,
            "",
        )
    if held.begun_at is not None:
        title = _("Máy đang đọc, từ %(time)s") % {"time": format_time(held.begun_at)}
        return Unread(held, title, _("Bản quét mất vài giây mỗi trang."), 2, poll_url)
    if held.stopped:
        text = _("Lần trước máy phải dừng giữa chừng; máy thử nhiều nhất %(times)s lần.") % {"times": MOST_STOPS}
        return Unread(held, _("Chờ máy đọc lại, lần %(time)s") % {"time": held.stopped + 1}, text, 1, poll_url)
    before = queries.count_before(held)
    ahead = ngettext("Trước tệp này còn %(before)s tệp.", "Trước tệp này còn %(before)s tệp.", before)
    text = ahead % {"before": before} if before else _("Đến lượt tệp này ngay.")
    return Unread(held, _("Đã nhận đủ, chờ máy đọc"), text, 1, poll_url)
