"""The pages of reports: lists, one report, the roll-up, paper."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trienkhai.checking import Finding, Severity, check
from trienkhai.reading.pipeline import read_source
from trienkhai.rendering.paper import Paper
from trienkhai.rendering.wording import lay_out
from trienkhai.sources import read_bytes
from trienkhai.web.directives.models import Item
from trienkhai.web.directives.queries import find_directive, find_directive_of_office, find_duty
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.errors import Conflict, NotValid, Refusal
from trienkhai.web.offices.letterheads import letters_of
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reports import actions, queries
from trienkhai.web.reports.forms import ReportForm
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_roll_up, may_write
from trienkhai.web.reports.presenting import paper_of, report_items
from trienkhai.web.reports.printing import code_of
from trienkhai.web.reports.report_page import (
    HELP,
    OPEN,
    carry_out,
    compare,
    crumbs_of,
    initial_of,
    is_live,
    offered_forms,
    report_context,
)
from trienkhai.web.reports.rollup import read_rollup_page
from trienkhai.web.reports.sheets import send_reports, send_rollup
from trienkhai.web.ui.formats import say_period
from trienkhai.web.ui.items import Crumb, Pager
from trienkhai.web.ui.papers import paper_response, write_docx
from trienkhai.web.ui.sheets import wants_sheet

PAGE = 30


@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    """Reports one may see, newest first; found by unit, directive or period."""
    actor = actor_of(request)
    state, words = request.GET.get("trang-thai", ""), request.GET.get("tim", "").strip()[:100]
    found = queries.search_reports(actor, words, state)
    total = found.count()
    if wants_sheet(request):
        named = dict(Report.State.choices).get(state, "")
        return send_reports(actor, found, total=total, words=words, state=str(named))
    offset = request.GET.get("sau", "")
    rows = list((found.filter(pk__lt=int(offset)) if offset.isdigit() else found).order_by("-id")[: PAGE + 1])
    more = ""
    if len(rows) > PAGE:
        query = request.GET.copy()
        query["sau"] = str(rows[PAGE - 1].pk)
        more = f"?{query.urlencode()}"
    context = {
        "nav": "reports",
        "rows": rows[:PAGE],
        "pager": Pager(len(rows[:PAGE]), total, ngettext("báo cáo", "báo cáo", total), next_url=more),
        "states": Report.State.choices,
        "state": state,
        "words": words,
        "help": HELP,
    }
    return render(request, "reports/list.html", context)


@require_POST
def draft(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Begin, or open, a unit's report."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    item = find_wanted(report_items(duty.directive_id), request.POST.get("item", ""))
    sent = request.FILES.get("on_behalf_paper")
    report = actions.draft_report(
        actor,
        duty_id,
        item_id=item.pk,
        uuid=uuid_in(request),
        on_behalf_basis=request.POST.get("on_behalf_basis", ""),
        paper=(sent.read(), sent.name or "giay-to") if sent else None,
    )
    return redirect("reports:detail", report.pk)


def uuid_in(request: HttpRequest) -> UUID:
    """The identity the page gave what it creates, or a new one."""
    try:
        return UUID(request.POST.get("uuid", ""))
    except ValueError:
        return uuid4()


def find_wanted(items: list[Item], wanted: str) -> Item:
    """The report request of this id, else the first one. Raises NotValid where the directive asks for no report."""
    item = next((entry for entry in items if str(entry.pk) == wanted), None if wanted else next(iter(items), None))
    if item is None:
        raise NotValid("report-not-asked", _("Chỉ đạo này không yêu cầu báo cáo kỳ đó."))
    return item


def detail(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report: written by people in the dashed frames, figures from activities."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    form = form_for(request, report)
    problem: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(carry_out(request, report, form))
        except Refusal as refusal:
            problem = refusal
            report = queries.find_report(actor, report_id)
    shown = form
    others = []
    if problem is not None:
        conflicts = isinstance(problem, Conflict) or not (may_write(actor, report) and report.state in OPEN)
        others = compare(report, form) if conflicts and request.POST.get("deed") in ("save", "submit") else []
        data = request.POST.copy()
        data["version"] = str(report.version)
        shown = ReportForm(data if "leading" in data else None, initial=initial_of(report))
        shown.choose_forms(offered_forms(report))
    context = report_context(request, report, shown) | {"problem": problem, "others": others}
    return render(request, "reports/detail.html", context, status=problem.status if problem else 200)


def form_for(request: HttpRequest, report: Report) -> ReportForm:
    """The form as typed, or as kept; a deed that writes nothing (accept, sign) keeps what is there."""
    initial = initial_of(report)
    typed = request.method == "POST" and "leading" in request.POST
    form = ReportForm(request.POST if typed else initial if request.method == "POST" else None, initial=initial)
    form.choose_forms(offered_forms(report))
    return form


@require_GET
def rollup(request: HttpRequest, directive_id: int) -> HttpResponse:
    """All units of a directive with their reports of one period, and the way to the official report."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    items = report_items(directive.pk)
    wanted = request.GET.get("ky", "")
    item = next((entry for entry in items if str(entry.pk) == wanted), items[0] if items else None)
    page = read_rollup_page(directive, item)
    if wants_sheet(request):
        return send_rollup(actor, directive, page)
    context = {
        "nav": "directives",
        "directive": directive,
        "page": page,
        "items": items,
        "may_roll_up": may_roll_up(actor, directive),
        "may_accept": may_roll_up(actor, directive) and bool(page.waiting),
        "tabs": list_tabs(actor, directive),
        "help": HELP,
        "crumbs": (Crumb(_("Chỉ đạo"), reverse("directives:list")), Crumb(directive.title)),
    }
    return render(request, "reports/rollup.html", context)


@require_POST
def draft_rollup(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Begin, or open, the roll-up of a period."""
    actor = actor_of(request)
    item = find_wanted(report_items(find_directive(actor, directive_id).pk), request.POST.get("item", ""))
    if item.period_start is None or item.period_end is None:
        raise NotValid("report-not-asked", _("Chỉ đạo này không yêu cầu báo cáo kỳ đó."))
    report = actions.draft_rollup(
        actor,
        directive_id,
        start=item.period_start,
        end=item.period_end,
        label=item.period_label,
        uuid=uuid_in(request),
    )
    return redirect("reports:detail", report.pk)


@require_POST
def accept_all(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Accept every chosen report; each by itself, with a result for each that was not."""
    actor = actor_of(request)
    find_directive_of_office(actor, directive_id)
    chosen = [int(value) for value in request.POST.getlist("report") if value.isdigit()][:500]
    results = actions.accept_reports(actor, chosen)
    done = sum(refusal is None for refusal in results.values())
    if done:
        messages.success(request, _("Đã tiếp nhận %(done)s báo cáo.") % {"done": done})
    for refusal in {str(refusal) for refusal in results.values() if refusal}:
        messages.warning(request, _("Có báo cáo chưa tiếp nhận được: %(refusal)s") % {"refusal": refusal})
    return redirect("reports:rollup", directive_id)


@require_GET
def paper(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as DOCX or PDF/A; every figure in it opens its activities."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    address = request.build_absolute_uri(reverse("reports:detail", args=[report.pk]))
    made = paper_of(report, figures_at=address, live=is_live(actor, report))
    return paper_response(made, kind, f"bao-cao-{report.pk}")


@require_GET
def sheet(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as it stands on A4, on the screen; `?chu=lon` sets the same words in large letters for a phone."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    made = paper_of(report, live=is_live(actor, report))
    large = request.GET.get("chu") == "lon"
    context = {
        "nav": "reports",
        "report": report,
        "paper": made,
        "sheet": lay_out(made),
        "findings": () if large else check_form(made),
        "letters": letters_of(report.unit, report.unit_name),
        "code": code_of(report),
        "large": large,
        "help": HELP,
        "crumbs": (*crumbs_of(actor, report)[:-1], report_crumb(report), Crumb(_("Bản A4"))),
    }
    return render(request, "reports/read.html" if large else "reports/sheet.html", context)


def check_form(made: Paper) -> list[Finding]:
    """What the official format would find in the paper as printed; a draft may leave number and day open."""
    reading = read_source(read_bytes(write_docx(replace(made, appendices=())), "bao-cao.docx"))
    found = check(reading, issued=bool(made.number))
    return [finding for finding in found if finding.severity is not Severity.REMARK]


def report_crumb(report: Report) -> Crumb:
    """The way back to the report."""
    return Crumb(
        _("Báo cáo %(period)s") % {"period": say_period(report.period_label)},
        reverse("reports:detail", args=[report.pk]),
    )
