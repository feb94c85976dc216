"""Looking things up in the journal, and checking that nobody changed it."""

from __future__ import annotations

from django.db.models import QuerySet

from trienkhai.web.journal.actions import hash_entry
from trienkhai.web.journal.models import Entry


def list_entries_of_duty(duty_id: int, limit: int = 50) -> QuerySet[Entry]:
    """What happened to one duty, newest first."""
    return Entry.objects.filter(duty_id=duty_id).order_by("-recorded_at", "-id")[:limit]


def list_entries_of_directive(directive_id: int, limit: int = 50) -> QuerySet[Entry]:
    """What happened to one directive and the duties under it, newest first."""
    return Entry.objects.filter(directive_id=directive_id).order_by("-recorded_at", "-id")[:limit]


def list_entries_of_document(document_id: int, limit: int = 50) -> QuerySet[Entry]:
    """What happened to one document, newest first."""
    return Entry.objects.filter(document_id=document_id).order_by("-recorded_at", "-id")[:limit]


def find_broken_seal() -> int | None:
    """The sequence number of the first sealed entry whose hash does not fit; None when the chain is whole."""
    previous = ""
    for expected, entry in enumerate(Entry.objects.filter(sequence__isnull=False).order_by("sequence").iterator(), 1):
        if entry.sequence != expected or entry.previous_hash != previous or hash_entry(entry, previous) != entry.hash:
            return expected
        previous = entry.hash
    return None
