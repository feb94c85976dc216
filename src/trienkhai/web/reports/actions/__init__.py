"""Everything that changes reports, one file for each part of their life."""

from __future__ import annotations

from trienkhai.web.reports.actions.judging import accept_report, accept_reports, return_report
from trienkhai.web.reports.actions.marking import (
    note_unconfirmed_activity,
    note_withdrawn_activity,
    note_withdrawn_evidence,
)
from trienkhai.web.reports.actions.papers import issue_report, note_issued_paper, sign_report
from trienkhai.web.reports.actions.rolling import draft_rollup
from trienkhai.web.reports.actions.sending import submit_report, take_back_report
from trienkhai.web.reports.actions.writing import Written, draft_report, write_report

__all__ = [
    "Written",
    "accept_report",
    "accept_reports",
    "draft_report",
    "draft_rollup",
    "issue_report",
    "note_issued_paper",
    "note_unconfirmed_activity",
    "note_withdrawn_activity",
    "note_withdrawn_evidence",
    "return_report",
    "sign_report",
    "submit_report",
    "take_back_report",
    "write_report",
]
