"""The pages of reports: lists, one report, the roll-up, paper."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web import clock
from trienkhai.web.directives.queries import find_directive, find_duty
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.errors import NotValid, Refusal, Unknown
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reports import actions, queries
from trienkhai.web.reports.actions import Written
from trienkhai.web.reports.forms import ReportForm
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_judge, may_roll_up, may_submit, may_write
from trienkhai.web.reports.presenting import (
    item_labels,
    paper_of,
    report_items,
    rollup_page,
    sentences_of,
    shown_figures,
)
from trienkhai.web.reports.printing import print_docx, print_pdf
from trienkhai.web.reports.wording import amount
from trienkhai.web.ui.items import Crumb, Pager

PAGE = 30
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN = (Report.State.DRAFT, Report.State.RETURNED)
HELP = (
    "Con số lấy từ hoạt động đã xác nhận, không gõ tay được.",
    "Bấm vào một con số để xem các hoạt động của nó.",
    "Khi gửi, số liệu đóng băng; rút minh chứng sau đó chỉ đánh dấu báo cáo.",
    "Không có hoạt động thì báo cáo “không phát sinh”, khác với không gửi.",
    "Bản DOCX và PDF có cùng nội dung với trang này.",
)


@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    """Reports one may see, last changed first."""
    actor = actor_of(request)
    found = queries.visible_reports(actor)
    state = request.GET.get("trang-thai", "")
    if state in Report.State.values:
        found = found.filter(state=state)
    total = found.count()
    offset = request.GET.get("sau", "")
    rows = list((found.filter(pk__lt=int(offset)) if offset.isdigit() else found).order_by("-id")[: PAGE + 1])
    more = f"?trang-thai={state}&sau={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    context = {
        "nav": "reports",
        "rows": rows[:PAGE],
        "pager": Pager(len(rows[:PAGE]), total, "báo cáo", next_url=more),
        "states": Report.State.choices,
        "state": state,
        "help": HELP,
    }
    return render(request, "reports/list.html", context)


@require_POST
def draft(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Begin, or open, a unit's report."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    items = report_items(duty.directive_id)
    wanted = request.POST.get("item", "")
    item = next((entry for entry in items if str(entry.pk) == wanted), items[0] if items else None)
    if item is None:
        raise NotValid("report-not-asked", "Chỉ đạo này không yêu cầu báo cáo.")
    basis = request.POST.get("on_behalf_basis", "")
    report = actions.draft_report(actor, duty_id, item_id=item.pk, uuid=uuid4(), on_behalf_basis=basis)
    return redirect("reports:detail", report.pk)


def detail(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report: written by people in the dashed frames, figures from activities."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    form = ReportForm(request.POST or None, initial=written_of(report))
    problem: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            after = carry_out(request, report, form)
        except Refusal as refusal:
            problem = refusal
        else:
            return redirect(after)
    context = report_context(request, report, form) | {"problem": problem}
    return render(request, "reports/detail.html", context, status=problem.status if problem else 200)


def written_of(report: Report) -> dict[str, object]:
    """What the form shows first."""
    fields = ("leading", "assessment", "directions", "proposals", "nothing_to_report", "version")
    return {name: getattr(report, name) for name in fields}


def carry_out(request: HttpRequest, report: Report, form: ReportForm) -> str:
    """Save, submit, accept, return or take back; gives the address to go to. Raises Refusal."""
    actor, deed = actor_of(request), request.POST.get("deed", "save")
    if deed in ("save", "submit") and may_write(actor, report) and report.state in OPEN:
        given = form.cleaned_data
        written: Written = {name: given[name] for name in Written.__annotations__}  # type: ignore[assignment]
        actions.write_report(actor, report.pk, version=given["version"], written=written)
    if deed == "submit":
        actions.submit_report(actor, report.pk)
        messages.success(request, "Đã gửi báo cáo. Số liệu được đóng băng ở mức lúc này.")
    elif deed == "accept":
        actions.accept_report(actor, report.pk)
        messages.success(request, f"Đã tiếp nhận báo cáo của {report.unit_name}.")
    elif deed == "return":
        actions.return_report(actor, report.pk, reason=request.POST.get("reason", ""))
        messages.success(request, f"Đã trả lại báo cáo cho {report.unit_name}.")
    elif deed == "take-back":
        actions.take_back_report(actor, report.pk)
        messages.success(request, "Đã rút lại; báo cáo là dự thảo.")
    elif deed == "save":
        messages.success(request, f"Đã lưu lúc {clock.now().astimezone(clock.HANOI):%H giờ %M}.")
    return reverse("reports:detail", args=[report.pk])


def report_context(request: HttpRequest, report: Report, form: ReportForm) -> dict[str, object]:
    """Everything the page of a report shows."""
    actor = actor_of(request)
    figures = shown_figures(report)
    key = request.GET.get("so", "")
    figure = next((entry for entry in figures if entry.key == key), None)
    by_key = {entry.key: int(entry.value) for entry in figures if not entry.measure}
    return {
        "nav": "reports" if not report.is_rollup else "directives",
        "report": report,
        "form": form,
        "sentences": sentences_of(report, figures),
        "figure": figure,
        "figure_amount": amount(figure) if figure and figure.measure else "",
        "sources": list(queries.list_sources(report, key)) if figure and report.snapshot else [],
        "live_parts": live_parts(report, key) if figure and not report.snapshot else [],
        "activities": by_key.get("activities", 0),
        "unproved": by_key.get("activities", 0) - by_key.get("proved", 0),
        "marks": list(report.marks.all()),
        "open": report.state in OPEN,
        "may_write": may_write(actor, report) and report.state in OPEN,
        "may_submit": may_submit(actor, report) and report.state in OPEN,
        "may_take_back": may_submit(actor, report) and report.state == Report.State.SUBMITTED,
        "may_judge": may_judge(actor, report) and report.state == Report.State.SUBMITTED,
        "help": HELP,
        "crumbs": crumbs_of(report),
    }


def live_parts(report: Report, key: str) -> list[tuple[object, object, bool]]:
    """The activities behind a figure that is not frozen yet: activity, value, proved."""
    from trienkhai.web.activities.models import Activity  # only this drill-down needs it

    total = next((entry for entry in queries.live_figures(report, clock.today()) if entry.key == key), None)
    found = Activity.objects.in_bulk([part.id for part in total.parts]) if total else {}
    return [(found[part.id], part.value, part.proved) for part in total.parts] if total else []


def crumbs_of(report: Report) -> tuple[Crumb, ...]:
    """The way to a report."""
    if report.is_rollup:
        above = Crumb("Tổng hợp", reverse("reports:rollup", args=[report.directive_id]))
        return Crumb("Chỉ đạo", reverse("directives:list")), above, Crumb("Báo cáo")
    duty = Crumb(report.directive.title[:60], reverse("desk:duty", args=[report.duty_id])) if report.duty_id else None
    return tuple(crumb for crumb in (Crumb("Nhiệm vụ", reverse("directives:duties")), duty, Crumb("Báo cáo")) if crumb)


@require_GET
def rollup(request: HttpRequest, directive_id: int) -> HttpResponse:
    """All units of a directive with their reports of one period, and the way to the official report."""
    actor = actor_of(request)
    directive = find_directive(actor, directive_id)
    if directive.office_id != actor.office_id:
        raise Unknown
    items = report_items(directive.pk)
    wanted = request.GET.get("ky", "")
    item = next((entry for entry in items if str(entry.pk) == wanted), items[0] if items else None)
    context = {
        "nav": "directives",
        "directive": directive,
        "page": rollup_page(directive, item),
        "items": items,
        "may_roll_up": may_roll_up(actor, directive),
        "tabs": list_tabs(actor, directive),
        "help": HELP,
        "crumbs": (Crumb("Chỉ đạo", reverse("directives:list")), Crumb(directive.title[:80])),
    }
    return render(request, "reports/rollup.html", context)


@require_POST
def draft_rollup(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Begin, or open, the roll-up of a period."""
    actor = actor_of(request)
    items = report_items(find_directive(actor, directive_id).pk)
    item = next((entry for entry in items if str(entry.pk) == request.POST.get("item", "")), None)
    if item is None or item.period_start is None or item.period_end is None:
        raise NotValid("report-not-asked", "Chỉ đạo này không yêu cầu báo cáo kỳ đó.")
    report = actions.draft_rollup(
        actor, directive_id, start=item.period_start, end=item.period_end, label=item.period_label
    )
    return redirect("reports:detail", report.pk)


@require_GET
def paper(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as DOCX or PDF/A."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    made = paper_of(actor, report)
    data, media_type = (print_docx(made), DOCX) if kind == "docx" else (print_pdf(made), "application/pdf")
    response = HttpResponse(data, content_type=media_type)
    side = "inline" if kind == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{side}; filename="bao-cao-{report.pk}.{kind}"'
    return response


@require_GET
def sheet(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as it stands on A4, on the screen."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    context = {
        "nav": "reports",
        "report": report,
        "paper": paper_of(actor, report),
        "labels": item_labels(report.directive_id),
        "crumbs": (*crumbs_of(report)[:-1], Crumb("Báo cáo", reverse("reports:detail", args=[report.pk])), Crumb("A4")),
    }
    return render(request, "reports/sheet.html", context)
