"""The whole table of states, pinned."""

from __future__ import annotations

from trienkhai.web.plans.states import STEPS


def test_the_table() -> None:
    """A change of a plan's way is a change of this test."""
    assert [(step.before, step.deed, step.after) for step in STEPS] == [
        (None, "draft_plan", "draft"),
        ("draft", "write_plan", "draft"),
        ("returned", "write_plan", "returned"),
        ("draft", "submit_plan", "submitted"),
        ("returned", "submit_plan", "submitted"),
        ("submitted", "take_back_plan", "draft"),
        ("submitted", "approve_plan", "approved"),
        ("submitted", "return_plan", "returned"),
        ("approved", "accept_plan", "accepted"),
        ("approved", "return_plan", "returned"),
        ("approved", "replace_plan", "replaced"),
        ("accepted", "replace_plan", "replaced"),
    ]
