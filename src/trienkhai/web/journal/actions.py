"""Writing in the journal, and sealing what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from django.db import connection, transaction

from trienkhai.web import clock
from trienkhai.web.journal.events import Author, Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.language import vietnamese

Reaction = Callable[[Event, Entry], None]
_reactions: dict[str, list[Reaction]] = {}
# The name of the lock by which PostgreSQL knows the one who seals; nothing else of an office's takes such locks.
_SEALING = 113


def record(event: Event, author: Author, *, caused_by: Entry | None = None) -> Entry:
    """Write one deed down and run the reactions to it; must stand inside the deed's own transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a deed is recorded inside the transaction that does it")
    with vietnamese():
        entry = Entry.objects.create(
            name=event.name,
            sentence=event.sentence(),
            reason=event.reason,
            object_type=event.object_type,
            object_id=event.object_id,
            object_label=event.object_label[:200],
            office_id=event.office_id if event.office_id is not None else author.office_id,
            document_id=event.document_id,
            directive_id=event.directive_id,
            duty_id=event.duty_id,
            person_id=author.person_id,
            person_name=author.person_name,
            post_id=author.post_id,
            post_title=author.post_title,
            unit_id=author.unit_id,
            unit_name=author.unit_name,
            caused_by=caused_by.pk if caused_by else None,
            effective_on=event.effective_on or clock.today(),
            recorded_at=clock.now(),
            details=event.details(),
        )
    for reaction in _reactions.get(event.name, ()):
        reaction(event, entry)
    return entry


def register_reaction(event: type[Event], reaction: Reaction) -> None:
    """Let `reaction` run whenever such an event is recorded. Called from `config/reactions.py` only."""
    known = _reactions.setdefault(event.name, [])
    if reaction not in known:
        known.append(reaction)


def seal_entries(limit: int = 1000) -> int:
    """Chain committed entries that have no hash yet, in the order of their ids; returns how many.

    One sealer runs at a time; another one finds nothing to do. It locks nothing that a deed waits for: entries are
    inserted unchained.
    """
    with transaction.atomic():
        if not _may_seal():
            return 0
        last = Entry.objects.filter(sequence__isnull=False).order_by("-sequence").first()
        sequence, previous = (last.sequence or 0, last.hash) if last else (0, "")
        waiting = list(Entry.objects.filter(sequence__isnull=True).order_by("id")[:limit])
        for entry in waiting:
            sequence += 1
            seal = hash_entry(entry, previous)
            Entry.objects.filter(pk=entry.pk).update(sequence=sequence, previous_hash=previous, hash=seal)
            previous = seal
    return len(waiting)


def _may_seal() -> bool:
    """Whether no other worker seals, until this transaction ends. SQLite lets one write at a time anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEALING])
        return bool(cursor.fetchone()[0])


def hash_entry(entry: Entry, previous: str) -> str:
    """SHA-256 over the previous hash and everything the entry says, as canonical JSON."""
    said = {
        field.name: str(getattr(entry, field.attname))
        for field in Entry._meta.concrete_fields
        if field.name not in ("sequence", "previous_hash", "hash", "details", "recorded_at")
    }
    said["details"] = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
    said["recorded_at"] = f"{entry.recorded_at.timestamp():.6f}"
    return hashlib.sha256((previous + json.dumps(said, ensure_ascii=False, sort_keys=True)).encode()).hexdigest()
