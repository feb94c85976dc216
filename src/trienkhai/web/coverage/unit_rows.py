"""The list of units with their five steps: late rows first, then the order of the unit list; never a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.coverage.addresses import Ways, duty_url, why_url
from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.presenting import Scene, late_words
from trienkhai.web.coverage.queries import Situation, UnitFacts
from trienkhai.web.coverage.tables import Coverage
from trienkhai.web.coverage.wording import item_key
from trienkhai.web.directives.ledger import Plea
from trienkhai.web.directives.models import Item
from trienkhai.web.directives.planning import PLAN
from trienkhai.web.ui.formats import format_day, format_day_month
from trienkhai.web.ui.icons import State
from trienkhai.web.ui.items import Tab

MOST_REPORTS = 2
UNDONE = (CellState.NONE, CellState.BEGUN)


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of one unit: icon, word, and for a late one the way to "Vì sao?"."""

    kind: State
    words: str
    why_url: str = ""
    beside: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it shows red."""
        return self.kind is State.LATE


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit. `steps` of tasks come before those of reports; `cells_*` count topic × group cells."""

    duty: int
    name: str
    url: str
    arrived: StepState
    acknowledged: StepState
    activities: int
    proved: int
    activities_url: str
    proved_url: str
    cells_proved: int
    cells_recorded: int
    cells_url: str
    tasks: tuple[StepState, ...]
    reports: tuple[StepState, ...]
    is_late: bool
    plan: StepState | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The totals: each with its own denominator."""

    units: int
    arrived: int
    acknowledged: int
    acted: int
    proved: int
    report: Item | None
    asked: int
    sent: int
    late: int
    late_reports: int


FILTERS = (
    ("tat-ca", gettext_lazy("Tất cả")),
    ("qua-han", gettext_lazy("Quá hạn")),
    ("chua-tiep-nhan", gettext_lazy("Chưa tiếp nhận")),
    ("chua-hoat-dong", gettext_lazy("Chưa có hoạt động")),
    ("chua-bao-cao", gettext_lazy("Chưa gửi báo cáo")),
)


def shown_reports(situation: Situation) -> tuple[Item, ...]:
    """The report requests a table has room for: the last one due by the day, and the next one."""
    asked = sorted(
        situation.of_kind(Item.Kind.REPORT), key=lambda item: (item.deadline_on or date.max, item.position, item.pk)
    )
    due = [item for item in asked if item.deadline_on is not None and item.deadline_on < situation.sight.on]
    coming = [item for item in asked if item not in due]
    return (*due[-1:], *coming[: MOST_REPORTS - len(due[-1:])])


def list_unit_rows(scene: Scene) -> tuple[UnitRow, ...]:
    """Every unit this person may see by name."""
    seen = [unit for unit in scene.coverage.situation.units if scene.beholder.sees(unit.duty.pk)]
    rows = [unit_row(scene.coverage, scene.ways, unit) for unit in seen]
    # sorted() is stable: within late and not late the order stays that of the unit list.
    return tuple(sorted(rows, key=lambda row: not row.is_late))


def unit_row(coverage: Coverage, ways: Ways, unit: UnitFacts) -> UnitRow:
    """One unit with its steps."""
    totals, duty = coverage.topics.totals[unit.duty.pk], unit.duty.pk
    return UnitRow(
        duty=duty,
        name=unit.short_name,
        url=duty_url(duty),
        arrived=dated_step(unit.arrived_on, State.WAITING, _("chưa")),
        acknowledged=dated_step(unit.acknowledged_on, State.WAITING, _("chưa")),
        activities=totals.activities,
        proved=totals.proved,
        activities_url=ways.activities(duty),
        proved_url=ways.activities(duty, proved=True),
        cells_proved=totals.cells_proved,
        cells_recorded=totals.cells_recorded,
        cells_url=ways.unit(duty),
        tasks=tuple(task_steps(coverage, unit)),
        reports=tuple(report_step(unit, item) for item in shown_reports(coverage.situation)),
        is_late=bool(unit.late),
        plan=plan_step(coverage, unit) if coverage.situation.directive.plan_needed else None,
    )


def plan_step(coverage: Coverage, unit: UnitFacts) -> StepState:
    """What has become of one unit's plan by the day, and how much of it was done."""
    standing, sent = unit.standing.items[PLAN], unit.plan
    if sent is not None and sent.sent_on is not None:
        planned, done = coverage.plans.get(unit.duty.pk, (0, 0))
        return StepState(
            State.DONE,
            format_day_month(sent.sent_on),
            beside=_("đã làm %(done)s/%(planned)s ô") % {"done": done, "planned": planned} if planned else "",
        )
    if PLAN in unit.late:
        return StepState(State.LATE, late_words(unit.late[PLAN].working_days), why_url(unit.duty.pk, PLAN))
    if standing.exempt is not None:
        return StepState(State.EXEMPT, _("được miễn"))
    if sent is not None and sent.returned:
        return StepState(State.LOOK, _("bị trả lại"))
    if standing.asked is not None:
        return StepState(State.WAITING, waiting_words(standing.asked))
    due = standing.binding_deadline
    return StepState(State.WAITING, _("hạn %(due)s") % {"due": format_day(due)} if due else _("chưa gửi"))


def dated_step(day: date | None, otherwise: State, words: str) -> StepState:
    """Done on a day, or not yet."""
    return StepState(State.DONE, format_day_month(day)) if day else StepState(otherwise, words)


def task_steps(coverage: Coverage, unit: UnitFacts) -> list[StepState]:
    """Late tasks by name, then how many of the unit's tasks are done."""
    items = coverage.situation.of_kind(Item.Kind.TASK)
    if not items:
        return []
    position = next(index for index, column in enumerate(coverage.units) if column.duty == unit.duty.pk)
    states = [coverage.tasks[item.pk].states[position] for item in items]
    owed = [state for state in states if state is not CellState.NOT_APPLICABLE]
    done = sum(state in (CellState.PROVED, CellState.RECORDED) for state in owed)
    steps = [
        StepState(
            State.LATE,
            _("nhiệm vụ %(item)s %(late)s")
            % {"item": item_key(item), "late": late_words(unit.late[item.pk].working_days)},
            why_of(unit, item),
        )
        for item in items
        if item.pk in unit.late
    ]
    waiting = [unit.standing.items[item.pk].asked for item, state in zip(items, states, strict=True) if state in UNDONE]
    steps += [
        StepState(State.WAITING, words) for words in dict.fromkeys(waiting_words(asked) for asked in waiting if asked)
    ]
    if not owed:
        return [StepState(State.EXEMPT, _("không áp dụng"))]
    finished = State.DONE if done == len(owed) else State.RECORDED if done else State.DRAFT
    return [*steps, StepState(finished, f"{done}/{len(owed)}")]


def why_of(unit: UnitFacts, item: Item) -> str:
    """Why this unit is late with it."""
    return why_url(unit.duty.pk, item.pk)


def report_step(unit: UnitFacts, item: Item) -> StepState:
    """What has become of one report of one unit by the day."""
    standing, sent = unit.standing.items[item.pk], unit.reports.get(item.pk)
    if sent is not None and sent.sent_on is not None:
        return StepState(State.DONE, format_day_month(sent.sent_on), beside=_("đã tiếp nhận") if sent.accepted else "")
    if item.pk in unit.late:
        return StepState(State.LATE, late_words(unit.late[item.pk].working_days), why_of(unit, item))
    if standing.exempt is not None:
        return StepState(State.EXEMPT, _("được miễn"))
    if not standing.owed:
        return StepState(State.EXEMPT, _("không áp dụng"))
    if sent is not None and sent.returned:
        return StepState(State.LOOK, _("bị trả lại"))
    if standing.asked is not None:
        return StepState(State.WAITING, waiting_words(standing.asked))
    if standing.extended is not None and standing.deadline_on is not None:
        return StepState(State.EXTENDED, _("gia hạn đến %(day)s") % {"day": format_day_month(standing.deadline_on)})
    due = standing.binding_deadline
    return StepState(State.WAITING, _("hạn %(due)s") % {"due": format_day(due)} if due else _("chưa gửi"))


def waiting_words(asked: Plea) -> str:
    """What the unit asked in time and waits for."""
    return _("đang đề nghị gia hạn") if asked.wants_time else _("đang đề nghị miễn")


def count_progress(coverage: Coverage) -> Progress:
    """The totals of all units, also for those who see no other unit."""
    situation = coverage.situation
    report = next(iter(shown_reports(situation)), None)
    owing = [unit for unit in situation.units if report is not None and unit.standing.items[report.pk].owed]
    totals = coverage.topics.totals.values()
    return Progress(
        units=len(situation.units),
        arrived=sum(unit.arrived_on is not None for unit in situation.units),
        acknowledged=sum(unit.acknowledged_on is not None for unit in situation.units),
        acted=sum(total.activities > 0 for total in totals),
        proved=sum(total.proved > 0 for total in totals),
        report=report,
        asked=len(owing),
        sent=sum(report is not None and is_sent(unit, report) for unit in owing),
        late=sum(bool(unit.late) for unit in situation.units),
        late_reports=sum(report is not None and report.pk in unit.late for unit in situation.units),
    )


def is_sent(unit: UnitFacts, item: Item) -> bool:
    """Whether the unit's report of this period stands as sent."""
    sent = unit.reports.get(item.pk)
    return sent is not None and sent.sent_on is not None


def filter_rows(rows: Sequence[UnitRow], wanted: str) -> tuple[UnitRow, ...]:
    """The rows of one chip."""
    return tuple(row for row in rows if belongs(row, wanted))


def belongs(row: UnitRow, wanted: str) -> bool:
    """Whether a row answers a filter; an unknown filter keeps every row."""
    if wanted == "qua-han":
        return row.is_late
    if wanted == "chua-tiep-nhan":
        return row.acknowledged.kind is not State.DONE
    if wanted == "chua-hoat-dong":
        return row.activities == 0
    if wanted == "chua-bao-cao":
        return any(step.kind not in (State.DONE, State.EXEMPT) for step in row.reports)
    return True


def list_filters(rows: Sequence[UnitRow], ways: Ways) -> tuple[Tab, ...]:
    """The chips with their numbers; one that would be empty is left out, except the first."""
    found = []
    for key, label in FILTERS:
        number = len(filter_rows(rows, key))
        if number or key == "tat-ca":
            asked = {"xem": "danh-sach"} | ({"loc": key} if key != "tat-ca" else {})
            found.append(Tab(key, f"{label} {number}", ways.page(asked)))
    return tuple(found)
