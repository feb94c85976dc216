"""Reports for machines: draft, send, judge, roll up; every figure with what it sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema
from pydantic import Field, Strict

from trienkhai.rendering.paper import Paper
from trienkhai.web.directives.models import Item
from trienkhai.web.directives.queries import find_directive, find_directive_of_office, find_duty
from trienkhai.web.errors import NotValid
from trienkhai.web.interface import (
    LARGEST,
    PAGE,
    REFUSALS,
    Body,
    Day,
    DoneOut,
    Flag,
    Ids,
    Key,
    Limit,
    Line,
    PageOut,
    PaperIn,
    ReasonIn,
    Text,
    Version,
    Words,
    binary,
    paper_from,
)
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reports import actions, queries
from trienkhai.web.reports.actions import Written
from trienkhai.web.reports.models import FigureSource, Report
from trienkhai.web.reports.presenting import paper_of, report_items
from trienkhai.web.reports.report_page import is_live
from trienkhai.web.reports.rollup import read_rollup_page
from trienkhai.web.ui.papers import DOCX, PDF, paper_answer

router = Router(tags=["báo cáo"])


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
    version: int
    snapshot: str
    marks: list[str]
    figures: list[FigureOut]


class WrittenIn(Body):
    """What people write in a report; what is left out, or null, stays as it is."""

    leading: Text | None = None
    assessment: Text | None = None
    directions: Text | None = None
    proposals: Text | None = None
    nothing_to_report: Flag | None = None
    not_applicable: list[Annotated[str, Field(max_length=60)]] | None = Field(None, max_length=200)


class ReportIn(WrittenIn):
    """Which period (its label, or the id of the report request), and what people write."""

    uuid: UUID | None = None
    period: Line = ""
    on_behalf_basis: Line = ""
    on_behalf_paper: PaperIn | None = None


class ReportPatch(WrittenIn):
    """What the report says from now on; with `version` a change made meanwhile by somebody else answers 409."""

    version: Version | None = None


class RollupIn(Body):
    """Which period to roll up (its label, or the id of the report request)."""

    uuid: UUID | None = None
    period: Line = ""


class SubmitIn(Body):
    """In which authority a leader signs; left out: directly for the head of the office, else KT."""

    authority: Line | None = None


class IssueIn(Body):
    """The number and day of the paper; left out: the next number, today."""

    number: Annotated[int, Strict(), Field(ge=-LARGEST, le=LARGEST)] | None = None
    day: Day | None = None


class ManyReportsIn(Body):
    """Which reports, by their ids."""

    reports: Ids


class ReportLineOut(Schema):
    """A report in a list; the rest under /api/reports/{id}."""

    id: int
    uuid: UUID
    directive: int
    duty: int | None
    unit: str
    period: str
    rollup: bool
    state: str
    submitted_on: date | None
    accepted_on: date | None


class RollupUnitOut(Schema):
    """How a unit stands in a period: its report where it sent one, else whether it is owed and how late it is."""

    duty: int
    unit: str
    report: int | None
    state: str
    exempt: bool
    deadline: date | None
    late_days: int


class RollupOut(Schema):
    """All units of a directive with their reports of one period, and the office's own roll-up where it was begun."""

    item: int
    period: str
    rollup: int | None
    units: list[RollupUnitOut]


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
        version=report.version,
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


def written_in(given: WrittenIn) -> Written:
    """What was said, as the actions take it."""
    said = given.model_dump(exclude_none=True)
    return {name: said[name] for name in Written.__annotations__ if name in said}  # type: ignore[return-value]  # the same names


def line_out(report: Report) -> ReportLineOut:
    """The report as a line."""
    return ReportLineOut(
        id=report.pk,
        uuid=report.uuid,
        directive=report.directive_id,
        duty=report.duty_id,
        unit=report.unit_name,
        period=report.period_label,
        rollup=report.is_rollup,
        state=report.state,
        submitted_on=report.submitted_on,
        accepted_on=report.accepted_on,
    )


@router.get("/reports", response={200: PageOut[ReportLineOut], **REFUSALS})
def show_reports(
    request: HttpRequest,
    q: Words = "",
    state: Literal["", "draft", "submitted", "accepted", "returned"] = "",
    directive: Key | None = None,
    after: Key | None = None,
    limit: Limit = PAGE,
) -> PageOut[ReportLineOut]:
    """Reports this person may see, newest first; found by unit, directive or period."""
    found = queries.search_reports(actor_of(request), q, state).order_by("-id")
    if directive is not None:
        found = found.filter(directive_id=directive)
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    return PageOut[ReportLineOut](rows=[line_out(row) for row in rows[:limit]], total=found.count(), next=more)


@router.post("/duties/{int:duty_id}/reports", response={200: ReportOut, **REFUSALS})
def draft(request: HttpRequest, duty_id: int, given: ReportIn) -> ReportOut:
    """Begin the unit's report of a period, or write in it."""
    actor = actor_of(request)
    item = find_asked(find_duty(actor, duty_id).directive_id, given.period)
    written = written_in(given)
    report = actions.draft_report(
        actor,
        duty_id,
        item_id=item.pk,
        uuid=given.uuid or uuid4(),
        on_behalf_basis=given.on_behalf_basis,
        paper=paper_from(given.on_behalf_paper),
        written=written or None,
    )
    return report_out(report)


@router.patch("/reports/{int:report_id}", response={200: ReportOut, **REFUSALS})
def write(request: HttpRequest, report_id: int, given: ReportPatch) -> ReportOut:
    """Write in a draft; figures write themselves."""
    actor = actor_of(request)
    actions.write_report(actor, report_id, version=given.version, written=written_in(given))
    return report_out(queries.find_report(actor, report_id))


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


@router.get("/reports/{int:report_id}/file.docx", response=REFUSALS, openapi_extra=binary(DOCX))
def file_docx(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as DOCX."""
    return paper_answer(paper_for(request, report_id), "docx")


@router.get("/reports/{int:report_id}/file.pdf", response=REFUSALS, openapi_extra=binary(PDF))
def file_pdf(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as PDF/A."""
    return paper_answer(paper_for(request, report_id), "pdf")


def paper_for(request: HttpRequest, report_id: int) -> Paper:
    """The paper as this person sees the report, each figure opening what it sums."""
    actor = actor_of(request)
    report = queries.find_report(actor, report_id)
    address = request.build_absolute_uri(reverse("reports:detail", args=[report.pk]))
    return paper_of(report, figures_at=address, live=is_live(actor, report))


@router.get("/directives/{int:directive_id}/rollup", response={200: RollupOut, **REFUSALS})
def show_rollup(request: HttpRequest, directive_id: int, period: Words = "") -> RollupOut:
    """All units with their reports of a period (the first one where none is named); for the issuing office."""
    directive = find_directive_of_office(actor_of(request), directive_id)
    item = find_asked(directive.pk, period)
    page = read_rollup_page(directive, item)
    units = [
        RollupUnitOut(
            duty=row.unit.duty_id,
            unit=row.unit.unit_name,
            report=row.report.pk if row.report else None,
            state=row.report.state if row.report else "",
            exempt=row.exempt,
            deadline=row.deadline,
            late_days=row.late_days,
        )
        for row in page.rows
    ]
    return RollupOut(
        item=item.pk, period=item.period_label, rollup=page.rollup.pk if page.rollup else None, units=units
    )


@router.post("/directives/{int:directive_id}/reports/accept", response={200: list[DoneOut], **REFUSALS})
def accept_many(request: HttpRequest, directive_id: int, given: ManyReportsIn) -> list[DoneOut]:
    """Take many reports, each by itself; each that was not taken says why."""
    actor = actor_of(request)
    find_directive_of_office(actor, directive_id)
    results = actions.accept_reports(actor, given.reports)
    return [
        DoneOut(
            key=str(key),
            done=refusal is None,
            id=refusal.id if refusal else "",
            message=refusal.message if refusal else "",
        )
        for key, refusal in results.items()
    ]


@router.post("/directives/{int:directive_id}/rollup", response={200: ReportOut, **REFUSALS})
def roll_up(request: HttpRequest, directive_id: int, given: RollupIn) -> ReportOut:
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
