"""Everything "Việc của tôi" is made of, looked up in ten queries whatever the size of the office.

Two halves that one person may both have: what their unit was asked, and what their office asks of others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.desk.progress import Progress, load_progress, open_item, with_counts
from trienkhai.web.directives.models import Directive, Duty, DutyRequest
from trienkhai.web.directives.passed_on import with_newest_urging
from trienkhai.web.documents.models import Distribution, Document
from trienkhai.web.documents.permissions import clerk_appointments
from trienkhai.web.documents.queries import with_assignment
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.plans.models import Plan
from trienkhai.web.plans.queries import plans_waiting_for
from trienkhai.web.prepared import prepared
from trienkhai.web.reports.models import Report

# How many of the newest directives and duties stand on the page; what waits is shown whatever its age.
NEWEST = 3
MOST = 300
OPEN_DOCUMENTS = (
    Document.State.DRAFT,
    Document.State.CONFIRMED,
    Document.State.SIGNED,
    Document.State.NUMBERED,
)
OPEN_ACTIVITIES = (Activity.State.RECORDED, Activity.State.QUESTIONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What lies on one person's desk."""

    actor: Actor
    today: date
    documents: list[Document]
    progress: list[Progress]
    reports: list[Report]
    activities: list[Activity]
    requests: list[DutyRequest]
    plans: list[Plan]
    units: tuple[int, ...] = field(default=())

    @property
    def own(self) -> list[Progress]:
        """Duties of the person's own units that still count, newest first."""
        return [entry for entry in self.progress if entry.duty.unit_id in self.units and entry.standing.counts]

    @property
    def given(self) -> list[Progress]:
        """Duties the person's office gave that still count, in the order of the unit list."""
        return [
            entry
            for entry in self.progress
            if entry.duty.directive.office_id == self.actor.office_id and entry.standing.counts
        ]


def load_desk(actor: Actor) -> Desk:
    """Everything that may wait for this person or be waited for by them."""
    today, units = clock.today(), own_units(actor)
    duties = _duties(actor)
    reports = _reports(actor, tuple(duty.pk for duty in duties))
    found = load_progress(duties, reports=reports)
    return Desk(
        actor=actor,
        today=today,
        documents=_documents(actor),
        progress=[found[duty.pk] for duty in duties],
        reports=reports,
        activities=_activities(actor),
        requests=_requests(actor),
        plans=_plans(actor),
        units=units,
    )


@prepared
def _duties(actor: Actor) -> QuerySet[Duty]:
    """Own duties with something open, late ones of the office's directives, and the newest of both."""
    today, units = clock.today(), own_units(actor)
    own, given = Q(unit_id__in=units), Q(directive__office_id=actor.office_id)
    newest_own = Duty.objects.filter(own, directive__state=Directive.State.ISSUED).order_by("-directive_id", "-id")
    newest = Directive.objects.filter(office_id=actor.office_id, state=Directive.State.ISSUED).order_by("-id")
    wanted = (
        (own & (Q(acknowledgement__isnull=True) | Q(open_item()) | Q(directive__plan_needed=True)))
        | (given & Q(directive__plan_needed=True, directive__plan_due_on__lt=today))
        | Q(pk__in=newest_own.values("pk")[:NEWEST])
        | Q(directive_id__in=newest.values("pk")[:NEWEST])
        | (given & Q(open_item(past=today)))
    )
    running = Duty.objects.filter(own | given, directive__state=Directive.State.ISSUED)
    return with_newest_urging(with_counts(running.filter(wanted))).order_by("-directive_id", "position", "id")[:MOST]


@prepared
def _documents(actor: Actor) -> QuerySet[Document]:
    """Documents of the office on their way, arrived ones to register (`to_register`) or deal with (`given_…`)."""
    arrived = Distribution.objects.filter(
        document=OuterRef("pk"),
        unit_id__in=own_units(actor),
        sent_at__isnull=False,
        registered_at__isnull=True,
        refused_at__isnull=True,
    )
    return (
        with_assignment(actor, Document.objects.all())
        .annotate(to_register=Exists(arrived))
        .annotate(has_clerk=Exists(clerk_appointments(actor.office_id)))
        .filter(
            Q(office_id=actor.office_id, state__in=OPEN_DOCUMENTS) | Q(to_register=True) | Q(given_due_on__isnull=False)
        )
        .select_related("directive", "report", "held")
        .order_by("changed_at", "id")[:MOST]
    )


@prepared
def _reports(actor: Actor, duty_ids: tuple[int, ...]) -> QuerySet[Report]:
    """Reports of these duties, those that wait for the office's word, and the office's own roll-ups."""
    office = Q(directive__office_id=actor.office_id)
    waiting = office & Q(is_rollup=False, state__in=(Report.State.SUBMITTED, Report.State.RETURNED))
    return (
        Report.objects.filter(Q(duty_id__in=duty_ids) | waiting | (office & Q(is_rollup=True)))
        .select_related("directive__document", "item")
        .order_by("submitted_at", "id")[:MOST]
    )


@prepared
def _activities(actor: Actor) -> QuerySet[Activity]:
    """Activities that somebody must confirm or answer for."""
    own = Q(duty__unit_id__in=own_units(actor))
    given = Q(duty__directive__office_id=actor.office_id) & (Q(state=Activity.State.QUESTIONED) | Q(on_behalf=True))
    return (
        Activity.objects.filter(own | given, state__in=OPEN_ACTIVITIES)
        .exclude(duty__directive__state=Directive.State.DRAFT)
        .select_related("duty__directive__document")
        .order_by("recorded_at", "id")[:MOST]
    )


@prepared
def _requests(actor: Actor) -> QuerySet[DutyRequest]:
    """Requests that were not answered yet."""
    mine = Q(duty__unit_id__in=own_units(actor)) | Q(duty__directive__office_id=actor.office_id)
    return (
        DutyRequest.objects.filter(mine, state=DutyRequest.State.OPEN)
        .select_related("duty__directive__document", "item")
        .order_by("recorded_at", "id")[:MOST]
    )


@prepared
def _plans(actor: Actor) -> QuerySet[Plan]:
    """Plans that wait for this person's deed."""
    return plans_waiting_for(actor)[:MOST]
