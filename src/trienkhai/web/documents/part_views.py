"""Files that come to a document and wait for the machine: how they stand, and what a person does with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.models import Document
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.documents.waiting_parts import list_waiting
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.requests import actor_of


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
