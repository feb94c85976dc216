"""Beginning a roll-up: the issuing office's own report over the accepted reports of its units."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.queries import compute_standings
from trienkhai.web.errors import NotAllowed, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports import events
from trienkhai.web.reports.actions.locking import about, check_running
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_roll_up
from trienkhai.web.reports.queries import accepted_reports

# Above this share two periods are one asked for twice, not a month and the quarter it lies in.
SAME_PERIOD = 0.6


@transaction.atomic
def draft_rollup(
    actor: Actor, directive_id: int, *, start: date, end: date, label: str = "", uuid: UUID | None = None
) -> Report:
    """The issuing office's own report over the accepted reports of its units, begun now or before.

    Where the directive fulfils a duty from above that asks for the same period, the roll-up is the report of that duty.
    Raises WrongState while no report of the period is accepted.
    """
    directive = Directive.objects.select_for_update(of=("self",), no_key=True).select_related("fulfils__directive")
    found = directive.filter(pk=directive_id).first()
    if found is None or found.office_id != actor.office_id:
        raise Unknown
    if not may_roll_up(actor, found):
        raise NotAllowed("officer-rolls-up", _("Bản tổng hợp do chuyên viên hoặc lãnh đạo cơ quan ban hành lập."))
    uuid = uuid or uuid4()
    said: dict[str, object] = {"directive": directive_id, "start": start, "end": end}
    earlier = find_earlier(uuid, "report", said)
    if earlier is not None:
        return Report.objects.get(pk=earlier)
    check_running(found)
    report = Report.objects.filter(directive=found, is_rollup=True, period_start=start, period_end=end).first()
    if report is None:
        report = _begin(actor, found, start, end, label, uuid)
        record(events.ReportDrafted(**about(report)), actor.author)
    remember(uuid, "report", report.pk, said)
    return report


def _begin(actor: Actor, directive: Directive, start: date, end: date, label: str, uuid: UUID) -> Report:
    if not accepted_reports(directive.pk, start, end).exists():
        raise WrongState(
            "none-accepted", _("Chưa có báo cáo nào của kỳ này được tiếp nhận. Tiếp nhận ít nhất một báo cáo rồi lập.")
        )
    above = asked_above(directive, start, end)
    moment = clock.now()
    return Report.objects.create(
        uuid=uuid,
        directive=directive,
        duty=directive.fulfils if above else None,
        item=above,
        unit_id=actor.office_id,
        unit_name=actor.office_name,
        is_rollup=True,
        period_start=start,
        period_end=end,
        period_label=label or f"{start:%d/%m/%Y} - {end:%d/%m/%Y}",
        entered_by=f"{actor.post_title}, {actor.unit_name}",
        entered_by_unit_id=actor.unit_id,
        created_at=moment,
        changed_at=moment,
    )


def asked_above(directive: Directive, start: date, end: date) -> Item | None:
    """The report request of the duty above that asks for this period; None where there is none, or is not owed.

    Units below close their data some days before the office does, so the two periods need not be equal: they must
    share most of their days. Raises WrongState where the office has begun to answer it with a report of its own.
    """
    duty = directive.fulfils
    if duty is None:
        return None
    found = duty.directive.items.filter(kind=Item.Kind.REPORT, struck_at__isnull=True, period_start__isnull=False)
    shared = {item: share_of_days(item, start, end) for item in found}
    asked = max(shared, key=lambda item: shared[item], default=None)
    if asked is None or shared[asked] < SAME_PERIOD:
        return None
    if compute_standings([duty], on=clock.today())[duty.pk].is_exempt(asked.pk):
        return None
    if Report.objects.filter(duty=duty, item=asked).exists():
        raise WrongState("report-begun", _("Cơ quan đã lập báo cáo kỳ này theo nhiệm vụ trên giao; mở báo cáo đó."))
    return asked


def share_of_days(item: Item, start: date, end: date) -> float:
    """How much of the longer of the two periods both cover."""
    first, last = item.period_start, item.period_end
    if first is None or last is None:
        return 0.0
    both = (min(last, end) - max(first, start)).days + 1
    return max(both, 0) / (max((last - first).days, (end - start).days) + 1)
