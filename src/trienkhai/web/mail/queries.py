"""What waits for a person and whether they were told; messages that are owed, or went wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from trienkhai.web import clock
from trienkhai.web.desk.home import home_page
from trienkhai.web.desk.work import Work
from trienkhai.web.mail.models import MailChoice, Message, Told
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.queries import actor_from, appointments_on

SHOWN = 100
# Begun and not ended so long ago, whoever was at it is gone: a server is waited for 20 seconds at most.
LEFT_ALONE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One line of "Việc của tôi" in one of the person's posts; `key` is the same as long as it is the same work."""

    key: str
    actor: Actor
    work: Work


def key_of(actor: Actor, work: Work) -> str:
    """The identity of a line: post, page and day it began to wait. What becomes late is told once more."""
    said = f"{actor.appointment_id} {work.url} {work.item} {work.since.isoformat()} {work.late}"
    return hashlib.sha256(said.encode()).hexdigest()


def list_open_work(person_id: int) -> list[OpenWork]:
    """What waits for a person today in every post they may use, as their page shows it; no post, nothing."""
    rows = appointments_on(clock.today()).filter(person_id=person_id)
    return [
        OpenWork(key_of(actor, work), actor, work) for actor in map(actor_from, rows) for work in home_page(actor).work
    ]


def list_untold(person_id: int, work: list[OpenWork]) -> list[OpenWork]:
    """Those lines that no letter told of yet."""
    keys = [one.key for one in work]
    told = set(Told.objects.filter(person_id=person_id, key__in=keys).values_list("key", flat=True))
    return [one for one in work if one.key not in told]


def find_choice(person_id: int) -> MailChoice:
    """The person's choice; an unsaved one, without letters, where they never chose."""
    return MailChoice.objects.filter(person_id=person_id).first() or MailChoice(person_id=person_id)


def next_to_look_at(now: datetime) -> int | None:
    """The choice whose person's work is to be looked at next, the one longest due; None where none is due."""
    due = MailChoice.objects.exclude(mode=MailChoice.Mode.NONE).filter(confirmed_at__isnull=False, look_at__lte=now)
    return due.order_by("look_at", "id").values_list("pk", flat=True).first()


def next_to_send(now: datetime) -> int | None:
    """The message to be sent next, the one longest due; None where none is due."""
    due = Message.objects.filter(state=Message.State.OWED, begun_at__isnull=True, next_at__lte=now)
    return due.order_by("next_at", "id").values_list("pk", flat=True).first()


def next_left_alone(now: datetime) -> int | None:
    """A message that a worker began to send and never ended."""
    begun = Message.objects.filter(state=Message.State.OWED, begun_at__lte=now - LEFT_ALONE)
    return begun.order_by("id").values_list("pk", flat=True).first()


def messages_of_office(actor: Actor) -> QuerySet[Message]:
    """Messages to people who have a post in the actor's office today, newest first."""
    people = {row.person_id for row in appointments_on(clock.today()) if actor_from(row).office_id == actor.office_id}
    return Message.objects.filter(person_id__in=people).select_related("person")


def list_troubled(actor: Actor) -> list[Message]:
    """Messages of the office that wait or went wrong, newest first."""
    fine = (Message.State.SENT, Message.State.DROPPED)
    return list(messages_of_office(actor).exclude(state__in=fine)[:SHOWN])


def count_since(person_id: int, purpose: str, since: datetime) -> int:
    """How many messages of a kind a person asked for since a moment."""
    return Message.objects.filter(person_id=person_id, purpose=purpose, made_at__gte=since).count()
