"""The states of a report: from, deed, to, who. Pinned by tests/web/reports/test_states.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trienkhai.web.reports.models import Report

State = Report.State


class Who(StrEnum):
    """Who may take a step."""

    UNIT = "người của đơn vị, hoặc cơ quan ban hành nhập hộ"
    UNIT_LEADER = "lãnh đạo đơn vị, hoặc cơ quan ban hành nhập hộ"
    ISSUER = "cơ quan nhận báo cáo"
    OFFICE = "chuyên viên, lãnh đạo cơ quan lập bản tổng hợp"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    before: Report.State | None
    deed: str
    after: Report.State
    who: Who


STEPS = (
    Step(None, "draft_report", State.DRAFT, Who.UNIT),
    Step(None, "draft_rollup", State.DRAFT, Who.OFFICE),
    Step(State.DRAFT, "write_report", State.DRAFT, Who.UNIT),
    Step(State.RETURNED, "write_report", State.RETURNED, Who.UNIT),
    Step(State.DRAFT, "submit_report", State.SUBMITTED, Who.UNIT_LEADER),
    Step(State.RETURNED, "submit_report", State.SUBMITTED, Who.UNIT_LEADER),
    Step(State.SUBMITTED, "take_back_report", State.DRAFT, Who.UNIT_LEADER),
    Step(State.SUBMITTED, "accept_report", State.ACCEPTED, Who.ISSUER),
    Step(State.SUBMITTED, "return_report", State.RETURNED, Who.ISSUER),
)


def may_follow(before: Report.State, deed: str) -> Report.State | None:
    """The state after the deed, None where the table has no such step."""
    return next((step.after for step in STEPS if (step.before, step.deed) == (before, deed)), None)
