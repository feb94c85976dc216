"""Units on a day, and who acts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from trienkhai.web import clock
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import AccessToken, Appointment, Role, Succession, UnitAlias, UnitKind, UnitVersion
from trienkhai.web.offices.naming import fold_name
from trienkhai.web.prepared import prepared

ISSUING_KINDS = (UnitKind.DEPARTMENT, UnitKind.GOVERNMENT, UnitKind.PARTY)


def in_force(day: date) -> Q:
    """Valid on that day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def list_versions(day: date) -> QuerySet[UnitVersion]:
    """Every unit as it was on that day, in the order of the official list."""
    return UnitVersion.objects.filter(in_force(day)).select_related("unit").order_by("unit__position", "unit_id")


def search_units(words: str, day: date | None = None) -> QuerySet[UnitVersion]:
    """Units on that day (None: today) whose name, short form or another known way of writing it has these words."""
    found = list_versions(day or clock.today())
    for word in fold_name(words).split():
        aliases = UnitAlias.objects.filter(folded__contains=word).values("unit_id")
        found = found.filter(Q(folded__contains=word) | Q(unit_id__in=aliases))
    return found


def find_versions(unit_id: int) -> list[UnitVersion]:
    """How one unit was called and where it stood, newest first; empty for a unit that does not exist."""
    found = UnitVersion.objects.filter(unit_id=unit_id).select_related("unit").order_by("-valid_from")
    return list(found)


def list_posts_held(unit_id: int, day: date) -> QuerySet[Appointment]:
    """Who may act for a unit on that day, in which post."""
    held = Appointment.objects.filter(in_force(day), post__unit_id=unit_id, person__user__is_active=True)
    return held.select_related("person", "post").order_by("post_id", "id")


def list_successions(unit_id: int) -> QuerySet[Succession]:
    """What a unit came from and what it became, newest first."""
    found = Succession.objects.filter(Q(predecessor_id=unit_id) | Q(successor_id=unit_id))
    return found.order_by("-effective_on", "-id")


def appointments_on(day: date) -> QuerySet[Appointment]:
    """Every post that somebody may use on that day, annotated with the names of unit and office."""
    version = UnitVersion.objects.filter(in_force(day), unit_id=OuterRef("post__unit_id"))
    office = UnitVersion.objects.filter(in_force(day), unit_id=OuterRef("office_id"))
    return (
        Appointment.objects.filter(in_force(day), person__user__is_active=True)
        .annotate(unit_name=Subquery(version.values("name")[:1]), office_id=Subquery(version.values("office_id")[:1]))
        .annotate(office_name=Subquery(office.values("name")[:1]), office_kind=Subquery(office.values("kind")[:1]))
        .filter(unit_name__isnull=False)
        .select_related("person", "post")
        .order_by("id")
    )


def list_appointments(user_id: int, day: date) -> QuerySet[Appointment]:
    """The posts a signed-in person may use on that day."""
    return appointments_on(day).filter(person__user_id=user_id)


@prepared
def load_appointments(user_id: int) -> QuerySet[Appointment]:
    """The posts a signed-in person may use today, each with the person's account."""
    return list_appointments(user_id, clock.today()).select_related("person__user")


def find_actor(user_id: int, appointment_id: int | None) -> Actor | None:
    """The actor a signed-in person is: in the chosen post where it is still theirs, else in their first one."""
    return choose_actor(load_appointments(user_id), appointment_id)


def choose_actor(rows: Sequence[Appointment], appointment_id: int | None) -> Actor | None:
    """The actor in the chosen post where it is among these, else in the first; None where there is none."""
    chosen = next((row for row in rows if row.pk == appointment_id), rows[0] if rows else None)
    return actor_from(chosen) if chosen else None


def actor_from(row: Appointment) -> Actor:
    """The actor for a row of `appointments_on`."""
    return Actor(
        appointment_id=row.pk,
        person_id=row.person_id,
        person_name=row.person.name,
        post_id=row.post_id,
        post_title=row.post.title,
        role=Role(row.post.role),
        printed_title=row.post.printed_title,
        head_title=row.post.head_title,
        is_head=row.post.is_head,
        unit_id=row.post.unit_id,
        unit_name=row.unit_name,  # type: ignore[attr-defined]  # annotated above
        office_id=row.office_id,  # type: ignore[attr-defined]  # annotated above
        office_name=row.office_name,  # type: ignore[attr-defined]  # annotated above
        is_issuing=row.office_kind in ISSUING_KINDS,  # type: ignore[attr-defined]  # annotated above
    )


def hash_token(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_token_holder(token: str) -> Actor | None:
    """Who acts by a token in force; None where it expired or the appointment ended."""
    row = (
        AccessToken.objects.filter(token_hash=hash_token(token), expires_at__gt=clock.now())
        .select_related("appointment__person")
        .first()
    )
    if row is None:
        return None
    actor = find_actor(row.appointment.person.user_id, row.appointment_id)
    return actor if actor is not None and actor.appointment_id == row.appointment_id else None
