"""Everything that changes activities and what proves them; one file per subject."""

from trienkhai.web.activities.actions.content import ActivityContent, Quantity
from trienkhai.web.activities.actions.deciding import (
    Outcome,
    answer_question,
    confirm_activities,
    confirm_each,
    question_activity,
    take_back_activity,
    take_back_confirmation,
    withdraw_activity,
)
from trienkhai.web.activities.actions.locking import check_running, check_state, unit_code
from trienkhai.web.activities.actions.proving import (
    KeptFile,
    Proof,
    add_evidence,
    add_kept,
    add_link,
    add_prepared,
    keep_paper,
    keep_upload,
    prove_activity,
    withdraw_evidence,
)
from trienkhai.web.activities.actions.recording import (
    change_activity,
    change_with_proof,
    record_activity,
    record_with_proof,
)

__all__ = [
    "ActivityContent",
    "KeptFile",
    "Outcome",
    "Proof",
    "Quantity",
    "add_evidence",
    "add_kept",
    "add_link",
    "add_prepared",
    "answer_question",
    "change_activity",
    "change_with_proof",
    "check_running",
    "check_state",
    "confirm_activities",
    "confirm_each",
    "keep_paper",
    "keep_upload",
    "prove_activity",
    "question_activity",
    "record_activity",
    "record_with_proof",
    "take_back_activity",
    "take_back_confirmation",
    "unit_code",
    "withdraw_activity",
    "withdraw_evidence",
]
