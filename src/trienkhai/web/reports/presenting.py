"""What the pages of reports show, gathered in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from trienkhai.rendering.paper import Paper
from trienkhai.web import clock
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.queries import load_standings
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Letterhead, UnitVersion
from trienkhai.web.offices.queries import in_force
from trienkhai.web.reports import queries
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.printing import NO_REPORT, NOT_ASKED, Appended, UnitRow, compose_paper
from trienkhai.web.reports.wording import Sentence, Shown, result_sentences, shown_from

MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit in the roll-up: its report, or why there is none."""

    duty: Duty
    band: str
    standing: DutyStanding
    report: Report | None
    figures: dict[str, Decimal]
    nothing: str
    late: bool


@dataclass(frozen=True, slots=True)
class RollupPage:
    """All units of a directive with their reports of one period."""

    item: Item | None
    rollup: Report | None
    rows: tuple[ReportRow, ...]
    columns: tuple[Shown, ...]
    asked: int
    sent: int
    accepted: int
    late: int
    missing: tuple[str, ...]


def shown_figures(report: Report) -> list[Shown]:
    """The figures of a report: frozen once it was sent, live before."""
    frozen = [
        Shown(entry.key, entry.group, entry.form, entry.measure, entry.item_id, entry.value, entry.approximate)
        for entry in report.figures.all()
    ]
    if frozen or report.state != Report.State.DRAFT or report.is_rollup:
        return frozen
    return [shown_from(entry) for entry in queries.live_figures(report, clock.today())]


def item_labels(directive_id: int) -> dict[int, str]:
    """What items are called in sentences."""
    items = Item.objects.filter(directive_id=directive_id).exclude(kind=Item.Kind.REPORT)
    return {item.pk: item.label or (item.short or item.text)[:40] for item in items}


def sentences_of(report: Report, figures: Sequence[Shown]) -> list[Sentence]:
    """Section II of a report."""
    return result_sentences(figures, item_labels(report.directive_id))


def report_items(directive_id: int) -> list[Item]:
    """The report requests of a directive, earliest period first."""
    asked = Item.objects.filter(directive_id=directive_id, kind=Item.Kind.REPORT, struck_at__isnull=True)
    return list(asked.order_by("period_end", "position"))


def band_of(duty: Duty, versions: dict[int, UnitVersion]) -> str:
    """The heading under which a unit stands in tables: its kind, in the plural of the unit list."""
    version = versions.get(duty.unit_id)
    return version.get_kind_display() if version else ""


def rollup_page(directive: Directive, item: Item | None) -> RollupPage:
    """The page of one period: late ones first only by mark, the order is the unit list's."""
    today = clock.today()
    duties = list(Duty.objects.filter(directive=directive).order_by("position", "id"))
    standings = load_standings(directive.pk, on=today, known=today)
    versions = {
        version.unit_id: version
        for version in UnitVersion.objects.filter(in_force(today), unit_id__in=[duty.unit_id for duty in duties])
    }
    period = Q(period_start=item.period_start, period_end=item.period_end) if item else Q(pk=None)
    reports = list(Report.objects.filter(period, directive=directive).prefetch_related("figures"))
    rollup = next((entry for entry in reports if entry.is_rollup), None)
    by_duty = {entry.duty_id: entry for entry in reports if not entry.is_rollup}
    rows = tuple(
        row_from(duty, band_of(duty, versions), standings[duty.pk], by_duty.get(duty.pk), item)
        for duty in duties
        if duty.pk in standings and standings[duty.pk].counts
    )
    asked = [row for row in rows if row.nothing != NOT_ASKED]
    sent = [row for row in asked if row.report is not None]
    return RollupPage(
        item=item,
        rollup=rollup,
        rows=rows,
        columns=total_columns(sent),
        asked=len(asked),
        sent=len(sent),
        accepted=sum(row.report is not None and row.report.state == Report.State.ACCEPTED for row in sent),
        late=sum(row.late for row in rows),
        missing=tuple(row.duty.unit_name for row in asked if row.report is None),
    )


def row_from(duty: Duty, band: str, standing: DutyStanding, report: Report | None, item: Item | None) -> ReportRow:
    """One unit's row."""
    sent = report if report is not None and report.state in (Report.State.SUBMITTED, Report.State.ACCEPTED) else None
    figures = {entry.key: entry.value for entry in sent.figures.all()} if sent else {}
    asked = standing.items.get(item.pk) if item is not None else None
    nothing = "" if sent else NO_REPORT if asked is not None and asked.owed else NOT_ASKED
    late = sent is None and asked is not None and asked.is_past(clock.today())
    return ReportRow(duty, band, standing, sent, figures, nothing, late)


def total_columns(rows: Sequence[ReportRow]) -> tuple[Shown, ...]:
    """The columns of the table with their totals: counts first, then the quantities most units have."""
    sums: dict[str, Shown] = {}
    spread: dict[str, int] = {}
    for row in rows:
        for entry in row.report.figures.all() if row.report else ():
            if entry.key not in ("activities", "proved") and not entry.measure:
                continue
            known = sums.get(entry.key)
            value = entry.value + (known.value if known else 0)
            about = entry.approximate or (known.approximate if known else False)
            sums[entry.key] = Shown(entry.key, entry.group, entry.form, entry.measure, None, value, about)
            spread[entry.key] = spread.get(entry.key, 0) + 1
    counts = [key for key in ("activities", "proved") if key in sums]
    rest = sorted((key for key in sums if key not in counts), key=lambda key: (-spread[key], key))
    return tuple(sums[key] for key in [*counts, *rest[: MOST_COLUMNS - len(counts)]])


def paper_of(actor: Actor, report: Report) -> Paper:
    """The report as a paper: a unit's own, or the roll-up with its appendix."""
    directive = report.directive
    figures = shown_figures(report)
    letterhead = Letterhead.objects.filter(unit_id=report.unit_id).first()
    if not report.is_rollup:
        return compose_paper(
            report,
            dispatch=directive.document,
            letterhead=letterhead,
            sentences=sentences_of(report, figures),
            addressees=(directive.document.issuer_name or actor.office_name,),
        )
    item = next((entry for entry in report_items(directive.pk) if entry.period_end == report.period_end), None)
    page = rollup_page(directive, item)
    appended = Appended(
        columns=page.columns,
        rows=tuple(UnitRow(row.duty.unit_short_name, row.band, row.figures, row.nothing) for row in page.rows),
        reported=page.sent,
    )
    return compose_paper(
        report,
        dispatch=directive.document,
        letterhead=letterhead,
        sentences=sentences_of(report, figures),
        addressees=report_addressees(directive),
        missing=missing_sentence(page),
        appendix=appended,
    )


def report_addressees(directive: Directive) -> tuple[str, ...]:
    """Who the roll-up goes to: the receivers that the dispatch names for reporting."""
    rows = directive.document.distributions.filter(purpose="report").order_by("position")
    return tuple(row.printed for row in rows) or ("Ủy ban nhân dân tỉnh",)


def missing_sentence(page: RollupPage) -> str:
    """Who has not reported, said in the report itself."""
    if not page.missing:
        return f"Số liệu của {page.sent}/{page.asked} đơn vị phải báo cáo."
    names = "; ".join(page.missing)
    return f"Số liệu của {page.sent}/{page.asked} đơn vị phải báo cáo. Chưa có báo cáo: {names}."
