"""The page of a roll-up: every unit of a directive with its report of one period, or in words why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from trienkhai.web import clock
from trienkhai.web.directives.ledger import ItemStanding
from trienkhai.web.directives.models import Directive, DutyRequest, Item
from trienkhai.web.reports.appendix import COUNTED, Cells
from trienkhai.web.reports.models import Report, RollupUnit
from trienkhai.web.reports.presenting import cells_from
from trienkhai.web.reports.standing import UnitLine, is_sent, missing_sentence, read_facts
from trienkhai.web.reports.wording import Shown

Standing = RollupUnit.Standing
MOST_COLUMNS = 9


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit: its report and figures, or its standing; `late_days` past the binding deadline."""

    unit: UnitLine
    report: Report | None
    cells: Cells | None
    deadline: date | None = None
    late_days: int = 0
    extended: bool = False
    asks: bool = False
    returned: bool = False

    @property
    def exempt(self) -> bool:
        """Whether it is not asked to report."""
        return self.unit.standing == Standing.EXEMPT


@dataclass(frozen=True, slots=True)
class RollupPage:
    """All units of a directive with their reports of one period. `columns` are cut; `figure_count` says from what."""

    item: Item | None
    rollup: Report | None
    rows: tuple[ReportRow, ...]
    columns: tuple[Shown, ...]
    figure_count: int
    missing: str

    @property
    def asked(self) -> int:
        """Units that owe the report."""
        return sum(not row.exempt for row in self.rows)

    @property
    def sent(self) -> int:
        """Reports that lie with the office: sent or accepted."""
        return sum(row.report is not None for row in self.rows)

    @property
    def accepted(self) -> int:
        """Reports that go into the roll-up."""
        return sum(row.unit.standing == Standing.TAKEN_IN for row in self.rows)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Reports that wait to be accepted."""
        return tuple(row.report.pk for row in self.rows if row.report and row.unit.standing == Standing.SENT)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Who is missing, by the reason why: how many, in words."""
        return tuple(say_gap(reason, count) for reason, count in self._missing_by_reason.items() if count)

    @property
    def _missing_by_reason(self) -> dict[str, int]:
        open_rows = [row for row in self.rows if row.unit.standing == Standing.MISSING]
        return {
            "late": sum(row.late_days > 0 for row in open_rows),
            "extended": sum(row.extended and not row.late_days for row in open_rows),
            "asks": sum(row.asks and not row.late_days for row in open_rows),
            "unsent": sum(not (row.late_days or row.extended or row.asks) for row in open_rows),
        }

    @property
    def gap_count(self) -> int:
        """Units that owe a report and have not sent one."""
        return sum(self._missing_by_reason.values())

    @property
    def rows_late_first(self) -> list[ReportRow]:
        """For a narrow page: late ones first, then those without a report, then the order of the unit list."""
        return sorted(self.rows, key=lambda row: (row.late_days == 0, row.report is not None))


def say_gap(reason: str, count: int) -> str:
    """How many units have not sent a report for this reason: "2 đơn vị quá hạn"."""
    said = {
        "late": ngettext("%(count)s đơn vị quá hạn", "%(count)s đơn vị quá hạn", count),
        "extended": ngettext("%(count)s đơn vị được gia hạn", "%(count)s đơn vị được gia hạn", count),
        "asks": ngettext("%(count)s đơn vị đang đề nghị gia hạn", "%(count)s đơn vị đang đề nghị gia hạn", count),
        "unsent": ngettext("%(count)s đơn vị chưa gửi, chưa đến hạn", "%(count)s đơn vị chưa gửi, chưa đến hạn", count),
    }
    return said[reason] % {"count": count}


def read_rollup_page(directive: Directive, item: Item | None) -> RollupPage:
    """The page of one period; the rows keep the order of the unit list."""
    if item is None or item.period_start is None or item.period_end is None:
        return RollupPage(None, None, (), (), 0, "")
    facts = read_facts(directive.pk, item.period_start, item.period_end)
    rollup = Report.objects.filter(
        directive=directive, is_rollup=True, period_start=item.period_start, period_end=item.period_end
    ).select_related("document")
    asking = set(
        DutyRequest.objects.filter(
            duty__directive=directive, kind=DutyRequest.Kind.EXTENSION, state=DutyRequest.State.OPEN
        ).values_list("duty_id", flat=True)
    )
    rows = tuple(
        row_from(
            unit,
            facts.reports.get(unit.duty_id),
            facts.standings[unit.duty_id].items.get(item.pk),
            facts.items,
            asks=unit.duty_id in asking,
        )
        for unit in facts.units
    )
    columns = total_columns(row.cells for row in rows if row.cells)
    missing = missing_sentence(facts.units)
    return RollupPage(item, rollup.first(), rows, tuple(columns[:MOST_COLUMNS]), len(columns), missing)


def row_from(
    unit: UnitLine, report: Report | None, asked: ItemStanding | None, items: Sequence[Item], *, asks: bool
) -> ReportRow:
    """One unit's row."""
    sent = report if is_sent(report) else None
    due = asked.binding_deadline if asked else None
    return ReportRow(
        unit,
        sent,
        cells_from(sent, items) if sent else None,
        deadline=due,
        late_days=max((clock.today() - due).days, 0) if due and sent is None else 0,
        extended=asked is not None and asked.extended is not None,
        asks=asks,
        returned=report is not None and report.state == Report.State.RETURNED,
    )


def total_columns(rows: Iterable[Cells]) -> list[Shown]:
    """The columns of the table with their totals: counts first, then the quantities most units have."""
    sums: dict[str, Shown] = {}
    spread: dict[str, int] = {}
    for cells in rows:
        for entry in cells.figures.values():
            if entry.key not in COUNTED and not entry.measure:
                continue
            known = sums.get(entry.key)
            value = entry.value + (known.value if known else 0)
            about = entry.approximate or (known.approximate if known else False)
            sums[entry.key] = Shown(entry.key, entry.group, entry.form, entry.measure, None, value, about)
            spread[entry.key] = spread.get(entry.key, 0) + 1
    counts = [key for key in COUNTED if key in sums]
    rest = sorted((key for key in sums if key not in counts), key=lambda key: (-spread[key], key))
    return [sums[key] for key in [*counts, *rest]]
