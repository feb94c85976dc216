"""What a sent report rests on was taken back: the report is marked, its figures stay."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from trienkhai.web.activities.events import EvidenceWithdrawn
from trienkhai.web.activities.models import Evidence
from trienkhai.web.errors import WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.language import in_vietnamese
from trienkhai.web.reports import events
from trienkhai.web.reports.actions.locking import about
from trienkhai.web.reports.models import Report, ReportMark


def note_withdrawn_activity(event: Event, entry: Entry) -> None:
    """Reports that rest on a withdrawn activity are marked; their figures stay."""
    what = in_vietnamese(f"hoạt động {event.object_label} đã được rút ngày {entry.effective_on:%d/%m/%Y}")
    mark_reports(event.object_id, None, what, entry)


def note_withdrawn_evidence(event: Event, entry: Entry) -> None:
    """Reports that rest on a withdrawn piece of evidence are marked; one sent before it was added does not."""
    if not isinstance(event, EvidenceWithdrawn):
        raise TypeError("connected to the wrong event")
    evidence = Evidence.objects.get(pk=event.evidence_id)
    what = in_vietnamese(
        f"minh chứng “{evidence.name}” của {event.object_label} đã được rút ngày {entry.effective_on:%d/%m/%Y}"
    )
    mark_reports(evidence.activity_id, evidence, what, entry)


def note_unconfirmed_activity(event: Event, entry: Entry) -> None:
    """A confirmation that a sent report stands on cannot be taken back. Raises WrongState."""
    frozen = Report.objects.filter(
        figures__sources__activity_id=event.object_id, state__in=(Report.State.SUBMITTED, Report.State.ACCEPTED)
    )
    if frozen.exists():
        raise WrongState(
            "report-froze-it",
            _(
                "Báo cáo đã gửi có tính hoạt động %(object_label)s, không rút lại xác nhận được. "
                "Rút hoạt động thì được, có ghi lý do; báo cáo sẽ mang dấu."
            )
            % {"object_label": event.object_label},
        )


def mark_reports(activity_id: int, evidence: Evidence | None, what: str, entry: Entry) -> None:
    """Mark every sent report that has a figure on this activity, and every roll-up above, at every level."""
    rests = Q(figures__sources__activity_id=activity_id)
    if evidence is not None:
        rests &= Q(submitted_at__gte=evidence.added_at)
    found = set(Report.objects.filter(rests).values_list("pk", flat=True))
    level = found
    while level:
        level = set(Report.objects.filter(feeds__source__in=level).values_list("pk", flat=True)) - found
        found |= level
    for report in Report.objects.filter(pk__in=found).select_related("directive").order_by("pk"):
        ReportMark.objects.create(
            report=report,
            activity_id=activity_id,
            evidence=evidence,
            sentence=what,
            effective_on=entry.effective_on,
            recorded_at=entry.recorded_at,
        )
        record(events.ReportMarked(what=what, **about(report)), MACHINE, caused_by=entry)
