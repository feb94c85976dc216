"""Why something is red, or was too late: the rule, the dates, what is missing, what there is, what does not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from trienkhai.web import clock
from trienkhai.web.activities.permissions import may_record
from trienkhai.web.desk.naming import issuer_of, name_issuer, title_item
from trienkhai.web.desk.progress import Progress, progress_of, with_counts
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.lateness import NEVER_LATE, Lateness, explain_origin, explain_waiting
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.permissions import may_request
from trienkhai.web.directives.planning import PLAN, PLAN_KIND
from trienkhai.web.directives.queries import facts_of, find_standing, visible_duties
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.plans.permissions import may_draft as may_draft_plan
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import SENT, may_draft
from trienkhai.web.ui.drawings import DayMark
from trienkhai.web.ui.formats import format_day


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """What the template shows. `late` is None where nothing is late; `waits` says what the unit asked in time."""

    duty: Duty
    directive: Directive
    item: Item
    title: str
    office: str
    progress: Progress
    late: Lateness | None
    waits: str
    due: date | None
    origin: str
    rule_name: str
    rule: str
    has: tuple[str, ...]
    harmless: tuple[str, ...]
    marks: tuple[DayMark, ...]
    report: Report | None
    own: bool
    plans: bool
    drafts: bool
    records: bool
    asks: bool


def why_page(actor: Actor, duty_id: int, item_id: int) -> WhyPage:
    """One item of one duty explained. Raises Unknown for what the person may not see or the duty does not have."""
    duty = with_counts(visible_duties(actor)).filter(pk=duty_id).first()
    if duty is None or duty.directive.state == Directive.State.DRAFT:
        raise Unknown
    standing, items = find_standing(duty, on=clock.today())
    item = items.get(item_id)
    if item is None or not standing.items[item_id].applies:
        raise Unknown
    reports = list(Report.objects.filter(duty_id=duty.pk, item_id=item_id, is_rollup=False)) if item_id != PLAN else []
    done = load_done([duty.pk], standing.on)
    entry = progress_of(duty, standing, items, {report.item_id or item_id: report for report in reports}, done)
    late = entry.lateness_of(item, issuer_of(duty.directive))
    facts = facts_of(item, duty.directive, issuer_of(duty.directive))
    own = duty.unit_id in own_units(actor)
    seen = next((report for report in reports if own or report.state in SENT), None)
    name, _, rule = (late.rule if late else "").partition(": ")
    return WhyPage(
        duty=duty,
        directive=duty.directive,
        item=item,
        title=title_item(item),
        office=name_issuer(duty.directive),
        progress=entry,
        late=late,
        waits=explain_waiting(standing.items[item_id], on=standing.on),
        due=late.due if late else None,
        origin=late.origin if late else explain_origin(standing.items[item_id], facts),
        rule_name=name,
        rule=rule,
        has=_has(entry, seen),
        harmless=_harmless(entry),
        marks=_marks(entry, item, late),
        report=seen,
        own=own,
        plans=own and item.kind == PLAN_KIND and may_draft_plan(actor, duty),
        drafts=own and may_draft(actor, duty) and item.kind == Item.Kind.REPORT,
        records=own and may_record(actor, duty) and item.kind == Item.Kind.TASK,
        asks=may_request(actor, duty),
    )


def _has(entry: Progress, report: Report | None) -> tuple[str, ...]:
    """What there is already, whoever reads it may see."""
    found = []
    if entry.arrived_at:
        found.append(_("Văn bản đến đơn vị ngày %(day)s.") % {"day": format_day(clock.day_of(entry.arrived_at))})
    taken = entry.acknowledged_on
    found.append(
        _("Đơn vị tiếp nhận ngày %(day)s.") % {"day": format_day(taken)} if taken else _("Chưa có người tiếp nhận.")
    )
    if entry.activities:
        said = ngettext(
            "%(n)s hoạt động đã xác nhận, %(proved)s có minh chứng.",
            "%(n)s hoạt động đã xác nhận, %(proved)s có minh chứng.",
            entry.activities,
        )
        found.append(said % {"n": entry.activities, "proved": entry.proved})
    else:
        found.append(_("Chưa có hoạt động nào được xác nhận."))
    if report is not None:
        found.append(_("Báo cáo: %(state)s.") % {"state": report.get_state_display()})
    return tuple(found)


def _harmless(entry: Progress) -> tuple[str, ...]:
    """What does not make it red, as far as there is such a thing here."""
    unacknowledged, free, undated = (_(words) for words in NEVER_LATE)
    found = [unacknowledged] if entry.acknowledged_on is None else []
    if entry.owed(Item.Kind.TOPIC):
        found.append(free)
    found.append(undated)
    if entry.unproved:
        said = ngettext("%(n)s hoạt động chưa có minh chứng", "%(n)s hoạt động chưa có minh chứng", entry.unproved)
        found.append(said % {"n": entry.unproved})
    return tuple(found)


def _marks(entry: Progress, item: Item, late: Lateness | None) -> tuple[DayMark, ...]:
    """The days that led here; two things on one day stand in one mark."""
    days: dict[date, list[str]] = {}

    def _put(day: date | None, label: str) -> None:
        if day is not None:
            days.setdefault(day, []).append(label)

    _put(clock.day_of(entry.arrived_at) if entry.arrived_at else None, pgettext("mốc", "văn bản đến"))
    _put(entry.acknowledged_on, pgettext("mốc", "tiếp nhận"))
    _put(item.data_close_on, _("chốt số liệu"))
    standing = entry.standing_of(item)
    if standing.extended is not None:
        _put(standing.first_deadline_on, _("hạn đầu"))
    _put(standing.deadline_on, _("hạn báo cáo") if item.kind == Item.Kind.REPORT else pgettext("mốc", "hạn"))
    if late is not None and late.done_on is not None:
        _put(
            late.done_on,
            pgettext("mốc", "đã gửi") if item.kind in (Item.Kind.REPORT, PLAN_KIND) else pgettext("mốc", "hoàn thành"),
        )
    else:
        _put(entry.standing.on, _("hôm nay"))
    return tuple(DayMark(day, ", ".join(labels)) for day, labels in sorted(days.items()))
