"""Finding letters that are owed from what stands in the tables: work nobody was told of, messages nobody sent."""

from __future__ import annotations

from django.conf import settings

from trienkhai.web import clock
from trienkhai.web.mail import actions, queries, tasks

BROKEN_OFF = "Máy gửi thư bị ngắt giữa chừng."


def look_for_new_work() -> bool:
    """One person's work is looked at, the one longest due; False where nobody's is, or no mail is sent."""
    choice = queries.next_to_look_at(clock.now()) if settings.TRIENKHAI_MAIL_ON else None
    if choice is None:
        return False
    actions.owe_news(choice)
    return True


def send_waiting() -> bool:
    """One message that is due is sent, or told to be unsure where a worker was killed at it; False where none is."""
    if not settings.TRIENKHAI_MAIL_ON:
        return False
    now = clock.now()
    broken = queries.next_left_alone(now)
    if broken is not None:
        actions.note_unsure(broken, BROKEN_OFF)
        return True
    message = queries.next_to_send(now)
    return message is not None and tasks.send_message(message)
