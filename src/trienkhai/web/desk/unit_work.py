"""Work of a receiving unit: taking on, recording, confirming, proving, answering, reporting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.desk.gathering import Desk
from trienkhai.web.desk.naming import capitalise, issuer_of, name_document, name_issuer, shorten, title_item
from trienkhai.web.desk.progress import Progress
from trienkhai.web.desk.steps import WAITS_FOR_ANSWER
from trienkhai.web.desk.urgings import list_urged
from trienkhai.web.desk.work import Link, Waiting, Work, name_activities, say_due, say_left, say_waited
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.lateness import explain_origin
from trienkhai.web.directives.models import DutyRequest, Item
from trienkhai.web.directives.planning import PLAN_KIND
from trienkhai.web.directives.queries import facts_of, name_item
from trienkhai.web.offices.models import Role
from trienkhai.web.plans.models import Plan
from trienkhai.web.reports.models import Report
from trienkhai.web.ui.formats import format_day, format_day_month, say_period
from trienkhai.web.ui.icons import State

WORKERS = (Role.OFFICER, Role.LEADER)
# A report a year ahead is no work yet; from this many days before its date it is.
BEFOREHAND = timedelta(days=30)
OPEN_REPORT = (Report.State.DRAFT, Report.State.RETURNED)


def list_unit_work(desk: Desk) -> Iterator[Work]:
    """What the person's unit owes and this person can do."""
    actor = desk.actor
    if actor.role not in WORKERS:
        return
    yield from _questions(desk)
    if actor.is_leader:
        yield from _to_confirm(desk)
    for plan in desk.plans:
        if plan.state == Plan.State.SUBMITTED:
            yield _approve_plan(plan, desk.today)
    for entry in desk.own:
        yield from list_urged(entry)
        if entry.acknowledged_on is None:
            yield _acknowledge(entry)
        for item in entry.open_items(PLAN_KIND):
            yield from _plan(desk, entry, item)
        for item in entry.open_items(Item.Kind.REPORT):
            yield from _report(desk, entry, item)
        for item in entry.open_items(Item.Kind.TASK):
            yield _task(desk, entry, item)
        if actor.is_officer:
            yield from _prove(desk, entry)


def list_unit_waiting(desk: Desk) -> Iterator[Waiting]:
    """What others owe the person's unit."""
    if desk.actor.role not in WORKERS:
        return
    if desk.actor.is_officer:
        yield from _leader_confirms(desk)
    for entry in desk.own:
        for report in entry.reports.values():
            if report.state == Report.State.SUBMITTED and entry.duty.directive.acceptance_needed:
                yield _office_accepts(desk, entry, report)
    for asked in desk.requests:
        if asked.duty.unit_id in desk.units:
            since = clock.day_of(asked.recorded_at)
            duty = Link(label=asked.duty.directive.title, url=reverse("desk:duty", args=[asked.duty_id]))
            yield Waiting(
                text=_answers(asked),
                links=(duty,),
                since=since,
                detail=_("Gửi %(since)s") % {"since": say_waited(since, desk.today)},
            )


def _answers(asked: DutyRequest) -> str:
    named = {"office": capitalise(name_issuer(asked.duty.directive)), "request": asked.get_kind_display()}
    if asked.wanted_on is None:
        return _("%(office)s trả lời %(request)s") % named
    return _("%(office)s trả lời %(request)s đến %(until)s") % (named | {"until": format_day(asked.wanted_on)})


def name_activity(activity: Activity) -> str:
    """ "LB-018 Băng rôn trên đường phố"."""
    form = catalogue().form_name(activity.form) if activity.form else activity.form_note
    return f"{activity.code} {form or activity.place}".strip()


def _own(desk: Desk, state: Activity.State) -> list[Activity]:
    return [entry for entry in desk.activities if entry.duty.unit_id in desk.units and entry.state == state]


def _questions(desk: Desk) -> Iterator[Work]:
    for activity in _own(desk, Activity.State.QUESTIONED):
        asked = clock.day_of(activity.questioned_at or activity.recorded_at)
        yield Work(
            icon=State.LOOK,
            title=_("Trả lời câu hỏi của %(office)s") % {"office": name_issuer(activity.duty.directive)},
            reason=activity.question,
            detail=_("Hoạt động %(name)s") % {"name": name_activity(activity)},
            when=_("Hỏi ngày %(day)s") % {"day": format_day_month(asked)},
            button=_("Trả lời"),
            url=reverse("activities:detail", args=[activity.pk]),
            since=asked,
            bold=True,
        )


def _to_confirm(desk: Desk) -> Iterator[Work]:
    found = _own(desk, Activity.State.RECORDED)
    if not found:
        return
    since = clock.day_of(found[0].recorded_at)
    yield Work(
        icon=State.WAITING,
        title=ngettext("Xác nhận %(n)s hoạt động", "Xác nhận %(n)s hoạt động", len(found)) % {"n": len(found)},
        reason=name_activities([name_activity(entry) for entry in found], 2),
        detail=_("Xác nhận rồi mới tính vào độ phủ và báo cáo"),
        when=_("Ghi từ ngày %(day)s") % {"day": format_day_month(since)},
        button=_("Xem và xác nhận"),
        url=f"{reverse('activities:list')}?{TO_CONFIRM}",
        since=since,
        bold=True,
    )


TO_CONFIRM = "trang-thai=cho-xac-nhan"


def _leader_confirms(desk: Desk) -> Iterator[Waiting]:
    found = _own(desk, Activity.State.RECORDED)
    if found:
        since = clock.day_of(found[0].recorded_at)
        yield Waiting(
            text=ngettext(
                "Lãnh đạo đơn vị xác nhận %(n)s hoạt động", "Lãnh đạo đơn vị xác nhận %(n)s hoạt động", len(found)
            )
            % {"n": len(found)},
            links=tuple(
                Link(label=entry.code, url=reverse("activities:detail", args=[entry.pk])) for entry in found[:4]
            ),
            since=since,
            detail=_("Ghi %(since)s") % {"since": say_waited(since, desk.today)},
        )


def _acknowledge(entry: Progress) -> Work:
    directive = entry.duty.directive
    arrived = clock.day_of(entry.arrived_at) if entry.arrived_at else directive.issued_on
    added = entry.standing.added.effective_on if entry.standing.added else arrived
    return Work(
        icon=State.DRAFT,
        title=_("Tiếp nhận nhiệm vụ"),
        reason=directive.title,
        detail=_("%(document)s · %(purpose)s · không đặt hạn tiếp nhận")
        % {"document": name_document(directive.document), "purpose": entry.duty.get_purpose_display()},
        when=_("Đến ngày %(day)s") % {"day": format_day(arrived)} if arrived else "",
        button=_("Xem và tiếp nhận"),
        url=reverse("desk:duty", args=[entry.duty.pk]),
        since=added or entry.standing.on,
        bold=True,
    )


def _origin(entry: Progress, item: Item) -> str:
    facts = facts_of(item, entry.duty.directive, issuer_of(entry.duty.directive))
    return explain_origin(entry.standing_of(item), facts)


def _due_words(desk: Desk, entry: Progress, item: Item) -> tuple[str, str]:
    due = entry.standing.deadline_of(item.pk)
    if due is None:
        return "", _("Không đặt hạn")
    waits = entry.standing_of(item).waits_for_answer
    return say_due(due), str(WAITS_FOR_ANSWER) if waits else say_left(due, desk.today)


def _approve_plan(plan: Plan, today: date) -> Work:
    since = plan.submitted_on or today
    return Work(
        icon=State.WAITING,
        title=_("Duyệt %(plan)s") % {"plan": plan},
        reason=plan.duty.directive.title,
        detail=_("Duyệt rồi kế hoạch mới tới cơ quan ban hành"),
        when=_("Trình ngày %(day)s") % {"day": format_day_month(since)},
        button=_("Xem và duyệt"),
        url=reverse("plans:detail", args=[plan.pk]),
        since=since,
        bold=True,
    )


def _plan(desk: Desk, entry: Progress, item: Item) -> Iterator[Work]:
    """To write, to go on with, or to mend; what lies with the leader is on the leader's desk."""
    if entry.plan_state == Plan.State.SUBMITTED:
        return
    late = item in entry.late_items()
    returned = entry.plan_state == Plan.State.RETURNED
    bold_day, left = _due_words(desk, entry, item)
    titles = {Plan.State.RETURNED: _("Sửa kế hoạch bị trả lại"), Plan.State.DRAFT: _("Viết tiếp kế hoạch")}
    page = (
        reverse("plans:detail", args=[entry.plan_id]) if entry.plan_id else reverse("desk:duty", args=[entry.duty.pk])
    )
    yield Work(
        icon=State.LATE if late else State.LOOK if returned else State.DRAFT,
        title=titles[Plan.State(entry.plan_state)] if entry.plan_state in titles else _("Lập kế hoạch"),
        reason=entry.duty.directive.title,
        detail=_origin(entry, item),
        when_bold=bold_day,
        when=left,
        button=_("Mở kế hoạch") if entry.plan_id else _("Mở nhiệm vụ"),
        url=page if entry.plan_id else f"{page}#ke-hoach",
        since=entry.standing.added.effective_on if entry.standing.added else desk.today,
        due=entry.standing.deadline_of(item.pk),
        late=late,
        why_url=reverse("desk:why", args=[entry.duty.pk, item.pk]) if late else "",
        bold=True,
    )


def _report(desk: Desk, entry: Progress, item: Item) -> Iterator[Work]:
    due = entry.standing.deadline_of(item.pk)
    begins = (due or item.period_end or entry.standing.on) - BEFOREHAND
    report = entry.reports.get(item.pk)
    if report is None and desk.today < begins:
        return
    late = item in entry.late_items()
    bold_day, left = _due_words(desk, entry, item)
    returned = report is not None and report.state == Report.State.RETURNED
    yield Work(
        icon=State.LATE if late else State.LOOK if returned else State.WAITING,
        title=_report_title(desk, item, report),
        reason=_report_reason(entry, report),
        detail=_origin(entry, item),
        when_bold=bold_day,
        when=left,
        button=_("Sửa báo cáo") if returned else _("Mở báo cáo") if report else _("Xem số liệu"),
        url=reverse("reports:detail", args=[report.pk]) if report else reverse("reports:draft", args=[entry.duty.pk]),
        item=None if report else item.pk,
        since=clock.day_of(report.returned_at) if report and report.returned_at else begins,
        due=due,
        late=late,
        why_url=reverse("desk:why", args=[entry.duty.pk, item.pk]) if late else "",
        bold=True,
    )


def _report_title(desk: Desk, item: Item, report: Report | None) -> str:
    if report is None:
        said = _("Lập %(item)s")
    elif report.state == Report.State.RETURNED:
        said = _("Sửa %(item)s bị trả lại")
    else:
        said = _("Xem và gửi %(item)s") if desk.actor.is_leader else _("Viết tiếp %(item)s")
    return said % {"item": name_item(item)}


def _report_reason(entry: Progress, report: Report | None) -> str:
    if report is not None and report.state == Report.State.RETURNED:
        return _("Lý do trả lại: %(reason)s") % {"reason": report.return_reason}
    if report is not None:
        return _("Dự thảo đã lập; lãnh đạo đơn vị gửi thì số liệu đóng băng")
    if entry.activities:
        said = ngettext(
            "%(n)s hoạt động đã xác nhận, số liệu đã điền sẵn",
            "%(n)s hoạt động đã xác nhận, số liệu đã điền sẵn",
            entry.activities,
        )
        return said % {"n": entry.activities}
    return _("Chưa có hoạt động nào được xác nhận; không có thì báo cáo “không phát sinh”")


def _task(desk: Desk, entry: Progress, item: Item) -> Work:
    due = entry.standing.deadline_of(item.pk)
    late = item in entry.late_items()
    bold_day, left = _due_words(desk, entry, item)
    added = entry.standing.added.effective_on if entry.standing.added else desk.today
    return Work(
        icon=State.LATE if late else State.DRAFT,
        title=title_item(item),
        reason=shorten(item.short or item.text),
        detail=_origin(entry, item),
        when_bold=bold_day,
        when=left,
        button=_("Ghi hoạt động"),
        url=reverse("activities:record", args=[entry.duty.pk]),
        since=added,
        due=due,
        late=late,
        why_url=reverse("desk:why", args=[entry.duty.pk, item.pk]) if late else "",
        bold=late or due is not None,
    )


def _prove(desk: Desk, entry: Progress) -> Iterator[Work]:
    """Proof is asked for while a report is open, or, without reports, while the directive runs."""
    open_reports = entry.open_items(Item.Kind.REPORT)
    asked = bool(open_reports) or not entry.owed(Item.Kind.REPORT)
    if not entry.unproved or not asked:
        return
    close = next((item.data_close_on for item in open_reports if item.data_close_on), None)
    when = _("Chốt số liệu %(day)s") % {"day": format_day(close)} if close else _("Không đặt hạn")
    yield Work(
        icon=State.RECORDED,
        title=ngettext("Thêm minh chứng cho %(n)s hoạt động", "Thêm minh chứng cho %(n)s hoạt động", entry.unproved)
        % {"n": entry.unproved},
        reason=entry.duty.directive.title,
        detail=_("Chưa có minh chứng vẫn được tính là đã ghi, chưa tính là có minh chứng"),
        when=when,
        button=_("Thêm minh chứng"),
        url=f"{reverse('activities:list')}?don-vi={entry.duty.pk}&minh-chung=chua",
        since=close or desk.today,
    )


def _office_accepts(desk: Desk, entry: Progress, report: Report) -> Waiting:
    since = report.submitted_on or desk.today
    return Waiting(
        text=_("%(office)s tiếp nhận") % {"office": capitalise(name_issuer(entry.duty.directive))},
        links=(
            Link(
                label=_("báo cáo %(period)s") % {"period": say_period(report.period_label)},
                url=reverse("reports:detail", args=[report.pk]),
            ),
        ),
        since=since,
        detail=_("Gửi %(since)s") % {"since": say_waited(since, desk.today)},
    )
