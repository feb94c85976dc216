"""Beginning a unit's report and writing in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.directives.queries import compute_standings
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.reports import events
from trienkhai.web.reports.actions.locking import about, check_running, check_state, lock_duty, lock_report
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import may_draft, may_know, may_write
from trienkhai.web.ui.formats import format_time, say_period

LONGEST = 20_000
SECTIONS = ("leading", "assessment", "directions", "proposals")


class Written(TypedDict, total=False):
    """What people write in a report; the figures write themselves."""

    leading: str
    assessment: str
    directions: str
    proposals: str
    nothing_to_report: bool
    not_applicable: list[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A report request with the days it covers."""

    item: Item
    start: date
    end: date

    @property
    def label(self) -> str:
        """What the period is called."""
        return self.item.period_label or f"{self.start:%d/%m/%Y} - {self.end:%d/%m/%Y}"


@transaction.atomic
def draft_report(
    actor: Actor,
    duty_id: int,
    *,
    item_id: int,
    uuid: UUID,
    on_behalf_basis: str = "",
    paper: tuple[bytes, str] | None = None,
    written: Written | None = None,
) -> Report:
    """The unit's report for the period of this report request, begun now or before; one per duty and period.

    `paper` is the bytes and name of what the entry on the unit's behalf rests on; `written` what it says at first.
    The same `uuid` and content gives the same report and writes nothing again.
    """
    duty = lock_duty(actor, duty_id)
    if not may_draft(actor, duty):
        raise NotAllowed(
            "not-your-unit",
            _("Báo cáo do đơn vị nhận nhiệm vụ lập; văn thư, chuyên viên cơ quan ban hành nhập hộ được."),
        )
    said: dict[str, object] = {"duty": duty_id, "item": item_id}
    said |= {"written": written} if written else {}
    said |= {"paper": hashlib.sha256(paper[0]).hexdigest()} if paper else {}
    earlier = find_earlier(uuid, "report", said)
    if earlier is not None:
        return Report.objects.get(pk=earlier)
    check_running(duty.directive)
    asked = find_request(duty, item_id)
    on_behalf = not acts_for(actor, duty.unit_id)
    if on_behalf and not on_behalf_basis.strip():
        raise NotValid("basis-missing", _("Nhập hộ đơn vị thì phải ghi căn cứ."), {"on_behalf_basis": _("Ghi căn cứ.")})
    report = _begun(actor, duty, asked)
    if report is None:
        report = _begin(actor, duty, asked, uuid, on_behalf_basis.strip() if on_behalf else "", paper)
        record(events.ReportDrafted(**about(report)), actor.author)
    remember(uuid, "report", report.pk, said)
    return write_report(actor, report.pk, written=written) if written else report


def find_request(duty: Duty, item_id: int) -> Asked:
    """The report request, which the unit owes today. Raises NotValid where there is none, WrongState where not owed."""
    item = Item.objects.filter(pk=item_id, directive_id=duty.directive_id, kind=Item.Kind.REPORT).first()
    if item is None or item.period_start is None or item.period_end is None:
        raise NotValid("report-not-asked", _("Chỉ đạo này không yêu cầu báo cáo kỳ đó."))
    standing = compute_standings([duty], on=clock.today())[duty.pk]
    if not standing.counts:
        raise WrongState("duty-ended", _("Nhiệm vụ này đã thôi giao cho đơn vị, không lập báo cáo được."))
    if standing.is_exempt(item.pk):
        raise WrongState(
            "report-exempt",
            _("Đơn vị không phải gửi báo cáo %(period)s (được miễn).") % {"period": say_period(item.period_label)},
        )
    return Asked(item, item.period_start, item.period_end)


def _begun(actor: Actor, duty: Duty, asked: Asked) -> Report | None:
    """The report of this duty and period that is there already. What a unit drafts itself the office does not see."""
    found = Report.objects.filter(duty=duty, period_start=asked.start, period_end=asked.end).first()
    if found is not None and not may_know(actor, found):
        raise WrongState("unit-writes", _("Đơn vị đang tự soạn báo cáo kỳ này, không nhập hộ được nữa."))
    return found


def _begin(actor: Actor, duty: Duty, asked: Asked, uuid: UUID, basis: str, paper: tuple[bytes, str] | None) -> Report:
    stored = keep_file(paper[0], "application/octet-stream") if paper and basis else None
    moment = clock.now()
    return Report.objects.create(
        uuid=uuid,
        directive=duty.directive,
        duty=duty,
        item=asked.item,
        unit_id=duty.unit_id,
        unit_name=duty.unit_name,
        period_start=asked.start,
        period_end=asked.end,
        period_label=asked.label,
        entered_by=f"{actor.post_title}, {actor.unit_name}",
        entered_by_unit_id=actor.unit_id,
        on_behalf=bool(basis),
        on_behalf_basis=basis[:300],
        on_behalf_paper=stored,
        on_behalf_paper_name=paper[1][:255] if paper and stored else "",
        created_at=moment,
        changed_at=moment,
    )


@transaction.atomic
def write_report(actor: Actor, report_id: int, *, version: int | None = None, written: Written) -> Report:
    """The report says this now. Raises Conflict where somebody else wrote since `version`."""
    report = lock_report(actor, report_id)
    if not may_write(actor, report):
        raise NotAllowed("not-your-report", _("Báo cáo này do đơn vị lập nó soạn. Anh/chị xem được, không sửa được."))
    check_state(report, "write_report")
    check_written(written)
    changes = {name: value for name, value in written.items() if getattr(report, name) != value}
    if not changes:
        return report
    if version is not None and version != report.version:
        raise Conflict(
            "report-changed",
            _("Người khác vừa sửa báo cáo lúc %(time)s. Bản anh/chị đang nhập vẫn còn; so hai bản rồi lưu lại.")
            % {"time": format_time(report.changed_at)},
        )
    for name, value in changes.items():
        setattr(report, name, value)
    report.version += 1
    report.changed_at = clock.now()
    report.save()
    record(events.ReportWritten(**about(report)), actor.author)
    return report


def check_written(written: Written) -> None:
    """Raises NotValid for a section that is too long and for a form the catalogue does not have."""
    said = dict(written)
    long = {
        name: _("Mục này dài quá %(LONGEST)s chữ.") % {"LONGEST": LONGEST}
        for name in SECTIONS
        if len(str(said.get(name, ""))) > LONGEST
    }
    if long:
        raise NotValid("section-long", _("Có mục dài quá 20.000 chữ; chưa lưu. Rút gọn rồi lưu lại."), long)
    unknown = [key for key in written.get("not_applicable", []) if key not in catalogue().forms]
    if unknown:
        sentence = _("Có hình thức không có trong danh mục; chưa lưu.")
        raise NotValid("form-unknown", sentence, {"not_applicable": sentence})
