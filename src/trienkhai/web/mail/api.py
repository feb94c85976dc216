"""Notices by mail, for machines."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from trienkhai.web.interface import REFUSALS, Body, Text
from trienkhai.web.mail import actions, queries
from trienkhai.web.mail.models import MailChoice, Message
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["thư báo việc"])


class ChoiceIn(Body):
    """Where to and when: "none", "soon", or "daily" at an hour in Viet Nam."""

    address: Text = ""
    mode: Text
    hour: Annotated[int, Field(strict=True)] = 7


class ChoiceOut(Schema):
    """The person's own choice; without `confirmed_at` nothing goes to the address but the confirmation."""

    address: str
    mode: str
    hour: int
    confirmed_at: datetime | None
    refused: str


class TokenIn(Body):
    """What the link in the letter carries behind "ma="."""

    token: Text


class MessageOut(Schema):
    """A message that waits or went wrong, and why."""

    id: int
    person: str
    purpose: str
    state: str
    made_at: datetime
    next_at: datetime
    tries: int
    error: str


@router.get("/mail", response={200: ChoiceOut, **REFUSALS})
def show(request: HttpRequest) -> ChoiceOut:
    """One's own address and wish."""
    return choice_out(queries.find_choice(actor_of(request).person_id))


@router.put("/mail", response={200: ChoiceOut, **REFUSALS})
def choose(request: HttpRequest, given: ChoiceIn) -> ChoiceOut:
    """Choose address, mode and hour; a new address gets a letter to confirm."""
    choice = actions.choose_mail(actor_of(request), address=given.address, mode=given.mode, hour=given.hour)
    return choice_out(choice)


@router.post("/mail/ask-again", response={200: ChoiceOut, **REFUSALS})
def ask_again(request: HttpRequest) -> ChoiceOut:
    """Send the confirmation once more."""
    return choice_out(actions.ask_again(actor_of(request)))


@router.post("/mail/confirm", response={200: ChoiceOut, **REFUSALS})
def confirm(request: HttpRequest, given: TokenIn) -> ChoiceOut:
    """The address is one's own."""
    return choice_out(actions.confirm_address(actor_of(request), given.token))


@router.get("/mail/messages", response={200: list[MessageOut], **REFUSALS})
def list_messages(request: HttpRequest) -> list[MessageOut]:
    """Messages of the office that wait or went wrong, newest first; for administrators."""
    actor = actor_of(request)
    actions.check_administrator(actor)
    return [message_out(message) for message in queries.list_troubled(actor)]


@router.post("/mail/trial", response={200: MessageOut, **REFUSALS})
def send_trial(request: HttpRequest) -> MessageOut:
    """A letter to one's own address, to see whether the server takes it; for administrators."""
    return message_out(actions.send_trial(actor_of(request)))


@router.post("/mail/messages/{int:message_id}/again", response={200: MessageOut, **REFUSALS})
def send_again(request: HttpRequest, message_id: int) -> MessageOut:
    """Try a failed message once more; for administrators."""
    return message_out(actions.send_again(actor_of(request), message_id))


def choice_out(choice: MailChoice) -> ChoiceOut:
    """A choice as the interface tells it."""
    return ChoiceOut(
        address=choice.address,
        mode=choice.mode,
        hour=choice.hour,
        confirmed_at=choice.confirmed_at,
        refused=choice.refused,
    )


def message_out(message: Message) -> MessageOut:
    """A message as the interface tells it."""
    return MessageOut(
        id=message.pk,
        person=message.person.name,
        purpose=message.purpose,
        state=message.state,
        made_at=message.made_at,
        next_at=message.next_at,
        tries=message.tries,
        error=message.error,
    )
