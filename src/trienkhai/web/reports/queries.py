"""Looking reports up, always limited to what the person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import cast

from django.db.models import Prefetch, Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import confirmed_activities
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.completion import Rows
from trienkhai.web.directives.models import Item
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.figures import Below, Deed, Sum, add_own, sum_deeds, sum_reports
from trienkhai.web.reports.models import Figure, Report, ReportMark
from trienkhai.web.reports.permissions import visible_to


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """What this person may see, newest first."""
    return (
        Report.objects.filter(visible_to(actor))
        .select_related("directive__document", "duty__directive__document", "item", "document", "unit__letterhead")
        .order_by("-changed_at", "-id")
    )


def search_reports(actor: Actor, words: str = "", state: str = "") -> QuerySet[Report]:
    """Those in this state (any where it is none) that have the words in their unit, directive or period."""
    found = visible_reports(actor)
    if state in Report.State.values:
        found = found.filter(state=state)
    if not words.strip():
        return found
    said = words.strip()
    named = Q(unit_name__icontains=said) | Q(directive__title__icontains=said) | Q(period_label__icontains=said)
    return found.filter(named)


def find_report(actor: Actor, report_id: int) -> Report:
    """One report with its frozen figures and marks. Raises Unknown."""
    found = visible_reports(actor).filter(pk=report_id).first()
    if found is None:
        raise Unknown
    return found


def find_report_of_document(document_id: int) -> int | None:
    """The report a document is the paper of."""
    return Report.objects.filter(document_id=document_id).values_list("pk", flat=True).first()


def list_marks(report: Report) -> list[ReportMark]:
    """What was taken back since the report was sent; a draft rests on nothing yet."""
    return list(report.marks.order_by("id")) if report.snapshot else []


def load_activities(report: Report, day: date) -> list[Activity]:
    """The confirmed activities of the report's period, as known on a day, with what the arithmetic needs."""
    if report.duty_id is None:
        return []
    found = confirmed_activities(report.directive_id, on=day, known=day).filter(
        duty_id=report.duty_id, effective_on__gte=report.period_start, effective_on__lte=report.period_end
    )
    return list(found.prefetch_related("measures", Prefetch("items", to_attr="loaded_items")))


def load_own_activities(report: Report, day: date) -> list[Activity]:
    """What the office itself recorded under the duty from above that a roll-up answers, in the period asked for there.

    The periods asked for above lie side by side, so an activity is in one roll-up only; what units below recorded hangs
    on their own duties and comes with their reports.
    """
    duty, item = report.duty, report.item
    if not report.is_rollup or duty is None or item is None or item.period_start is None or item.period_end is None:
        return []
    found = confirmed_activities(duty.directive_id, on=day, known=day).filter(
        duty_id=duty.pk, effective_on__gte=item.period_start, effective_on__lte=item.period_end
    )
    return list(found.prefetch_related("measures", Prefetch("items", to_attr="loaded_items")))


def close_of(report: Report) -> date | None:
    """The day after which an activity that is recorded is late (bổ sung)."""
    return report.item.data_close_on if report.item else None


def deed_from(activity: Activity, close: date | None) -> Deed:
    """The activity as the arithmetic sees it; needs `proofs`, `measures` and `loaded_items` loaded."""
    late = close is not None and activity.recorded_at.astimezone(clock.HANOI).date() > close
    return Deed(
        id=activity.pk,
        day=activity.effective_on,
        form=activity.form,
        group=activity.form_group,
        embedded=activity.embedded,
        proved=activity.proofs > 0,  # type: ignore[attr-defined]  # annotated by confirmed_activities
        late=late,
        items=tuple(item.pk for item in activity.loaded_items),  # type: ignore[attr-defined]  # prefetched to it
        quantities=tuple((entry.measure, entry.value, entry.approximate) for entry in activity.measures.all()),
    )


def sum_now(report: Report) -> tuple[Sum, ...]:
    """What the report would say now: of the unit's confirmed activities, or of the reports accepted by now.

    A roll-up counts what the office itself did under the duty from above, too.
    """
    items = list_counted_items(report.directive_id)
    if report.is_rollup:
        sources = accepted_reports(report.directive_id, report.period_start, report.period_end)
        own = sum_activities(report, load_own_activities(report, clock.today()), ())
        return add_own(sum_accepted(sources, items), own)
    return sum_activities(report, load_activities(report, clock.today()), items)


def sum_activities(report: Report, activities: Iterable[Activity], items: Iterable[int]) -> tuple[Sum, ...]:
    """The figures of a unit's report over loaded activities."""
    close = close_of(report)
    return sum_deeds([deed_from(entry, close) for entry in activities], stocks=stock_measures(), items=items)


def list_counted_items(directive_id: int) -> list[int]:
    """The items activities are counted by, in the order of the text."""
    items = Item.objects.filter(directive_id=directive_id, struck_at__isnull=True).exclude(kind=Item.Kind.REPORT)
    return list(items.order_by("position", "id").values_list("pk", flat=True))


def sum_accepted(sources: Iterable[Report], items: Iterable[int]) -> tuple[Sum, ...]:
    """The figures of a roll-up over accepted reports with their figures loaded."""
    figures = (below_from(figure) for source in sources for figure in source.figures.all())
    return sum_reports(figures, frozenset(items))


def below_from(figure: Figure) -> Below:
    """A frozen figure as the arithmetic sees it."""
    return Below(
        id=figure.pk,
        key=figure.key,
        group=figure.group,
        form=figure.form,
        measure=figure.measure,
        item=figure.item_id,
        value=figure.value,
        approximate=figure.approximate,
    )


def stock_measures() -> frozenset[str]:
    """The measures that do not add over time."""
    return frozenset(key for key, measure in catalogue().measures.items() if not measure.adds)


def reports_to(directive_id: int, start: date, end: date) -> QuerySet[Report]:
    """Reports given under the duties of a directive for a period: the units' own, and roll-ups made below."""
    return Report.objects.filter(duty__directive_id=directive_id).filter(
        Q(period_start=start, period_end=end) | Q(is_rollup=True, item__period_start=start, item__period_end=end)
    )


def load_reports(found: QuerySet[Report]) -> list[Report]:
    """These reports with their figures, in the order of the unit list, in two queries; a sent one always has some.

    The figures do not bring their report along: hundreds of rows would each repeat its texts.
    """
    reports = {report.pk: report for report in found.order_by("unit__position", "pk")}
    loaded: dict[int, list[Figure]] = {}
    for figure in Figure.objects.filter(report_id__in=reports).order_by("position", "id"):
        figure.report = reports[figure.report_id]
        loaded.setdefault(figure.report_id, []).append(figure)
    for report_id, report in reports.items():
        known = Figure.objects.none()
        known._result_cache = loaded.get(report_id, [])
        report._prefetched_objects_cache = {"figures": known}  # type: ignore[attr-defined]  # what prefetch_related does
    return [report for report in reports.values() if report.pk in loaded]


def accepted_reports(directive_id: int, start: date, end: date) -> QuerySet[Report]:
    """The reports a roll-up of this period takes in, in the order of the unit list."""
    return (
        reports_to(directive_id, start, end)
        .filter(state=Report.State.ACCEPTED)
        .prefetch_related(Prefetch("figures", Figure.objects.order_by("position")))
        .order_by("unit__position", "unit_id")
    )


def list_sent_reports(duties: Collection[int], on: date) -> Rows:
    """The day on which the report of each item was sent, as (duty, item, day); one sent back is not sent."""
    sent = (
        Report.objects.filter(
            duty_id__in=duties,
            item__isnull=False,
            state__in=(Report.State.SUBMITTED, Report.State.ACCEPTED),
            submitted_on__lte=on,
        )
        .order_by()
        .values_list("duty_id", "item_id", "submitted_on")
    )
    return cast("Rows", sent)  # a sent report has its day and its item, which the columns alone do not tell
