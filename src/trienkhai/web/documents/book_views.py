"""The registers of an office, and giving what arrived to somebody who deals with it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import npgettext
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web import clock
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.assigning import ASSIGNERS, find_arrival
from trienkhai.web.documents.actions.locking import check_may
from trienkhai.web.documents.book_lines import book_line
from trienkhai.web.documents.forms import AssignForm
from trienkhai.web.documents.guidance import ASSIGN_HELP, BOOK_HELP
from trienkhai.web.documents.models import Direction
from trienkhai.web.documents.permissions import may_assign
from trienkhai.web.documents.viewing import document_label
from trienkhai.web.documents.views import add_refusal, crumbs, is_key
from trienkhai.web.documents.workbooks import send_register
from trienkhai.web.errors import Conflict, NotValid, Unknown, WrongState
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Pager, Tab
from trienkhai.web.ui.sheets import wants_sheet

BOOK_PAGE = 100
SIDES = {"di": Direction.OUTGOING, "den": Direction.INCOMING}


@require_GET
def register_book(request: HttpRequest, side: str) -> HttpResponse:
    """The outgoing or incoming register of one's office, one year, with a find box, paged by number."""
    if side not in SIDES:
        raise Unknown
    actor, year, direction = actor_of(request), request.GET.get("nam", ""), SIDES[side]
    chosen = int(year) if is_key(year) and len(year) == 4 else clock.today().year
    words = request.GET.get("tim", "").strip()[:100]
    found = queries.search_register(actor, direction, chosen, words)
    total, after = found.count(), request.GET.get("sau", "")
    if wants_sheet(request):
        return send_register(actor, found, direction=direction, year=chosen, total=total, words=words)
    rows = list((found.filter(number__lt=int(after)) if is_key(after) else found)[: BOOK_PAGE + 1])
    asked = {"nam": chosen, **({"tim": words} if words else {})}
    more = "?" + urlencode({**asked, "sau": rows[BOOK_PAGE - 1].number}) if len(rows) > BOOK_PAGE else ""
    years = sorted({*queries.list_register_years(actor, direction), clock.today().year, chosen}, reverse=True)
    context = {
        "nav": "documents",
        "rows": [book_line(entry) for entry in rows[:BOOK_PAGE]],
        "year": chosen,
        "words": words,
        "years": [Tab(str(entry), str(entry), f"?nam={entry}") for entry in years],
        "pager": Pager(len(rows[:BOOK_PAGE]), total, npgettext("counted", "văn bản", "văn bản", total), next_url=more),
        "outgoing": direction == Direction.OUTGOING,
        "crumbs": crumbs(_("Sổ đăng ký văn bản đi") if side == "di" else _("Sổ đăng ký văn bản đến")),
        "help": BOOK_HELP,
    }
    return render(request, "documents/register.html", context)


def assign(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give a registered arrival to a division or a post, with a deadline."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    check_may(may_assign(actor), "clerk-assigns", ASSIGNERS)
    if find_arrival(actor, document_id) is None:
        raise WrongState("not-registered", _("Văn bản này chưa vào sổ văn bản đến. Vào sổ rồi mới giao được."))
    form = AssignForm(request.POST or None, initial={"uuid": uuid4()})
    receivers = queries.list_receivers(actor)
    form.fields["receiver"].choices = [("", _("chọn")), *((one.key, one.name) for one in receivers)]  # type: ignore[attr-defined]  # a ChoiceField
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                given = actions.assign_incoming(actor, document_id, **form.cleaned_data)
            except (NotValid, Conflict) as refusal:
                add_refusal(form, refusal)
                status = refusal.status
            else:
                messages.success(
                    request,
                    _("Đã giao %(receiver)s, hạn %(due_on)s.")
                    % {"receiver": given.receiver, "due_on": f"{given.due_on:%d/%m/%Y}"},
                )
                return redirect("documents:detail", document_id)
    context = {
        "nav": "documents",
        "form": form,
        "document": document,
        "title": document_label(document),
        "crumbs": crumbs(_("Giao giải quyết")),
        "help": ASSIGN_HELP,
    }
    return render(request, "documents/assign.html", context, status=status)


@require_POST
def settle(request: HttpRequest, assignment_id: int, deed: str) -> HttpResponse:
    """Take what was given to one's unit or post, or say how it was dealt with."""
    actor = actor_of(request)
    if deed == "nhan":
        assignment = actions.take_assignment(actor, assignment_id)
        messages.success(request, _("Đã nhận việc giải quyết."))
    elif deed == "xong":
        assignment = actions.finish_assignment(actor, assignment_id, outcome=request.POST.get("outcome", ""))
        messages.success(request, _("Đã ghi kết quả giải quyết."))
    else:
        raise Unknown
    return redirect("documents:detail", assignment.document_id)
