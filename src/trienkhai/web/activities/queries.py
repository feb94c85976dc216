"""Looking activities up, always limited to what the person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web import clock
from trienkhai.web.activities.closing import Close, is_supplement
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.activities.permissions import visible_to
from trienkhai.web.directives.completion import Rows
from trienkhai.web.directives.models import Duty, Item, LedgerEntry
from trienkhai.web.errors import Unknown
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.prepared import prepared

# Counted row by row, so that a page of a list costs what it shows and not what is stored.
STANDING_PROOFS = (
    Evidence.objects.filter(activity=OuterRef("pk"), withdrawn_at__isnull=True)
    .order_by()
    .values("activity")
    .annotate(count=Count("pk"))
    .values("count")
)
# States by the words an address may use: "counted" is what coverage and reports count.
STATES = {
    "counted": (Activity.State.CONFIRMED, Activity.State.QUESTIONED),
    **{state.value: (state,) for state in Activity.State},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list was asked to show; empty values ask nothing.

    `whose` is "own" (the units the person acts for) or "below" (units under directives of their office).
    """

    whose: str = ""
    directive: int | None = None
    duty: int | None = None
    item: int | None = None
    group: str = ""
    state: str = ""
    proved: bool | None = None
    words: str = ""


EVERYTHING = Wanted()
FIRST = 31
"""So much of a list that nothing narrows has its SQL kept: a page of it, and one more to see whether it goes on."""


def visible_activities(actor: Actor) -> QuerySet[Activity]:
    """What this person may see, newest first, with the number of standing proofs as `proofs`."""
    return (
        Activity.objects.filter(visible_to(actor))
        .select_related("duty__directive__document", "on_behalf_paper")
        .annotate(proofs=Coalesce(Subquery(STANDING_PROOFS), 0))
        .prefetch_related("measures", "items")
        .order_by("-effective_on", "-id")
    )


def wanted_by(actor: Actor, wanted: Wanted, *, any_state: bool = False) -> Q:
    """The rows a list was asked for; with `any_state` the state is left out, so that states can be counted."""
    own = Q(duty__unit_id__in=own_units(actor))
    asked = Q()
    if wanted.whose:
        asked &= own if wanted.whose == "own" else Q(duty__directive__office_id=actor.office_id) & ~own
    if wanted.directive is not None:
        asked &= Q(duty__directive_id=wanted.directive)
    if wanted.duty is not None:
        asked &= Q(duty_id=wanted.duty)
    if wanted.item is not None:
        asked &= Q(pk__in=Activity.items.through.objects.filter(item_id=wanted.item).values("activity_id"))
    if wanted.group:
        asked &= Q(form_group=wanted.group)
    if wanted.proved is not None:
        proof = Exists(Evidence.objects.filter(activity=OuterRef("pk"), withdrawn_at__isnull=True))
        asked &= Q(proof) if wanted.proved else ~Q(proof)
    for word in compose(wanted.words).text.split():
        asked &= Q(folded__contains=fold(word)) | Q(code__icontains=word)
    return asked if any_state or not wanted.state else asked & Q(state__in=STATES[wanted.state])


def count_states(actor: Actor, wanted: Wanted) -> dict[str, int]:
    """How many of the wanted activities stand in each state, whatever state was asked for."""
    return dict(
        _counted_of_all(actor) if wanted == replace(EVERYTHING, state=wanted.state) else _counted(actor, wanted)
    )


def _counted(actor: Actor, wanted: Wanted) -> QuerySet[Any, tuple[str, int]]:
    """Every state of wanted activities with their number."""
    found = Activity.objects.filter(visible_to(actor)).filter(wanted_by(actor, wanted, any_state=True))
    return found.order_by().values_list("state").annotate(count=Count("pk", distinct=True))


@prepared
def _counted_of_all(actor: Actor) -> QuerySet[Any, tuple[str, int]]:
    """The same where nothing narrows the list, as it mostly is."""
    return _counted(actor, EVERYTHING)


def list_wanted(actor: Actor, wanted: Wanted) -> QuerySet[Activity]:
    """The wanted activities, newest first."""
    return visible_activities(actor).filter(wanted_by(actor, wanted))


def list_first(actor: Actor, wanted: Wanted, limit: int) -> list[Activity]:
    """So many of the newest wanted activities."""
    return (
        _first(actor)[:limit] if wanted == EVERYTHING and limit <= FIRST else list(list_wanted(actor, wanted)[:limit])
    )


@prepared
def _first(actor: Actor) -> QuerySet[Activity]:
    """The beginning of the list where nothing narrows it."""
    return list_wanted(actor, EVERYTHING)[:FIRST]


def find_end(duty: Duty) -> LedgerEntry | None:
    """The entry that took the duty from its unit, where one holds today. An exempt unit may still do something."""
    last = (
        LedgerEntry.objects.filter(duty=duty, item__isnull=True, effective_on__lte=clock.today())
        .exclude(kind__in=(LedgerEntry.Kind.EXTENDED, LedgerEntry.Kind.EXEMPTED))
        .order_by("effective_on", "recorded_at", "id")
        .last()
    )
    return last if last is not None and last.kind != LedgerEntry.Kind.ADDED else None


def load_closes(directive_ids: Iterable[int]) -> dict[int, list[Close]]:
    """When the data of each directive's reports were closed."""
    found: dict[int, list[Close]] = {}
    for item in _closing(tuple(set(directive_ids))):
        if item.data_close_on is not None:
            found.setdefault(item.directive_id, []).append(
                Close(item.period_start, item.period_end, item.data_close_on)
            )
    return found


@prepared
def _closing(directive_ids: tuple[int, ...]) -> QuerySet[Item]:
    """Reports of these directives that close their data on a day."""
    asked = Item.objects.filter(directive_id__in=directive_ids, kind=Item.Kind.REPORT, struck_at__isnull=True)
    return asked.filter(data_close_on__isnull=False)


def came_late(activity: Activity, closes: dict[int, list[Close]]) -> bool:
    """Whether the activity is "bổ sung"; needs its duty loaded."""
    recorded_on = activity.recorded_at.astimezone(clock.HANOI).date()
    return is_supplement(activity.effective_on, recorded_on, closes.get(activity.duty.directive_id, ()))


def list_same_day_and_place(
    actor: Actor, day: date, place: str, *, besides: int | None = None, limit: int = 3
) -> list[Activity]:
    """Standing activities of that day at that place that the person may see: told, never judged."""
    wanted = fold(compose(place.strip()).text)
    if not wanted:
        return []
    found = Activity.objects.filter(visible_to(actor), effective_on=day).exclude(state=Activity.State.WITHDRAWN)
    same = (
        entry
        for entry in (found if besides is None else found.exclude(pk=besides)).select_related("duty").order_by("id")
        if fold(compose(entry.place).text) == wanted
    )
    return list(same)[:limit]


def find_uses(actor: Actor, sha256s: Iterable[str], *, besides: int | None = None) -> dict[str, list[Activity]]:
    """By the hash of a file as it was sent: other activities the person may see that it proves, too."""
    wanted = [sha256 for sha256 in sha256s if sha256]
    if not wanted:
        return {}
    seen = Activity.objects.filter(visible_to(actor)).exclude(state=Activity.State.WITHDRAWN)
    if besides is not None:
        seen = seen.exclude(pk=besides)
    found = Evidence.objects.filter(
        sent_sha256__in=wanted, withdrawn_at__isnull=True, activity__in=seen.values("pk")
    ).select_related("activity__duty")
    uses: dict[str, list[Activity]] = {}
    for evidence in found.order_by("id"):
        entries = uses.setdefault(evidence.sent_sha256, [])
        if evidence.activity not in entries:
            entries.append(evidence.activity)
    return uses


def list_entries_of_activity(activity_id: int) -> QuerySet[Entry]:
    """What the journal says of one activity, newest first; confirmations stand on the activity itself."""
    return (
        Entry.objects.filter(object_type="activity", object_id=activity_id)
        .exclude(name="activity.confirmed")
        .order_by("-recorded_at", "-id")
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


def find_activity_by_uuid(actor: Actor, uuid: UUID) -> Activity:
    """The same by the identity its maker gave it. Raises Unknown."""
    found = visible_activities(actor).filter(uuid=uuid).values_list("pk", flat=True).first()
    if found is None:
        raise Unknown
    return find_activity(actor, found)


def find_evidence(actor: Actor, evidence_id: int) -> Evidence:
    """One proof, withdrawn ones too, of an activity the person may see. Raises Unknown."""
    seen = Activity.objects.filter(visible_to(actor)).values("pk")
    found = Evidence.objects.filter(pk=evidence_id, activity__in=seen).select_related("stored").first()
    if found is None:
        raise Unknown
    return found


def find_evidence_by_uuid(actor: Actor, uuid: UUID) -> Evidence:
    """The same by the identity its maker gave it. Raises Unknown."""
    found = Evidence.objects.filter(uuid=uuid).values_list("pk", flat=True).first()
    if found is None:
        raise Unknown
    return find_evidence(actor, found)


def list_newest_files(limit: int) -> list[tuple[str, str]]:
    """Hash and media type of the files that were last given as proof."""
    files = Evidence.objects.filter(stored__isnull=False, withdrawn_at__isnull=True).order_by("-pk")
    return list(files.values_list("stored__sha256", "stored__media_type")[:limit])


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


def list_completed_tasks(duties: Collection[int], on: date) -> Rows:
    """The days on which confirmed activities completed tasks, as (duty, item, day)."""
    return (
        Activity.objects.filter(
            duty_id__in=duties, completes=True, effective_on__lte=on, confirmed_on__lte=on, withdrawn_at__isnull=True
        )
        .filter(items__kind=Item.Kind.TASK)
        .order_by()
        .values_list("duty_id", "items", "effective_on")
    )
