"""The whole table of states, pinned."""

from __future__ import annotations

from trienkhai.web.reports.states import STEPS


def test_the_table() -> None:
    """A change of a report's life is a change of this test."""
    assert [(step.before, step.deed, step.after, step.who.name) for step in STEPS] == [
        (None, "draft_report", "draft", "UNIT"),
        (None, "draft_rollup", "draft", "OFFICE"),
        ("draft", "write_report", "draft", "UNIT"),
        ("returned", "write_report", "returned", "UNIT"),
        ("draft", "submit_report", "submitted", "UNIT_LEADER"),
        ("returned", "submit_report", "submitted", "UNIT_LEADER"),
        ("submitted", "take_back_report", "draft", "UNIT_LEADER"),
        ("submitted", "accept_report", "accepted", "ISSUER"),
        ("submitted", "return_report", "returned", "ISSUER"),
    ]
