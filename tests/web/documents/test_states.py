"""The whole table of states, pinned."""

from __future__ import annotations

import pytest

from trienkhai.web.documents.models import Document
from trienkhai.web.documents.states import STEPS, Who, may_follow

DESK, LEADER, CLERK, RECEIVER = Who.DESK, Who.LEADER, Who.CLERK, Who.RECEIVER

TABLE = [
    (None, "enter_document", "draft", CLERK),
    ("draft", "correct_reading", "draft", DESK),
    ("draft", "exchange_page", "draft", DESK),
    ("draft", "discard_draft", "discarded", DESK),
    ("draft", "confirm_reading", "confirmed", DESK),
    ("draft", "confirm_incoming", "received", DESK),
    (None, "create_outgoing", "confirmed", DESK),
    ("confirmed", "reopen_reading", "draft", DESK),
    ("confirmed", "sign_document", "signed", LEADER),
    ("signed", "unsign_document", "confirmed", LEADER),
    ("signed", "number_document", "numbered", CLERK),
    ("numbered", "issue_document", "issued", CLERK),
    ("received", "register_incoming", "received", RECEIVER),
    ("issued", "register_incoming", "issued", RECEIVER),
    ("draft", "add_attachment", "draft", DESK),
    ("confirmed", "add_attachment", "confirmed", DESK),
    ("signed", "add_attachment", "signed", DESK),
    ("numbered", "add_attachment", "numbered", DESK),
    ("issued", "add_attachment", "issued", DESK),
    ("received", "add_attachment", "received", DESK),
    ("confirmed", "judge_link", "confirmed", DESK),
    ("signed", "judge_link", "signed", DESK),
    ("numbered", "judge_link", "numbered", DESK),
    ("issued", "judge_link", "issued", DESK),
    ("received", "assign_incoming", "received", Who.ASSIGNER),
    ("issued", "assign_incoming", "issued", Who.ASSIGNER),
    ("received", "file_document", "received", DESK),
    ("issued", "file_document", "issued", DESK),
    ("issued", "publish_document", "issued", CLERK),
    ("issued", "unpublish_document", "issued", CLERK),
]


def test_the_table() -> None:
    """A change of the order of issuing is a change of this test."""
    assert [(step.before, step.deed, step.after, step.who) for step in STEPS] == TABLE


@pytest.mark.parametrize(
    ("before", "deed"),
    [
        ("draft", "sign_document"),  # nobody has stood for the reading
        ("confirmed", "number_document"),  # nobody has signed
        ("signed", "issue_document"),  # it has no number
        ("numbered", "unsign_document"),  # a number was given to a signed text
        ("signed", "correct_reading"),  # what was signed stays as it was signed
        ("issued", "reopen_reading"),
        ("discarded", "confirm_reading"),
        ("discarded", "add_attachment"),
    ],
)
def test_what_must_not_follow(before: str, deed: str) -> None:
    """The order of the law cannot be stepped over."""
    assert may_follow(Document.State(before), deed) is None
