"""The states of a directive: from, deed, to, who. Pinned by tests/web/directives/test_states.py.

The text itself goes its own way (documents/states.py): who receives and until when is arranged while the document is
confirmed and not yet signed; what the leader signed does not change any more before it is issued.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trienkhai.web.directives.models import Directive
from trienkhai.web.language import in_vietnamese

State = Directive.State


class Who(StrEnum):
    """Who may take a step."""

    MACHINE = in_vietnamese("máy, khi bản đọc được xác nhận")
    ARRANGER = in_vietnamese("chuyên viên hoặc lãnh đạo của cơ quan ban hành")
    LEADER = in_vietnamese("lãnh đạo cơ quan ban hành")
    CLERK = in_vietnamese("văn thư của cơ quan ban hành")
    OFFICE_BELOW = in_vietnamese("người của đơn vị nhận có sổ văn bản riêng")
    UNIT = in_vietnamese("người của đơn vị, hoặc cơ quan ban hành nhập hộ")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    before: Directive.State | None
    deed: str
    after: Directive.State
    who: Who


ARRANGING = (
    "set_period",
    "set_report",
    "set_item",
    "strike_item",
    "set_purpose",
    "set_options",
    "merge_forms",
    "map_form",
    "add_unit",
    "strike_unit",
    "exempt_unit",
    "restore_unit",
    "link_duty",
)

STEPS = (
    Step(None, "note_confirmed_reading", State.DRAFT, Who.MACHINE),
    Step(State.DRAFT, "note_confirmed_reading", State.DRAFT, Who.MACHINE),
    *(Step(State.DRAFT, deed, State.DRAFT, Who.ARRANGER) for deed in ARRANGING),
    Step(State.DRAFT, "sign_directive", State.DRAFT, Who.LEADER),
    Step(State.DRAFT, "issue_directive", State.ISSUED, Who.CLERK),
    Step(State.ISSUED, "add_unit", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "strike_unit", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "extend_duty", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "exempt_duty", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "withdraw_duty", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "answer_request", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "acknowledge_duty", State.ISSUED, Who.UNIT),
    Step(State.ISSUED, "request_change", State.ISSUED, Who.UNIT),
    Step(State.ISSUED, "urge_unit", State.ISSUED, Who.ARRANGER),
    Step(State.ISSUED, "pass_on", State.ISSUED, Who.OFFICE_BELOW),
    Step(State.ISSUED, "withdraw_directive", State.WITHDRAWN, Who.LEADER),
)


def may_follow(before: Directive.State, deed: str) -> Directive.State | None:
    """The state after the deed, None where the table has no such step."""
    return next((step.after for step in STEPS if (step.before, step.deed) == (before, deed)), None)
