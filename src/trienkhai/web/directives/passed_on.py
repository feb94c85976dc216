"""What became of a duty besides what its ledger says: passed on to units below, urged. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from trienkhai.web.directives.models import Directive, Duty, Urging
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A directive by which a unit passed its duty on. A draft is shown to the unit alone."""

    id: int
    title: str
    state: str
    code: str
    issued_on: date | None
    units: int


@dataclass(frozen=True, slots=True)
class Urged:
    """The newest reminder of a duty; `item` None: the whole duty, `name` what the item is called for short."""

    item: int | None
    name: str
    words: str
    made_by: str
    on: date


def passed_on_seen_by(actor: Actor) -> QuerySet[Directive]:
    """Directives that fulfil a duty, as far as somebody who may see the duty may know of them."""
    own = Q(office_id__in=own_units(actor))
    units = Duty.objects.filter(directive=OuterRef("pk")).order_by().values("directive").annotate(count=Count("pk"))
    return (
        Directive.objects.filter(own | ~Q(state=Directive.State.DRAFT), fulfils__isnull=False)
        .annotate(unit_count=Subquery(units.values("count")))
        .order_by("-id")
    )


def list_passed_on(actor: Actor, duty: Duty) -> list[PassedOn]:
    """The directives by which a unit passed this duty on, newest first."""
    found = passed_on_seen_by(actor).filter(fulfils=duty).select_related("document")
    return [
        PassedOn(
            id=row.pk,
            title=row.title,
            state=row.state,
            code=row.document.code,
            issued_on=row.issued_on,
            units=row.unit_count or 0,  # type: ignore[attr-defined]  # annotated above
        )
        for row in found
    ]


def with_aftermath(duties: QuerySet[Duty], actor: Actor) -> QuerySet[Duty]:
    """Duties with the newest directive they were passed on by, how many there are, and the newest reminder.

    Read by `read_passed_on` and `read_urged`; it costs no query of its own.
    """
    below = passed_on_seen_by(actor).filter(fulfils=OuterRef("pk"))
    shown = JSONObject(
        id="pk", title="title", state="state", code="document__code", issued_on="issued_on", units="unit_count"
    )
    counted = below.order_by().values("fulfils").annotate(count=Count("pk")).values("count")
    return with_newest_urging(duties).annotate(
        newest_passed_on=Subquery(below.values(shown=shown)[:1]),
        passed_on_count=Subquery(counted),
    )


def with_newest_urging(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties with their newest reminder, for `read_urged`; it costs no query of its own."""
    urged = Urging.objects.filter(duty=OuterRef("pk")).order_by("-recorded_at", "-id")
    said = JSONObject(
        item=F("item_id"),
        period=F("item__period_label"),
        short=F("item__short"),
        words="words",
        made_by="made_by",
        on="effective_on",
    )
    return duties.annotate(newest_urging=Subquery(urged.values(said=said)[:1]))


def read_passed_on(found: Mapping[str, object] | None) -> tuple[PassedOn, ...]:
    """The newest directive a duty was passed on by, none where it was not."""
    if not found:
        return ()
    day = found["issued_on"]
    return (
        PassedOn(
            id=int(str(found["id"])),
            title=str(found["title"]),
            state=str(found["state"]),
            code=str(found["code"]),
            issued_on=date.fromisoformat(str(day)) if day else None,
            units=int(str(found["units"] or 0)),
        ),
    )


def read_urged(found: Mapping[str, object] | None) -> Urged | None:
    """The newest reminder of a duty."""
    if not found:
        return None
    item = found["item"]
    return Urged(
        item=int(str(item)) if item is not None else None,
        name=str(found["period"] or found["short"] or ""),
        words=str(found["words"]),
        made_by=str(found["made_by"]),
        on=date.fromisoformat(str(found["on"])),
    )
