"""Who may do what with documents. Rights to a document come from having entered it or from a distribution."""

from __future__ import annotations

from django.db.models import Q

from trienkhai.web.documents.models import Document
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import own_units


def may_enter(actor: Actor) -> bool:
    """Clerks and officers bring documents in."""
    return actor.role in (Role.CLERK, Role.OFFICER)


def may_correct(actor: Actor, document: Document) -> bool:
    """Clerks and officers of the office that entered it."""
    return document.office_id == actor.office_id and actor.role in (Role.CLERK, Role.OFFICER)


def may_sign(actor: Actor, document: Document) -> bool:
    """Leaders of the office that entered it."""
    return document.office_id == actor.office_id and actor.is_leader


def may_number(actor: Actor, document: Document) -> bool:
    """The clerk keeps the register; so with issuing."""
    return document.office_id == actor.office_id and actor.is_clerk


def may_register_incoming(actor: Actor) -> bool:
    """The clerk of the receiving unit; a unit without one lets its officer do it."""
    return actor.role in (Role.CLERK, Role.OFFICER)


def visible_to(actor: Actor) -> Q:
    """Documents one's office entered, and issued ones that were distributed to a unit one acts for."""
    received = Q(distributions__unit_id__in=own_units(actor), distributions__sent_at__isnull=False)
    return Q(office_id=actor.office_id) | received
