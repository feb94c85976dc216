"""What else happens when something happened. This is the only page where one folder's deeds reach another's.

Each line: an event, and the `note_…` action that answers it, run in the same transaction with the causing entry.
"""

from __future__ import annotations

from trienkhai.web.activities.events import (
    ActivitiesConfirmed,
    ActivityChanged,
    ActivityRecorded,
    ActivityWithdrawn,
    ConfirmationTakenBack,
    EvidenceWithdrawn,
)
from trienkhai.web.directives.actions import note_confirmed_reading, note_issued_dispatch
from trienkhai.web.directives.events import (
    DirectiveDrafted,
    DirectiveIssued,
    DirectiveWithdrawn,
    DutyAdded,
    ItemSet,
    ItemStruck,
)
from trienkhai.web.documents.events import (
    DocumentIssued,
    DocumentNumbered,
    DocumentRead,
    DocumentSigned,
    DraftDiscarded,
    OutgoingCreated,
    ReadingConfirmed,
    ReadingCorrected,
    SecrecyContested,
    SignatureTakenBack,
)
from trienkhai.web.finding.actions import note_activity, note_directive, note_document
from trienkhai.web.journal.actions import Reaction, register_reaction
from trienkhai.web.journal.events import Event
from trienkhai.web.reminders.actions import note_issued_letter
from trienkhai.web.reports.actions import (
    note_issued_paper,
    note_unconfirmed_activity,
    note_withdrawn_activity,
    note_withdrawn_evidence,
)

# What changes the words something is found by, or who may find it.
FOUND_AS_DOCUMENT: tuple[type[Event], ...] = (
    DocumentRead,
    SecrecyContested,
    ReadingCorrected,
    ReadingConfirmed,
    OutgoingCreated,
    DocumentSigned,
    SignatureTakenBack,
    DocumentNumbered,
    DocumentIssued,
    DraftDiscarded,
)
FOUND_AS_DIRECTIVE: tuple[type[Event], ...] = (
    DirectiveDrafted,
    ItemSet,
    ItemStruck,
    DirectiveIssued,
    DutyAdded,
    DirectiveWithdrawn,
)
FOUND_AS_ACTIVITY: tuple[type[Event], ...] = (
    ActivityRecorded,
    ActivityChanged,
    ActivitiesConfirmed,
    ConfirmationTakenBack,
    ActivityWithdrawn,
)

REACTIONS: tuple[tuple[type[Event], Reaction], ...] = (
    (ReadingConfirmed, note_confirmed_reading),
    (ConfirmationTakenBack, note_unconfirmed_activity),
    (ActivityWithdrawn, note_withdrawn_activity),
    (EvidenceWithdrawn, note_withdrawn_evidence),
    (DocumentIssued, note_issued_dispatch),
    (DocumentIssued, note_issued_paper),
    (DocumentIssued, note_issued_letter),
    *((event, note_document) for event in FOUND_AS_DOCUMENT),
    *((event, note_directive) for event in FOUND_AS_DIRECTIVE),
    *((event, note_activity) for event in FOUND_AS_ACTIVITY),
)


def connect() -> None:
    """Register every reaction of the list above."""
    for event, reaction in REACTIONS:
        register_reaction(event, reaction)
