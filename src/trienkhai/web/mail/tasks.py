"""Sending one message. Two workers may begin it, one may be killed at it: what a server may have is not sent twice."""

from __future__ import annotations

import smtplib

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from trienkhai.web.mail import actions, queries
from trienkhai.web.mail.models import Message
from trienkhai.web.mail.writing import compose, one_line


def send_message(message_id: int) -> bool:
    """Send a message that is owed, if nobody else is at it; whether something was done."""
    message = actions.begin_message(message_id)
    if message is None:
        return False
    wanted = set(message.told.values_list("key", flat=True))
    work = [one for one in queries.list_open_work(message.person_id) if one.key in wanted] if wanted else []
    letter = compose(message, work)
    if letter is None:
        actions.note_nothing_left(message)
        return True
    server: BaseEmailBackend = get_connection()
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as fault:
        actions.note_no_server(message, describe(fault))
    else:
        deliver(server, message, letter)
    finally:
        server.close()
    return True


def deliver(server: BaseEmailBackend, message: Message, letter: EmailMessage) -> None:
    """Hand the letter over on an open connection, and note what the server said."""
    try:
        server.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, said = next(iter(refusal.recipients.values()))
        note = actions.note_refused if 500 <= code < 600 else actions.note_failed
        note(message, f"{code} {decode(said)}")
    except smtplib.SMTPResponseException as refusal:  # said before it took the letter
        actions.note_failed(message, describe(refusal))
    except (smtplib.SMTPException, OSError) as fault:
        actions.note_unsure(message.pk, describe(fault))
    else:
        actions.note_sent(message)


def describe(fault: Exception) -> str:
    """What went wrong, in one line, for whoever runs the office."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {decode(fault.smtp_error)}"
    return one_line(f"{type(fault).__name__}: {fault}")


def decode(said: bytes | str) -> str:
    """A server's own words as one line."""
    return one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)
