"""How far a duty is: what was done of what it owes, and what is late. Gathered for many duties in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.lateness import Lateness, explain_lateness
from trienkhai.web.directives.ledger import BINDING, DutyStanding, ItemStanding
from trienkhai.web.directives.models import Duty, DutyRequest, Item
from trienkhai.web.directives.planning import PLAN, PLAN_KIND, list_owed_plans
from trienkhai.web.directives.queries import compute_standings_with_items, facts_of
from trienkhai.web.documents.models import Distribution
from trienkhai.web.plans.models import Plan
from trienkhai.web.reports.models import Report

COUNTED = (Activity.State.CONFIRMED, Activity.State.QUESTIONED)
SENT = (Report.State.SUBMITTED, Report.State.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One duty on one day; `asking`: the office owes its unit an answer.

    `done` tells for each finished task and each sent report on which day; `reports` are by item.
    """

    duty: Duty
    standing: DutyStanding
    items: Mapping[int, Item]
    reports: Mapping[int, Report] = field(default_factory=dict)
    done: Mapping[int, date] = field(default_factory=dict)
    activities: int = 0
    proved: int = 0
    waiting: int = 0
    asking: bool = False
    arrived_at: datetime | None = None
    plan_id: int | None = None
    plan_state: str = ""

    @property
    def acknowledged_on(self) -> date | None:
        """The day the unit took it on."""
        taken = getattr(self.duty, "acknowledgement", None)
        return taken.effective_on if taken is not None else None

    @property
    def unproved(self) -> int:
        """Confirmed activities without any proof."""
        return self.activities - self.proved

    def owed(self, kind: str) -> tuple[Item, ...]:
        """The items of one kind the unit is asked for, in the order of the text."""
        found = (self.items[entry.item] for entry in self.standing.owed(str(kind)))
        return tuple(sorted(found, key=lambda item: (item.position, item.pk)))

    def open_items(self, kind: str) -> tuple[Item, ...]:
        """Those of them that are not done yet."""
        return tuple(item for item in self.owed(kind) if item.pk not in self.done)

    def standing_of(self, item: Item) -> ItemStanding:
        """What the ledger makes of an item for this unit."""
        return self.standing.items[item.pk]

    def lateness_of(self, item: Item, office_name: str = "") -> Lateness | None:
        """Why an item is late on the day of the standing; None where it is not, or where the duty counts no more."""
        if not self.standing.counts:
            return None
        facts = facts_of(item, self.duty.directive, office_name)
        done_on = self.done.get(item.pk)
        return explain_lateness(self.standing.items[item.pk], facts, on=self.standing.on, done_on=done_on)

    def late_items(self) -> tuple[Item, ...]:
        """What is past its day and still missing: what shows red. What waits for an answer does not."""
        return tuple(item for item in self._all_open() if self.standing.items[item.pk].is_past(self.standing.on))

    def waiting_items(self) -> tuple[Item, ...]:
        """What the unit asked more time for, or to be spared, by the day: a clock until it is answered."""
        return tuple(item for item in self._all_open() if self.standing.items[item.pk].waits_for_answer)

    def _all_open(self) -> tuple[Item, ...]:
        kinds = (PLAN_KIND, Item.Kind.TASK, Item.Kind.REPORT)
        return tuple(item for kind in kinds for item in self.open_items(kind))

    @property
    def plan(self) -> Item | None:
        """The plan the unit is asked for; None where the directive asks for none."""
        return self.items[PLAN] if self.owed(PLAN_KIND) else None


def with_counts(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """The duties with their confirmed activities, those of them that are proved, and when the document arrived."""
    counted = Activity.objects.filter(duty=OuterRef("pk"), state__in=COUNTED).order_by()
    recorded = Activity.objects.filter(duty=OuterRef("pk"), state=Activity.State.RECORDED).order_by()
    proof = Evidence.objects.filter(activity=OuterRef("pk"), withdrawn_at__isnull=True)
    asking = DutyRequest.objects.filter(duty=OuterRef("pk"), state=DutyRequest.State.OPEN)
    sent = Distribution.objects.filter(document=OuterRef("directive__document"), unit=OuterRef("unit"))
    plans = Plan.objects.filter(duty=OuterRef("pk")).order_by("-edition")
    return duties.select_related("directive__document", "unit", "acknowledgement").annotate(
        plan_id=Subquery(plans.values("pk")[:1]),
        plan_state=Subquery(plans.values("state")[:1]),
        activity_count=Coalesce(Subquery(_count(counted)), 0),
        proof_count=Coalesce(Subquery(_count(counted.filter(Exists(proof)))), 0),
        waiting_count=Coalesce(Subquery(_count(recorded)), 0),
        is_asking=Exists(asking),
        arrived_at=Subquery(sent.values("arrived_at")[:1]),
    )


def _count(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    return activities.values("duty").annotate(count=Count("pk")).values("count")  # type: ignore[return-value]  # a values query inside Subquery


def open_item(*, past: date | None = None) -> Exists:
    """For duties: whether some report was not sent or some task not done; with `past` only what was due before it.

    A rough net that the database can throw: extensions, exemptions and who is addressed are seen by `load_progress`.
    """
    duty = OuterRef(OuterRef("pk"))
    sent = Report.objects.filter(duty=duty, item=OuterRef("pk"), state__in=SENT)
    finished = Activity.objects.filter(duty=duty, items=OuterRef("pk"), completes=True, state__in=COUNTED)
    wanted = (Q(kind=Item.Kind.REPORT) & ~Exists(sent)) | (Q(kind=Item.Kind.TASK) & ~Exists(finished))
    items = Item.objects.filter(wanted, directive=OuterRef("directive"), struck_at__isnull=True)
    if past is not None:
        items = items.filter(deadline_on__lt=past, deadline_origin__in=BINDING)
    return Exists(items)


def load_progress(
    duties: Iterable[Duty] | QuerySet[Duty],
    *,
    reports: Iterable[Report] | None = None,
) -> dict[int, Progress]:
    """How far these duties of `with_counts` are today, by id: six queries, one less where the reports are given."""
    day = clock.today()
    rows = list(duties)
    ids = [duty.pk for duty in rows]
    standings, items = compute_standings_with_items(rows, on=day)
    if reports is None:
        asked = any(item.kind == Item.Kind.REPORT for item in items.values())
        reports = Report.objects.filter(duty_id__in=ids, is_rollup=False) if asked else ()
    by_duty: dict[int, dict[int, Report]] = {}
    for report in reports:
        if report.duty_id is not None and report.item_id is not None and not report.is_rollup:
            by_duty.setdefault(report.duty_id, {})[report.item_id] = report
    done = load_done(ids, day)
    directives = {duty.directive_id for duty in rows}
    own = {key: {pk: item for pk, item in items.items() if item.directive_id == key} for key in directives}
    for duty in rows:
        own[duty.directive_id] |= {item.pk: item for item in list_owed_plans(duty.directive)}
    return {
        duty.pk: progress_of(
            duty,
            standings[duty.pk],
            own[duty.directive_id],
            by_duty.get(duty.pk, {}),
            done,
        )
        for duty in rows
    }


def progress_of(
    duty: Duty,
    standing: DutyStanding,
    items: Mapping[int, Item],
    reports: Mapping[int, Report],
    done: Mapping[tuple[int, int], date],
) -> Progress:
    """How far one duty of `with_counts` is, put together from what was looked up; `done` as `load_done` gives it."""
    return Progress(
        duty=duty,
        standing=standing,
        items=items,
        reports=reports,
        done={item: done[duty.pk, item] for item in items if (duty.pk, item) in done},
        activities=duty.activity_count,  # type: ignore[attr-defined]  # annotated by with_counts
        proved=duty.proof_count,  # type: ignore[attr-defined]  # annotated by with_counts
        asking=duty.is_asking,  # type: ignore[attr-defined]  # annotated by with_counts
        waiting=duty.waiting_count,  # type: ignore[attr-defined]  # annotated by with_counts
        arrived_at=duty.arrived_at,  # type: ignore[attr-defined]  # annotated by with_counts
        plan_id=duty.plan_id,  # type: ignore[attr-defined]  # annotated by with_counts
        plan_state=duty.plan_state or "",  # type: ignore[attr-defined]  # annotated by with_counts
    )
