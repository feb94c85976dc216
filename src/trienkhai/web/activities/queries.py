"""Looking activities up, always limited to what the person may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.activities.permissions import visible_to
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor

PROOF = Q(evidence__withdrawn_at__isnull=True)


def visible_activities(actor: Actor) -> QuerySet[Activity]:
    """What this person may see, newest first, with the number of standing proofs as `proofs`."""
    return (
        Activity.objects.filter(visible_to(actor))
        .select_related("duty__directive")
        .annotate(proofs=Count("evidence", filter=PROOF, distinct=True))
        .prefetch_related("measures", "items")
        .order_by("-effective_on", "-id")
    )


def find_activity(actor: Actor, activity_id: int) -> Activity:
    """One activity with everything that belongs to it. Raises Unknown."""
    found = (
        visible_activities(actor)
        .filter(pk=activity_id)
        .prefetch_related(Prefetch("evidence", Evidence.objects.select_related("stored").order_by("id")))
        .first()
    )
    if found is None:
        raise Unknown
    return found


def activities_of_duty(actor: Actor, duty_id: int) -> QuerySet[Activity]:
    """What one unit did under one directive, newest first."""
    return visible_activities(actor).filter(duty_id=duty_id)


def known_by(moment_field: str, day: date) -> Q:
    """Recorded by the end of that day."""
    return Q(**{f"{moment_field}__lte": clock.end_of(day)})


def confirmed_activities(directive_id: int, *, on: date, known: date) -> QuerySet[Activity]:
    """Activities that count on day `on` as known on day `known` (pass `on` again for "as known then").

    Confirmed by then, done by then, and not withdrawn by then; a questioned one keeps counting. With `proofs`.
    """
    gone = Q(withdrawn_at__isnull=False) & Q(withdrawn_on__lte=on) & known_by("withdrawn_at", known)
    proof = (
        Q(evidence__isnull=False)
        & Q(evidence__added_on__lte=on)
        & known_by("evidence__added_at", known)
        & ~(
            Q(evidence__withdrawn_at__isnull=False)
            & Q(evidence__withdrawn_on__lte=on)
            & known_by("evidence__withdrawn_at", known)
        )
    )
    return (
        Activity.objects.filter(duty__directive_id=directive_id, effective_on__lte=on)
        .filter(Q(confirmed_on__lte=on) & known_by("confirmed_at", known))
        .exclude(gone)
        .annotate(proofs=Count("evidence", filter=proof, distinct=True))
        .order_by("effective_on", "id")
    )


def list_same_photo(sha256: str, activity_id: int) -> QuerySet[Evidence]:
    """Other activities' evidence sent with the same bytes: told, never judged."""
    return (
        Evidence.objects.filter(sent_sha256=sha256, withdrawn_at__isnull=True)
        .exclude(activity_id=activity_id)
        .select_related("activity")
        .order_by("id")
    )


def count_waiting(actor: Actor) -> int:
    """How many activities wait for this leader's confirmation."""
    return Activity.objects.filter(
        duty__unit_id__in=(actor.unit_id, actor.office_id), state=Activity.State.RECORDED
    ).count()
