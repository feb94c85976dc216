"""What every deed on a report begins with: locked, known, in a fitting state; and how the journal names it."""

from __future__ import annotations

from typing import TypedDict

from django.utils.translation import gettext as _

from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.models import Document
from trienkhai.web.errors import Unknown, WrongState
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_know
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


def lock_report(actor: Actor, report_id: int) -> Report:
    """The report, locked, and before it its outgoing document and its duty, which somebody may be withdrawing.

    Raises Unknown where the person may not know of the report.
    """
    list(Document.objects.select_for_update(of=("self",), no_key=True).filter(report=report_id))
    list(Duty.objects.select_for_update(of=("self",), no_key=True).filter(reports=report_id))
    report = (
        Report.objects.select_for_update(of=("self",), no_key=True)
        .select_related("directive", "duty__directive", "item", "document")
        .filter(pk=report_id)
        .first()
    )
    if report is None or not may_know(actor, report):
        raise Unknown
    return report


def lock_duty(actor: Actor, duty_id: int) -> Duty:
    """The duty, locked. Raises Unknown for somebody who neither acts for its unit nor for the office that gave it."""
    duty = (
        Duty.objects.select_for_update(of=("self",), no_key=True).select_related("directive").filter(pk=duty_id).first()
    )
    if duty is None or not (acts_for(actor, duty.unit_id) or duty.directive.office_id == actor.office_id):
        raise Unknown
    return duty


def check_running(directive: Directive) -> None:
    """Raises WrongState where the directive is not in force."""
    if directive.state != Directive.State.ISSUED:
        raise WrongState(
            "directive-not-running", _("Chỉ đạo này chưa ban hành hoặc đã thu hồi, không lập báo cáo được.")
        )


def check_state(report: Report, deed: str) -> Report.State:
    """The state after the deed. Raises WrongState where the table has no such step."""
    state = Report.State(report.state)
    after = may_follow(state, deed)
    if after is None:
        said = _("Báo cáo này %(state)s, không làm việc này được nữa. Tải lại trang để xem.")
        if report.is_rollup:
            said = _("Bản tổng hợp này %(state)s, không làm việc này được nữa. Tải lại trang để xem.")
        raise WrongState("report-state", said % {"state": state.label})
    return after


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
