"""The states of a plan: from, deed, to, who. Pinned by tests/web/plans/test_states.py.

Where the directive does not ask for acceptance, an approved plan holds at once; nothing waits for the issuing office.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trienkhai.web.plans.models import Plan

State = Plan.State


class Who(StrEnum):
    """Who may take a step."""

    UNIT = "người của đơn vị, hoặc cơ quan ban hành nhập hộ"
    UNIT_LEADER = "lãnh đạo đơn vị, hoặc cơ quan ban hành nhập hộ"
    ISSUER = "chuyên viên hoặc lãnh đạo của cơ quan ban hành"
    MACHINE = "máy, khi bản sau có hiệu lực"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    before: Plan.State | None
    deed: str
    after: Plan.State
    who: Who


STEPS = (
    Step(None, "draft_plan", State.DRAFT, Who.UNIT),
    Step(State.DRAFT, "write_plan", State.DRAFT, Who.UNIT),
    Step(State.RETURNED, "write_plan", State.RETURNED, Who.UNIT),
    Step(State.DRAFT, "submit_plan", State.SUBMITTED, Who.UNIT),
    Step(State.RETURNED, "submit_plan", State.SUBMITTED, Who.UNIT),
    Step(State.SUBMITTED, "take_back_plan", State.DRAFT, Who.UNIT),
    Step(State.SUBMITTED, "approve_plan", State.APPROVED, Who.UNIT_LEADER),
    Step(State.SUBMITTED, "return_plan", State.RETURNED, Who.UNIT_LEADER),
    Step(State.APPROVED, "accept_plan", State.ACCEPTED, Who.ISSUER),
    Step(State.APPROVED, "return_plan", State.RETURNED, Who.ISSUER),
    Step(State.APPROVED, "replace_plan", State.REPLACED, Who.MACHINE),
    Step(State.ACCEPTED, "replace_plan", State.REPLACED, Who.MACHINE),
)


def may_follow(before: Plan.State, deed: str) -> Plan.State | None:
    """The state after the deed, None where the table has no such step."""
    return next((step.after for step in STEPS if (step.before, step.deed) == (before, deed)), None)
