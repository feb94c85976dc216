"""Who may do what with documents. Rights to a document come from having entered it or from a distribution."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.documents.models import Assignment, CaseFile, Document
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment, Role, UnitVersion
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.offices.queries import in_force

DESK = (Role.CLERK, Role.OFFICER)


def keeps_registers(actor: Actor, clerk_there: bool | None = None) -> bool:
    """The office's clerk; where nobody holds a clerk's post, its officer stands in.

    `clerk_there` is given where the page has looked already whether somebody holds the post.
    """
    if actor.is_clerk or not actor.is_officer:
        return actor.is_clerk
    return not (has_clerk(actor.office_id) if clerk_there is None else clerk_there)


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


def may_judge_link(actor: Actor, document: Document) -> bool:
    """Whoever may correct what the machine found may also say whether it inferred rightly."""
    return may_correct(actor, document)


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


def may_assign(actor: Actor, clerk_there: bool | None = None) -> bool:
    """Whoever keeps the registers of the receiving office, and its leaders (Article 23)."""
    return keeps_registers(actor, clerk_there) or (actor.is_leader and actor.unit_id == actor.office_id)


def assigned_to(actor: Actor) -> Q:
    """Assignments that this person deals with: those of their post, and those of their unit given to no post."""
    return Q(post_id=actor.post_id) | Q(post__isnull=True, unit_id=actor.unit_id)


def may_settle(actor: Actor, assignment: Assignment) -> bool:
    """Whoever it was given to takes it and says how it was dealt with; a clerk of the office only writes it down."""
    if actor.role not in (*DESK, Role.LEADER):
        return False
    if assignment.post_id is not None:
        return assignment.post_id == actor.post_id
    return assignment.unit_id == actor.unit_id


def may_file(actor: Actor) -> bool:
    """Clerks and officers keep the office's files."""
    return actor.role in DESK


def files_of(actor: Actor) -> Q:
    """The files a person may see: those of their own office."""
    return Q(office_id=actor.office_id)


def may_keep(actor: Actor, case_file: CaseFile) -> bool:
    """Whether the person may put something in this file, take it out, close it."""
    return may_file(actor) and case_file.office_id == actor.office_id


def may_publish(actor: Actor, document: Document, clerk_there: bool | None = None) -> bool:
    """Whoever keeps the registers of the office that issued it."""
    return document.office_id == actor.office_id and keeps_registers(actor, clerk_there)


def visible_to(actor: Actor) -> Q:
    """Documents one's office entered, and issued ones that were distributed to a unit one acts for."""
    received = Q(distributions__unit_id__in=own_units(actor), distributions__sent_at__isnull=False)
    return Q(office_id=actor.office_id) | received
