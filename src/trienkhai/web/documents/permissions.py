"""Who may do what with documents. Rights to a document come from having entered it or from a distribution."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment, Role, UnitVersion
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.offices.queries import in_force

DESK = (Role.CLERK, Role.OFFICER)


def keeps_registers(actor: Actor) -> bool:
    """The office's clerk; where nobody holds a clerk's post, its officer stands in."""
    return actor.is_clerk or (actor.is_officer and not has_clerk(actor.office_id))


def has_clerk(office_id: int) -> bool:
    """Whether somebody holds a clerk's post in this office today."""
    return clerk_appointments(office_id).exists()


def clerk_appointments(office_id: int) -> QuerySet[Appointment]:
    """Who holds a clerk's post in this office today; fit to stand inside another query."""
    today = clock.today()
    units = UnitVersion.objects.filter(in_force(today), office_id=office_id).values("unit_id")
    held = Appointment.objects.filter(in_force(today), person__user__is_active=True)
    return held.filter(post__role=Role.CLERK, post__unit_id__in=units)


def may_enter(actor: Actor) -> bool:
    """Whoever keeps the registers brings documents in."""
    return keeps_registers(actor)


def may_correct(actor: Actor, document: Document) -> bool:
    """Clerks and officers of the office that entered it; so with confirming and attaching."""
    return document.office_id == actor.office_id and actor.role in DESK


def may_write(actor: Actor) -> bool:
    """Officers and leaders write documents of their own: reports, urging letters; the clerk may, too."""
    return actor.role in (*DESK, Role.LEADER)


def may_sign(actor: Actor, document: Document) -> bool:
    """Leaders of the office that entered it."""
    return document.office_id == actor.office_id and actor.is_leader


def may_number(actor: Actor, document: Document) -> bool:
    """Whoever keeps the registers of the office that entered it; so with issuing."""
    return document.office_id == actor.office_id and keeps_registers(actor)


def may_register_incoming(actor: Actor) -> bool:
    """Whoever keeps the registers of the receiving office."""
    return keeps_registers(actor)


def visible_to(actor: Actor) -> Q:
    """Documents one's office entered, and issued ones that were distributed to a unit one acts for."""
    received = Q(distributions__unit_id__in=own_units(actor), distributions__sent_at__isnull=False)
    return Q(office_id=actor.office_id) | received
