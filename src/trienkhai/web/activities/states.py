"""The states of an activity: from, deed, to, who. Pinned by tests/web/activities/test_states.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trienkhai.web.activities.models import Activity

State = Activity.State


class Who(StrEnum):
    """Who may take a step."""

    UNIT = "người của đơn vị, hoặc cơ quan ban hành nhập hộ"
    UNIT_LEADER = "lãnh đạo đơn vị"
    ISSUER = "cơ quan ban hành"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    before: Activity.State | None
    deed: str
    after: Activity.State
    who: Who


STEPS = (
    Step(None, "record_activity", State.RECORDED, Who.UNIT),
    Step(State.RECORDED, "change_activity", State.RECORDED, Who.UNIT),
    Step(State.RECORDED, "confirm_activities", State.CONFIRMED, Who.UNIT_LEADER),
    Step(State.RECORDED, "withdraw_activity", State.WITHDRAWN, Who.UNIT),
    Step(State.CONFIRMED, "take_back_confirmation", State.RECORDED, Who.UNIT_LEADER),
    Step(State.CONFIRMED, "question_activity", State.QUESTIONED, Who.ISSUER),
    Step(State.CONFIRMED, "withdraw_activity", State.WITHDRAWN, Who.UNIT_LEADER),
    Step(State.QUESTIONED, "answer_question", State.CONFIRMED, Who.UNIT),
    Step(State.QUESTIONED, "withdraw_activity", State.WITHDRAWN, Who.UNIT_LEADER),
)


def may_follow(before: Activity.State | None, deed: str) -> Activity.State | None:
    """The state after the deed, None where the table has no such step."""
    return next((step.after for step in STEPS if (step.before, step.deed) == (before, deed)), None)
