"""Everything that changes reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import TypedDict
from uuid import UUID

from django.db import transaction

from trienkhai.web import clock
from trienkhai.web.activities.events import EvidenceWithdrawn
from trienkhai.web.activities.models import Evidence
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.reports import events
from trienkhai.web.reports.figures import Below, Sum, sum_reports
from trienkhai.web.reports.models import Figure, FigureSource, Report, ReportFeed, ReportMark
from trienkhai.web.reports.permissions import (
    may_draft,
    may_enter_for_unit,
    may_judge,
    may_roll_up,
    may_submit,
    may_write,
)
from trienkhai.web.reports.queries import accepted_reports, live_figures
from trienkhai.web.reports.states import may_follow


class About(TypedDict):
    """What every event of a report says of it."""

    object_id: int
    object_label: str
    duty_id: int | None
    directive_id: int
    office_id: int
    unit: str
    on_behalf_basis: str


class Written(TypedDict, total=False):
    """What people write in a report; the figures write themselves."""

    leading: str
    assessment: str
    directions: str
    proposals: str
    nothing_to_report: bool


@transaction.atomic
def draft_report(
    actor: Actor, duty_id: int, *, item_id: int, uuid: UUID, on_behalf_basis: str = "", paper_name: str = ""
) -> Report:
    """The unit's report for the period of this report request, begun now or before; one per duty and period."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("directive").filter(pk=duty_id).first()
    if duty is None or not (acts_for(actor, duty.unit_id) or duty.directive.office_id == actor.office_id):
        raise Unknown
    if duty.directive.state != Directive.State.ISSUED:
        raise WrongState("directive-not-running", "Chỉ đạo này chưa ban hành hoặc đã thu hồi, không lập báo cáo được.")
    item = Item.objects.filter(pk=item_id, directive_id=duty.directive_id, kind=Item.Kind.REPORT).first()
    if item is None or item.period_start is None or item.period_end is None:
        raise NotValid("report-not-asked", "Chỉ đạo này không yêu cầu báo cáo kỳ đó.")
    if not may_draft(actor, duty):
        raise NotAllowed("not-your-unit", "Báo cáo do đơn vị nhận nhiệm vụ lập.")
    on_behalf = not acts_for(actor, duty.unit_id)
    if on_behalf and not on_behalf_basis.strip():
        raise NotValid("basis-missing", "Nhập hộ đơn vị thì phải ghi căn cứ.", {"on_behalf_basis": "Ghi căn cứ."})
    said: dict[str, object] = {"duty": duty_id, "item": item_id}
    earlier = find_earlier(uuid, "report", said)
    begun = Report.objects.filter(duty=duty, period_start=item.period_start, period_end=item.period_end).first()
    if begun is not None:
        return begun
    if earlier is not None:
        return Report.objects.get(pk=earlier)
    report = Report.objects.create(
        uuid=uuid,
        directive=duty.directive,
        duty=duty,
        item=item,
        unit_id=duty.unit_id,
        unit_name=duty.unit_name,
        period_start=item.period_start,
        period_end=item.period_end,
        period_label=item.period_label or f"{item.period_start:%d/%m/%Y} - {item.period_end:%d/%m/%Y}",
        entered_by=f"{actor.post_title}, {actor.unit_name}",
        entered_by_unit_id=actor.unit_id,
        on_behalf=on_behalf,
        on_behalf_basis=on_behalf_basis.strip() if on_behalf else "",
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    remember(uuid, "report", report.pk, said)
    record(events.ReportDrafted(**about(report)), actor.author)
    return report


@transaction.atomic
def write_report(actor: Actor, report_id: int, *, version: int | None = None, written: Written) -> Report:
    """The report says this now. Raises Conflict where somebody else wrote since `version`."""
    report = lock_report(actor, report_id)
    if not may_write(actor, report):
        raise NotAllowed("not-your-report", "Báo cáo này do đơn vị lập nó soạn. Anh/chị xem được, không sửa được.")
    check_state(report, "write_report")
    if version is not None and version != report.version:
        raise Conflict(
            "report-changed",
            f"Người khác vừa sửa báo cáo lúc {report.changed_at.astimezone(clock.HANOI):%H giờ %M}. "
            "Bản anh/chị đang nhập vẫn còn; so hai bản rồi lưu lại.",
        )
    for name, value in written.items():
        setattr(report, name, value)
    report.version += 1
    report.changed_at = clock.now()
    report.save()
    record(events.ReportWritten(**about(report)), actor.author)
    return report


@transaction.atomic
def submit_report(actor: Actor, report_id: int) -> Report:
    """The figures are frozen with the activities they sum, and the report is sent."""
    report = lock_report(actor, report_id)
    if not may_submit(actor, report):
        raise NotAllowed("leader-submits", "Báo cáo do lãnh đạo đơn vị gửi. Anh/chị soạn và trình được.")
    check_state(report, "submit_report")
    sums = live_figures(report, clock.today()) if not report.is_rollup else rolled_up(report)
    activities = next(int(entry.value) for entry in sums if entry.key == "activities")
    proved = next(int(entry.value) for entry in sums if entry.key == "proved")
    if activities == 0 and not report.nothing_to_report and not report.is_rollup:
        raise NotValid(
            "report-empty",
            "Kỳ này chưa có hoạt động nào được xác nhận. Nếu đúng là không có, chọn Báo cáo “không phát sinh”.",
            {"nothing_to_report": "Chọn nếu kỳ này không phát sinh."},
        )
    report.nothing_to_report = activities == 0
    report.snapshot = freeze_figures(report, sums)
    report.state = Report.State.SUBMITTED
    report.submitted_on, report.submitted_at = clock.today(), clock.now()
    report.submitted_by = f"{actor.post_title}, {actor.unit_name}"
    report.return_reason, report.changed_at = "", clock.now()
    report.version += 1
    report.save()
    event = events.ReportSubmitted(activities=activities, proved=proved, snapshot=report.snapshot, **about(report))
    record(event, actor.author)
    return report


@transaction.atomic
def take_back_report(actor: Actor, report_id: int) -> Report:
    """The report is a draft again; possible until somebody acted on it."""
    report = lock_report(actor, report_id)
    if not may_submit(actor, report):
        raise NotAllowed("leader-submits", "Người gửi báo cáo mới rút lại được.")
    check_state(report, "take_back_report")
    if ReportFeed.objects.filter(source=report).exists():
        raise WrongState("report-used", "Báo cáo đã được đưa vào bản tổng hợp, không rút lại được.")
    report.figures.all().delete()
    report.state, report.snapshot = Report.State.DRAFT, ""
    report.submitted_on = report.submitted_at = None
    report.version += 1
    report.save()
    record(events.ReportTakenBack(**about(report)), actor.author)
    return report


@transaction.atomic
def accept_report(actor: Actor, report_id: int) -> Report:
    """The office that asked for the report takes it."""
    report = lock_report(actor, report_id)
    if not may_judge(actor, report):
        raise NotAllowed("issuer-accepts", "Báo cáo do cơ quan yêu cầu báo cáo tiếp nhận.")
    check_state(report, "accept_report")
    report.state = Report.State.ACCEPTED
    report.accepted_on, report.accepted_at = clock.today(), clock.now()
    report.accepted_by = f"{actor.post_title}, {actor.unit_name}"
    report.save(update_fields=["state", "accepted_on", "accepted_at", "accepted_by"])
    record(events.ReportAccepted(**about(report)), actor.author)
    return report


@transaction.atomic
def return_report(actor: Actor, report_id: int, *, reason: str) -> Report:
    """The unit is asked to write it anew; its figures thaw when it is sent again."""
    report = lock_report(actor, report_id)
    if not may_judge(actor, report):
        raise NotAllowed("issuer-returns", "Báo cáo do cơ quan yêu cầu báo cáo trả lại.")
    check_state(report, "return_report")
    if not reason.strip():
        raise NotValid("reason-missing", "Ghi lý do trả lại để đơn vị biết sửa gì.", {"reason": "Ghi lý do."})
    report.state, report.return_reason, report.returned_at = Report.State.RETURNED, reason.strip(), clock.now()
    report.save(update_fields=["state", "return_reason", "returned_at"])
    record(events.ReportReturned(reason=report.return_reason, **about(report)), actor.author)
    return report


@transaction.atomic
def draft_rollup(actor: Actor, directive_id: int, *, start: date, end: date, label: str = "") -> Report:
    """The issuing office's own report over the accepted reports of its units, begun now or before."""
    directive = Directive.objects.select_for_update().filter(pk=directive_id).first()
    if directive is None or directive.office_id != actor.office_id:
        raise Unknown
    if not may_roll_up(actor, directive):
        raise NotAllowed("officer-rolls-up", "Bản tổng hợp do chuyên viên hoặc lãnh đạo cơ quan ban hành lập.")
    begun = Report.objects.filter(directive=directive, is_rollup=True, period_start=start, period_end=end).first()
    if begun is not None:
        return begun
    report = Report.objects.create(
        directive=directive,
        duty=directive.fulfils,
        unit_id=actor.office_id,
        unit_name=actor.office_name,
        is_rollup=True,
        period_start=start,
        period_end=end,
        period_label=label or f"{start:%d/%m/%Y} - {end:%d/%m/%Y}",
        entered_by=f"{actor.post_title}, {actor.unit_name}",
        entered_by_unit_id=actor.unit_id,
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    record(events.ReportDrafted(**about(report)), actor.author)
    return report


def note_withdrawn_activity(event: Event, entry: Entry) -> None:
    """Reports that rest on a withdrawn activity are marked; their figures stay."""
    what = f"hoạt động {event.object_label} đã được rút ngày {entry.effective_on:%d/%m/%Y}"
    mark_reports(event.object_id, None, what, entry)


def note_withdrawn_evidence(event: Event, entry: Entry) -> None:
    """Reports that rest on a withdrawn piece of evidence are marked; their figures stay."""
    if not isinstance(event, EvidenceWithdrawn):
        raise TypeError("connected to the wrong event")
    evidence = Evidence.objects.get(pk=event.evidence_id)
    what = f"minh chứng “{evidence.name}” của {event.object_label} đã được rút ngày {entry.effective_on:%d/%m/%Y}"
    mark_reports(evidence.activity_id, evidence, what, entry)


def mark_reports(activity_id: int, evidence: Evidence | None, what: str, entry: Entry) -> None:
    """Mark every sent report that has a figure on this activity, and every roll-up fed by it."""
    direct = Report.objects.filter(figures__sources__activity_id=activity_id).exclude(state=Report.State.DRAFT)
    above = Report.objects.filter(feeds__source__in=direct.values("pk")).exclude(state=Report.State.DRAFT)
    for report in [*direct.distinct(), *above.distinct()]:
        ReportMark.objects.create(
            report=report,
            activity_id=activity_id,
            evidence=evidence,
            sentence=what,
            effective_on=entry.effective_on,
            recorded_at=entry.recorded_at,
        )
        record(events.ReportMarked(what=what, **about(report)), MACHINE, caused_by=entry)


def rolled_up(report: Report) -> tuple[Sum, ...]:
    """The figures of a roll-up over the reports accepted now; keeps which reports fed it."""
    sources = list(accepted_reports(report.directive_id, report.period_start, report.period_end))
    report.feeds.all().delete()
    ReportFeed.objects.bulk_create(ReportFeed(rollup=report, source=source) for source in sources)
    return sum_reports(below_from(figure) for source in sources for figure in source.figures.all())


def below_from(figure: Figure) -> Below:
    """A frozen figure as the arithmetic sees it."""
    return Below(
        id=figure.pk,
        key=figure.key,
        group=figure.group,
        form=figure.form,
        measure=figure.measure,
        item=figure.item_id,
        value=figure.value,
        approximate=figure.approximate,
    )


def freeze_figures(report: Report, sums: Iterable[Sum]) -> str:
    """Keep the figures with their sources; returns the SHA-256 that names exactly these figures."""
    report.figures.all().delete()
    sums = tuple(sums)
    figures = Figure.objects.bulk_create(
        Figure(
            report=report,
            key=entry.key,
            position=position,
            group=entry.group,
            form=entry.form,
            measure=entry.measure,
            item_id=entry.item,
            value=entry.value,
            approximate=entry.approximate,
        )
        for position, entry in enumerate(sums)
    )
    field = "below_id" if report.is_rollup else "activity_id"
    FigureSource.objects.bulk_create(
        FigureSource(figure=figure, value=part.value, proved=part.proved, late=part.late, **{field: part.id})
        for figure, entry in zip(figures, sums, strict=True)
        for part in entry.parts
    )
    said = [(entry.key, str(entry.value), [(part.id, str(part.value)) for part in entry.parts]) for entry in sums]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def lock_report(actor: Actor, report_id: int) -> Report:
    """The report, locked. Raises Unknown where the person may not know of it."""
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("directive", "duty__directive", "item")
        .filter(pk=report_id)
        .first()
    )
    if report is None or not knows(actor, report):
        raise Unknown
    return report


def knows(actor: Actor, report: Report) -> bool:
    """Whether the person may know that this report exists."""
    own = not report.is_rollup and acts_for(actor, report.unit_id)
    if own or report.state != Report.State.DRAFT:
        return own or report.directive.office_id == actor.office_id
    entered = report.duty is not None and may_enter_for_unit(actor, report.duty) and report.on_behalf
    return entered or (report.is_rollup and report.directive.office_id == actor.office_id)


def check_state(report: Report, deed: str) -> None:
    """Raises WrongState where the table has no such step."""
    state = Report.State(report.state)
    if may_follow(state, deed) is None:
        raise WrongState("report-state", f"Báo cáo này {state.label}, không làm việc này được nữa.")


def about(report: Report) -> About:
    """What every event of the report says of it."""
    return {
        "object_id": report.pk,
        "object_label": report.period_label,
        "duty_id": report.duty_id,
        "directive_id": report.directive_id,
        "office_id": report.directive.office_id,
        "unit": report.unit_name,
        "on_behalf_basis": report.on_behalf_basis,
    }
