"""What else happens when something happened. This is the only page where one folder's deeds reach another's.

Each line: an event, and the `note_…` action that answers it, run in the same transaction with the causing entry.
"""

from __future__ import annotations

from trienkhai.web.activities.events import ActivityWithdrawn, ConfirmationTakenBack, EvidenceWithdrawn
from trienkhai.web.directives.actions import note_confirmed_reading
from trienkhai.web.documents.events import DocumentIssued, ReadingConfirmed
from trienkhai.web.journal.actions import Reaction, register_reaction
from trienkhai.web.journal.events import Event
from trienkhai.web.reminders.actions import note_issued_letter
from trienkhai.web.reports.actions import (
    note_issued_paper,
    note_unconfirmed_activity,
    note_withdrawn_activity,
    note_withdrawn_evidence,
)

REACTIONS: tuple[tuple[type[Event], Reaction], ...] = (
    (ReadingConfirmed, note_confirmed_reading),
    (ConfirmationTakenBack, note_unconfirmed_activity),
    (ActivityWithdrawn, note_withdrawn_activity),
    (EvidenceWithdrawn, note_withdrawn_evidence),
    (DocumentIssued, note_issued_paper),
    (DocumentIssued, note_issued_letter),
)


def connect() -> None:
    """Register every reaction of the list above."""
    for event, reaction in REACTIONS:
        register_reaction(event, reaction)
