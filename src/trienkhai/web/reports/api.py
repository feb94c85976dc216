"""Reports for machines: draft, send, judge, roll up; every figure with what it sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema

from trienkhai.rendering.paper import Paper
from trienkhai.web.directives.models import Item
from trienkhai.web.directives.queries import find_directive, find_duty
from trienkhai.web.errors import NotValid
from trienkhai.web.offices.api import ErrorOut
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reports import actions, queries
from trienkhai.web.reports.actions import Written
from trienkhai.web.reports.models import FigureSource, Report
from trienkhai.web.reports.presenting import paper_of, report_items
from trienkhai.web.reports.printing import print_docx, print_pdf
from trienkhai.web.reports.report_page import is_live
from trienkhai.web.reports.views import DOCX, PDF

router = Router(tags=["báo cáo"])
REFUSALS = {400: ErrorOut, 401: ErrorOut, 403: ErrorOut, 404: ErrorOut, 409: ErrorOut, 422: ErrorOut}


class SourceOut(Schema):
    """What a figure sums: an activity, or a figure of a report below."""

    activity: UUID | None = None
    code: str = ""
    report: int | None = None
    unit: str = ""
    value: Decimal
    proved: bool
    late: bool


class FigureOut(Schema):
    """A frozen number."""

    key: str
    form: str
    measure: str
    value: Decimal
    approximate: bool
    sources: list[SourceOut]


class ReportOut(Schema):
    """A report with its figures; before it was sent there are none."""

    id: int
    uuid: UUID
    unit: str
    duty: int | None
    directive: int
    rollup: bool
    state: str
    return_reason: str
    document: int | None
    code: str
    signer: str
    period: str
    period_start: date
    period_end: date
    nothing_to_report: bool
    not_applicable: list[str]
    on_behalf_basis: str
    leading: str
    assessment: str
    directions: str
    proposals: str
    snapshot: str
    marks: list[str]
    figures: list[FigureOut]


class ReportIn(Schema):
    """Which period (its label, or the id of the report request), and what people write."""

    uuid: UUID | None = None
    period: str = ""
    leading: str | None = None
    assessment: str | None = None
    directions: str | None = None
    proposals: str | None = None
    nothing_to_report: bool | None = None
    not_applicable: list[str] | None = None
    on_behalf_basis: str = ""


class PeriodIn(Schema):
    """Which period to roll up (its label, or the id of the report request)."""

    uuid: UUID | None = None
    period: str = ""


class SubmitIn(Schema):
    """In which authority a leader signs; left out: directly for the head of the office, else KT."""

    authority: str | None = None


class IssueIn(Schema):
    """The number and day of the paper; left out: the next number, today."""

    number: int | None = None
    day: date | None = None


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


def report_out(report: Report) -> ReportOut:
    """The report with every figure and what it sums, in three queries."""
    sources: dict[int, list[SourceOut]] = {}
    found = FigureSource.objects.filter(figure__report=report).select_related("activity", "below__report")
    for source in found.order_by("id"):
        sources.setdefault(source.figure_id, []).append(source_out(source))
    figures = [
        FigureOut(
            key=figure.key,
            form=figure.form,
            measure=figure.measure,
            value=figure.value,
            approximate=figure.approximate,
            sources=sources.get(figure.pk, []),
        )
        for figure in report.figures.all()
    ]
    return ReportOut(
        id=report.pk,
        uuid=report.uuid,
        unit=report.unit_name,
        duty=report.duty_id,
        directive=report.directive_id,
        rollup=report.is_rollup,
        state=report.state,
        return_reason=report.return_reason,
        document=report.document_id,
        code=report.document.code if report.document else "",
        signer=report.document.signer_name if report.document and report.document.signed_on else "",
        period=report.period_label,
        period_start=report.period_start,
        period_end=report.period_end,
        nothing_to_report=report.nothing_to_report,
        not_applicable=report.not_applicable,
        on_behalf_basis=report.on_behalf_basis,
        leading=report.leading,
        assessment=report.assessment,
        directions=report.directions,
        proposals=report.proposals,
        snapshot=report.snapshot,
        marks=[mark.sentence for mark in queries.list_marks(report)],
        figures=figures,
    )


def source_out(source: FigureSource) -> SourceOut:
    """One thing a figure sums."""
    said = SourceOut(value=source.value, proved=source.proved, late=source.late)
    if source.activity is not None:
        said.activity, said.code = source.activity.uuid, source.activity.code
    if source.below is not None:
        said.report, said.unit = source.below.report_id, source.below.report.unit_name
    return said


def find_asked(directive_id: int, period: str) -> Item:
    """The report request of a period, by its id or its label; the first one where none is named."""
    items = report_items(directive_id)
    item = next((entry for entry in items if not period or period in (str(entry.pk), entry.period_label)), None)
    if item is None:
        raise NotValid("report-not-asked", "Chỉ đạo này không yêu cầu báo cáo kỳ đó.", {"period": period})
    return item


@router.post("/duties/{int:duty_id}/reports", response={200: ReportOut, **REFUSALS})
def draft(request: HttpRequest, duty_id: int, given: ReportIn) -> ReportOut:
    """Begin the unit's report of a period, or write in it."""
    actor = actor_of(request)
    item = find_asked(find_duty(actor, duty_id).directive_id, given.period)
    said = given.dict(exclude_none=True)
    written: Written = {name: said[name] for name in Written.__annotations__ if name in said}  # type: ignore[assignment]
    report = actions.draft_report(
        actor,
        duty_id,
        item_id=item.pk,
        uuid=given.uuid or uuid4(),
        on_behalf_basis=given.on_behalf_basis,
        written=written or None,
    )
    return report_out(report)


@router.post("/reports/{int:report_id}/submit", response={200: ReportOut, **REFUSALS})
def submit(request: HttpRequest, report_id: int, given: SubmitIn | None = None) -> ReportOut:
    """Freeze the figures and send; a leader signs the paper in the same deed."""
    authority = given.authority if given else None
    return report_out(actions.submit_report(actor_of(request), report_id, authority=authority))


@router.post("/reports/{int:report_id}/take-back", response={200: ReportOut, **REFUSALS})
def take_back(request: HttpRequest, report_id: int) -> ReportOut:
    """Make it a draft again, until somebody acted on it."""
    return report_out(actions.take_back_report(actor_of(request), report_id))


@router.post("/reports/{int:report_id}/sign", response={200: ReportOut, **REFUSALS})
def sign(request: HttpRequest, report_id: int, given: SubmitIn | None = None) -> ReportOut:
    """Sign the paper of a report that an officer has frozen."""
    actor = actor_of(request)
    actions.sign_report(actor, report_id, authority=given.authority if given else None)
    return report_out(queries.find_report(actor, report_id))


@router.post("/reports/{int:report_id}/issue", response={200: ReportOut, **REFUSALS})
def issue(request: HttpRequest, report_id: int, given: IssueIn | None = None) -> ReportOut:
    """Number and date the signed paper, and send it."""
    actor, given = actor_of(request), given or IssueIn()
    actions.issue_report(actor, report_id, number=given.number, day=given.day)
    return report_out(queries.find_report(actor, report_id))


@router.post("/reports/{int:report_id}/accept", response={200: ReportOut, **REFUSALS})
def accept(request: HttpRequest, report_id: int) -> ReportOut:
    """Take the report."""
    return report_out(actions.accept_report(actor_of(request), report_id))


@router.post("/reports/{int:report_id}/return", response={200: ReportOut, **REFUSALS})
def send_back(request: HttpRequest, report_id: int, given: ReasonIn) -> ReportOut:
    """Ask the unit to write it anew."""
    return report_out(actions.return_report(actor_of(request), report_id, reason=given.reason))


@router.get("/reports/{int:report_id}", response={200: ReportOut, **REFUSALS})
def show(request: HttpRequest, report_id: int) -> ReportOut:
    """One report, each figure with its activities."""
    return report_out(queries.find_report(actor_of(request), report_id))


@router.get("/reports/{int:report_id}/file.docx", response=REFUSALS)
def file_docx(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as DOCX."""
    return HttpResponse(print_docx(paper_for(request, report_id)), content_type=DOCX)


@router.get("/reports/{int:report_id}/file.pdf", response=REFUSALS)
def file_pdf(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as PDF/A."""
    return HttpResponse(print_pdf(paper_for(request, report_id)), content_type=PDF)


def paper_for(request: HttpRequest, report_id: int) -> Paper:
    """The paper as this person sees the report, each figure opening what it sums."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    address = request.build_absolute_uri(reverse("reports:detail", args=[report.pk]))
    return paper_of(report, figures_at=address, live=is_live(actor, report))


@router.post("/directives/{int:directive_id}/rollup", response={200: ReportOut, **REFUSALS})
def roll_up(request: HttpRequest, directive_id: int, given: PeriodIn) -> ReportOut:
    """Begin the issuing office's own report of a period."""
    actor = actor_of(request)
    item = find_asked(find_directive(actor, directive_id).pk, given.period)
    if item.period_start is None or item.period_end is None:
        raise NotValid("report-not-asked", "Chỉ đạo này không yêu cầu báo cáo kỳ đó.")
    report = actions.draft_rollup(
        actor,
        directive_id,
        start=item.period_start,
        end=item.period_end,
        label=item.period_label,
        uuid=given.uuid,
    )
    return report_out(report)
