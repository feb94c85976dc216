"""The office's files (hồ sơ): all of them, one of them, putting a document in."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext
from django.views.decorators.http import require_POST

from trienkhai.web import clock
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.filing import KEEPERS
from trienkhai.web.documents.actions.locking import check_may
from trienkhai.web.documents.forms import CaseFileForm
from trienkhai.web.documents.guidance import CASE_HELP
from trienkhai.web.documents.models import CaseFile
from trienkhai.web.documents.permissions import may_file, may_keep
from trienkhai.web.documents.views import add_refusal, crumbs, is_key
from trienkhai.web.documents.workbooks import send_case_file, send_case_files
from trienkhai.web.errors import Conflict, NotValid, Refusal, Unknown
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb, Pager
from trienkhai.web.ui.sheets import wants_sheet

PAGE = 100


def list_page(request: HttpRequest) -> HttpResponse:
    """All files of the office; whoever keeps them opens a new one here."""
    actor, status = actor_of(request), 200
    form = CaseFileForm(request.POST or None, initial={"uuid": uuid4(), "year": clock.today().year})
    if request.method == "POST":
        check_may(may_file(actor), "desk-files", KEEPERS)
        status = 422
        if form.is_valid():
            try:
                made = actions.open_case_file(actor, **form.cleaned_data)
            except (NotValid, Conflict) as refusal:
                add_refusal(form, refusal)
                status = refusal.status
            else:
                messages.success(request, _("Đã mở hồ sơ %(made)s.") % {"made": made})
                return redirect("documents:case_file", made.pk)
    words, year = request.GET.get("tim", "").strip()[:100], request.GET.get("nam", "")
    found = queries.search_case_files(actor, words, int(year) if is_key(year) and len(year) == 4 else None)
    total = found.count()
    if wants_sheet(request):
        return send_case_files(actor, found, total=total, words=words, year=year)
    rows = list(found[:PAGE])
    context = {
        "nav": "documents",
        "rows": rows,
        "form": form if may_file(actor) else None,
        "words": words,
        "year": year,
        "pager": Pager(len(rows), total, npgettext("counted", "hồ sơ", "hồ sơ", total)),
        "crumbs": crumbs(_("Hồ sơ")),
        "help": CASE_HELP,
    }
    return render(request, "documents/case_files.html", context, status=status)


def detail(request: HttpRequest, case_file_id: int) -> HttpResponse:
    """What lies in one file; taking a document out and closing it are buttons of this page."""
    actor = actor_of(request)
    case_file = queries.find_case_file(actor, case_file_id)
    problem: Refusal | None = None
    if request.method == "POST":
        try:
            messages.success(request, carry_out(request, case_file))
        except Refusal as refusal:
            problem = refusal
        else:
            return redirect("documents:case_file", case_file_id)
    filings = list(queries.list_filings(case_file))
    if wants_sheet(request):
        return send_case_file(actor, case_file, filings)
    context = {
        "nav": "documents",
        "case_file": case_file,
        "rows": filings,
        "problem": problem,
        "may_keep": may_keep(actor, case_file) and case_file.state == CaseFile.State.OPEN,
        "crumbs": (*crumbs("")[:-1], Crumb(_("Hồ sơ"), reverse("documents:case_files")), Crumb(str(case_file))),
        "help": CASE_HELP,
    }
    return render(request, "documents/case_file.html", context, status=problem.status if problem else 200)


def carry_out(request: HttpRequest, case_file: CaseFile) -> str:
    """Take a document out or close the file; gives the sentence that tells it. Raises Refusal."""
    actor, given = actor_of(request), request.POST.get("document", "")
    if request.POST.get("deed") == "close":
        actions.close_case_file(actor, case_file.pk)
        return _("Đã kết thúc hồ sơ %(case_file)s.") % {"case_file": case_file}
    if request.POST.get("deed") == "take-out" and is_key(given):
        reason = request.POST.get("reason", "")
        actions.take_out_document(actor, int(given), case_file_id=case_file.pk, reason=reason)
        return _("Đã rút văn bản khỏi hồ sơ.")
    raise Unknown


@require_POST
def put_in(request: HttpRequest, document_id: int) -> HttpResponse:
    """Put a document into a file."""
    chosen = request.POST.get("case_file", "")
    if not is_key(chosen):
        raise NotValid("file-missing", _("Chọn hồ sơ trong danh sách rồi lưu lại."))
    filing = actions.file_document(actor_of(request), document_id, case_file_id=int(chosen))
    messages.success(
        request,
        _("Văn bản nằm trong hồ sơ %(case_file)s, thứ tự %(position)s.")
        % {"case_file": filing.case_file, "position": filing.position},
    )
    return redirect("documents:detail", document_id)
