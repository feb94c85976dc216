"""A report as an outgoing document of the office that reports: signed by its leader, numbered and sent by its clerk."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web.documents.actions import (
    Receiver,
    create_outgoing,
    number_document,
    send_document,
    sign_document,
    unsign_document,
)
from trienkhai.web.documents.actions.rendering import keep_printed
from trienkhai.web.documents.events import DocumentIssued
from trienkhai.web.documents.models import Document, Purpose
from trienkhai.web.documents.signing import usual_authority
from trienkhai.web.errors import NotAllowed, WrongState
from trienkhai.web.journal.events import Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions.locking import lock_report
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_issue_paper, may_sign_paper
from trienkhai.web.reports.presenting import heading_of, paper_of, report_receivers, report_subject

State = Document.State


def gone_out(document: Document | None) -> bool:
    """Whether the clerk has given the paper its number."""
    return document is not None and document.state in (State.NUMBERED, State.ISSUED)


def prepare_paper(actor: Actor, report: Report, authority: str | None) -> Document | None:
    """The outgoing document of a report that is being sent, signed where a leader sends it.

    None for what the issuing office entered for a unit (the unit's own paper is the basis), and for a division that
    reports inside its own office. A paper that has gone out stays; the corrected report gets a new one.
    """
    if report.on_behalf or actor.office_id != report.unit_id:
        return None
    document = report.document
    if document is None or gone_out(document):
        heading = heading_of(report)
        document = create_outgoing(
            actor,
            kind="kind_bao_cao",
            kind_name=in_vietnamese("báo cáo"),
            symbol=f"BC-{heading.symbol}",
            subject=report_subject(report),
            receivers=[
                Receiver(printed=printed, purpose=Purpose.REPORT, unit_id=unit_id)
                for printed, unit_id in report_receivers(report)
            ],
        )
    elif document.state == State.SIGNED and actor.is_leader:
        document = unsign_document(actor, document.pk)
    if actor.is_leader and document.state == State.CONFIRMED:
        document = sign_document(actor, document.pk, authority=authority or usual_authority(actor))
    return document


def withdraw_paper(actor: Actor, report: Report) -> None:
    """The signature of a report that is taken back is taken back with it."""
    document = report.document
    if document is None or document.state != State.SIGNED:
        return
    if not actor.is_leader:
        raise NotAllowed("leader-takes-back", _("Báo cáo đã ký; lãnh đạo ký mới rút lại được."))
    unsign_document(actor, document.pk)


@transaction.atomic
def sign_report(actor: Actor, report_id: int, *, authority: str | None = None) -> Document:
    """A leader has signed the paper of a frozen report that an officer sent."""
    report = lock_report(actor, report_id)
    if not may_sign_paper(actor, report):
        raise NotAllowed("leader-signs", _("Báo cáo do lãnh đạo cơ quan lập báo cáo ký."))
    if report.document is None or report.state not in (Report.State.SUBMITTED, Report.State.ACCEPTED):
        raise WrongState("report-no-paper", _("Báo cáo này chưa gửi, hoặc không có văn bản đi để ký."))
    return sign_document(actor, report.document.pk, authority=authority or usual_authority(actor))


@transaction.atomic
def issue_report(actor: Actor, report_id: int, *, number: int | None = None, day: date | None = None) -> Document:
    """The signed paper has its number and day, and has gone out to its receivers."""
    report = lock_report(actor, report_id)
    if not may_issue_paper(actor, report):
        raise NotAllowed("clerk-numbers", _("Việc cấp số, phát hành do văn thư cơ quan lập báo cáo làm."))
    document = report.document
    if document is None or report.state not in (Report.State.SUBMITTED, Report.State.ACCEPTED):
        raise WrongState("report-no-paper", _("Báo cáo này chưa gửi, hoặc không có văn bản đi để cấp số."))
    if document.state == State.CONFIRMED:
        raise WrongState("report-unsigned", _("Báo cáo chưa có chữ ký. Trình lãnh đạo ký rồi cấp số."))
    if document.state != State.NUMBERED:
        number_document(actor, document.pk, number=number, day=day)
    return send_document(actor, document.pk)


def note_issued_paper(event: Event, entry: Entry) -> None:
    """The paper of a report that has gone out lies with its document as PDF, as it was printed that day."""
    if not isinstance(event, DocumentIssued):
        raise TypeError("connected to the wrong event")
    report = Report.objects.filter(document_id=event.object_id).select_related("directive__document", "document")
    found = report.select_related("duty__directive__document", "item", "document", "directive__document").first()
    if found is None or found.document is None:
        return
    keep_printed(found.document, paper_of(found), "bao-cao")
