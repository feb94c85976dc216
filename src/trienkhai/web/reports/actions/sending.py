"""Sending a report: its figures freeze with what they sum; taking it back until somebody acted on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives.queries import compute_standings
from trienkhai.web.errors import NotAllowed, NotValid, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports import events
from trienkhai.web.reports.actions.locking import about, check_state, lock_report
from trienkhai.web.reports.actions.papers import gone_out, prepare_paper, withdraw_paper
from trienkhai.web.reports.figures import Sum
from trienkhai.web.reports.models import Figure, FigureSource, Report, ReportFeed, RollupUnit
from trienkhai.web.reports.permissions import may_submit
from trienkhai.web.reports.queries import sum_now
from trienkhai.web.reports.standing import read_facts


@transaction.atomic
def submit_report(actor: Actor, report_id: int, *, authority: str | None = None) -> Report:
    """The figures are frozen with what they sum, the report is sent, and its outgoing document stands ready.

    A leader signs it in the same deed, in `authority` (None: directly for the head of the office, else KT.).
    """
    report = lock_report(actor, report_id)
    if not may_submit(actor, report):
        raise NotAllowed("leader-submits", _("Báo cáo do lãnh đạo đơn vị gửi. Anh/chị soạn và trình được."))
    after = check_state(report, "submit_report")
    check_ready(report)
    sums = sum_now(report)
    activities = next(int(entry.value) for entry in sums if entry.key == "activities")
    proved = next(int(entry.value) for entry in sums if entry.key == "proved")
    if activities == 0 and not report.nothing_to_report and not report.is_rollup:
        raise NotValid(
            "report-empty",
            _("Kỳ này chưa có hoạt động nào được xác nhận. Nếu đúng là không có, chọn Báo cáo “không phát sinh”."),
            {"nothing_to_report": _("Chọn nếu kỳ này không phát sinh.")},
        )
    report.nothing_to_report = activities == 0
    done = {entry.form for entry in sums if entry.form}
    report.not_applicable = [key for key in report.not_applicable if key not in done]
    thaw_figures(report)
    report.snapshot = freeze_figures(report, sums)
    report.state = after
    report.submitted_on, report.submitted_at = clock.today(), clock.now()
    report.submitted_by = f"{actor.post_title}, {actor.unit_name}"
    report.return_reason, report.changed_at = "", clock.now()
    report.version += 1
    report.document = prepare_paper(actor, report, authority)
    report.save()
    event = events.ReportSubmitted(
        activities=activities, proved=proved, snapshot=report.snapshot, rollup=report.is_rollup, **about(report)
    )
    record(event, actor.author)
    return report


def check_ready(report: Report) -> None:
    """Raises WrongState before the period began and where the duty was taken away meanwhile."""
    if report.period_start > clock.today():
        raise WrongState(
            "period-ahead",
            _("Kỳ báo cáo bắt đầu ngày %(period_start)s, chưa gửi được. Báo cáo vẫn còn.")
            % {"period_start": f"{report.period_start:%d/%m/%Y}"},
        )
    if report.duty is not None and not compute_standings([report.duty], on=clock.today())[report.duty.pk].counts:
        raise WrongState("duty-ended", _("Nhiệm vụ này đã thôi giao cho đơn vị, không gửi báo cáo được."))


@transaction.atomic
def take_back_report(actor: Actor, report_id: int) -> Report:
    """The report is a draft again; possible until somebody acted on it or on its paper."""
    report = lock_report(actor, report_id)
    if not may_submit(actor, report):
        raise NotAllowed("leader-submits", _("Người gửi báo cáo mới rút lại được."))
    after = check_state(report, "take_back_report")
    if ReportFeed.objects.filter(source=report).exists():
        raise WrongState("report-used", _("Báo cáo đã được đưa vào bản tổng hợp, không rút lại được."))
    if gone_out(report.document):
        raise WrongState("report-numbered", _("Báo cáo đã được cấp số, không rút lại được."))
    withdraw_paper(actor, report)
    thaw_figures(report)
    report.state, report.snapshot = after, ""
    report.submitted_on = report.submitted_at = None
    report.version += 1
    report.changed_at = clock.now()
    report.save()
    record(events.ReportTakenBack(**about(report)), actor.author)
    return report


def freeze_figures(report: Report, sums: Iterable[Sum]) -> str:
    """Keep the figures with their sources; returns the SHA-256 that names exactly these figures."""
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
    FigureSource.objects.bulk_create(
        FigureSource(
            figure=figure,
            value=part.value,
            proved=part.proved,
            late=part.late,
            **{"below_id" if report.is_rollup and not part.own else "activity_id": part.id},
        )
        for figure, entry in zip(figures, sums, strict=True)
        for part in entry.parts
    )
    if report.is_rollup:
        freeze_units(report)
    said = [(entry.key, str(entry.value), [(part.id, str(part.value)) for part in entry.parts]) for entry in sums]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def freeze_units(rollup: Report) -> None:
    """Keep which reports the roll-up takes in, and how every unit stood when it froze."""
    facts = read_facts(rollup.directive_id, rollup.period_start, rollup.period_end)
    taken = [report for report in facts.reports.values() if report.state == Report.State.ACCEPTED]
    ReportFeed.objects.bulk_create(ReportFeed(rollup=rollup, source=source) for source in taken)
    RollupUnit.objects.bulk_create(
        RollupUnit(
            rollup=rollup,
            duty_id=unit.duty_id,
            source_id=unit.report_id if unit.standing == RollupUnit.Standing.TAKEN_IN else None,
            position=position,
            unit_name=unit.unit_name,
            unit_short_name=unit.unit_short_name,
            band=unit.band,
            standing=unit.standing,
            acknowledged=unit.acknowledged,
        )
        for position, unit in enumerate(facts.units)
    )


def thaw_figures(report: Report) -> None:
    """Frozen figures go, with all that hangs on them: a report that is not out rests on nothing yet."""
    report.marks.all().delete()
    report.figures.all().delete()
    report.rollup_units.all().delete()
    report.feeds.all().delete()
