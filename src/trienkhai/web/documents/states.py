"""The states of a document: from, deed, to, who. Pinned by tests/web/documents/test_states.py.

The order of issuing is the law's and the practice's: draft, confirmed, signed, numbered and dated, issued
(Decree 30/2020/NĐ-CP, Articles 13 to 18; an electronic document is numbered when it is issued).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, gettext_noop

from trienkhai.web.documents.models import Assignment, CaseFile, Document

State = Document.State


class Who(StrEnum):
    """Who may take a step."""

    DESK = gettext_noop("văn thư hoặc chuyên viên của cơ quan")
    LEADER = gettext_noop("lãnh đạo cơ quan")
    CLERK = gettext_noop("văn thư của cơ quan")
    RECEIVER = gettext_noop("văn thư của đơn vị nhận")
    ASSIGNER = gettext_noop("văn thư hoặc lãnh đạo của đơn vị nhận")

    @property
    def label(self) -> str:
        """The words in the language of the page."""
        return gettext(self.value)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    before: Document.State | None
    deed: str
    after: Document.State
    who: Who


STEPS = (
    Step(None, "enter_document", State.DRAFT, Who.CLERK),
    Step(State.DRAFT, "correct_reading", State.DRAFT, Who.DESK),
    Step(State.DRAFT, "exchange_page", State.DRAFT, Who.DESK),
    Step(State.DRAFT, "discard_draft", State.DISCARDED, Who.DESK),
    Step(State.DRAFT, "confirm_reading", State.CONFIRMED, Who.DESK),
    Step(State.DRAFT, "confirm_incoming", State.RECEIVED, Who.DESK),
    Step(None, "create_outgoing", State.CONFIRMED, Who.DESK),
    Step(State.CONFIRMED, "reopen_reading", State.DRAFT, Who.DESK),
    Step(State.CONFIRMED, "sign_document", State.SIGNED, Who.LEADER),
    Step(State.SIGNED, "unsign_document", State.CONFIRMED, Who.LEADER),
    Step(State.SIGNED, "number_document", State.NUMBERED, Who.CLERK),
    Step(State.NUMBERED, "issue_document", State.ISSUED, Who.CLERK),
    Step(State.RECEIVED, "register_incoming", State.RECEIVED, Who.RECEIVER),
    Step(State.ISSUED, "register_incoming", State.ISSUED, Who.RECEIVER),
    Step(State.DRAFT, "add_attachment", State.DRAFT, Who.DESK),
    Step(State.CONFIRMED, "add_attachment", State.CONFIRMED, Who.DESK),
    Step(State.SIGNED, "add_attachment", State.SIGNED, Who.DESK),
    Step(State.NUMBERED, "add_attachment", State.NUMBERED, Who.DESK),
    Step(State.ISSUED, "add_attachment", State.ISSUED, Who.DESK),
    Step(State.RECEIVED, "add_attachment", State.RECEIVED, Who.DESK),
    Step(State.CONFIRMED, "judge_link", State.CONFIRMED, Who.DESK),
    Step(State.SIGNED, "judge_link", State.SIGNED, Who.DESK),
    Step(State.NUMBERED, "judge_link", State.NUMBERED, Who.DESK),
    Step(State.ISSUED, "judge_link", State.ISSUED, Who.DESK),
    Step(State.RECEIVED, "assign_incoming", State.RECEIVED, Who.ASSIGNER),
    Step(State.ISSUED, "assign_incoming", State.ISSUED, Who.ASSIGNER),
    Step(State.RECEIVED, "file_document", State.RECEIVED, Who.DESK),
    Step(State.ISSUED, "file_document", State.ISSUED, Who.DESK),
    Step(State.ISSUED, "publish_document", State.ISSUED, Who.CLERK),
    Step(State.ISSUED, "unpublish_document", State.ISSUED, Who.CLERK),
)

# What becomes of an arrival that was given to somebody: from, deed, to.
GIVEN, TAKEN = Assignment.State.GIVEN, Assignment.State.TAKEN
ASSIGNMENT_STEPS = (
    (GIVEN, "take_assignment", TAKEN),
    (GIVEN, "finish_assignment", Assignment.State.DONE),
    (TAKEN, "finish_assignment", Assignment.State.DONE),
    (GIVEN, "withdraw_assignment", Assignment.State.WITHDRAWN),
    (TAKEN, "withdraw_assignment", Assignment.State.WITHDRAWN),
)
# A file that is closed takes nothing more and gives nothing back.
FILE_STEPS = (
    (CaseFile.State.OPEN, "file_document", CaseFile.State.OPEN),
    (CaseFile.State.OPEN, "take_out_document", CaseFile.State.OPEN),
    (CaseFile.State.OPEN, "close_case_file", CaseFile.State.CLOSED),
)


def may_follow(before: Document.State, deed: str) -> Document.State | None:
    """The state after the deed, None where the table has no such step."""
    return next((step.after for step in STEPS if (step.before, step.deed) == (before, deed)), None)


def assignment_after(before: Assignment.State, deed: str) -> Assignment.State | None:
    """The state of an assignment after the deed, None where the table has no such step."""
    return next((after for state, known, after in ASSIGNMENT_STEPS if (state, known) == (before, deed)), None)


def case_file_after(before: CaseFile.State, deed: str) -> CaseFile.State | None:
    """The state of a file after the deed, None where the table has no such step."""
    return next((after for state, known, after in FILE_STEPS if (state, known) == (before, deed)), None)
