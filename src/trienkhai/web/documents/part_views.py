"""Files that come to a document and wait for the machine: how they stand, and what a person does with them."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.locking import check_may
from trienkhai.web.documents.actions.pages import check_page
from trienkhai.web.documents.actions.parts import DESK_ONLY
from trienkhai.web.documents.answers import parse_uuid
from trienkhai.web.documents.guidance import PAGE_HELP
from trienkhai.web.documents.models import Document
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.documents.waiting_parts import list_waiting
from trienkhai.web.errors import Conflict, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.files.media import too_large
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb


@require_GET
def parts(request: HttpRequest, document_id: int) -> HttpResponse:
    """A piece of the page that asks again; once nothing waits any more the whole page is loaded anew."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    if not may_correct(actor, document) or not request.headers.get("HX-Request"):
        return redirect("documents:detail", document_id)
    waiting = list_waiting(document_id)
    if all(part.given_up for part in waiting):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"document": document, "parts": waiting, "parts_wait": True}
    return render(request, "documents/_waiting_parts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Give a better picture of one page of a scan; what cannot be exchanged is said before a file is chosen."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
    problem: Refusal | None = None
    try:
        if request.method == "POST":
            receive_page(request, document_id, number)
            messages.success(request, _("Máy chủ đã nhận đủ tệp thay; máy đọc xong thì thay trang."))
            return redirect("documents:review", document_id)
        check_page(document, number)
    except (NotValid, Conflict, WrongState) as refusal:
        problem = refusal
    context = {
        "nav": "documents",
        "document": document,
        "number": number,
        "problem": problem,
        "uuid": uuid4(),
        "help": PAGE_HELP,
        "crumbs": (Crumb(_("Văn bản"), reverse("documents:list")), Crumb(_("Thay trang"))),
    }
    return render(request, "documents/exchange_page.html", context, status=problem.status if problem else 200)


def receive_page(request: HttpRequest, document_id: int, number: int) -> None:
    """The sent file is held for the page. Raises Refusal."""
    if getattr(request, "upload_too_large", False):
        raise too_large()
    upload = request.FILES.get("file")
    if upload is None:
        raise NotValid("file-missing", _("Chưa chọn tệp. Chọn ảnh hoặc PDF của trang rồi gửi."))
    actions.exchange_page(
        actor_of(request),
        document_id,
        number,
        uuid=parse_uuid(request.POST.get("uuid", "")),
        data=upload.read(),
        name=upload.name or "trang",
        contest_secrecy=request.POST.get("contest_secrecy") == "on",
    )


@require_POST
def part(request: HttpRequest, document_id: int, part_id: int) -> HttpResponse:
    """Let the machine read a file once more, take it in unread, or throw it away."""
    actor, deed = actor_of(request), request.POST.get("deed", "")
    if deed == "retry":
        actions.retry_part(actor, document_id, part_id)
        messages.success(request, _("Máy sẽ đọc lại tệp này."))
    elif deed == "take-in":
        seen = request.POST.get("not_secret") == "on"
        taken = actions.take_in_part(actor, document_id, part_id, not_secret=seen)
        messages.success(request, _("Đã thêm tệp “%(name)s”.") % {"name": taken.name})
    elif deed == "drop":
        actions.drop_part(actor, document_id, part_id)
        messages.success(request, _("Đã bỏ tệp chờ; tệp chưa từng vào kho."))
    else:
        raise Unknown
    return redirect(page_of(queries.find_document(actor, document_id)), document_id)


def page_of(document: Document) -> str:
    """Where a document that a person works on is shown: a draft on its review page."""
    return "documents:review" if document.state == Document.State.DRAFT else "documents:detail"
