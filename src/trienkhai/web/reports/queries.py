"""Looking reports up, always limited to what the person may see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import confirmed_activities
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.figures import Below, Deed, Sum, sum_deeds, sum_reports
from trienkhai.web.reports.models import Figure, FigureSource, Report
from trienkhai.web.reports.permissions import visible_to


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """What this person may see, newest first."""
    return (
        Report.objects.filter(visible_to(actor))
        .select_related("directive__document", "duty__directive__document", "item", "document")
        .order_by("-changed_at", "-id")
    )


def find_report(actor: Actor, report_id: int) -> Report:
    """One report with its frozen figures and marks. Raises Unknown."""
    found = visible_reports(actor).filter(pk=report_id).prefetch_related("figures", "marks").first()
    if found is None:
        raise Unknown
    return found


def list_sources(report: Report, key: str) -> QuerySet[FigureSource]:
    """What a frozen figure sums, in the order of days."""
    return (
        FigureSource.objects.filter(figure__report=report, figure__key=key)
        .select_related("activity", "below__report")
        .order_by("activity__effective_on", "below__report__unit__position", "id")
    )


def load_deeds(report: Report, on: date, known: date) -> list[Deed]:
    """The confirmed activities of the report's period. One recorded after the data close is late (bổ sung)."""
    if report.duty_id is None:
        return []
    close = report.item.data_close_on if report.item else None
    found = (
        confirmed_activities(report.directive_id, on=on, known=known)
        .filter(duty_id=report.duty_id, effective_on__gte=report.period_start, effective_on__lte=report.period_end)
        .prefetch_related("measures", Prefetch("items", to_attr="loaded_items"))
    )
    return [deed_from(activity, close) for activity in found]


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
    """What the report would say now: of the unit's confirmed activities, or of the reports accepted by now."""
    items = list_counted_items(report.directive_id)
    if report.is_rollup:
        return sum_accepted(report, frozenset(items))
    today = clock.today()
    return sum_deeds(load_deeds(report, today, today), stocks=stock_measures(), items=items)


def list_counted_items(directive_id: int) -> list[int]:
    """The items activities are counted by, in the order of the text."""
    items = Item.objects.filter(directive_id=directive_id, struck_at__isnull=True).exclude(kind=Item.Kind.REPORT)
    return list(items.order_by("position", "id").values_list("pk", flat=True))


def sum_accepted(rollup: Report, items: frozenset[int]) -> tuple[Sum, ...]:
    """The figures of a roll-up over the reports accepted now."""
    sources = accepted_reports(rollup.directive_id, rollup.period_start, rollup.period_end)
    return sum_reports((below_from(figure) for source in sources for figure in source.figures.all()), items)


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


def accepted_reports(directive_id: int, start: date, end: date) -> QuerySet[Report]:
    """The reports a roll-up of this period takes in, in the order of the unit list."""
    return (
        reports_to(directive_id, start, end)
        .filter(state=Report.State.ACCEPTED)
        .prefetch_related(Prefetch("figures", Figure.objects.order_by("position")))
        .order_by("unit__position", "unit_id")
    )


def list_sent_reports(duties: Collection[int], on: date) -> dict[tuple[int, int], date]:
    """The day on which the report of each item was sent, by (duty, item); one sent back is not sent."""
    sent = Report.objects.filter(
        duty_id__in=duties,
        item__isnull=False,
        state__in=(Report.State.SUBMITTED, Report.State.ACCEPTED),
        submitted_on__lte=on,
    )
    rows = sent.values_list("duty_id", "item_id", "submitted_on")
    return {(duty, item): day for duty, item, day in rows if duty and item and day}
