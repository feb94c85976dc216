"""Everything that changes documents, one file for each part of their life."""

from __future__ import annotations

from trienkhai.web.documents.actions.entering import (
    add_attachment,
    discard_draft,
    enter_document,
    promise_attachment,
    read_document,
)
from trienkhai.web.documents.actions.issuing import (
    AUTHORITIES,
    Receiver,
    create_outgoing,
    distribute,
    issue_document,
    number_document,
    plan_receivers,
    register_incoming,
    send_document,
    sign_document,
    unsign_document,
)
from trienkhai.web.documents.actions.reading import confirm_reading, correct_reading, mark_seen, reopen_reading

__all__ = [
    "AUTHORITIES",
    "Receiver",
    "add_attachment",
    "confirm_reading",
    "correct_reading",
    "create_outgoing",
    "discard_draft",
    "distribute",
    "enter_document",
    "issue_document",
    "mark_seen",
    "number_document",
    "plan_receivers",
    "promise_attachment",
    "read_document",
    "register_incoming",
    "reopen_reading",
    "send_document",
    "sign_document",
    "unsign_document",
]
