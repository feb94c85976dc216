"""The whole table of states, pinned."""

from __future__ import annotations

from trienkhai.web.documents.states import STEPS


def test_the_table() -> None:
    """A change of the order of issuing is a change of this test."""
    assert [(step.before, step.deed, step.after) for step in STEPS] == [
        (None, "enter_document", "draft"),
        ("draft", "correct_reading", "draft"),
        ("draft", "confirm_reading", "confirmed"),
        ("confirmed", "reopen_reading", "draft"),
        ("confirmed", "sign_document", "signed"),
        ("signed", "unsign_document", "confirmed"),
        ("signed", "number_document", "numbered"),
        ("numbered", "issue_document", "issued"),
    ]
