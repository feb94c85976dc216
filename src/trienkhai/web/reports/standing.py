"""How every unit of a directive stands in a roll-up: taken in, sent, missing or exempt; live, or as it froze.

Three kinds of nothing are told apart here: a unit without a report is *missing*, one that is not asked is *exempt*, and
one that reported zero is *taken in* like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import translation

from trienkhai.web import clock
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.directives.queries import compute_standings_with_items
from trienkhai.web.offices.models import UnitKind, UnitVersion
from trienkhai.web.offices.queries import in_force
from trienkhai.web.reports.models import Report, RollupUnit
from trienkhai.web.reports.queries import load_reports, reports_to

Standing = RollupUnit.Standing


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of a roll-up. `report_id` is the report that stands for it, where one was sent."""

    duty_id: int
    unit_name: str
    unit_short_name: str
    band: str
    standing: RollupUnit.Standing
    acknowledged: bool
    report_id: int | None = None


def list_units(rollup: Report, facts: Facts | None = None) -> list[UnitLine]:
    """Every unit of a roll-up: as it stood when the roll-up froze, else as it stands now (by `facts`)."""
    if rollup.snapshot:
        return [
            UnitLine(
                row.duty_id,
                row.unit_name,
                row.unit_short_name,
                row.band,
                Standing(row.standing),
                row.acknowledged,
                row.source_id,
            )
            for row in rollup.rollup_units.all()
        ]
    facts = facts or read_facts(rollup.directive_id, rollup.period_start, rollup.period_end)
    return facts.units


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known now of a directive and a period: units in the order of the list, items, reports by duty."""

    units: list[UnitLine]
    standings: dict[int, DutyStanding]
    items: list[Item]
    asked: Item | None
    reports: dict[int, Report]


def read_facts(directive_id: int, start: date, end: date) -> Facts:
    """Everything a roll-up needs, read once; the reports come with their figures."""
    version = UnitVersion.objects.filter(in_force(clock.today()), unit=OuterRef("unit"))
    found = Duty.objects.filter(directive_id=directive_id).select_related("acknowledgement")
    duties = list(found.annotate(unit_kind=Subquery(version.values("kind")[:1])).order_by("position", "id"))
    standings, by_id = compute_standings_with_items(duties, on=clock.today(), known=clock.today())
    items = sorted(by_id.values(), key=lambda item: (item.position, item.pk))
    wanted = (item for item in items if item.kind == Item.Kind.REPORT and item.struck_at is None)
    asked = next((item for item in wanted if (item.period_start, item.period_end) == (start, end)), None)
    reports = {
        report.duty_id: report for report in load_reports(reports_to(directive_id, start, end)) if report.duty_id
    }
    units = stand_units(duties, standings, asked.pk if asked else None, reports)
    return Facts(units, standings, [item for item in items if item.kind != Item.Kind.REPORT], asked, reports)


def stand_units(
    duties: Iterable[Duty],
    standings: dict[int, DutyStanding],
    item_id: int | None,
    reports: dict[int, Report],
) -> list[UnitLine]:
    """How each unit that counts stands in the report request; `reports` by duty, drafts among them."""
    return [
        UnitLine(
            duty.pk,
            duty.unit_name,
            duty.unit_short_name,
            band_of(duty),
            stand(standings[duty.pk], item_id, reports.get(duty.pk)),
            hasattr(duty, "acknowledgement"),
            reports[duty.pk].pk if is_sent(reports.get(duty.pk)) else None,
        )
        for duty in duties
        if duty.pk in standings and standings[duty.pk].counts
    ]


def is_sent(report: Report | None) -> bool:
    """Whether the report lies with the office that asked: sent or accepted, not returned."""
    return report is not None and report.state in (Report.State.SUBMITTED, Report.State.ACCEPTED)


def stand(standing: DutyStanding, item_id: int | None, report: Report | None) -> RollupUnit.Standing:
    """How one unit stands. One that is exempt and had reported before stays in: its report was accepted."""
    if report is not None and report.state == Report.State.ACCEPTED:
        return Standing.TAKEN_IN
    if report is not None and report.state == Report.State.SUBMITTED:
        return Standing.SENT
    return Standing.EXEMPT if item_id is None or standing.is_exempt(item_id) else Standing.MISSING


def band_of(duty: Duty) -> str:
    """The heading under which a unit stands in tables: its kind, in the words of the unit list."""
    kind = getattr(duty, "unit_kind", None)
    with translation.override("vi"):  # it stands on the roll-up's paper, too
        return str(UnitKind(kind).label) if kind in UnitKind.values else ""


def missing_sentence(units: Iterable[UnitLine]) -> str:
    """ "Số liệu của 20/26 đơn vị; 6 đơn vị chưa có báo cáo, 1 đơn vị được miễn" and who they are."""
    units = list(units)
    named = {standing: [unit.unit_name for unit in units if unit.standing == standing] for standing in Standing}
    asked = len(units) - len(named[Standing.EXEMPT])
    rest = [
        f"{len(named[standing])} đơn vị {words}"
        for standing, words in (
            (Standing.SENT, "đã gửi, chưa được tiếp nhận"),
            (Standing.MISSING, "chưa có báo cáo"),
            (Standing.EXEMPT, "được miễn"),
        )
        if named[standing]
    ]
    first = f"Số liệu của {len(named[Standing.TAKEN_IN])}/{asked} đơn vị"
    sentences = [f"{first}; {', '.join(rest)}." if rest else f"{first}."]
    for standing, words in (
        (Standing.SENT, "Đã gửi, chưa được tiếp nhận"),
        (Standing.MISSING, "Chưa có báo cáo"),
        (Standing.EXEMPT, "Được miễn báo cáo"),
    ):
        if named[standing]:
            sentences.append(f"{words}: {'; '.join(named[standing])}.")
    return "\n".join(sentences)


def counted_bands(units: Iterable[UnitLine]) -> str:
    """ "27 đơn vị (11 Phòng Văn hóa và Thông tin, 11 Trung tâm, 5 Đơn vị trực thuộc)"."""
    counts: dict[str, int] = {}
    units = list(units)
    for unit in units:
        counts[unit.band] = counts.get(unit.band, 0) + 1
    inside = ", ".join(f"{count:02} {band[:1].lower() + band[1:]}" for band, count in counts.items() if band)
    return f"{len(units)} đơn vị" + (f" ({inside})" if inside and len(counts) > 1 else "")
