"""The office that asked takes a report or gives it back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.errors import NotAllowed, NotValid, Refusal
from trienkhai.web.journal.actions import record
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports import events
from trienkhai.web.reports.actions.locking import about, check_state, lock_report
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_judge


@transaction.atomic
def accept_report(actor: Actor, report_id: int) -> Report:
    """The office that asked for the report takes it."""
    report = lock_report(actor, report_id)
    if not may_judge(actor, report):
        raise NotAllowed("issuer-accepts", _("Báo cáo do cơ quan yêu cầu báo cáo tiếp nhận."))
    report.state = check_state(report, "accept_report")
    report.accepted_on, report.accepted_at = clock.today(), clock.now()
    report.accepted_by = f"{actor.post_title}, {actor.unit_name}"
    report.save(update_fields=["state", "accepted_on", "accepted_at", "accepted_by"])
    record(events.ReportAccepted(**about(report)), actor.author)
    return report


def accept_reports(actor: Actor, report_ids: Sequence[int]) -> dict[int, Refusal | None]:
    """Each report is accepted by itself; gives for each the refusal, None where it was done."""
    results: dict[int, Refusal | None] = {}
    for report_id in sorted(set(report_ids)):
        try:
            accept_report(actor, report_id)
        except Refusal as refusal:
            results[report_id] = refusal
        else:
            results[report_id] = None
    return results


@transaction.atomic
def return_report(actor: Actor, report_id: int, *, reason: str) -> Report:
    """The unit is asked to write it anew; its figures thaw when it is sent again."""
    report = lock_report(actor, report_id)
    if not may_judge(actor, report):
        raise NotAllowed("issuer-returns", _("Báo cáo do cơ quan yêu cầu báo cáo trả lại."))
    after = check_state(report, "return_report")
    if not reason.strip():
        raise NotValid("reason-missing", _("Ghi lý do trả lại để đơn vị biết sửa gì."), {"reason": _("Ghi lý do.")})
    report.state, report.return_reason, report.returned_at = after, reason.strip(), clock.now()
    report.save(update_fields=["state", "return_reason", "returned_at"])
    record(events.ReportReturned(reason=report.return_reason, **about(report)), actor.author)
    return report
