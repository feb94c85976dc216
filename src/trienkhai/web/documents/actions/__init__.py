"""Everything that changes documents, one file for each part of their life."""

from __future__ import annotations

from trienkhai.web.documents.actions.assigning import assign_incoming, finish_assignment, take_assignment
from trienkhai.web.documents.actions.entering import (
    add_attachment,
    discard_draft,
    enter_document,
    promise_attachment,
)
from trienkhai.web.documents.actions.filing import (
    close_case_file,
    file_document,
    open_case_file,
    take_out_document,
)
from trienkhai.web.documents.actions.holding import (
    begin_reading,
    finish_reading,
    hold_document,
    note_lost,
    note_unreadable,
    retry_reading,
    type_by_hand,
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
from trienkhai.web.documents.actions.linking import confirm_link, strike_link, take_back_link
from trienkhai.web.documents.actions.pages import exchange_page, finish_page
from trienkhai.web.documents.actions.parts import (
    begin_part,
    drop_part,
    finish_attachment,
    hold_attachment,
    note_part_lost,
    note_part_unreadable,
    retry_part,
    take_in_part,
)
from trienkhai.web.documents.actions.publishing import publish_document, unpublish_document
from trienkhai.web.documents.actions.reading import confirm_reading, correct_reading, mark_seen, reopen_reading
from trienkhai.web.documents.actions.trying import SECRET

__all__ = [
    "AUTHORITIES",
    "SECRET",
    "Receiver",
    "add_attachment",
    "assign_incoming",
    "begin_part",
    "begin_reading",
    "close_case_file",
    "confirm_link",
    "confirm_reading",
    "correct_reading",
    "create_outgoing",
    "discard_draft",
    "distribute",
    "drop_part",
    "enter_document",
    "exchange_page",
    "file_document",
    "finish_assignment",
    "finish_attachment",
    "finish_page",
    "finish_reading",
    "hold_attachment",
    "hold_document",
    "issue_document",
    "mark_seen",
    "note_lost",
    "note_part_lost",
    "note_part_unreadable",
    "note_unreadable",
    "number_document",
    "open_case_file",
    "plan_receivers",
    "promise_attachment",
    "publish_document",
    "register_incoming",
    "reopen_reading",
    "retry_part",
    "retry_reading",
    "send_document",
    "sign_document",
    "strike_link",
    "take_assignment",
    "take_back_link",
    "take_in_part",
    "take_out_document",
    "type_by_hand",
    "unpublish_document",
    "unsign_document",
]
