"""Work of an issuing office: urging, answering, accepting, confirming what it entered for units, rolling up."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.desk.gathering import Desk
from trienkhai.web.desk.naming import name_issuer
from trienkhai.web.desk.progress import Progress
from trienkhai.web.desk.unit_work import TO_CONFIRM, name_activity
from trienkhai.web.desk.work import Link, Waiting, Work, name_activities, name_units, say_left, say_span, say_waited
from trienkhai.web.directives.models import Directive, DutyRequest, Item
from trienkhai.web.directives.planning import PLAN_KIND
from trienkhai.web.directives.queries import name_item
from trienkhai.web.offices.models import Role
from trienkhai.web.plans.models import Plan
from trienkhai.web.reports.models import Report
from trienkhai.web.ui.formats import format_day, format_day_month, say_period
from trienkhai.web.ui.icons import State

JUDGES = (Role.OFFICER, Role.LEADER)
ENTERERS = (Role.CLERK, Role.OFFICER)
REQUEST_ICONS = {
    DutyRequest.Kind.EXTENSION: State.EXTENDED,
    DutyRequest.Kind.EXEMPTION: State.EXEMPT,
    DutyRequest.Kind.OBJECTION: State.LOOK,
}


def list_office_work(desk: Desk) -> Iterator[Work]:
    """What units and their reports ask of this person."""
    actor = desk.actor
    if actor.role in JUDGES:
        yield from _late(desk)
        yield from _requests(desk)
        yield from _sent_reports(desk)
        yield from _rollups(desk)
        yield from _sent_plans(desk)
    if actor.role in ENTERERS:
        yield from _entered_for_units(desk)


def list_office_waiting(desk: Desk) -> Iterator[Waiting]:
    """What units owe the office: answers and corrected reports."""
    if desk.actor.role not in JUDGES:
        return
    for activity in desk.activities:
        ours = activity.duty.directive.office_id == desk.actor.office_id and activity.duty.unit_id not in desk.units
        if ours and activity.state == Activity.State.QUESTIONED:
            since = clock.day_of(activity.questioned_at or activity.recorded_at)
            yield Waiting(
                text=_("%(unit)s trả lời câu hỏi về") % {"unit": activity.duty.unit_short_name},
                links=(Link(label=activity.code, url=reverse("activities:detail", args=[activity.pk])),),
                since=since,
                detail=_("Hỏi %(since)s") % {"since": say_waited(since, desk.today)},
            )
    for report in desk.reports:
        if _is_ours(desk, report) and report.state == Report.State.RETURNED:
            since = clock.day_of(report.returned_at) if report.returned_at else desk.today
            yield Waiting(
                text=_("%(unit)s sửa") % {"unit": report.unit_name},
                links=(Link(label=name_report(report), url=reverse("reports:detail", args=[report.pk])),),
                since=since,
                detail=_("Trả lại %(since)s") % {"since": say_waited(since, desk.today)},
            )


def name_report(report: Report) -> str:
    """A report inside a sentence: "báo cáo năm 2023"."""
    return _("báo cáo %(period)s") % {"period": say_period(report.period_label)}


def list_late(desk: Desk) -> dict[tuple[int, int], list[Progress]]:
    """By directive and item: the units past their day."""
    found: dict[tuple[int, int], list[Progress]] = {}
    for entry in desk.given:
        for item in entry.late_items():
            found.setdefault((entry.duty.directive_id, item.pk), []).append(entry)
    return found


def _is_ours(desk: Desk, report: Report) -> bool:
    return report.directive.office_id == desk.actor.office_id and not report.is_rollup


def _late(desk: Desk) -> Iterator[Work]:
    for (directive_id, item_id), entries in list_late(desk).items():
        first = entries[0]
        item = first.items[item_id]
        due = max(entry.standing.items[item_id].deadline_on or desk.today for entry in entries)
        is_report = item.kind == Item.Kind.REPORT
        is_plan = item.kind == PLAN_KIND
        page = "reports:rollup" if is_report else "plans:list" if is_plan else "directives:cascade"
        page = reverse(page, args=[directive_id])
        yield Work(
            icon=State.LATE,
            title=_late_title(len(entries), item, sends=is_report or is_plan),
            reason=name_units([entry.duty.unit_short_name for entry in entries], 4),
            detail=_("Hạn %(day)s, %(origin)s") % {"day": format_day(due), "origin": _set_by(first, item)},
            when=say_left(due, desk.today).capitalize(),
            button=_("Xem đơn vị quá hạn"),
            url=f"{page}?ky={item_id}" if is_report else page,
            since=due,
            due=due,
            late=True,
            why_url=reverse("desk:why", args=[first.duty.pk, item_id]),
            bold=True,
        )


def _late_title(units: int, item: Item, *, sends: bool) -> str:
    named = {"n": units, "item": name_item(item)}
    if sends:
        return ngettext("%(n)s đơn vị quá hạn gửi %(item)s", "%(n)s đơn vị quá hạn gửi %(item)s", units) % named
    return ngettext("%(n)s đơn vị quá hạn làm %(item)s", "%(n)s đơn vị quá hạn làm %(item)s", units) % named


def _set_by(entry: Progress, item: Item) -> str:
    office = name_issuer(entry.duty.directive)
    words = {
        "stated": _("văn bản nêu"),
        "person": _("do %(office)s đặt") % {"office": office},
        "period": _("theo kỳ báo cáo"),
    }
    return words.get(entry.standing_of(item).origin, "")


def _requests(desk: Desk) -> Iterator[Work]:
    for asked in desk.requests:
        if asked.duty.directive.office_id != desk.actor.office_id:
            continue
        yield Work(
            icon=REQUEST_ICONS[DutyRequest.Kind(asked.kind)],
            title=_("Trả lời %(request)s") % {"request": asked.get_kind_display()},
            reason=_asked_for(asked),
            detail=_("Lý do: %(reason)s") % {"reason": asked.reason},
            when=_("Gửi ngày %(day)s") % {"day": format_day_month(asked.recorded_at)},
            button=_("Xem đề nghị") if asked.kind != DutyRequest.Kind.OBJECTION else _("Xem ý kiến"),
            url=reverse("directives:answer", args=[asked.pk]),
            since=clock.day_of(asked.recorded_at),
            bold=True,
        )


def _asked_for(asked: DutyRequest) -> str:
    named = {
        "unit": asked.duty.unit_short_name,
        "item": name_item(asked.item) if asked.item else _("cả nhiệm vụ"),
    }
    if asked.kind == DutyRequest.Kind.EXTENSION and asked.wanted_on:
        until = named | {"until": format_day(asked.wanted_on)}
        return _("%(unit)s xin thêm thời gian cho %(item)s đến %(until)s") % until
    if asked.kind == DutyRequest.Kind.EXTENSION:
        return _("%(unit)s xin thêm thời gian cho %(item)s") % named
    if asked.kind == DutyRequest.Kind.EXEMPTION:
        return _("%(unit)s xin miễn %(item)s") % named
    return _("%(unit)s thấy dấu quá hạn %(item)s không đúng") % named


def _sent_reports(desk: Desk) -> Iterator[Work]:
    groups: dict[tuple[int, str], list[Report]] = {}
    for report in desk.reports:
        waits = report.state == Report.State.SUBMITTED and report.directive.acceptance_needed
        if waits and _is_ours(desk, report):
            groups.setdefault((report.directive_id, report.period_label), []).append(report)
    for (directive_id, period), reports in groups.items():
        days = [report.submitted_on or desk.today for report in reports]
        one = len(reports) == 1
        page = reverse("reports:detail", args=[reports[0].pk])
        all_of_them = f"{reverse('reports:rollup', args=[directive_id])}?ky={reports[0].item_id}"
        yield Work(
            icon=State.WAITING,
            title=ngettext(
                "Tiếp nhận %(n)s báo cáo %(period)s mới gửi", "Tiếp nhận %(n)s báo cáo %(period)s mới gửi", len(reports)
            )
            % {"n": len(reports), "period": say_period(period)},
            reason=name_units([short_name_of(desk, report) for report in reports], 4),
            detail=_("Số liệu đã đóng băng khi gửi; xem rồi tiếp nhận, hoặc trả lại có lý do"),
            when=_("Gửi %(span)s") % {"span": say_span(days)},
            button=_("Xem báo cáo"),
            url=page if one else all_of_them,
            since=min(days),
            bold=True,
        )


def _sent_plans(desk: Desk) -> Iterator[Work]:
    """Plans that wait for the office to take them in, a line for each directive."""
    groups: dict[int, list[Plan]] = {}
    for plan in desk.plans:
        if plan.state == Plan.State.APPROVED:
            groups.setdefault(plan.duty.directive_id, []).append(plan)
    for directive_id, plans in groups.items():
        days = [plan.approved_on or desk.today for plan in plans]
        one = reverse("plans:detail", args=[plans[0].pk])
        yield Work(
            icon=State.WAITING,
            title=ngettext("Tiếp nhận %(n)s kế hoạch mới gửi", "Tiếp nhận %(n)s kế hoạch mới gửi", len(plans))
            % {"n": len(plans)},
            reason=name_units([plan.duty.unit_short_name for plan in plans], 4),
            detail=plans[0].duty.directive.title,
            when=_("Gửi %(span)s") % {"span": say_span(days)},
            button=_("Xem kế hoạch"),
            url=one if len(plans) == 1 else reverse("plans:list", args=[directive_id]),
            since=min(days),
            bold=True,
        )


def short_name_of(desk: Desk, report: Report) -> str:
    """The unit's short name where its duty lies on the desk."""
    return next(
        (entry.duty.unit_short_name for entry in desk.progress if entry.duty.pk == report.duty_id), report.unit_name
    )


def _rollups(desk: Desk) -> Iterator[Work]:
    """An office reports upward once its units' day has passed, or all have sent."""
    asked: dict[int, list[Progress]] = {}
    for entry in desk.given:
        for item in entry.owed(Item.Kind.REPORT):
            asked.setdefault(item.pk, []).append(entry)
    for item_id, entries in asked.items():
        item, directive = entries[0].items[item_id], entries[0].duty.directive
        sent = sum(item_id in entry.done for entry in entries)
        passed = item.deadline_on is not None and desk.today > item.deadline_on
        rollup = _find_rollup(desk, directive, item)
        if (passed or sent == len(entries)) and (rollup is None or rollup.state == Report.State.DRAFT):
            yield from _rollup(desk, item, directive, rollup, f"{sent}/{len(entries)}")


def _find_rollup(desk: Desk, directive: Directive, item: Item) -> Report | None:
    for report in desk.reports:
        same = (report.period_start, report.period_end) == (item.period_start, item.period_end)
        if report.is_rollup and report.directive_id == directive.pk and same:
            return report
    return None


def _rollup(desk: Desk, item: Item, directive: Directive, rollup: Report | None, sent: str) -> Iterator[Work]:
    period = say_period(item.period_label)
    if rollup is None and not desk.actor.is_officer:
        return
    title = _("Lập báo cáo tổng hợp %(period)s")
    if rollup is not None:
        is_leader = desk.actor.is_leader
        title = _("Xem và gửi báo cáo tổng hợp %(period)s") if is_leader else _("Viết tiếp báo cáo tổng hợp %(period)s")
    page = f"{reverse('reports:rollup', args=[directive.pk])}?ky={item.pk}"
    yield Work(
        icon=State.DRAFT,
        title=title % {"period": period},
        reason=_("%(sent)s đơn vị đã gửi; lập được khi còn đơn vị chưa gửi, bản tổng hợp ghi rõ đơn vị nào")
        % {"sent": sent},
        detail=directive.title,
        when=_("Không đặt hạn"),
        button=_("Mở bản tổng hợp"),
        url=reverse("reports:detail", args=[rollup.pk]) if rollup else page,
        since=clock.day_of(rollup.created_at) if rollup else item.deadline_on or desk.today,
    )


def _entered_for_units(desk: Desk) -> Iterator[Work]:
    found = [
        entry
        for entry in desk.activities
        if entry.on_behalf
        and entry.state == Activity.State.RECORDED
        and entry.duty.directive.office_id == desk.actor.office_id
        and entry.duty.unit_id not in desk.units
    ]
    if found:
        since = clock.day_of(found[0].recorded_at)
        yield Work(
            icon=State.WAITING,
            title=ngettext("Xác nhận %(n)s hoạt động nhập hộ", "Xác nhận %(n)s hoạt động nhập hộ", len(found))
            % {"n": len(found)},
            reason=name_activities([name_activity(entry) for entry in found], 2),
            detail=_("Nhập hộ đơn vị; xác nhận theo văn bản làm căn cứ"),
            when=_("Nhập từ ngày %(day)s") % {"day": format_day_month(since)},
            button=_("Xem và xác nhận"),
            url=f"{reverse('activities:list')}?{TO_CONFIRM}",
            since=since,
        )
