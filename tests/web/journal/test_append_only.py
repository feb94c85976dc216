"""The journal only grows: the database itself refuses to delete, change or empty it, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.web.conftest import World
from trienkhai.web.journal.actions import seal_entries
from trienkhai.web.journal.models import Entry

POSTGRESQL = connection.vendor == "postgresql"


def refuse(statement: str) -> None:
    """This is refused, and the entries are as they were."""
    before = list(Entry.objects.order_by("pk").values())
    assert before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Entry.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM journal_entry", "UPDATE journal_entry SET sentence = 'Không có gì.'"],
    ids=["deleted", "changed"],
)
def test_what_was_done_stays_as_it_was_written(world: World, statement: str) -> None:
    refuse(statement)


def test_a_sealed_entry_is_not_sealed_anew(world: World) -> None:
    seal_entries()
    refuse("UPDATE journal_entry SET hash = '0' WHERE sequence = 1")


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no TRUNCATE; run with `sh tests/postgres.sh`")
@pytest.mark.parametrize("more", ["", ", journal_creation CASCADE"], ids=["alone", "among others"])
def test_the_journal_is_not_emptied(world: World, more: str) -> None:
    """`tests/web/conftest.py` takes this trigger out of service for tests that empty every table; an office has it."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER journal_entry_not_emptied")
    refuse(f"TRUNCATE journal_entry{more}")
