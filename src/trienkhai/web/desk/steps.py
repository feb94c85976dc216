"""The steps of a duty, with their dates: arrived, taken on, plan where asked, activities, proof, what is asked last."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from trienkhai.web import clock
from trienkhai.web.desk.progress import Progress
from trienkhai.web.desk.work import say_left, say_overdue
from trienkhai.web.directives.models import Item
from trienkhai.web.plans.models import Plan
from trienkhai.web.reports.models import Report
from trienkhai.web.ui.formats import format_day, format_day_month
from trienkhai.web.ui.icons import State
from trienkhai.web.ui.items import Step

WAITS_FOR_ANSWER = gettext_lazy("đang chờ trả lời đề nghị")


def list_steps(entry: Progress) -> tuple[Step, ...]:
    """The strip of one duty. What waits for an answer to a request made in time is not called late."""
    plan = () if entry.plan is None else (_planned(entry, entry.plan),)
    return (_arrived(entry), _taken_on(entry), *plan, _acted(entry), _proved(entry), _last(entry))


def _arrived(entry: Progress) -> Step:
    added = entry.standing.added.effective_on if entry.standing.added else entry.duty.directive.issued_on
    day = clock.day_of(entry.arrived_at) if entry.arrived_at else added
    return Step(pgettext("bước", "Đã đến"), State.DONE, (format_day(day),) if day else ())


def _taken_on(entry: Progress) -> Step:
    day = entry.acknowledged_on
    if day is None:
        return Step(pgettext("bước", "Tiếp nhận"), State.WAITING, (_("chưa tiếp nhận"), _("không đặt hạn")))
    taken = entry.duty.acknowledgement
    who = taken.entered_by.split(",")[0] if not taken.on_behalf else _("nhập hộ")
    return Step(pgettext("bước", "Tiếp nhận"), State.DONE, (f"{format_day_month(day)}, {who}",))


def _planned(entry: Progress, item: Item) -> Step:
    """The plan, only where the directive asks for one."""
    standing, state = entry.standing_of(item), entry.plan_state
    if item.pk in entry.done:
        late = entry.lateness_of(item)
        lines = [_("gửi %(day)s") % {"day": format_day(entry.done[item.pk])}]
        if late is not None:
            lines.append(say_overdue(late.working_days))
        elif state == Plan.State.APPROVED and entry.duty.directive.acceptance_needed:
            lines.append(_("chờ tiếp nhận"))
        return Step(pgettext("bước", "Kế hoạch"), State.DONE, tuple(lines))
    due = standing.binding_deadline
    said = {
        Plan.State.DRAFT: pgettext("kế hoạch", "đang lập"),
        Plan.State.SUBMITTED: _("chờ lãnh đạo duyệt"),
        Plan.State.RETURNED: _("bị trả lại"),
    }
    begun = said.get(Plan.State(state), "") if state else _("chưa lập")
    if standing.waits_for_answer:
        return Step(pgettext("bước", "Kế hoạch"), State.WAITING, (begun, str(WAITS_FOR_ANSWER)))
    if due is None:
        return Step(pgettext("bước", "Kế hoạch"), State.WAITING, (begun, _("không đặt hạn")))
    lines = [begun, _("hạn %(day)s, %(left)s") % {"day": format_day(due), "left": say_left(due, entry.standing.on)}]
    late_now = standing.is_past(entry.standing.on)
    mark = State.LATE if late_now else State.LOOK if state == Plan.State.RETURNED else State.WAITING
    return Step(pgettext("bước", "Kế hoạch"), mark, tuple(lines))


def _acted(entry: Progress) -> Step:
    if not entry.activities:
        return Step(
            pgettext("bước", "Hoạt động"), State.DRAFT, (pgettext("bước", "chưa có hoạt động"), _("được xác nhận"))
        )
    return Step(pgettext("bước", "Hoạt động"), State.DONE, (_("%(n)s đã xác nhận") % {"n": entry.activities},))


def _proved(entry: Progress) -> Step:
    if not entry.activities:
        return Step(pgettext("bước", "Minh chứng"), State.DRAFT, ())
    state = State.DONE if not entry.unproved else State.RECORDED
    return Step(
        pgettext("bước", "Minh chứng"),
        state,
        (_("%(share)s có minh chứng") % {"share": f"{entry.proved}/{entry.activities}"},),
        100 * entry.proved / entry.activities,
    )


def _last(entry: Progress) -> Step:
    """The report where one is asked, else the tasks, else the end of the period."""
    from_reports = entry.owed(Item.Kind.REPORT)
    if from_reports:
        open_ones = entry.open_items(Item.Kind.REPORT)
        return _report_step(entry, (open_ones or from_reports[-1:])[0])
    if any(item.kind == Item.Kind.REPORT for item in entry.items.values()) and not entry.owed(Item.Kind.TASK):
        return Step(pgettext("bước", "Báo cáo"), State.EXEMPT, (_("được miễn"),))
    tasks = entry.owed(Item.Kind.TASK)
    if not tasks:
        return Step(pgettext("bước", "Báo cáo"), State.EXEMPT, (_("không yêu cầu"),))
    done = len(tasks) - len(entry.open_items(Item.Kind.TASK))
    late = bool(entry.late_items())
    due = entry.standing.next_deadline(("task",))
    state = State.DONE if done == len(tasks) else State.LATE if late else State.WAITING
    lines = [_("%(share)s xong") % {"share": f"{done}/{len(tasks)}"}] + (
        [_due(due)] if due and done < len(tasks) else []
    )
    lines += [str(WAITS_FOR_ANSWER)] if entry.waiting_items() and not late else []
    return Step(pgettext("bước", "Nhiệm vụ"), state, tuple(lines), 100 * done / len(tasks))


def _report_step(entry: Progress, item: Item) -> Step:
    report = entry.reports.get(item.pk)
    if item.pk in entry.done:
        accepted = report is not None and report.state == Report.State.ACCEPTED
        late = entry.lateness_of(item)
        lines = [_("gửi %(day)s") % {"day": format_day(entry.done[item.pk])}]
        if late is not None:
            lines.append(say_overdue(late.working_days))
        elif accepted and report is not None and report.accepted_on:
            lines.append(_("tiếp nhận %(day)s") % {"day": format_day_month(report.accepted_on)})
        return Step(pgettext("bước", "Báo cáo"), State.DONE, tuple(lines))
    due = entry.standing.deadline_of(item.pk)
    if report is not None and report.state == Report.State.RETURNED:
        return Step(pgettext("bước", "Báo cáo"), State.LOOK, (_("bị trả lại"), _due(due) if due else ""))
    if due is None:
        return Step(pgettext("bước", "Báo cáo"), State.WAITING, (_("không đặt hạn"),))
    if entry.standing_of(item).waits_for_answer:
        return Step(pgettext("bước", "Báo cáo"), State.WAITING, (_due(due), str(WAITS_FOR_ANSWER)))
    if entry.standing_of(item).is_past(entry.standing.on):
        return Step(pgettext("bước", "Báo cáo"), State.LATE, (_due(due), say_left(due, entry.standing.on)))
    state = State.EXTENDED if entry.standing_of(item).extended else State.WAITING
    return Step(pgettext("bước", "Báo cáo"), state, (_due(due), say_left(due, entry.standing.on)))


def _due(day: date) -> str:
    return _("hạn %(day)s") % {"day": format_day(day)}
