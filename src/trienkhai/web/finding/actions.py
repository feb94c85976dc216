"""Keeping the index as the tables are: after every deed inside its own transaction, and all of it anew on demand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from django.db import connection, transaction
from django.db.models import Q

from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.finding.contents import NOW, Tables, list_contents, list_ids
from trienkhai.web.finding.models import Findable, Kind, key_range, make_key, read_key
from trienkhai.web.journal.events import Event
from trienkhai.web.journal.models import Entry

BATCH = 200


def note_document(event: Event, entry: Entry) -> None:
    """A document and the directive it gives are found by what they say now, by those who see them now."""
    keep_entries(Kind.DOCUMENT, (event.object_id,))
    keep_entries(Kind.DIRECTIVE, Directive.objects.filter(document_id=event.object_id).values_list("pk", flat=True))


def note_directive(event: Event, entry: Entry) -> None:
    """A directive, its items and its document are found as they are now: a duty gives its unit the right to see."""
    asked = Q(pk=event.object_id) if event.object_type == "directive" else Q(duties=event.object_id)
    directives = Directive.objects.filter(asked)
    keep_entries(Kind.DOCUMENT, directives.values_list("document_id", flat=True))
    keep_entries(Kind.DIRECTIVE, directives.values_list("pk", flat=True))
    keep_entries(Kind.ITEM, Item.objects.filter(directive__in=directives).values_list("pk", flat=True))


def note_activity(event: Event, entry: Entry) -> None:
    """The activity, or every one of a deed on many, is found as it is now."""
    many = event.details().get("ids")
    ids = [int(id) for id in many] if isinstance(many, list) else [event.object_id]
    keep_entries(Kind.ACTIVITY, ids)


def keep_entries(
    kind: Kind, ids: Iterable[int], tables: Tables = NOW, entries: type[Findable] = Findable
) -> tuple[int, int]:
    """These things are found by what they say now, and not at all where they are not to be found.

    Returns how many entries there are and how many of them had to be written.
    """
    wanted = sorted(set(ids))
    contents = dict(list_contents(kind, wanted, tables))
    keys = [make_key(kind, id) for id in wanted]
    known = dict(entries.objects.filter(pk__in=keys).values_list("pk", "words"))
    gone = [key for key in keys if key in known and key not in contents]
    # In the order of keys: SQLite's index writes its pages whenever a smaller key follows a larger one.
    changed = [entries(pk=key, words=contents[key]) for key in sorted(contents) if known.get(key) != contents[key]]
    if gone:
        entries.objects.filter(pk__in=gone).delete()
    if changed:
        entries.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=["words"])
    return len(contents), len(changed)


def rebuild_index(
    *,
    tables: Tables = NOW,
    entries: type[Findable] = Findable,
    tell: Callable[[Kind, int, int], None] = lambda kind, done, whole: None,
) -> tuple[int, int]:
    """Every entry is as the tables say; `tell` hears how far it is. Returns how many there are, how many were wrong.

    Work goes on meanwhile: each batch is a transaction of its own, and writes only what differs.
    """
    total = wrong = 0
    for kind in Kind:
        ids = list_ids(kind, tables)
        for start in range(0, len(ids), BATCH):
            with transaction.atomic():
                _hold_deeds()
                kept, written = keep_entries(kind, ids[start : start + BATCH], tables, entries)
            total, wrong = total + kept, wrong + written
            tell(kind, min(start + BATCH, len(ids)), len(ids))
        wrong += _forget_lost(kind, set(ids), tables, entries)
    return total, wrong


def _hold_deeds() -> None:
    """A deed waits with its own entries until the batch is written, or what the batch read could be older.

    On SQLite a transaction has the database to itself anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE finding_findable IN SHARE ROW EXCLUSIVE MODE")


def _forget_lost(kind: Kind, ids: Collection[int], tables: Tables, entries: type[Findable]) -> int:
    """Entries of things that no longer exist go; what came meanwhile stays. Returns how many went."""
    known = entries.objects.filter(pk__range=key_range(kind)).values_list("pk", flat=True)
    strange = [id for _, id in map(read_key, known) if id not in ids]
    gone = 0
    for start in range(0, len(strange), BATCH):
        batch = strange[start : start + BATCH]
        with transaction.atomic():
            _hold_deeds()
            gone += len(batch) - keep_entries(kind, batch, tables, entries)[0]
    return gone
