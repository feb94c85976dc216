"""What a report says, gathered in few queries: its figures, its sentences, its paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Sum as DatabaseSum
from django.db.models import prefetch_related_objects

from trienkhai.rendering.paper import Paper, Signing
from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.citing import cite, dispatch_as_cited, issuer_of, lower_first
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.documents.models import Document, Purpose
from trienkhai.web.documents.signing import signing_of
from trienkhai.web.offices.letterheads import Letters, head_title, letters_of
from trienkhai.web.reports import queries
from trienkhai.web.reports.appendix import Cells, compose_appendix
from trienkhai.web.reports.figures import Sum, add_own
from trienkhai.web.reports.models import Figure, FigureSource, Report, RollupUnit
from trienkhai.web.reports.printing import Told, compose_paper, opening
from trienkhai.web.reports.standing import UnitLine, counted_bands, list_units, missing_sentence, read_facts
from trienkhai.web.reports.wording import Sentence, Shown, result_sentences, shown_from

UPSTREAM = ("implements", "relays")


def is_frozen(report: Report) -> bool:
    """Whether the report's figures are the ones that were sent; one that was returned is counted anew."""
    return report.state in (Report.State.SUBMITTED, Report.State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a report shows, read once. `live` and `activities` are empty where the figures are frozen.

    `own` is what the office itself adds to a roll-up, by key.
    """

    figures: tuple[Shown, ...]
    items: Sequence[Item]
    live: dict[str, Sum]
    activities: dict[int, Activity]
    units: Sequence[UnitLine] = ()
    reports: dict[int, Report] | None = None
    own: dict[str, Shown] = field(default_factory=dict)


def gather(report: Report, *, live: bool) -> Gathered:
    """The figures of a report, frozen or as they are now, with the items and units they stand for."""
    if live:
        return gather_rollup(report) if report.is_rollup else gather_activities(report)
    figures = tuple(shown_of(entry) for entry in report.figures.all())
    items = list_items(report.directive_id)
    if not report.is_rollup:
        return Gathered(figures, items, {}, {})
    own = frozen_own(report, figures) if report.duty_id is not None else {}
    return Gathered(figures, items, {}, {}, list_units(report), own=own)


def frozen_own(report: Report, figures: Sequence[Shown]) -> dict[str, Shown]:
    """What of a frozen roll-up the office itself did, by key."""
    found = FigureSource.objects.filter(figure__report=report, activity__isnull=False)
    added = dict(found.order_by().values_list("figure__key").annotate(value=DatabaseSum("value")))
    return {entry.key: replace(entry, value=added[entry.key]) for entry in figures if entry.key in added}


def gather_rollup(report: Report) -> Gathered:
    """What a roll-up would say now."""
    facts = read_facts(report.directive_id, report.period_start, report.period_end)
    taken = {entry.pk: entry for entry in facts.reports.values() if entry.state == Report.State.ACCEPTED}
    below = queries.sum_accepted(taken.values(), [item.pk for item in facts.items if item.struck_at is None])
    activities = queries.load_own_activities(report, clock.today())
    own = queries.sum_activities(report, activities, ()) if activities else ()
    known = {entry.pk: entry for entry in activities}
    gathered = _gathered(add_own(below, own), facts.items, known, facts.units, taken)
    return replace(gathered, own={entry.key: shown_from(entry) for entry in own})


def gather_activities(report: Report) -> Gathered:
    """What a unit's report would say now."""
    activities = queries.load_activities(report, clock.today())
    items = list_items(report.directive_id)
    counted = [item.pk for item in items if item.struck_at is None]
    sums = queries.sum_activities(report, activities, counted)
    return _gathered(sums, items, {entry.pk: entry for entry in activities}, (), None)


def _gathered(
    sums: Sequence[Sum],
    items: Sequence[Item],
    activities: dict[int, Activity],
    units: Sequence[UnitLine],
    reports: dict[int, Report] | None,
) -> Gathered:
    figures = tuple(shown_from(entry) for entry in sums)
    return Gathered(figures, items, {entry.key: entry for entry in sums}, activities, units, reports)


def shown_of(entry: Figure) -> Shown:
    """A frozen figure."""
    return Shown(entry.key, entry.group, entry.form, entry.measure, entry.item_id, entry.value, entry.approximate)


def list_items(directive_id: int) -> list[Item]:
    """What the directive asks besides reports; with `units` loaded where an item is for some only."""
    found = Item.objects.filter(directive_id=directive_id).exclude(kind=Item.Kind.REPORT)
    items = list(found.order_by("position", "id"))
    prefetch_related_objects([item for item in items if not item.for_everyone], "units")
    return items


def item_labels(items: Sequence[Item]) -> dict[int, str]:
    """What items are called in sentences."""
    return {item.pk: item.label or (item.short or item.text)[:40] for item in items}


def sentences_of(figures: Sequence[Shown], items: Sequence[Item]) -> list[Sentence]:
    """Section II of a report."""
    return result_sentences(figures, item_labels(items))


def report_items(directive_id: int) -> list[Item]:
    """The report requests of a directive, earliest period first."""
    asked = Item.objects.filter(directive_id=directive_id, kind=Item.Kind.REPORT, struck_at__isnull=True)
    return list(asked.order_by("period_end", "position"))


def heading_of(report: Report) -> Letters:
    """What stands at the head of the report's paper."""
    return letters_of(report.unit, report.unit_name)


def report_subject(report: Report) -> str:
    """ "Kết quả thông tin, tuyên truyền … năm 2023"."""
    title = lower_first(report.directive.title)
    period = "" if report.period_label in title else f" {report.period_label}"
    return f"Kết quả {title}{period}"[:500]


def report_receivers(report: Report) -> list[tuple[str, int | None]]:
    """Whom the report goes to: the office that asked; a roll-up nobody asked for, those the dispatch reports to."""
    if report.duty is not None:
        asked = report.duty.directive
        return [(issuer_of(asked), asked.office_id)]
    rows = report.directive.document.distributions.filter(purpose=Purpose.REPORT).order_by("position")
    return [(row.printed, row.unit_id) for row in rows]


def paper_of(report: Report, *, figures_at: str = "", live: bool | None = None) -> Paper:
    """The report as a paper: a unit's own, or the roll-up with its appendix.

    `figures_at` is the address at which every figure opens what it sums; empty for a paper without links.
    """
    known = gather(report, live=not is_frozen(report) if live is None else live)
    told = told_of_rollup if report.is_rollup else told_of_unit
    return compose_paper(report, told(report, known, figures_at))


def told_of_unit(report: Report, known: Gathered, figures_at: str) -> Told:
    """What a unit's paper says."""
    return Told(
        opening=opening(report, dispatch_as_cited(report.directive), report.unit_name),
        sentences=tuple(sentences_of(known.figures, known.items)),
        letters=heading_of(report),
        addressees=(issuer_of(report.directive),),
        subject=report_subject(report),
        signing=Signing(position=head_title(report.unit_name)),
        figures_at=figures_at,
    )


def told_of_rollup(report: Report, known: Gathered, figures_at: str) -> Told:
    """What the roll-up's paper says: the dispatch it answers, who is in, who is missing, every unit in the appendix."""
    units, items = known.units, known.items
    dispatch = report.directive.document
    rows = list(dispatch.distributions.all())
    receivers = [row.printed for row in rows if row.purpose == Purpose.REPORT]
    archive = next((row.printed.removeprefix("Lưu:").strip() for row in rows if row.purpose == Purpose.FILE), "VT")
    above = issuer_of(report.duty.directive) if report.duty else ""
    tasks = {item.pk: f"Nhiệm vụ {item.label}".strip() for item in items if item.kind == Item.Kind.TASK}
    return Told(
        opening=opening(report, basis_of(report.directive), report.unit_name),
        sentences=tuple(sentences_of(known.figures, known.items)),
        letters=heading_of(report),
        addressees=(above,) if above else tuple(receivers) or ("…",),
        subject=report_subject(report),
        leading=(what_was_ordered(report, dispatch, units),),
        missing=missing_sentence(units),
        recipients=tuple(row.printed for row in rows if row.purpose == Purpose.KNOW and row.unit_id is None),
        archive=tuple(part.strip() for part in archive.split(",")),
        signing=proposed_signing(dispatch),
        appendix=compose_appendix(
            units, cells_of(known), known.figures, tasks, report.period_label, Cells(known.own) if known.own else None
        ),
        figures_at=figures_at,
    )


def basis_of(directive: Directive) -> str:
    """What the directive itself carries out: the first document of its chain and the last that passed it on."""
    if directive.fulfils is not None:
        return dispatch_as_cited(directive.fulfils.directive)
    edges = [edge for edge in directive.document.edges.all() if edge.kind in UPSTREAM and edge.target_code]
    ends = edges[:1] + edges[1:][-1:]
    cited = [
        cite(edge.target_kind or "văn bản", edge.target_code, edge.target_dated_on, edge.target_issuer) for edge in ends
    ]
    return " và ".join([*cited[:1], *(lower_first(text) for text in cited[1:])]) or dispatch_as_cited(directive)


def what_was_ordered(report: Report, dispatch: Document, units: Sequence[UnitLine]) -> str:
    """The first sentence of section I, from what is on record: what was issued, to how many, who took it on."""
    said = cite(dispatch.kind_name, dispatch.code or f"…/{dispatch.symbol}", dispatch.dated_on, "").split(" của ")[0]
    taken = sum(unit.acknowledged for unit in units)
    return (
        f"{report.unit_name} đã ban hành {lower_first(said)}, giao nhiệm vụ cho {counted_bands(units)}; "
        f"{taken} đơn vị đã tiếp nhận nhiệm vụ."
    )


def cells_of(known: Gathered) -> dict[int, Cells]:
    """The figures of every report that is in the roll-up, by the report's id."""
    reports = known.reports
    if reports is None:
        taken = [unit.report_id for unit in known.units if unit.standing == RollupUnit.Standing.TAKEN_IN]
        found = queries.load_reports(Report.objects.filter(pk__in=[id for id in taken if id is not None]))
        reports = {report.pk: report for report in found}
    return {id: cells_from(report, known.items) for id, report in reports.items()}


def cells_from(report: Report, items: Sequence[Item]) -> Cells:
    """One report's figures; tasks that were given to other units do not apply, nor do forms the unit does not have."""
    others = {
        f"item:{item.pk}"
        for item in items
        if not item.for_everyone and report.unit_id not in {unit.pk for unit in item.units.all()}
    }
    figures = {entry.key: shown_of(entry) for entry in report.figures.all()}
    return Cells(figures, frozenset(others | set(report.not_applicable)))


def proposed_signing(dispatch: Document) -> Signing:
    """Before a leader signs: the authority and title under which the dispatch itself was signed, without a name."""
    signed = signing_of(dispatch)
    return replace(signed, name=None) if signed else Signing(position=head_title(dispatch.issuer_name))
